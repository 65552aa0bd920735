r"""When the potential of one candidate moves: what the best plan is worth, and who is in it.

p = potential of candidate i, all else central. A plan P is worth :math:`h_P + s_P (p - \hat p)`
with :math:`s_P \ge 0`, and of slope 0 where it does not have i. So the best value

.. math:: F(p) = \max\Bigl(V_{out},\; \max_{P \ni i} h_P + s_P (p - \hat p)\Bigr)

is convex, never falls, and is steepest where i gets all of its services. Known plans bound it from
below. From above, what bounds the plans with i at one potential bounds them at every lower one, and
between two potentials the mixture of both bounds does.

The plan in hand P* is the best one known at :math:`\hat p`. Finding out that the potential is p is
worth what the best plan then is worth more than the plan in hand (Howard 1966, *IEEE Transactions
on Systems Science and Cybernetics* 2, 22-26),

.. math:: F(p) - F(\hat p) - s_{P^*} (p - \hat p) \ge 0.
"""

from dataclasses import dataclass, field

import numpy as np

from config.base import Frozen
from optimizer.highs_model import Mask, Vector
from optimizer.tolerances import VALUE_TIE


class Gain(Frozen):
    """Points that finding out would be expected to gain."""

    found: float
    """Among the plans known."""
    least: float
    """Proven: not less."""
    most: float
    """Proven: not more."""
    error: float = 0.0
    """Half the width of the 95 % interval of ``found``, where gaps are found out together."""


class Chance(Frozen):
    """Share (0..1) of what may be found with which the candidate enters, or leaves."""

    found: float
    """Among the plans known."""
    least: float
    """Proven: not less."""
    most: float
    """Proven: not more."""


@dataclass
class Ceiling:
    """What no plan with the candidate exceeds, by its potential: convex, and never falling."""

    points: list[tuple[float, float]] = field(default_factory=list)
    """(potential, bound), by potential; bounds beyond the last one are not known."""

    def add(self, potential: float, bound: float) -> None:
        """Take in a bound on all plans with the candidate when it has this potential."""
        lower = [(p, min(b, bound)) for p, b in self.points if p < potential]
        same = [b for p, b in self.points if p == potential]
        upper = [(p, b) for p, b in self.points if p > potential]
        self.points = [*lower, (potential, min([bound, *same])), *upper]

    def shut(self) -> None:
        """Take in that no plan can have the candidate, whatever its potential."""
        self.points = [(p, -np.inf) for p, _ in self.points]

    def at(self, p: Vector) -> Vector:
        """Return the bounds at potentials p (within those taken in), any shape."""
        if not all(np.isfinite(bound) for _, bound in self.points):
            return np.full(np.shape(p), -np.inf)
        return np.asarray(np.interp(p, *np.array(self._hull()).T))

    def _hull(self) -> list[tuple[float, float]]:
        """Return the points that no mixture of two others undercuts (Andrew 1979)."""
        hull: list[tuple[float, float]] = []
        for x, y in self.points:
            while len(hull) > 1 and _above(hull[-2], hull[-1], (x, y)):
                hull.pop()
            hull.append((x, y))
        return hull


def _above(
    left: tuple[float, float], middle: tuple[float, float], right: tuple[float, float]
) -> bool:
    """Say whether the middle one of three points lies on or above the line of the others."""
    run = right[0] - left[0]
    return (middle[1] - left[1]) * run >= (right[1] - left[1]) * (middle[0] - left[0])


@dataclass(frozen=True, eq=False)
class Curve:
    """What is known of F for one candidate.

    Attributes:
        now: its potential p̂.
        inside: whether the plan in hand has it.
        slope: points per unit of potential of the plan in hand.
        steepest: the same with all services in all periods.
        best: points of the plan in hand at p̂.
        open: points by which a better plan at p̂ is not ruled out.
        heights, slopes: shape (k,), the known plans that have it: points at p̂, and per unit.
        without: points of the best known plan that does not have it; minus infinity without any.
        without_most: no plan without it is worth more.
        ceiling: what no plan with it exceeds.
    """

    now: float
    inside: bool
    slope: float
    steepest: float
    best: float
    open: float
    heights: Vector
    slopes: Vector
    without: float
    without_most: float
    ceiling: Ceiling

    def within(self, p: Vector) -> Vector:
        """Return points of the best known plan with it at potentials p, any shape."""
        values = self.heights + self.slopes * (p[..., None] - self.now)
        return np.asarray(values.max(axis=-1, initial=-np.inf))

    def gain(self, p: Vector) -> Gain:
        """Return the expected gain of finding out which of p (equally likely) it is."""
        moved = p - self.now
        in_hand = self.best + self.slope * moved
        found = np.maximum(self.within(p), self.without) - in_hand
        most = np.maximum(self.ceiling.at(p), self.without_most)
        most = np.minimum(most, self.best + self.steepest * np.maximum(moved, 0.0)) - in_hand
        return gain_of(found, most, self.open)

    def chance(self, p: Vector) -> tuple[Chance, Mask]:
        """Return the share of p (equally likely) at which it changes sides, and where it does."""
        within, ceiling = self.within(p), self.ceiling.at(p)
        if self.inside:
            crossed = self.without > within + VALUE_TIE
            surely = self.without > ceiling + VALUE_TIE
            possibly = self.without_most > within + VALUE_TIE
        else:
            crossed = within > self.without + VALUE_TIE
            surely = within > self.without_most + VALUE_TIE
            possibly = ceiling > self.without + VALUE_TIE
        found, least = float(np.mean(crossed)), float(np.mean(surely))
        return Chance(found=found, least=least, most=float(np.mean(possibly | crossed))), crossed


def gain_of(found: Vector, most: Vector, open_points: float, error: float = 0.0) -> Gain:
    """Return the mean gain of equally likely cases, shapes (k,).

    Where a plan better than the one in hand is not ruled out, the true gain may be less by as much
    as that one is better, which could be had without finding out anything.
    """
    known = np.maximum(found, 0.0)
    mean = float(np.mean(known))
    return Gain(
        found=mean,
        least=max(0.0, mean - open_points),
        most=float(np.mean(np.maximum(most, known))),
        error=error,
    )
