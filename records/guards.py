"""What the database itself refuses: a change of what is kept, and anything said too late.

Triggers, for SQLite and PostgreSQL: no row of the trail or of an append-only table can be changed
or deleted, and nothing can be written to a round once it is closed. They hold for whoever is
connected, this program included.
"""

from collections.abc import Collection, Iterator

from records.schema import KEPT, UNTIL_CLOSED

STANDS = "what is kept cannot be changed"
CLOSED = "the round is closed"
_FUNCTIONS = f"""
CREATE FUNCTION focus_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{STANDS}'; END $$;
CREATE FUNCTION focus_closed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM states WHERE states.round = NEW.round AND states.state = 'closed')
  THEN RAISE EXCEPTION '{CLOSED}'; END IF;
  RETURN NEW;
END $$;
"""


def functions(dialect: str) -> Iterator[str]:
    """Yield the statements that make what PostgreSQL's triggers call."""
    if dialect == "postgresql":
        yield from (f"{one.strip()} $$" for one in _FUNCTIONS.split("$$;") if one.strip())


def guards(
    dialect: str,
    kept: Collection[str] = ("trail", *KEPT),
    until_closed: Collection[str] = UNTIL_CLOSED,
) -> Iterator[str]:
    """Yield the statements that put the guards of tables in place.

    Args:
        dialect: sqlite or postgresql.
        kept: tables of which no row can be changed or deleted.
        until_closed: tables into which nothing of a closed round can be written.
    """
    for table in kept:
        if dialect == "postgresql":
            yield (
                f"CREATE TRIGGER {table}_stands BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION focus_stands()"
            )
        else:
            for event in ("update", "delete"):
                yield (
                    f"CREATE TRIGGER {table}_no_{event} BEFORE {event.upper()} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{STANDS}'); END"
                )
    for table in until_closed:
        if dialect == "postgresql":
            yield (
                f"CREATE TRIGGER {table}_closed BEFORE INSERT ON {table} "
                f"FOR EACH ROW EXECUTE FUNCTION focus_closed()"
            )
        else:
            yield (
                f"CREATE TRIGGER {table}_closed BEFORE INSERT ON {table} "
                f"WHEN EXISTS (SELECT 1 FROM states WHERE states.round = NEW.round "
                f"AND states.state = 'closed') BEGIN SELECT RAISE(ABORT, '{CLOSED}'); END"
            )


def unguards(
    dialect: str,
    kept: Collection[str] = ("trail", *KEPT),
    until_closed: Collection[str] = UNTIL_CLOSED,
) -> Iterator[str]:
    """Yield the statements that take the guards of tables away, for a migration downwards."""
    for table in kept:
        if dialect == "postgresql":
            yield f"DROP TRIGGER {table}_stands ON {table}"
        else:
            yield from (f"DROP TRIGGER {table}_no_{event}" for event in ("update", "delete"))
    for table in until_closed:
        yield f"DROP TRIGGER {table}_closed" + (f" ON {table}" if dialect == "postgresql" else "")
