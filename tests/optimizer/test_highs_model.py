"""The live solver model. Oracles: worked by hand; a fresh model of the same sheet."""

import numpy as np
import pytest

from optimizer.highs_model import HighsModel, Outcome, relative_gap
from optimizer.model.compile import compile_problem
from optimizer.model.matrix import INFINITY, MatrixModel
from optimizer.problem import RuleTerm
from tests.optimizer.examples import everything
from tests.optimizer.problems import problem
from tests.optimizer.solved import solve


def knapsack() -> MatrixModel:
    """Return: take a (5 points, 2 weeks), b (4, 2), c (3, 1); 3 weeks; 1 point for nothing."""
    sheet = MatrixModel()
    taken = [sheet.column("take", name) for name in "abc"]
    sheet.row("weeks", "all", terms=zip(taken, (2.0, 2.0, 1.0), strict=True), upper=3)
    for column, points in zip(taken, (5, 4, 3), strict=True):
        sheet.earn(column, points)
    sheet.constant = 1.0
    return sheet


def test_solve() -> None:
    outcome = HighsModel(knapsack()).solve(gap=0.0)
    assert outcome.status == "optimal"
    assert outcome.value == pytest.approx(9)
    assert outcome.bound == pytest.approx(9)
    assert outcome.solution == pytest.approx([1, 0, 1])
    assert outcome.found


def test_relaxation_with_reduced_costs_and_duals() -> None:
    """The week's worth is 2 points (b, half taken); a is 5 − 4 beyond that, c 3 − 2; 5 + 2 + 3."""
    live = HighsModel(knapsack())
    live.relax()
    outcome = live.solve(gap=0.0)
    assert outcome.value == outcome.bound == pytest.approx(1 + 5 + 3)
    live.set_row(0, -INFINITY, 4)
    outcome = live.solve(gap=0.0)
    assert outcome.value == pytest.approx(1 + 5 + 3 + 2)
    assert outcome.solution == pytest.approx([1, 0.5, 1])
    assert outcome.reduced_costs == pytest.approx([1, 0, 1])
    live.relax(relaxed=False)
    assert live.solve(gap=0.0).value == pytest.approx(1 + 5 + 4)


def test_costs_bounds_and_rows_change_and_change_back() -> None:
    live = HighsModel(knapsack())
    cost, lower, upper = live.cost, live.lower, live.upper
    live.set_costs(np.array([1.0, 7.0, 1.0]), 2.0)
    assert live.solve(gap=0.0).value == pytest.approx(2 + 8)
    live.set_costs(cost, 1.0)
    live.set_bounds(lower, np.array([0.0, 1.0, 1.0]))
    assert live.solve(gap=0.0).value == pytest.approx(1 + 7)
    live.set_bounds(lower, upper)
    live.set_row(0, -INFINITY, 5)
    assert live.solve(gap=0.0).value == pytest.approx(1 + 12)
    live.set_row(0, -INFINITY, 3)
    before = live.row_count
    assert live.add_row([1], [1.0], 1.0) == before
    assert live.solve(gap=0.0).value == pytest.approx(1 + 7)
    live.remove_rows_from(before)
    assert live.row_count == before
    assert live.solve(gap=0.0).value == pytest.approx(9)
    live.remove_rows_from(before)


def test_infeasible() -> None:
    live = HighsModel(knapsack())
    live.add_row([0, 1], [1.0, 1.0], 2.0)
    outcome = live.solve(gap=0.0)
    assert outcome.status == "infeasible"
    assert not outcome.found
    assert outcome.bound == -np.inf
    assert outcome.gap == np.inf


def test_nobody_to_choose_from() -> None:
    """Without candidates the empty plan is the best; a hard rule on nobody leaves none."""
    plan = solve(problem())
    assert (plan.status, plan.value, plan.bound) == ("optimal", 0.0, 0.0)
    needed = RuleTerm(rule="one", members=(), low=1, hard=True)
    assert solve(problem(rules=(needed,))).status == "infeasible"


def purses() -> MatrixModel:
    """Return: q earns a quarter point; flows must fill two purses of 30 within limits."""
    sheet = MatrixModel()
    lead = sheet.column("q")
    flow = {name: sheet.column("flow", name, upper=INFINITY, integer=False) for name in "abcdef"}
    for name, purse in (("first", "abc"), ("second", "def")):
        terms = [(flow[one], 1.0) for one in purse]
        sheet.row("purse", name, terms=terms, lower=30, upper=30)
    for name, limit in (("ad", 50), ("be", 20), ("c", 20), ("f", 20)):
        sheet.row("limit", name, terms=[(flow[one], 1.0) for one in name], upper=limit)
    sheet.earn(lead, 0.25)
    return sheet


def test_a_start_is_not_taken_for_the_best() -> None:
    """Presolve fixes q at 1 and leaves flows only; the solver then praises the start, q at 0."""
    start = np.array([0.0, 30, 0, 0, 20, 10, 0])
    assert HighsModel(purses()).solve(gap=0.0, start=start).value == pytest.approx(0.25)


def test_a_start_is_kept_when_nothing_may_be_searched() -> None:
    live = HighsModel(knapsack())
    outcome = live.solve(gap=0.0, nodes=0, start=np.array([0.0, 1.0, 1.0]))
    assert outcome.found
    assert outcome.value >= 8 - 1e-9
    assert outcome.bound >= 9 - 1e-9


def test_a_start_that_breaks_a_condition_does_no_harm() -> None:
    outcome = HighsModel(knapsack()).solve(gap=0.0, start=np.array([1.0, 1.0, 1.0]))
    assert outcome.value == pytest.approx(9)


def test_changed_and_fresh_models_agree() -> None:
    """A model that was changed, solved and changed back finds what a fresh one finds."""
    sheet = compile_problem(everything())
    live = HighsModel(sheet)
    fresh = live.solve(gap=0.0)
    live.relax()
    live.solve(gap=0.0)
    live.relax(relaxed=False)
    live.set_costs(-live.cost)
    live.solve(gap=0.0)
    live.set_costs(-live.cost, sheet.constant)
    again = live.solve(gap=0.0)
    assert again.status == fresh.status == "optimal"
    assert again.value == pytest.approx(fresh.value)


@pytest.mark.parametrize(
    ("value", "bound", "gap"),
    [
        (100, 101, 0.01),
        (-100, -99, 0.01),
        (0.5, 0.7, 0.2),
        (5, 4, 0),
        (-np.inf, 4, np.inf),
        (4, np.inf, np.inf),
    ],
)
def test_relative_gap(value: float, bound: float, gap: float) -> None:
    assert relative_gap(value, bound) == pytest.approx(gap)
    assert Outcome("feasible", value, bound).gap == pytest.approx(gap)
