"""What changed: between the plans that everybody sees of both rounds.

Oracle: the plans of both rounds by their own question.
"""

import pytest

from optimizer.scenario import Scenario
from optimizer.study import Study
from questions.jobs import JobQueue
from questions.plan import PlanQuestion
from questions.reassess import ReassessQuestion

NOW = Scenario(weeks={"europe": 5.0})


@pytest.fixture
def earlier(small_study: Study) -> Study:
    """The same round before its last row of evidence was known."""
    evidence = small_study.dataset.evidence[:-1]
    return Study(small_study.dataset.but(evidence=evidence), small_study.configuration)


def test_both_ends_are_the_plans_that_everybody_sees(
    queue: JobQueue, small_study: Study, earlier: Study
) -> None:
    found = queue.answer(small_study, ReassessQuestion.since(earlier, NOW)).result.attribution
    assert found is not None
    after = queue.final(small_study, PlanQuestion(scenario=NOW))
    before = queue.final(earlier, PlanQuestion())
    assert after is not None
    assert before is not None
    assert (found.before, found.after) == (before.result.plan, after.result.plan)
    assert found.plans == 4
    change = (after.result.plan.value or 0.0) - (before.result.plan.value or 0.0)
    assert sum(one.points for one in found.causes) == pytest.approx(change)


def test_another_earlier_round_is_another_question(small_study: Study, earlier: Study) -> None:
    one, other = (ReassessQuestion.since(study, NOW) for study in (earlier, small_study))
    assert one.key(small_study) != other.key(small_study)


def test_rounds_that_are_alike_need_no_plan_between(queue: JobQueue, small_study: Study) -> None:
    question = ReassessQuestion.since(small_study, Scenario())
    found = queue.answer(small_study, question).result.attribution
    assert found is not None
    assert found.causes == ()


def test_a_mix_without_a_plan_is_told(queue: JobQueue, small_study: Study) -> None:
    impossible = Scenario(must=frozenset({"country:AAA"}), weeks={"europe": 0.0})
    found = queue.answer(small_study, ReassessQuestion.since(small_study, impossible)).result
    assert found.attribution is None
    assert found.proven
