"""Which decisions a restricted search leaves free: those that prices leave in doubt.

The core of a knapsack are the columns of small absolute reduced cost (Balas & Zemel 1980; for
several constraints Puchinger, Raidl & Pferschy 2010). Reduced costs of a linear relaxation split a
candidate's loss over its services in any way that adds up; net prices
(:class:`optimizer.search.lagrangian.Prices`) do not, so doubt is measured by them: a service is as
doubtful as its net price is near to 0, and no more than its candidate is.
"""

from dataclasses import dataclass

import numpy as np

from optimizer.cuts.cut import Positions
from optimizer.highs_model import Mask, Vector
from optimizer.search.cut_relaxation import Relaxed
from optimizer.search.lagrangian import Prices
from optimizer.tolerances import INTEGRALITY

SPREAD = 0.6
"""Standard deviation of the logarithm by which doubts are spread in repeated neighbourhoods."""


@dataclass(frozen=True, eq=False)
class Doubts:
    """How certain the relaxation is of every yes/no decision: 0 = in doubt, points otherwise."""

    points: Vector
    """Shape (columns,); infinite for columns that are no decisions."""
    settled: Vector
    """Shape (columns,): the values that the relaxation would have, rounded."""

    @classmethod
    def of(cls, relaxed: Relaxed, prices: Prices, integer: Mask, focus_of: Positions) -> "Doubts":
        """Return the doubts that a relaxation leaves.

        Args:
            relaxed: with a solution.
            prices: of the relaxation.
            integer: yes/no columns, shape (columns,).
            focus_of: position of the focus column without which a column must be 0, −1 for none;
                shape (columns,).
        """
        assert relaxed.solution is not None  # noqa: S101 (callers checked)
        solution = relaxed.solution
        own = np.abs(prices.net)
        outside = np.where(focus_of >= 0, np.maximum(0.0, -prices.net[focus_of]), 0.0)
        points = np.maximum(own, outside)
        fractional = (solution > INTEGRALITY) & (solution < 1 - INTEGRALITY)
        points = np.where(fractional, 0.0, points)
        return cls(np.where(integer, points, np.inf), np.round(solution))

    def spread(self, rng: np.random.Generator) -> "Doubts":
        """Return doubts of the same order of size, at random otherwise."""
        noise = np.exp(rng.normal(0.0, SPREAD, len(self.points)))
        return Doubts(self.points * noise, self.settled)

    def bounds(
        self, number: int, lower: Vector, upper: Vector, integer: Mask, known: Vector | None
    ) -> tuple[Vector, Vector]:
        """Return bounds that leave the most doubtful decisions free, and hold the others.

        Args:
            number: how many to leave free, beside those of which the relaxation and the known
                solution are not at one, or that the relaxation has by halves.
            lower: least values, shape (columns,).
            upper: greatest values, the same.
            integer: yes/no columns, the same.
            known: a solution whose values the others keep; None = the relaxation's, rounded.
        """
        return self.within(integer, number, lower, upper, integer, known)

    def within(
        self,
        among: Mask,
        number: int,
        lower: Vector,
        upper: Vector,
        integer: Mask,
        known: Vector | None,
    ) -> tuple[Vector, Vector]:
        """Return the same, where only some decisions (shape (columns,)) may be left free."""
        held = self.settled if known is None else np.round(known)
        free: Mask = integer & ((held != self.settled) | (self.points == 0.0))
        places = np.flatnonzero(among & integer & (lower < upper))
        free[places[np.argsort(self.points[places], kind="stable")[:number]]] = True
        shut = integer & ~free
        value = np.clip(held, lower, upper)
        return np.where(shut, value, lower), np.where(shut, value, upper)
