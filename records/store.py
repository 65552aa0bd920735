"""The one door to the records: whoever writes comes through here.

An act is one transaction: who acts is read from the roster there and then, :func:`may` is asked,
rows are written, and the trail says so. All of it is kept, or nothing is.
"""

import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sql
from sqlalchemy.engine import Connection, Engine, RowMapping

from config.problems import InputError
from records import database, trail
from records.permissions import ANYTHING, NOBODY, Act, Matter, Person, RefusedError, State, may
from records.schema import KEPT, TAKEN_BACK, key_of
from records.schema import people as people_table
from records.schema import states as states_table
from records.schema import trail as trail_table
from records.trail import Change, canonical

Clock = Callable[[], dt.datetime]
Values = Mapping[str, Any]
PROGRAM = ""
"""Who acts where no person does."""
LONGEST = 20_000
"""Letters that somebody can type into one field."""
TYPED = frozenset(("words", "reason", "source", "name", "email", "title", "content"))
"""Columns for what somebody typed; what the program writes there is short."""


def now() -> dt.datetime:
    """Return the time, in UTC."""
    return dt.datetime.now(dt.UTC)


class StaleError(Exception):
    """Somebody else changed the same thing in the meantime; nothing was written.

    Attributes:
        table: where.
        now: the row that is there now.
    """

    def __init__(self, table: str, now: Values) -> None:
        self.table, self.now = table, dict(now)
        super().__init__(f"{table}: changed in the meantime, to version {now.get('version', 0)}")


class Records:
    """The records at one address."""

    def __init__(self, engine: Engine, clock: Clock = now) -> None:
        self.engine = engine
        self._clock = clock

    @classmethod
    def at(cls, address: str | None = None, *, make: bool = False, clock: Clock = now) -> "Records":
        """Return the records at an address; None = the usual one.

        Args:
            address: a file of SQLite, or an address of PostgreSQL.
            make: whether to make them where there are none, and to bring up older ones.
            clock: tells the time.

        Raises:
            InputError: there are none, they cannot be reached, or another version made them.
        """
        records = cls(database.engine_of(address), clock)
        try:
            if make:
                database.bring_up(records.engine)
            with records.reading() as connection:
                database.check(connection)
        except BaseException:
            records.close()
            raise
        return records

    def close(self) -> None:
        """Let go of every connection; the records can be used again afterwards."""
        self.engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the records."""
        with database.reading(self.engine) as connection:
            yield connection

    @contextmanager
    def writing(self, who: str, act: Act, about: str = "") -> Iterator["Writer"]:
        """Give what writes the rows of one act; they are kept together when it ends, or not at all.

        Args:
            who: id of a person of the roster.
            act: what they do.
            about: round, person or scenario that the act is about; blank = none.

        Raises:
            RefusedError: they may not.
            StaleError: somebody else changed the same in the meantime.
            InputError: the records cannot be written to.
        """
        with database.writing(self.engine) as connection:
            writer = Writer(connection, who, act, about)
            yield writer
            writer.finish(self._clock().isoformat(timespec="microseconds"))

    def now(self) -> dt.datetime:
        """Return the time as the records have it, in UTC."""
        return self._clock()


class Writer:
    """Writes the rows of one act."""

    def __init__(self, connection: Connection, who: str, act: Act, about: str) -> None:
        self.connection = connection
        self.act = act
        self.about = about
        self.person = NOBODY.but(id=who) if who == PROGRAM else person_of(connection, who)
        self._allowed = False
        self._rows: list[tuple[str, dict[str, Any]]] = []
        self._put: dict[tuple[str, ...], dict[str, Any]] = {}

    def allow(self, on: Matter = ANYTHING, round_: str = "") -> State | None:
        """See that the person may do this; return the state of the round that it is about.

        Raises:
            RefusedError: they may not.
        """
        state = state_of(self.connection, round_) if round_ else None
        verdict = may(self.person, self.act, on, state)
        if not verdict:
            raise RefusedError(verdict)
        self._allowed = True
        return state

    def allow_program(self) -> None:
        """Let the program itself act, where no person is there to do it yet."""
        self._allowed = self.person.id == PROGRAM

    def latest(self, table: str, **key: Any) -> RowMapping | None:  # noqa: ANN401 (columns' values)
        """Return the row that holds now for a thing of which a table keeps versions."""
        where = [KEPT[table].c[name] == value for name, value in key.items()]
        return self.connection.execute(latest(table, *where)).mappings().first()

    def add(self, table: str, **values: Any) -> None:  # noqa: ANN401 (columns' values)
        """Write a row.

        Raises:
            InputError: it holds text that cannot be kept.
        """
        see_text(values)
        self._rows.append((table, values))

    def put(self, table: str, seen: int | None, **values: Any) -> int:  # noqa: ANN401 (columns' values)
        """Write the next version of a thing; return its version.

        Saying the same twice is saying it once: nothing is written then.

        Args:
            table: which keeps versions.
            seen: version that the person had before their eyes, 0 = none, or it was taken back;
                None = any.
            values: every column, those that name the thing included.

        Raises:
            InputError: it holds text that cannot be kept.
            StaleError: another version is there by now, and it says something else.
        """
        see_text(values)
        key = {name: values[name] for name in key_of(KEPT[table])}
        named = (table, *key.values())
        found: Any = self._put.get(named) or self.latest(table, **key)
        version = 0 if found is None else int(found["version"])
        if found is not None and {name: found[name] for name in values} == values:
            return version
        if found is not None and seen is not None and seen != version:
            gone = table in TAKEN_BACK and found[TAKEN_BACK[table]] == ""
            if seen or not gone:
                raise StaleError(table, found)
        self._put[named] = {**values, "version": version + 1}
        self.add(table, **self._put[named])
        return version + 1

    def finish(self, at: str) -> None:
        """Write the trail, then the rows; an act that changes nothing leaves no trace."""
        if not self._rows:
            return
        if not self._allowed:
            msg = f"{self.act}: nobody asked whether this may be done"
            raise RuntimeError(msg)
        changes: list[Change] = []
        for part, (table, values) in enumerate(self._rows):
            whole = {
                column.name: values.get(column.name, _usual(column)) for column in KEPT[table].c
            }
            changes.append(trail.spoken_of(table, {**whole, "part": part}))
        number = trail.append(
            self.connection,
            at=at,
            person=self.person.id,
            act=self.act,
            about=self.about,
            changes=changes,
        )
        for part, (table, values) in enumerate(self._rows):
            self.connection.execute(sql.insert(KEPT[table]).values(act=number, part=part, **values))


def see_text(values: Values) -> None:
    """See that texts can be kept: by any database, and in a size that somebody typed.

    Raises:
        InputError: one cannot.
    """
    for name, value in values.items():
        if not isinstance(value, str):
            continue
        if "\0" in value or value != value.encode("utf-8", "replace").decode():
            must = "must be text: there are signs in it that no text has"
            raise InputError.one(name, must, "Type it anew.", value=value.replace("\0", "?")[:80])
        if name in TYPED and len(value) > LONGEST:
            must = f"must have at most {LONGEST:,} letters"
            raise InputError.one(name, must, "Say it shorter.", value=f"{len(value):,}")


def as_json(value: object, column: str = "value") -> str:
    """Return a value of JSON's types as canonical JSON.

    Raises:
        InputError: it holds text that cannot be kept.
    """
    try:
        return canonical(value)
    except ValueError as error:
        must = "must be text and numbers that can be kept"
        raise InputError.one(column, must, "Type it anew.") from error


def _usual(column: sql.Column[Any]) -> Any:  # noqa: ANN401 (a column's value)
    """Return what a column holds where nothing is said."""
    default = column.server_default
    if not isinstance(default, sql.DefaultClause):
        return None
    return int(str(default.arg)) if isinstance(column.type, sql.Integer) else str(default.arg)


def latest(table: str, *where: sql.ColumnElement[bool], by: int | None = None) -> sql.Select[Any]:
    """Select the rows that hold now: the last version of each thing, with when and by whom.

    Args:
        table: which keeps versions.
        where: conditions on its columns, which that version meets.
        by: number of the act by which the records are looked at; None = the last.
    """
    kept: Any = KEPT[table]
    later = kept.alias("later")
    newer = [later.c[name] == kept.c[name] for name in key_of(kept)]
    newer.append(later.c.version > kept.c.version)
    if by is not None:
        where = (*where, kept.c.act <= by)
        newer.append(later.c.act <= by)
    return every(table, *where, ~sql.exists().where(*newer))


def every(table: str, *where: sql.ColumnElement[bool]) -> sql.Select[Any]:
    """Select every version that was ever written, in order, with when and by whom."""
    kept: Any = KEPT[table]
    return (
        sql.select(kept, trail_table.c.at, trail_table.c.person.label("by"))
        .join(trail_table, trail_table.c.number == kept.c.act)
        .where(*where)
        .order_by(kept.c.act, kept.c.part)
    )


def state_of(connection: Connection, round_: str) -> State | None:
    """Return the state of a round; None where there is no such round."""
    found = connection.execute(
        sql.select(states_table.c.state)
        .where(states_table.c.round == round_)
        .order_by(states_table.c.version.desc())
        .limit(1)
    ).scalar()
    state: State | None = found
    return state


def person_of(connection: Connection, who: str, by: int | None = None) -> Person:
    """Return a person as the roster has them; one whom it does not know has version 0."""
    row = (
        connection.execute(latest("people", people_table.c.person == who, by=by)).mappings().first()
    )
    return Person(id=who, active=False) if row is None else as_person(row)


def as_person(row: RowMapping) -> Person:
    """Return a row of the roster as a person."""
    return Person(
        id=row["person"],
        name=row["name"],
        email=row["email"],
        roles=names_in(row["roles"]),
        regions=names_in(row["regions"]),
        interests=names_in(row["interests"]),
        active=row["active"],
        issuer=row["issuer"],
        subject=row["subject"],
        version=row["version"],
    )


def names_in(text: str) -> frozenset[Any]:
    """Return the names in a list written as JSON; blank holds none."""
    return frozenset(json.loads(text)) if text else frozenset()


def as_list(names: frozenset[Any] | tuple[str, ...]) -> str:
    """Return names as a list written in JSON, in order."""
    return canonical(sorted(names))
