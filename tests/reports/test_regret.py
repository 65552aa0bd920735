"""What departures cost, then and now, as a report. Oracle: prices and a round made by hand."""

from collections.abc import Callable

from optimizer.bounded_value import BoundedValue
from optimizer.decisions import Decisions
from optimizer.plan import Plan
from optimizer.study import Study
from questions.overlay import with_list_in_force
from questions.regret import Departure, PriceNow, Regret
from reports.reassess import since_round
from reports.regret import report
from reports.setting import Setting
from tests.hostile import ATTACKS
from tests.reports.faces import said_alike
from tests.rounds import AAA, BB2, BBB, Played

PLAN = Plan(
    status="optimal", value=200.0, bound=200.0, gap=0.0, seconds=0.0, solver="by hand",
    decisions=Decisions(focus=frozenset({(BB2, "H1")})),
)  # fmt: skip
NOTHING, SOME = (BoundedValue(found=one, low=one, high=one) for one in (0.0, 3.25))


def now(candidate: str, side: str, **fields: object) -> PriceNow:
    departure = Departure.model_validate({"candidate": candidate, "side": side})
    return PriceNow.model_validate({"departure": departure, **fields})


def played(play: Callable[..., Played], *departures: tuple[str, str, str]) -> Played:
    found = play()
    found.move("review")
    for candidate, side, reason in departures:
        found.depart(candidate, side, reason)  # type: ignore[arg-type]
    return found


def test_one_departure_is_told_with_its_price_then_and_now(
    play: Callable[..., Played], small_study: Study
) -> None:
    view = played(play, (BB2, "in", "promised")).view
    setting = Setting(small_study)
    found = Regret(plan=PLAN, each=(now(BB2, "in", agrees=True, price=NOTHING),), together=NOTHING)
    told = report(found, view, setting)
    assert told.answer == (
        "Citizens' budget of the port (Port Beta, Betaland) was put in against the plan, for 8.6 "
        "points (proven); with today's evidence the plan has it in by itself, so that it costs "
        "nothing."
    )
    (row,) = told.table("overrides").rows
    assert (row["price_then"].found, row["price_now"].found) == (
        view.overrides[0].price.found, 0.0,
    )  # fmt: skip
    assert "“promised” (Lea, 6 January 2020)" in row["said"]


def test_several_are_told_together_and_who_is_gone(
    play: Callable[..., Played], small_study: Study
) -> None:
    view = played(play, (BB2, "in", "promised"), (AAA, "out", "no mandate")).view
    each = (now(BB2, "in", price=SOME), now(AAA, "out", known=False))
    told = report(Regret(plan=PLAN, each=each, together=SOME), view, Setting(small_study))
    assert told.answer == (
        "With today's evidence the two departures from the plan cost 3.2 points (proven) together."
    )
    assert [row["now"] for row in told.table("overrides").rows] == [
        "it costs 3.2 points (proven)", "nothing can be said: the tables do not have it any more",
    ]  # fmt: skip
    unknown = report(Regret(plan=PLAN, each=each), view, Setting(small_study))
    assert "is not known with today's evidence" in unknown.answer


def test_a_round_that_departed_nowhere(play: Callable[..., Played], small_study: Study) -> None:
    told = report(None, play().view, Setting(small_study))
    assert told.answer == "Annual round 2020 departed from its plan nowhere."
    assert told.json()["overrides"] == []


def test_what_was_typed_is_told_as_typed(play: Callable[..., Played], small_study: Study) -> None:
    found = play(title=ATTACKS[2], names={"lea": ATTACKS[3]})
    found.move("review")
    found.depart(BB2, "in", ATTACKS[4])
    each = (now(BB2, "in", price=SOME),)
    told = report(Regret(plan=PLAN, each=each, together=SOME), found.view, Setting(small_study))
    assert ATTACKS[4] in told.sentences[1]
    said_alike(told)


def test_what_else_is_to_know_of_the_round_before(
    play: Callable[..., Played], small_study: Study
) -> None:
    found = play()
    found.move("rating")
    found.rate("ann", BBB, "strong")
    found.accept(BBB, "strong")
    found.move("review")
    found.depart(BB2, "in", "promised")
    found.close()
    told = [note.text for note in since_round(found.view, Setting(small_study))]
    assert told[0] == (
        "Before: Annual round 2020, closed since 6 January 2020, with its data, configuration and "
        "levers as they were kept and the 1 rating that it accepted."
    )
    assert told[1].startswith("The list in force now is not the one that it adopted:")
    assert "Citizens' budget of the port" in told[1]
    assert told[2] == "1 rating that it accepted is not in the evidence of today."
    adopted = with_list_in_force(found.view.rated, found.view.signatures[""].ids)
    assert len(since_round(found.view, Setting(adopted))) == 1
