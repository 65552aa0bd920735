r"""The value of every criterion for every candidate of a kind, with its interval.

For candidate *i* and criterion *c* over measures *u* with shares :math:`s_u` (normalised to 1),

.. math:: v_{ic} = \mathrm{combine}_u\; v_u(m_{iu}) \in [0, 100],

where *combine* is the weighted mean, the least or the greatest (measures with share 0 do not
count). Missing evidence can be anything on the scale: its value is somewhere in [0, 100], and its
central value is what the criterion says:

* ``midpoint``: 50;
* ``median``: the median of the known values of this measure among the candidates of the kind, or
  50 where they are too few to say anything of the others (:func:`scoring.belief.tells`);
* ``low``: 0.

A use may hold a measure against peers (:mod:`scoring.peers`); what is not known of these is in its
interval, and every member of a group moves all others a little.

Mean, least and greatest never fall when one of their arguments rises, so that the criterion's least
value is the combination of the measures' least values, and its greatest of their greatest. A
criterion names a measure once, so that the measures vary independently and the interval is exact.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from config.criteria import Combine, Criterion, Kind, Levels, MeasureUse, Missing
from config.problems import InputProblem
from scoring.belief import Belief, beliefs_of, number_of, tells
from scoring.evidence_table import BASES, MISSING, EvidenceTable, MeasureColumn
from scoring.peers import Groups, alone, groups_of
from scoring.value import BEST, Floats, direction, level_values, value, value_range

MIDPOINT = BEST / 2
NO_COLUMNS: Mapping[str, Sequence[str]] = {}


@dataclass(frozen=True, eq=False)
class MeasureValues:
    """The values of every use of a measure by a criterion: n candidates × u uses.

    Attributes:
        criterion: shape (u,), position of the using criterion among the kind's criteria.
        measure: ids of the measures.
        share: shape (u,), share within the criterion; sums to 1 per criterion.
        direction: shape (u,), +1 where more of the measure is worth more, −1 where less is.
        central: shape (n, u), points 0..100; the stand-in where evidence is missing.
        low: shape (n, u), least possible points.
        high: shape (n, u), greatest possible points.
        basis: shape (n, u), positions in ``BASES``.
        number: shape (n, u), the measured number in its unit, against peers where it is held
            against them; NaN for levels and where missing.
        label: for each of the u uses the n levels; None for numbers and where missing.
    """

    criterion: NDArray[np.int64]
    measure: tuple[str, ...]
    share: Floats
    direction: NDArray[np.int64]
    central: Floats
    low: Floats
    high: Floats
    basis: NDArray[np.int8]
    number: Floats
    label: tuple[tuple[str | None, ...], ...]


def measure_values(
    kind: Kind,
    ids: Sequence[str],
    table: EvidenceTable,
    columns: Mapping[str, Sequence[str]] = NO_COLUMNS,
) -> tuple[MeasureValues, list[InputProblem]]:
    """Return the value of every measure that the kind's criteria use.

    Args:
        kind: the kind with its criteria.
        ids: the n candidates, in the order of the rows wanted.
        table: all evidence.
        columns: column of candidates → its n values; those that say who peers are.

    Returns:
        The values, and every problem of the evidence; values at problems are to be disregarded.
    """
    uses = [
        (position, criterion, use)
        for position, criterion in enumerate(kind.criteria.values())
        for use in criterion.measures
    ]
    totals = [sum(use.weight for use in criterion.measures) for _, criterion, _ in uses]
    problems: list[InputProblem] = []
    beliefs = {}
    if any(use.peers is not None for _, _, use in uses):
        beliefs = {belief.measure: belief for belief in beliefs_of(kind, ids, table)}
    shape = (len(ids), len(uses))
    central, low, high, number = (np.zeros(shape) for _ in range(4))
    basis = np.zeros(shape, dtype=np.int8)
    label = []
    for column, (_, criterion, use) in enumerate(uses):
        evidence = table.column(use.measure, ids)
        problems += _problems(use, evidence, ids)
        if use.peers is not None:
            groups = groups_of(columns[use.peers])
            evidence = _against_peers(use, evidence, groups, beliefs[use.measure])
        points = _points(use, evidence)
        central[:, column] = _filled(points[0], criterion.missing)
        low[:, column] = np.nan_to_num(points[1], nan=0.0)
        high[:, column] = np.nan_to_num(points[2], nan=BEST)
        basis[:, column] = evidence.basis
        number[:, column] = evidence.number
        label.append(evidence.label)
    values = MeasureValues(
        criterion=np.array([position for position, _, _ in uses], dtype=np.int64),
        measure=tuple(use.measure for _, _, use in uses),
        share=np.array([u.weight / total for (_, _, u), total in zip(uses, totals, strict=True)]),
        direction=np.array([direction(use.value) for _, _, use in uses], dtype=np.int64),
        central=central,
        low=low,
        high=high,
        basis=basis,
        number=number,
        label=tuple(label),
    )
    return values, problems


def _against_peers(
    use: MeasureUse, evidence: MeasureColumn, groups: Groups, belief: Belief
) -> MeasureColumn:
    """Return evidence as it stands against peers, what is not known of these in its range.

    One's own evidence missing, or peers not known, it is missing.
    """
    own, peers = evidence, belief
    number = alone(own.number[None], own.number, groups, use.against)[0]
    return replace(
        evidence,
        number=number,
        basis=np.where(np.isnan(number), np.int8(MISSING), own.basis),
        low=alone(own.low[None], peers.high, groups, use.against)[0],
        high=alone(own.high[None], peers.low, groups, use.against)[0],
    )


def combined(values: Floats, shares: Floats, how: Combine) -> Floats:
    """Combine the values of a criterion's measures into one.

    Args:
        values: points 0..100, shape (…, k): the k measures along the last axis.
        shares: shape (k,), sum 1.
        how: weighted mean, least or greatest.

    Returns:
        Points 0..100, shape (…).
    """
    counted = values[..., shares > 0]
    match how:
        case Combine.MEAN:
            return np.asarray((counted * shares[shares > 0]).sum(axis=-1))
        case Combine.MIN:
            return np.asarray(counted.min(axis=-1))
        case Combine.MAX:
            return np.asarray(counted.max(axis=-1))


def criterion_values(
    values: Floats, uses: MeasureValues, criteria: Mapping[str, Criterion]
) -> Floats:
    """Combine values of measures into values of criteria.

    Args:
        values: points 0..100 of every use, shape (…, u).
        uses: which criterion each of the u columns belongs to, and its share.
        criteria: the kind's m criteria.

    Returns:
        Points 0..100, shape (…, m); NaN in the columns of criteria without measures (overlap).
    """
    result = np.full((*values.shape[:-1], len(criteria)), np.nan)
    for position, criterion in enumerate(criteria.values()):
        mine = uses.criterion == position
        if mine.any():
            result[..., position] = combined(values[..., mine], uses.share[mine], criterion.combine)
    return result


def basis_shares(uses: MeasureValues, criteria: int) -> Floats:
    """Return on what each criterion's value rests.

    Args:
        uses: the values of every measure, with their basis.
        criteria: number m of criteria.

    Returns:
        Shape (n, m, 4): per candidate and criterion the share of the measures (by their shares
        within the criterion) that is observed, judged, assumed and missing, in the order of
        ``BASES``; sums to 1, or to 0 for criteria without measures.
    """
    result = np.zeros((uses.basis.shape[0], criteria, len(BASES)))
    for column, position in enumerate(uses.criterion):
        rests_on = uses.basis[:, [column]] == np.arange(len(BASES))
        result[:, position] += uses.share[column] * rests_on
    return result


def _points(use: MeasureUse, evidence: MeasureColumn) -> tuple[Floats, Floats, Floats]:
    """Return value, least and greatest value, each shape (n,), NaN where missing."""
    if isinstance(use.value, Levels):
        return _level_points(use.value, evidence)
    least, greatest = value_range(use.value, evidence.low, evidence.high)
    return value(use.value, evidence.number), least, greatest


def _level_points(function: Levels, evidence: MeasureColumn) -> tuple[Floats, Floats, Floats]:
    """Return the points of levels; a range covers the levels whose number lies within it."""
    central = level_values(function, _labels(function, evidence))
    least, greatest = central, central
    for label, points in function.levels.items():
        number = number_of(label)
        if number is not None:
            within = (evidence.low <= number) & (number <= evidence.high)
            least = np.where(within, np.minimum(least, points), least)
            greatest = np.where(within, np.maximum(greatest, points), greatest)
    return central, least, greatest


def _filled(points: Floats, missing: Missing) -> Floats:
    """Return the values with a stand-in where they are missing."""
    known = points[~np.isnan(points)]
    match missing:
        case Missing.LOW:
            stand_in = 0.0
        case Missing.MEDIAN if tells(known.size, points.size):
            stand_in = float(np.median(known))
        case _:
            stand_in = MIDPOINT
    return np.where(np.isnan(points), stand_in, points)


def _labels(function: Levels, evidence: MeasureColumn) -> list[str | None]:
    """Return each candidate's level; None where missing or not one of the levels."""
    found = (
        evidence.text(position) if known else None
        for position, known in enumerate(evidence.known.tolist())
    )
    return [label if label in function.levels else None for label in found]


def _problems(
    use: MeasureUse, evidence: MeasureColumn, ids: Sequence[str]
) -> Iterator[InputProblem]:
    """Give a problem for every value that the value function cannot read."""
    if isinstance(use.value, Levels):
        allowed: Mapping[str, float] = use.value.levels
        must = "be one of: " + ", ".join(allowed)
        suspects = np.flatnonzero(evidence.known).tolist()
    else:
        allowed, must = {}, "be a number"
        suspects = [at for at, label in enumerate(evidence.label) if label is not None]
    for position in suspects:
        if evidence.text(position) not in allowed:
            yield InputProblem(
                file="evidence.csv",
                row=int(evidence.line[position]) or None,
                column="value",
                value=evidence.text(position),
                must=f"the value of {ids[position]} on {use.measure} must {must}",
                do="Correct the value, or the criterion's value function in criteria.yaml.",
            )
