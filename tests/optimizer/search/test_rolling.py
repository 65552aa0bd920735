"""Period by period. Oracles: worked by hand, and the whole solved at once."""

import numpy as np
import pytest

from optimizer.audit import broken, worth
from optimizer.plan import Plan
from optimizer.problem import Dependency, Period, Review
from optimizer.search.effort import EXACT, LEAST
from optimizer.search.find_plan import ROLLING, find_plan
from optimizer.search.model import SearchModel
from optimizer.search.rolling import alone, bound_apart, free, renamed, rolled
from optimizer.stop import Stop
from tests.optimizer.factories import Size, random_problem, with_families, with_rhythm
from tests.optimizer.problems import area, option, problem, teams
from tests.optimizer.solved import solve


def test_by_hand() -> None:
    """Room for one. B, worth more, can be supported from H2 on; leaving costs 5 once.

    Rolled: A at 50, then B at 80 − 5, then B. Without what ties periods: 50 + 80 + 80.
    """
    example = problem(
        area("A", 50, option(team=1), incumbent=True, drop_price=5),
        area("B", 80, option(team=1), windows=("H2", "H3")),
        periods="H1 H2 H3",
        teams=teams(team=1),
    )
    found = rolled(example, EXACT)
    assert found.decisions is not None
    assert found.decisions.focus == {("A", "H1"), ("B", "H2"), ("B", "H3")}
    assert worth(example, found.decisions).total == pytest.approx(205)
    assert found.first == pytest.approx(50)
    assert bound_apart(example, found.first, EXACT) == pytest.approx(210)


def test_stays_reviews_and_what_comes_after() -> None:
    """B begins in H1 and stays two; C's list is reviewed in H3; A comes after B."""
    example = problem(
        area("A", 90, option(team=1)),
        area("B", 20, option(team=1), windows=("H1", "H2")),
        area("C", 70, kind="theme", windows=("H2", "H3")),
        periods="H1 H2 H3",
        teams=teams(team=1),
        min_stay=2,
        reviews=(Review(kind="theme", between=("H2",)),),
        dependencies=(Dependency(rule="first", kind="after", pairs={"A": ("B",)}),),
    )
    found = rolled(example, EXACT)
    assert found.decisions is not None
    assert found.decisions.focus == {("B", "H1"), ("B", "H2"), ("A", "H3"), ("C", "H3")}
    assert not broken(example, found.decisions)


@pytest.mark.parametrize("seed", range(60))
def test_no_plan_of_the_whole_exceeds_the_bound(seed: int) -> None:
    """Oracle: the whole solved at once; what is rolled is one of its plans."""
    rng = np.random.default_rng(seed)
    whole = with_rhythm(rng, with_families(rng, random_problem(rng, Size(areas=4, periods=3))))
    best, found = solve(whole), rolled(whole, EXACT)
    if best.value is None:
        assert found.decisions is None
        return
    if found.decisions is not None:
        assert not broken(whole, found.decisions)
        assert worth(whole, found.decisions).total <= best.value + 1e-6
    assert best.value <= bound_apart(whole, found.first, EXACT) + 1e-6


def test_periods_that_differ_by_name_only() -> None:
    one = problem(area("A", windows=("H1",)), periods="H1")
    other = problem(area("A", windows=("H1", "H2")), periods="H2")
    closed = problem(area("A", windows=("H2",)), periods="H1")
    assert alone(one) == alone(other) != alone(closed)
    assert alone(alone(one)) == alone(one)
    half = one.but(periods=(Period(id="H1", discount=0.5),))
    assert alone(half) != alone(one)
    assert free(one) == free(one.but(areas=(one.areas[0].but(incumbent=True, drop_price=3),)))
    moved = renamed(solve(one).decisions, "H2")
    assert moved == solve(other).decisions


LARGE = Size(areas=45, services=3, periods=3, weeks=40, usd=300, locks=0.0, hard=0.0)


def test_a_plan_of_several_periods_begins_with_that() -> None:
    """What is shown first is the plan period by period; what comes out is worth no less."""
    whole = random_problem(np.random.default_rng(3), LARGE).but(most_changes=None)
    model = SearchModel(whole)
    assert not model.few
    shown: list[Plan] = []
    plan = find_plan(model, LEAST, show=shown.append)
    first = rolled(whole, ROLLING[0])
    assert first.decisions is not None
    assert shown[0].decisions == first.decisions
    assert plan.value is not None
    assert plan.bound is not None
    assert plan.value >= max(one.value or 0.0 for one in shown) - 1e-6
    assert plan.bound <= (shown[0].bound or 0.0) + 1e-6
    assert plan.value <= plan.bound + 1e-6


def test_whoever_stops_after_the_first_plan_keeps_it() -> None:
    whole = random_problem(np.random.default_rng(3), LARGE).but(most_changes=None)
    stop, shown = Stop(), list[Plan]()

    def seen(plan: Plan) -> None:
        shown.append(plan)
        stop.throw()

    plan = find_plan(whole, LEAST, stop=stop, show=seen)
    assert plan.value is not None
    assert plan.value >= (shown[0].value or 0.0)
