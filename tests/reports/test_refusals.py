"""Refusals, lost races and broken records in English. Oracle: the rules, read by hand."""

from pathlib import Path
from typing import get_args

import pytest

from records.permissions import RULES, Act, Matter, Person, RefusedError, Verdict, may
from records.store import StaleError
from records.trail import NOTHING, Fault, FaultKind, Head
from reports import refusals
from reports.words import cell
from tests.reports.faces import said_alike

BO = Person(id="bo", roles=frozenset(("member",)), regions=frozenset(("Africa",)), version=1)


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        (
            may(BO, Act.SIGN_REGION, Matter(region="Africa"), "review"),
            "Only a chair may sign a region's list.",
        ),
        (
            may(BO, Act.STANCE, Matter(region="Europe"), "review"),
            "Only people of its region may take a stance, and it is not a region of yours.",
        ),
        (
            may(
                BO.but(roles=frozenset(("chair",))), Act.OVERRIDE, Matter(region="Europe"), "review"
            ),
            (
                "Only people of its region or leadership may depart from the plan, and it is not "
                "a region of yours."
            ),
        ),
        (
            may(BO, Act.STANCE, Matter(region="Africa"), "rating"),
            "One can take a stance only while the round is in review; it is in rating now.",
        ),
        (
            may(BO, Act.STANCE, Matter(region="Africa"), "closed"),
            "The round is closed: nothing in it can be changed any more.",
        ),
        (
            may(BO, Act.RATE, Matter(region="Africa", recused=True), "rating"),
            "You are recused from it, so you cannot rate.",
        ),
        (
            may(BO.but(active=False), Act.RATE, Matter(region="Africa"), "rating"),
            "Your access was withdrawn.",
        ),
        (
            may(BO.but(version=0), Act.RATE, Matter(region="Africa"), "rating"),
            "The roster does not know you.",
        ),
        (
            may(BO, Act.DECLARE, Matter(owner="cy")),
            "Only the person whose it is may declare interests.",
        ),
        (may(BO, Act.ADVANCE, state=None), "There is no such round."),
        (Verdict(act=Act.READ), ""),
    ],
)
def test_a_refusal_says_who_may(verdict: Verdict, words: str) -> None:
    assert refusals.refused(verdict) == words


@pytest.mark.parametrize("act", list(Act))
def test_every_act_has_words_for_every_refusal(act: Act) -> None:
    whys = ("unknown", "inactive", "role", "region", "own", "recused", "state")
    for why in whys:
        for state in (None, "draft", "closed"):
            verdict = Verdict.model_validate({"act": act, "why": why, "state": state})
            said = refusals.refused(verdict)
            assert said.endswith(".")
            assert "  " not in said
            assert refusals.remedy(verdict).endswith(".")
    named = refusals.those_who_may(act)
    for role, words in refusals.PERSONS.items():
        assert (words in named) == (role in RULES[act].roles)


def test_a_refusal_is_a_problem_like_any_other() -> None:
    error = RefusedError(may(BO, Act.CLOSE, state="decided"))
    found = refusals.problem_of(error, {})
    assert found.must == "Only leadership may close a round"
    assert found.do.startswith("Nothing was changed.")


def test_who_was_quicker_is_told() -> None:
    error = StaleError("stances", {"by": "bo", "at": "2020-03-02T14:03:11+00:00", "version": 2})
    assert refusals.stale(error, {"bo": "Bo"}) == (
        "Bo changed this at 14:03 UTC in the meantime; what you typed is kept."
    )
    assert refusals.stale(StaleError("stances", {}), {}, kept=False) == (
        "Somebody changed this in the meantime; nothing of yours was written."
    )
    assert "Bo changed" in refusals.problem_of(error, {"bo": "Bo"}).must


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (Fault(kind="changed", number=17), "Row 17 of the trail was changed."),
        (Fault(kind="missing", number=17), "Row 17 of the trail is missing."),
        (Fault(kind="moved", number=2), "Row 2 of the trail does not follow the row before it."),
        (
            Fault(kind="row changed", number=3, table="stances", part=0),
            "The row of the table stances that act 3 wrote was changed.",
        ),
        (
            Fault(kind="row deleted", number=3, table="stances", part=0),
            "The row of the table stances that act 3 wrote is missing.",
        ),
        (
            Fault(kind="row added", number=3, table="stances", part=0),
            "The table stances has a row that act 3 did not write.",
        ),
        (
            Fault(kind="cut off", number=9),
            "The trail is cut off: row 9, which was noted, is not in it.",
        ),
        (
            Fault(kind="cut off", number=9, table="stances", part=0),
            "The trail is cut off: act 9, of which the table stances has a row, is gone.",
        ),
        (
            Fault(kind="head", number=9),
            "Row 9 of the trail is not the one that was noted: it was written anew.",
        ),
    ],
)
def test_a_fault_names_the_row(fault: Fault, words: str) -> None:
    assert refusals.fault(fault) == words


def test_every_fault_has_words() -> None:
    said = {
        refusals.fault(Fault(kind=kind, number=number, table=table))
        for kind in get_args(FaultKind)
        for number, table in ((0, "stances"), (3, "trail"))
    }
    assert len(said) > len(get_args(FaultKind))
    assert all(text.endswith(".") for text in said)


def test_records_are_told_to_be_sound_or_not() -> None:
    head = Head(number=12, hash=NOTHING)
    sound = refusals.verified((), head)
    said_alike(sound)
    assert sound.answer == "The records are as they were written: 12 acts."
    assert sound.facts["sound"]
    broken = refusals.verified([Fault(kind="changed", number=17)], head, head)
    said_alike(broken)
    assert broken.answer == "The records are not as they were written: 1 thing differs."
    assert broken.table("faults").rows[0]["said"] == "Row 17 of the trail was changed."


def test_the_page_of_rounds_has_every_rule() -> None:
    told = refusals.rules()
    said_alike(told)
    table = told.table("rules")
    assert [row["act"] for row in table.rows] == [str(act) for act in RULES]
    assert set(RULES) == set(Act)
    page = (Path(__file__).parents[2] / "docs" / "rounds.md").read_text(encoding="utf-8")
    part = page.partition("<!-- rules:")[2].partition("<!-- end of rules -->")[0]
    shown = [line for line in part.splitlines() if line.startswith("| ")][1:]
    assert shown == [
        f"| {' | '.join(cell(row.get(one.id), one) for one in table.columns)} |"
        for row in table.rows
    ]
