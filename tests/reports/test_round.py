"""Where a round stands, what it was opened with, what was decided. Oracle: acts counted by hand."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from config.rounds import Requirements
from optimizer.study import open_study
from questions.asking import ask
from questions.objections import ObjectionsQuestion
from questions.plan import PlanQuestion
from questions.shares import Shares
from records import comments, decisions, people, trail
from records.comments import Comment
from records.decisions import Override
from reports import rating, review
from reports import round as told
from reports.html import page
from reports.people import roster
from reports.report import Report
from reports.setting import Setting
from tests.hostile import ATTACKS, hostile_example
from tests.reports.faces import said_alike
from tests.rounds import AA1, AAA, BB1, BB2, BBB, Played

BEFORE = dt.date(2020, 3, 10)


def setting(played: Played) -> Setting:
    view = played.view
    plan = view.planned.plan if view.planned else ask(view.rated, view.question).result.plan
    return Setting(view.rated, view.round.scenario, plan)


def status(played: Played, who: str, today: dt.date | None = BEFORE) -> Report:
    found = told.status(played.view, played.person(who), setting(played), today=today)
    said_alike(found)
    return found


def region(found: Report, name: str) -> dict[str, object]:
    return next(one for one in found.table("regions").records if one["region"] == name)


def test_the_plan_with_accepted_ratings_is_found_again(decided: Played) -> None:
    view = decided.view
    assert view.planned == ask(view.rated, view.question).result
    assert view.planned != view.recommended


def test_how_sure_the_list_is(decided: Played) -> None:
    """Kinds in their order, in each the surest first; who is in no best list has none of them."""
    view = replace(
        decided.view, shares=Shares(draws=10, shares={AAA: 1.0, BBB: 0.9, AA1: 0.95, BB1: 0.4})
    )
    found = told.shares_report(view, setting(decided))
    said_alike(found)
    listed = view.decided()
    assert {AAA, BBB, AA1, BB2} <= {*listed}
    assert found.answer == (
        f"2 of the {len(listed)} on the list are in at least 95 % of the best lists of 10 draws."
    )
    rows = {row["id"]: (row["share"], row["decided"]) for row in found.table("shares").rows}
    assert list(rows)[:2] == [AAA, BBB]
    assert rows[BB2] == (0.0, "in")
    assert rows[BB1][0] == 0.4
    none = told.shares_report(replace(view, shares=None), setting(decided))
    assert none.answer.startswith("How sure each area is, is not kept with the round")
    assert none.answer in told.status(replace(view, shares=None), decided.person("lea"),
                                      setting(decided)).text  # fmt: skip


@pytest.mark.parametrize(
    ("state", "answer"),
    [
        ("draft", "Annual round 2020 is a draft."),
        ("rating", "Annual round 2020 is in rating, until 20 February 2020."),
        (
            "review",
            "Annual round 2020 is in review, until 12 March 2020: 0 of 3 people have answered.",
        ),
        ("decided", "Annual round 2020 is decided; the whole list is not signed yet."),
        ("closed", "Annual round 2020 is closed since 6 January 2020."),
    ],
)
def test_the_answer_says_where_it_stands(
    play: Callable[..., Played], state: str, answer: str
) -> None:
    played = play()
    played.move(state)
    found = status(played, "lea", None)
    assert found.answer == answer
    assert found.facts["state"] == state


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (None, ""),
        (dt.date(2020, 3, 10), "2 days left"),
        (dt.date(2020, 3, 11), "1 day left"),
        (dt.date(2020, 3, 12), "today is the last day"),
        (dt.date(2020, 3, 13), "that was 1 day ago"),
    ],
)
def test_days_left(today: dt.date | None, words: str) -> None:
    assert told.days_left("2020-03-12", today) == words


def test_who_is_waited_for(play: Callable[..., Played]) -> None:
    """Cy is recused from both of Africa's recommended, and Port Beta can be in no plan."""
    played = play()
    played.move("rating")
    played.rate("ann", BBB, "strong")
    rows = status(played, "lea").table("waiting").records
    assert [(one["person"], one["what"]) for one in rows] == [
        ("bo", "1 rating"),
        ("eve", "1 rating"),
    ]
    played.move("review")
    played.say("ann", BBB, "agree")
    played.say("bo", BBB, "object", "no", "other")
    played.say("ann", BB1, "agree")
    found = status(played, "lea")
    rows = found.table("waiting").records
    assert [(one["person"], one["what"]) for one in rows] == [
        ("ann", "1 signature"),
        ("bo", "1 stance"),
        ("eve", "2 stances"),
    ]
    assert rows[1]["email"] == "bo@example.org"
    waited = "Waited for: Ann (1 signature), Bo (1 stance) and Eve (2 stances)."
    assert told.in_short(found) == (found.answer, waited)
    africa = region(found, "Africa")
    assert (africa["answered"], africa["asked"], africa["waited_for"]) == (1, 2, "Bo")
    assert africa["enough"] == "2 of 2"
    assert africa["met"] is None
    assert region(status(played, "ann"), "Africa")["met"] == "2 of 2"
    others = status(played, "eve").table("waiting").records
    assert {one["email"] for one in others} == {None}


def test_interests_that_the_data_do_not_know_are_told(play: Callable[..., Played]) -> None:
    played = play()
    assert "Nobody is recused" not in str(status(played, "lea").json())
    bo = played.person("bo").but(interests=frozenset(("KEN",)))
    people.put(played.records, "ada", bo)
    said = "Nobody is recused for what the data do not know: KEN (Bo)."
    assert said in status(played, "lea").text


def test_what_a_round_was_opened_with(play: Callable[..., Played]) -> None:
    played = play()
    view = played.view
    found = told.opening(view, Setting(view.study, plan=view.recommended.plan))
    said_alike(found)
    assert found.answer == "Annual round 2020: opened on 6 January 2020 by Lea."
    assert found.text[0] == "Dates: ratings until 20 February 2020 and review until 12 March 2020."
    assert found.text[2].startswith("Recommended: 2 countries, 2 commitments and 1 theme. Worth")
    notes = " ".join(note.text for note in found.notes)
    for one in (view.round.dataset, view.round.configuration, view.round.plan):
        assert one in notes
    assert {one["person"]: one["interests_words"] for one in found.table("people").records}[
        "cy"
    ] == "Bank of Good Works"


def test_the_record_says_what_was_decided_and_why(decided: Played) -> None:
    decided.move("closed")
    view = decided.view
    with decided.records.reading() as connection:
        head = trail.head(connection, view.round.by)
        assert head == trail.head(connection)
    found = told.minutes(view, setting(decided), head=head)
    said_alike(found)
    assert found.answer == (
        "Adopted on 6 January 2020, signed by Lea: 2 countries, 3 commitments and 1 theme."
    )
    assert found.text[:2] == (
        "Towards the list in force before: 3 are new and 3 stay.",
        "1 departure from the plan, each with its reason below.",
    )
    (override,) = found.table("overrides").rows
    assert (override["who"], override["reason"]) == ("Ann", "promised in 2019")
    assert override["price"] == view.overrides[0].price
    (accepted,) = found.table("accepted").rows
    assert (accepted["id"], accepted["value_words"]) == (BBB, "strong")
    counts = {one["id"]: one for one in found.table("stances").rows}
    assert [counts[BBB][name] for name in ("agree", "object", "asked")] == [1, 1, 2]
    assert counts[BBB]["with_words"] == "2 agree, 1 objects"
    assert counts[AAA]["agree"] == 0
    assert [one["who"] for one in found.table("sayings").rows] == ["Bo"]
    signed = found.table("signatures").rows
    assert [(one["who"], one["words"]) for one in signed] == [
        ("Ann", "Time is up."),
        ("Lea", "So be it."),
    ]
    assert [one["state"] for one in found.table("steps").rows][-1] == "closed"
    text = page(found, pictures=False).decode()
    for one in (view.round.dataset, view.round.plan, head.hash):
        assert one in text
    whole = {one["id"]: one for one in found.table("listed").rows}
    assert whole[BB2]["decided"] == "in, against the plan"
    assert status(decided, "eve").table("listed").rows == found.table("listed").rows


def test_before_the_review_is_over_the_record_shows_no_stance(play: Callable[..., Played]) -> None:
    played = play()
    played.move("review")
    played.say("bo", BBB, "object", "The forum has not met.", "figure")
    found = told.minutes(played.view, setting(played))
    said_alike(found)
    assert found.answer == "Nothing is adopted yet: Annual round 2020 is in review."
    assert "forum" not in str(found.json())
    assert not found.table("stances").rows


@pytest.mark.parametrize(("names", "shown"), [("all", "Bo"), ("roles", "a member"),
                                              ("none", "somebody")])  # fmt: skip
def test_names_stand_in_the_record_as_the_setting_says(
    play: Callable[..., Played], names: str, shown: str
) -> None:
    played = play(requirements=Requirements.model_validate({"names": names}))
    played.move("review")
    played.say("bo", BBB, "object", "The forum has not met.", "figure")
    played.move("decided")
    found = told.minutes(played.view, setting(played))
    said_alike(found)
    assert [one["who"] for one in found.table("sayings").rows] == [shown]
    if names != "all":
        assert "Bank of Good Works" not in str(found.table("recusals").records)
        assert {one["recused_words"] for one in found.table("stances").rows} == {"1 person", None}


def test_what_the_public_said_stands_beside(play: Callable[..., Played]) -> None:
    played = play(requirements=Requirements(consultation=True))
    going = played.move("review")
    said = Comment(candidate=BBB, view="disagree", words="no")
    comments.say(played.records, "", going, played.study, said)
    found = told.minutes(played.view, setting(played))
    assert found["consultation"].text[0] == (
        "The public said 1 thing of the list: 0 agree, 1 disagree, 0 comment."
    )


def test_all_rounds_and_all_people(play: Callable[..., Played]) -> None:
    none = told.rounds(())
    assert none.answer == "There is no round yet."
    assert none.text[0].startswith("A round is one cycle as it is lived:")
    played = play()
    found = told.rounds((played.round,))
    said_alike(found)
    assert found.answer == "1 round; Annual round 2020 is a draft."
    assert not found.text
    everybody = roster(played.view.people)
    said_alike(everybody)
    assert everybody.answer == "6 people."
    gone = [one.but(active=False) for one in played.view.people[:1]]
    assert roster(gone).answer == "No people; 1 withdrawn."


def test_titles_and_reasons_are_shown_as_typed(play: Callable[..., Played]) -> None:
    played = play(title=ATTACKS[2], names={"ann": ATTACKS[3], "bo": ATTACKS[0]})
    played.move("review")
    played.say("bo", BBB, "object", ATTACKS[4], "figure")
    price = decisions.price_of(played.view.recommended.plan, played.view.recommended.plan)
    departure = Override(candidate=BB2, direction="in", reason=ATTACKS[1], price=price)
    decisions.override(played.records, "ann", played.round, played.study, departure)
    played.move("decided")
    found = told.minutes(played.view, setting(played))
    said_alike(found)
    text = page(found, pictures=False).decode()
    assert "<script" not in text
    assert "<img" not in text
    for one in (status(played, "lea"), told.opening(played.view, setting(played))):
        said_alike(one)


def test_names_of_data_that_mean_harm_are_shown_as_typed(tmp_path: Path) -> None:
    root = hostile_example(tmp_path / "hostile").root
    study = open_study(root / "dataset", root / "configuration")
    played = Played(tmp_path / "records.sqlite3", study, ask(study, PlanQuestion()))
    played.move("rating")
    played.rate("ann", BBB, "strong", ATTACKS[0])
    played.move("review")
    played.say("bo", BBB, "object", ATTACKS[1], "figure")
    played.say("ann", BBB, "agree", ATTACKS[2])
    view, person, place = played.view, played.person("ann"), setting(played)
    followed = ask(view.rated, ObjectionsQuestion(without=view.objected(person))).result
    reports = [
        review.report(view, "Africa", person, place, followed=followed),
        rating.report(view, "Africa", person, place),
        told.opening(view, place),
        status(played, "ann"),
    ]
    played.move("decided")
    for found in (*reports, told.minutes(played.view, place)):
        said_alike(found)
        text = page(found, pictures=False).decode()
        assert "<script" not in text
        assert "<img" not in text
