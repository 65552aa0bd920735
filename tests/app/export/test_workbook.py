"""Workbooks, read back by openpyxl: what is in which cell, and how it is shown.

Oracle: the figures of :mod:`tests.app.export.examples`; that every report's cells arrive is in
``tests/reports/test_faces.py``.
"""

import io
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from app.export.workbook import workbook
from reports.report import Column, Report, Section, Table
from reports.words import ABSENT
from tests.app.export.examples import EVIL, SOURCE, example


@pytest.fixture(scope="module")
def book() -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook(example(), SOURCE)))


def test_sheets_have_names_that_excel_takes(book: Workbook) -> None:
    assert book.sheetnames == ["Answer", "Who is in and out", "Pictures"]
    twice = Table("t", (Column("a", "A"),), ({"a": "x"},), title="History")
    long = Table("u", (Column("a", "A"),), ({"a": "x"},), title="[x]:*?/\\" + "y" * 40)
    tables = (twice, replace(twice, id="again"), long, replace(long, id="more"))
    told = Report("r", "", "A.", sections=(Section("s", tables=tables),))
    names = openpyxl.load_workbook(io.BytesIO(workbook(told))).sheetnames
    assert len({name.casefold() for name in names}) == 5
    assert all(len(name) <= 31 and not set("[]:*?/\\") & set(name) for name in names)
    assert "history" not in {name.casefold() for name in names}


def test_numbers_are_numbers_with_the_format_of_their_unit(book: Workbook) -> None:
    sheet = book["Who is in and out"]
    heads = [cell.value for cell in sheet[1]]
    assert heads == [
        "Candidate", "Region", "Share", "USD", "Points", "Score: lowest", "Score: highest",
        "Basis", "Lost", "Lost: lowest", "Lost: highest",
    ]  # fmt: skip
    ghana = dict(zip(heads, sheet[2], strict=True))
    assert (ghana["Share"].value, ghana["USD"].value, ghana["Points"].value) == (
        0.996,
        250_000,
        1.26,
    )
    assert ghana["USD"].number_format == "#,##0"
    assert ghana["Points"].number_format == "#,##0.0"
    assert ghana["Share"].number_format == "[<0.005]0.0%;[>0.995]0.0%;0%"
    assert (ghana["Lost"].value, ghana["Lost: lowest"].value) == (1.0, 0.5)


def test_what_is_missing_is_a_grey_dash_and_a_zero_is_a_zero(book: Workbook) -> None:
    sheet = book["Who is in and out"]
    assert (sheet["C3"].value, sheet["D3"].value, sheet["E3"].value) == (ABSENT, 0, ABSENT)
    assert sheet["C3"].fill.fgColor.rgb == "FFE3E5E8"


def test_an_assumption_is_marked_in_all_of_its_row(book: Workbook) -> None:
    sheet = book["Who is in and out"]
    assert [sheet[f"D{row}"].font.italic for row in (2, 3, 4)] == [False, True, False]
    assert sheet["D3"].fill.fgColor.rgb == "FFFFF3C4"
    assert "Italics on yellow: an assumption" in " ".join(
        str(row[0].value) for row in book["Answer"].iter_rows()
    )


def test_nothing_typed_is_a_formula(book: Workbook) -> None:
    assert book["Who is in and out"]["A3"].value == f"'{EVIL}"
    assert all(c.data_type != "f" for s in book.worksheets for row in s.iter_rows() for c in row)


def test_heads_stay_in_sight_and_filter(book: Workbook) -> None:
    sheet = book["Who is in and out"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:K4"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet["C1"].comment.text == "How often it is in. Rests on: a share of draws."


def test_a_table_that_is_drawn_has_a_chart_of_excels_own(book: Workbook) -> None:
    (chart,) = vars(book["Who is in and out"])["_charts"]
    (series,) = chart.series
    assert series.val.numRef.f == "'Who is in and out'!$C$2:$C$4"
    assert series.cat.strRef.f == "'Who is in and out'!$A$2:$A$4"


def test_pictures_are_there_with_a_text_alternative() -> None:
    content = workbook(example(), SOURCE)
    book = openpyxl.load_workbook(io.BytesIO(content))
    (image,) = vars(book["Pictures"])["_images"]
    assert image.format == "png"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        drawings = b"".join(archive.read(n) for n in archive.namelist() if "drawing" in n)
    assert b'descr="Kenya has three, Ghana two."' in drawings


def test_the_answer_comes_first_and_the_source_last(book: Workbook) -> None:
    lines = [row[0].value for row in book["Answer"].iter_rows()]
    assert lines[:3] == ["Who?", "Two are in.", "It is so."]
    assert lines[-1] == SOURCE


def test_the_same_report_is_the_same_file() -> None:
    assert workbook(example(), SOURCE) == workbook(example(), SOURCE)
