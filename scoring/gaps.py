r"""Gaps of the evidence: what may be found where evidence is missing or given as a range.

A gap is one measure of one candidate. What is believed of it is what draws believe
(:mod:`scoring.belief`): anything between its ends, any level of the scale, or, for missing evidence
"like the stand-in", what is known of the others. All else stays at its central value, so that
finding out moves nothing but the potential of this one candidate,

.. math:: θ_i(u) = θ̂_i + \sum_c w_c\, \bigl(v_{ic}(u) - \hat v_{ic}\bigr) / 100,

with u the point of the belief, uniform between 0 and 1, and c the criteria that use the measure:
combined by mean, least or greatest with the central values of their other measures, as always. A
gap may also decide a gate. Where a gate fails then, the candidate can be in no plan, and a plan in
hand that has it loses what it earns: its potential is told as 0.

Beliefs are laid out in :data:`STEPS` equally likely steps, each at its middle. Values of numbers
are piecewise linear in u, so that a mean over the steps is exact but for the steps in which a kink
or a limit lies. Of levels each has steps that together are as likely as those of any other.

All gaps of one candidate: the potential is a sum of parts that do not depend on each other, a part
being one measure, or two that meet in a least or greatest of measures. The distribution of the sum
is the convolution of theirs, on :data:`NODES` potentials: what lies between two of them counts for
both in proportion, so that no mean moves. Every finding is in it, and none is left to chance.
Measures that meet in one gate belong to one part; where any part fails a gate, all is 0.

Gaps of several candidates at once are laid out as a Latin hypercube (McKay, Beckman & Conover 1979,
*Technometrics* 21, 239-245): every gap has each of its steps once, in an order of its own. That is
a sample, and what is told from it is not proven; of two candidates all combinations are laid out.

What finding out would do beyond that is left out: one more known value can move the median that
stands in for others, a new partner can lead services too.
"""

import math
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from config.criteria import Combine, Missing
from scoring.belief import Belief, MissingDraw
from scoring.believed import (
    believed,
    believed_passing,
    believed_uses,
    open_cells,
    passing_alone,
)
from scoring.criterion_values import criterion_values
from scoring.kind_scores import KindScores
from scoring.value import BEST, Floats

STEPS = 200
"""Steps in which the belief about a gap is laid out."""
NODES = 1000
"""Potentials on which the sum of independent parts is laid out."""
ENUMERATED = 10_000
"""Most combinations of two gaps that are all laid out."""
SURE = 1e-12
"""Shares that lack no more than this of 1 are all there is."""
Indices = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class MeasureGaps:
    """All gaps of one measure: g candidates of a kind.

    Attributes:
        kind: the kind.
        measure: id of the measure.
        places: shape (g,), positions of the candidates among the kind's.
        missing: shape (g,), where there is no evidence at all; elsewhere a range.
        criterion: shape (g,), positions of the criteria in whose points the gap is told: of those
            that use the measure, the one by which it moves the score most; −1 where it serves
            gates alone.
        central: shape (g,), points 0..100 of that criterion's use that the plan goes by; of gates
            alone NaN.
        values: shape (STEPS, g), points 0..100 that may be found; of gates alone NaN.
        potential: shape (STEPS, g), the candidate's potential then, 0..1; 0 where a gate fails.
        passes: shape (STEPS, g), where no gate fails.
        levels: shape (g,), how many levels may be found, equally likely; 0 for numbers.
        uses: shape (q,), positions of the measure among the uses of measures.
        in_uses: shape (STEPS, g, q), points 0..100 in each of them.
    """

    kind: str
    measure: str
    places: Indices
    missing: NDArray[np.bool_]
    criterion: Indices
    central: Floats
    values: Floats
    potential: Floats
    passes: NDArray[np.bool_]
    levels: Indices
    uses: Indices
    in_uses: Floats

    @property
    def share(self) -> Floats:
        """Shape (STEPS, g): how likely each step is; sums to 1."""
        return np.column_stack([step_shares(one, STEPS) for one in self.levels.tolist()])

    def findings(self, number: int) -> "Findings":
        """Return what may be found about one of the candidates."""
        return Findings(self.potential[:, number], step_shares(int(self.levels[number]), STEPS))


@dataclass(frozen=True, eq=False)
class Findings:
    """What may be found about one candidate altogether.

    Attributes:
        potential: shape (k,).
        share: shape (k,), how likely each is; sums to 1.
        sampled: whether these are a sample of what may be found, and not all of it.
    """

    potential: Floats
    share: Floats
    sampled: bool = False


def gaps_of(scores: KindScores, missing: MissingDraw) -> tuple[MeasureGaps, ...]:
    """Return all gaps of a kind's evidence, measure by measure.

    A measure may serve several criteria and gates: it is a gap where any of them leaves more than
    one value.

    Args:
        scores: the kind's scores.
        missing: what is believed of missing evidence; where that leaves one value, there is no gap.
    """
    found = []
    cells = open_cells(scores)
    for number, belief in enumerate(scores.beliefs):
        measure = belief.measure
        uses = np.flatnonzero([name == measure for name in scores.measures.measure])
        points = np.full((STEPS, *cells.shape), np.nan)
        points[:, cells[:, number], number] = _middles(STEPS)[:, None]
        values = believed_uses(scores, points, missing, alone=True)[:, :, uses]
        spread = np.ptp(values, axis=0)
        passes = _passes(scores, points, missing)
        wide = (spread > 0).any(axis=1) | _decides(scores, belief)
        if not wide.any():
            continue
        places = np.flatnonzero(wide)
        told = _told(scores, uses, spread[wide])
        each = np.arange(len(places))
        potential = potential_of(scores, believed(scores, points, missing, alone=True))
        found.append(
            MeasureGaps(
                kind=scores.kind,
                measure=measure,
                places=places,
                missing=belief.missing[scores.positions[places]],
                criterion=scores.measures.criterion[uses[told]]
                if uses.size
                else np.full(places.size, -1),
                central=scores.measures.central[places, uses[told]]
                if uses.size
                else np.full(places.size, np.nan),
                values=values[:, wide][:, each, told]
                if uses.size
                else np.full((STEPS, places.size), np.nan),
                potential=np.where(passes, potential, 0.0)[:, wide],
                passes=passes[:, wide],
                levels=_levels(scores, belief, uses, missing)[wide],
                uses=uses,
                in_uses=values[:, wide],
            )
        )
    return tuple(found)


def _passes(scores: KindScores, points: Floats, missing: MissingDraw) -> NDArray[np.bool_]:
    """Return where no gate fails that the evidence decides, each candidate alone, shape (b, n)."""
    shape = (len(points), len(scores.ids))
    if not scores.gate_model.drawn.any():
        return np.ones(shape, dtype=np.bool_)
    found = believed_passing(scores, points, missing, alone=True) | ~scores.passing
    return np.broadcast_to(found, shape)


def _decides(scores: KindScores, belief: Belief) -> NDArray[np.bool_]:
    """Return whose gates a measure may decide, alone or together with others, shape (n,)."""
    read = any(belief.measure in gate.measures for gate in scores.spec.gates.values())
    return (scores.gate_model.drawn & belief.open & read)[scores.positions] & scores.passing


def _levels(scores: KindScores, belief: Belief, uses: Indices, missing: MissingDraw) -> Indices:
    """Return how many levels may be found for each candidate, equally likely, shape (n,).

    Returns:
        0 for numbers, and where the uses of a measure do not agree on what may be found.
    """
    mine = belief.of(scores.positions)
    count = np.zeros(len(mine.low), dtype=np.int64)
    if not mine.levels:
        return count
    within = mine.high - mine.low + 1
    count = np.nan_to_num(within).astype(np.int64)
    if missing is MissingDraw.LIKE_STAND_IN and mine.known.size:
        choices = [criterion.missing for criterion in scores.spec.criteria.values()]
        anyway = {choices[at] is Missing.MIDPOINT for at in scores.measures.criterion[uses]}
        like = 0 if len(anyway) > 1 else mine.known.size
        count[mine.missing] = np.where(anyway == {True}, count[mine.missing], like)
    return count


def step_shares(levels: int, steps: int) -> Floats:
    """Return how likely each of so many steps is, where so many levels are equally likely.

    Args:
        levels: numbered along the steps; 0 for numbers. More levels than steps are as numbers.
        steps: how many.
    """
    if not 0 < levels <= steps:
        return np.full(steps, 1 / steps)
    level = np.floor(_middles(steps) * levels).astype(np.int64)
    return np.asarray(1 / (levels * np.bincount(level, minlength=levels)[level]))


def _told(scores: KindScores, uses: Indices, spread: Floats) -> Indices:
    """Return of the q uses of a measure the one by which it moves the score most, shape (g,).

    Args:
        scores: the kind's scores.
        uses: shape (q,).
        spread: shape (g, q), points by which each use may differ.
    """
    if not uses.size:
        return np.zeros(len(spread), dtype=np.int64)
    weight = scores.weights[scores.measures.criterion[uses]] * scores.measures.share[uses]
    moves = spread * weight
    return np.asarray(np.where(moves.any(axis=1), moves.argmax(axis=1), spread.argmax(axis=1)))


def findings_of(
    scores: KindScores, gaps: Sequence[MeasureGaps], missing: MissingDraw
) -> dict[int, Findings]:
    """Return what may be found about every candidate that has gaps, by its position in the kind.

    Args:
        scores: the kind's scores.
        gaps: all gaps, as of :func:`gaps_of`.
        missing: what is believed of missing evidence.
    """
    mine: dict[int, list[tuple[MeasureGaps, int]]] = {}
    for one in gaps:
        for number, place in enumerate(one.places.tolist()):
            mine.setdefault(place, []).append((one, number))
    central, sampled = scores.potential, None
    found = {}
    for place in sorted(mine):
        parts = [
            _part(scores, place, float(central[place]), linked, missing)
            for linked in _linked(scores, mine[place])
        ]
        known = [part for part in parts if part is not None]
        if len(known) < len(parts):
            if sampled is None:
                sampled = all_gaps_at_once(scores, missing)
            found[place] = equally_likely(np.sort(sampled[:, place]), sampled=True)
        else:
            found[place] = _sum(float(central[place]), known)
    return found


def equally_likely(potential: Floats, *, sampled: bool = False) -> Findings:
    """Return potentials, shape (k,), that are equally likely."""
    return Findings(potential, np.full(potential.size, 1 / potential.size), sampled)


def _linked(
    scores: KindScores, gaps: Sequence[tuple[MeasureGaps, int]]
) -> list[list[tuple[MeasureGaps, int]]]:
    """Group a candidate's gaps by what does not depend on each other.

    Two measures that meet in a criterion move it independently where that is a mean of its
    measures, and not where it is the least or greatest of them, or where they meet in a gate.
    """
    mixed = {
        position
        for position, criterion in enumerate(scores.spec.criteria.values())
        if criterion.combine is not Combine.MEAN
    }
    gates = [set(gate.measures) for gate in scores.spec.gates.values()]
    groups: list[tuple[set[int], list[tuple[MeasureGaps, int]]]] = []
    for gap in gaps:
        touches = mixed & set(scores.measures.criterion[gap[0].uses].tolist())
        touches |= {-1 - at for at, read in enumerate(gates) if gap[0].measure in read}
        joined = [group for group in groups if group[0] & touches]
        groups = [group for group in groups if not group[0] & touches]
        members = [one for group in joined for one in group[1]]
        groups.append((touches.union(*(group[0] for group in joined)), [*members, gap]))
    return [members for _, members in groups]


def _part(
    scores: KindScores,
    place: int,
    central: float,
    linked: Sequence[tuple[MeasureGaps, int]],
    missing: MissingDraw,
) -> tuple[Floats, Floats] | None:
    """Return by how much one part may move the potential, and how likely, both shape (k,).

    Where a gate fails nothing is moved: those shares are left out, and the others sum to less.

    Returns:
        None where too many gaps depend on each other for all combinations to be laid out.
    """
    if len(linked) == 1:
        gaps, number = linked[0]
        found, passes = gaps.findings(number), gaps.passes[:, number]
        return found.potential[passes] - central, found.share[passes]
    if len(linked) > 2:
        return None
    steps = _few()
    values = np.tile(scores.measures.central[place], (steps**2, 1))
    share = np.ones(1)
    points = np.full((steps**2, len(scores.beliefs)), np.nan)
    names = [belief.measure for belief in scores.beliefs]
    for axis, (gaps, number) in enumerate(linked):
        along = np.repeat(np.tile(_middles(steps), steps ** (1 - axis)), steps**axis)
        points[:, names.index(gaps.measure)] = along
        levels = int(gaps.levels[number])
        coarse = _coarse(gaps.in_uses[:, number], steps, levels)
        share = np.outer(step_shares(levels, steps), share).ravel()
        values[:, gaps.uses] = np.repeat(np.tile(coarse, (steps ** (1 - axis), 1)), steps**axis, 0)
    criteria = criterion_values(values, scores.measures, scores.spec.criteria)
    criteria[:, scores.overlap] = scores.values[place, scores.overlap]
    moved = potential_of(scores, criteria) - central
    if not scores.gate_model.drawn.any():
        return moved, share
    passes = passing_alone(scores, place, points, missing) | ~scores.passing[place]
    return moved[passes], share[passes]


def _few() -> int:
    """Return the steps of each of two gaps whose combinations are all laid out."""
    return int(ENUMERATED**0.5)


def _coarse(values: Floats, steps: int, levels: int) -> Floats:
    """Return fewer steps, shape (steps, …), of (STEPS, …): means of neighbours, or one of them.

    Levels have no mean: of neighbouring steps one counts that has the level of the coarse step.
    """
    if not levels:
        neighbours = values.reshape(steps, STEPS // steps, *values.shape[1:])
        return np.asarray(neighbours.mean(axis=1))
    fine = np.floor(_middles(STEPS) * levels).reshape(steps, STEPS // steps)
    same = fine == np.floor(_middles(steps) * levels)[:, None]
    return np.asarray(values[np.arange(steps) * (STEPS // steps) + same.argmax(axis=1)])


def _sum(central: float, parts: Sequence[tuple[Floats, Floats]]) -> Findings:
    """Return the distribution of the sum of independent parts, added to the central potential.

    What the shares of the parts lack is how likely a gate fails: then the potential is 0.
    """
    passing = math.prod(float(share.sum()) for _, share in parts)
    if passing <= 0:
        return Findings(np.zeros(1), np.ones(1))
    if passing >= 1 - SURE:
        return _passing_sum(central, parts)
    found = _passing_sum(central, [(moved, share / share.sum()) for moved, share in parts])
    return Findings(
        np.concatenate([np.zeros(1), found.potential]),
        np.concatenate([[1 - passing], found.share * passing]),
    )


def _passing_sum(central: float, parts: Sequence[tuple[Floats, Floats]]) -> Findings:
    """Return the distribution of the sum of independent parts whose shares each sum to 1."""
    if len(parts) == 1:
        ((moved, share),) = parts
        order = np.argsort(moved, kind="stable")
        return Findings(np.clip(central + moved[order], 0.0, 1.0), share[order])
    width = sum(float(np.ptp(moved)) for moved, _ in parts) / NODES
    if width == 0:
        moved_by = sum(float(moved[0]) for moved, _ in parts)
        return Findings(np.clip(np.array([central + moved_by]), 0.0, 1.0), np.ones(1))
    share = np.ones(1)
    for moved, how_likely in parts:
        share = np.convolve(share, _laid_out((moved - moved.min()) / width, how_likely))
    at = central + sum(float(moved.min()) for moved, _ in parts) + width * np.arange(share.size)
    some = share > 0
    return Findings(np.clip(at[some], 0.0, 1.0), share[some] / share[some].sum())


def _laid_out(places: Floats, share: Floats) -> Floats:
    """Return shares at 0, 1, 2, … of places between them; the mean stays."""
    below = np.floor(places).astype(np.int64)
    over = places - below
    size = int(below.max()) + 2
    return np.asarray(
        np.bincount(below, share * (1 - over), size) + np.bincount(below + 1, share * over, size)
    )


def all_combinations(gaps: MeasureGaps) -> tuple[Floats, Floats]:
    """Return all combinations of what may be found about two candidates, in an order of chance.

    Args:
        gaps: of two candidates.

    Returns:
        Potentials, shape (ENUMERATED, 2), the first rows spread over all of them; and how likely
        each row is, shape (ENUMERATED,).
    """
    steps = _few()
    levels = [int(one) for one in gaps.levels]
    one, other = (_coarse(gaps.potential[:, at], steps, levels[at]) for at in (0, 1))
    pairs = np.column_stack([np.repeat(one, steps), np.tile(other, steps)])
    share = np.outer(*(step_shares(each, steps) for each in levels)).ravel()
    order = np.random.default_rng(0).permutation(len(pairs))
    return pairs[order], share[order]


def all_gaps_at_once(
    scores: KindScores,
    missing: MissingDraw,
    seed: int = 0,
    measures: Sequence[str] | None = None,
) -> Floats:
    """Return the potentials when all gaps of some measures are found out, shape (STEPS, n).

    0 where a gate fails.

    Args:
        scores: the kind's scores.
        missing: what is believed of missing evidence.
        seed: the same seed gives the same layout.
        measures: whose gaps; None = all measures'.
    """
    cells = open_cells(scores)
    points = np.full((STEPS, *cells.shape), np.nan)
    for number, belief in enumerate(scores.beliefs):
        if measures is None or belief.measure in measures:
            key = (zlib.crc32(scores.kind.encode()), zlib.crc32(belief.measure.encode()))
            rng = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=key))
            order = rng.permuted(np.tile(_middles(STEPS), (len(cells), 1)), axis=1).T
            open_ = cells[:, number]
            points[:, open_, number] = order[:, open_]
    potential = potential_of(scores, believed(scores, points, missing))
    if not scores.gate_model.drawn.any():
        return potential
    passes = believed_passing(scores, points, missing) | ~scores.passing
    return np.where(passes, potential, 0.0)


def potential_of(scores: KindScores, values: Floats) -> Floats:
    """Return the potentials (0..1) of values of criteria, shape (…, n), of (…, n, m)."""
    apart = np.where(scores.overlap, 0.0, scores.weights)
    return np.asarray(np.clip(values @ apart / BEST, 0.0, 1.0))


def _middles(steps: int) -> Floats:
    return (np.arange(steps) + 0.5) / steps
