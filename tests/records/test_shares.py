"""How sure the list of a round is, as it is kept with it. Oracle: the question asked alone."""

import pytest

from optimizer.scenario import Scenario
from optimizer.study import Study
from questions.asking import ask
from questions.plan import PlanQuestion
from questions.shares import Shares, SharesQuestion
from records import answers, decisions, outcomes, ratings, rounds
from records.decisions import Signature
from records.outcomes import Outcome
from records.ratings import Accepted
from records.rounds import Opening, Round
from records.stated import Record, again, came_of, closed, of_round, of_rounds, once
from records.store import Records
from records.view import View, view
from tests.records.conftest import Joined, moved

ALPHA, BETA, REGISTER = "country:AAA", "country:BBB", "commitment:AA001"


def now(records: Records, which: str = "2020-annual") -> View:
    with records.reading() as connection:
        return view(connection, rounds.round_of(connection, which))


def keep(records: Records, found: View, draws: int, scenario: Scenario | None = None) -> Shares:
    levers = scenario or found.round.scenario
    answer = ask(found.rated, SharesQuestion(scenario=levers, draws=draws))
    answers.keep_alone(records, "lea", found.round.id, found.rated, answer)
    return answer.result


def test_the_most_draws_of_the_levers_and_tables_of_the_round_hold(
    records: Records, join: Joined, opened: Round
) -> None:
    """Other levers, and the tables before a rating was accepted, say nothing of its list."""
    assert opened.state == "draft"
    join("ann", "chair", regions=("Africa",))
    found = now(records)
    assert found.shares is None
    keep(records, found, 12, Scenario(must_not=frozenset((BETA,))))
    assert now(records).shares is None
    few, many = keep(records, found, 10), keep(records, found, 20)
    assert few != many
    assert now(records).shares == many
    keep(records, found, 15)
    assert now(records).shares == many
    going = moved(records, "rating")
    agreed = Accepted(candidate=BETA, measure="will", value="none", reason="talked it over")
    ratings.accept(records, "ann", going, found.study, agreed, 0)
    rated = now(records)
    assert rated.shares is None
    kept = keep(records, rated, 5)
    assert now(records).shares == kept


@pytest.fixture
def rewarded(small_study: Study) -> Study:
    """The small example, in which a commitment is a success when it is strong."""
    criteria = small_study.configuration.criteria
    success = {"chance": 0.5, "results": {"will": ["strong"]}}
    kinds = {**criteria.kinds, "commitment": criteria.kinds["commitment"].but(success=success)}
    configuration = small_study.configuration.but(criteria=criteria.but(kinds=kinds))
    return Study(small_study.dataset, configuration)


def test_closed_rounds_state_what_was_kept_with_them(
    records: Records, join: Joined, rewarded: Study
) -> None:
    """The first adopts a country and a commitment, the second another country.

    Shares are kept after the close, and what became of the commitment is recorded then.
    """
    join("lea", "leadership", regions=("*",))
    answer = ask(rewarded, PlanQuestion())
    for name, listed in (("2020-annual", (REGISTER, ALPHA)), ("2021-annual", (BETA,))):
        opening = Opening(id=name, title=f"Round {name}")
        rounds.open_round(records, "lea", opening, rewarded, answer)
        moved(records, "decided")
        with records.reading() as connection:
            assert name not in [one.id for one in closed(connection)]
            going = rounds.round_of(connection)
        whole = Signature(region="", ids=listed, words="So be it.")
        decisions.sign(records, "lea", going, rewarded, whole)
        moved(records, "closed")
    with records.reading() as connection:
        first, second = of_rounds(connection, closed(connection))
    assert (first.round, dict(first.shares)) == ("2020-annual", {})
    assert first.listed == {ALPHA, REGISTER}
    kept = keep(records, now(records), 10)
    with records.reading() as connection:
        first, second = of_rounds(connection, closed(connection))
    assert first.shares == kept.shares
    assert second.listed == {BETA}
    told = {one.candidate: one.came for one in again((first, second))}
    assert told == {one: one == BETA for one in kept.shares}
    became = Outcome(candidate=REGISTER, period="H1", measure="will", value="strong", source="s")
    outcomes.record(records, "lea", now(records).round, rewarded, became)
    with records.reading() as connection:
        (came,) = came_of(connection, (first, second))
    assert (came.candidate, came.share, came.came) == (REGISTER, kept.shares[REGISTER], True)


def test_a_round_and_its_record_are_one(
    records: Records, opened: Round, small_study: Study
) -> None:
    """The one that states shares is taken, in the place of the first."""
    assert opened.state == "draft"
    silent = of_round(now(records))
    assert not silent.shares
    telling = silent.but(shares={ALPHA: 1.0})
    alone = Record(
        title="a file", round=None, listed=frozenset(), shares={REGISTER: 0.5},
        dataset=small_study.dataset, configuration=small_study.configuration,
    )  # fmt: skip
    assert once([silent, alone, telling, alone]) == (telling, alone, alone)
    assert once([telling, silent.but(shares={BETA: 1.0})]) == (telling,)
