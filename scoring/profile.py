"""One candidate's profile: its score taken apart, criterion by criterion, down to the evidence."""

from collections.abc import Mapping

import numpy as np

from config.base import Frozen
from config.criteria import MeasureUse
from data.dataset import Dataset, Evidence
from scoring.bundles import evidence_of_sets
from scoring.evidence_table import BASES, EvidenceTable, evidence_table
from scoring.kind_scores import CandidateScore, KindScores
from scoring.scorecard import NO_DERIVED, Scorecard
from scoring.value import BEST


class MeasureProfile(Frozen):
    """What one measure says of a candidate, as one criterion reads it."""

    measure: str
    share: float
    """Share within the criterion, 0..1."""
    use: MeasureUse
    """With its value function."""
    found: float | str | None
    """The measured number or level; None = missing."""
    low: float | None
    """Least possible number; None for levels and where missing."""
    high: float | None
    """Greatest possible number; None for levels and where missing."""
    value: float
    """Central value, 0..100; the stand-in where evidence is missing."""
    basis: str
    """One of ``evidence_table.BASES``."""
    evidence: Evidence | None
    """The row that counts; None where missing, and for derived measures."""


class CriterionProfile(Frozen):
    """What one criterion adds to a candidate's score."""

    criterion: str
    weight: float
    """Share of the kind's weight, 0..1."""
    value: float
    """Central value, 0..100."""
    points: float
    """Weight × value."""
    low: float
    """Points if everything unknown turned out worst."""
    high: float
    """Points if everything unknown turned out best."""
    most: float
    """Points of a perfect candidate."""
    basis: Mapping[str, float]
    """Basis → share of the criterion that rests on it; sums to 1."""
    measures: tuple[MeasureProfile, ...]
    """Empty for focus overlap, which is read off the list in force."""

    @property
    def mostly(self) -> str:
        """The basis that the largest share rests on; the firmer one of equals."""
        return max(self.basis, key=lambda name: self.basis[name])


class Profile(Frozen):
    """A candidate's score with everything that it is made of."""

    score: CandidateScore
    criteria: tuple[CriterionProfile, ...]
    """In configured order; their points add up to the score."""

    @property
    def gaps(self) -> tuple[str, ...]:
        """Measures without evidence, each once, in configured order."""
        missing = (
            measure.measure
            for criterion in self.criteria
            for measure in criterion.measures
            if measure.basis == BASES[-1]
        )
        return tuple(dict.fromkeys(missing))


def profile(scorecard: Scorecard, dataset: Dataset, candidate: str) -> Profile:
    """Return the profile of a candidate.

    Args:
        scorecard: made of the dataset.
        dataset: where the evidence rows are.
        candidate: id.

    Raises:
        KeyError: no candidate has this id.
    """
    line = scorecard.of(candidate)
    scores = scorecard.kinds[line.kind]
    row = scores.ids.index(candidate)
    own = dataset.but(
        evidence=tuple(item for item in dataset.evidence if item.candidate == candidate)
    )
    kinds = {name: of.spec for name, of in scorecard.kinds.items()}
    of_set = [one for one in evidence_of_sets(dataset, kinds) if one.candidate == candidate]
    table = evidence_table(own, {}, NO_DERIVED, of_set)
    return Profile(
        score=line,
        criteria=tuple(
            _criterion(scores, row, column, table) for column in range(len(scores.criteria))
        ),
    )


def _criterion(scores: KindScores, row: int, column: int, table: EvidenceTable) -> CriterionProfile:
    name = scores.criteria[column]
    weight = float(scores.weights[column])
    spec = scores.spec.criteria[name]
    uses = np.flatnonzero(scores.measures.criterion == column).tolist()
    return CriterionProfile(
        criterion=name,
        weight=weight,
        value=float(scores.values[row, column]),
        points=float(scores.contributions[row, column]),
        low=weight * float(scores.values_low[row, column]),
        high=weight * float(scores.values_high[row, column]),
        most=weight * BEST,
        basis=dict(zip(BASES, scores.basis[row, column].tolist(), strict=True)),
        measures=tuple(
            _measure(scores, row, position, use, table)
            for position, use in zip(uses, spec.measures, strict=True)
        ),
    )


def _measure(
    scores: KindScores, row: int, position: int, use: MeasureUse, table: EvidenceTable
) -> MeasureProfile:
    values = scores.measures
    number = float(values.number[row, position])
    label = values.label[position][row]
    evidence = table.counting(use.measure, scores.ids[row])
    known = not np.isnan(number)
    return MeasureProfile(
        measure=use.measure,
        share=float(values.share[position]),
        use=use,
        found=number if known else label,
        low=_end(number, None if evidence is None or use.peers else evidence.low)
        if known
        else None,
        high=_end(number, None if evidence is None or use.peers else evidence.high)
        if known
        else None,
        value=float(values.central[row, position]),
        basis=BASES[int(values.basis[row, position])],
        evidence=evidence,
    )


def _end(number: float, given: float | None) -> float:
    return number if given is None else given
