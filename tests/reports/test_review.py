"""The review of a region in words. Oracle: stances counted by hand, plans made by hand.

In the plan are Betaland and Open contracts of Africa; Citizens' budget is next behind the line. Cy
belongs to the bank, which is engaged for Betaland, in which Open contracts lies.
"""

from collections.abc import Callable

import pytest

from config.rounds import Requirements
from optimizer.study import Study
from questions.asking import ask
from questions.objections import Followed, ObjectionsQuestion
from questions.plan import PlanQuestion
from records import decisions, ratings
from records.decisions import Override, Signature
from records.ratings import Accepted
from reports import review, taskforce
from reports.html import page
from reports.report import Report
from reports.setting import Setting
from tests.hostile import ATTACKS
from tests.reports.faces import said_alike
from tests.rounds import BB1, BB2, BBB, Played

WORDS = "The forum has not met since March."


def told(played: Played, who: str, region: str = "Africa") -> Report:
    view, person = played.view, played.person(who)
    assert view.planned is not None
    setting = Setting(view.rated, view.round.scenario, view.planned.plan)
    without = view.objected(person, region)
    question = ObjectionsQuestion(scenario=view.round.scenario, without=without)
    followed = ask(view.rated, question).result
    found = review.report(view, region, person, setting, followed=followed)
    said_alike(found)
    return found


def row(found: Report, candidate: str) -> dict[str, object]:
    return next(one for one in found.table("candidates").records if one["id"] == candidate)


@pytest.fixture
def disputed(play: Callable[..., Played]) -> Played:
    played = play()
    played.move("review")
    played.say("bo", BBB, "object", WORDS, "figure")
    played.say("ann", BBB, "agree")
    played.say("cy", BBB, "agree")
    played.say("ann", BB1, "agree")
    played.say("cy", BB2, "unsure")
    return played


def test_stances_are_counted_without_those_who_are_recused(disputed: Played) -> None:
    found = told(disputed, "ann")
    assert found.answer == "Africa: 1 of 2 have answered; closes on 12 March."
    assert found.text == ("Most disputed: Betaland.",)
    first = found.table("candidates").records[0]
    assert first["id"] == BBB
    assert first["said"] == "1 agrees, 1 objects; with those who are recused: 2 agree, 1 objects"
    assert (first["asked"], first["agreeing"], first["objecting"]) == (2, 1, 1)
    assert (first["recommended"], first["yours"]) == ("yes, enters", "agree")
    assert row(found, BB1)["said"] == "1 agrees, 1 has not answered"
    assert [one["who"] for one in found.table("sayings").records] == [
        "Bo", "you", "Cy (recused)", "you",
    ]  # fmt: skip
    (because, within) = found.table("recusals").records
    assert because["because"] == "Bank of Good Works is engaged there"
    assert within["because"] == "it lies in Betaland"


def test_nobody_sees_what_others_say_before_their_own_is_in(disputed: Played) -> None:
    for who in ("lea", "eve"):
        found = told(disputed, who)
        text = page(found, pictures=False).decode()
        assert WORDS not in text
        assert "object" not in row(found, BBB)["said"]  # type: ignore[operator]
        for name in ("agreeing", "objecting", "unsure", "disputed", "meets", "with_recused"):
            assert row(found, BBB)[name] is None
        assert not found.table("sayings").rows
        assert found["followed"].text == (
            "Nobody who counts objects to a candidate whose stances you can see.",
        )
    cy = told(disputed, "cy")
    assert row(cy, BBB)["open"]
    assert not row(cy, BB1)["open"]
    assert row(cy, BB1)["said"] == "1 of 2 have answered; shown once your own stance is in"
    assert "you are recused from Betaland (Bank of Good Works is engaged there)" in cy.answer
    disputed.move("decided")
    assert WORDS in page(told(disputed, "lea"), pictures=False).decode()


def test_what_the_list_would_be_if_every_objection_were_followed(
    disputed: Played, small_study: Study
) -> None:
    before = ask(small_study, PlanQuestion()).result.plan
    without = PlanQuestion(scenario=PlanQuestion().scenario.but(must_not=frozenset({BBB})))
    after = ask(small_study, without).result.plan
    assert before.value is not None
    assert after.value is not None
    found = ask(small_study, ObjectionsQuestion(without=(BBB,))).result
    assert set(found.left) == set(before.ids - after.ids)
    assert set(found.entered) == set(after.ids - before.ids)
    assert found.price is not None
    assert found.price.found == pytest.approx(before.value - after.value)
    assert 0 <= found.price.low <= found.price.found <= found.price.high
    assert told(disputed, "ann")["followed"].text == (
        "Objected to: Betaland.",
        "If every objection were followed: Betaland leaves. That costs 49.0 points (proven).",
    )
    nothing = ask(small_study, ObjectionsQuestion(without=())).result
    assert (nothing.plan, nothing.entered, nothing.left) == (before, (), ())


def test_an_objection_of_somebody_who_is_recused_is_not_followed(
    play: Callable[..., Played],
) -> None:
    played = play()
    played.move("review")
    played.say("cy", BBB, "object", "not now", "partner")
    played.say("ann", BBB, "agree")
    assert played.view.objected(played.person("ann"), "Africa") == ()


def test_without_them_there_may_be_no_plan(disputed: Played) -> None:
    view = disputed.view
    setting = Setting(view.rated, plan=view.recommended.plan)
    none = Followed(
        without=(BBB,),
        before=view.recommended.plan,
        plan=view.recommended.plan.but(status="infeasible", value=None, focus=()),
    )
    assert none.price is None
    assert review.followed_words(none, setting) == (
        "If every objection were followed, no plan meets all conditions."
    )


@pytest.mark.parametrize(
    ("names", "others"), [("roles", ["a member", "you"]), ("none", ["somebody", "you"])]
)
def test_names_are_shown_as_the_setting_says(
    play: Callable[..., Played], names: str, others: list[str]
) -> None:
    played = play(requirements=Requirements.model_validate({"names": names}))
    played.move("review")
    played.say("bo", BBB, "object", WORDS, "figure")
    played.say("ann", BBB, "agree")
    found = told(played, "ann")
    assert [one["who"] for one in found.table("sayings").records] == others
    text = page(found, pictures=False).decode()
    assert not {"Bo<", "Cy<", "Bank of Good Works"} & {
        word for word in ("Bo<", "Cy<", "Bank of Good Works") if word in text
    }
    assert row(found, BBB)["recused_words"] == "1 person"
    assert taskforce.who("ann", played.view) == ("the chair" if names == "roles" else "somebody")


def test_overrides_signatures_and_accepted_ratings_are_told(play: Callable[..., Played]) -> None:
    played = play()
    going = played.move("review")
    assert (played.view.planned or played.view.recommended).plan == played.view.recommended.plan
    agreed = Accepted(candidate=BBB, measure="will", value="none", reason="talked it over")
    ratings.accept(played.records, "ann", going, played.study, agreed)
    view = played.view
    assert view.planned is None
    answer = ask(view.rated, view.question)
    setting = Setting(view.rated, plan=answer.result.plan)
    person = played.person("ann")
    price = decisions.price_of(answer.result.plan, answer.result.plan)
    departure = Override(candidate=BB2, direction="in", reason="promised", price=price)
    decisions.override(played.records, "ann", going, played.study, departure)
    signed = Signature(region="Africa", ids=(BB1, BB2, BBB), words="Nobody else answered.")
    decisions.sign(played.records, "ann", going, played.study, signed)
    found = review.report(played.view, "Africa", person, setting)
    said_alike(found)
    assert found.text == (
        "Since the round was opened 1 rating was accepted: the list is the same with them.",
        "Decided against the plan: Citizens' budget of the port (Port Beta, Betaland) is put in.",
        "Ann signed this list on 6 January 2020.",
    )
    assert row(found, BB2)["recommended"] == "no, narrowly out; decided: in all the same"


@pytest.mark.parametrize(
    ("state", "answer"),
    [
        ("draft", "Europe: the round has not begun yet."),
        ("rating", "Europe: ratings come first; stances are taken after them."),
        ("review", "Europe: 0 of 1 have answered; closes on 12 March."),
        ("decided", "Europe: 0 of 1 have answered; the review is over."),
        ("closed", "Europe: 0 of 1 have answered; closed on 6 January 2020."),
    ],
)
def test_the_answer_says_where_the_round_stands(
    play: Callable[..., Played], state: str, answer: str
) -> None:
    played = play()
    played.move(state)
    assert told(played, "eve", "Europe").answer == answer


def test_what_somebody_typed_is_shown_as_typed(play: Callable[..., Played]) -> None:
    played = play(names=dict(zip(("ann", "bo", "cy", "eve"), ATTACKS, strict=False)))
    played.move("review")
    for who, words in zip(("ann", "bo", "cy"), ATTACKS[4:], strict=False):
        played.say(who, BBB, "object", words, "other")
    found = told(played, "ann")
    text = page(found, pictures=False).decode()
    assert "<script" not in text
    assert "<img" not in text
    assert [one["words"] for one in found.table("sayings").records] == list(ATTACKS[4:7])
