"""Which weights put a list into the best plan? Oracle: every plan of small problems, enumerated.

With two criteria the value of every plan is a line over one weight, and all that can happen happens
between two crossings of such lines. With three, dense weights are tried one by one.
"""

from collections.abc import Sequence
from itertools import pairwise, product

import numpy as np
import pytest

from optimizer.inverse_plan import Criteria, Work, inverse_plan
from optimizer.inverse_weights import MARGIN, InverseWeights
from optimizer.problem import Problem, RuleTerm
from optimizer.robust.objective import ObjectiveCoefficients
from optimizer.search.effort import Effort
from optimizer.stop import Stop
from scoring.value import Floats
from tests.optimizer.problems import area, option, problem, teams

LEAST, FINE = 1, 40
"""Steps of the dense weights of three criteria."""


def criteria_of(asked: Problem, values: Floats, given: Sequence[float]) -> Criteria:
    """Return criteria on which the first candidates have values (n, m) of 0..100."""
    central = ObjectiveCoefficients(asked).central()
    corners = []
    for column in values.T:
        corner = central.copy()
        corner[: len(column)] = column / 100
        corners.append(tuple(corner.tolist()))
    names = tuple(f"c{at}" for at in range(len(corners)))
    return Criteria(names=names, given=tuple(given), corners=tuple(corners))


def lines(asked: Problem, values: Floats, listed: str) -> tuple[Floats, Floats]:
    """Return what every plan is worth by each criterion, (plans, m), and how many it has.

    All plans of one team and of rules on numbers are written out; the value of those who have no
    criteria is the same by each of them.
    """
    worths, hits = [], []
    for taken in product((False, True), repeat=len(asked.areas)):
        chosen = [one for one, whether in zip(asked.areas, taken, strict=True) if whether]
        ids = {one.id for one in chosen}
        weeks = sum(one.options[0].weeks.get("team", 0.0) for one in chosen)
        firm = all(
            (rule.low or 0) <= len(ids & set(rule.members)) <= (rule.high or 99)
            for rule in asked.rules
        )
        if weeks > asked.teams[0].weeks + 1e-9 or not firm:
            continue
        worth = np.zeros(values.shape[1])
        for at, whether in enumerate(taken):
            one = asked.areas[at]
            if whether:
                worth += values[at] if at < len(values) else 100 * one.potential
        worths.append(worth)
        hits.append(len(ids & set(listed)))
    return np.array(worths), np.array(hits)


def reached(worths: Floats, hits: Floats, weights: Floats, margin: float = MARGIN) -> int:
    """Return how many every plan has that is not worth less than the best by the margin."""
    points = worths @ weights
    return int(hits[points > points.max() - margin].min())


def random_problem(rng: np.random.Generator, criteria: int) -> tuple[Problem, Floats, str]:
    number = int(rng.integers(3, 8))
    names = "abcdefg"[:number]
    areas = [area(name, 50, option(team=float(rng.integers(1, 4)))) for name in names]
    other = area("z", float(rng.integers(20, 90)), option(team=2.0), kind="theme")
    rules = (RuleTerm(rule="few", members=tuple(names[:3]), high=2, hard=True),)
    asked = problem(*areas, other, teams=teams(team=float(rng.integers(3, 9))), rules=rules)
    values: Floats = rng.integers(0, 6, (number, criteria)) * np.float64(20)
    listed = "".join(x for x in names if rng.random() < 0.45) or names[-1]
    return asked, values, listed


def test_one_by_hand() -> None:
    """One place: a scores 100 w, b 100 (1 − w). With more than half on the first, a is in."""
    asked = problem(area("a", 50, option(team=1)), area("b", 50, option(team=1)),
                    teams=teams(team=1))  # fmt: skip
    values = np.array([[100.0, 0.0], [0.0, 100.0]])
    found = inverse_plan(asked, criteria_of(asked, values, (0.3, 0.7)), frozenset("a"))
    assert (found.listed, found.given, found.most, found.at_most) == (1, 0, 1, 1)
    (step,) = found.steps
    assert step.proven
    assert step.found == ("a",)
    assert step.moved == pytest.approx(0.2 + MARGIN / 200, abs=1e-4)
    assert step.moved_at_least <= step.moved
    low, high = step.spans["c0"]
    assert low == pytest.approx(0.5, abs=1e-3)
    assert high == pytest.approx(1.0)


def test_staff_can_be_what_no_weights_move() -> None:
    """B needs more weeks than there are: no weights bring it in, however good it is."""
    asked = problem(area("a", 50, option(team=1)), area("b", 50, option(team=9)),
                    teams=teams(team=1))  # fmt: skip
    values = np.array([[10.0, 20.0], [100.0, 100.0]])
    found = inverse_plan(asked, criteria_of(asked, values, (0.5, 0.5)), frozenset("b"))
    assert (found.given, found.most, found.at_most, found.steps) == (0, 0, 0, ())


def test_equals_are_no_find() -> None:
    asked = problem(area("a", 50, option(team=1)), area("b", 50, option(team=1)),
                    teams=teams(team=1))  # fmt: skip
    values = np.array([[40.0, 60.0], [40.0, 60.0]])
    found = inverse_plan(asked, criteria_of(asked, values, (0.5, 0.5)), frozenset("b"))
    assert (found.most, found.at_most) == (0, 0)


@pytest.mark.parametrize("seed", range(12))
def test_two_criteria_enumerated(seed: int) -> None:
    """Ten random problems a seed: the most, and the nearest for each number, are the true ones."""
    rng = np.random.default_rng(seed)
    for _ in range(10):
        asked, values, listed = random_problem(rng, 2)
        given = float(rng.integers(0, 11)) / 10
        found = inverse_plan(asked, criteria_of(asked, values, (given, 1 - given)),
                             frozenset(listed))  # fmt: skip
        worths, hits = lines(asked, values, listed)
        ends = crossings(worths)
        middles = [(a + b) / 2 for a, b in pairwise(ends)]
        cells = [reached(worths, hits, np.array([w, 1 - w]), 1e-6) for w in middles]
        assert found.given == reached(worths, hits, np.array([given, 1 - given]))
        assert found.most == found.at_most == max([*cells, found.given])
        for step in found.steps:
            near = min(
                max(0.0, a - given, given - b)
                for (a, b, number) in zip(ends, ends[1:], cells, strict=False)
                if number >= step.hits
            )
            assert near - 1e-6 <= step.moved <= near + 2e-3
            assert step.moved_at_least <= step.moved + 1e-9
        holds(found, worths, hits)
        for name, span in (found.steps[-1].spans if found.steps else {}).items():
            for end in span:
                first = end if name == "c0" else 1 - end
                inner = first + (found.steps[-1].weights["c0"] - first) * 1e-3
                at = np.array([inner, 1 - inner])
                assert reached(worths, hits, at, MARGIN / 8) >= found.steps[-1].hits


def crossings(worths: Floats) -> list[float]:
    """Return the weights of the first criterion at which two plans are equal, ends included."""
    found = {0.0, 1.0}
    for one in worths:
        over = one - worths
        slope = over[:, 0] - over[:, 1]
        with np.errstate(divide="ignore", invalid="ignore"):
            where = -over[:, 1] / slope
        found |= {round(float(x), 9) for x in where if 0 < x < 1}
    return sorted(found)


def holds(found: InverseWeights, worths: Floats, hits: Floats) -> None:
    """Check that every step reaches its number, up to both ends of every span of the last."""
    for step in found.steps:
        weights = np.array(list(step.weights.values()))
        assert weights.sum() == pytest.approx(1)
        assert reached(worths, hits, weights, MARGIN / 4) >= step.hits
        assert step.proven
    for name, (low, high) in (found.steps[-1].spans if found.steps else {}).items():
        assert low - 1e-6 <= found.steps[-1].weights[name] <= high + 1e-6


@pytest.mark.parametrize("seed", range(8))
def test_three_criteria_with_dense_weights(seed: int) -> None:
    """Ten problems a seed: none of 861 weights reaches more, or as many nearer than is proven."""
    rng = np.random.default_rng(100 + seed)
    grid = np.array([(a, b, FINE - a - b) for a in range(FINE + 1) for b in range(FINE + 1 - a)])
    for _ in range(10):
        asked, values, listed = random_problem(rng, 3)
        given = rng.dirichlet(np.ones(3))
        found = inverse_plan(asked, criteria_of(asked, values, given.tolist()), frozenset(listed))
        worths, hits = lines(asked, values, listed)
        assert found.most == found.at_most
        holds(found, worths, hits)
        numbers = np.array([reached(worths, hits, one) for one in grid / FINE])
        assert numbers.max() <= found.most
        away = np.abs(grid / FINE - given).sum(axis=1) / 2
        for step in found.steps:
            nearest = away[numbers >= step.hits].min(initial=np.inf)
            assert step.moved_at_least <= nearest + 1e-9
            assert step.moved == pytest.approx(step.moved_at_least, abs=2e-3)


@pytest.mark.parametrize("seed", range(6))
def test_climbing_and_cells_hold_the_truth_between_them(seed: int) -> None:
    """Ten problems a seed, as of large models: what is reached is, and nothing beyond is possible.

    With cells enough the bound is the truth itself, but where only a tie is left.
    """
    rng = np.random.default_rng(200 + seed)
    met = 0
    for _ in range(10):
        asked, values, listed = random_problem(rng, 3)
        given = rng.dirichlet(np.ones(3))
        criteria = criteria_of(asked, values, given.tolist())
        truth = inverse_plan(asked, criteria, frozenset(listed))
        found = inverse_plan(
            asked,
            criteria,
            frozenset(listed),
            Work(whole=False, cells=200),
            starts=np.eye(3).tolist(),
        )
        assert found.given == truth.given
        assert found.most <= truth.most <= found.at_most
        holds(found, *lines(asked, values, listed))
        for step, nearest in zip(found.steps, truth.steps, strict=False):
            assert step.moved >= nearest.moved_at_least - MARGIN
            assert step.moved_at_least == 0.0
        met += found.most == truth.most == found.at_most
    assert met >= 8


def test_what_is_left_open_is_told_as_an_interval() -> None:
    """With one row and no branch the most is what is reached, and at most what is not ruled out."""
    rng = np.random.default_rng(3)
    asked, values, listed = random_problem(rng, 3)
    little = Work(plans=Effort(), rows=1, nodes=1, ends=0)
    criteria = criteria_of(asked, values, (1 / 3, 1 / 3, 1 / 3))
    some, whole = (inverse_plan(asked, criteria, frozenset(listed), w) for w in (little, Work()))
    assert some.given == whole.given
    assert some.most <= whole.most <= whole.at_most <= some.at_most


def test_who_ends_it_gets_what_there_is() -> None:
    stop = Stop()
    stop.throw("person")
    asked = problem(area("a", 50, option(team=1)), area("b", 50, option(team=1)),
                    teams=teams(team=1))  # fmt: skip
    values = np.array([[100.0, 0.0], [0.0, 100.0]])
    found = inverse_plan(asked, criteria_of(asked, values, (0.3, 0.7)), frozenset("a"), stop=stop)
    assert found.given <= found.most <= found.at_most <= 1
