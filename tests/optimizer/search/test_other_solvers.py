"""Plans of another solver. Oracle: CBC through PuLP, on problems too large for brute force.

PuLP 4 brings no CBC; where none is installed the comparison runs with HiGHS through PuLP instead,
which shares neither the arrays nor the shortcuts of the live model.
"""

from functools import cache
from types import SimpleNamespace

import numpy as np
import pytest

from optimizer.audit import broken
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.search import other_solvers
from optimizer.search.best_plan import best_plan
from optimizer.search.effort import EXACT, HIGHS, LEAST
from optimizer.search.model import SolverError
from optimizer.search.other_solvers import available_solvers, solve_with
from optimizer.search.sifted_relaxation import SiftedRelaxation
from tests.optimizer.examples import everything, plain
from tests.optimizer.factories import Size, random_problem

GAP = 1e-6
CHUNKS = 10
PER_CHUNK = 5
SIZES = (
    Size(areas=22, services=3, periods=1, weeks=40, usd=200, locks=0.01, hard=0.2, few=6),
    Size(areas=12, services=2, periods=2, weeks=25, usd=100, locks=0.01, hard=0.2, few=4),
    Size(areas=28, services=2, periods=1, weeks=40, usd=200, locks=0.01, hard=0.2, few=7),
)
CBC = next((name for name in ("PULP_CBC_CMD", "COIN_CMD") if name in available_solvers()), None)


def medium(seed: int) -> Problem:
    """Return a random problem with dozens of areas."""
    return random_problem(np.random.default_rng(5000 + seed), SIZES[seed % len(SIZES)])


@cache
def exact(seed: int) -> Plan:
    """Return the proven best plan of a problem, ties left as they are."""
    return best_plan(medium(seed), EXACT)


def other(problem: Problem) -> Plan:
    """Return the plan of the other solver."""
    return solve_with(problem, CBC or HIGHS, gap=GAP)


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_another_solver_finds_the_same_value(chunk: int) -> None:
    for seed in range(chunk * PER_CHUNK, (chunk + 1) * PER_CHUNK):
        ours, theirs = exact(seed), other(medium(seed))
        assert ours.status == theirs.status, seed
        assert ours.status in ("optimal", "infeasible"), seed
        if ours.value is not None and theirs.value is not None:
            room = GAP * max(1.0, abs(ours.value)) + 1e-5
            assert theirs.value == pytest.approx(ours.value, abs=room), seed
            assert not broken(medium(seed), theirs.decisions), seed


def test_the_problems_are_of_all_sorts() -> None:
    statuses = [exact(seed).status for seed in range(CHUNKS * PER_CHUNK)]
    assert statuses.count("optimal") >= 25
    assert statuses.count("infeasible") >= 3


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_quick_plan_is_within_its_gap(chunk: int) -> None:
    """The quick plan's bound is one: the best value lies between its value and its bound."""
    for seed in range(chunk * PER_CHUNK, (chunk + 1) * PER_CHUNK):
        best, quick = exact(seed), best_plan(medium(seed), LEAST)
        if best.value is None:
            assert not quick.found, seed
            continue
        assert quick.value is not None, seed
        assert quick.bound is not None, seed
        assert quick.gap is not None, seed
        assert quick.value <= best.value + 1e-5, seed
        assert quick.bound >= best.value - 1e-5, seed
        distance = (quick.bound - quick.value) / max(1.0, abs(quick.value))
        assert quick.gap == pytest.approx(distance), seed
        assert not broken(medium(seed), quick.decisions), seed


@pytest.mark.parametrize("name", [name for name in (CBC, HIGHS) if name])
def test_a_named_solver_says_what_it_proved(name: str) -> None:
    plan = solve_with(plain(), name, gap=0.01)
    assert plan.solver == name
    assert plan.status == "optimal"
    assert plan.value == pytest.approx(50)
    assert plan.bound is not None
    assert plan.bound >= 50
    assert plan.gap is not None
    assert plan.gap <= 0.01
    assert plan.ties_settled is None


@pytest.mark.parametrize("name", [name for name in (CBC, HIGHS) if name])
def test_a_named_solver_says_that_there_is_no_plan(name: str) -> None:
    example = everything().but(must_not={"country:ARM"})
    plan = solve_with(example, name, gap=0.0)
    assert plan.status == "infeasible"
    assert plan.value is None
    assert plan.conflicts


@pytest.mark.parametrize("name", [name for name in (CBC, HIGHS) if name])
def test_a_value_below_zero_keeps_a_bound_above_it(name: str) -> None:
    """The list in force must go (a price of 5), and nothing else is there: −5 points."""
    example = plain()
    first, second = example.areas
    example = example.but(
        areas=(first.but(incumbent=True, drop_price=5.0), second),
        must_not={first.id, second.id},
    )
    plan = solve_with(example, name, gap=0.1)
    assert plan.value == pytest.approx(-5)
    assert plan.bound is not None
    assert plan.bound >= -5 - 1e-9


@pytest.mark.parametrize("name", [name for name in (CBC, HIGHS) if name])
def test_optimal_means_a_gap_of_at_most_the_one_asked(name: str) -> None:
    """CBC divides by the bound: its 20 % would be 25 % of the value. Optimal is judged by ours."""
    wide = 0
    for seed in range(12):
        problem, asked = medium(seed), (0.005, 0.05, 0.2)[seed % 3]
        plan, best = solve_with(problem, name, gap=asked), exact(seed)
        if plan.value is None or plan.bound is None or best.value is None:
            continue
        assert plan.gap == pytest.approx((plan.bound - plan.value) / max(1.0, abs(plan.value)))
        assert plan.status == "optimal"
        assert plan.gap is not None
        assert plan.gap <= asked, seed
        assert plan.value - 1e-5 <= best.value <= plan.bound + 1e-5, seed
        wide += plan.gap > asked / 2
    assert wide >= 1


@pytest.mark.parametrize(
    ("claimed", "relaxed", "status", "gap"),
    [
        ("optimal", 60.0, "optimal", 0.1),
        ("feasible", 60.0, "feasible", 0.2),
        ("feasible", 54.0, "optimal", 0.08),
        ("feasible", 50.0, "optimal", 0.0),
    ],
)
def test_the_status_is_what_is_proven(
    claimed: str, relaxed: float, status: str, gap: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The plan is worth 50: its gap follows from the relaxation, or the solver's 10 % if sooner."""
    monkeypatch.setattr(other_solvers, "claimed", lambda *_: claimed)
    bounded = SimpleNamespace(bound=relaxed), None
    monkeypatch.setattr(SiftedRelaxation, "solve", lambda *_: bounded)
    plan = solve_with(plain(), HIGHS, gap=0.1)
    assert plan.value == pytest.approx(50)
    assert plan.status == status
    assert plan.gap == pytest.approx(gap, abs=1e-4)


@pytest.mark.skipif(CBC is None, reason="no second solver is installed")
def test_the_named_solver_is_called() -> None:
    assert CBC is not None
    plan = solve_with(plain(), CBC, gap=1e-6)
    assert (plan.solver, plan.status) == (CBC, "optimal")


def test_an_unknown_solver_is_told_with_the_known_ones() -> None:
    with pytest.raises(SolverError, match=r"one that is installed here: .*HiGHS.*'NAY'"):
        solve_with(plain(), "NAY", gap=0.01)
