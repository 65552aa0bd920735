r"""What puts the first ones first: their mean points against those of the others, by criterion.

The mean score of the first N less that of all others is the sum, over criteria, of the differences
of mean points, so that each criterion's part of the lead adds up exactly. The same is told of the
line itself: the last who is in, and the first who is out.

Source: OECD & JRC (2008), Handbook on Constructing Composite Indicators, step 8.
"""

import numpy as np

from config.base import Frozen
from scoring.difference import CriterionGap, gaps
from scoring.evidence_table import MISSING
from scoring.kind_scores import KindScores


class Driver(Frozen):
    """What one criterion adds to the lead of the first."""

    criterion: str
    first: float
    """Mean points of the first."""
    others: float
    """Mean points of the others."""
    missing: float
    """Share of the criterion (0..1) that is missing of the first, on average."""

    @property
    def lead(self) -> float:
        """Points that it adds to the lead; negative = takes away."""
        return self.first - self.others


class Line(Frozen):
    """The last who is among the first, and the first who is not."""

    last_in: str
    first_out: str
    points: float
    """By how much the one is ahead of the other."""
    gaps: tuple[CriterionGap, ...]
    """Where they differ, largest difference first."""


def drivers(scores: KindScores, first: int) -> tuple[Driver, ...]:
    """Return what puts the first ones first, largest part first; none where nobody is behind."""
    ranked = scores.order[: scores.places]
    ahead, behind = ranked[:first], ranked[first:]
    if not ahead.size or not behind.size:
        return ()
    found = [
        Driver(criterion=name, first=one, others=other, missing=gap)
        for name, one, other, gap in zip(
            scores.criteria,
            scores.contributions[ahead].mean(axis=0).tolist(),
            scores.contributions[behind].mean(axis=0).tolist(),
            scores.basis[ahead][:, :, MISSING].mean(axis=0).tolist(),
            strict=True,
        )
    ]
    return tuple(sorted(found, key=lambda one: -one.lead))


def line(scores: KindScores, first: int) -> Line | None:
    """Return who stands at the line behind the first; None where nobody is behind."""
    ranked = [scores.ids[place] for place in scores.order[: scores.places].tolist()]
    if not 0 < first < len(ranked):
        return None
    last_in, first_out = ranked[first - 1], ranked[first]
    found = gaps(scores, last_in, first_out)
    points = float(np.sum([gap.points for gap in found]))
    return Line(last_in=last_in, first_out=first_out, points=points, gaps=found)
