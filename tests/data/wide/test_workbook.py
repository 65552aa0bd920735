"""Oddities of spreadsheets, each by its rule; workbooks are made by openpyxl."""

import datetime as dt
import io
from collections.abc import Callable

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.utils.exceptions import IllegalCharacterError
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from xlsxwriter import Workbook as Writer

from config.problems import InputError
from data.wide.read import read_bytes
from data.wide.sheet import Rule, Sheet

Change = Callable[[Workbook, Worksheet], object]


def made(change: Change) -> bytes:
    """Return a workbook of three rows, changed."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Data"
    for row in (("Name", "Score", "Note"), ("Ann", 1, "a"), ("Bob", 2.5, "b"), ("Cy", 0.1, "c")):
        sheet.append(row)
    change(book, sheet)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def opened(change: Change, name: str = "") -> Sheet:
    return read_bytes("book.xlsx", made(change), name)


def refused(change: Change, name: str = "") -> str:
    with pytest.raises(InputError) as caught:
        opened(change, name)
    return " ".join(map(str, caught.value.problems))


def rules(sheet: Sheet) -> dict[Rule, tuple[str, ...]]:
    return {remark.rule: remark.where for remark in sheet.remarks}


def test_plain() -> None:
    sheet = opened(lambda _, __: None)
    assert sheet.sheet == "Data"
    assert sheet.rows == (("Ann", "1", "a"), ("Bob", "2.5", "b"), ("Cy", "0.1", "c"))
    assert sheet.where(1, 1) == "Data!B3"
    assert not sheet.remarks


def test_hidden_rows_and_columns_count() -> None:
    def hide(_: Workbook, sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["B"].hidden = True

    sheet = opened(hide)
    assert len(sheet.rows) == 3
    assert rules(sheet) == {Rule.HIDDEN_ROWS: ("3",), Rule.HIDDEN_COLUMNS: ("B",)}


def test_merged_down_a_column_counts_for_each_row() -> None:
    sheet = opened(lambda _, sheet: sheet.merge_cells("C2:C4"))
    assert sheet.column(2) == ["a", "a", "a"]
    assert rules(sheet) == {Rule.MERGED: ("C2:C4",)}


def test_merged_across_columns_is_refused_but_in_a_title() -> None:
    assert "Data!B3:C3" in refused(lambda _, sheet: sheet.merge_cells("B3:C3"))

    def title(_: Workbook, sheet: Worksheet) -> None:
        sheet.insert_rows(1)
        sheet["A1"] = "Scores of May"
        sheet.merge_cells("A1:C1")

    assert opened(title).titles == ("Name", "Score", "Note")


def test_dates_of_both_calendars() -> None:
    day = dt.datetime(2020, 2, 29)  # noqa: DTZ001 (spreadsheets know no zones)

    def dates(_: Workbook, sheet: Worksheet) -> None:
        sheet["C2"], sheet["C3"], sheet["C4"] = day, day.replace(hour=6), dt.time(7, 30)

    def counted_from_1904(book: Workbook, sheet: Worksheet) -> None:
        book.epoch = CALENDAR_MAC_1904
        dates(book, sheet)

    usual, other = opened(dates), opened(counted_from_1904)
    assert usual.column(2) == ["2020-02-29", "2020-02-29 06:00:00", "07:30:00"]
    assert other.column(2) == usual.column(2)
    assert set(rules(usual)) == {Rule.DATES}
    assert set(rules(other)) == {Rule.DATES, Rule.DATES_1904}


def test_errors() -> None:
    def error(text: str) -> Change:
        def put(_: Workbook, sheet: Worksheet) -> None:
            sheet["B2"].value, sheet["B2"].data_type = text, "e"

        return put

    assert rules(opened(error("#N/A"))) == {Rule.NOT_AVAILABLE: ("B2",)}
    for text in ("#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"):
        said = refused(error(text))
        assert "Data!B2" in said
        assert text in said


def test_truth_values_and_text_numbers() -> None:
    def put(_: Workbook, sheet: Worksheet) -> None:
        sheet["C2"], sheet["C3"], sheet["B4"] = True, False, "0.75"

    sheet = opened(put)
    assert sheet.column(2) == ["yes", "no", "c"]
    assert sheet.column(1) == ["1", "2.5", "0.75"]
    assert sheet.text_numbers == {1: 1}


def test_formulas() -> None:
    """A formula counts as the value saved with it; openpyxl saves none, XlsxWriter does."""
    assert "Data!B2" in refused(lambda _, sheet: sheet.__setitem__("B2", "=1+1"))
    file = io.BytesIO()
    book = Writer(file)
    sheet = book.add_worksheet("Data")
    sheet.write_row(0, 0, ("Name", "Score"))
    sheet.write_row(1, 0, ("Ann", 1))
    sheet.write(2, 0, "Bob")
    sheet.write_formula(2, 1, "=B2+1", value=2)
    book.close()
    read = read_bytes("book.xlsx", file.getvalue())
    assert read.column(1) == ["1", "2"]
    assert rules(read) == {Rule.FORMULAS: ("B3",)}


def test_sheets() -> None:
    def more(book: Workbook, _: Worksheet) -> None:
        book.create_sheet("Empty", 0)
        other = book.create_sheet("Other")
        other.append(["X", "Y"])
        other.append([1, 2])
        hidden = book.create_sheet("Secret", 0)
        hidden.append(["X", "Y"])
        hidden.sheet_state = "hidden"

    first = opened(more)
    assert first.sheet == "Data"
    assert rules(first) == {Rule.OTHER_SHEETS: ("Secret", "Empty", "Other")}
    assert opened(more, "other").titles == ("X", "Y")
    assert "Write one of: Secret, Empty, Data, Other" in refused(more, "nowhere")
    assert "must hold a table" in refused(lambda _, sheet: sheet.delete_rows(1, 4))


def test_a_cell_far_away() -> None:
    """A sheet may be coloured far beyond its table; a value there is refused, and named."""

    def coloured(_: Workbook, sheet: Worksheet) -> None:
        sheet["XFD1048576"].number_format = "0.00"

    def filled(_: Workbook, sheet: Worksheet) -> None:
        sheet["XFD1048576"] = 1

    assert len(opened(coloured).rows) == 3
    assert "Data!XFD1048576" in refused(filled)


def test_control_characters() -> None:
    with pytest.raises(IllegalCharacterError):
        made(lambda _, sheet: sheet.__setitem__("B2", "a\x01"))
    said = refused(lambda _, sheet: sheet.__setitem__("C2", "a\x85b"))
    assert "Data!C2" in said
