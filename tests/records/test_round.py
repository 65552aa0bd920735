"""A whole round in the records, on both databases; oracle: worked out by hand on the small example.

Alphaland lies in Europe; Betaland and Port Beta in Africa. The bank is engaged for Betaland.
"""

from pathlib import Path

import pytest
import sqlalchemy as sql

from config.problems import InputError
from optimizer.scenario import Scenario
from optimizer.study import Study
from questions.answer import Answer
from questions.asking import ask
from questions.overlay import with_list_in_force
from questions.plan import Planned, PlanQuestion
from records import (
    backup,
    decisions,
    inputs,
    people,
    ratings,
    recusal,
    rounds,
    stances,
    trail,
)
from records.decisions import Override, Signature
from records.permissions import RefusedError
from records.ratings import Accepted, Given
from records.rounds import Opening, Round
from records.stances import Stance
from records.store import Records, StaleError
from tests.records.conftest import Joined, moved

BETA, PORT = "country:BBB", "commitment:BB002"


def taskforce(join: Joined) -> None:
    join("ann", "chair", regions=("Africa",))
    join("bo", "member", regions=("Africa",))
    join("cy", "member", regions=("Africa",), interests=("partner:bank",))
    join("eve", "member", regions=("Europe",))


def test_a_round_from_opening_to_the_next(
    records: Records,
    join: Joined,
    opened: Round,
    small_study: Study,
    recommended: Answer[Planned],
    tmp_path: Path,
) -> None:
    taskforce(join)
    with records.reading() as connection:
        study = rounds.study(connection, opened)
        assert rounds.plan(connection, opened) == recommended.result
    assert (study.dataset_hash, study.configuration_hash) == (
        small_study.dataset_hash,
        small_study.configuration_hash,
    )
    assert PlanQuestion().key(study) == PlanQuestion().key(small_study)

    going = moved(records, "rating")
    will = Given(person="", candidate=BETA, measure="will", value="strong", reason="new minister")
    assert ratings.rate(records, "ann", going, study, will, 0) == 1
    assert ratings.rate(records, "ann", going, study, will, 0) == 1
    ratings.rate(records, "bo", going, study, will.but(value="none"), 0)
    with pytest.raises(StaleError) as stale:
        ratings.rate(records, "bo", going, study, will.but(value="some"), 0)
    assert stale.value.now["version"] == 1
    for who, why in (("eve", "region"), ("cy", "recused"), ("lea", "role"), ("nobody", "unknown")):
        with pytest.raises(RefusedError) as refused:
            ratings.rate(records, who, going, study, will)
        assert refused.value.verdict.why == why
    with records.reading() as connection:
        said = ratings.given(connection, going)
        ann, cy = (people.roster(connection)[place] for place in (1, 3))
    assert [one.person for one in ratings.open_to(said, ann, going)] == ["ann", "bo"]
    assert ratings.open_to(said, cy, going) == ()
    (panel,) = ratings.panels(said, study)
    assert (panel.middle, panel.lowest, panel.highest) == ("none", "none", "strong")
    agreed = Accepted(candidate=BETA, measure="will", value="strong", reason="talked it over")
    ratings.accept(records, "ann", going, study, agreed, 0)
    with records.reading() as connection:
        rated = ratings.rated_study(study, going, ratings.accepted(connection, going))
    (row,) = (r for r in rated.dataset.evidence if (r.candidate, r.measure) == (BETA, "will"))
    assert (row.value, row.basis, row.source) == ("strong", "judgement", "round-2020-annual")

    going = moved(records, "review")
    with pytest.raises(RefusedError):
        ratings.rate(records, "ann", going, study, will)
    yes = Stance(person="", candidate=BETA, stance="agree")
    stances.take(records, "ann", going, study, yes, 0)
    stances.take(records, "cy", going, study, yes, 0)
    with pytest.raises(InputError) as reasons:
        stances.take(records, "bo", going, study, yes.but(stance="object"), 0)
    assert len(reasons.value.problems) == 2
    no = yes.but(stance="object", about="figure", words="The forum has not met since March.")
    stances.take(records, "bo", going, study, no, 0)
    with records.reading() as connection:
        roster = people.roster(connection)
        everybody = recusal.recused(connection, going, roster, study.dataset)
        count = stances.counts(
            stances.stances(connection, going), [BETA], roster, everybody, study
        )[BETA]
    assert (count.asked, count.agree, count.object, count.recused) == (2, 1, 1, ("cy",))
    assert count.with_recused == (2, 1, 0)
    assert everybody["cy"][BETA].why == "partner"
    assert everybody["cy"]["commitment:BB001"].why == "within"

    answer = ask(study, PlanQuestion(scenario=Scenario(must=frozenset((PORT,)))))
    price = decisions.price_of(recommended.result.plan, answer.result.plan)
    assert 0 <= price.low <= price.found <= price.high
    departure = Override(candidate=PORT, direction="in", reason="promised in 2019", price=price)
    decisions.override(records, "ann", going, study, departure, answer, 0)
    with records.reading() as connection:
        departures = decisions.overrides(connection, going)
    listed = decisions.decided(recommended.result.plan, departures)
    assert set(listed) == {*recommended.result.plan.ids, PORT}
    africa = tuple(one for one in listed if study.dataset.by_id[one].region == "Africa")
    signed = Signature(region="Africa", ids=africa)
    with pytest.raises(InputError, match="for 2 of the 3 on the list"):
        decisions.sign(records, "ann", going, study, signed)
    decisions.sign(records, "ann", going, study, signed.but(words="Time is up."))
    going = moved(records, "decided")
    with pytest.raises(InputError, match="whole list signed"):
        rounds.advance(records, "lea", going.id, "closed")
    decisions.sign(
        records, "lea", going, study, Signature(region="", ids=listed, words="So be it.")
    )
    closed = moved(records, "closed")
    with pytest.raises(RefusedError):
        stances.take(records, "bo", closed, study, no)
    with pytest.raises(sql.exc.DatabaseError, match="closed"), records.engine.begin() as broken:
        broken.execute(
            sql.text(
                "INSERT INTO stances (act, part, round, person, candidate, stance, version) "
                "VALUES (1, 99, '2020-annual', 'x', 'y', 'agree', 1)"
            )
        )
    for statement in ("UPDATE trail SET person = 'x'", "DELETE FROM stances"):
        with (
            pytest.raises(sql.exc.DatabaseError, match="cannot be"),
            records.engine.begin() as hand,
        ):
            hand.execute(sql.text(statement))

    with records.reading() as connection:
        adopted = decisions.adopted(connection, closed)
        assert adopted is not None
        assert list(trail.verify(connection)) == []
    after = with_list_in_force(study, adopted)
    opening = Opening(id="2020-autumn", title="Autumn", previous="2020-annual")
    following = rounds.open_round(records, "lea", opening, after, ask(after, PlanQuestion()))
    assert following.previous == closed.id
    with records.reading() as connection:
        assert (
            inputs.study_of(connection, following.dataset, following.configuration)
            .dataset.by_id[PORT]
            .incumbent
        )

    file = tmp_path / "backup.zip"
    file.write_bytes(backup.back_up(records))
    copy = Records.at(str(tmp_path / "copy.sqlite3"), make=True)
    manifest = backup.restore(copy, file)
    with records.reading() as connection, copy.reading() as other:
        assert trail.head(connection) == trail.head(other) == manifest.head
