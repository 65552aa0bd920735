"""No room, no server, no file: told in words, and nothing half kept."""

import itertools
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sql

from config.problems import InputError
from records import database, drafts, people, stances, trail
from records.rounds import Round
from records.stances import Stance
from records.store import Records
from tests.records.acts import BETA, SCENES, Material, Stage
from tests.records.conftest import moved
from tests.records.player import BEFORE_COMMIT, Player

POSTGRESQL = pytest.mark.parametrize("address", ["postgresql"], indirect=True)
SQLITE = pytest.mark.parametrize("address", ["sqlite"], indirect=True)
LONG = "Not met since March. " * 700


def length(records: Records) -> int:
    """Return how long the trail is, after seeing that everything is as it was written."""
    with records.reading() as connection:
        assert list(trail.verify(connection)) == []
        return trail.head(connection).number


def take(records: Records, of: Round, material: Material, words: str) -> int:
    """Let ``ann`` take a stance."""
    said = Stance(person="", candidate=BETA, stance="unsure", words=words)
    return stances.take(records, "ann", of, material.study, said)


@SQLITE
def test_a_full_disk(reviewed: Records, material: Material, address: str) -> None:
    of = Stage(reviewed, material).round
    full = Records(database.engine_of(address))

    @sql.event.listens_for(full.engine, "connect")
    def _(connection: sql.engine.interfaces.DBAPIConnection, _record: object) -> None:
        pages = connection.cursor()
        pages.execute("PRAGMA page_count")
        most = pages.fetchone()[0] + 12  # type: ignore[index]
        pages.execute(f"PRAGMA max_page_count = {most}")

    before = length(reviewed)
    acknowledged: list[int] = []

    def go_on() -> None:
        while True:
            words = f"{len(acknowledged)} {LONG}"
            acknowledged.append(take(full, of, material, words))

    with pytest.raises(InputError, match=r"written to \(.*full\).*Nothing was kept"):
        go_on()
    assert acknowledged == list(range(1, len(acknowledged) + 1)) != []
    assert length(reviewed) == before + len(acknowledged)
    with pytest.raises(InputError, match="full"):
        drafts.keep(full, "ann", "words", "\N{GRINNING FACE}" * 20_000)
    full.close()
    assert take(reviewed, of, material, "Now.") == len(acknowledged) + 1


@SQLITE
def test_no_more_room_for_files(
    player: Player, reviewed: Records, material: Material, address: str
) -> None:
    before = length(reviewed)
    sizes = [Path(address).stat().st_size, Path(f"{address}-wal").stat().st_size]
    played = player.play(address, "stances", who="ann", times=1_000, largest=max(sizes) + 64 * 1024)
    assert "must be records that can be written to" in played.one("told")
    assert "Nothing was kept" in played.one("told")
    assert length(reviewed) == before + len(played.all("acknowledged"))
    assert take(reviewed, Stage(reviewed, material).round, material, "Now.") > 0


@POSTGRESQL
def test_a_server_without_room(reviewed: Records, material: Material) -> None:
    of, before = Stage(reviewed, material).round, length(reviewed)
    full = "BEGIN RAISE EXCEPTION 'no space left on device' USING ERRCODE = '53100'; END"
    with reviewed.engine.begin() as connection:
        connection.exec_driver_sql(
            f"CREATE FUNCTION full_() RETURNS trigger LANGUAGE plpgsql AS $${full}$$"
        )
        connection.exec_driver_sql(
            "CREATE TRIGGER full_ AFTER INSERT ON stances EXECUTE FUNCTION full_()"
        )
    with pytest.raises(InputError, match=r"no space left on device.*Nothing was kept"):
        take(reviewed, of, material, "yes")
    with reviewed.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER full_ ON stances")
    assert length(reviewed) == before
    assert take(reviewed, of, material, "yes") == 1


def play_cut_off(
    player: Player, records: Records, address: str, scene: str, boundary: int | str
) -> bool:
    """Play a scene whose connection is cut off; say whether it went on to its end all the same."""
    before = length(records)
    played = player.play(address, "scene", scene=scene, end_at=boundary, cut_off=True)
    told, kept = played.one("told"), length(records) - before
    assert kept in (0, 1)
    if told is None:
        assert played.all("acknowledged") != []
        return True
    assert "must be records that can be" in told
    if "Nothing was kept" in told:
        assert kept == 0
    return kept == 1


@POSTGRESQL
def test_a_server_that_goes_away(
    player: Player, records_without_anybody: Records, address: str, material: Material
) -> None:
    for scene in SCENES:
        if scene.kept and scene.name in ("begin", "invite", "open", "advance to rating", "rate"):
            for boundary in ("after INSERT", BEFORE_COMMIT):
                assert not play_cut_off(
                    player, records_without_anybody, address, scene.name, boundary
                )
        scene.play(Stage(records_without_anybody, material))


@POSTGRESQL
@pytest.mark.long
def test_a_server_that_goes_away_at_every_boundary(
    player: Player, records_without_anybody: Records, address: str
) -> None:
    for scene in SCENES:
        for boundary in itertools.count(1):
            if play_cut_off(player, records_without_anybody, address, scene.name, boundary):
                break


@POSTGRESQL
def test_a_server_that_goes_away_after_it_kept(
    reviewed: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = length(reviewed)
    dialect = reviewed.engine.dialect
    commit = dialect.do_commit

    def cut_off(connection: sql.pool.PoolProxiedConnection) -> None:
        commit(connection)
        monkeypatch.undo()
        raw = connection.dbapi_connection
        assert isinstance(raw, psycopg.Connection)
        with reviewed.engine.connect() as other:
            end = sql.func.pg_terminate_backend(raw.info.backend_pid, 5000)
            other.execute(sql.select(end))
        raw.execute("SELECT 1")

    monkeypatch.setattr(dialect, "do_commit", cut_off)
    with pytest.raises(InputError, match="look whether it was kept"):
        people.declare(reviewed, "bo", ["country:AAA"])
    assert length(reviewed) == before + 1
    people.declare(reviewed, "bo", ["country:AAA"])
    assert length(reviewed) == before + 1


def test_who_waits_too_long_is_told(
    reviewed: Records, address: str, material: Material, monkeypatch: pytest.MonkeyPatch
) -> None:
    of, before = Stage(reviewed, material).round, length(reviewed)
    monkeypatch.setattr(database, "PATIENCE", 50)
    late = Records(database.engine_of(address))
    with (
        database.writing(reviewed.engine),
        pytest.raises(InputError, match=r"lock.*Nothing was kept"),
    ):
        take(late, of, material, "yes")
    assert length(reviewed) == before
    assert take(late, of, material, "yes") == 1
    late.close()


def test_looking_for_records_makes_none(tmp_path: Path) -> None:
    file = tmp_path / "there" / "records.sqlite3"
    with pytest.raises(InputError, match="focus records init"):
        Records.at(str(file))
    assert list(tmp_path.iterdir()) == []
    Records.at(str(file), make=True).close()
    file.unlink()
    with pytest.raises(InputError, match="focus records init"):
        Records.at(str(file))
    assert not file.exists()


def test_what_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear minister, " * 1000)
    for address, why in (
        (str(tmp_path / "letter.txt"), "not a database"),
        (str(tmp_path), "focus records init"),
        (f"{tmp_path / 'letter.txt'}/records.sqlite3", "focus records init"),
        (f"postgresql://focus:secret@/none?host={tmp_path}", "reached"),
    ):
        with pytest.raises(InputError, match=why) as told:
            Records.at(address)
        assert "secret" not in str(told.value)


def test_a_reader_sees_one_state(reviewed: Records, material: Material) -> None:
    """Oracle: what a transaction of isolation level snapshot sees, by its definition."""
    of = moved(reviewed, "review")
    with reviewed.reading() as connection:
        before = stances.stances(connection, of)
        head = trail.head(connection)
        take(reviewed, of, material, "in between")
        assert stances.stances(connection, of) == before
        assert trail.head(connection) == head
    with reviewed.reading() as connection:
        assert len(stances.stances(connection, of)) == len(before) + 1


def test_a_reader_writes_nothing_on_postgresql(postgresql: str) -> None:
    engine = sql.create_engine(postgresql)
    with (
        pytest.raises(InputError, match="read-only"),
        database.reading(engine) as connection,
    ):
        connection.exec_driver_sql("CREATE TABLE nothing (x int)")
    engine.dispose()
