"""The quick plan: relaxation, core and what is settled. Oracles: brute force; by hand."""

from collections.abc import Iterator

import numpy as np
import pytest

from optimizer.problem import Problem
from optimizer.quick import core_bounds, fix_settled, relax, solve_restricted
from optimizer.solve import QUICK_GAP, Planner
from tests.optimizer.brute_force import Best, BruteForce
from tests.optimizer.factories import Size, random_problem
from tests.optimizer.problems import area, option, problem, teams

SIZES = (Size(areas=5, periods=1, rules=2), Size(areas=3, periods=2, rules=2))


def sample() -> Iterator[tuple[Problem, Planner, Best]]:
    """Yield random problems with their best plan by brute force."""
    for seed in range(4000, 4080):
        example = random_problem(np.random.default_rng(seed), SIZES[seed % 2])
        best = BruteForce(example).best()
        if best is not None:
            yield example, Planner(example), best


def seats(*points: float, weeks: float = 1.5) -> Problem:
    """Return areas of one week each, and the weeks there are."""
    return problem(
        *(area(f"country:{n}", worth, option(team=1)) for n, worth in enumerate(points)),
        teams=teams(team=weeks),
    )


def test_relaxation_by_hand() -> None:
    """One and a half of 50, 40 and 30: 50 + 20; a week is worth 40; the first is 10 beyond it."""
    planner = Planner(seats(50, 40, 30))
    relaxation = planner.relaxation
    assert relaxation.bound == pytest.approx(70)
    assert relaxation.solution is not None
    columns = planner.sheet.columns
    served = [columns["service", f"country:{n}", "support", "H1"] for n in range(3)]
    assert relaxation.solution[served] == pytest.approx([1, 0.5, 0])
    assert relaxation.row_duals is not None
    staff = planner.sheet.rows["staff", "team", "H1"]
    assert relaxation.row_duals[staff] == pytest.approx(40)


def test_relaxation_bounds_every_plan() -> None:
    for _, planner, best in sample():
        assert planner.relaxation.bound >= best.value - 1e-6


def test_relaxing_leaves_the_model_whole() -> None:
    planner = Planner(seats(50, 40, 30))
    assert relax(planner.live).bound == pytest.approx(70)
    assert planner.live.solve(gap=0.0).value == pytest.approx(50)


def test_an_infeasible_relaxation_is_told() -> None:
    example = seats(50, 40).but(must={"country:0", "country:1"})
    planner = Planner(example)
    assert planner.relaxation.solution is None
    assert planner.relaxation.bound == -np.inf
    assert planner.quick().status == "infeasible"
    assert planner.exact().status == "infeasible"


def test_core_keeps_what_the_relaxation_is_sure_of() -> None:
    """Twenty areas, 9.5 weeks: the first nine are in, the tenth in doubt, the last far out."""
    planner = Planner(seats(*range(95, -5, -5), weeks=9.5))
    columns = planner.sheet.columns
    lower, upper = core_bounds(planner.live, planner.sheet, planner.relaxation, whole=False)

    def bounds(number: int) -> tuple[float, float]:
        column = columns["service", f"country:{number}", "support", "H1"]
        return lower[column], upper[column]

    assert bounds(0) == (1, 1)
    assert bounds(9) == (0, 1)
    assert bounds(19) == (0, 0)


@pytest.mark.parametrize("whole", [False, True])
def test_core_bounds_lie_within_the_bounds(whole: bool) -> None:
    for _, planner, _ in sample():
        lower, upper = core_bounds(planner.live, planner.sheet, planner.relaxation, whole=whole)
        assert np.all(lower >= planner.live.lower)
        assert np.all(upper <= planner.live.upper)
        assert np.all(lower <= upper)
        assert np.array_equal(
            lower[~planner.live.integer], planner.live.lower[~planner.live.integer]
        )


def test_restricted_solve_is_a_plan_within_its_gap() -> None:
    found = 0
    for example, planner, best in sample():
        before = planner.live.lower.copy(), planner.live.upper.copy()
        outcome = solve_restricted(
            planner.live, planner.sheet, planner.relaxation, gap=0.0, seconds=5.0
        )
        assert np.array_equal(planner.live.lower, before[0])
        assert np.array_equal(planner.live.upper, before[1])
        assert outcome.bound == planner.relaxation.bound
        if outcome.found:
            found += 1
            assert outcome.value <= best.value + 1e-6, example
    assert found > 30


def test_what_is_settled_is_so_in_every_better_plan() -> None:
    """With any value up to the best one known, the best plan stays within the bounds."""
    fixed = 0
    for _, planner, best in sample():
        columns = planner.sheet.columns
        integer = [p for p in columns.values() if planner.live.integer[p]]
        names = {column: key for key, column in columns.items()}
        yes = np.array([float(names[column][1:] in best.yes) for column in integer])
        for value in (best.value, best.value - 1.0, best.value - 50.0):
            lower, upper = fix_settled(planner.live, planner.relaxation, value)
            assert np.all(lower[integer] <= yes)
            assert np.all(upper[integer] >= yes)
            fixed += int(np.sum(lower == upper) - np.sum(planner.live.lower == planner.live.upper))
    assert fixed > 100


def test_quick_and_exact_together() -> None:
    """Quick first, exact after it: the same as exact alone; quick's proof holds."""
    for example, planner, best in sample():
        quick = planner.quick()
        assert quick.value is not None
        assert quick.value <= best.value + 1e-6
        assert quick.bound is not None
        assert quick.bound >= best.value - 1e-6
        if quick.status == "optimal":
            assert quick.gap is not None
            assert quick.gap <= QUICK_GAP or quick.bound - quick.value <= 1e-5
        exact = planner.exact()
        assert exact.value == pytest.approx(best.value, abs=1e-6)
        assert exact.decisions == Planner(example).exact().decisions


def test_quick_from_a_known_plan_is_never_worse() -> None:
    for example, planner, _ in sample():
        known = Planner(example).exact(break_ties=False)
        assert planner.relaxation.solution is not None
        plan = planner.quick(start=planner.vector(known.decisions))
        assert plan.value is not None
        assert known.value is not None
        assert plan.value <= known.value + 1e-6


def test_vector_of_decisions() -> None:
    """Yes to what was decided, nothing else; what the problem does not have is left out."""
    planner = Planner(seats(50, 40, 30))
    decisions = planner.exact().decisions
    values = planner.vector(decisions)
    chosen = {key for key, column in planner.sheet.columns.items() if values[column] > 0}
    assert chosen == {
        ("focus", "country:0", "H1"),
        ("service", "country:0", "support", "H1"),
    }
    smaller = Planner(seats(50, 40, 30).but(must_not={"country:0"}))
    assert smaller.vector(decisions.but(focus={("country:9", "H1")})).sum() == 1
