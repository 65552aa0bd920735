"""Backups: taken while others write, restored to the same hashes, refused where they are broken."""

import hashlib
import io
import json
import shutil
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sql

from config.problems import InputError
from records import backup, trail
from records.backup import MANIFEST, Manifest
from records.schema import METADATA
from records.store import Records
from tests.records.conftest import new_address
from tests.records.player import Player

Change = Callable[[dict[str, bytes]], None]


def parts(packed: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(packed)) as file:
        return {one: file.read(one) for one in file.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return into.getvalue()


def manifest_of(packed: bytes) -> Manifest:
    return Manifest.model_validate_json(parts(packed)[MANIFEST])


def test_taken_under_load_it_restores_to_the_same(
    player: Player,
    reviewed: Records,
    address: str,
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> None:
    """From SQLite to PostgreSQL, and the other way round."""
    other = "sqlite" if reviewed.engine.dialect.name == "postgresql" else "postgresql"
    writers = [player.start(address, "stances", who=who, times=10_000) for who in ("ann", "bo")]
    taken: dict[int, bytes] = {}
    try:
        while len(taken) < 3:
            one = backup.back_up(reviewed)
            taken[manifest_of(one).head.number] = one
    finally:
        for writer in writers:
            player.kill(writer)
            player.ended(writer)
    last = manifest_of(taken[max(taken)])
    file = tmp_path / "backup.zip"
    file.write_bytes(taken[max(taken)])
    with new_address(other, tmp_path, request) as place:
        copy = Records.at(place, make=True)
        assert backup.restore(copy, file) == last
        assert manifest_of(backup.back_up(copy)).tables == last.tables
        with pytest.raises(InputError, match="records that are empty"):
            backup.restore(copy, file)
        copy.close()
    with reviewed.reading() as connection:
        assert list(trail.verify(connection, last.head)) == []


@pytest.fixture(scope="session")
def whole(filled_records: Callable[[str], Records]) -> bytes:
    """Return a backup of a whole round."""
    return backup.back_up(filled_records("sqlite"))


@pytest.fixture
def empty(tmp_path: Path) -> Records:
    """Return records of SQLite without anybody."""
    return Records.at(str(tmp_path / "empty.sqlite3"), make=True)


def rows(records: Records) -> int:
    """Return how many rows there are."""
    with records.reading() as connection:
        return sum(
            connection.execute(sql.select(sql.func.count()).select_from(table)).scalar_one()
            for table in METADATA.sorted_tables
        )


def refused(empty: Records, file: Path, content: bytes) -> bool:
    """Say whether a backup is refused and nothing restored; if not, everything is as it was."""
    file.write_bytes(content)
    place = Path(str(empty.engine.url.database))
    told = ""
    try:
        backup.restore(empty, file)
    except InputError as error:
        told = str(error)
    assert ("Nothing was" in told) == (rows(empty) == 0)
    if told:
        return True
    restored = Records.at(str(place))
    with restored.reading() as connection:
        assert list(trail.verify(connection)) == []
    restored.close()
    return False


def every_region(empty: Records, whole: bytes, file: Path, times: int) -> int:
    """Break a backup in evenly spaced places; return how often it was refused.

    What is not refused restores to the very same: a byte that says when a file was packed.
    """
    template, right = file.with_name("template.sqlite3"), manifest_of(whole).tables
    place = Path(str(empty.engine.url.database))
    empty.close()
    shutil.copy(place, template)
    found = 0
    for nth in range(times):
        where = nth * len(whole) // times
        broken = whole[:where] + bytes((whole[where] ^ 0xFF,)) + whole[where + 1 :]
        if refused(empty, file, broken):
            found += 1
            continue
        assert manifest_of(backup.back_up(empty)).tables == right
        empty.close()
        shutil.copy(template, place)
    return found


def test_broken_anywhere_it_is_refused(empty: Records, whole: bytes, tmp_path: Path) -> None:
    assert every_region(empty, whole, tmp_path / "broken.zip", 60) > 40


@pytest.mark.long
def test_broken_at_two_thousand_places_it_is_refused(
    empty: Records, whole: bytes, tmp_path: Path
) -> None:
    assert every_region(empty, whole, tmp_path / "broken.zip", 2_000) > 1_400


def test_cut_off_anywhere_it_is_refused(empty: Records, whole: bytes, tmp_path: Path) -> None:
    for nth in range(30):
        assert refused(empty, tmp_path / "cut.zip", whole[: nth * len(whole) // 30])
    assert refused(empty, tmp_path / "cut.zip", whole[:-1])
    assert refused(empty, tmp_path / "cut.zip", b"Dear minister, " * 100)
    with pytest.raises(InputError, match="backup of records"):
        backup.restore(empty, tmp_path / "there is none.zip")


def sealed(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Return the parts with a manifest that has their hashes, as a forger would write it."""
    manifest = json.loads(parts[MANIFEST])
    manifest["tables"] = {
        name: hashlib.sha256(parts[f"{name}.jsonl"]).hexdigest() for name in METADATA.tables
    }
    return {**parts, MANIFEST: json.dumps(manifest).encode()}


def with_rows(parts: dict[str, bytes], table: str, change: Callable[[list[bytes]], None]) -> None:
    lines = parts[f"{table}.jsonl"].splitlines()
    change(lines)
    parts[f"{table}.jsonl"] = b"".join(line + b"\n" for line in lines)


FORGED: dict[str, Change] = {
    "a row less": lambda p: with_rows(p, "stances", lambda rows: rows.__delitem__(0)),
    "a row twice": lambda p: with_rows(p, "stances", lambda rows: rows.append(rows[0])),
    "another word": lambda p: p.__setitem__(
        "stances.jsonl", p["stances.jsonl"].replace(b"Not met since", b"Met again in")
    ),
    "the trail's end": lambda p: with_rows(p, "trail", lambda rows: rows.__delitem__(-1)),
    "no table": lambda p: with_rows(p, "stances", lambda rows: rows.append(b"[1]")),
    "no JSON": lambda p: with_rows(p, "stances", lambda rows: rows.append(b"{")),
    "other columns": lambda p: with_rows(p, "drafts", lambda rows: rows.append(b'{"x": 1}')),
    "no bytes": lambda p: with_rows(
        p, "inputs", lambda rows: rows.__setitem__(0, rows[0].replace(b'"base64"', b'"base65"'))
    ),
    "deep": lambda p: with_rows(p, "drafts", lambda rows: rows.append(b"[" * 100_000)),
    "no text": lambda p: with_rows(p, "drafts", lambda rows: rows.append(b"\xff\xfe")),
}


@pytest.mark.parametrize("what", FORGED)
def test_forged_with_the_right_hashes_it_is_refused(
    empty: Records, whole: bytes, tmp_path: Path, what: str
) -> None:
    found = parts(whole)
    FORGED[what](found)
    assert refused(empty, tmp_path / "forged.zip", packed(sealed(found)))


def test_another_version_or_other_files_are_refused(
    empty: Records, whole: bytes, tmp_path: Path
) -> None:
    found = parts(whole)
    manifest = json.loads(found[MANIFEST])
    other = {**found, MANIFEST: json.dumps({**manifest, "revision": "9999"}).encode()}
    file = tmp_path / "other.zip"
    file.write_bytes(packed(other))
    with pytest.raises(InputError, match="must be of the version of Focus"):
        backup.restore(empty, file)
    assert refused(empty, file, packed({**found, "more.jsonl": b""}))
    assert refused(empty, file, packed({k: v for k, v in found.items() if k != "trail.jsonl"}))
    later = {**manifest, "head": {"number": 1, "hash": "0" * 64}}
    assert refused(empty, file, packed({**found, MANIFEST: json.dumps(later).encode()}))
    assert not refused(empty, file, packed(found))


def test_a_small_file_that_unpacks_to_a_huge_one_does_no_harm(
    empty: Records, whole: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    huge = packed(sealed({**parts(whole), "drafts.jsonl": b"0" * 64 * 2**20}))
    assert len(huge) < len(whole) + 2**18
    monkeypatch.setattr(backup, "LONGEST", 2**20)
    tracemalloc.start()
    assert refused(empty, tmp_path / "huge.zip", huge)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 16 * 2**20
    monkeypatch.setattr(backup, "LARGEST", 2**20)
    with pytest.raises(InputError, match="must not be larger"):
        backup.restore(empty, tmp_path / "huge.zip")


def test_what_was_tampered_with_is_not_backed_up(records: Records) -> None:
    with records.engine.begin() as connection:
        connection.execute(sql.text("INSERT INTO people (act, part, person, active, version) "
                                    "VALUES (1, 9, 'eve', true, 1)"))  # fmt: skip
    with pytest.raises(InputError, match="focus records verify"):
        backup.back_up(records)
