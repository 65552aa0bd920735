"""The trail: who did what, and when, as a chain of hashes.

Each row holds the rows that an act wrote and the hash of the row before it; its own hash is the
SHA-256 of the canonical JSON (RFC 8785) of all that. Whoever changes, deletes, moves or adds a row
of the trail or of a table breaks the chain, or leaves a row that no act speaks of. A trail that is
cut off at its end together with everything its last rows speak of is still a chain: only a head
that was noted elsewhere (in minutes, a backup, a letter) shows that.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

import rfc8785
import sqlalchemy as sql
from sqlalchemy.engine import Connection

from config.base import Frozen
from records.guards import missing
from records.schema import KEPT, trail

NOTHING = "0" * 64
"""What the first row of a trail has for the hash of the row before."""
Change = dict[str, Any]
"""Table, part and columns of a row that was written."""


class Entry(Frozen):
    """One row of the trail."""

    number: int
    at: str
    """UTC, ISO 8601."""
    person: str
    act: str
    about: str
    changes: str
    """Rows written, as canonical JSON."""
    previous: str
    hash: str

    @property
    def rows(self) -> list[Change]:
        """The rows that were written."""
        found: list[Change] = json.loads(self.changes)
        return found


class Head(Frozen):
    """How long a trail is, and where it ends: what to note elsewhere."""

    number: int
    hash: str


def head(connection: Connection, by: int | None = None) -> Head:
    """Return the end of the trail.

    Args:
        connection: to the records.
        by: number of the act by which the trail is looked at; None = the last.
    """
    which = sql.select(trail.c.number, trail.c.hash).order_by(trail.c.number.desc()).limit(1)
    last = connection.execute(which if by is None else which.where(trail.c.number <= by)).first()
    return Head(number=0, hash=NOTHING) if last is None else Head(number=last[0], hash=last[1])


def canonical(value: object) -> str:
    """Return a value of JSON's types as canonical JSON."""
    return rfc8785.dumps(value).decode()  # type: ignore[arg-type]


def spoken_of(table: str, row: Mapping[str, Any]) -> Change:
    """Return a row as the trail speaks of it: bytes by their hash."""
    return {
        "table": table,
        **{
            name: f"sha256:{hashlib.sha256(value).hexdigest()}"
            if isinstance(value, bytes | memoryview)
            else value
            for name, value in row.items()
            if name != "act"
        },
    }


def sealed(number: int, previous: str, said: Mapping[str, str]) -> str:
    """Return the hash of a row of the trail.

    Args:
        number: its place.
        previous: hash of the row before.
        said: when, who, what, about what, and the changes.
    """
    return hashlib.sha256(
        canonical({"number": number, "previous": previous, **said}).encode()
    ).hexdigest()


def append(
    connection: Connection, *, at: str, person: str, act: str, about: str, changes: Sequence[Change]
) -> int:
    """Write the next row of the trail; return its number."""
    last = head(connection)
    said = {"at": at, "person": person, "act": act, "about": about, "changes": canonical(changes)}
    number = last.number + 1
    connection.execute(
        sql.insert(trail).values(
            number=number, previous=last.hash, hash=sealed(number, last.hash, said), **said
        )
    )
    return number


FaultKind = Literal[
    "missing",
    "moved",
    "changed",
    "row changed",
    "row deleted",
    "row added",
    "cut off",
    "head",
    "unguarded",
]
MOST_MISSING = 1_000
"""Rows of the trail in one gap that are named one by one."""


class Fault(Frozen):
    """One place where the records are not as they were written."""

    kind: FaultKind
    number: int
    """Of the row of the trail; 0 = of none."""
    table: str = "trail"
    part: int | None = None
    """Of the row of the table; None = the row of the trail itself, or the table as a whole."""


def verify(connection: Connection, noted: Head | None = None) -> Iterator[Fault]:
    """Yield every place where trail and tables are not as they were written.

    Args:
        connection: to the records.
        noted: a head that somebody noted before; the trail must still lead through it.
    """
    yield from (Fault(kind="unguarded", number=0, table=name) for name in missing(connection))
    tables = {name: dict(_read(connection, KEPT[name])) for name in KEPT}
    expected, previous = 1, NOTHING
    through = noted is None or noted.number == 0
    for (number,), row in _read(connection, trail):
        there = number if isinstance(number, int) else 0
        for gone in range(expected, min(there, expected + MOST_MISSING)):
            yield Fault(kind="missing", number=gone)
        if row is None or _sealed_anew(row) != row["hash"]:
            yield Fault(kind="changed", number=there)
        elif row["previous"] != previous:
            yield Fault(kind="moved", number=there)
        hashed = "" if row is None else str(row["hash"])
        through = through or noted == Head(number=there, hash=hashed)
        expected, previous = there + 1, hashed
        yield from _compared(there, row, tables)
    if noted is not None and not through:
        cut = noted.number >= expected
        yield Fault(kind="cut off" if cut else "head", number=noted.number)
    for name, rows in tables.items():
        for act, part in sorted(rows, key=str):
            if isinstance(act, int) and isinstance(part, int):
                kind: FaultKind = "cut off" if act >= expected else "row added"
                yield Fault(kind=kind, number=act, table=name, part=part)
            else:
                yield Fault(kind="row added", number=0, table=name)


Key = tuple[Any, ...]
Found = Mapping[str, Any] | None
"""A row as it is in the database; None where it cannot be read."""


def _read(connection: Connection, table: sql.Table) -> Iterator[tuple[Key, Found]]:
    """Yield the rows of a table by their key, in order; one that cannot be read as None."""
    key = tuple(table.primary_key)
    every = sql.select(*map(_as_stored, table.c)).order_by(*key)
    try:
        rows = connection.execute(every).mappings().all()
    except (sql.exc.DBAPIError, ValueError, TypeError):
        for there in connection.execute(sql.select(*key).order_by(*key)).all():
            this = [column == value for column, value in zip(key, there, strict=True)]
            try:
                yield tuple(there), dict(connection.execute(every.where(*this)).mappings().one())
            except (sql.exc.SQLAlchemyError, ValueError, TypeError):
                yield tuple(there), None
    else:
        for row in rows:
            yield tuple(row[column.name] for column in key), dict(row)


def _as_stored(column: sql.Column[Any]) -> sql.ColumnElement[Any]:
    """Return a column as the database holds it: SQLite's truths are numbers, which equal ours."""
    truth = isinstance(column.type, sql.Boolean)
    return sql.type_coerce(column, sql.Integer).label(column.name) if truth else column


def _sealed_anew(row: Mapping[str, Any]) -> str | None:
    """Return the hash that a row of the trail should have; None where it cannot have any."""
    said = {name: row[name] for name in ("at", "person", "act", "about", "changes")}
    if not all(isinstance(text, str) for text in (*said.values(), row["previous"])):
        return None
    try:
        return sealed(row["number"], row["previous"], said)
    except ValueError:
        return None


def _compared(number: int, row: Found, tables: Mapping[str, dict[Key, Found]]) -> Iterator[Fault]:
    """Yield the rows of an act that are not as it wrote them; take out those that are named."""
    for change in _changes(row):
        name, part = str(change.get("table")), change.get("part")
        rows = tables.get(name, {})
        if not isinstance(part, int) or (number, part) not in rows:
            known = part if isinstance(part, int) else None
            yield Fault(kind="row deleted", number=number, table=name, part=known)
        elif not _same(name, rows.pop((number, part)), change):
            yield Fault(kind="row changed", number=number, table=name, part=part)


def _changes(row: Found) -> Iterator[Change]:
    try:
        changes = json.loads(row["changes"]) if row is not None else []
    except (ValueError, TypeError):
        return
    yield from (
        (one for one in changes if isinstance(one, dict)) if isinstance(changes, list) else ()
    )


def _same(name: str, there: Found, change: Change) -> bool:
    return there is not None and spoken_of(name, there) == change
