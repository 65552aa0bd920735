r"""Expected churn: how much a list would change from doubt alone, with nothing new happening.

The list in force is replanned under draws of what is not known (weights, evidence), each at the
price of dropping, with the rules, windows and reviews of the half-year. Among near-equals people
are recommended the plan nearest to the list in force (:mod:`optimizer.search.closest`), so of the
plans known that are worth at least v* − τ |v*| under a draw, v* the best of them, the one with
the fewest changes counts:

.. math:: c_d = \min_P |x_P \mathbin{\triangle} x^0|, \qquad
   \hat C = \frac1n \sum_d c_d, \qquad se(\hat C) = \frac{s(c)}{\sqrt n}

Who cannot be supported any longer leaves whatever is drawn, and does not count.

A change that is larger than nine of ten of the :math:`c_d` is hardly noise.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from optimizer.audit import in_focus
from optimizer.decisions import Decisions
from optimizer.highs_model import Mask
from optimizer.robust.sampling import Sample
from optimizer.tolerances import VALUE_TIE

HARDLY = 0.9
"""Share of draws whose changes are fewer than, or as many as, those that may still be noise."""


@dataclass(frozen=True, eq=False)
class Churn:
    """Changes of the list in force in the first half-year of a problem: d draws, n candidates."""

    sample: Sample
    """Best plans of at least one draw; the plan without any doubt is the first of them."""
    tolerance: float
    """Share of a plan's value within which plans are near-equals (τ)."""

    @cached_property
    def in_force(self) -> frozenset[str]:
        """The list that is replanned."""
        areas = self.sample.inquiry.problem.areas
        return frozenset(area.id for area in areas if area.incumbent)

    @cached_property
    def candidates(self) -> tuple[str, ...]:
        """Every candidate, in the order of the problem."""
        return self.sample.objective.candidates

    @cached_property
    def moved(self) -> Mask:
        """Shape (d, n): who enters or leaves under which draw."""
        changes = np.array([self._changes(plan) for plan in self.sample.plans])
        many, points = changes.sum(axis=1), self.sample.points
        best = self.sample.value
        near = points >= (best - self.tolerance * np.abs(best) - VALUE_TIE)[:, None]
        chosen = []
        for row, equal in zip(points, near, strict=True):
            order = np.lexsort((-row, np.where(equal, many, np.iinfo(np.int64).max)))
            chosen.append(order[0])
        return np.asarray(changes[chosen].reshape(-1, len(self.candidates)))

    @cached_property
    def forced(self) -> frozenset[str]:
        """Who of the list cannot be supported any longer."""
        problem = self.sample.inquiry.problem
        first = problem.periods[0].id
        return frozenset(
            area.id for area in problem.areas if area.incumbent and not area.is_open(first)
        )

    def _changes(self, plan: Decisions) -> Mask:
        now = in_focus(plan, self.sample.inquiry.problem.periods[0].id)
        moved = (now ^ self.in_force) - self.forced
        return np.array([one in moved for one in self.candidates])

    @cached_property
    def known(self) -> frozenset[str]:
        """Who enters or leaves by what is known now, without any doubt."""
        found = self._changes(self.sample.plans[0])
        return frozenset(np.array(self.candidates)[found].tolist())

    @cached_property
    def changes(self) -> npt.NDArray[np.int64]:
        """Shape (d,): how many enter or leave."""
        return np.asarray(self.moved.sum(axis=1), dtype=np.int64)

    @property
    def expected(self) -> float:
        """How many enter or leave on average."""
        return float(self.changes.mean())

    @property
    def error(self) -> float:
        """Standard error of that; of one draw it is not known, and infinite."""
        return standard_error(self.changes)

    @property
    def most(self) -> int:
        """How many changes nine of ten draws do not exceed."""
        return int(np.quantile(self.changes, HARDLY, method="inverted_cdf"))

    @property
    def still(self) -> float:
        """Share of draws in which the list stays as it is."""
        return float((self.changes == 0).mean())

    @property
    def share(self) -> dict[str, float]:
        """Candidate → share of draws in which it enters or leaves."""
        return dict(zip(self.candidates, self.moved.mean(axis=0).tolist(), strict=True))

    def of(self, ids: frozenset[str]) -> npt.NDArray[np.int64]:
        """Return how many of some candidates enter or leave, shape (d,)."""
        mine = [place for place, one in enumerate(self.candidates) if one in ids]
        return np.asarray(self.moved[:, mine].sum(axis=1), dtype=np.int64)


def standard_error(changes: npt.NDArray[np.int64]) -> float:
    """Return the standard error of the mean of some numbers of changes."""
    many = len(changes)
    return float(changes.std(ddof=1)) / many**0.5 if many > 1 else float("inf")
