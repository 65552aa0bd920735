"""Records for tests: the same tests on SQLite and PostgreSQL, and a round on the small example."""

import contextlib
import datetime as dt
import itertools
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
from tests.records.acts import ADMIN, PUBLIC, SCENES, Material, Stage
from tests.records.player import Player, playing

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
    with new_address(request.param, tmp_path, request) as found:
        yield found


@contextlib.contextmanager
def new_address(
    dialect: str, folder: Path, request: pytest.FixtureRequest, *, stays: bool = False
) -> Iterator[str]:
    """Give where empty records can be made; on PostgreSQL they go again unless they stay."""
    if dialect == "sqlite":
        yield str(folder / "records.sqlite3")
        return
    server = request.getfixturevalue("postgresql")
    name = f"focus_{uuid.uuid4().hex[:12]}"
    engine = sql.create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sql.text(f"CREATE DATABASE {name}"))
    yield server.replace("/postgres?", f"/{name}?")
    if not stays:
        with engine.connect() as connection:
            connection.execute(sql.text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


@pytest.fixture(scope="session")
def filled_records(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Callable[[str], Records]]:
    """Return what gives records in which a whole round was played, the same ones to all tests."""
    made: dict[str, Records] = {}

    def filled(dialect: str) -> Records:
        if dialect not in made:
            with new_address(
                dialect, tmp_path_factory.mktemp("filled"), request, stays=True
            ) as address:
                records = made[dialect] = Records.at(address, make=True, clock=Clock())
            for scene in SCENES:
                scene.play(Stage(records, request.getfixturevalue("material")))
        return made[dialect]

    yield filled
    for records in made.values():
        records.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def filled(request: pytest.FixtureRequest, filled_records: Callable[[str], Records]) -> Records:
    """Return records in which a whole round was played, to look at and to leave as they are."""
    return filled_records(request.param)


@pytest.fixture
def records_without_anybody(address: str) -> Iterator[Records]:
    """Return empty records."""
    made = Records.at(address, make=True, clock=Clock())
    yield made
    made.close()


@pytest.fixture
def records(records_without_anybody: Records) -> Records:
    """Return empty records with one administrator."""
    people.begin(records_without_anybody, ADMIN)
    return records_without_anybody


@pytest.fixture(scope="session")
def material(small_study: Study) -> Material:
    """Return what the acts of a whole round are about."""
    return Material.made(small_study)


@pytest.fixture(scope="session")
def player() -> Iterator[Player]:
    """Return what plays acts in processes that can be killed."""
    with playing() as found:
        yield found


@pytest.fixture(scope="session")
def recommended(small_study: Study) -> Answer[Planned]:
    """Return the plan of the small example."""
    return ask(small_study, PlanQuestion())


@pytest.fixture
def reviewed(records_without_anybody: Records, material: Material) -> Records:
    """Return records in which the review has begun."""
    stage = Stage(records_without_anybody, material)
    for scene in itertools.takewhile(lambda one: one.name != "take a stance", SCENES):
        scene.play(stage)
    return records_without_anybody


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
    opening = Opening(id="2020-annual", title="Annual round 2020", requirements=PUBLIC)
    return rounds.open_round(records, "lea", opening, small_study, recommended)


def moved(records: Records, to: str) -> Round:
    """Move the round on until it is in a state; return it."""
    with records.reading() as connection:
        now = rounds.round_of(connection)
    for state in STATES[STATES.index(now.state) + 1 : STATES.index(to) + 1]:
        rounds.advance(records, "lea", now.id, cast("State", state))
    with records.reading() as connection:
        return rounds.round_of(connection, now.id)
