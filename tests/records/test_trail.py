"""Whoever tampers with what is kept is found out; oracle: the test knows what it changed."""

import contextlib
import json
from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sql
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.engine import Connection

from records import guards, trail
from records.schema import KEPT, METADATA
from records.store import Records
from records.trail import Fault, Head

TABLES = ("trail", *KEPT)
SQLITE = pytest.mark.parametrize("filled", ["sqlite"], indirect=True)
CHANGED: dict[str, Any] = {"Text": "x", "Integer": 7, "Float": 1.5, "LargeBinary": b"x"}


def tamper(connection: Connection) -> None:
    """Do as whoever owns the database can: nothing holds them back until the transaction ends."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        connection.exec_driver_sql("ALTER TABLE states DROP CONSTRAINT ck_states_order")
        return
    connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    for _, name, _ in list(guards.guards(connection)):
        connection.exec_driver_sql(f"DROP TRIGGER {name}")


def faults(connection: Connection, noted: Head | None = None) -> list[Fault]:
    """Return what is found; that guards are gone, which SQLite's tamperer took away, aside."""
    return [one for one in trail.verify(connection, noted) if one.kind != "unguarded"]


def rows(connection: Connection, table: str) -> list[tuple[Any, ...]]:
    """Return the keys of a table, in order."""
    key = METADATA.tables[table].primary_key
    return [tuple(row) for row in connection.execute(sql.select(*key).order_by(*key))]


def of(table: str, key: tuple[Any, ...]) -> sql.ColumnElement[bool]:
    columns = METADATA.tables[table].primary_key
    return sql.and_(*(column == value for column, value in zip(columns, key, strict=True)))


def names(found: list[Fault], table: str, key: tuple[Any, ...]) -> bool:
    """Say whether faults name a row: of a table by act and part, of the trail by its number."""
    number, part = key[0], key[1] if len(key) > 1 else None
    return any((one.table, one.number, one.part) == (table, number, part) for one in found)


def one_tampering(connection: Connection, data: st.DataObject) -> None:
    """Change, delete, move, or add a row somewhere, and see that it is named."""
    table = data.draw(st.sampled_from([name for name in TABLES if rows(connection, name)]))
    columns = METADATA.tables[table]
    keys = rows(connection, table)
    key = data.draw(st.sampled_from(keys))
    how = data.draw(st.sampled_from(("change", "delete", "swap", "add", "renumber")))
    row = dict(connection.execute(sql.select(columns).where(of(table, key))).mappings().one())
    if how == "change":
        column = data.draw(st.sampled_from([c for c in columns.c if not c.primary_key]))
        value = CHANGED.get(type(column.type).__name__, not row[column.name])
        connection.execute(sql.update(columns).where(of(table, key)).values({column.name: value}))
        assert names(faults(connection), table, key)
    elif how == "delete":
        connection.execute(sql.delete(columns).where(of(table, key)))
        found = faults(connection)
        last = table == "trail" and key == keys[-1]
        assert found if last else names(found, table, key)
    elif how == "swap" and len(keys) > 1:
        other = data.draw(st.sampled_from([one for one in keys if one != key]))
        away = (-1, *key[1:])
        for old, new in ((key, away), (other, key), (away, other)):
            place = dict(zip(columns.primary_key.columns.keys(), new, strict=True))
            connection.execute(sql.update(columns).where(of(table, old)).values(place))
        found = faults(connection)
        assert names(found, table, key)
        assert names(found, table, other)
    elif how == "add":
        extra = (max(keys)[0] + data.draw(st.integers(1, 3)), *key[1:])
        added = {**row, **dict(zip(columns.primary_key.columns.keys(), extra, strict=True))}
        for name in ("hash", "version", "invitation", "identity", "key", "voter"):
            if name in added:
                added[name] = 99 if name == "version" else "0" * 64
        if table not in ("rounds", "states"):
            connection.execute(sql.insert(columns).values(added))
            assert names(faults(connection), table, extra)
    else:
        away = (key[0] + 1_000, *key[1:])
        place = dict(zip(columns.primary_key.columns.keys(), away, strict=True))
        connection.execute(sql.update(columns).where(of(table, key)).values(place))
        found = faults(connection)
        assert names(found, table, away)
        assert names(found, table, key) or (table == "trail" and key == keys[-1])


@contextlib.contextmanager
def held_back_by_nothing(records: Records) -> Iterator[Connection]:
    """Give a connection that can do anything, and that leaves nothing."""
    with records.engine.connect() as connection, connection.begin() as transaction:
        tamper(connection)
        yield connection
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA ignore_check_constraints = OFF")
        transaction.rollback()


def tampered_with(records: Records, times: int) -> None:
    """Tamper in many ways, each put back before the next."""

    @settings(max_examples=times, suppress_health_check=[HealthCheck.too_slow], database=None)
    @given(data=st.data())
    def once(data: st.DataObject) -> None:
        with held_back_by_nothing(records) as connection:
            one_tampering(connection, data)

    once()
    with records.reading() as connection:
        assert list(trail.verify(connection)) == []


def test_tampering_is_named(filled: Records) -> None:
    tampered_with(filled, 40)


@pytest.mark.long
def test_tampering_is_named_four_hundred_times(filled: Records) -> None:
    tampered_with(filled, 400)


@pytest.fixture
def tampering(filled: Records) -> Iterator[Connection]:
    """Return a connection to filled records that nothing holds back; it leaves nothing."""
    with held_back_by_nothing(filled) as connection:
        yield connection


@pytest.mark.parametrize("many", [1, 5])
def test_cut_off_at_the_end(tampering: Connection, many: int) -> None:
    noted = trail.head(tampering)
    above = noted.number - many
    tampering.execute(sql.delete(METADATA.tables["trail"]).where(sql.text(f"number > {above}")))
    cut = faults(tampering)
    assert {one.kind for one in cut} == {"cut off"}
    assert {one.number for one in cut} <= set(range(above + 1, noted.number + 1))
    for table in KEPT.values():
        tampering.execute(sql.delete(table).where(table.c.act > above))
    assert faults(tampering) == []
    assert faults(tampering, noted) == [Fault(kind="cut off", number=noted.number)]
    assert faults(tampering, trail.head(tampering)) == []


def test_written_anew_as_a_whole(tampering: Connection) -> None:
    """A chain that somebody made anew is a chain: only a head that was noted tells."""
    noted = trail.head(tampering)
    table, previous = METADATA.tables["trail"], trail.NOTHING
    for row in tampering.execute(sql.select(table).order_by(table.c.number)).mappings().all():
        said = {name: row[name] for name in ("at", "act", "about", "changes")}
        said["person"] = "somebody else"
        sealed = trail.sealed(row["number"], previous, said)
        tampering.execute(
            sql.update(table)
            .where(table.c.number == row["number"])
            .values(person="somebody else", previous=previous, hash=sealed)
        )
        previous = sealed
    assert faults(tampering) == []
    assert faults(tampering, noted) == [Fault(kind="head", number=noted.number)]


@pytest.mark.parametrize(
    "changes", ["[1]", "{}", '"x"', "[{}]", '[{"table": [], "part": {}}]', "[", "", "null"]
)
def test_changes_that_are_none(tampering: Connection, changes: str) -> None:
    """Sealed anew, so that only what the changes say is wrong."""
    table = METADATA.tables["trail"]
    last = trail.head(tampering).number
    row = tampering.execute(sql.select(table).where(table.c.number == last)).mappings().one()
    said = {name: row[name] for name in ("at", "person", "act", "about")}
    sealed = trail.sealed(last, row["previous"], {**said, "changes": changes})
    tampering.execute(
        sql.update(table).where(table.c.number == last).values(changes=changes, hash=sealed)
    )
    assert last in {one.number for one in faults(tampering)}


@SQLITE
@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("stances", "words = CAST(X'C328' AS TEXT)"),
        ("stances", "act = 'many'"),
        ("stances", "version = 9e99"),
        ("people", "active = 'perhaps'"),
        ("outcomes", "part = X'00'"),
        ("trail", "changes = CAST(X'C328' AS TEXT)"),
        ("trail", "at = X'32303230'"),
        ("trail", "person = 1"),
    ],
)
def test_what_no_column_should_hold_is_named(
    tampering: Connection, table: str, change: str
) -> None:
    """SQLite lets anything into any column, and into texts what is no text."""
    key = rows(tampering, table)[0]
    first = f"rowid = (SELECT min(rowid) FROM {table})"
    tampering.exec_driver_sql(f"UPDATE {table} SET {change} WHERE {first}")
    found = faults(tampering)
    assert table in {one.table for one in found}
    assert key[0] in {one.number for one in found}


def test_a_gap_without_end_is_told_in_finite_time(tampering: Connection) -> None:
    table, last = METADATA.tables["trail"], trail.head(tampering).number
    tampering.execute(sql.update(table).where(table.c.number == last).values(number=2_000_000_000))
    found = faults(tampering)
    assert len(found) < trail.MOST_MISSING + 20
    assert last in {one.number for one in found if one.kind == "missing"}


def test_guards_that_are_gone_are_told(filled: Records) -> None:
    postgresql = filled.engine.dialect.name == "postgresql"
    statements = (
        (
            "DROP TRIGGER stances_stands ON stances",
            "ALTER TABLE stances DISABLE TRIGGER stances_closed",
        )
        if postgresql
        else ("DROP TRIGGER stances_no_update", "DROP TRIGGER stances_closed")
    )
    for statement in statements:
        with filled.engine.connect() as connection, connection.begin() as transaction:
            assert list(trail.verify(connection)) == []
            connection.exec_driver_sql(statement)
            assert list(trail.verify(connection)) == [
                Fault(kind="unguarded", number=0, table="stances")
            ]
            transaction.rollback()
    if postgresql:
        with filled.engine.connect() as connection, connection.begin() as transaction:
            connection.exec_driver_sql(
                "CREATE OR REPLACE FUNCTION focus_stands() RETURNS trigger LANGUAGE plpgsql "
                "AS $$BEGIN RETURN NULL; END$$"
            )
            assert {one.table for one in trail.verify(connection)} == set(TABLES)
            transaction.rollback()


def test_every_change_of_what_is_kept_is_refused(filled: Records) -> None:
    """By the database, whoever asks: each statement on each table."""
    postgresql = filled.engine.dialect.name == "postgresql"
    for name in TABLES:
        table = METADATA.tables[name]
        column = next(c.name for c in table.c if not c.primary_key)
        statements = [f"UPDATE {name} SET {column} = {column}", f"DELETE FROM {name}"]
        statements += (
            [f"TRUNCATE {name} CASCADE"]
            if postgresql
            else [
                f"INSERT OR REPLACE INTO {name} SELECT * FROM {name}",
                f"UPDATE OR REPLACE {name} SET {column} = {column}",
            ]
        )
        for statement in statements:
            with (
                pytest.raises(sql.exc.DatabaseError, match=r"cannot be changed|is closed"),
                filled.engine.begin() as connection,
            ):
                connection.exec_driver_sql(statement)
    with filled.reading() as connection:
        assert list(trail.verify(connection)) == []


@SQLITE
def test_nothing_is_replaced_by_another_key(filled: Records) -> None:
    """SQLite deletes what stands in the way of a unique column, and asks no trigger of deletion."""
    replace = (
        "INSERT OR REPLACE INTO scenarios SELECT 1, 50, scenario, 'mine', levers, author, shared,"
        "dataset, configuration, came_from, version FROM scenarios LIMIT 1"
    )
    with filled.engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA recursive_triggers = OFF")
        with pytest.raises(sql.exc.DatabaseError, match="cannot be changed"):
            connection.exec_driver_sql(replace)
        connection.exec_driver_sql("PRAGMA recursive_triggers = ON")


def test_the_trail_speaks_of_every_row(filled: Records) -> None:
    with filled.reading() as connection:
        table = METADATA.tables["trail"]
        changes = connection.execute(sql.select(table.c.number, table.c.changes)).all()
        spoken = {(n, one["table"], one["part"]) for n, text in changes for one in json.loads(text)}
        there = {(act, name, part) for name in KEPT for act, part in rows(connection, name)}
    assert spoken == there != set()
