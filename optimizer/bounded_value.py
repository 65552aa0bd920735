"""A value as found, with what is proven about it."""

from typing import Self

from config.base import Frozen
from optimizer.plan import Plan
from optimizer.tolerances import VALUE_TIE


class BoundedValue(Frozen):
    """Points between the best values of two problems: as found, and as proven."""

    found: float
    """Between the two plans found."""
    low: float
    """Proven: not less."""
    high: float
    """Proven: not more."""

    @property
    def exact(self) -> bool:
        """Whether both ends are the same to within what counts as equally good."""
        return self.high - self.low <= 2 * VALUE_TIE

    @classmethod
    def between(cls, less: Plan, more: Plan) -> Self:
        """Return what the second problem allows more than the first, of which it is never less.

        Raises:
            ValueError: one of the two has no plan.
        """
        if less.value is None or more.value is None:
            msg = "both must have a plan to be compared"
            raise ValueError(msg)
        less_bound = less.value if less.bound is None else less.bound
        more_bound = more.value if more.bound is None else more.bound
        return cls(
            found=max(0.0, more.value - less.value),
            low=max(0.0, more.value - less_bound),
            high=max(0.0, more_bound - less.value),
        )
