"""How a ranking changes: the same candidates under other weights or other evidence."""

from collections.abc import Collection

import numpy as np

from config.base import Frozen
from scoring.kind_scores import KindScores, shared_places
from scoring.rank_correlation import spearman


class RankChange(Frozen):
    """One candidate in two rankings."""

    id: str
    name: str
    rank_before: int
    """1 = best of those ranked in both; equals share a place."""
    rank_after: int
    score_before: float
    """Points 0..100."""
    score_after: float

    @property
    def places(self) -> int:
        """Places gained; negative = lost."""
        return self.rank_before - self.rank_after


class RankingChange(Frozen):
    """Two rankings of the same candidates."""

    changes: tuple[RankChange, ...]
    """Every candidate ranked in both, in the order of the second."""
    spearman: float | None
    """Rank correlation, −1..1; None for fewer than two candidates, or where all are equal."""

    @property
    def moved(self) -> tuple[RankChange, ...]:
        """Those whose place changed, the furthest moved first; ties in the order of the second."""
        found = [change for change in self.changes if change.places]
        return tuple(sorted(found, key=lambda change: -abs(change.places)))

    def into_first(self, places: int) -> tuple[RankChange, ...]:
        """Return those among the first so many only in the second ranking."""
        return tuple(c for c in self.changes if c.rank_after <= places < c.rank_before)

    def out_of_first(self, places: int) -> tuple[RankChange, ...]:
        """Return those among the first so many only in the first ranking."""
        return tuple(c for c in self.changes if c.rank_before <= places < c.rank_after)


def ranking_change(
    before: KindScores, after: KindScores, among: Collection[str] | None = None
) -> RankingChange:
    """Return how the ranking of a kind changes between two scorecards.

    Args:
        before: the kind's scores then.
        after: its scores now.
        among: rank these candidates only; None = all. Ranks run from 1 among those that are in
            both and fail no gate in either.
    """
    old = {before.ids[place]: place for place in np.flatnonzero(before.passing).tolist()}
    new = {after.ids[place]: place for place in np.flatnonzero(after.passing).tolist()}
    both = {name for name in old.keys() & new.keys() if among is None or name in among}
    first, second = _ranks(before, both), _ranks(after, both)
    changes = tuple(
        RankChange(
            id=name,
            name=after.names[new[name]],
            rank_before=first[name],
            rank_after=rank,
            score_before=float(before.score[old[name]]),
            score_after=float(after.score[new[name]]),
        )
        for name, rank in second.items()
    )
    alike = spearman(
        np.array([change.score_before for change in changes]),
        np.array([change.score_after for change in changes]),
    )
    return RankingChange(changes=changes, spearman=alike)


def _ranks(scores: KindScores, wanted: Collection[str]) -> dict[str, int]:
    """Return candidate → rank among those wanted, best first; equals share one."""
    kept = [place for place in scores.order.tolist() if scores.ids[place] in wanted]
    ranks = shared_places(scores.score[kept])
    return {scores.ids[place]: rank for place, rank in zip(kept, ranks, strict=True)}
