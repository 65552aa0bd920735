"""What is said of a table that somebody brings, on a small one worked out by hand."""

import io

import openpyxl
import pytest

from data.wide.guess import guess
from data.wide.layout import Wishes
from data.wide.read import read_bytes
from reports.new_table import fields, limited, report, wishes
from reports.report import Report
from tests.data.wide.tables import text

ROWS = (
    ("Town", "Region", "Cost EUR", "Score", "Risk"),
    ("Ådal", "North", "€1,000", 5, "low"),
    ("Bo", "North", "€3,000", "", "high"),
    ("Cy", "South", "n/a", 8, "medium"),
    ("Di", "South", "€4,000", 9, "low"),
)
BUDGET = (
    "Of Cost EUR there is USD 2,000 in all: a quarter of what all together need, because the table "
    "does not say."
)
ENDS = (
    "Of numbers, the least that the table has is worth 0 points and the most 100, or the other way "
    "round."
)


def told(wishes: Wishes = Wishes()) -> Report:  # noqa: B008 (frozen)
    sheet = read_bytes("towns.csv", text(ROWS).encode())
    return report(sheet, guess(sheet, wishes))


def test_answer_and_guesses() -> None:
    said = told()
    assert said.answer == (
        "towns.csv holds 4 towns, with 2 measures, what each costs and groups by Region."
    )
    assert said["guesses"].items == (
        BUDGET,
        "All that one needs is given, or nothing: no part of it.",
        "Less is better of Risk, going by words of the headings.",
        "More is better of Score, going by words of the headings.",
        "Levels of Risk, worst first: high, medium and low.",
        "Both measures weigh the same.",
        ENDS,
        "All values rest on somebody's judgement: the table does not say who published them.",
        "Each row is called a town.",
        "Town is the name of each (every cell is different).",
        "Ids are made of Town, such as Adal.",
    )
    assert [note.text for note in said.notes] == [
        "Cost EUR is in EUR; pages and reports call every amount USD.",
        "1 row of Cost EUR without an amount: the most that any needs is assumed, 4,000.",
        "1 value of measures missing: shown as missing, and never a zero.",
        "Rules for groups are written, and switched off.",
    ]
    rows = said.table("columns").records
    assert [row["taken"] for row in rows] == [
        "the name of each", "groups, for rules", "what each costs", "a measure, in numbers",
        "a measure, in levels",
    ]  # fmt: skip
    assert [row["better"] for row in rows] == ["", "", "", "more", "low"]


def test_what_is_said_is_no_guess() -> None:
    said = told(
        Wishes(kind="Town", name="Town", budgets=(("", 5000.0),), pieces="whole", lower=("Risk",),
               higher=("Score",), basis=(("", "observed"),), weights=(("Risk", 2.0),))
    )  # fmt: skip
    assert said["guesses"].items == (
        ENDS,
        "Ids are made of Town, such as Adal.",
    )


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_how_it_was_read(encoding: str) -> None:
    sheet = read_bytes("towns.csv", text((("Towns",), *ROWS), ";").encode(encoding))
    said = report(sheet, guess(sheet))["reading"].items
    name = "utf-16" if encoding == "utf-16" else "cp1252"
    assert said[0].startswith(f"The text is not UTF-8; it is read as {name} (Ådal")
    assert said[1:] == (
        "Columns are parted by the sign semicolon.",
        "These rows above the headings were left out (1).",
    )


def test_numbers_that_are_text_are_told() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("Town", "Score"), ("A", 1), ("B", "2"), ("C", "3.5")):
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    read = read_bytes("towns.xlsx", file.getvalue())
    said = report(read, guess(read))["reading"].items
    assert said == (
        "2 numbers of Score are text in the workbook, and read as numbers like the others.",
    )


def test_fields_of_a_page_say_what_options_say() -> None:
    sheet = read_bytes("towns.csv", text(ROWS).encode())
    begun = guess(sheet)
    rows = fields(begun).frame().to_dict("records")
    assert [row["Taken for"] for row in rows][2:4] == ["what each costs", "a measure, in numbers"]
    asked = wishes(
        {
            "Town": {},
            "Region": {"Taken for": "a measure, in levels", "Levels, worst first": "South, North"},
            "Score": {"Less is better": True, "Weight": 2.5},
            "Risk": {"Taken for": "kept, not used"},
        }
    )
    assert asked == Wishes(
        measures=("Region",), keep=("Risk",), lower=("Score",), weights=(("Score", 2.5),),
        levels=(("Region", ("South", "North")),),
    )  # fmt: skip
    draft = guess(sheet, asked)
    assert limited(asked, draft, {"Cost EUR": 2000.0, "": None}) == asked
    found = limited(asked, draft, {"Cost EUR": 2500.0, "": 3})
    assert (found.budgets, found.choose) == ((("Cost EUR", 2500.0),), 3)
