"""What the database itself refuses: a change of what is kept, and anything said too late.

Triggers, for SQLite and PostgreSQL: no row of the trail or of an append-only table can be changed,
deleted or replaced, and nothing can be written to a round once it is closed. They hold for whoever
is connected, this program included.
"""

from collections.abc import Collection, Iterator

import sqlalchemy as sql
from sqlalchemy.engine import Connection

from records.schema import KEPT, UNTIL_CLOSED

STANDS = "what is kept cannot be changed"
CLOSED = "the round is closed"
LOCK = 0x0F0C05
"""Key of PostgreSQL's advisory lock that lets one writer in at a time."""
_FUNCTIONS = {
    "focus_stands": f"BEGIN RAISE EXCEPTION '{STANDS}'; END",
    "focus_closed": (
        f"BEGIN PERFORM pg_advisory_xact_lock({LOCK}); "
        "IF EXISTS (SELECT 1 FROM states AS s WHERE s.round = NEW.round AND s.state = 'closed') "
        f"THEN RAISE EXCEPTION '{CLOSED}'; END IF; RETURN NEW; END"
    ),
}
"""What PostgreSQL's triggers call; whoever writes to a round waits for who may be closing it."""


def functions(dialect: str) -> Iterator[str]:
    """Yield the statements that make what PostgreSQL's triggers call."""
    if dialect == "postgresql":
        for name, body in _FUNCTIONS.items():
            yield f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$"


def guards(
    connection: Connection,
    kept: Collection[str] = ("trail", *KEPT),
    until_closed: Collection[str] = UNTIL_CLOSED,
) -> Iterator[tuple[str, str, str]]:
    """Yield the guards of tables: table, name of the trigger, and the statement that makes it.

    Args:
        connection: to SQLite or PostgreSQL.
        kept: tables of which no row can be changed or deleted.
        until_closed: tables into which nothing of a closed round can be written.
    """
    if connection.dialect.name == "postgresql":
        yield from _on_postgresql(kept, until_closed)
        return
    for table in kept:
        for event in ("update", "delete"):
            yield _on_sqlite(table, f"no_{event}", event, "", STANDS)
        same = " OR ".join(
            f"({' AND '.join(f'kept.{name} = NEW.{name}' for name in key)})"
            for key in _keys(connection, table)
        )
        when = f"WHEN EXISTS (SELECT 1 FROM {table} AS kept WHERE {same}) "
        yield _on_sqlite(table, "no_replace", "insert", when, STANDS)
    for table in until_closed:
        when = (
            "WHEN EXISTS (SELECT 1 FROM states WHERE states.round = NEW.round "
            "AND states.state = 'closed') "
        )
        yield _on_sqlite(table, "closed", "insert", when, CLOSED)


def _on_postgresql(
    kept: Collection[str], until_closed: Collection[str]
) -> Iterator[tuple[str, str, str]]:
    for table in kept:
        statement = (
            f"CREATE TRIGGER {table}_stands BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION focus_stands()"
        )
        yield table, f"{table}_stands", statement
    for table in until_closed:
        statement = (
            f"CREATE TRIGGER {table}_closed BEFORE INSERT ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION focus_closed()"
        )
        yield table, f"{table}_closed", statement


def _on_sqlite(table: str, name: str, event: str, when: str, why: str) -> tuple[str, str, str]:
    statement = (
        f"CREATE TRIGGER {table}_{name} BEFORE {event.upper()} ON {table} {when}"
        f"BEGIN SELECT RAISE(ABORT, '{why}'); END"
    )
    return table, f"{table}_{name}", statement


def _keys(connection: Connection, table: str) -> Iterator[list[str]]:
    """Yield the columns that no two rows of a table share, by which SQLite replaces rows."""
    inspector = sql.inspect(connection)
    yield inspector.get_pk_constraint(table)["constrained_columns"]
    unique = (one["column_names"] for one in inspector.get_unique_constraints(table))
    yield from sorted([name for name in names if name is not None] for names in unique)


def unguards(
    connection: Connection,
    kept: Collection[str] = ("trail", *KEPT),
    until_closed: Collection[str] = UNTIL_CLOSED,
) -> Iterator[str]:
    """Yield the statements that take the guards of tables away, for a migration downwards."""
    postgresql = connection.dialect.name == "postgresql"
    for table, name, _ in guards(connection, kept, until_closed):
        yield f"DROP TRIGGER {name}" + (f" ON {table}" if postgresql else "")
    if postgresql:
        yield from (f"DROP FUNCTION {name}()" for name in _FUNCTIONS)


def missing(connection: Connection) -> tuple[str, ...]:
    """Return the tables of which a guard is not in place any more, or no longer what it was."""
    if connection.dialect.name == "postgresql":
        there = _there(
            connection,
            "SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') AND pg_table_is_visible(c.oid)",
        )
        names = ", ".join(f"'{name}'" for name in _FUNCTIONS)
        bodies = f"SELECT proname, prosrc FROM pg_proc WHERE proname IN ({names})"
        if _there(connection, bodies) != set(_FUNCTIONS.items()):
            return tuple(dict.fromkeys(table for table, _, _ in guards(connection)))
        gone = (table for table, name, _ in guards(connection) if (table, name) not in there)
    else:
        there = _there(connection, "SELECT tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
        gone = (table for table, _, made in guards(connection) if (table, made) not in there)
    return tuple(dict.fromkeys(gone))


def _there(connection: Connection, query: str) -> set[tuple[str, str]]:
    return {(str(row[0]), str(row[1])) for row in connection.exec_driver_sql(query)}
