"""Numbers as people write them. Oracle: the numbers themselves, written out."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.problems import Problems
from optimizer.levers.numbers import (
    AREAS,
    PERIODS,
    POINTS,
    SHARE,
    USD,
    WEEKS,
    Unit,
    number_text,
    read_amount,
    read_number,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12.0), ("0.25", 0.25), (" 30% ", 0.3), ("500k", 500_000.0), ("1.2M", 1_200_000.0),
        ("-5", -5.0), ("1e3", 1000.0), (".5", 0.5), ("5.", 5.0), ("70%", 0.7), ("", None),
        ("k", None), ("nan", None), ("inf", None), ("1e999", None), ("1e99999", None),
        ("1,000", None), ("1_000", None), ("a lot", None), ("१", None), ("5%%", None),
    ],
)  # fmt: skip
def test_numbers(text: str, number: float | None) -> None:
    assert read_number(text) == number


@given(st.text(max_size=12))
def test_any_text_is_a_finite_number_or_none(text: str) -> None:
    number = read_number(text)
    assert number is None or math.isfinite(number)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_written_and_read_a_number_keeps_every_digit(number: float) -> None:
    assert read_number(number_text(number)) == number


@given(st.decimals(0, 10**6, places=3))
def test_a_percentage_is_the_number_nearest_to_it(percentage: object) -> None:
    exact = Fraction(str(percentage)) / 100
    assert read_number(f"{percentage}%") == float(exact)


@pytest.mark.parametrize(
    ("text", "unit", "value", "must"),
    [
        ("12", WEEKS, 12.0, None),
        ("1.5k", USD, 1500.0, None),
        ("30%", SHARE, 0.3, None),
        ("3", AREAS, 3.0, None),
        ("30%", WEEKS, None, "must be a number of staff-weeks, not a percentage"),
        ("30%", USD, None, "must be an amount of USD, not a percentage"),
        ("30%", POINTS, None, "must be a number of points, not a percentage"),
        ("50%", AREAS, None, "must be a whole number of focus areas, not a percentage"),
        ("0.5", AREAS, None, "must be a whole number of focus areas, not a fraction"),
        ("1k", AREAS, None, "must be a whole number of focus areas, not thousands or millions"),
        ("1.5", PERIODS, None, "must be a whole number of periods, not a fraction"),
        ("0", PERIODS, None, "must come to a whole number of periods between 1 and 1,000"),
        ("1.2", SHARE, None, "must come to a share between 0 and 1; it comes to 1.2"),
        ("120%", SHARE, None, "must come to a share between 0 and 1; it comes to 1.2"),
        ("0.0005k", SHARE, None, "must be a share, not thousands or millions"),
        ("-5", WEEKS, None, "between 0 and 1,000,000; it comes to -5"),
        ("1e15", USD, None, "between 0 and 1,000,000,000,000; it comes to 1e+15"),
        ("1e15", POINTS, None, "between 0 and 1,000,000; it comes to 1e+15"),
        ("nan", WEEKS, None, "must give a number"),
        ("inf", USD, None, "must give a number"),
    ],
)
def test_units(text: str, unit: Unit, value: float | None, must: str | None) -> None:
    problems = Problems()
    assert read_amount(text, unit, "--x", f"a={text}", problems) == value
    found = problems.found()
    assert len(found) == (must is not None)
    for problem in found:
        assert must is not None
        assert must in problem.must
        assert (problem.file, problem.value) == ("--x", f"a={text}")
        assert problem.do.endswith(".")
