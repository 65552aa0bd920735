"""Migrations up and down, on records that are filled; oracle: Alembic's own comparison."""

import pytest
import sqlalchemy as sql
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from config.problems import InputError
from records import database, trail
from records.schema import METADATA
from records.store import Records
from records.trail import Fault
from tests.records.acts import SCENES, Material, Stage


@pytest.fixture
def full(records_without_anybody: Records, material: Material) -> Records:
    """Return filled records of this test's own."""
    for scene in SCENES:
        scene.play(Stage(records_without_anybody, material))
    return records_without_anybody


def tables(records: Records) -> set[str]:
    with records.engine.connect() as connection:
        return set(sql.inspect(connection).get_table_names())


def faults(records: Records) -> list[Fault]:
    with records.reading() as connection:
        return list(trail.verify(connection))


def head(records: Records) -> trail.Head:
    with records.reading() as connection:
        return trail.head(connection)


def test_what_migrations_make_is_what_the_program_knows(
    records_without_anybody: Records,
) -> None:
    """What is put in where nothing is said is compared on PostgreSQL: Alembic misreads SQLite's."""
    with records_without_anybody.reading() as connection:
        defaults = connection.dialect.name == "postgresql"
        context = MigrationContext.configure(connection, opts={"compare_server_default": defaults})
        assert compare_metadata(context, METADATA) == []


def test_down_and_up_again_keeps_everything(full: Records, address: str) -> None:
    before = head(full)
    assert not database.bring_up(full.engine)
    database.bring_down(full.engine, "0001")
    assert {one.kind for one in faults(full)} == {"unguarded"}
    with pytest.raises(InputError, match=r"older one.*focus records init"):
        Records.at(address)
    again = Records.at(address, make=True)
    assert faults(again) == []
    assert head(again) == before
    with (
        pytest.raises(sql.exc.DatabaseError, match="cannot be changed"),
        again.engine.begin() as connection,
    ):
        connection.execute(sql.text("DELETE FROM stances"))
    again.close()


def test_down_to_nothing_and_up_again(full: Records) -> None:
    made = tables(full)
    database.bring_down(full.engine, "base")
    assert tables(full) == {"alembic_version"}
    assert database.bring_up(full.engine)
    assert tables(full) == made
    assert (faults(full), head(full).number) == ([], 0)


def test_a_newer_schema_is_left_alone(full: Records, address: str) -> None:
    before = head(full)
    with full.engine.begin() as connection:
        connection.execute(sql.text("UPDATE alembic_version SET version_num = '9999'"))
    for make in (False, True):
        with pytest.raises(InputError, match=r"newer one.*nothing was changed"):
            Records.at(address, make=make)
    assert head(full) == before
