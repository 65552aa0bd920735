"""Rows of text, and how numbers are written."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.importers.ogp_2020.partners import HERE
from data.importers.ogp_2020.tables import number, read_rows, write_table


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [(0.841, 3, "0.841"), (0.5, 3, "0.5"), (2.0, 3, "2"), (100.0, 0, "100"), (-0.0001, 3, "0"),
     (36.4532, 1, "36.5"), (51202827.0, 0, "51202827")],
)  # fmt: skip
def test_numbers_are_short(value: float, digits: int, text: str) -> None:
    """Oracle: written by hand."""
    assert number(value, digits) == text


@given(st.floats(-1e6, 1e6), st.integers(0, 6))
def test_numbers_are_right_to_their_last_digit(value: float, digits: int) -> None:
    assert abs(float(number(value, digits)) - value) <= 0.5000001 * 10**-digits


def test_what_is_written_reads_back(tmp_path: Path) -> None:
    """``None`` and ``NA`` are words in OGP's files, and an absent column is blank."""
    path = tmp_path / "table.csv"
    assert write_table(path, ("a", "b"), [{"a": "None", "b": "NA"}, {"a": "x, y"}]) == 2
    assert read_rows(path) == [{"a": "None", "b": "NA"}, {"a": "x, y", "b": ""}]
    assert path.read_bytes().count(b"\r") == 0


def test_a_column_that_the_table_does_not_have_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="colour"):
        write_table(tmp_path / "table.csv", ("a",), [{"a": "1", "colour": "red"}])


@pytest.mark.parametrize("path", sorted(HERE.glob("*.csv")), ids=lambda path: path.name)
def test_no_transcribed_row_has_a_stray_comma(path: Path) -> None:
    """A comma in a pattern or a note would shift the cells behind it."""
    with path.open(encoding="utf-8", newline="") as file:
        widths = {len(row) for row in csv.reader(file)}
    assert len(widths) == 1
