"""What is not known about the candidates of a problem, in the order of its candidates."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from optimizer.highs_model import Vector
from optimizer.robust.stakes import Stakes
from scoring.draws import MissingDraw
from scoring.gaps import STEPS, MeasureGaps, all_gaps_at_once, gaps_of
from scoring.scorecard import Scorecard

Places = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Column:
    """All gaps of one measure, g candidates of one kind.

    Attributes:
        gaps: what may be found about each.
        where: shape (g,), positions of the candidates in the problem.
        jointly: shape (STEPS, g), their potentials when all are found out at once.
    """

    gaps: MeasureGaps
    where: Places
    jointly: Vector


@dataclass(frozen=True, eq=False)
class Unknowns:
    """All gaps; n candidates of the problem.

    Attributes:
        columns: measure by measure, kind by kind.
        together: shape (STEPS, n), potentials when everything is found out.
        low, high: shape (n,), least and greatest potential that may be found.
        count: shape (n,), gaps of each candidate.
    """

    columns: tuple[Column, ...]
    together: Vector
    low: Vector
    high: Vector
    count: Places

    def if_found(self, central: Vector, column: Column) -> Vector:
        """Return the draws when one measure is found out for all, shape (STEPS, stakes).

        Args:
            central: the draw that the plan stands for, shape (stakes,).
            column: the measure.
        """
        theta = np.tile(central, (STEPS, 1))
        theta[:, column.where] = column.jointly
        return theta


def unknowns_of(stakes: Stakes, scorecard: Scorecard, missing: MissingDraw) -> Unknowns:
    """Return all gaps of a problem's candidates."""
    place = {name: number for number, name in enumerate(stakes.candidates)}
    n = len(place)
    central = stakes.central()[:n]
    together = np.tile(central, (STEPS, 1))
    columns = []
    for scores in scorecard.kinds.values():
        mine = np.array([place[name] for name in scores.ids], dtype=np.int64)
        together[:, mine] = all_gaps_at_once(scores, missing)
        for gaps in gaps_of(scores, missing):
            jointly = all_gaps_at_once(scores, missing, measures=(gaps.measure,))
            columns.append(Column(gaps, mine[gaps.places], jointly[:, gaps.places]))
    low = np.minimum(together.min(axis=0), central)
    high = np.maximum(together.max(axis=0), central)
    count = np.zeros(n, dtype=np.int64)
    for column in columns:
        np.minimum.at(low, column.where, column.gaps.potential.min(axis=0))
        np.maximum.at(high, column.where, column.gaps.potential.max(axis=0))
        count[column.where] += 1
    return Unknowns(tuple(columns), together, low, high, count)


def unknown_gates(scorecard: Scorecard) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Return candidate → (gate, label) of every gate that is unknown for it."""
    return {
        name: unknown
        for scores in scorecard.kinds.values()
        for name, results in zip(scores.ids, scores.gates, strict=True)
        if (
            unknown := tuple(
                (result.gate, result.label) for result in results if result.state == "unknown"
            )
        )
    }
