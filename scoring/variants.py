r"""The same ranking, made otherwise: other stand-ins, other scales, other ways of adding up.

Each is one choice of the method changed, and everything else as it was:

* what stands in for missing evidence: the median, the mean, the least or the greatest of what is
  known, or the middle of the scale, for all criteria alike;
* what puts measures on one scale, in place of the value functions: least to greatest known
  (min-max), standard deviations from the mean (z-scores, as 50 + 10 z), or ranks; of measured
  numbers where more is always better or always worse, else (levels, and values that rise and fall)
  of their points;
* how criteria are put together: the geometric mean, :math:`\prod_c v_c^{w_c}` with values from 1
  on, which lets a strong side make up for a weak one only in part; or the worst criterion alone,
  which lets nothing be made up for.

How far a ranking moves is told as the Handbook does: by the mean change of places. Candidates that
fail a gate take no part.

Source: OECD & JRC (2008), Handbook on Constructing Composite Indicators, steps 3, 5 and 6.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from config.criteria import Levels, Missing, Piecewise, ValueFunction
from scoring.belief import tells
from scoring.criterion_values import MIDPOINT, criterion_values
from scoring.evidence_table import MISSING
from scoring.kind_scores import TIE_DECIMALS, KindScores, shared_places
from scoring.rank_correlation import spearman
from scoring.value import BEST, Floats

FLOOR = 1.0
"""Least value (points) in a geometric mean: one nought would wipe out everything else."""
SPREAD = 10.0
"""Points of one standard deviation."""
SAME = 1e-9


class StandIn(StrEnum):
    """What stands in for missing evidence."""

    MEDIAN = "median"
    MEAN = "mean"
    MIDPOINT = "midpoint"
    LEAST = "least known"
    GREATEST = "greatest known"


class Scale(StrEnum):
    """What puts measures on one scale."""

    MIN_MAX = "min-max"
    Z_SCORE = "z-score"
    RANK = "rank"


class Aggregation(StrEnum):
    """How criteria are put together."""

    GEOMETRIC = "geometric"
    WORST = "worst"


Choice = StandIn | Scale | Aggregation


@dataclass(frozen=True, eq=False)
class Variant:
    """A ranking made with one choice changed, of n candidates that fail no gate.

    Attributes:
        choice: what was changed, and to what.
        score: shape (n,), more is better; in points, or in whatever the choice reckons with.
        rank: shape (n,), 1 = best, equals share a place.
        ours: shape (n,), places as they are.
        spearman: rank correlation with our scores; None where one of both is the same for all.
    """

    choice: Choice
    score: Floats
    rank: NDArray[np.int64]
    ours: NDArray[np.int64]
    spearman: float | None

    @cached_property
    def moved(self) -> NDArray[np.int64]:
        """Shape (n,): places lost; negative = gained."""
        return self.rank - self.ours

    @property
    def shift(self) -> float:
        """Mean change of places."""
        return float(np.abs(self.moved).mean()) if self.moved.size else 0.0

    def kept(self, places: int) -> int:
        """Return how many of our first candidates are among its first, too."""
        return int(((self.ours <= places) & (self.rank <= places)).sum())

    def out(self, places: int) -> list[int]:
        """Return the numbers of those who are among our first and not among its, best first."""
        found = np.flatnonzero((self.ours <= places) & (self.rank > places))
        return sorted(found.tolist(), key=lambda one: (self.ours[one], one))

    def into(self, places: int) -> list[int]:
        """Return the numbers of those who are among its first and not among ours, best first."""
        found = np.flatnonzero((self.ours > places) & (self.rank <= places))
        return sorted(found.tolist(), key=lambda one: (self.rank[one], one))


def variants(scores: KindScores) -> Iterator[Variant]:
    """Yield the ranking of a kind under every other choice, in the order of the steps."""
    choices: tuple[Choice, ...] = (*StandIn, *Scale, *Aggregation)
    for choice in choices:
        yield variant(scores, choice)


def variant(scores: KindScores, choice: Choice) -> Variant:
    """Return the ranking of a kind with one choice changed."""
    match choice:
        case StandIn():
            values = _values(scores, filled(scores, choice))
        case Scale():
            values = scaled_values(scores, choice)
        case Aggregation():
            values = scores.values
    how = choice if isinstance(choice, Aggregation) else None
    taking_part = np.flatnonzero(scores.passing)
    made = aggregated(values[taking_part], scores.weights, how)
    ours = scores.score[taking_part]
    return Variant(choice, made, places(made), places(ours), spearman(ours, made))


def filled(scores: KindScores, stand_in: StandIn) -> Floats:
    """Return the values of all uses of measures with that in place of what is missing, (n, u)."""
    uses, found = scores.measures, scores.measures.central.copy()
    for use in range(found.shape[1]):
        gap = uses.basis[:, use] == MISSING
        found[gap, use] = _stand_in(found[~gap, use], stand_in)
    return found


def _stand_in(known: Floats, stand_in: StandIn) -> float:
    if not known.size or stand_in is StandIn.MIDPOINT:
        return MIDPOINT
    of: Mapping[StandIn, Callable[[Floats], np.floating]] = {
        StandIn.MEDIAN: np.median,
        StandIn.MEAN: np.mean,
        StandIn.LEAST: np.min,
        StandIn.GREATEST: np.max,
    }
    return float(of[stand_in](known))


def scaled_values(scores: KindScores, scale: Scale) -> Floats:
    """Return the values of criteria with measures put on another scale, shape (n, m)."""
    uses = scores.measures
    specs = [use for one in scores.spec.criteria.values() for use in one.measures]
    choices = [one.missing for one in scores.spec.criteria.values()]
    made = np.empty_like(uses.central)
    for use, spec in enumerate(specs):
        measured = _one_way(spec.value) and not np.isnan(uses.number[:, use]).all()
        raw = uses.number[:, use] * uses.direction[use] if measured else uses.central[:, use]
        gap = uses.basis[:, use] == MISSING
        known = rescaled(raw[~gap], scale)
        made[~gap, use] = known
        made[gap, use] = _stands_in(known, choices[int(uses.criterion[use])], gap.size)
    values = _values(scores, made)
    for place in np.flatnonzero(scores.overlap):
        values[:, place] = rescaled(scores.values[:, place], scale)
    return values


def rescaled(known: Floats, scale: Scale) -> Floats:
    """Return known values on another scale; in the middle where all are the same.

    Args:
        known: values of which more is better, along the first axis.
        scale: which scale.
    """
    if known.shape[0] == 0:
        return known
    same = np.ptp(known, axis=0) < SAME
    with np.errstate(divide="ignore", invalid="ignore"):
        match scale:
            case Scale.MIN_MAX:
                made = BEST * (known - known.min(axis=0)) / np.ptp(known, axis=0)
            case Scale.Z_SCORE:
                made = MIDPOINT + SPREAD * (known - known.mean(axis=0)) / known.std(axis=0)
            case Scale.RANK:
                from scipy.stats import rankdata  # takes half a second to load

                made = BEST * (rankdata(known, axis=0) - 0.5) / known.shape[0]
    return np.asarray(np.where(same, MIDPOINT, made))


def aggregated(values: Floats, weights: Floats, how: Aggregation | None = None) -> Floats:
    """Put the values of criteria together.

    Args:
        values: points, shape (…, m).
        weights: shape (m,), or one set for each of the leading axes but the last; sums of 1.
        how: None = the weighted sum.
    """
    if how is None:
        return np.asarray((values * weights).sum(axis=-1))
    if how is Aggregation.WORST:
        return np.asarray(np.where(weights > 0, values, np.inf).min(axis=-1))
    return np.asarray(np.exp((np.log(np.maximum(values, FLOOR)) * weights).sum(axis=-1)))


def places(score: Floats) -> NDArray[np.int64]:
    """Return places from 1, more being better; equals share one."""
    order = np.argsort(-np.round(score, TIE_DECIMALS), kind="stable")
    found = np.empty(score.size, dtype=np.int64)
    found[order] = shared_places(score[order])
    return found


def _values(scores: KindScores, points: Floats) -> Floats:
    """Return the values of criteria of the values of measures; those of focus overlap as scored."""
    values = criterion_values(points, scores.measures, scores.spec.criteria)
    values[:, scores.overlap] = scores.values[:, scores.overlap]
    return values


def _stands_in(known: Floats, missing: Missing, candidates: int) -> float:
    match missing:
        case Missing.LOW if known.size:
            return float(known.min())
        case Missing.MEDIAN if tells(known.size, candidates):
            return float(np.median(known))
        case _:
            return MIDPOINT


def _one_way(function: ValueFunction) -> bool:
    """Say whether more of the measure is always worth more, or always worth less."""
    if isinstance(function, Levels):
        return False
    if not isinstance(function, Piecewise):
        return True
    steps = np.diff([points for _, points in function.points])
    return bool(np.all(steps >= 0) or np.all(steps <= 0))
