"""What a check says, on the small example: its README counts the rows."""

import pytest

from optimizer.conditions import RuleCondition
from optimizer.plan import Conflict
from optimizer.study import Study
from questions.asking import ask
from questions.check import Checked, CheckQuestion
from reports.check import report
from reports.setting import Setting


@pytest.fixture(scope="module")
def found(small_study: Study) -> Checked:
    return ask(small_study, CheckQuestion()).result


def test_the_inputs_in_numbers_and_what_is_unwise(found: Checked, small_study: Study) -> None:
    told = report(found, Setting(small_study))
    assert told.answer == (
        "No problems: dataset and configuration fit each other; 2 things are allowed, but worth a "
        "look."
    )
    assert told.text[0] == (
        "Small example: 4 countries, 3 commitments, 1 theme; 18 rows of evidence from 2 sources, "
        "4 links, 2 partners."
    )
    assert [section.title[:2] for section in told.sections] == ["1.", "2."]
    assert told["warning-2"].items[-1] == "Where: capacity.yaml, teams.africa."
    assert [one["check"] for one in told.json()["warnings"]] == [
        "link_missing", "team_larger_than_use",
    ]  # fmt: skip


def test_nothing_unwise(small_study: Study) -> None:
    told = report(Checked(cautions=()), Setting(small_study))
    assert told.answer.endswith("fit each other; nothing unwise was found.")
    assert told.json()["warnings"] == []


def test_conditions_that_leave_no_plan_and_a_search_that_was_ended(small_study: Study) -> None:
    rule = RuleCondition(rule="african_commitment", bound="least")
    conflict = Conflict(conditions=(rule,), irreducible=True)
    told = report(Checked(cautions=(), conflict=conflict), Setting(small_study))
    assert told.sections[0].title.startswith("1. No plan meets all conditions: ")
    early = report(Checked(cautions=(), searched=False), Setting(small_study))
    assert [note.kind for note in early.notes] == ["stopped"]
