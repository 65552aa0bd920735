"""Backups: every table as it is at one moment, in one file, for either kind of database.

A zip file: ``manifest.json`` (revision of the schema, head of the trail, hash of each table) and
one file of JSON lines per table. A backup is taken while others write, and restored only whole,
into records that are empty, after everything in it was checked.
"""

import base64
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
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
WHERE = "backup"


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
            text = "".join(f"{line}\n" for line in _lines(connection, table)).encode()
            hashes[table.name] = hashlib.sha256(text).hexdigest()
            file.writestr(f"{table.name}.jsonl", text)
        manifest = Manifest(
            revision=database.newest(),
            at=records.now().isoformat(),
            head=trail.head(connection),
            tables=hashes,
        )
        file.writestr(MANIFEST, canonical(manifest.model_dump(mode="json")))
    return into.getvalue()


def _lines(connection: Connection, table: sql.Table) -> Iterator[str]:
    for row in connection.execute(sql.select(table).order_by(*table.primary_key)).mappings():
        yield canonical({name: _plain(value) for name, value in row.items()})


def _plain(value: Any) -> Any:  # noqa: ANN401 (a column's value)
    if isinstance(value, bytes | memoryview):
        return {"base64": base64.b64encode(value).decode()}
    return value


def restore(records: Records, backup: Path) -> Manifest:
    """Put a backup back into records that are empty; all of it, or nothing.

    Raises:
        InputError: it is broken, of another version, or the records are not empty.
    """
    manifest, tables = _read(backup)
    do = "Nothing was restored. Take another backup."
    with database.writing(records.engine) as connection:
        database.check(connection)
        if manifest.revision != database.newest():
            must = "must be of the version of Focus that restores it"
            raise InputError.one(WHERE, must, "Restore it with that version, then bring it up.")
        if trail.head(connection).number:
            must = "must be restored into records that are empty"
            raise InputError.one(WHERE, must, "Name a new place: --records.")
        order = [table for table in METADATA.sorted_tables if table.name != "states"]
        for table in (*order, METADATA.tables["states"]):
            rows = sorted(tables[table.name], key=_act)
            if rows:
                connection.execute(sql.insert(table), rows)
        if next(trail.verify(connection), None) is not None:
            raise InputError.one(WHERE, "must hold records as they were written", do)
        if trail.head(connection) != manifest.head:
            raise InputError.one(WHERE, "must end where its manifest says", do)
    return manifest


def _act(row: dict[str, Any]) -> tuple[int, int]:
    return row.get("act", row.get("number", 0)), row.get("part", 0)


def _read(backup: Path) -> tuple[Manifest, dict[str, list[dict[str, Any]]]]:
    do = "Nothing was restored. Take another backup."
    try:
        with zipfile.ZipFile(backup) as file:
            if sum(one.file_size for one in file.infolist()) > LARGEST:
                must = f"must not be larger than {LARGEST // 2**30} GB"
                raise InputError.one(WHERE, must, do)
            manifest = Manifest.model_validate_json(file.read(MANIFEST))
            texts = {name: file.read(f"{name}.jsonl") for name in METADATA.tables}
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        must = f"must be a backup of records ({type(error).__name__})"
        raise InputError.one(WHERE, must, do, value=str(backup)) from error
    for name, text in texts.items():
        if hashlib.sha256(text).hexdigest() != manifest.tables.get(name):
            raise InputError.one(WHERE, "must be as it was written", do, column=name)
    return manifest, {
        name: [
            {column: _typed(value) for column, value in json.loads(line).items()}
            for line in text.decode().splitlines()
        ]
        for name, text in texts.items()
    }


def _typed(value: Any) -> Any:  # noqa: ANN401 (JSON's types)
    return base64.b64decode(value["base64"]) if isinstance(value, dict) else value
