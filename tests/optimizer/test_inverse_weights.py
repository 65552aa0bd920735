"""Which weights find a list? Oracles: enumeration for two criteria, dense samples for more.

With two criteria everything changes only where two candidates cross, so one weight between any two
crossings says it all. Values are multiples of 20, so that crossings lie far enough apart for the
margin.
"""

from fractions import Fraction
from itertools import combinations, pairwise

import numpy as np
import pytest

from optimizer.inverse_weights import MARGIN, Ranking, hits, inverse_weights
from optimizer.stop import Stop
from scoring.value import Floats


def ranking(
    values: list[list[float]], listed: str, places: int, weights: tuple[float, ...] = (0.5, 0.5)
) -> Ranking:
    names = "abcdefghijkl"[: len(values)]
    return Ranking(
        criteria=tuple(f"c{number}" for number in range(len(weights))),
        weights=weights,
        ids=tuple(names),
        values=tuple(tuple(row) for row in values),
        listed=frozenset(listed),
        places=places,
    )


def test_one_by_hand() -> None:
    """A is ahead of b on the first criterion only: with more than half of the weight there.

    a scores 100 w, b 100 (1 − w); one place. At w = 1/2 they are equal, and nobody is ahead; half
    of the margin has to come from each.
    """
    found = inverse_weights(ranking([[100, 0], [0, 100]], "a", 1))
    assert (found.given, found.most, found.at_most) == (0, 1, 1)
    (step,) = found.steps
    assert step.hits == 1
    assert step.moved == pytest.approx(MARGIN / 200, abs=1e-6)
    assert step.found == ("a",)
    low, high = step.spans["c0"]
    assert low == pytest.approx(0.5 + MARGIN / 200, abs=1e-6)
    assert high == pytest.approx(1)


def test_no_weights_find_who_is_worse_on_everything() -> None:
    found = inverse_weights(ranking([[80, 80], [60, 60]], "b", 1))
    assert (found.given, found.most, found.at_most, found.steps) == (0, 0, 0, ())


def test_equals_are_not_told_apart() -> None:
    found = inverse_weights(ranking([[40, 60], [40, 60]], "b", 1))
    assert (found.most, found.at_most) == (0, 0)
    both = inverse_weights(ranking([[40, 60], [40, 60]], "ab", 2))
    assert (both.given, both.most) == (2, 2)


def test_the_given_weights_may_be_the_best() -> None:
    found = inverse_weights(ranking([[80, 80], [60, 60]], "a", 1))
    assert (found.given, found.most, found.at_most, found.steps) == (1, 1, 1, ())


def crossings(one: Ranking) -> list[Fraction]:
    """Return the weights of the first criterion at which two are equal, ends included."""
    found = {Fraction(0), Fraction(1)}
    for a, b in combinations(one.values, 2):
        first, second = (Fraction(int(x - y)) for x, y in zip(a, b, strict=True))
        if first != second:
            found.add(-second / (first - second))
    return sorted(x for x in found if 0 <= x <= 1)


@pytest.mark.parametrize("seed", range(15))
def test_two_criteria_enumerated(seed: int) -> None:
    """Ten random problems a seed, up to nine candidates: the most, and the nearest for each."""
    random = np.random.default_rng(seed)
    for _ in range(10):
        number = int(random.integers(2, 10))
        names = "abcdefghi"[:number]
        listed = "".join(x for x in names if random.random() < 0.4) or "a"
        given = float(random.integers(0, 11)) / 10
        values = (random.integers(0, 6, (number, 2)) * 20.0).tolist()
        one = ranking(values, listed, len(listed), (given, 1 - given))
        found = inverse_weights(one)
        ends = crossings(one)
        cells = list(pairwise(ends))
        best = [hits(one, (float((a + b) / 2), float(1 - (a + b) / 2))) for a, b in cells]
        assert found.most == found.at_most == max([*best, found.given])
        for step in found.steps:
            weights = tuple(step.weights.values())
            assert hits(one, weights) >= step.hits
            near = min(
                max(0.0, float(a) - given, given - float(b))
                for (a, b), reached in zip(cells, best, strict=True)
                if reached >= step.hits
            )
            assert near - 1e-6 <= step.moved <= near + MARGIN
            assert step.moved_at_least <= step.moved + 1e-9
            assert sum(weights) == pytest.approx(1)
            for name, (low, high) in step.spans.items():
                assert low - 1e-6 <= step.weights[name] <= high + 1e-6


@pytest.mark.parametrize("seed", range(8))
def test_more_criteria_sampled(seed: int) -> None:
    """Ten problems a seed with three or four criteria: no sample finds more, or as many nearer."""
    random = np.random.default_rng(100 + seed)
    for _ in range(10):
        number, criteria = int(random.integers(4, 11)), int(random.integers(3, 5))
        listed = "abc"[: int(random.integers(1, 4))]
        given = tuple(random.dirichlet(np.ones(criteria)).tolist())
        values = random.integers(0, 101, (number, criteria)).astype(float).tolist()
        one = ranking(values, listed, len(listed), given)
        found = inverse_weights(one)
        samples = random.dirichlet(np.ones(criteria), 400)
        reached = np.array([hits_by_margin(one, weights) for weights in samples])
        assert found.most == found.at_most >= reached.max()
        moved = np.abs(samples - given).sum(axis=1) / 2
        for step in found.steps:
            assert hits(one, tuple(step.weights.values())) >= step.hits
            others = moved[reached >= step.hits]
            assert step.moved_at_least <= others.min(initial=np.inf) + 1e-9
            assert step.moved == pytest.approx(step.moved_at_least, abs=2e-3)


def hits_by_margin(one: Ranking, weights: Floats) -> int:
    """Return how many are ahead by the whole margin, counted plainly."""
    scores = (np.array(one.values) @ weights).tolist()
    line = sorted(scores, reverse=True)[one.places]
    return sum(
        score >= line + MARGIN and name in one.listed
        for name, score in zip(one.ids, scores, strict=True)
    )


def test_who_ends_it_gets_what_there_is() -> None:
    stop = Stop()
    stop.throw("person")
    found = inverse_weights(ranking([[100, 0], [0, 100]], "a", 1), stop=stop)
    assert found.given <= found.most <= found.at_most <= 1
