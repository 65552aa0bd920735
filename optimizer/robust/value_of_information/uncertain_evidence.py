"""What is not known about the candidates of a problem, in the order of its candidates."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from optimizer.highs_model import Vector
from optimizer.robust.objective import ObjectiveCoefficients
from scoring.belief import MissingDraw
from scoring.gaps import (
    STEPS,
    Findings,
    MeasureGaps,
    all_combinations,
    all_gaps_at_once,
    findings_of,
    gaps_of,
)
from scoring.gates import GateResult
from scoring.kind_scores import KindScores
from scoring.scorecard import Scorecard

Places = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class UncertainMeasure:
    """All gaps of one measure, g candidates of one kind.

    Attributes:
        gaps: what may be found about each.
        where: shape (g,), positions of the candidates in the problem.
        criteria: ids of the criteria in whose points each is told; blank for gates alone.
        jointly: shape (k, g), their potentials when all are found out at once.
        share: shape (k,), how likely each case is; sums to 1.
        sampled: whether these cases are a sample of what may be found, and not all of it.
    """

    gaps: MeasureGaps
    where: Places
    criteria: tuple[str, ...]
    jointly: Vector
    share: Vector
    sampled: bool


@dataclass(frozen=True, eq=False)
class UncertainEvidence:
    """All gaps; n candidates of the problem.

    Attributes:
        columns: measure by measure, kind by kind.
        about: position of a candidate → all that may be found about it.
        together: shape (STEPS, n), a sample of potentials when everything is found out.
        low, high: shape (n,), least and greatest potential that may be found.
        count: shape (n,), gaps of each candidate.
    """

    columns: tuple[UncertainMeasure, ...]
    about: Mapping[int, Findings]
    together: Vector
    low: Vector
    high: Vector
    count: Places


def uncertain_evidence(
    objective: ObjectiveCoefficients, scorecard: Scorecard, missing: MissingDraw
) -> UncertainEvidence:
    """Return all gaps of a problem's candidates."""
    place = {name: number for number, name in enumerate(objective.candidates)}
    n = len(place)
    central = objective.central()[:n]
    together = np.tile(central, (STEPS, 1))
    columns = []
    about: dict[int, Findings] = {}
    for scores in scorecard.kinds.values():
        mine = np.array([place[name] for name in scores.ids], dtype=np.int64)
        together[:, mine] = all_gaps_at_once(scores, missing)
        every = gaps_of(scores, missing)
        columns += [_column(scores, gaps, mine, missing) for gaps in every]
        found = findings_of(scores, every, missing)
        about |= {int(mine[number]): one for number, one in found.items()}
    low = np.minimum(together.min(axis=0), central)
    high = np.maximum(together.max(axis=0), central)
    for number, one in about.items():
        low[number] = min(low[number], one.potential.min())
        high[number] = max(high[number], one.potential.max())
    count = np.zeros(n, dtype=np.int64)
    for column in columns:
        np.minimum.at(low, column.where, column.gaps.potential.min(axis=0))
        np.maximum.at(high, column.where, column.gaps.potential.max(axis=0))
        count[column.where] += 1
    return UncertainEvidence(tuple(columns), about, together, low, high, count)


def _column(
    scores: KindScores, gaps: MeasureGaps, mine: Places, missing: MissingDraw
) -> UncertainMeasure:
    """Return a measure's gaps, all combinations laid out where they are few."""
    where = mine[gaps.places]
    told = tuple(scores.criteria[at] if at >= 0 else "" for at in gaps.criterion.tolist())
    if len(where) == 1:
        alone = gaps.findings(0)
        return UncertainMeasure(gaps, where, told, gaps.potential, alone.share, sampled=False)
    if len(where) == 2:
        return UncertainMeasure(gaps, where, told, *all_combinations(gaps), sampled=False)
    jointly = all_gaps_at_once(scores, missing, measures=(gaps.measure,))[:, gaps.places]
    share = np.full(len(jointly), 1 / len(jointly))
    return UncertainMeasure(gaps, where, told, jointly, share, sampled=True)


def unknown_gates(scorecard: Scorecard) -> Mapping[str, tuple[GateResult, ...]]:
    """Return candidate → every gate that is unknown for it."""
    return {
        name: unknown
        for scores in scorecard.kinds.values()
        for name, results in zip(scores.ids, scores.gates, strict=True)
        if (unknown := tuple(result for result in results if result.state == "unknown"))
    }
