"""What lies between the best values of two problems: as found, and as proven.

V and V′ are the best values of a problem before and after something changed, v ≤ V ≤ b and
v′ ≤ V′ ≤ b′ what was found and what is proven. What is *gained* is V′ − V, what is *lost* (given
up, paid, what something costs) is V − V′:

    v′ − b  ≤  V′ − V  ≤  b′ − v            gain
    v − b′  ≤  V − V′  ≤  b − v′            loss: the gain with its sign and its ends turned round

Where every plan of one problem is a plan of the other, worth as much there, the second is never
worth less, and what it allows more is never below 0 (:meth:`BoundedValue.between`).

No other place decides the sign of such a difference.

Source: interval arithmetic (Moore 1966).
"""

from collections.abc import Iterable
from math import inf
from typing import Annotated, Self

from pydantic import Field

from config.base import Frozen
from optimizer.plan import Plan
from optimizer.tolerances import VALUE_TIE

End = Annotated[float, Field(allow_inf_nan=True)]


WIDEST = 2.0
"""Widest interval, as a multiple of the figure found, beside which the figure is still told."""


class BoundedValue(Frozen):
    """Points between the best values of two problems: as found, and as proven."""

    found: float
    """Between the two plans found."""
    low: End
    """Proven: not less; minus infinity where nothing is."""
    high: End
    """Proven: not more; infinity where nothing is."""

    @property
    def exact(self) -> bool:
        """Whether both ends are the same to within what counts as equally good."""
        return self.high - self.low <= 2 * VALUE_TIE

    @property
    def estimate(self) -> float | None:
        """The figure found, for people; None where so little is proven of it that it is no news."""
        width = self.high - self.low
        return self.found if self.exact or width <= WIDEST * abs(self.found) else None

    @property
    def certain(self) -> bool:
        """Whether the sign is proven."""
        return self.low > 0 or self.high < 0

    @property
    def span(self) -> str:
        """The figure and its ends, for whoever looks for a fault."""
        return f"{self.found:,.3f} ({self.low:,.3f} to {self.high:,.3f})"

    def meets(self, other: "BoundedValue") -> bool:
        """Say whether one value can lie between the ends of both, to within equally good."""
        room = 2 * VALUE_TIE
        return self.low <= other.high + room and other.low <= self.high + room

    @property
    def turned(self) -> Self:
        """The same seen from the other side: a loss is a gain below 0."""
        return self.but(found=0.0 - self.found, low=0.0 - self.high, high=0.0 - self.low)

    @property
    def never_below_zero(self) -> Self:
        """The same where it is known besides that nothing can be lost."""
        return self.but(
            found=max(0.0, self.found), low=max(0.0, self.low), high=max(0.0, self.high)
        )

    @classmethod
    def gain(cls, before: Plan, after: Plan) -> Self:
        """Return what the best plan is worth more after a change than before; may be negative.

        Raises:
            ValueError: one of the two has no plan.
        """
        return cls.gain_of(_ends(before), _ends(after))

    @classmethod
    def gain_of(cls, before: tuple[float, float], after: tuple[float, float]) -> Self:
        """Return the same of two (best value found, bound that no plan exceeds)."""
        value, bound = before
        value_after, bound_after = after
        return cls(found=value_after - value, low=value_after - bound, high=bound_after - value)

    @classmethod
    def loss(cls, before: Plan, after: Plan) -> Self:
        """Return what the best plan is worth less after a change than before; may be negative.

        Raises:
            ValueError: one of the two has no plan.
        """
        return cls.gain(before, after).turned

    @classmethod
    def between(cls, less: Plan, more: Plan) -> Self:
        """Return what the second problem allows more than the first, of which it is never less.

        Raises:
            ValueError: one of the two has no plan.
        """
        return cls.gain(less, more).never_below_zero

    @classmethod
    def regret(cls, points: float, best: float, bound: float) -> Self:
        """Return what one plan is worth less than the best one.

        Args:
            points: what the plan is worth.
            best: what the best plan found is worth.
            bound: what no plan is worth more than.
        """
        least = max(0.0, best - points)
        return cls(found=least, low=least, high=max(least, bound - points))

    @classmethod
    def largest(cls, values: Iterable[Self]) -> Self | None:
        """Return the largest of several; None of none."""
        among = tuple(values)
        if not among:
            return None
        return cls(
            found=max(one.found for one in among),
            low=max(one.low for one in among),
            high=max(one.high for one in among),
        )


def _ends(plan: Plan) -> tuple[float, float]:
    """Return what was found of a problem, and what no plan of it exceeds as far as is known.

    Raises:
        ValueError: there is no plan.
    """
    if plan.value is None:
        msg = "both must have a plan to be compared"
        raise ValueError(msg)
    return plan.value, inf if plan.bound is None else max(plan.bound, plan.value)
