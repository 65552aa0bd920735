"""What levers bought: never a loss for more, never a gain for less.

Oracle: the plans of the scenarios without each lever, asked for by themselves.
"""

import pytest

from optimizer.scenario import Scenario
from optimizer.search.effort import EXACT
from optimizer.study import Study
from questions.asking import ask
from questions.levers import LeversQuestion, without
from questions.plan import PlanQuestion

MOVED = Scenario(weeks={"europe": 26.0, "africa": 20.0}, usd={"trust": 40000.0})


def test_each_lever_is_priced_by_the_plan_without_it(small_study: Study) -> None:
    question = LeversQuestion(scenario=MOVED, plan=EXACT)
    found = ask(small_study, question).result
    value = ask(small_study, PlanQuestion(scenario=MOVED, effort=EXACT)).result.plan.value
    assert value is not None
    assert {(one.field, one.resource) for one in found} == {
        ("weeks", "africa"), ("weeks", "europe"), ("usd", "trust"),
    }  # fmt: skip
    for one in found:
        scenario = without(MOVED, one.field, one.resource)
        other = ask(small_study, PlanQuestion(scenario=scenario, effort=EXACT)).result.plan.value
        assert one.points is not None
        assert other is not None
        assert one.points.found == pytest.approx(value - other, abs=1e-3 * value)
        assert one.points.found * one.more >= 0


def test_what_has_no_plan_without_its_lever_has_no_price(poor_study: Study) -> None:
    """Alphaland needs seven weeks of Europe, of which it has one without the lever."""
    levers = Scenario(must=frozenset({"country:AAA"}), weeks={"europe": 20.0})
    (one,) = ask(poor_study, LeversQuestion(scenario=levers)).result
    assert (one.field, one.points, one.change) == ("weeks", None, None)
    assert one.more == pytest.approx(9.0)


@pytest.fixture(scope="module")
def poor_study(small_study: Study) -> Study:
    """The small example with two weeks in Europe, half of them for universal services."""
    return Study(small_study.dataset, small_study.configured(Scenario(weeks={"europe": 2.0})))


def test_weeks_and_universal_share_of_a_team_are_one_lever(small_study: Study) -> None:
    """Of 20 weeks half are for focus areas, of 15 with a third 10: nothing is more or less."""
    levers = Scenario(weeks={"europe": 15.0}, universal_share={"europe": 1 / 3})
    (one,) = ask(small_study, LeversQuestion(scenario=levers)).result
    assert one.more == pytest.approx(0)
    assert one.points is not None
    assert one.points.found == pytest.approx(0)


def test_no_lever_of_a_team_or_fund_is_no_search(small_study: Study) -> None:
    assert ask(small_study, LeversQuestion(scenario=Scenario(periods=1))).result == ()
