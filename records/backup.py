"""Backups: every table as it is at one moment, in one file, for either kind of database.

A zip file: one file of JSON lines per table, and ``manifest.json`` (revision of the schema, head of
the trail, hash of each table). A backup is taken while others write, and restored only whole, into
records that are empty, after everything in it was checked. What is read of one is never more than a
line at a time, so that a small file which unpacks to a huge one does no harm.
"""

import base64
import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sql
from sqlalchemy.engine import Connection

from config.base import Frozen
from config.problems import InputError
from records import database, trail
from records.schema import METADATA
from records.store import Records
from records.trail import Head, canonical

MANIFEST = "manifest.json"
LARGEST = 4 * 2**30
"""Bytes that the tables of a backup may have together."""
LONGEST = 64 * 2**20
"""Bytes that one row may have."""
MANIFEST_LONGEST = 2**20
AT_ONCE = 2**20
"""Bytes of rows that are restored with one statement."""
WHERE = "backup"
_DO = "Nothing was restored. Take another backup."
_BROKEN = (
    OSError,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    RuntimeError,
    TypeError,
    ValueError,
    sql.exc.SQLAlchemyError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What reading a file that is no backup can end in."""


class Manifest(Frozen):
    """What a backup holds."""

    revision: str
    at: str
    head: Head
    tables: dict[str, str]
    """Table → SHA-256 of its lines."""


def back_up(records: Records) -> bytes:
    """Return the records as they are at this moment.

    Raises:
        InputError: they cannot be read, or are not as they were written.
    """
    into = io.BytesIO()
    with records.reading() as connection, zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as file:
        database.check(connection)
        fault = next(trail.verify(connection), None)
        if fault is not None:
            must, do = "must be records that are as they were written", "See: focus records verify"
            raise InputError.one(WHERE, must, do)
        hashes = {}
        for table in METADATA.sorted_tables:
            hashed = hashlib.sha256()
            with file.open(_member(table.name), "w", force_zip64=True) as member:
                for line in _lines(connection, table):
                    hashed.update(line)
                    member.write(line)
            hashes[table.name] = hashed.hexdigest()
        manifest = Manifest(
            revision=database.newest(),
            at=records.now().isoformat(),
            head=trail.head(connection),
            tables=hashes,
        )
        file.writestr(MANIFEST, canonical(manifest.model_dump(mode="json")))
    return into.getvalue()


def _member(table: str) -> str:
    return f"{table}.jsonl"


def _lines(connection: Connection, table: sql.Table) -> Iterator[bytes]:
    for row in connection.execute(sql.select(table).order_by(*table.primary_key)).mappings():
        yield f"{canonical({name: _plain(value) for name, value in row.items()})}\n".encode()


def _plain(value: Any) -> Any:  # noqa: ANN401 (a column's value)
    if isinstance(value, bytes | memoryview):
        return {"base64": base64.b64encode(value).decode()}
    return value


def check(backup: Path) -> None:
    """See that a backup is whole, before any records are made for it.

    Raises:
        InputError: it is broken, or of another version.
    """
    with _told(backup), zipfile.ZipFile(backup) as file:
        _checked(file)


@contextmanager
def _told(backup: Path) -> Iterator[None]:
    """Tell what a broken archive leads to as what it is."""
    try:
        yield
    except _BROKEN as error:
        must = f"must be a backup of records ({type(error).__name__})"
        raise InputError.one(WHERE, must, _DO, value=str(backup)) from error


def restore(records: Records, backup: Path) -> Manifest:
    """Put a backup back into records that are empty; all of it, or nothing.

    Raises:
        InputError: it is broken, of another version, or the records are not empty.
    """
    with _told(backup), zipfile.ZipFile(backup) as file:
        manifest = _checked(file)
        with database.writing(records.engine) as connection:
            database.check(connection)
            _see_empty(connection)
            _put_back(connection, file, manifest)
    return manifest


def _checked(file: zipfile.ZipFile) -> Manifest:
    """Return what a backup says that it holds, after seeing that it does."""
    members = [one.filename for one in file.infolist()]
    if sorted(members) != sorted((MANIFEST, *map(_member, METADATA.tables))):
        _see_revision(file)
        raise InputError.one(WHERE, "must hold every table, once, and nothing else", _DO)
    if sum(one.file_size for one in file.infolist()) > LARGEST:
        must = f"must not be larger than {LARGEST // 2**30} GB"
        raise InputError.one(WHERE, must, _DO)
    manifest = _see_revision(file)
    for table in METADATA.tables:
        hashed = hashlib.sha256()
        with file.open(_member(table)) as member:
            while part := member.read(2**20):
                hashed.update(part)
        if hashed.hexdigest() != manifest.tables.get(table):
            raise InputError.one(WHERE, "must be as it was written", _DO, column=table)
    return manifest


def _see_revision(file: zipfile.ZipFile) -> Manifest:
    with file.open(MANIFEST) as member:
        manifest = Manifest.model_validate_json(member.read(MANIFEST_LONGEST))
    if manifest.revision != database.newest():
        must = "must be of the version of Focus that restores it"
        do = "Nothing was restored. Restore it with that version, then bring it up."
        raise InputError.one(WHERE, must, do, value=manifest.revision)
    return manifest


def _see_empty(connection: Connection) -> None:
    if trail.head(connection).number:
        must = "must be restored into records that are empty"
        raise InputError.one(WHERE, must, "Nothing was restored. Name a new place: --records.")


def _put_back(connection: Connection, file: zipfile.ZipFile, manifest: Manifest) -> None:
    """Write every row; states last, since nothing goes into a round once it is closed."""
    order = [table for table in METADATA.sorted_tables if table.name != "states"]
    for table in (*order, METADATA.tables["states"]):
        for rows in _rows(file, table):
            connection.execute(sql.insert(table), rows)
    if next(trail.verify(connection), None) is not None:
        raise InputError.one(WHERE, "must hold records as they were written", _DO)
    if trail.head(connection) != manifest.head:
        raise InputError.one(WHERE, "must end where its manifest says", _DO)


def _rows(file: zipfile.ZipFile, table: sql.Table) -> Iterator[list[dict[str, Any]]]:
    """Yield the rows of a table, some at a time."""
    some: list[dict[str, Any]] = []
    size = 0
    with file.open(_member(table.name)) as member:
        while line := member.readline(LONGEST):
            row = {name: _typed(value) for name, value in json.loads(line).items()}
            if row.keys() != set(table.c.keys()):
                must = "must have the columns of the records"
                raise InputError.one(WHERE, must, _DO, column=table.name)
            some.append(row)
            size += len(line)
            if size > AT_ONCE:
                yield some
                some, size = [], 0
    if some:
        yield some


def _typed(value: Any) -> Any:  # noqa: ANN401 (JSON's types)
    return base64.b64decode(value["base64"]) if isinstance(value, dict) else value
