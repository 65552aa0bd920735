"""Numbers in words; the oracle is what is written here by hand."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from optimizer.bounded_value import BoundedValue
from reports import words
from reports.escape import markdown


@pytest.mark.parametrize(
    ("value", "signed", "text"),
    [
        (12.345, False, "12.3 points"),
        (12.345, True, "+12.3 points"),
        (-3.0, False, "−3.0 points"),
        (-3.0, True, "−3.0 points"),
        (0.04, True, "0 points"),
        (-0.04, False, "0 points"),
        (1234.5, False, "1,234.5 points"),
        (1.0, False, "1.0 points"),
    ],
)
def test_points(value: float, signed: bool, text: str) -> None:
    assert words.points(value, signed=signed) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(30.5, "30.5 weeks"), (30.0, "30 weeks"), (1.0, "1 week"), (0.0, "0 weeks")],
)
def test_weeks(value: float, text: str) -> None:
    assert words.weeks(value) == text


def test_money_has_a_true_minus_and_no_cents() -> None:
    assert words.usd(300_000) == "USD 300,000"
    assert words.usd(-1500.4) == "−USD 1,500"
    assert words.usd(-0.2) == "USD 0"
    assert words.usd(5000, signed=True) == "+USD 5,000"
    assert words.amount(2.5, "staff-weeks") == "2.5 staff-weeks"
    assert words.amount(1, "staff-weeks") == "1 staff-week"
    assert words.amount(20.25, "staff-weeks", digits=2) == "20.25 staff-weeks"
    assert words.amount(2.5e3, "USD") == "USD 2,500"


@pytest.mark.parametrize(
    ("found", "low", "high", "told"),
    [
        (8.9, 8.9, 8.9, "8.9 points (proven)"),
        (0.0, 0.0, 0.0, "nothing (proven)"),
        (8.9, 8.42, 9.04, "8.9 points (proven: between 8.4 and 9.1 points)"),
        (8.9, 3.7, 13.0, "9 points (proven: between 3.7 and 13.0 points)"),
        (5.0, 0.0, 9.0, "5 points (proven: at most 9.0 points)"),
        (0.5, 0.0, 289.6, "at most 290 points (proven)"),
        (289.6, -1.0, 900.0, "between −1 and 900 points (proven)"),
        (-5.0, -9.0, 0.0, "−5 points (proven: at least −9.0 points)"),
        (4.0, 0.0, float("inf"), "points that are not known yet"),
    ],
)
def test_points_have_no_more_digits_than_is_proven_and_ends_are_rounded_outwards(
    found: float, low: float, high: float, told: str
) -> None:
    assert words.priced(BoundedValue(found=found, low=low, high=high)) == told


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        (0.0, float("inf"), "proven: at least 0 points"),
        (-float("inf"), 3.2, "proven: at most 4 points"),
        (-float("inf"), float("inf"), "proven: nothing yet"),
    ],
)
def test_what_is_proven_on_one_side_only(low: float, high: float, told: str) -> None:
    assert words.proven(BoundedValue(found=1.0, low=low, high=high)) == told


def test_values_of_measures() -> None:
    assert [words.figure(value) for value in (None, "strong", 0.123456, 12345.6)] == [
        "not known", "strong", "0.1235", "12,346",
    ]  # fmt: skip


def test_a_small_share_never_reads_as_nothing() -> None:
    assert words.percent(0.754) == "75 %"
    assert words.percent(0.001) == "under 1 %"
    assert words.percent(0.0004, 1) == "under 0.1 %"
    assert words.percent(0.0) == "0 %"


def test_missing_is_a_word_and_never_zero() -> None:
    assert words.score(None) == "missing"
    assert words.score(0.0) == "0.0"


def test_plural_forms() -> None:
    assert words.count(0, "country", "countries") == "no countries"
    assert words.count(1, "country", "countries") == "1 country"
    assert words.count(3, "theme") == "3 themes"


def test_lists_in_sentences() -> None:
    assert words.listing([]) == "none"
    assert words.listing(["a"]) == "a"
    assert words.listing(["a", "b"]) == "a and b"
    assert words.listing(["a", "b", "c"], conjunction="or") == "a, b or c"
    assert words.listing(list("abcdefgh"), most=4) == "a, b, c and 5 more"


def test_intervals_collapse_where_nothing_is_open() -> None:
    assert words.interval(41.2, 78.4) == "41 to 78"
    assert words.interval(55.31, 55.32) == "55.3"


def test_sentences_begin_large_and_end_with_a_stop() -> None:
    assert words.sentence("out, because") == "Out, because."
    assert words.sentence("Why?") == "Why?"
    assert words.sentence("") == ""


def test_peoples_own_words_are_no_markup() -> None:
    assert markdown("civil-society (x), 4.5 + 1: b") == "civil-society (x), 4.5 + 1: b"
    assert markdown("**A_b** [c](d) :red[e] $f$") == r"\*\*A\_b\*\* \[c\](d) \:red\[e\] \$f\$"
    assert markdown("a -- b -> c") == r"a \-- b \-\> c"


@given(st.text(st.sampled_from("ab1 \\`*_{}[]()<>#+.!|~$:&;-=\n"), max_size=30))
def test_markdown_shows_what_was_typed(text: str) -> None:
    """Oracle: markdown-it-py, an implementation of CommonMark, with strikethrough and tables."""
    reader = MarkdownIt("commonmark", {"html": True}).enable(["strikethrough", "table"])
    shown = re.sub(r"^<p>|</p>$", "", reader.render(markdown(text)).strip())
    assert "<" not in shown
    assert unescape(shown).split() == text.replace("\u2060", "").split()


def test_items_that_have_commas_are_parted_by_semicolons() -> None:
    assert words.listing(["Ghana", "Elgeyo-Marakwet, Kenya", "Mali"]) == (
        "Ghana; Elgeyo-Marakwet, Kenya; and Mali"
    )
    assert words.listing(["Ghana", "Elgeyo-Marakwet, Kenya"]) == "Ghana and Elgeyo-Marakwet, Kenya"
