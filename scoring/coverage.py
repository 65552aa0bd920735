"""What is known: on what the scores of a kind rest, and which gaps weigh most."""

from collections.abc import Mapping

import numpy as np

from config.base import Frozen
from scoring.evidence_table import BASES, MISSING
from scoring.kind_scores import KindScores


class MeasureGap(Frozen):
    """One criterion's use of a measure, and for how many candidates it is missing."""

    criterion: str
    measure: str
    missing: int
    """Candidates without evidence."""
    weight: float
    """Share of the kind's weight (0..1) that the measure stands for, known or not."""
    lost: float
    """Share of all weight of all candidates (0..1) that rests on nothing because of it."""


class Coverage(Frozen):
    """On what the scores of some candidates rest."""

    count: int
    """Number of candidates."""
    shares: Mapping[str, float]
    """Basis → mean share of the weight; sums to 1 (all 0 without candidates)."""
    gaps: tuple[MeasureGap, ...]
    """Measures that are missing for somebody, those that weigh most first."""

    @property
    def unknown(self) -> tuple[MeasureGap, ...]:
        """Measures known for nobody."""
        return tuple(gap for gap in self.gaps if gap.missing == self.count)


def coverage(scores: KindScores) -> Coverage:
    """Return on what the scores of a kind, or of some of its candidates, rest.

    Every measure has the share of weight that its criterion gives it, also where the criterion
    takes the least or the greatest of its measures.
    """
    count = len(scores.ids)
    uses = scores.measures
    shares = scores.basis_shares.mean(axis=0) if count else np.zeros(len(BASES))
    found = []
    for use, criterion in enumerate(uses.criterion.tolist()):
        missing = int((uses.basis[:, use] == MISSING).sum())
        weight = float(scores.weights[criterion] * uses.share[use])
        if missing:
            found.append(
                MeasureGap(
                    criterion=scores.criteria[criterion],
                    measure=uses.measure[use],
                    missing=missing,
                    weight=weight,
                    lost=weight * missing / count,
                )
            )
    return Coverage(
        count=count,
        shares=dict(zip(BASES, shares.tolist(), strict=True)),
        gaps=tuple(sorted(found, key=lambda gap: -gap.lost)),
    )
