"""The values of criteria where evidence turns out as :mod:`scoring.belief` says that it may."""

import numpy as np
from numpy.typing import NDArray

from config.criteria import Criterion, Levels, MeasureUse, Missing, ValueFunction
from scoring.belief import Belief, MissingDraw
from scoring.criterion_values import criterion_values
from scoring.kind_scores import KindScores
from scoring.peers import alone as against_others
from scoring.peers import groups_of, together
from scoring.value import Floats, level_values, value


def open_cells(scores: KindScores) -> NDArray[np.bool_]:
    """Return which measure of which candidate of the whole kind is not known for sure.

    Returns:
        Shape (N, k): all N candidates of the kind, the k measures of ``scores.beliefs``; those of
        gates alone come last.
    """
    if not scores.beliefs:
        return np.zeros((0, 0), dtype=np.bool_)
    return np.column_stack([belief.open for belief in scores.beliefs])


def believed(
    scores: KindScores, points: Floats, missing: MissingDraw, *, alone: bool = False
) -> Floats:
    """Return the values of criteria where every measure lies at a point of what is believed of it.

    Args:
        scores: the kind's scores.
        points: shape (b, N, k), 0..1, for all candidates of the kind and each of the k measures of
            ``scores.beliefs``; NaN for the central value. Points of what is known for sure do not
            count.
        missing: where missing evidence is drawn from.
        alone: whether it lies there for each candidate by itself, peers at what is known of them.

    Returns:
        Points 0..100, shape (b, n, m).
    """
    values = criterion_values(
        believed_uses(scores, points, missing, alone=alone), scores.measures, scores.spec.criteria
    )
    values[:, :, scores.overlap] = scores.values[:, scores.overlap]
    return values


def believed_uses(
    scores: KindScores, points: Floats, missing: MissingDraw, *, alone: bool = False
) -> Floats:
    """Return the value of every use of a measure at a point of what is believed of it.

    All uses of a measure read the same evidence.

    Args:
        scores: the kind's scores.
        points: shape (b, N, k), as of :func:`believed`.
        missing: where missing evidence is drawn from.
        alone: as of :func:`believed`.

    Returns:
        Points 0..100, shape (b, n, u).
    """
    uses = scores.measures
    places = {belief.measure: place for place, belief in enumerate(scores.beliefs)}
    result = np.tile(uses.central, (len(points), 1, 1))
    for number, (criterion, use) in enumerate(_uses(scores)):
        place = places[use.measure]
        belief = scores.beliefs[place]
        if use.peers is not None:
            if belief.open.any():
                held = _held_against_peers(
                    scores, criterion, use, belief, points[:, :, place], missing, alone=alone
                )[:, scores.positions]
                result[:, :, number] = np.where(np.isnan(held), uses.central[:, number], held)
            continue
        which = belief.open[scores.positions]
        rows = scores.positions[which]
        along = points[:, rows, place]
        found = _points(criterion, use.value, belief.of(rows), along, missing)
        result[:, which, number] = np.where(np.isnan(found), uses.central[which, number], found)
    return result


def believed_passing(
    scores: KindScores, points: Floats, missing: MissingDraw, *, alone: bool = False
) -> NDArray[np.bool_]:
    """Return who passes all gates where every measure lies at a point of what is believed of it.

    A measure that decides a gate moves the gate. What is missing and left at its central value, and
    what nothing is believed of, does not count against anybody.

    Args:
        scores: the kind's scores.
        points: shape (b, N, k), as of :func:`believed`.
        missing: where missing evidence is drawn from.
        alone: whether it lies there for each candidate by itself, peers at what is known of them.

    Returns:
        Shape (b, n), or (1, n) where nothing moves.
    """
    places = {belief.measure: place for place, belief in enumerate(scores.beliefs)}

    def evidence(measure: str) -> Floats:
        place = places[measure]
        return scores.beliefs[place].at(points[:, :, place], missing)

    return scores.gate_model.passes(evidence, alone=alone)[:, scores.positions]


def passing_alone(
    scores: KindScores, place: int, points: Floats, missing: MissingDraw
) -> NDArray[np.bool_]:
    """Return when one candidate passes all gates, shape (b,), at points (b, k) of its evidence."""
    row = scores.positions[[place]]
    places = {belief.measure: number for number, belief in enumerate(scores.beliefs)}

    def evidence(measure: str) -> Floats:
        number = places[measure]
        return scores.beliefs[number].of(row).at(points[:, [number]], missing)

    found = scores.gate_model.passes(evidence, row, alone=True)[:, 0]
    return np.broadcast_to(found, len(points))


def _uses(scores: KindScores) -> list[tuple[Criterion, MeasureUse]]:
    """Return every use of a measure with its criterion, in the order of ``scores.measures``."""
    return [
        (criterion, use)
        for criterion in scores.spec.criteria.values()
        for use in criterion.measures
    ]


def _held_against_peers(
    scores: KindScores,
    criterion: Criterion,
    use: MeasureUse,
    belief: Belief,
    along: Floats,
    missing: MissingDraw,
    *,
    alone: bool,
) -> Floats:
    """Return the points of one use that looks at peers, NaN for the central value, (b, N)."""
    believing = MissingDraw.ANYWHERE if criterion.missing is Missing.MIDPOINT else missing
    groups = groups_of(scores.gate_model.columns[use.peers or ""])
    own = belief.at(along, believing)
    if alone:
        held = against_others(own, belief.certain, groups, use.against)
    else:
        held = together(own, groups, use.against)
    found = points_of(use.value, (), held)
    if missing is MissingDraw.LIKE_STAND_IN and criterion.missing is Missing.LOW:
        found = np.where(belief.missing & ~np.isnan(along), 0.0, found)
    return found


def _points(
    criterion: Criterion,
    function: ValueFunction,
    belief: Belief,
    along: Floats,
    missing: MissingDraw,
) -> Floats:
    """Return the points of one use, NaN for the central value, shape (b, r), at points (b, r)."""
    like = missing is MissingDraw.LIKE_STAND_IN
    believing = MissingDraw.ANYWHERE if criterion.missing is Missing.MIDPOINT else missing
    found = points_of(function, belief.levels, belief.at(along, believing))
    if like and criterion.missing is Missing.LOW:
        found = np.where(belief.missing, 0.0, found)
    return np.where(np.isnan(along), np.nan, found)


def points_of(function: ValueFunction, levels: tuple[str, ...], evidence: Floats) -> Floats:
    """Return what evidence is worth.

    Args:
        function: the value function.
        levels: the levels whose positions the evidence is; none for numbers.
        evidence: any shape; NaN where missing.

    Returns:
        Points 0..100, same shape; NaN where missing.
    """
    if not isinstance(function, Levels):
        return value(function, evidence)
    if not levels:
        return np.full(evidence.shape, np.nan)
    worth = level_values(function, levels)
    places = np.nan_to_num(evidence).astype(np.int64)
    return np.asarray(np.where(np.isnan(evidence), np.nan, worth[places]))
