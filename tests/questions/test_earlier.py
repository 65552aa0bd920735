"""An earlier round, from files whose names anybody may have chosen."""

from pathlib import Path

import pytest

from config.problems import InputError
from questions.earlier import earlier_study
from tests.folders import SMALL

FOLDERS = (SMALL / "dataset", SMALL / "configuration")


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_both_or_one_of_the_folders() -> None:
    dataset, configuration = map(content, FOLDERS)
    assert len(earlier_study({**dataset, **configuration}, *FOLDERS).dataset.candidates) == 8
    assert earlier_study(configuration, *FOLDERS).dataset.name == "Small example"
    with pytest.raises(InputError, match="at least must be given"):
        earlier_study({}, *FOLDERS)


@pytest.mark.parametrize("name", ["..", ".", "", "a/../../b.csv", "a\\b.csv", "a\0.csv"])
def test_names_that_no_file_can_have_are_refused(name: str) -> None:
    with pytest.raises(InputError, match="must be the plain name of a file"):
        earlier_study({name: b""}, *FOLDERS)


def test_names_that_are_too_long_are_refused() -> None:
    with pytest.raises(InputError, match="at most 255 bytes"):
        earlier_study({"ä" * 126 + ".csv": b""}, *FOLDERS)
