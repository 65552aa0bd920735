"""What is asked to count changes from doubt alone. Oracle: the list put in force by hand."""

import dataclasses

import pytest

from config.capacity import Period
from optimizer.scenario import Scenario
from optimizer.search.effort import EXACT
from optimizer.study import Study
from questions.asking import ask
from questions.churn import churn_question, next_half_year
from questions.jobs import JobQueue
from questions.plan import PlanQuestion
from questions.roadmap import RoadmapQuestion

ROAD = RoadmapQuestion(plan=PlanQuestion(effort=EXACT))


@pytest.fixture
def three(small_study: Study) -> Study:
    old = small_study.configuration
    capacity = old.capacity.but(periods=[Period(id=f"H{at}") for at in (1, 2, 3)], horizon=1)
    configuration = old.but(capacity=capacity, content_hash="")
    return dataclasses.replace(small_study, configuration=configuration)


def test_the_second_half_year_is_drawn_with_the_first_list_in_force(three: Study) -> None:
    """The plan without doubt is the roadmap's own, and is not looked for again."""
    queue = JobQueue(cores=0)
    found = queue.answer(three, ROAD).result
    asked = next_half_year(three, ROAD, found, 10)
    assert asked is not None
    study, question = asked
    in_force = {one.id for one in study.dataset.candidates if one.incumbent}
    assert in_force == found.half_years[0].plan.ids
    assert [period.id for period in study.problem(question.scenario).periods] == ["H2"]
    assert queue.final(study, question.planned) is not None
    sample = queue.answer(study, question).result
    assert sample.draws == 10
    assert sample.plans[0] == found.half_years[1].plan.decisions


def test_levers_stay_and_promises_do_not(three: Study) -> None:
    levers = Scenario(must=frozenset(("country:BBB",)), min_stay=2, periods=3)
    study, question = churn_question(three, levers, ())
    problem = study.problem(question.scenario)
    assert problem.must == levers.must
    assert (problem.min_stay, len(problem.periods)) == (1, 1)


def test_there_is_no_second_half_year(three: Study) -> None:
    alone = ask(three, ROAD.but(half_years=1)).result
    assert next_half_year(three, ROAD, alone) is None
