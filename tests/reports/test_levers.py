"""Levers in words, and what they bought. Oracle: the small example, and by hand."""

import pytest

from optimizer.bounded_value import BoundedValue
from optimizer.difference import PlanDifference
from optimizer.scenario import RuleLever, Scenario
from optimizer.study import BASELINE, Study
from questions.levers import LeverGain
from reports import levers
from reports.conditions import ConditionWords
from reports.setting import Setting
from tests.optimizer.test_frontier import budget

EXACT = BoundedValue(found=3.0, low=3.0, high=3.0)


def test_every_lever_is_told_in_words(small_study: Study) -> None:
    scenario = Scenario(
        weeks={"europe": 12.0},
        universal_share={"africa": 0.4},
        usd={"trust": 110_000.0},
        worth={"theme": 60.0},
        weights={"country": {"political_will": 0.8}},
        rules={"near_focus": RuleLever(min=0.75), "national_only": RuleLever(enabled=False)},
        must=frozenset({"country:AAA"}),
        must_not=frozenset({"country:BBB"}),
        most_changes=3,
        periods=1,
        min_stay=2,
        tolerance=0.005,
    )
    assert levers.in_words(scenario, small_study) == (
        "Europe team has 6 weeks for focus areas, not 10",
        "Africa team has 18 weeks for focus areas, not 15",
        "Trust fund has USD 110,000, not USD 80,000",
        "a perfect theme counts 60.0 points, not 40.0 points",
        "political will weighs 80 % for countries, not 30 %",
        "the rule “Half of the commitments lie in a focus country or theme” asks for at least 75 %",
        "the rule “No local member as a focus country” is off",
        "Alphaland must be in",
        "Betaland must not be in",
        "at most 3 changes to the list may be made",
        "the plan is for 1 half-year",
        "new focus areas stay for 2 half-years",
        "plans within 0.5 % of the best count as equal to it",
    )
    assert levers.in_words(BASELINE, small_study) == ()
    assert levers.in_words(Scenario(tolerance=0), small_study) == (
        "the best plan found is taken, however different from the list",
    )


def gain(more: float, free: float, points: BoundedValue | None, *moves: tuple[str, ...]) -> str:
    entered, left = moves or ((), ())
    change = None
    if points is not None:
        change = PlanDifference(entered=entered, left=left, stayed=(), services=(), gain=points)
    found = LeverGain(
        field="usd", resource="trust", label="the Trust fund", unit="USD", more=more, free=free,
        points=points, change=change,
    )  # fmt: skip
    told = ConditionWords(budget(), BASELINE, str.upper)
    return levers.lever_sentence(found, told)


def test_what_more_buys_and_who_comes_in_for_it() -> None:
    assert gain(50_000, 0.0, EXACT, ("chl",), ("lva",)) == (
        "With USD 50,000 more of the Trust fund the plan gains 3.0 points (proven): LVA goes out "
        "and CHL comes in."
    )


def test_what_less_costs() -> None:
    assert gain(-50_000, 0.0, EXACT.turned, (), ("lva",)) == (
        "With USD 50,000 less of the Trust fund the plan loses 3.0 points (proven): LVA goes out."
    )


def test_a_figure_that_is_no_news_is_told_by_its_bounds() -> None:
    wide = BoundedValue(found=0.5, low=0.0, high=8.0)
    assert (
        gain(1.0, 0.0, wide)
        == "With USD 1 more of the Trust fund the plan gains at most 8.0 points (proven)."
    )


@pytest.mark.parametrize(
    ("free", "why"),
    [
        (20_000.0, "USD 20,000 of it is left"),
        (0.0, "what it pays for now is worth no more than what else could be done"),
    ],
)
def test_why_more_buys_nothing(free: float, why: str) -> None:
    nothing = BoundedValue(found=0.0, low=0.0, high=4.0)
    assert gain(50_000, free, nothing) == (
        "With USD 50,000 more of the Trust fund the plan was found to gain nothing "
        f"(proven: at most 4.0 points): {why}."
    )


def test_without_the_lever_there_is_no_plan() -> None:
    assert gain(50_000, 0.0, None) == (
        "Without USD 50,000 more of the Trust fund no plan meets all conditions."
    )


def test_every_face_tells_the_same(small_study: Study) -> None:
    change = PlanDifference(entered=("country:AAA",), left=(), stayed=(), services=(), gain=EXACT)
    found = LeverGain(
        field="weeks", resource="europe", label="Europe team", unit="staff-weeks", more=4.0,
        free=1.5, points=EXACT, change=change,
    )  # fmt: skip
    report = levers.report((found,), Setting(small_study))
    assert report.answer == (
        "With 4 staff-weeks more of Europe team the plan gains 3.0 points (proven): Alphaland "
        "comes in."
    )
    assert levers.report((), Setting(small_study)).answer.startswith("No team and no fund")
