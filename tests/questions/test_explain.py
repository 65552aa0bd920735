"""Reasons: about the plan that everybody sees, with one price on the card, the list and the page.

Oracle: the plan of the scenario with the candidate forced to the other side, by its own question.
"""

import pytest

from optimizer.scenario import Scenario
from optimizer.search.effort import EXACT
from optimizer.study import Study
from questions.about import NoPlanHereError
from questions.capacities import CapacitiesQuestion
from questions.conditions import (
    AddedConditionsQuestion,
    ConditionsQuestion,
    WaysOutQuestion,
)
from questions.explain import ExplainQuestion, OverrulingQuestion
from questions.jobs import JobQueue
from questions.plan import PlanQuestion

IMPOSSIBLE = Scenario(must=frozenset({"country:AAA"}), weeks={"europe": 0.0})


@pytest.mark.parametrize("candidate", ["country:AAA", "country:BBB", "commitment:BB002"])
def test_a_price_is_the_difference_of_two_plans(
    queue: JobQueue, small_study: Study, candidate: str
) -> None:
    plan = queue.answer(small_study, PlanQuestion(effort=EXACT)).result.plan
    inside = candidate in plan.ids
    forced = Scenario(**{"must_not" if inside else "must": frozenset({candidate})})
    other = queue.answer(small_study, PlanQuestion(scenario=forced, effort=EXACT)).result.plan
    question = ExplainQuestion(plan=EXACT, effort=EXACT, candidate=candidate)
    found = queue.answer(small_study, question).result
    assert found.inside is inside
    assert found.overruling.points is not None
    assert plan.value is not None
    assert other.value is not None
    assert found.overruling.points.found == pytest.approx(plan.value - other.value, abs=1e-5)
    price = OverrulingQuestion(plan=EXACT, effort=EXACT, candidate=candidate)
    answer = queue.final(small_study, price)
    assert answer is not None
    assert answer.result == found.overruling


def test_one_more_unit_is_the_plan_with_one_more(queue: JobQueue, small_study: Study) -> None:
    question = CapacitiesQuestion(plan=EXACT, effort=EXACT, resources=("core",))
    (found,) = queue.answer(small_study, question).result
    usd = small_study.configuration.capacity.funds["core"].usd
    more = PlanQuestion(scenario=Scenario(usd={"core": usd + 10_000.0}), effort=EXACT)
    values = [
        queue.answer(small_study, one).result.plan.value or 0.0
        for one in (PlanQuestion(effort=EXACT), more)
    ]
    assert found.points.found == pytest.approx(values[1] - values[0], abs=1e-5)


def test_conditions_are_told_one_by_one_and_added_up(queue: JobQueue, small_study: Study) -> None:
    told: list[tuple[int, int]] = []
    costs = queue.answer(
        small_study,
        ConditionsQuestion(plan=EXACT, effort=EXACT),
        progress=lambda done, total, _: told.append((done, total)),
    ).result
    assert told[-1] == (len(costs), len(costs))
    way = queue.answer(small_study, AddedConditionsQuestion(plan=EXACT, effort=EXACT)).result
    assert way.whole
    assert len(way.steps) == len(costs) + 1
    plan = queue.answer(small_study, PlanQuestion(effort=EXACT)).result.plan
    assert way.steps[-1].plan.value == pytest.approx(plan.value)
    prices = [step.points.found for step in way.steps if step.points is not None]
    assert sum(prices) == pytest.approx(
        (way.steps[0].plan.value or 0.0) - (plan.value or 0.0), abs=1e-5
    )


def test_where_there_is_no_plan_there_are_ways_out(queue: JobQueue, small_study: Study) -> None:
    with pytest.raises(NoPlanHereError):
        queue.answer(small_study, ExplainQuestion(scenario=IMPOSSIBLE, candidate="country:AAA"))
    found = queue.answer(small_study, WaysOutQuestion(scenario=IMPOSSIBLE)).result
    assert not found.feasible
    assert any(one.plan.found for one in found.sets)
