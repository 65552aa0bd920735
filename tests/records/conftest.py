"""Records for tests: the same tests on SQLite and PostgreSQL, and a round on the small example."""

import datetime as dt
import os
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
import sqlalchemy as sql

from optimizer.study import Study
from questions.answer import Answer
from questions.asking import ask
from questions.plan import Planned, PlanQuestion
from records import people, rounds
from records.permissions import Person, Role, State
from records.rounds import Opening, Round
from records.schema import STATES
from records.store import Records
from tests.records import postgres

ADMIN = Person(id="admin", name="Ada", roles=frozenset(("administrator",)), active=True)
BEGAN = dt.datetime(2020, 1, 6, 9, tzinfo=dt.UTC)


class Clock:
    """Tells a minute later each time that it is asked."""

    def __init__(self) -> None:
        self.time = BEGAN

    def __call__(self) -> dt.datetime:
        self.time += dt.timedelta(minutes=1)
        return self.time


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """Start PostgreSQL; skip without it, or fail where CI says it must be there."""
    programs = postgres.binaries()
    if programs is None:
        why = "needs PostgreSQL (Debian: postgresql) to hold the records to the same tests"
        if os.environ.get("CI"):
            pytest.fail(why)
        pytest.skip(why)
    with postgres.running(programs) as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Return where empty records can be made, on either database."""
    if request.param == "sqlite":
        yield str(tmp_path / "records.sqlite3")
        return
    server = request.getfixturevalue("postgresql")
    name = f"focus_{uuid.uuid4().hex[:12]}"
    engine = sql.create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sql.text(f"CREATE DATABASE {name}"))
    yield server.replace("/postgres?", f"/{name}?")
    with engine.connect() as connection:
        connection.execute(sql.text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


@pytest.fixture
def records(address: str) -> Iterator[Records]:
    """Return empty records with one administrator."""
    made = Records.at(address, make=True, clock=Clock())
    people.begin(made, ADMIN)
    yield made
    made.engine.dispose()


@pytest.fixture(scope="session")
def recommended(small_study: Study) -> Answer[Planned]:
    """Return the plan of the small example."""
    return ask(small_study, PlanQuestion())


Joined = Callable[..., Person]


@pytest.fixture
def join(records: Records) -> Joined:
    """Return what lets somebody into the roster."""

    def joined(
        who: str, *roles: Role, regions: tuple[str, ...] = (), interests: tuple[str, ...] = ()
    ) -> Person:
        person = Person(
            id=who,
            name=who.title(),
            email=f"{who}@example.org",
            roles=frozenset(roles),
            regions=frozenset(regions),
            interests=frozenset(interests),
        )
        return people.put(records, ADMIN.id, person)

    return joined


@pytest.fixture
def opened(
    records: Records, join: Joined, small_study: Study, recommended: Answer[Planned]
) -> Round:
    """Return a round on the small example, opened by leadership (``lea``); still a draft."""
    join("lea", "leadership", regions=("*",))
    opening = Opening(id="2020-annual", title="Annual round 2020")
    return rounds.open_round(records, "lea", opening, small_study, recommended)


def moved(records: Records, to: str) -> Round:
    """Move the round on until it is in a state; return it."""
    with records.reading() as connection:
        now = rounds.round_of(connection)
    for state in STATES[STATES.index(now.state) + 1 : STATES.index(to) + 1]:
        rounds.advance(records, "lea", now.id, cast("State", state))
    with records.reading() as connection:
        return rounds.round_of(connection, now.id)
