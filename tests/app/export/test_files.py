"""Files are written whole or not at all, and never over anything unasked.

Oracle: what stands in the folder afterwards.
"""

import os
from pathlib import Path

import pytest

from app.export.files import check, write, write_folder
from config.problems import InputError, Problems


def listed(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.iterdir() if one.is_file()}


def test_files_are_written_and_no_traces_left(tmp_path: Path) -> None:
    place, other = tmp_path / "a.csv", tmp_path / "b.lp"

    def two(path: Path) -> None:
        path.write_text("two")

    made = write("--save", {place: b"one", other: two})
    assert made == (place, other)
    assert listed(tmp_path) == {"a.csv": b"one", "b.lp": b"two"}
    assert place.stat().st_mode & 0o600 == 0o600


def test_what_exists_stays_unless_told(tmp_path: Path) -> None:
    place = tmp_path / "a.csv"
    place.write_bytes(b"old")
    with pytest.raises(InputError, match="must not exist yet"):
        write("--save", {tmp_path / "b.csv": b"new", place: b"new"})
    assert listed(tmp_path) == {"a.csv": b"old"}
    write("--save", {place: b"new"}, overwrite=True)
    assert listed(tmp_path) == {"a.csv": b"new"}


def test_a_folder_that_is_read_is_never_written_to(tmp_path: Path) -> None:
    dataset = tmp_path / "dataset"
    dataset.mkdir()
    link = tmp_path / "link"
    link.symlink_to(dataset)
    for place in (dataset / "new.csv", link / "new.csv", tmp_path / "dataset/../dataset/new.csv"):
        with pytest.raises(InputError, match="folder of the dataset"):
            write("--csv", {place: b""}, overwrite=True, inputs=[dataset])
    assert not list(dataset.iterdir())


@pytest.mark.parametrize("name", ["/", ".", "none/a.csv", "a\0b", "x" * 300, "/dev/null"])
def test_what_is_no_place_for_a_file_is_told(tmp_path: Path, name: str) -> None:
    problems = Problems()
    check("--save", [tmp_path / name], problems)
    assert len(problems.found()) == 1
    with pytest.raises(InputError):
        write("--save", {tmp_path / name: b"x"})
    assert not listed(tmp_path)


def test_a_failure_on_the_way_leaves_everything_as_it_was(tmp_path: Path) -> None:
    place = tmp_path / "a.lp"
    place.write_bytes(b"old")

    def full(path: Path) -> None:
        path.write_bytes(b"half")
        raise OSError(28, os.strerror(28))

    with pytest.raises(InputError, match="No space left"):
        write("--lp", {tmp_path / "b.csv": b"new", place: full}, overwrite=True)
    assert listed(tmp_path) == {"a.lp": b"old"}


def test_a_folder_is_made_whole_and_never_over_another(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    made = write_folder("--out", out, {"a/x.csv": b"1", "b/y.yaml": b"2"})
    assert (made / "a" / "x.csv").read_bytes() == b"1"
    assert sorted(one.name for one in out.parent.iterdir()) == ["out"]
    with pytest.raises(InputError, match="not there yet, or empty"):
        write_folder("--out", out, {"a/x.csv": b"3"})
    assert (out / "a" / "x.csv").read_bytes() == b"1"
    empty = tmp_path / "empty"
    empty.mkdir()
    assert write_folder("--out", empty, {"x": b""}) == empty
    with pytest.raises(InputError, match="must not lie in the folder"):
        write_folder("--out", out / "a" / "new", {"x": b""}, inputs=(out,))
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="must be a folder, or lie in one"):
        write_folder("--out", tmp_path / "file" / "x", {"x": b""})
