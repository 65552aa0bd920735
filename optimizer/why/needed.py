"""Which single criterion could move a candidate's score by so much, within its own scale.

The score is Σ_c w_c v_c: a criterion alone moves it by Δ when its value moves by Δ / w_c, and can
do so when that stays within 0..100. The value is traced back to a measure where that is possible:
the criterion is a mean of its measures (or has one only), the measure's share s moves it by
Δ / (w_c s), and the value function can be read backwards.
"""

import numpy as np

from config.base import Frozen
from config.criteria import (
    Combine,
    Criterion,
    Levels,
    Linear,
    Measure,
    MeasureUse,
    Piecewise,
    ValueFunction,
)
from scoring.evidence_table import BASES
from scoring.kind_scores import KindScores
from scoring.value import BEST

NOISE = 1e-9
"""Points of a value that count as none."""


class MeasureNeed(Frozen):
    """What one measure alone would have to be."""

    measure: str
    label: str
    unit: str
    now: float | str | None
    """As measured; None where there is no evidence."""
    needed: float | str
    rising: bool
    """Whether the needed value is a least one, and not a most one."""


class CriterionNeed(Frozen):
    """What one criterion alone would have to be worth."""

    criterion: str
    label: str
    weight: float
    """Share of the kind's weight, 0..1."""
    now: float
    """Its value, 0..100."""
    needed: float
    """The value that would do, 0..100."""
    measures: tuple[MeasureNeed, ...] = ()
    """Measures that could do it alone, each by itself."""


def single_criteria(
    scores: KindScores, candidate: str, change: float, measures: dict[str, Measure]
) -> tuple[CriterionNeed, ...]:
    """Return the criteria that could each change a candidate's score alone.

    Focus overlap is left out: it is decided with the plan.

    Args:
        scores: of the candidate's kind.
        candidate: id.
        change: points of the score (of 100) to gain, or to lose where negative.
        measures: the catalogue, for labels and units.

    Returns:
        The criteria whose value would have to move least, first.

    Raises:
        ValueError: the kind has no such candidate.
    """
    row = scores.ids.index(candidate)
    found = []
    for column, (name, criterion) in enumerate(scores.spec.criteria.items()):
        weight = float(scores.weights[column])
        if criterion.overlap or weight <= 0:
            continue
        now = float(scores.values[row, column])
        needed = now + change / weight
        if not -NOISE <= needed <= BEST + NOISE:
            continue
        needed = min(BEST, max(0.0, needed))
        found.append(
            CriterionNeed(
                criterion=name,
                label=criterion.label,
                weight=weight,
                now=now,
                needed=needed,
                measures=_measures(scores, row, column, criterion, needed - now, measures),
            )
        )
    return tuple(sorted(found, key=lambda need: (abs(need.needed - need.now), need.criterion)))


def _measures(
    scores: KindScores,
    row: int,
    column: int,
    criterion: Criterion,
    change: float,
    catalogue: dict[str, Measure],
) -> tuple[MeasureNeed, ...]:
    """Return the measures that could change the criterion's value alone."""
    if criterion.combine is not Combine.MEAN and len(criterion.measures) > 1:
        return ()
    assert scores.measures is not None  # noqa: S101 (the scorecard keeps them)
    values = scores.measures
    found = []
    uses = np.flatnonzero(values.criterion == column)
    for use, spec in zip(uses.tolist(), criterion.measures, strict=True):
        share = float(values.share[use])
        if share <= 0:
            continue
        wanted = float(values.central[row, use]) + change / share
        back = _backwards(spec, wanted, up=change > 0)
        if back is None:
            continue
        needed, rising = back
        measure = catalogue.get(spec.measure)
        missing = values.basis[row, use] == BASES.index("missing")
        number = float(values.number[row, use])
        level = values.label[use][row]
        found.append(
            MeasureNeed(
                measure=spec.measure,
                label=spec.measure if measure is None else measure.label,
                unit="" if measure is None else measure.unit,
                now=None if missing else level if np.isnan(number) else number,
                needed=needed,
                rising=rising,
            )
        )
    return tuple(found)


def _backwards(use: MeasureUse, wanted: float, *, up: bool) -> tuple[float | str, bool] | None:
    """Return the measure of a value, and whether more of it is worth more; None where none is.

    Against peers there is none that stays: it moves with them.
    """
    if not -NOISE <= wanted <= BEST + NOISE:
        return None
    if use.peers is not None:
        return None
    wanted = min(BEST, max(0.0, wanted))
    function: ValueFunction = use.value
    match function:
        case Linear():
            needed = function.worst + wanted / BEST * (function.best - function.worst)
            return needed, (function.best > function.worst) == up
        case Piecewise():
            at, points = np.asarray(function.points, dtype=np.float64).T
            steps = np.diff(points)
            if not (np.all(steps > 0) or np.all(steps < 0)):
                return None
            if not min(points) <= wanted <= max(points):
                return None
            rises = bool(steps[0] > 0)
            back = np.interp(wanted, points, at) if rises else np.interp(
                wanted, points[::-1], at[::-1]
            )  # fmt: skip
            return float(back), rises == up
        case Levels():
            return _level(function, wanted, up=up)
    enough = function.above >= wanted if up else function.above <= wanted
    better = function.above > function.below if up else function.above < function.below
    return (function.at, True) if enough and better else None


def _level(function: Levels, wanted: float, *, up: bool) -> tuple[str, bool] | None:
    """Return the level nearest to a value that is worth as much at least (or at most)."""
    order = sorted(function.levels.items(), key=lambda item: item[1], reverse=not up)
    for name, points in order:
        if points >= wanted - NOISE if up else points <= wanted + NOISE:
            return name, up
    return None
