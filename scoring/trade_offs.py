r"""Weights by easy questions: which of two real candidates, all else being equal?

Two candidates of a kind are set against each other on two criteria: the first is better on one, by
*g* points of value, the second on the other, by *l* points. Were all else about them equal, who
should be supported rather? "The first" says that

.. math:: w_a\, g \ge w_b\, l,

one cut through the weights; "the second" says the opposite, "about the same" that the two sides
differ by no more than a quarter. Of answers that cannot all hold the fewest are given up without
which the others do (the largest feasible subsystem, a small mixed-integer programme), and told.

The next question is the one that is expected to tell most about who is in the plan. Of weights
drawn from those that agree with all answers, every one has its best plan among those known; an
answer splits the draws in two; asked is what leaves the least variance of who is in, over both
answers, as likely as the draws have them. So what no plan depends on is never asked.

Sources: Keeney & Raiffa (1976), Decisions with Multiple Objectives, chapter 3 (trade-offs of two
attributes); Hansen & Ombler (2008), *Journal of Multi-Criteria Decision Analysis* 15, 87-107
(alternatives that differ on two criteria).
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

from config.base import Frozen
from scoring.coherence import KNOWN
from scoring.evidence_table import MISSING
from scoring.kind_scores import KindScores
from scoring.value import Floats
from scoring.weight_region import WeightRegion

CLEAR = 10.0
"""Least difference (points of value) on both criteria: less is hard to see."""
SAME = 1.25
"""Two sides are about the same where neither is more than this many times the other."""
NEARLY = 0.95
"""Share of the most telling question's gain from which clearer differences are preferred."""
PREFERRED = 1e-4
"""Weight by which a preferred side is ahead at least: with none on both criteria nobody prefers."""
FREE = 2.0
"""By how much (weight) an answer that is given up may be missed: more than it can be."""
SLACK = 1e-6
"""Slack (weight) below which an answer holds."""
LEAST = 1e-12
"""Weight that stands for none at all in a ratio."""
TELLING = 1e-9
"""Variance of who is in that an answer must take away; less is nothing."""
TIMES = (1.3, 4.0)
"""How many times as much one side must be worth as the other, at least, and is at best at most, in
a question whose answer follows from the others."""


class Preference(StrEnum):
    """What somebody answers."""

    FIRST = "first"
    SECOND = "second"
    SAME = "same"
    SKIP = "skip"


class TradeOff(Frozen):
    """Two candidates that are set against each other on two criteria."""

    first: str
    second: str
    better: str
    """Criterion on which the first is better."""
    worse: str
    """Criterion on which the second is."""


class Answer(TradeOff):
    """A question that was answered."""

    preference: Preference


@dataclass(frozen=True, eq=False)
class Fit:
    """The weights that agree with some answers.

    Attributes:
        region: of the answers that hold together.
        contradicted: numbers of the answers that are left out, since not all can hold.
        implied: numbers of the answers that follow from those before them, and so test them.
    """

    region: WeightRegion
    contradicted: tuple[int, ...]
    implied: tuple[int, ...]


def sides(scores: KindScores, asked: TradeOff) -> tuple[float, float]:
    """Return by how many points the first is better on the one, and the second on the other."""
    one, other = scores.ids.index(asked.first), scores.ids.index(asked.second)
    better, worse = scores.criteria.index(asked.better), scores.criteria.index(asked.worse)
    gain = scores.values[one, better] - scores.values[other, better]
    loss = scores.values[other, worse] - scores.values[one, worse]
    return float(gain), float(loss)


def cuts(scores: KindScores, answer: Answer) -> Floats:
    """Return the half-spaces of one answer, shape (0, 1 or 2, m)."""
    gain, loss = sides(scores, answer)
    return half_spaces(
        scores.criteria.index(answer.better),
        scores.criteria.index(answer.worse),
        len(scores.criteria),
        (gain, loss),
        answer.preference,
    )


def half_spaces(
    better: int, worse: int, count: int, points: tuple[float, float], said: Preference
) -> Floats:
    """Return the half-spaces of what was said of two sides.

    Args:
        better: number of the criterion on which the first is better.
        worse: number of the one on which the second is.
        count: number m of criteria.
        points: by how many points each is better.
        said: what was answered.

    Returns:
        Shape (r, m): ``rows @ w >= 0``; none where nothing was said.
    """
    gain, loss = (part / max(points) for part in points)
    factors: Sequence[tuple[float, float]] = {
        Preference.FIRST: ((gain, -loss),),
        Preference.SECOND: ((-gain, loss),),
        Preference.SAME: ((gain * SAME, -loss), (-gain, loss * SAME)),
        Preference.SKIP: (),
    }[said]
    rows = np.zeros((len(factors), count))
    for row, (mine, other) in enumerate(factors):
        rows[row, better], rows[row, worse] = mine, other
    return rows


def fit(scores: KindScores, answers: Sequence[Answer]) -> Fit:
    """Return the weights that agree with answers, and the answers that fit least."""
    parts = [cuts(scores, one) for one in answers]
    firm = [one.preference is not Preference.SAME for one in answers]
    contradicted = _contradicted(parts, firm, len(scores.criteria))
    kept = [number for number in range(len(answers)) if number not in contradicted]
    region = WeightRegion(_stacked([parts[number] for number in kept], len(scores.criteria)))
    return Fit(region, contradicted, tuple(_implied(parts, kept, len(scores.criteria))))


def _stacked(parts: Sequence[Floats], count: int) -> Floats:
    return np.concatenate([np.empty((0, count)), *parts])


def _contradicted(parts: Sequence[Floats], firm: Sequence[bool], count: int) -> tuple[int, ...]:
    """Return the fewest answers without which the others can all hold; of equals later ones.

    A programme with a yes or no for each answer: whether it may be missed.

    Args:
        parts: the half-spaces of each answer.
        firm: of each answer, whether one side was preferred.
        count: number m of criteria.
    """
    rows = _stacked(parts, count)
    owner = [number for number, part in enumerate(parts) for _ in part]
    if not owner:
        return ()
    given_up = np.eye(len(parts))[owner]
    least = np.where([firm[number] for number in owner], PREFERRED, 0.0)
    price = 1 + 1e-3 * np.arange(len(parts))[::-1] / len(parts)
    found = milp(
        [*np.zeros(count), *price],
        constraints=(
            LinearConstraint(np.column_stack([rows, FREE * given_up]), least, np.inf),
            LinearConstraint([*np.ones(count), *np.zeros(len(parts))], 1, 1),
        ),
        integrality=[*np.zeros(count), *np.ones(len(parts))],
        bounds=Bounds(0, 1),
    )
    return tuple(np.flatnonzero(found.x[count:] > 0.5).tolist())


def _implied(parts: Sequence[Floats], kept: Sequence[int], count: int) -> Iterator[int]:
    """Yield the answers that hold wherever those before them do."""
    for number in kept:
        others = [parts[other] for other in kept if other < number]
        region = WeightRegion(_stacked(others, count))
        if len(parts[number]) and all(
            (most := region.most(-row)) is not None and most <= SLACK for row in parts[number]
        ):
            yield number


def next_question(
    scores: KindScores,
    weights: Floats,
    inside: NDArray[np.bool_],
    asked: Collection[TradeOff],
) -> TradeOff | None:
    """Return the question that tells most of who is in; None where no question tells anything.

    Of questions that tell about as much, the one with the clearest differences; ties by id.

    Args:
        scores: of those who may be asked about.
        weights: shape (d, m), drawn from those that agree with all answers.
        inside: shape (d, k), which of k candidates are in the best plan known under each draw.
        asked: questions that were asked already.
    """
    best: tuple[float, float, TradeOff | None] = (0.0, 0.0, None)
    for question, worth, clear in _questions(scores, weights, inside, asked):
        more = worth * NEARLY > best[0]
        if more or (worth >= best[0] * NEARLY and clear > best[1]):
            best = (worth, clear, question)
    return best[2]


def _questions(
    scores: KindScores,
    weights: Floats,
    inside: NDArray[np.bool_],
    asked: Collection[TradeOff],
) -> Iterator[tuple[TradeOff, float, float]]:
    """Yield for every two criteria the most telling question, what it tells, and how clear it is.

    A question cuts the draws, sorted by the ratio of two weights, in two; what stays is the
    variance of both parts.
    """
    total = _variance(inside.sum(axis=0)[None].astype(np.float64), np.array([len(inside)]))
    for pairs in _pairs(scores, asked):
        logs = np.log(np.maximum(weights[:, [pairs.better, pairs.worse]], LEAST))
        ratio = logs[:, 0] - logs[:, 1]
        order = np.argsort(ratio, kind="stable")
        left = np.vstack([np.zeros(inside.shape[1]), np.cumsum(inside[order], axis=0)])
        number = np.arange(len(order) + 1)
        stays = _variance(left, number) + _variance(left[-1] - left, number[::-1])
        line = np.log(pairs.loss) - np.log(pairs.gain)
        worth = ((total - stays) / len(order))[np.searchsorted(ratio[order], line)]
        if worth.max() > TELLING:
            near = np.flatnonzero(worth >= NEARLY * worth.max())
            clear = np.minimum(pairs.gain, pairs.loss)[near]
            place = near[np.lexsort((pairs.second[near], pairs.first[near], -clear))[0]]
            question = pairs.question(scores, int(place))
            yield question, float(worth[place]), float(clear.max())


def _variance(inside: Floats, number: NDArray[np.int64]) -> Floats:
    """Return the sum of the variances of who is in, times the draws of each part.

    Args:
        inside: shape (p, k), in how many draws of each of p parts each candidate is in.
        number: shape (p,), draws of each part.
    """
    return np.asarray((inside - inside**2 / np.maximum(number, 1)[:, None]).sum(axis=1))


@dataclass(frozen=True, eq=False)
class _Pairs:
    """Every two candidates that can be set against each other on two criteria."""

    better: int
    worse: int
    first: NDArray[np.intp]
    second: NDArray[np.intp]
    gain: Floats
    loss: Floats

    def question(self, scores: KindScores, place: int) -> TradeOff:
        return TradeOff(
            first=scores.ids[int(self.first[place])],
            second=scores.ids[int(self.second[place])],
            better=scores.criteria[self.better],
            worse=scores.criteria[self.worse],
        )


def _pairs(scores: KindScores, asked: Collection[TradeOff]) -> Iterator[_Pairs]:
    """Yield for every two criteria the candidates that can be set against each other, and were not.

    Both are known on both criteria, and differ clearly.
    """
    known = scores.basis[:, :, MISSING] <= KNOWN
    place = {name: number for number, name in enumerate(scores.ids)}
    for a, b in combinations(range(len(scores.criteria)), 2):
        values, here = scores.values, known[:, a] & known[:, b]
        gain = values[:, None, a] - values[None, :, a]
        loss = values[None, :, b] - values[:, None, b]
        fits = (gain >= CLEAR) & (loss >= CLEAR) & here[:, None] & here[None, :]
        for one in asked:
            if {one.better, one.worse} == {scores.criteria[a], scores.criteria[b]}:
                first, second = place.get(one.first), place.get(one.second)
                if first is not None and second is not None:
                    fits[first, second] = fits[second, first] = False
        first_of, second_of = np.nonzero(fits)
        if first_of.size:
            yield _Pairs(a, b, first_of, second_of, gain[fits], loss[fits])


def control_question(
    scores: KindScores, region: WeightRegion, asked: Collection[TradeOff]
) -> TradeOff | None:
    """Return a question whose answer follows from the others, to see whether they fit together.

    One side is worth more than the other under all weights of the region, clearly and yet not so
    much that nobody could say otherwise. Criteria that were not set against each other before come
    first, then the closest call, then ids. None where there is none.

    Args:
        scores: of those who may be asked about.
        region: the weights that agree with all answers.
        asked: questions that were asked already.
    """
    before = {frozenset((one.better, one.worse)) for one in asked}
    found: list[tuple[bool, float, str, str, TradeOff]] = []
    for pairs in _pairs(scores, asked):
        times = pairs.gain / pairs.loss
        ways = (
            (region.least_ratio(pairs.better, pairs.worse), times),
            (region.least_ratio(pairs.worse, pairs.better), 1 / times),
        )
        for least, side in ways:
            worth = side * (least or 0.0)
            for place in np.flatnonzero((worth >= TIMES[0]) & (worth <= TIMES[1])).tolist():
                one = pairs.question(scores, place)
                again = frozenset((one.better, one.worse)) in before
                found.append((again, round(float(worth[place]), 6), one.first, one.second, one))
    return min(found, key=lambda one: one[:4])[4] if found else None
