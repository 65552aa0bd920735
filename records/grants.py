"""What the program's own role of PostgreSQL needs: to read and to add, but not to change or delete.

The tables belong to another role, which makes them and brings them to a newer version. The role
that the program runs as then cannot change what is kept, nor take away the guards that keep it so
(:mod:`records.guards`).
"""

from collections.abc import Iterator

from sqlalchemy.dialects import postgresql

from records.schema import KEPT, drafts, trail

_quoted = postgresql.dialect().identifier_preparer.quote_identifier  # type: ignore[no-untyped-call]


def grants(role: str, schema: str = "public") -> Iterator[str]:
    """Yield the statements by which the owner of the records lets a role work with them.

    Args:
        role: that the program connects as; it must not own the tables.
        schema: that the tables are in.
    """
    whom = _quoted(role)
    yield f"GRANT USAGE ON SCHEMA {_quoted(schema)} TO {whom}"
    for name in (trail.name, *KEPT):
        yield f"GRANT SELECT, INSERT ON {_quoted(schema)}.{name} TO {whom}"
    yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON {_quoted(schema)}.{drafts.name} TO {whom}"
    yield f"GRANT SELECT ON {_quoted(schema)}.alembic_version TO {whom}"
