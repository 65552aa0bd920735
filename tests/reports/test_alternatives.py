"""Other good plans as reports: by hand, and on the small example."""

import pytest

from optimizer.alternatives import alternatives, favouring
from optimizer.bounded_value import BoundedValue
from optimizer.search.effort import EXACT
from optimizer.study import Study
from questions.plan import Planned
from reports.alternatives import favouring as favoured_report
from reports.alternatives import report
from reports.plan import brief
from reports.report import Report
from reports.setting import Setting
from tests.optimizer.solved import solve
from tests.optimizer.why.test_overruling import example
from tests.reports.faces import said_alike

BRIEF = Report("plan", "", "The plan.")


@pytest.fixture(scope="module")
def setting(small_study: Study) -> Setting:
    return Setting(small_study, plan=solve(small_study.problem()))


@pytest.fixture(scope="module")
def hand(small_study: Study) -> Setting:
    """The plan has a and b; the next best a and c, then b and c: all three differ somewhere."""
    return Setting(small_study, plan=solve(example()))


def others(hand: Setting, **fields: object) -> Report:
    assert hand.plan is not None
    found = list(alternatives(example(), hand.plan, number=2, differ=2, effort=EXACT))
    given: dict[str, object] = {"plan": BRIEF, "asked": 2, "differ": 2, **fields}
    return report(found, hand, **given)  # type: ignore[arg-type]


def test_the_answer_says_how_many_and_what_they_cost(hand: Setting) -> None:
    """90 points with a and b, 80 with a and c, 70 with b and c."""
    told = others(hand)
    assert told.answer == (
        "2 other plans were found, giving up at most 22.3 % of the plan's worth (proven): none of "
        "its 2 focus areas are in all of them."
    )
    assert told["alternatives"].items == (
        "Plan A gives up 10.0 points (proven), 11.1 % of the plan's worth.",
        "Plan B gives up 20.0 points (proven), 22.2 % of the plan's worth.",
    )
    assert [row["out"] for row in told.table("alternatives").rows] == [("b",), ("a",)]
    assert told.notes[0].text == "The plan itself: worth 90.0 points, proven the best possible."


def test_the_picture_has_a_sign_for_every_change(hand: Setting) -> None:
    (matrix,) = others(hand)["alternatives"].pictures
    (cells,) = matrix.chart.to_dict()["datasets"].values()
    signs = {"in": "", "out": "", "comes in": "+", "goes out": "–"}
    assert all(cell["sign"] == signs[cell["what"]] for cell in cells)
    found: dict[str, list[str]] = {}
    for cell in cells:
        found.setdefault(cell["label"], []).append(cell["what"])
    assert found == {
        "a": ["in", "in", "goes out"],
        "b": ["in", "goes out", "in"],
        "c": ["out", "comes in", "comes in"],
    }


def test_few_none_and_ended_early_are_said(hand: Setting) -> None:
    assert others(hand, asked=3).text == ("No more than 2 plans can differ so much.",)
    assert others(hand, asked=3, complete=False).text == ()
    early = others(hand, asked=3, stopped="time")
    assert (early.text, early.notes[0].kind) == ((), "stopped")
    assert early.json()["interrupted"] is True

    def none(**fields: object) -> str:
        return report((), hand, plan=BRIEF, asked=1, differ=9, **fields).answer  # type: ignore[arg-type]

    assert none() == "No plan differs in 9 focus areas or more."
    assert none(stopped="person") == "The search was stopped before another plan was found."


def test_a_better_plan_is_no_price(hand: Setting) -> None:
    """The search came upon a plan of 95 points, beside one of 90 that was not proven the best."""
    assert hand.plan is not None
    (one, *_) = alternatives(example(), hand.plan, number=1, differ=2, effort=EXACT)
    free = BoundedValue(found=0.0, low=0.0, high=5.0)
    better = one.but(plan=one.plan.but(value=95.0, bound=95.0), gives_up=free)
    (said,) = report([better], hand, plan=BRIEF, asked=1, differ=2)["alternatives"].items
    assert said.startswith("Plan A is worth 5 points more than the plan, which was not proven")
    same = one.but(plan=one.plan.but(value=90.0, bound=90.0), gives_up=free.but(high=0.0))
    (said,) = report([same], hand, plan=BRIEF, asked=1, differ=2)["alternatives"].items
    assert said == "Plan A is as good as the plan (proven)."


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ({"count": 3, "most": 3}, ("Themes: 3 instead of 1 within 2.5 % of the plan's worth "
         "(proven the most).")),
        ({"count": 3, "most": 4}, ("Themes: 3 instead of 1 within 2.5 % of the plan's worth "
         "(4 at most, proven).")),
        ({"count": 1, "most": 1}, ("Themes: no plan within 2.5 % of the plan's worth has more than "
         "the 1 that the plan has.")),
    ],
)  # fmt: skip
def test_how_many_of_the_favoured_there_can_be(
    setting: Setting, numbers: dict[str, int], said: str
) -> None:
    assert setting.plan is not None
    themes = frozenset({"theme:ownership"})
    found = favouring(setting.problem, setting.plan, themes, share=0.025, effort=EXACT)
    assert found is not None
    known = found.but(before=1, **numbers)
    told = favoured_report(known, setting, plan=BRIEF, favour="kind=theme", label="Themes")
    assert told.answer == said
    assert told.json()["favoured"]["count"] == numbers["count"]
    none = favoured_report(None, setting, plan=BRIEF, favour="kind=theme", label="Themes")
    assert none.answer == "The search was stopped before a plan with more of Themes was found."


def test_all_faces_say_the_same_of_the_small_example(setting: Setting) -> None:
    assert setting.plan is not None
    plan = brief(Planned(scenario=setting.scenario, plan=setting.plan), setting)
    found = list(alternatives(setting.problem, setting.plan, number=2, effort=EXACT))
    told = report(found, setting, plan=plan, asked=2, differ=3)
    said_alike(told)
    first = told.json()["alternatives"][0]
    assert first["gives_up"]["found"] == pytest.approx(
        (setting.plan.value or 0.0) - first["value"], abs=1e-6
    )
    themes = favouring(
        setting.problem, setting.plan, frozenset({"theme:ownership"}), share=0.5, effort=EXACT
    )
    said_alike(favoured_report(themes, setting, plan=plan, favour="kind=theme", label="Themes"))
