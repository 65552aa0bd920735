"""Questions that hand a plan on: they are about the plan of the scenario, and ask for it once.

Oracle: the functions of optimizer and ecosystem called directly, which have their own tests.
"""

from typing import Any

import pytest

from data.people import PeopleWeights
from ecosystem.dependence import dependences
from ecosystem.graph import in_force
from ecosystem.overview import overview
from optimizer.frontier import Frontier, FrontierPoint
from optimizer.plan import Plan
from optimizer.presolve.check import presolve_check
from optimizer.search.effort import EXACT
from optimizer.study import Study
from questions.alternatives import AlternativesQuestion, FavouringQuestion
from questions.asking import ask
from questions.check import CheckQuestion
from questions.frontier import FrontierQuestion
from questions.group import group_question
from questions.jobs import JobQueue
from questions.partners import LossesQuestion, ServedQuestion, TiesQuestion, WithoutQuestion
from questions.plan import PlanQuestion
from questions.rank import RankQuestion

BANK = "partner:bank"


@pytest.fixture
def plan(queue: JobQueue, small_study: Study) -> Plan:
    return queue.answer(small_study, PlanQuestion(effort=EXACT)).result.plan


def test_other_plans_come_best_first_and_differ(
    queue: JobQueue, small_study: Study, plan: Plan
) -> None:
    question = AlternativesQuestion(plan=EXACT, effort=EXACT, number=3, differ=2)
    found = queue.answer(small_study, question).result
    values = [one.plan.value or 0.0 for one in found]
    assert values == sorted(values, reverse=True)
    assert all(value <= (plan.value or 0.0) + 1e-6 for value in values)
    lists = [plan.ids, *(one.plan.ids for one in found)]
    assert all(len(a ^ b) >= 2 for at, a in enumerate(lists) for b in lists[:at])


def test_as_many_as_can_be_within_what_may_be_given_up(
    queue: JobQueue, small_study: Study, plan: Plan
) -> None:
    commitments = frozenset(one.id for one in small_study.dataset.of_kind("commitment"))
    question = FavouringQuestion(plan=EXACT, effort=EXACT, favour="kind=commitment", share=0.2)
    found = queue.answer(small_study, question).result
    assert found.count == len(found.plan.ids & commitments)
    assert found.before == len(plan.ids & commitments)
    assert (found.plan.value or 0.0) >= 0.8 * (plan.value or 0.0) - 1e-6


def test_a_frontier_ends_at_the_plan(queue: JobQueue, small_study: Study, plan: Plan) -> None:
    question = FrontierQuestion(plan=EXACT, effort=EXACT, points=5)
    line = queue.answer(small_study, question).result
    assert line.points[-1].value == pytest.approx(plan.value)
    found = line.bands()
    assert [band.end for band in found[:-1]] == [band.start for band in found[1:]]
    assert all(band.found <= band.most for band in found)


def test_bands_worked_out_by_hand(plan: Plan) -> None:
    # 10 points for 100 USD (nothing up to 150 is worth more than 11), 20 points for 200.
    points = (
        FrontierPoint(used=100.0, value=10.0, bound=11.0, limit=150.0, plan=plan),
        FrontierPoint(used=200.0, value=20.0, bound=20.0, limit=200.0, plan=plan),
    )
    line = Frontier(by="money", unit="USD", points=points, step=50.0, complete=True)
    found = [(band.start, band.end, band.found, band.most) for band in line.bands(300.0)]
    assert found == [
        (100.0, 150.0, 10.0, 11.0), (150.0, 200.0, 10.0, 20.0), (200.0, 300.0, 20.0, 20.0),
    ]  # fmt: skip


def test_without_a_partner_the_plan_is_that_of_what_is_left(
    queue: JobQueue, small_study: Study, plan: Plan
) -> None:
    question = WithoutQuestion(plan=EXACT, effort=EXACT, partner=BANK)
    found = queue.answer(small_study, question).result
    assert found.anew is not None
    assert found.anew.before.value == pytest.approx(plan.value)
    losses = queue.answer(small_study, LossesQuestion(plan=EXACT)).result
    (loss,) = [one for one in losses if one.partner == BANK]
    assert loss.at_most == pytest.approx(found.loss.at_most)


def test_people_keep_their_order_and_share_an_answer(queue: JobQueue, small_study: Study) -> None:
    shares: dict[str, Any] = {
        kind: dict.fromkeys(("Bo", "Ann"), spec.weights)
        for kind, spec in small_study.configuration.criteria.kinds.items()
    }
    people: PeopleWeights = shares
    question = group_question(PlanQuestion().scenario, people, 0.0)
    assert question.order == ("Bo", "Ann")
    found = queue.answer(small_study, question).result
    assert [one.person for one in found.people] == ["Bo", "Ann"]
    turned = {kind: dict(reversed(one.items())) for kind, one in shares.items()}
    other = group_question(PlanQuestion().scenario, turned, 0.0)
    assert other.key(small_study) != question.key(small_study)


def test_what_takes_no_search_is_what_its_room_says(small_study: Study) -> None:
    focus = in_force(small_study.dataset)
    served = ask(small_study, ServedQuestion()).result
    ties = ask(small_study, TiesQuestion()).result
    assert served.overview == overview(small_study.dataset, focus)
    assert ties.dependence == dependences(small_study.dataset, focus)
    assert ask(small_study, CheckQuestion()).result.cautions == presolve_check(small_study)
    ranked = ask(small_study, RankQuestion()).result
    assert ranked.kinds.keys() == small_study.scorecard().kinds.keys()
