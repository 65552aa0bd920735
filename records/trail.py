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


def head(connection: Connection) -> Head:
    """Return the end of the trail."""
    last = connection.execute(
        sql.select(trail.c.number, trail.c.hash).order_by(trail.c.number.desc()).limit(1)
    ).first()
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
    "missing", "moved", "changed", "row changed", "row deleted", "row added", "cut off", "head"
]


class Fault(Frozen):
    """One place where the records are not as they were written."""

    kind: FaultKind
    number: int
    """Of the row of the trail."""
    table: str = "trail"
    part: int | None = None
    """Of the row of the table; None = the row of the trail itself."""


def verify(connection: Connection, noted: Head | None = None) -> Iterator[Fault]:
    """Yield every place where trail and tables are not as they were written.

    Args:
        connection: to the records.
        noted: a head that somebody noted before; the trail must still lead through it.
    """
    tables = {name: _rows(connection, name) for name in KEPT}
    expected, previous = 1, NOTHING
    through = noted is None or noted.number == 0
    for row in connection.execute(sql.select(trail).order_by(trail.c.number)).mappings():
        entry = Entry.model_validate(dict(row))
        while expected < entry.number:
            yield Fault(kind="missing", number=expected)
            expected += 1
        said = {name: getattr(entry, name) for name in ("at", "person", "act", "about", "changes")}
        if sealed(entry.number, entry.previous, said) != entry.hash:
            yield Fault(kind="changed", number=entry.number)
        elif entry.previous != previous:
            yield Fault(kind="moved", number=entry.number)
        through = through or (entry.number, entry.hash) == (noted.number, noted.hash)  # type: ignore[union-attr]
        expected, previous = entry.number + 1, entry.hash
        yield from _compared(entry, tables)
    if not through and noted is not None:
        cut = noted.number >= expected
        yield Fault(kind="cut off" if cut else "head", number=noted.number)
    for name, rows in tables.items():
        for act, part in sorted(rows):
            kind: FaultKind = "cut off" if act >= expected else "row added"
            yield Fault(kind=kind, number=act, table=name, part=part)


def _rows(connection: Connection, name: str) -> dict[tuple[int, int], Change]:
    return {
        (row["act"], row["part"]): spoken_of(name, dict(row))
        for row in connection.execute(sql.select(KEPT[name])).mappings()
    }


def _compared(entry: Entry, tables: Mapping[str, dict[tuple[int, int], Change]]) -> Iterator[Fault]:
    """Yield the rows of an act that are not as it wrote them; take out those that are."""
    try:
        changes = entry.rows
    except ValueError:
        return
    for change in changes:
        name, part = str(change.get("table")), change.get("part")
        there = tables.get(name, {}).pop((entry.number, part), None) if part is not None else None
        if there is None:
            yield Fault(kind="row deleted", number=entry.number, table=name, part=part)
        elif canonical(there) != canonical(change):
            yield Fault(kind="row changed", number=entry.number, table=name, part=part)
