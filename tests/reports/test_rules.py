"""What conditions cost, in sentences and as steps. Oracle: a plan made by hand: 90, 80 with C."""

import pytest

from optimizer.problem import Problem
from optimizer.search.effort import EXACT
from optimizer.study import BASELINE, Study
from optimizer.why.conditions import added_conditions, condition_costs
from questions.conditions import AddedConditions
from reports import rules
from reports.conditions import ConditionWords
from reports.setting import Setting
from tests.optimizer.solved import solve
from tests.optimizer.why.test_overruling import example
from tests.pictures import png
from tests.reports.charts.test_charts import PNG, without_addresses


@pytest.fixture(scope="module")
def problem() -> Problem:
    """C is in force and a must-have: 80 instead of 90, and one of one is kept instead of none."""
    problem = example(must=frozenset({"c"}))
    return problem.but(areas=(*problem.areas[:2], problem.areas[2].but(incumbent=True)))


def test_conditions_told_by_hand(problem: Problem) -> None:
    plan, told = solve(problem), ConditionWords(problem, BASELINE)
    (lock,) = condition_costs(problem, plan, effort=EXACT)
    assert rules.condition_sentence(lock, told) == (
        "Must have c: costs 10.0 points (proven); without it c goes out and b comes in."
    )
    assert lock.keeps == 1
    steps = added_conditions(problem, plan, effort=EXACT)
    assert [rules.added_sentence(step, told) for step in steps] == [
        "No rule, lock or price for dropping: 90.0 points, 0 of 1 in force stay.",
        "Must have c: costs 10.0 points (proven), 1 of 1 in force stay.",
    ]


def test_own_costs_are_alike_on_every_face(small_study: Study) -> None:
    problem = small_study.problem()
    found = tuple(condition_costs(problem, solve(problem), effort=EXACT))
    report = rules.own(found, Setting(small_study))
    assert report.answer == (
        "No rule and no lock was found to cost anything where everything else stands."
    )
    assert [row["hard"] for row in report.json()["conditions"]] == [one.hard for one in found]
    assert rules.own((), Setting(small_study)).answer == rules.NOBODY


def test_steps_add_up_and_are_pictured(small_study: Study) -> None:
    problem = small_study.problem()
    plan = solve(problem)
    steps = added_conditions(problem, plan, effort=EXACT)
    report = rules.added(AddedConditions(steps=steps, whole=True), Setting(small_study, plan=plan))
    lost = (steps[0].plan.value or 0.0) - (plan.value or 0.0)
    assert report.answer.startswith(f"All rules and locks together cost {lost:,.1f} points, ")
    assert f"Of the {steps[0].in_force} in force {steps[0].kept} stay without them" in " ".join(
        report.sentences
    )
    rows = report.json()["added"]
    assert rows[0]["value"] - sum(
        row["points"]["found"] or 0.0 for row in rows[1:]
    ) == pytest.approx(plan.value, abs=1e-3)
    (picture,) = report.pictures
    spec = picture.chart.to_dict()
    assert without_addresses(spec)
    assert png(picture.chart).startswith(PNG)
    assert len(next(iter(spec["datasets"].values()))) == len(steps) + 1
    assert spec["layer"][0]["encoding"]["x"]["scale"]["domain"][0] > 0


def test_what_is_not_reached_yet_is_said(small_study: Study) -> None:
    problem = small_study.problem()
    steps = added_conditions(problem, solve(problem), effort=EXACT)[-2:]
    first = steps[0].but(points=None, condition=None, skipped=4)
    found = AddedConditions(steps=(first, steps[1]), whole=False)
    report = rules.added(found, Setting(small_study))
    assert report.answer.startswith("The last 1 condition cost")
    assert report.table("added").rows[0]["title"] == "The first 4 conditions"
