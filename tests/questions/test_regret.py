"""What departures cost in hindsight. Oracle: exact plans with and without each lock, made alone."""

import pytest

from config.problems import InputError
from optimizer.scenario import Scenario
from optimizer.search.effort import EXACT
from optimizer.study import Study
from questions.asking import ask
from questions.overlay import Rating, with_list_in_force, with_ratings
from questions.regret import Departure, RegretQuestion, hindsight
from tests.optimizer.solved import solve
from tests.rounds import AAA, BB2, BBB, OWNERSHIP, PORT

PUT_IN = Departure(candidate=BB2, side="in")
LEFT_OUT = Departure(candidate=BBB, side="out")


def value(study: Study, scenario: Scenario = Scenario()) -> float:  # noqa: B008 (frozen)
    found = solve(study.problem(scenario)).value
    assert found is not None
    return found


def test_each_price_is_that_of_its_lock_alone(small_study: Study) -> None:
    question = RegretQuestion(departures=(PUT_IN, LEFT_OUT), plan=EXACT)
    found = ask(small_study, question).result
    best = value(small_study)
    locks = (
        Scenario(must=frozenset((BB2,))), Scenario(must_not=frozenset((BBB,))),
        Scenario(must=frozenset((BB2,)), must_not=frozenset((BBB,))),
    )  # fmt: skip
    prices = [best - value(small_study, one) for one in locks]
    told = [*(one.price for one in found.each), found.together]
    for price, one in zip(prices, told, strict=True):
        assert one is not None
        assert one.found == pytest.approx(price, abs=1e-6)
        assert one.exact
    assert prices[0] == pytest.approx(8.6)
    assert not any(one.agrees for one in found.each)


def test_where_the_plan_agrees_by_now_nothing_is_lost(small_study: Study) -> None:
    better = with_ratings(
        small_study, [Rating(candidate=BB2, measure="ambition", value=3.0, reason="coded")]
    )
    assert BB2 in solve(better.problem()).ids
    found = ask(better, RegretQuestion(departures=(PUT_IN,), plan=EXACT)).result
    (one,) = found.each
    assert one.agrees
    assert one.price is not None
    assert one.price.found == pytest.approx(0.0, abs=1e-6)
    assert found.together == one.price


def test_who_is_gone_and_who_cannot_be_in(small_study: Study) -> None:
    gone = Departure(candidate="country:ZZZ", side="in")
    never = Departure(candidate=PORT, side="in")
    found = ask(small_study, RegretQuestion(departures=(gone, never, PUT_IN), plan=EXACT)).result
    assert [one.departure for one in found.each] == [gone, never, PUT_IN]
    assert [one.known for one in found.each] == [False, True, True]
    assert found.each[1].price is None
    assert found.together is None


def test_in_hindsight_only_the_evidence_is_that_of_today(small_study: Study) -> None:
    later = with_list_in_force(
        with_ratings(
            small_study, [Rating(candidate=AAA, measure="will", value="none", reason="later")]
        ),
        [BBB],
    )
    teams = small_study.configuration.capacity.teams
    richer = later.configuration.but(
        capacity=small_study.configuration.capacity.but(
            teams={**teams, "europe": teams["europe"].but(weeks=500.0)}
        )
    )
    seen = hindsight(small_study, Study(later.dataset, richer))
    assert seen.configuration == small_study.configuration
    assert {one.id for one in seen.dataset.candidates if one.incumbent} == {
        AAA, "commitment:BB001", OWNERSHIP,
    }  # fmt: skip
    assert seen.dataset.evidence == later.dataset.evidence


def test_tables_of_another_kind_are_refused(small_study: Study) -> None:
    candidates = [one.but(kind="city") for one in small_study.dataset.candidates[:1]]
    other = small_study.dataset.but(candidates=tuple(candidates), evidence=(), links=())
    with pytest.raises(InputError, match="city"):
        hindsight(small_study, Study(other, small_study.configuration))
