"""What is decided, in words. Oracle: the small example, whose two plans are made here as well."""

from collections.abc import Callable

from optimizer.bounded_value import BoundedValue
from optimizer.scenario import Scenario
from optimizer.study import Study
from questions.asking import ask
from questions.plan import PlanQuestion
from records import decisions, stances
from records.decisions import Override, Signature
from reports import decision, review
from reports.setting import Setting
from tests.rounds import AA1, AAA, BB1, BB2, BBB, Played

PORT_BUDGET = "Citizens' budget of the port (Port Beta, Betaland)"
EXACT = BoundedValue(found=2.5, low=2.5, high=2.5)


def setting(played: Played) -> Setting:
    view = played.view
    return Setting(view.rated, view.round.scenario, view.recommended.plan)


def test_a_departure_is_told_with_reason_price_and_whoever_decided_it(
    play: Callable[..., Played],
) -> None:
    played = play()
    played.move("review")
    one = Override(candidate=BB2, direction="in", reason="promised in 2019", price=EXACT)
    decisions.override(played.records, "ann", played.round, played.study, one, seen=0)
    (kept,) = played.view.overrides
    assert decision.departure_words(kept, played.view, setting(played)) == (
        f"{PORT_BUDGET} is put in against the plan, which cost "
        "2.5 points (proven) then: “promised in 2019” (Ann, 6 January 2020)"
    )


def test_a_price_says_who_else_would_change_sides(
    play: Callable[..., Played], small_study: Study
) -> None:
    played = play()
    before = played.view.recommended.plan
    after = ask(small_study, PlanQuestion(scenario=Scenario(must=frozenset((BB2,))))).result.plan
    price = decisions.price_of(before, after)
    told = decision.price_words(BB2, "in", price, before, after, setting(played))
    assert told.startswith(f"To put {PORT_BUDGET} in costs ")
    others = (before.ids ^ after.ids) - {BB2}
    assert ("in the best list with that" in told) == bool(others)
    for one in others:
        assert setting(played).label(one) in told
    none = decision.impossible(BB2, "out", setting(played))
    assert none.startswith(f"To leave {PORT_BUDGET} out leaves")


def test_a_list_says_what_is_missing_before_it_can_be_signed(play: Callable[..., Played]) -> None:
    played = play()
    played.move("review")
    ann, ids = played.person("ann"), (BBB, BB1)
    found = decision.listed(played.view, "Africa", ids, ann, setting(played))
    assert found.text == ("2 candidates on it.", "Nobody has signed it yet.")
    assert [row["meets"] for row in found.tables[0].rows] == [None, None]
    played.say("ann", BBB, "object", "No forum.", "figure")
    played.say("ann", BB1, "agree")
    found = decision.listed(played.view, "Africa", ids, ann, setting(played))
    assert found.text[1] == "Not enough is said of, or agreed on, Betaland."
    assert [row["meets"] for row in found.tables[0].rows] == [False, True]
    signed = Signature(region="Africa", ids=ids, words="Time is up.")
    decisions.sign(played.records, "ann", played.round, played.study, signed, 0)
    found = decision.listed(played.view, "Africa", (BBB, BB2), ann, setting(played))
    assert found.text[-3:] == (
        "Ann signed it on 6 January 2020.",
        "In words: “Time is up.”",
        f"Since then {PORT_BUDGET} enters and Open contracts (Betaland) leaves.",
    )


def test_the_whole_list_shows_what_is_said_once_the_review_is_over(
    play: Callable[..., Played],
) -> None:
    played = play()
    played.move("review")
    played.say("ann", BBB, "agree")
    played.move("decided")
    lea, ids = played.person("lea"), tuple(sorted(played.view.recommended.plan.ids))
    found = decision.listed(played.view, None, ids, lea, setting(played))
    said = {row["id"]: (row["said"], row["meets"]) for row in found.tables[0].rows}
    assert said[BBB] == ("1 agrees, 1 has not answered", True)
    assert said[AAA] == said[AA1] == ("nobody has answered", False)
    assert found.title == "The whole list"


def test_history_has_every_version_the_latest_first(play: Callable[..., Played]) -> None:
    played = play()
    played.move("review")
    played.say("bo", BBB, "agree")
    played.say("bo", BBB, "object", "No forum.", "figure")
    with played.records.reading() as connection:
        every = stances.history(connection, played.round, BBB)
    rows = review.history(every, played.view, played.person("ann")).tables[0].rows
    assert [(row["who"], row["stance_words"], row["words"]) for row in rows] == [
        ("Bo", "objects to a figure", "No forum."),
        ("Bo", "agrees", "–"),
    ]
