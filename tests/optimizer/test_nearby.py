"""Plans near another problem's plan: valid, made of what was there, and as good as it can be."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from config.configuration import Configuration
from data.dataset import Dataset
from optimizer.nearby import columns_used, plan_near
from optimizer.problem import Problem
from optimizer.scenario import Scenario
from optimizer.solve import Planner, solve
from optimizer.study import BASELINE, Study, open_study
from tests.factories import cases
from tests.folders import SMALL


@pytest.fixture(scope="module")
def study() -> Study:
    return open_study(SMALL / "dataset", SMALL / "configuration")


def solved(problem: Problem) -> Planner:
    planner = Planner(problem)
    planner.exact()
    return planner


def test_the_same_problem_keeps_its_plan(study: Study) -> None:
    before = solved(study.problem())
    best = solve(study.problem())
    plan = plan_near(Planner(study.problem()), columns_used(before))
    assert plan is not None
    assert plan.value == pytest.approx(best.value, rel=0.01)
    assert plan.ids == best.ids


def test_a_must_comes_in_beside_what_was_there(study: Study) -> None:
    # Betaland is not in the best plan of the small example when it must not be.
    before = solved(study.problem(Scenario(must_not=frozenset({"country:BBB"}))))
    scenario = Scenario(must=frozenset({"country:BBB"}))
    plan = plan_near(Planner(study.problem(scenario)), columns_used(before))
    assert plan is not None
    assert "country:BBB" in plan.ids


def test_nothing_is_near_where_nothing_holds(study: Study) -> None:
    before = solved(study.problem())
    without = Scenario(weeks={"africa": 0.0, "europe": 0.0, "thematic": 0.0})
    assert plan_near(Planner(study.problem(without)), columns_used(before)) is None
    assert plan_near(Planner(study.problem()), {}) is None


def test_a_planner_without_a_plan_used_nothing(study: Study) -> None:
    assert columns_used(Planner(study.problem(BASELINE))) == {}


@settings(max_examples=30, deadline=None)
@given(cases(), st.integers(0, 10))
def test_it_is_made_of_what_was_there_and_never_beats_its_bound(
    case: tuple[Configuration, Dataset], tenths: int
) -> None:
    configuration, dataset = case
    study = Study(dataset, configuration)
    before = solved(study.problem())
    assume(before.best is not None)
    weeks = {name: team.weeks * tenths / 10 for name, team in configuration.capacity.teams.items()}
    planner = Planner(study.problem(Scenario(weeks=weeks)))
    plan = plan_near(planner, columns_used(before))
    if plan is None:
        return
    used = {key[1] for key in columns_used(before) if key[0] == "focus"}
    assert plan.ids <= used
    assert plan.value is not None
    assert plan.bound is not None
    best = planner.exact()
    assert best.value is not None
    assert plan.value <= best.value + 1e-6 <= plan.bound + 2e-6
