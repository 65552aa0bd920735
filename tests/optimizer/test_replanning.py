"""The best plans with and without a partner; oracles are plans by hand, and exact solves."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimizer.dependence import without_partner
from optimizer.replanning import nowhere_better, replanned
from optimizer.scenario import Scenario
from optimizer.solve import Planner, solve
from optimizer.study import Study
from optimizer.why.asking import EXACT, Effort
from tests.factories import cases
from tests.optimizer.partner_examples import LENT, study

KEN, GHA = "country:KEN", "country:GHA"
P = "partner:p"
ONE = study(("p", "KEN", 1.0, LENT), ("q", "GHA", 0.8, None))
"""V is 0.5 for Kenya and 0.4 for Ghana; p leads in Kenya.

With p: both services in Kenya (2 + 2), technical support in Ghana (4): 50 + 24 = 74. Without p
Kenya is worth nothing, and both services in Ghana (4 + 2) give 40: the best plans lose 34. Of the
plan as it stood only 24 are left.
"""


def test_planning_anew_wins_back_a_part_by_hand() -> None:
    plan = solve(ONE.problem())
    loss, found = replanned(ONE, plan, P, effort=EXACT)
    assert found is not None
    assert plan.value == pytest.approx(74)
    assert loss.at_most == pytest.approx(50)
    assert found.after.value == pytest.approx(40)
    assert [found.loss.low, found.loss.high] == pytest.approx([34, 34])


def test_a_poor_plan_is_bettered_by_what_the_search_finds_without_the_partner() -> None:
    """Given: Ghana alone, both services: 40. Without p that is the best; with p it is known too.

    The bound of the given plan stands: 74 is possible, so the loss lies between 0 and 34.
    """
    only_ghana = solve(ONE.problem(Scenario(must_not=frozenset({KEN}))))
    poor = only_ghana.but(value=24.0, bound=74.0)
    _, found = replanned(ONE, poor, P, effort=EXACT)
    assert found is not None
    assert found.before.value == pytest.approx(40)
    assert [found.loss.low, found.loss.high] == pytest.approx([0, 34])


def test_no_plan_without_the_partner() -> None:
    """Both countries are musts: with p 2 + 4 weeks, without it 4 + 4, more than 7."""
    tight = Scenario(weeks={"core": 7}, must=frozenset({KEN, GHA}))
    plan = solve(ONE.problem(tight))
    loss, found = replanned(ONE, plan, P, tight)
    assert found is None
    assert (loss.kept, loss.costs_more, loss.at_most) == (None, None, None)
    assert loss.weeks_short == pytest.approx({"core": 1})


def test_change_says_who_leaves() -> None:
    _, found = replanned(ONE, solve(ONE.problem()), P, effort=EXACT)
    assert found is not None
    assert GHA in found.change.stayed


def test_a_problem_that_is_somewhere_better_is_told_apart() -> None:
    problem = ONE.problem()
    assert nowhere_better(problem, problem)
    assert nowhere_better(without_partner(ONE, P).problem(), problem)
    assert not nowhere_better(problem, without_partner(ONE, P).problem())
    assert not nowhere_better(problem.but(must=frozenset({KEN})), problem)
    barred = problem.but(areas=tuple(area.but(barred="gate") for area in problem.areas))
    assert nowhere_better(barred, problem)
    assert not nowhere_better(problem, barred)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_the_interval_holds_the_loss_of_the_best_plans(data: st.DataObject) -> None:
    """Exact solves with and without; the plan given is a quick one with its own gap."""
    configuration, dataset = data.draw(cases(most=4))
    example = Study(dataset, configuration)
    quick = Planner(example.problem()).quick(gap=0.5)
    if not quick.found:
        return
    _, found = replanned(example, quick, "partner:p0", effort=Effort(gap=0.3))
    best = solve(example.problem())
    rest = solve(without_partner(example, "partner:p0").problem())
    if found is None:
        assert not rest.found
        return
    assert best.value is not None
    assert rest.value is not None
    assert found.loss.low - 1e-6 <= best.value - rest.value <= found.loss.high + 1e-6
    assert found.loss.low <= found.loss.high + 1e-9
