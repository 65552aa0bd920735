"""Scenarios kept under a name, on both databases. Oracle: who may see what, worked out by hand."""

import pytest

from config.problems import InputError, Problems
from optimizer.scenario import Scenario
from optimizer.study import Study
from records import people, scenarios
from records.permissions import NOBODY, Person, RefusedError
from records.scenarios import Saved
from records.store import Records, StaleError
from tests.records.conftest import Joined

FEWER = Scenario(name="Fewer people", weeks={"europe": 12.0})


@pytest.fixture
def ann(join: Joined) -> Person:
    return join("ann", "analyst")


@pytest.fixture
def bo(join: Joined) -> Person:
    return join("bo", "reader")


def kept(records: Records, study: Study, who: Person, **fields: object) -> Saved:
    saved = Saved.model_validate({"id": "", "scenario": FEWER, "author": who.id, **fields})
    return scenarios.save(records, who.id, study, saved)


def test_versions_stay_and_the_last_one_holds(
    records: Records, ann: Person, small_study: Study
) -> None:
    first = kept(records, small_study, ann)
    further = first.but(scenario=FEWER.but(weeks={"europe": 8.0}), came_from=f"{first.id}@1")
    second = scenarios.save(records, ann.id, small_study, further, seen=1)
    with pytest.raises(StaleError):
        scenarios.save(
            records, ann.id, small_study, first.but(scenario=FEWER.but(weeks={})), seen=1
        )
    with records.reading() as connection:
        (mine,) = scenarios.scenarios(connection, ann)
        every = scenarios.versions(connection, ann)[first.id]
    assert (first.version, second.version, mine.version) == (1, 2, 2)
    assert [one.scenario.weeks for one in every] == [{"europe": 12.0}, {"europe": 8.0}]
    assert (mine.dataset, mine.configuration) == (
        small_study.dataset_hash, small_study.configuration_hash,
    )  # fmt: skip


def test_only_what_is_shared_is_seen_by_others_and_nobody_changes_it(
    records: Records, ann: Person, bo: Person, small_study: Study
) -> None:
    private = kept(records, small_study, ann)
    shared = scenarios.save(
        records, ann.id, small_study, private.but(shared=True), seen=private.version
    )
    with records.reading() as connection:
        (seen,) = scenarios.scenarios(connection, bo)
        assert scenarios.scenarios(connection, NOBODY) == (seen,)
        assert [one.version for one in scenarios.versions(connection, bo)[shared.id]] == [2]
    with pytest.raises(RefusedError):
        scenarios.save(records, bo.id, small_study, seen)
    with pytest.raises(RefusedError):
        scenarios.take_away(records, bo.id, seen)
    scenarios.take_away(records, ann.id, shared)
    with records.reading() as connection:
        assert scenarios.scenarios(connection, ann) == ()


def test_a_text_names_a_scenario_and_a_version(
    records: Records, join: Joined, ann: Person, bo: Person, small_study: Study
) -> None:
    cy, dee = join("cy", "reader"), join("dee", "reader")
    first = kept(records, small_study, ann)
    scenarios.save(records, ann.id, small_study, first.but(scenario=FEWER.but(weeks={})), seen=1)
    kept(records, small_study, ann, scenario=FEWER.but(name="Mail@2"))

    def asked(person: Person, text: str) -> tuple[int | None, str]:
        problems = Problems()
        with records.reading() as connection:
            found = scenarios.named(connection, person, text, "SCENARIO", problems)
        return (None if found is None else found.version), " ".join(map(str, problems.found()))

    assert asked(ann, "fewer people") == (2, "")
    assert asked(ann, "Fewer people@1") == (1, "")
    assert asked(ann, "mail@2") == (1, "")
    assert "there are 1, 2" in asked(ann, "Fewer people@7")[1]
    assert "none is kept yet" in asked(bo, "Fewer people")[1]
    kept(records, small_study, bo, shared=True)
    assert asked(ann, "Fewer people") == (2, "")
    kept(records, small_study, cy, shared=True)
    assert "could be" in asked(dee, "Fewer people")[1]


def test_a_name_is_needed_and_somebody_of_the_roster(
    records: Records, ann: Person, small_study: Study
) -> None:
    with pytest.raises(InputError, match="must have a name"):
        kept(records, small_study, ann, scenario=FEWER.but(name=" "))
    with pytest.raises(RefusedError):
        kept(records, small_study, NOBODY)
    assert ann.id != people.SINGLE
