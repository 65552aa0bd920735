"""The steps of the search, each against all plans tried one by one, and a few by hand.

Small problems are searched in full at once; here they go through every step as if they were large.
"""

from collections.abc import Iterator

import numpy as np
import pytest

from optimizer.audit import broken, worth
from optimizer.decisions import Decisions
from optimizer.problem import Problem
from optimizer.search import model as model_module
from optimizer.search.best_plan import best_plan
from optimizer.search.effort import EXACT, LEAST, Effort
from optimizer.search.lagrangian import Prices
from optimizer.search.model import SearchModel
from optimizer.search.neighbourhood import Doubts
from tests.optimizer.brute_force import Best, BruteForce
from tests.optimizer.factories import Size, random_problem
from tests.optimizer.problems import area, option, problem, teams
from tests.optimizer.solved import solve

SIZES = (Size(areas=5, periods=1, rules=2), Size(areas=3, periods=2, rules=2))
STEPS = Effort(gap=0.0, core=((5, 5),), rounds=2, around=5, nodes=0)
"""Restricted models only."""


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Search every model step by step."""
    monkeypatch.setattr(model_module, "FEW", 0)


def sample() -> Iterator[tuple[Problem, Best]]:
    """Yield random problems with their best plan by brute force."""
    for seed in range(4000, 4080):
        example = random_problem(np.random.default_rng(seed), SIZES[seed % 2])
        best = BruteForce(example).best()
        if best is not None:
            yield example, best


def seats(*points: float, weeks: float = 1.5) -> Problem:
    """Return areas of one week each, and the weeks there are."""
    return problem(
        *(area(f"country:{n}", worth, option(team=1)) for n, worth in enumerate(points)),
        teams=teams(team=weeks),
    )


def priced(model: SearchModel) -> tuple[Doubts, Prices]:
    """Return what the relaxation leaves in doubt, and its prices."""
    value = model.value
    relaxed, prices = model.relaxation.solve(value.costs, value.constant)
    return Doubts.of(relaxed, prices, model.live.integer, model.leaders), prices


def test_relaxation_by_hand() -> None:
    """One and a half of 50, 40 and 30: 50 + 20; a week is worth 40; the first is 10 beyond it."""
    model = SearchModel(seats(50, 40, 30))
    value = model.value
    relaxed, prices = model.relaxation.solve(value.costs, value.constant, rounds=0)
    assert relaxed.bound == pytest.approx(70)
    assert relaxed.solution is not None
    columns = model.matrix.columns
    served = [columns["service", f"country:{n}", "support", "H1"] for n in range(3)]
    assert relaxed.solution[served] == pytest.approx([1, 0.5, 0])
    assert relaxed.row_duals is not None
    staff = model.matrix.rows["staff", "team", "H1"]
    assert relaxed.row_duals[staff] == pytest.approx(40)
    assert prices.gain[:, 0] == pytest.approx([10, 0, -10])
    assert prices.bound == pytest.approx(70)


@pytest.mark.usefixtures("large")
def test_the_best_plan_comes_out_of_all_steps() -> None:
    for example, best in sample():
        plan = best_plan(example, EXACT.but(core=((3, 3),), around=3))
        assert plan.value == pytest.approx(best.value, abs=1e-5)
        assert plan.status == "optimal"


@pytest.mark.usefixtures("large")
def test_a_short_search_claims_no_more_than_is_proven() -> None:
    apart = 0
    for example, best in sample():
        for effort in (LEAST, STEPS):
            plan = best_plan(example, effort)
            assert plan.value is not None
            assert plan.bound is not None
            assert plan.value <= best.value + 1e-5 <= plan.bound + 2e-5
            assert broken(example, plan.decisions) == []
            apart += plan.bound - plan.value > 1e-5
    assert apart > 10


@pytest.mark.usefixtures("large")
def test_no_plan_is_told_where_there_is_none() -> None:
    example = seats(50, 40).but(must={"country:0", "country:1"})
    assert best_plan(example, LEAST).status == "infeasible"
    assert best_plan(example, EXACT).status == "infeasible"


@pytest.mark.usefixtures("large")
def test_what_is_known_is_never_made_worse() -> None:
    """The best plan of all, given to the shortest search: nothing less comes out."""
    for example, best in sample():
        plan = best_plan(example, LEAST, starts=(solve(example).decisions,))
        assert plan.value == pytest.approx(best.value, abs=1e-5)


@pytest.mark.parametrize("number", [0, 2, 5])
def test_a_neighbourhood_lies_within_the_bounds(number: int) -> None:
    for example, _ in sample():
        model = SearchModel(example)
        live = model.live
        doubts, _ = priced(model)
        known = model.vector(solve(example).decisions)
        for held in (None, known):
            lower, upper = doubts.bounds(number, live.lower, live.upper, live.integer, held)
            assert np.all((lower >= live.lower) & (upper <= live.upper) & (lower <= upper))
            loose = ~live.integer
            assert np.array_equal(lower[loose], live.lower[loose])
            assert np.array_equal(upper[loose], live.upper[loose])
        assert np.all((known >= lower)[live.integer] & (known <= upper)[live.integer])


def test_a_neighbourhood_holds_what_the_relaxation_is_sure_of() -> None:
    """Twenty areas, 9.5 weeks: the first nine are in, the tenth in doubt, the last far out."""
    model = SearchModel(seats(*range(95, -5, -5), weeks=9.5))
    live, columns = model.live, model.matrix.columns
    doubts, _ = priced(model)
    lower, upper = doubts.bounds(2, live.lower, live.upper, live.integer, None)

    def bounds(number: int) -> tuple[float, float]:
        column = columns["service", f"country:{number}", "support", "H1"]
        return lower[column], upper[column]

    assert bounds(0) == (1, 1)
    assert bounds(9) == (0, 1)
    assert bounds(19) == (0, 0)


def test_what_is_pegged_is_so_in_every_better_plan() -> None:
    """With any value up to the best one known, the best plan stays within the bounds."""
    fixed = 0
    for example, best in sample():
        model = SearchModel(example)
        live, columns = model.live, model.matrix.columns
        _, prices = priced(model)
        integer = [place for place in columns.values() if live.integer[place]]
        names = {column: key for key, column in columns.items()}
        yes = np.array([float(names[column][1:] in best.yes) for column in integer])
        for value in (best.value, best.value - 1.0, best.value - 50.0):
            lagrangian = model.relaxation.lagrangian
            lower, upper = lagrangian.pegged(prices, value, live.lower, live.upper)
            assert np.all(lower[integer] <= yes)
            assert np.all(upper[integer] >= yes)
            fixed += int(np.sum(lower == upper) - np.sum(live.lower == live.upper))
    assert fixed > 100


def test_vector_of_decisions() -> None:
    """Yes to what was decided, nothing else; what the problem does not have is left out."""
    decisions = solve(seats(50, 40, 30)).decisions
    model = SearchModel(seats(50, 40, 30))
    values = model.vector(decisions)
    chosen = {key for key, column in model.matrix.columns.items() if values[column] > 0}
    assert chosen == {
        ("focus", "country:0", "H1"),
        ("service", "country:0", "support", "H1"),
    }
    smaller = SearchModel(seats(50, 40, 30).but(must_not={"country:0"}))
    assert smaller.vector(decisions.but(focus=frozenset({("country:9", "H1")}))).sum() == 1


def swaps(example: Problem, decisions: Decisions) -> float:
    """Return the points of the best plan with at most one candidate who was not in.

    Oracle: all plans of the problem with everybody else shut out, of whom those in the plan keep
    what they had or less.
    """
    had = {(candidate, service) for candidate, service, _ in decisions.services}
    best = -np.inf
    others = [None, *(one.id for one in example.areas if one.id not in decisions.ids)]
    for other in others:
        kept = decisions.ids | ({other} if other else set()) | example.must
        areas = tuple(
            one.but(
                barred=one.barred if one.id in kept else "shut out",
                options=tuple(
                    way
                    for way in one.options
                    if one.id not in decisions.ids or (one.id, way.service) in had
                ),
            )
            for one in example.areas
        )
        found = BruteForce(example.but(areas=areas)).best()
        if found is not None:
            best = max(best, found.value)
    return best


@pytest.mark.usefixtures("large")
def test_a_plan_is_mended_by_the_best_swap() -> None:
    """What is left of a plan when a candidate must not be in any more, with one other in."""
    looked = 0
    size = Size(areas=5, periods=1, rules=1)
    for seed in range(4200, 4240):
        example = random_problem(np.random.default_rng(seed), size)
        plan = solve(example)
        for gone in sorted(plan.ids - example.must)[:1]:
            changed = example.but(must_not=example.must_not | {gone})
            left = plan.decisions.but(
                focus=frozenset(key for key in plan.decisions.focus if key[0] != gone),
                services=frozenset(key for key in plan.decisions.services if key[0] != gone),
                leads=frozenset(key for key in plan.decisions.leads if key[1] != gone),
            )
            found = best_plan(changed, LEAST, starts=(left,), swap=True)
            least = swaps(changed, left)
            if np.isfinite(least):
                looked += 1
                assert found.value is not None
                assert found.value >= least - 1e-5, seed
                assert worth(changed, found.decisions).total == found.value
    assert looked >= 20
