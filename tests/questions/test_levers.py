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


def test_what_has_no_plan_without_its_lever_has_no_price(small_study: Study) -> None:
    """99 % of 20 staff-weeks for universal services leave 0.2 for Alphaland, which needs more."""
    levers = Scenario(
        must=frozenset({"country:AAA"}), universal_share={"europe": 0.99}, weeks={"europe": 2000.0}
    )
    weeks, share = ask(small_study, LeversQuestion(scenario=levers)).result
    assert (weeks.field, weeks.points, weeks.change) == ("weeks", None, None)
    assert weeks.more == pytest.approx(19.8)
    assert share.more == pytest.approx(20.0 - 1000.0)
    assert share.points is not None
    assert share.points.found <= 0


def test_no_lever_of_a_team_or_fund_is_no_search(small_study: Study) -> None:
    assert ask(small_study, LeversQuestion(scenario=Scenario(periods=1))).result == ()
