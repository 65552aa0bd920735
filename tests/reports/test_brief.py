"""The brief. Oracle: the small example's list; a round whose stances were counted by hand."""

import pytest

from optimizer.study import Study
from questions.answer import Answer
from questions.asking import ask
from questions.plan import Planned
from reports import brief, overview
from reports.report import Report
from reports.setting import Setting
from tests.reports.faces import said_alike
from tests.rounds import BB1, BB2, BBB, Played


@pytest.fixture
def told(decided: Played) -> Report:
    view = decided.view
    plan = ask(view.rated, view.question).result.plan
    found = brief.report(plan, Setting(view.rated, view.round.scenario, plan), view=view)
    said_alike(found)
    return found


def test_it_says_what_overview_says(small_study: Study, recommended: Answer[Planned]) -> None:
    plan = recommended.result.plan
    setting = Setting(small_study, plan=plan)
    found, first = brief.report(plan, setting), overview.report(plan, setting)
    said_alike(found)
    assert found.answer == first.answer
    assert set(found.facts["list"]) == plan.ids
    grounds = {note.text for note in first.notes}
    assert set(found["grounds"].items) <= grounds
    assert found["objections"].text == (brief.NOBODY_ASKED,)
    assert found["others"].text == ("No other list was looked for.",)


def test_a_round_says_who_objected_and_what_was_overridden(told: Report) -> None:
    assert told.answer.startswith("Adopted on 6 January 2020, signed by Lea")
    assert told["objections"].items == ("Betaland: 1 agrees, 1 objects.",)
    (objection,) = told.table("objections").rows
    assert (objection["id"], objection["words"]) == (BBB, "The forum has not met.")
    (departure,) = told.table("overrides").rows
    assert (departure["id"], departure["reason"]) == (BB2, "promised in 2019")
    assert [row["region_words"] for row in told.table("signatures").rows] == [
        "Africa", "The whole list",
    ]  # fmt: skip


def test_the_list_is_the_one_that_was_adopted(told: Report, decided: Played) -> None:
    assert set(told.facts["list"]) == set(decided.view.signatures[""].ids)
    assert {BB1, BB2} <= set(told.facts["list"])


def test_a_region_has_its_own_brief(small_study: Study, recommended: Answer[Planned]) -> None:
    plan = recommended.result.plan
    found = brief.report(plan, Setting(small_study, plan=plan), region="Africa")
    said_alike(found)
    regions = {one.id: one.region for one in small_study.dataset.candidates}
    assert found.facts["list"]
    assert {regions[one] for one in found.facts["list"]} == {"Africa"}
    rows = [row for table in found.tables for row in table.rows]
    assert {row["region"] for row in rows} == {"Africa"}


def test_without_a_plan_there_is_no_brief(small_study: Study, recommended: Answer[Planned]) -> None:
    none = recommended.result.plan.but(status="infeasible", focus=(), value=None)
    assert brief.report(none, Setting(small_study, plan=none)).answer == brief.NO_PLAN
