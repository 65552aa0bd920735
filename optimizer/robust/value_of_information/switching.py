r"""When the potential of one candidate moves: what the best plan is worth, and who is in it.

p = potential of candidate i, all else central. A plan P is worth :math:`h_P + s_P (p - \hat p)`
with :math:`s_P \ge 0`, and of slope 0 where it does not have i. So the best value

.. math:: F(p) = \max\Bigl(V_{out},\; \max_{P \ni i} h_P + s_P (p - \hat p)\Bigr)

is convex, never falls, and is steepest where i gets all of its services. Known plans bound it from
below. From above, what bounds the plans with i at one potential bounds them at every lower one, and
between two potentials the mixture of both bounds does.

Who is in focus changes where a plan of other focus areas is worth more than every plan of the same
ones. Of a candidate that is out, that is where it enters: plans without it keep their worth. Of one
that is in, it is where it leaves, and also where it takes more or fewer services, and others leave
or enter for that.

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
from scoring.gaps import Findings
from scoring.sampling_error import mean_interval, wilson


class Gain(Frozen):
    """Points that finding out would be expected to gain."""

    found: float
    """Among the plans known."""
    least: float
    """Proven: not less. Of a sample: the lower end of its 95 % interval."""
    most: float
    """Proven: not more. Of a sample: the upper end of its 95 % interval."""
    error: float = 0.0
    """Half the width of the 95 % interval of ``found`` in a sample; else 0."""
    sampled: bool = False
    """Whether it rests on a sample of what may be found, so that nothing of it is proven."""


class Chance(Frozen):
    """Share (0..1) of what may be found with which somebody enters or leaves."""

    found: float
    """Among the plans known."""
    least: float
    """Proven: not less. Of a sample: the lower end of its 95 % interval."""
    most: float
    """Proven: not more. Of a sample: the upper end of its 95 % interval."""
    sampled: bool = False
    """Whether it rests on a sample of what may be found, so that nothing of it is proven."""


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
class SwitchingCurve:
    """What is known of F for one candidate.

    Attributes:
        now: its potential p̂.
        inside: whether the plan in hand has it.
        slope: points per unit of potential of the plan in hand.
        steepest: the same with all services in all periods.
        flattest: the same with as few as may be in one period.
        best: points of the plan in hand at p̂.
        open: points by which a better plan at p̂ is not ruled out.
        heights, slopes: shape (k,), the known plans that have it: points at p̂, and per unit.
        alike: shape (k,), which of them have the same focus areas as the plan in hand.
        without: points of the best known plan that does not have it; minus infinity without any.
        without_most: no plan without it is worth more.
        ceiling: what no plan with it exceeds.
        alike_ceiling: what no plan with it and of the same focus areas exceeds.
    """

    now: float
    inside: bool
    slope: float
    steepest: float
    flattest: float
    best: float
    open: float
    heights: Vector
    slopes: Vector
    alike: Mask
    without: float
    without_most: float
    ceiling: Ceiling
    alike_ceiling: Ceiling

    def within(self, p: Vector) -> Vector:
        """Return points of the best known plan with it at potentials p, any shape."""
        return self._best_of(slice(None), p)

    def _best_of(self, which: Mask | slice, p: Vector) -> Vector:
        values = self.heights[which] + self.slopes[which] * (p[..., None] - self.now)
        return np.asarray(values.max(axis=-1, initial=-np.inf))

    def gain(self, findings: Findings) -> Gain:
        """Return the expected gain of finding out which potential it is."""
        moved = findings.potential - self.now
        in_hand = self.best + self.slope * moved
        within = self.within(findings.potential)
        found = np.maximum(within, self.without) - in_hand
        most = np.maximum(self.ceiling.at(findings.potential), self.without_most)
        most = np.minimum(most, self.best + self.steepest * np.maximum(moved, 0.0)) - in_hand
        return gain_of(found, most, self.open, findings.share, sampled=findings.sampled)

    def switched(self, p: Vector) -> Mask:
        """Return at which potentials it changes sides itself, among the plans known."""
        if self.inside:
            return where_more(self.without, self.within(p))
        return where_more(self.within(p), self.without)

    def chance(self, findings: Findings) -> Chance:
        """Return how likely somebody enters or leaves."""
        p = findings.potential
        within, ceiling = self.within(p), self.ceiling.at(p)
        if self.inside:
            alike = self._best_of(self.alike, p)
            found = where_more(np.maximum(within, self.without), alike)
            surely = where_more(self.without, ceiling)
            surely |= where_more(np.maximum(within, self.without), self.alike_ceiling.at(p))
            possibly = where_more(self.without_most, within)
            possibly |= where_more(ceiling, alike) & self._may_be_served_otherwise(p)
        else:
            found = where_more(within, self.without)
            surely = where_more(within, self.without_most)
            possibly = where_more(ceiling, self.without)
        return chance_of(found, surely, possibly | found, findings.share, sampled=findings.sampled)

    def _may_be_served_otherwise(self, p: Vector) -> Mask:
        """Say where a plan with it may gain more, or lose less, than the plan in hand."""
        more = (p > self.now) & (self.slope < self.steepest - VALUE_TIE)
        fewer = (p < self.now) & (self.slope > self.flattest + VALUE_TIE)
        return np.asarray(more | fewer)


def where_more(points: Vector | float, than: Vector | float) -> Mask:
    """Say where points are more than others by more than what counts as equally good."""
    return np.asarray(np.asarray(points) > np.asarray(than) + VALUE_TIE)


def chance_of(found: Mask, surely: Mask, possibly: Mask, share: Vector, *, sampled: bool) -> Chance:
    """Return the share of cases in which something holds, shapes (k,).

    Args:
        found: where it does among the plans known.
        surely: where that is proven.
        possibly: where the contrary is not proven.
        share: how likely each case is.
        sampled: whether the cases are a sample.
    """
    among, least, most = (float(share @ one) for one in (found, surely, possibly))
    if sampled:
        least, most = float(wilson(least, share.size)[0]), float(wilson(most, share.size)[1])
    return Chance(found=among, least=min(least, among), most=max(most, among), sampled=sampled)


def gain_of(
    found: Vector, most: Vector, open_points: float, share: Vector, *, sampled: bool
) -> Gain:
    """Return the mean gain of cases, shapes (k,).

    Where a plan better than the one in hand is not ruled out, the true gain may be less by as much
    as that one is better, which could be had without finding out anything.

    Args:
        found: among the plans known.
        most: what no plan exceeds.
        open_points: by which a plan better than the one in hand is not ruled out.
        share: how likely each case is.
        sampled: whether the cases are a sample.
    """
    known = np.maximum(found, 0.0)
    most = np.maximum(most, known)
    mean = float(share @ known)
    if not sampled:
        least = max(0.0, mean - open_points)
        return Gain(found=mean, least=least, most=max(mean, float(share @ most)))
    top = float(most.max())
    low, high = mean_interval(known, top)
    return Gain(
        found=mean,
        least=max(0.0, low - open_points),
        most=mean_interval(most, top)[1],
        error=(high - low) / 2,
        sampled=True,
    )
