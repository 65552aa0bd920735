"""The command that rebuilds the dataset, on a made-up raw folder."""

from collections.abc import Callable
from pathlib import Path

import pytest

from data.importers.ogp_2020.package import REBUILD
from data.importers.rebuild import EXIT_BAD_INPUT, EXIT_DIFFERS, EXIT_OK
from tests.data.importers.ogp_2020.raw_folder import write_raw

FILES = REBUILD.files


def run(raw: Path, out: Path, *more: str) -> int:
    return REBUILD.main(["--raw", str(raw), "--out", str(out), *more])


def test_a_rebuild_gives_the_same_bytes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither a second run nor another order of the raw rows changes a byte."""
    assert run(write_raw(tmp_path / "raw"), tmp_path / "first") == EXIT_OK
    assert "candidates: " in capsys.readouterr().out
    assert run(write_raw(tmp_path / "shuffled", seed=7), tmp_path / "second") == EXIT_OK
    for file in FILES:
        first, second = (tmp_path / folder / file for folder in ("first", "second"))
        assert first.read_bytes() == second.read_bytes()


def test_check_names_what_differs_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw, out = write_raw(tmp_path / "raw"), tmp_path / "out"
    run(raw, out)
    assert run(raw, out, "--check") == EXIT_OK
    capsys.readouterr()
    (out / "links.csv").write_text("candidate,target,relation\n", encoding="utf-8")
    (out / "partners.csv").unlink()
    assert run(raw, out, "--check") == EXIT_DIFFERS
    assert capsys.readouterr().out.splitlines() == [
        "links.csv: differs from a rebuild",
        "partners.csv: differs from a rebuild",
    ]
    assert not (out / "partners.csv").exists()


def test_a_missing_raw_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    raw = write_raw(tmp_path / "raw")
    (raw / "ogp" / "ogp_process_2011-2014.csv").unlink()
    assert run(raw, tmp_path / "out") == EXIT_BAD_INPUT
    assert "ogp_process_2011-2014.csv: this raw file must be there" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def spoilt(raw: Path, change: Callable[[bytes], bytes]) -> Path:
    path = raw / "ogp" / "ogp_process_2011-2014.csv"
    path.write_bytes(change(path.read_bytes()))
    return raw


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda raw: raw.replace(b",", b";"), "must have a column"),
        (lambda raw: raw.split(b"\n", 1)[1], "must have a column"),
        (lambda raw: raw + b"caf\xe9", "every character must be UTF-8 text"),
    ],
)
def test_a_raw_file_that_is_not_as_it_must_be_is_named(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    change: Callable[[bytes], bytes],
    says: str,
) -> None:
    assert run(spoilt(write_raw(tmp_path / "raw"), change), tmp_path / "out") == EXIT_BAD_INPUT
    told = capsys.readouterr().err
    assert told.startswith("ogp_process_2011-2014.csv line ")
    assert says in told
    assert not (tmp_path / "out").exists()


def test_a_first_line_of_running_numbers_is_skipped(tmp_path: Path) -> None:
    def numbered(raw: bytes) -> bytes:
        columns = raw.split(b"\n", 1)[0].count(b",") + 1
        return ",".join(map(str, range(columns))).encode() + b"\n" + raw

    assert run(write_raw(tmp_path / "raw"), tmp_path / "plain") == EXIT_OK
    assert run(spoilt(write_raw(tmp_path / "other"), numbered), tmp_path / "numbered") == EXIT_OK
    for file in FILES:
        assert (tmp_path / "plain" / file).read_bytes() == (
            tmp_path / "numbered" / file
        ).read_bytes()
