"""The database behind the records: one address, SQLite or PostgreSQL, one code path.

SQLite, in the user's data folder, is what there is when nothing is said; ``FOCUS_RECORDS`` or
``--records`` names another place: a file, or an address such as
``postgresql+psycopg://focus@localhost/focus``. Writers come one after the other: the trail is a
chain, and each of its rows needs the one before.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import platformdirs
import sqlalchemy as sql
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import URL, Connection, Engine, make_url

from config.problems import InputError
from records.guards import LOCK

RECORDS = "FOCUS_RECORDS"
"""Environment variable: address of the records."""
OPTION = "--records"
FILE = "records.sqlite3"
PATIENCE = 20_000
"""Milliseconds that a writer waits for others."""
MIGRATIONS = Path(__file__).with_name("migrations")


def usual_address() -> str:
    """Return the address that the environment names, or that of the file in the data folder."""
    return os.environ.get(RECORDS) or str(Path(platformdirs.user_data_path("focus")) / FILE)


def url_of(address: str) -> URL:
    """Return an address as SQLAlchemy reads it; anything without ``://`` is a file of SQLite.

    Raises:
        InputError: it is no address of SQLite or PostgreSQL.
    """
    if "://" not in address:
        return URL.create("sqlite", database=str(Path(address).expanduser()))
    try:
        url = make_url(address)
    except (sql.exc.ArgumentError, ValueError):
        must = "must be an address of a database"
        raise _unusable(must) from None
    backend = url.drivername.partition("+")[0]
    if backend in ("postgres", "postgresql"):
        if find_spec("psycopg") is None:
            must = "must name a database that can be reached: psycopg is not installed here"
            raise InputError.one(OPTION, must, "Install the extra postgresql, or name a file.")
        return url.set(drivername="postgresql+psycopg")
    if backend == "sqlite":
        return url.set(drivername="sqlite")
    must = "must be an address of SQLite or PostgreSQL"
    raise _unusable(must, backend)


def _unusable(must: str, value: str | None = None) -> InputError:
    do = "Write a file, or postgresql+psycopg://USER@HOST/DATABASE."
    return InputError.one(OPTION, must, do, value=value)


def engine_of(address: str | None = None) -> Engine:
    """Return what connects to the records; nothing is read or made yet.

    Raises:
        InputError: the address cannot be used.
    """
    url = url_of(address or usual_address())
    if url.get_backend_name() != "sqlite":
        return sql.create_engine(url, pool_pre_ping=True)
    engine = sql.create_engine(url, connect_args={"check_same_thread": False})
    sql.event.listen(engine, "connect", _prepare)
    sql.event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _: object) -> None:  # noqa: ANN401 (DB-API's connection)
    """Let SQLite keep references, write ahead, reach the disk, wait for others; begin by itself."""
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout = {PATIENCE}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "recursive_triggers = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Give a connection that sees one state of the records.

    Raises:
        InputError: there are no records, or they cannot be reached or read.
    """
    options = (
        {}
        if is_sqlite(engine)
        else {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    )
    with (
        _connected(engine, options) as connection,
        _told(engine, "read", _LOOK),
        connection.begin(),
    ):
        yield connection


@contextmanager
def writing(engine: Engine, *, make: bool = False) -> Iterator[Connection]:
    """Give a connection that writes all or nothing; other writers wait for its end.

    Args:
        engine: what connects to the records.
        make: whether a file of SQLite that is not there is made.

    Raises:
        InputError: there are no records, or they cannot be reached or written to.
    """
    options = {"writing": True} if is_sqlite(engine) else {"isolation_level": "READ COMMITTED"}
    with (
        _connected(engine, options, make=make) as connection,
        _told(engine, "written to", _AGAIN),
        connection.begin() as transaction,
    ):
        if not is_sqlite(engine):
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {PATIENCE}")
            connection.execute(sql.select(sql.func.pg_advisory_xact_lock(LOCK)))
        yield connection
        with _told(engine, "written to", _AGAIN, cut_off=_UNCERTAIN):
            transaction.commit()


_LOOK = "Check the file or the server, and see: focus records verify"
_AGAIN = "Nothing was kept. Check room, rights and the server, then do it once more."
_UNCERTAIN = "The server went away in the middle: look whether it was kept, then do it once more."


@contextmanager
def _connected(
    engine: Engine, options: Mapping[str, Any], *, make: bool = False
) -> Iterator[Connection]:
    file = Path(engine.url.database or "") if is_sqlite(engine) else None
    if file is not None and not make and not file.is_file():
        raise _none_yet(engine)
    try:
        if file is not None and make:
            file.parent.mkdir(parents=True, exist_ok=True)
        connection = engine.connect()
    except (OSError, sql.exc.DBAPIError, sql.exc.TimeoutError) as error:
        do = "Check that the place exists, that you may use it, and that the server runs."
        raise _unreached(engine, "reached", do, error) from error
    with connection:
        yield connection.execution_options(**options)


@contextmanager
def _told(engine: Engine, must_be: str, do: str, cut_off: str | None = None) -> Iterator[None]:
    """Tell in words what a database says of itself: no room, no rights, gone, a guard that held.

    Args:
        engine: what connects to the records.
        must_be: what they must be open to: "read" or "written to".
        do: what to do.
        cut_off: what to do where the connection broke; None = the same.
    """
    try:
        yield
    except sql.exc.DBAPIError as error:
        lost = cut_off if error.connection_invalidated else None
        raise _unreached(engine, must_be, lost or do, error) from error


def _unreached(engine: Engine, must_be: str, do: str, error: BaseException) -> InputError:
    said = str(getattr(error, "orig", None) or error).strip()
    why = said.splitlines()[0] if said else type(error).__name__
    must = f"must be records that can be {must_be} ({why})"
    return InputError.one(OPTION, must, do, value=_shown(engine))


def _none_yet(engine: Engine) -> InputError:
    do = "Make them with: focus records init"
    return InputError.one(OPTION, "must hold records", do, value=_shown(engine))


def _shown(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=True)


def is_sqlite(engine: Engine) -> bool:
    """Say whether the records are a file of SQLite."""
    return engine.dialect.name == "sqlite"


def _alembic(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


@cache
def newest() -> str:
    """Return the revision of the schema that this program knows."""
    head = ScriptDirectory.from_config(_alembic()).get_current_head()
    assert head is not None  # noqa: S101 (the migrations are part of the program)
    return head


def revision(connection: Connection) -> str | None:
    """Return the revision of the schema in the database; None where there are no records yet."""
    return MigrationContext.configure(connection).get_current_revision()


def check(connection: Connection) -> None:
    """See that the records are as this program knows them.

    Raises:
        InputError: there are none, they are older, or a newer program made them.
    """
    found = revision(connection)
    if found == newest():
        return
    if found is None:
        raise _none_yet(connection.engine)
    if found in _known():
        must = "must hold records of this version of Focus; these are of an older one"
        do = "Back them up (focus records backup FILE), then bring them up: focus records init"
    else:
        must = "must hold records that this version of Focus knows; these are of a newer one"
        do = "Install the newer version of Focus that made them; nothing was changed."
    raise InputError.one(OPTION, must, do, value=_shown(connection.engine))


@cache
def _known() -> frozenset[str]:
    revisions = ScriptDirectory.from_config(_alembic()).walk_revisions()
    return frozenset(one.revision for one in revisions)


def bring_up(engine: Engine) -> bool:
    """Make the records, or bring older ones to this version; say whether anything was done.

    Raises:
        InputError: a newer program made them, or they cannot be reached.
    """
    with writing(engine, make=True) as connection:
        found = revision(connection)
        if found == newest():
            return False
        if found is not None and found not in _known():
            check(connection)
        command.upgrade(_alembic(connection), "head")
    return True


def bring_down(engine: Engine, to: str) -> None:
    """Bring the records down to an older revision; what that one does not know is lost.

    Raises:
        InputError: they cannot be reached or written to.
    """
    with writing(engine) as connection:
        command.downgrade(_alembic(connection), to)
