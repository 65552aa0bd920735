"""Ratings of a region in words. Oracle: ratings counted by hand; plans made by hand.

Gammaland fails its gates, so nobody is asked about it. Cy is recused from Betaland.
"""

from collections.abc import Callable

import pytest

from config.rounds import Requirements
from optimizer.plan import Plan
from questions.asking import ask
from questions.disagreement import Disagreement, DisagreementQuestion
from questions.objections import ObjectionsQuestion
from records import ratings
from records.ratings import Accepted
from reports import rating
from reports.report import Report
from reports.setting import Setting
from tests.hostile import ATTACKS
from tests.reports.faces import said_alike
from tests.rounds import BBB, PORT, Played


def told(played: Played, who: str, found: Disagreement | None = None) -> Report:
    view = played.view
    setting = Setting(view.rated, view.round.scenario)
    report = rating.report(view, "Africa", played.person(who), setting, disagreement=found)
    said_alike(report)
    return report


def row(found: Report, candidate: str) -> dict[str, object]:
    return next(one for one in found.table("ratings").records if one["id"] == candidate)


@pytest.fixture
def rated(play: Callable[..., Played]) -> Played:
    played = play()
    played.move("rating")
    played.rate("ann", BBB, "strong", "new minister")
    played.rate("bo", BBB, "none", "no budget")
    played.rate("bo", PORT, "some")
    return played


def test_the_panel_is_shown_once_ones_own_rating_is_in(rated: Played) -> None:
    found = told(rated, "ann")
    assert found.answer == (
        "Africa: 2 of 3 people have rated; you have rated 1 of 2; ratings close on 20 February."
    )
    assert found.text == (
        "Still missing, and only people can rate it: political will for 1 country.",
    )
    first = row(found, BBB)
    assert (first["lowest"], first["middle"], first["highest"]) == ("none", "none", "strong")
    assert first["panel"] == "none to strong; median none (2 people)"
    assert first["levels"] == ["none", "some", "strong"]
    assert row(found, PORT)["panel"] == "1 has rated; shown once your own is in"
    assert row(found, PORT)["middle"] is None
    assert {one["id"] for one in found.table("ratings").records} == {BBB, PORT}
    assert [one["reason"] for one in found.table("sayings").records] == [
        "no budget",
        "new minister",
    ]
    assert [(one["who"], one["done"], one["asked"]) for one in found.table("people").records] == [
        ("you", 1, 2),
        ("Bo", 2, 2),
        ("Cy", 0, 1),
    ]
    blind = told(rated, "cy")
    assert not blind.table("sayings").rows
    assert not blind.table("agreement").rows
    assert row(blind, BBB)["you_are_recused"] == "Bank of Good Works is engaged there"
    assert "budget" not in str(blind.json())


def test_once_ratings_are_over_everybody_sees_them(rated: Played) -> None:
    rated.move("review")
    found = told(rated, "lea")
    assert len(found.table("sayings").rows) == 3
    assert found.answer == "Africa: 2 of 3 people have rated; ratings are over."


def test_names_are_shown_as_the_setting_says(play: Callable[..., Played]) -> None:
    played = play(requirements=Requirements(names="roles"))
    played.move("rating")
    played.rate("ann", BBB, "strong")
    played.rate("bo", BBB, "none")
    assert [one["who"] for one in told(played, "bo").table("sayings").records] == [
        "you",
        "the chair",
    ]


def test_an_accepted_rating_is_no_longer_missing(rated: Played) -> None:
    going = rated.move("review")
    agreed = Accepted(candidate=BBB, measure="will", value="some", reason="talked it over")
    ratings.accept(rated.records, "ann", going, rated.study, agreed)
    found = told(rated, "ann")
    assert not found.table("missing").rows
    assert row(found, BBB)["accepted_words"] == "some"
    assert rating.accepted_words(
        Accepted(candidate=BBB, measure="x", value=3.0, low=2.0, high=4.5)
    ) == ("3 (2 to 4.5)")


@pytest.mark.parametrize(
    ("alpha", "panels", "words"),
    [
        (None, 1, "all who rate the same say the same"),
        (0.9, 2, "too little is rated by several to say how far they agree"),
        (0.8, 3, "they agree well"),
        (0.7, 3, "they agree, enough for a first look"),
        (0.6, 3, "they agree little"),
        (0.0, 3, "they agree no more than by chance"),
        (-0.4, 3, "they agree no more than by chance"),
    ],
)
def test_agreement_in_words(alpha: float | None, panels: int, words: str) -> None:
    assert rating.agreement_words(alpha, panels) == words


def test_what_the_disagreement_does_to_the_plan(rated: Played) -> None:
    view = rated.view
    question = DisagreementQuestion(ratings=ratings.spread(view.panels(rated.person("ann"))))
    assert question.ratings[0].lowest == "none"
    same = told(rated, "ann", ask(view.rated, question).result)["disagreement"]
    assert same.text == (
        "None: at the lowest ratings, the medians and the highest the list is the same.",
    )
    plan = view.recommended.plan
    less = ask(view.rated, ObjectionsQuestion(without=(BBB,))).result.plan
    swayed = Disagreement(plans={"lowest": less, "middle": plan, "highest": plan})
    found = told(rated, "ann", swayed)
    assert found["disagreement"].text == (
        "Betaland depends on whose ratings one takes; 4 others are in whatever they are.",
    )
    (only,) = found.table("swayed").records
    assert (only["lowest"], only["middle"], only["highest"]) == (False, True, True)
    none = Plan(status="infeasible", value=None, bound=None, gap=None, seconds=0.0, solver="x")
    never = Disagreement(plans={"lowest": none, "middle": plan, "highest": plan})
    assert told(rated, "ann", never)["disagreement"].text == (
        "There is no plan that meets all conditions at the lowest ratings.",
    )


def test_reasons_are_shown_as_typed(play: Callable[..., Played]) -> None:
    played = play()
    played.move("rating")
    for who, words in zip(("ann", "bo"), ATTACKS[2:], strict=False):
        played.rate(who, PORT, "some", words)
    found = told(played, "ann")
    assert {one["reason"] for one in found.table("sayings").records} == set(ATTACKS[2:4])
