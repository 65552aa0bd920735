"""Numbers as people write them: each reading worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.wide.numerals import Notation, notation, value

READ = [
    (["1", "2.5"], ".", [1, 2.5]),
    (["1,5", "2"], ",", [1.5, 2]),
    (["1.234,5", "12"], ",", [1234.5, 12]),
    (["1,234.5", "1,234,567"], ".", [1234.5, 1234567]),
    (["1.234.567", "5"], ",", [1234567, 5]),
    (["1,234", "12,5"], ",", [1.234, 12.5]),
    (["1 234 567,8", "3"], ",", [1234567.8, 3]),
    (["1\u00a0234", "1\u202f234"], ".", [1234, 1234]),
    (["1'234.50", "7"], ".", [1234.5, 7]),
    (["$1,200", "USD 5"], ".", [1200, 5]),
    (["1.200,00 €", "5 €"], ",", [1200, 5]),
    (["12 %", "3.5%"], ".", [12, 3.5]),
    (["(5)", "-3", "−4"], ".", [-5, -3, -4]),
    (["1e3", "2E-1"], ".", [1000, 0.2]),
    ([".5", "0.25"], ".", [0.5, 0.25]),
    (["5", "n/a", "-", ""], ".", [5]),
]


@pytest.mark.parametrize(("cells", "decimal", "numbers"), READ)
def test_read(cells: list[str], decimal: str, numbers: list[float]) -> None:
    how = notation(cells)
    assert how is not None
    assert not how.guessed
    read = [value(cell, how) for cell in cells]
    assert [one for one in read if one is not None] == pytest.approx(numbers)
    if any(mark in "".join(cells) for mark in ".,"):
        assert how.decimal == decimal


@pytest.mark.parametrize(
    ("cells", "usual", "other"),
    [(["1,234", "5,678"], 1234, 1.234), (["1.234", "5.678"], 1.234, 1234)],
)
def test_what_is_left_open_is_a_guess(cells: list[str], usual: float, other: float) -> None:
    how = notation(cells)
    assert how is not None
    assert how.guessed
    assert value(cells[0], how) == usual
    told = notation(cells, "," if how.decimal == "." else ".")
    assert told is not None
    assert not told.guessed
    assert value(cells[0], told) == other


@pytest.mark.parametrize(
    "cells",
    [["1", "two"], ["1,5", "1.5"], ["$1", "€2"], ["1-2", "3"], ["12,34,5"], ["1.2.3"], ["(5"],
     ["1e999"], ["1,2345.6"], [""], ["2020-01-31"], ["1 2"]],
)  # fmt: skip
def test_no_numbers(cells: list[str]) -> None:
    assert notation(cells) is None


def test_units() -> None:
    assert notation(["$5", "6"]) == Notation(unit="USD")
    assert notation(["5%"]) == Notation(unit="%")


@given(st.lists(st.floats(-1e15, 1e15), min_size=1, max_size=5))
def test_what_python_writes_is_read_as_it_was(numbers: list[float]) -> None:
    cells = [repr(number) for number in numbers]
    how = notation(cells, ".")
    assert how is not None
    assert [value(cell, how) for cell in cells] == numbers
