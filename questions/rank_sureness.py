"""How sure is a ranking: in which share of many draws does each candidate take each place?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import numpy as np

from config.base import Frozen
from data.dataset import Dataset
from questions.asking import Asking
from questions.question import Question
from questions.robust import Count, Seed
from scoring.acceptability import DRAWS, Acceptability, acceptability
from scoring.belief import MissingDraw
from scoring.kind_scores import CandidateScore, KindScores
from scoring.sampling_error import wilson
from scoring.selection import of_candidates
from scoring.weight_samples import WeightBelief, WeightsAround

FIRST = 10
"""How many count as the first where the list in force has nobody."""
SURE, OPEN = 0.9, 0.1
"""Shares of draws from which a candidate is as good as always, or never, among the first."""
HALF_WIDTH = 1.96
"""Standard errors in half of a 95 % interval."""


class RankSurenessQuestion(Question[Acceptability]):
    """In which share of many draws each candidate of a kind takes each place."""

    name: ClassVar[str] = "ranks"

    kind: str
    ids: frozenset[str] | None = None
    """Candidates ranked among each other; None = all of the kind."""
    belief: WeightBelief = WeightsAround()
    """What is believed about the kind's weights."""
    evidence: bool = True
    """Whether missing and ranged evidence is drawn too."""
    missing: MissingDraw = MissingDraw.ANYWHERE
    """Where missing evidence is drawn from."""
    draws: Count = DRAWS
    seed: Seed = 0

    def work(self, asking: Asking[Acceptability]) -> Acceptability:
        """Rank under every draw."""
        scores = asking.scorecard(self.scenario).kinds[self.kind]
        return acceptability(
            scores if self.ids is None else of_candidates(scores, self.ids),
            self.belief,
            draws=self.draws,
            seed=self.seed,
            evidence=self.evidence,
            missing=self.missing,
            stopped=lambda: asking.stop.thrown,
            progress=lambda done, total: asking.progress(done, total, "times"),
        )


def first_places(dataset: Dataset, ranked: Sequence[str]) -> int:
    """Return how many count as the first: as many as the list in force has among those ranked.

    Where it has none of them, ``FIRST``; never more than there are, never fewer than one.
    """
    in_force = sum(dataset.by_id[name].incumbent for name in ranked)
    return max(1, min(in_force or FIRST, len(ranked)))


class RankLine(Frozen):
    """How sure the place of one candidate is; shares of draws with their 95 % intervals."""

    id: str
    kind: str
    name: str
    region: str
    rank: int
    """By the scores."""
    score: float
    first: float
    first_low: float
    first_high: float
    among: float
    """Among the first so many."""
    among_low: float
    among_high: float
    mean_rank: float
    best_rank: int
    worst_rank: int
    """Places that hold the middle 90 % of the draws."""
    above_next: float | None
    """Share of draws in which it ranks above the next one by the scores."""
    confidence: float | None
    """Share in which it is first if its central weights hold; None where it never is first."""
    confidence_low: float | None
    confidence_high: float | None


class CentralWeight(Frozen):
    """What somebody who puts a candidate first thinks of a criterion, on average."""

    criterion: str
    given: float
    central: float
    """Mean weight, 0..1, of the draws in which the candidate is first."""
    half: float
    """Half of its 95 % interval."""

    @property
    def more(self) -> float:
        """How much more than given, where that is more than the error of sampling; else 0."""
        apart = self.central - self.given
        return apart if abs(apart) > self.half else 0.0


@dataclass(frozen=True, eq=False)
class KindRanks:
    """How sure the ranking of one kind is.

    Attributes:
        scores: those ranked.
        found: shares of draws.
        first: how many count as the first.
    """

    scores: KindScores
    found: Acceptability
    first: int

    @cached_property
    def at(self) -> Mapping[str, int]:
        """Candidate → its place in the arrays of ``found``."""
        return {name: place for place, name in enumerate(self.found.ids)}

    @cached_property
    def lines(self) -> tuple[RankLine, ...]:
        """One line per candidate that is ranked, in the order of the scores."""
        rows = [row for row in self.scores.rows if row.rank is not None]
        return tuple(map(self._line, rows, [*(self.at[row.id] for row in rows[1:]), None]))

    @cached_property
    def _among(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        among = self.found.among_first(self.first)
        low, high = wilson(among, self.found.draws)
        return among, np.minimum(among, low), np.maximum(among, high)

    @cached_property
    def _ranges(self) -> tuple[tuple[int, int], ...]:
        return self.found.rank_range()

    def _line(self, row: CandidateScore, following: int | None) -> RankLine:
        found, at = self.found, self.at[row.id]
        among, low, high = (float(one[at]) for one in self._among)
        sure = [float(one[at]) for one in (found.confidence, *found.confidence_interval)]
        confidence = sure if np.isfinite(sure[0]) else [None] * 3
        best, worst = self._ranges[at]
        compared = following is not None and found.winning is not None
        return RankLine(
            id=row.id,
            kind=row.kind,
            name=row.name,
            region=row.region,
            rank=row.rank or 0,
            score=row.score,
            first=float(found.rank[at, 0]),
            first_low=float(found.rank_interval[0][at, 0]),
            first_high=float(found.rank_interval[1][at, 0]),
            among=among,
            among_low=low,
            among_high=high,
            mean_rank=float(found.expected_rank[at]),
            best_rank=best,
            worst_rank=worst,
            above_next=float(found.winning[at, following]) if compared else None,  # type: ignore[index]
            confidence=confidence[0],
            confidence_low=confidence[1],
            confidence_high=confidence[2],
        )

    def central(self, candidate: str) -> tuple[CentralWeight, ...]:
        """Return the weights that put a candidate first, criterion by criterion; none if none."""
        at, found = self.at[candidate], self.found
        if not np.isfinite(found.central_weights[at]).all():
            return ()
        half = HALF_WIDTH * np.nan_to_num(found.central_error[at], nan=1.0)
        columns = (self.scores.weights, found.central_weights[at], half)
        return tuple(
            CentralWeight(criterion=name, given=given, central=central, half=error)
            for name, given, central, error in zip(
                found.criteria, *(column.tolist() for column in columns), strict=True
            )
        )
