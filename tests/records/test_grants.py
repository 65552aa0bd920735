"""A role of PostgreSQL that can only read and add plays a whole round, and can do nothing else."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sql

from records import database, trail
from records.grants import grants
from records.schema import KEPT
from records.store import Records
from tests.records.acts import SCENES, Material, Stage

POSTGRESQL = pytest.mark.parametrize("address", ["postgresql"], indirect=True)
ROLE = 'the "program"'


@pytest.fixture
def granted(records_without_anybody: Records) -> Iterator[Records]:
    """Return the same records as another role reaches them."""
    owner = records_without_anybody.engine
    with owner.begin() as connection:
        connection.exec_driver_sql('DROP ROLE IF EXISTS "the ""program"""')
        connection.exec_driver_sql('CREATE ROLE "the ""program""" LOGIN')
        for statement in grants(ROLE):
            connection.exec_driver_sql(statement)
    granted = Records.at(owner.url.set(username=ROLE).render_as_string(hide_password=False))
    yield granted
    granted.close()
    with owner.begin() as connection:
        connection.exec_driver_sql('DROP OWNED BY "the ""program"""')
        connection.exec_driver_sql('DROP ROLE "the ""program"""')


@POSTGRESQL
def test_to_read_and_to_add_is_enough(granted: Records, material: Material) -> None:
    for scene in SCENES:
        scene.play(Stage(granted, material))
    with granted.reading() as connection:
        assert list(trail.verify(connection)) == []
        database.check(connection)


@POSTGRESQL
def test_nothing_else_is_granted(granted: Records) -> None:
    function = "CREATE OR REPLACE FUNCTION focus_stands() RETURNS trigger LANGUAGE plpgsql"
    attempts = [
        f"{function} AS $$BEGIN RETURN NULL; END$$",
        "UPDATE alembic_version SET version_num = '0'",
        "ALTER TABLE stances DISABLE TRIGGER ALL",
        "DROP TRIGGER stances_stands ON stances",
        "DROP TABLE drafts",
        "SET session_replication_role = replica",
    ]
    for table in ("trail", *KEPT):
        attempts += [
            f"UPDATE {table} SET act = act",
            f"DELETE FROM {table}",
            f"TRUNCATE {table}",
        ]
    for attempt in attempts:
        with (
            pytest.raises(sql.exc.DBAPIError, match=r"permission denied|must be owner"),
            granted.engine.begin() as connection,
        ):
            connection.exec_driver_sql(attempt)
