"""Year after year, in words. Oracle: the lists of the result, counted again by hand."""

from collections.abc import Sequence

import pytest

from optimizer.attribution import Move
from optimizer.bounded_value import BoundedValue
from optimizer.plan import Plan
from optimizer.rounds import Cause
from optimizer.scenario import Scenario
from optimizer.study import BASELINE, Study
from questions.asking import ask
from questions.plan import PlanQuestion
from questions.years import YearList, Years
from reports.report import Report
from reports.setting import Setting
from reports.years import report
from tests.reports.faces import said_alike

FIRST, SECOND = "2020-12-31", "2021-12-31"


LEAVER = "country:AAA"


@pytest.fixture(scope="module")
def plan(small_study: Study) -> Plan:
    return ask(small_study, PlanQuestion()).result.plan


@pytest.fixture(scope="module")
def other(small_study: Study) -> Plan:
    """Return the plan without one of its countries."""
    scenario = Scenario(must_not=frozenset({LEAVER}))
    return ask(small_study, PlanQuestion(scenario=scenario)).result.plan


def told(study: Study, lists: Sequence[YearList]) -> Report:
    setting = Setting(study, BASELINE, lists[0].plan)
    later = {one.as_of: Setting(study, BASELINE) for one in lists[1:]}
    return report(Years(lists=tuple(lists)), setting, later=later)


def test_a_list_that_holds(small_study: Study, plan: Plan) -> None:
    worth = BoundedValue(found=0.0, low=0.0, high=2.0)
    found = told(
        small_study,
        [YearList(as_of=FIRST, plan=plan, free=plan.ids),
         YearList(as_of=SECOND, plan=plan, free=plan.ids, worth=worth)],
    )  # fmt: skip
    assert found.answer.startswith("The list of 2020 holds through 2021: none of its ")
    assert found.facts["status"] == "done"
    assert "2021: the list stays as it is." in found.sentences
    kept = "2021: keeping all of the year before who may stay costs at most 2.0 points (proven)."
    assert kept in found.sentences
    said_alike(found)


def test_who_leaves_and_why(small_study: Study, plan: Plan, other: Plan) -> None:
    shares = {Cause.EVIDENCE: 1.0, Cause.LIST: 0.0}
    moves = [(who, True) for who in other.ids - plan.ids]
    moves += [(who, False) for who in plan.ids - other.ids]
    one = YearList(
        as_of=SECOND,
        plan=other,
        moves=tuple(Move(id=who, entered=new, shares=shares) for who, new in moves),
        worth=BoundedValue(found=5.0, low=4.0, high=6.0),
        free=other.ids,
    )
    found = told(small_study, [YearList(as_of=FIRST, plan=plan, free=plan.ids), one])
    stay = len(plan.ids & other.ids)
    assert f"Of the {len(plan.ids)} focus areas of 2020, {stay} are still in" in found.answer
    assert found.answer.endswith("; new ones: none in 2021.")
    rows = {row["id"]: (row["move"], row["why"]) for row in found.table("moves").rows}
    because = "because of new evidence"
    assert rows == {who: ("enters" if new else "leaves", because) for who, new in moves}
    assert rows[LEAVER] == ("leaves", because)
    said = " ".join(found.sentences)
    assert "2021: keeping all of the year before who may stay costs 5.0 points" in said
    assert f"{stay} would be in 2021" in said
    said_alike(found)


def test_who_may_not_stay(small_study: Study, plan: Plan, other: Plan) -> None:
    one = YearList(as_of=SECOND, plan=other, cannot_stay=(LEAVER,))
    found = told(small_study, [YearList(as_of=FIRST, plan=plan), one])
    rows = {row["id"]: row["why"] for row in found.table("moves").rows}
    assert rows[LEAVER] == "behind a gate or a rule now"
    assert any("may not stay, whatever it costs." in text for text in found.sentences)


def test_what_nothing_was_on_record_of_yet(small_study: Study, plan: Plan) -> None:
    """Growth is known from the second year on; what no year knows is only counted."""
    dataset = small_study.dataset
    fewer = dataset.but(evidence=tuple(r for r in dataset.evidence if r.measure != "growth"))
    first = Study(fewer, small_study.configuration)
    lists = (YearList(as_of=FIRST, plan=plan), YearList(as_of=SECOND, plan=plan))
    setting = Setting(first, BASELINE, plan)
    found = report(Years(lists=lists), setting, later={SECOND: Setting(small_study, BASELINE)})
    notes = [note.text for note in found.notes if note.kind == "missing"]
    assert "In 2020 nothing was on record yet of Growth in commitments: missing, and no zero." in (
        notes
    )
    assert not any("In 2021 nothing was on record" in text for text in notes)
    assert not any(
        "nothing was on record yet" in note.text for note in told(small_study, lists).notes
    )


def test_where_there_is_nothing_yet(small_study: Study) -> None:
    setting = Setting(small_study, BASELINE)
    assert "ended before" in report(None, setting, later={}, stopped="time").answer
    none = Plan(status="infeasible", value=None, bound=None, gap=None, seconds=0.0, solver="HiGHS")
    empty = Years(lists=(YearList(as_of=FIRST, plan=none),))
    assert "no plan to begin with" in report(empty, setting, later={}).answer
