"""The database behind the records: one address, SQLite or PostgreSQL, one code path.

SQLite, in the user's data folder, is what there is when nothing is said; ``FOCUS_RECORDS`` or
``--records`` names another place: a file, or an address such as
``postgresql+psycopg://focus@localhost/focus``. Writers come one after the other: the trail is a
chain, and each of its rows needs the one before.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
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

RECORDS = "FOCUS_RECORDS"
"""Environment variable: address of the records."""
OPTION = "--records"
FILE = "records.sqlite3"
PATIENCE = 20_000
"""Milliseconds that a writer waits for others."""
LOCK = 0x0F0C05
"""Key of PostgreSQL's advisory lock that lets one writer in at a time."""
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
    if url.database and url.database != ":memory:":
        try:
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _not_there(url, error) from error
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
        InputError: the database cannot be reached.
    """
    try:
        options = {} if is_sqlite(engine) else {"isolation_level": "REPEATABLE READ"}
        connection = engine.connect().execution_options(**options)
    except sql.exc.OperationalError as error:
        raise _not_there(engine.url, error.orig or error) from error
    with connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give a connection that writes all or nothing; other writers wait for its end.

    Raises:
        InputError: the database cannot be reached.
    """
    try:
        connection = engine.connect().execution_options(writing=True)
    except sql.exc.OperationalError as error:
        raise _not_there(engine.url, error.orig or error) from error
    with connection, connection.begin():
        if not is_sqlite(engine):
            connection.execute(sql.select(sql.func.pg_advisory_xact_lock(LOCK)))
        yield connection


def is_sqlite(engine: Engine) -> bool:
    """Say whether the records are a file of SQLite."""
    return engine.dialect.name == "sqlite"


def _not_there(url: URL, error: BaseException) -> InputError:
    why = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    return InputError.one(
        OPTION,
        f"must be records that can be reached ({why})",
        "Check that the place exists, that you may use it, and that the server runs.",
        value=url.render_as_string(hide_password=True),
    )


def _alembic(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


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
    known = {one.revision for one in ScriptDirectory.from_config(_alembic()).walk_revisions()}
    if found is None:
        must, do = "must hold records", "Make them with: focus records init"
    elif found in known:
        must = "must hold records of this version of Focus; these are of an older one"
        do = "Back them up (focus records backup FILE), then bring them up: focus records init"
    else:
        must = "must hold records that this version of Focus knows; these are of a newer one"
        do = "Install the newer version of Focus that made them; nothing was changed."
    raise InputError.one(
        OPTION, must, do, value=connection.engine.url.render_as_string(hide_password=True)
    )


def bring_up(engine: Engine) -> bool:
    """Make the records, or bring older ones to this version; say whether anything was done.

    Raises:
        InputError: a newer program made them, or they cannot be reached.
    """
    with writing(engine) as connection:
        found = revision(connection)
        if found == newest():
            return False
        if found is not None:
            known = {
                one.revision for one in ScriptDirectory.from_config(_alembic()).walk_revisions()
            }
            if found not in known:
                check(connection)
        command.upgrade(_alembic(connection), "head")
    return True


def bring_down(engine: Engine, to: str) -> None:
    """Bring the records down to an older revision; what that one does not know is lost."""
    with writing(engine) as connection:
        command.downgrade(_alembic(connection), to)
