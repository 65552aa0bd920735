"""Would a ranking have found a past list? Hits, what tells the list apart, and what is missing.

Of a kind those count who could be chosen (the pool). The ranking chooses as many as are on the
list; with regions heeded, as many in each region as the list has there.

Missing ratings are turned round: were a measure known for all who lack it, and told the list apart
as well as it possibly can (best for everybody on the list, worst for everybody else), how many
would the ranking then find? That is the most that finding it out could explain, not what it would.
"""

from collections import Counter
from collections.abc import Collection, Mapping

import numpy as np
from numpy.typing import NDArray

from config.base import Frozen
from scoring.chance import Found, Lots, against_lots
from scoring.criterion_values import criterion_values
from scoring.evidence_table import MISSING
from scoring.kind_scores import TIE_DECIMALS, KindScores
from scoring.separation import EVEN, Separation, separation
from scoring.value import BEST, Floats

Members = NDArray[np.bool_]


class MeasureSeparation(Frozen):
    """How well one measure tells the list apart among those that it is known of."""

    criterion: str
    measure: str
    separation: Separation


class Placed(Frozen):
    """Somebody on the wrong side of the ranking's line."""

    id: str
    place: int
    """Among those who could be chosen, equals by id."""
    score: float
    short: float
    """Points of score up to the line: of those missed what they lack to the last one chosen, of
    those wrongly found what they have above the first one not chosen."""
    needs: tuple[str, ...] | None = ()
    """Of those missed: the fewest missing measures, in the order of what they could add, that at
    their best would lift it over the line; None where not even all of them would."""


class RatingWorth(Frozen):
    """What a missing measure could explain at most."""

    measure: str
    lacking: int
    """Candidates of the pool without it."""
    hits: int
    """Found by the ranking, if it told the list apart perfectly."""
    area: float
    """Area under the curve of the score then."""


class KindBacktest(Frozen):
    """Whether a kind's ranking would have found its part of a past list."""

    kind: str
    pool: tuple[str, ...]
    """Who could be chosen, by place."""
    listed: tuple[str, ...]
    """Who of them is on the list, by id."""
    outside: tuple[str, ...]
    """Who is on the list and could not be chosen, by id."""
    ranking: Found
    by_region: Found | None
    """The same with as many in each region as the list has; None where there are no regions."""
    score: Separation | None
    criteria: Mapping[str, Separation]
    """Criterion → how well it tells the list apart; focus overlap is left out."""
    measures: tuple[MeasureSeparation, ...]
    missed: tuple[Placed, ...]
    wrongly: tuple[Placed, ...]
    ratings: tuple[RatingWorth, ...]
    """Measures that are missing for some, those that could explain most first."""
    everything: int
    """Found by the ranking, if all missing measures together told the list apart perfectly."""


def backtest(scores: KindScores, could: Collection[str], past: Collection[str]) -> KindBacktest:
    """Return whether the ranking of a kind finds a past list.

    Args:
        scores: made without knowing the list.
        could: who could be chosen.
        past: who is on the list, of any kind.
    """
    inside = np.array([one in could for one in scores.ids], dtype=np.bool_)
    listed = np.array([one in past for one in scores.ids], dtype=np.bool_)
    mine, others = listed & inside, inside & ~listed
    number = int(mine.sum())
    order = _order(scores.score, inside)
    first = set(order[:number])
    whole = Lots(among=len(order), listed=number, chosen=number)
    return KindBacktest(
        kind=scores.kind,
        pool=tuple(scores.ids[at] for at in order),
        listed=_ids(scores, mine),
        outside=_ids(scores, listed & ~inside),
        ranking=against_lots(sum(bool(mine[at]) for at in first), [whole]),
        by_region=_by_region(scores, order, mine),
        score=separation(scores.score[mine], scores.score[others]),
        criteria=_criteria(scores, mine, others),
        measures=tuple(_measures(scores, mine, others)),
        missed=_missed(scores, order, mine, number),
        wrongly=_wrongly(scores, order, mine, number),
        ratings=tuple(_ratings(scores, inside, mine, number)),
        everything=_hits(_if_told(scores, mine, None), inside, mine, number),
    )


def chosen(found: KindBacktest, plan: Collection[str], regions: Mapping[str, str]) -> Found:
    """Return how many of the list a plan finds, against lots that draw as many in each region.

    Args:
        found: of the ranking.
        plan: who is in the plan, of any kind.
        regions: candidate → region.
    """
    among, listed = (Counter(regions[one] for one in ids) for ids in (found.pool, found.listed))
    taken = Counter(regions[one] for one in found.pool if one in plan)
    parts = [Lots(among=among[one], listed=listed[one], chosen=taken[one]) for one in sorted(among)]
    return against_lots(sum(one in plan for one in found.listed), parts)


def _ids(scores: KindScores, members: Members) -> tuple[str, ...]:
    return tuple(scores.ids[at] for at in np.flatnonzero(members).tolist())


def _order(score: Floats, inside: Members) -> list[int]:
    """Return the positions of the pool, best first, equals by id."""
    tied = np.round(score, TIE_DECIMALS)
    every = np.lexsort((np.arange(score.size), -tied)).tolist()
    return [at for at in every if inside[at]]


def _hits(score: Floats, inside: Members, mine: Members, number: int) -> int:
    return int(mine[_order(score, inside)[:number]].sum())


def _by_region(scores: KindScores, order: list[int], mine: Members) -> Found | None:
    regions = sorted({scores.regions[at] for at in order})
    if len(regions) < 2:
        return None
    hits, parts = 0, []
    for region in regions:
        here = [at for at in order if scores.regions[at] == region]
        number = int(mine[here].sum())
        hits += int(mine[here[:number]].sum())
        parts.append(Lots(among=len(here), listed=number, chosen=number))
    return against_lots(hits, parts)


def _criteria(scores: KindScores, mine: Members, others: Members) -> dict[str, Separation]:
    found = {
        name: separation(scores.values[mine, column], scores.values[others, column])
        for column, name in enumerate(scores.criteria)
        if not scores.overlap[column]
    }
    return {name: one for name, one in found.items() if one is not None}


def _measures(scores: KindScores, mine: Members, others: Members) -> list[MeasureSeparation]:
    uses, found = scores.measures, []
    for column, measure in enumerate(uses.measure):
        known, points = uses.basis[:, column] != MISSING, uses.central[:, column]
        told = separation(points[mine & known], points[others & known])
        if told is not None:
            criterion = scores.criteria[int(uses.criterion[column])]
            found.append(MeasureSeparation(criterion=criterion, measure=measure, separation=told))
    return found


def _rescored(scores: KindScores, central: Floats) -> Floats:
    """Return the scores with other values of measures, shape (n,), of (n, u)."""
    values = criterion_values(central, scores.measures, scores.spec.criteria)
    values[:, scores.overlap] = scores.values[:, scores.overlap]
    return np.asarray(values @ scores.weights)


def _if_told(scores: KindScores, mine: Members, measure: str | None) -> Floats:
    """Return the scores if a missing measure (None: all) told the list apart perfectly."""
    asked = np.array([measure in (None, one) for one in scores.measures.measure])
    lacking = (scores.measures.basis == MISSING) & asked
    ideal = np.where(mine[:, None], BEST, 0.0)
    return _rescored(scores, np.where(lacking, ideal, scores.measures.central))


def _ratings(scores: KindScores, inside: Members, mine: Members, number: int) -> list[RatingWorth]:
    found = []
    for measure in dict.fromkeys(scores.measures.measure):
        columns = [at for at, one in enumerate(scores.measures.measure) if one == measure]
        lacking = inside & (scores.measures.basis[:, columns[0]] == MISSING)
        if not lacking.any():
            continue
        score = _if_told(scores, mine, measure)
        told = separation(score[mine], score[inside & ~mine])
        found.append(
            RatingWorth(
                measure=measure,
                lacking=int(lacking.sum()),
                hits=_hits(score, inside, mine, number),
                area=EVEN if told is None else told.area,
            )
        )
    return sorted(found, key=lambda one: (-one.hits, -one.area, one.measure))


def _missed(scores: KindScores, order: list[int], mine: Members, number: int) -> tuple[Placed, ...]:
    return tuple(
        Placed(
            id=scores.ids[at],
            place=place,
            score=float(scores.score[at]),
            short=float(scores.score[order[number - 1]] - scores.score[at]),
            needs=_needs(scores, at, float(scores.score[order[number - 1]])),
        )
        for place, at in enumerate(order, start=1)
        if place > number and mine[at]
    )


def _wrongly(
    scores: KindScores, order: list[int], mine: Members, number: int
) -> tuple[Placed, ...]:
    return tuple(
        Placed(
            id=scores.ids[at],
            place=place,
            score=float(scores.score[at]),
            short=float(scores.score[at] - scores.score[order[number]]),
        )
        for place, at in enumerate(order[:number], start=1)
        if not mine[at]
    )


def _needs(scores: KindScores, at: int, line: float) -> tuple[str, ...] | None:
    """Return the missing measures that, at their best, lift a candidate to a score."""
    uses = scores.measures
    lacking = list(
        dict.fromkeys(
            one for one, basis in zip(uses.measure, uses.basis[at], strict=True) if basis == MISSING
        )
    )

    def score(known: Collection[str]) -> float:
        central = uses.central.copy()
        best = np.array([one in known for one in uses.measure])
        central[at] = np.where(best & (uses.basis[at] == MISSING), BEST, central[at])
        return float(_rescored(scores, central)[at])

    lacking.sort(key=lambda one: -score((one,)))
    for number in range(len(lacking) + 1):
        if score(lacking[:number]) >= line - 10**-TIE_DECIMALS:
            return tuple(lacking[:number])
    return None
