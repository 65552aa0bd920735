"""Proofs that nothing is worth more. Oracle: the exact best plan, which the code does not see."""

import pytest

from optimizer.alternatives import alternatives
from optimizer.audit import broken, worth
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.search.effort import EXACT, HIGHS
from optimizer.search.exceeding import Exceeding, exceeding, margin
from optimizer.search.model import SolverError
from optimizer.search.other_solvers import available_solvers
from optimizer.why.overruling import forced
from tests.optimizer.search.test_other_solvers import exact, medium

SOLVERS = [one for one in (HIGHS, "SCIP_PY", "PULP_CBC_CMD") if one in available_solvers()]
SEEDS = range(12)


def best(seed: int) -> tuple[Problem, Plan, float]:
    plan = exact(seed)
    if plan.value is None:
        pytest.skip("this one has no plan")
    return medium(seed), plan, plan.value


@pytest.mark.parametrize("solver", SOLVERS)
@pytest.mark.parametrize("seed", SEEDS)
def test_the_best_value_is_proven_and_less_is_refuted(seed: int, solver: str) -> None:
    problem, _, value = best(seed)
    assert exceeding(problem, value, solver) == Exceeding(outcome="none")
    less = value - 5 * margin(value)
    found = exceeding(problem, less, solver)
    assert found.outcome == "some"
    assert found.value is not None
    assert less < found.value <= value + margin(value)
    assert found.decisions is not None
    assert not broken(problem, found.decisions)
    assert worth(problem, found.decisions).total == pytest.approx(found.value)


@pytest.mark.parametrize("solver", SOLVERS)
def test_where_no_plan_is_there_none_is_found(solver: str) -> None:
    impossible = [seed for seed in range(50) if exact(seed).value is None]
    assert impossible
    for seed in impossible[:3]:
        assert exceeding(medium(seed), None, solver).outcome == "none"
    problem, plan, value = best(0)
    assert exceeding(problem, None, solver).outcome == "some"
    left_out = forced(problem, min(plan.ids), "out")
    assert exceeding(left_out, value, solver).outcome == "none"


@pytest.mark.parametrize("solver", SOLVERS)
def test_only_plans_that_differ_count(solver: str) -> None:
    problem, plan, _ = best(0)
    (next_best,) = alternatives(problem, plan, number=1, differ=3, effort=EXACT)
    value = next_best.plan.value
    assert value is not None
    others = (plan.decisions,)
    assert exceeding(problem, value, solver, others=others, differ=3).outcome == "none"
    less = value - 5 * margin(value)
    found = exceeding(problem, less, solver, others=others, differ=3)
    assert found.decisions is not None
    assert len(found.decisions.focus ^ plan.decisions.focus) >= 3


def test_a_search_without_branches_leaves_it_open_or_settles_it() -> None:
    problem, _, value = best(0)
    assert exceeding(problem, value, HIGHS, nodes=0).outcome in ("none", "open")


def test_a_solver_that_is_not_there_is_named() -> None:
    with pytest.raises(SolverError, match="NOBODY"):
        exceeding(medium(0), 1.0, "NOBODY")
