"""Any table that people have: encodings, separators, headers, and what is refused."""

import io
import zipfile
from collections.abc import Callable

import pytest

from config.problems import InputError
from data.wide import read
from data.wide.grid import MOST_ROWS
from data.wide.read import read_bytes
from data.wide.sheet import Rule, Sheet, letter

ROWS = (("Côte d’Ivoire", "1,5"), ("Łódź", "2"))
TEXT = "Name;Score\n" + "\n".join(";".join(row) for row in ROWS) + "\n"


def rules(sheet: Sheet) -> set[Rule]:
    return {remark.rule for remark in sheet.remarks}


def problem(raw: bytes, **options: str) -> str:
    with pytest.raises(InputError) as caught:
        read_bytes("table.csv", raw, **options)
    return " ".join(map(str, caught.value.problems))


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_encodings(encoding: str) -> None:
    sheet = read_bytes("table.csv", TEXT.encode(encoding))
    assert sheet.titles == ("Name", "Score")
    assert sheet.rows == ROWS
    assert (Rule.ENCODING in rules(sheet)) == (not encoding.startswith("utf-8"))


def test_windows_encodings() -> None:
    west = read_bytes("table.csv", "Name,Score\nGenève,1\n".encode("cp1252"))
    assert west.rows == (("Genève", "1"),)
    (told,) = west.remarks
    assert (told.rule, told.what, told.where) == (Rule.ENCODING, "cp1252", ("Genève",))
    east = read_bytes("table.csv", "Имя,Балл\nКиев,1\n".encode("cp1251"), encoding="cp1251")
    assert east.rows == (("Киев", "1"),)
    assert "--encoding" in problem(b"Name,Score\n\x81,1\n")
    assert "line 2" in problem("Name,Score\nGenève,1\n".encode("cp1252"), encoding="utf-8")


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_separators(sign: str) -> None:
    raw = f'A{sign}B{sign}C\n"x{sign},;y"{sign}2{sign}3\n'.encode()
    sheet = read_bytes("table.csv", raw)
    assert sheet.rows == ((f"x{sign},;y", "2", "3"),)
    assert (Rule.SEPARATOR in rules(sheet)) == (sign != ",")
    assert read_bytes("table.csv", f"sep={sign}\n".encode() + raw).rows == sheet.rows
    assert read_bytes("table.csv", f"sep={sign}\n".encode() + raw).lines == (3,)


def test_header() -> None:
    raw = b'0,1,2\nScores of May,,\n,,\nName,"Net\n value ",\nAnn,1,\nBob, 2 ,\n'
    sheet = read_bytes("table.csv", raw)
    assert sheet.titles == ("Name", "Net value")
    assert sheet.rows == (("Ann", "1"), ("Bob", "2"))
    assert sheet.lines == (6, 7)
    assert rules(sheet) == {Rule.ABOVE, Rule.HEADING, Rule.EMPTY_COLUMN, Rule.SPACES}


def test_headings_blank_and_twice() -> None:
    sheet = read_bytes("table.csv", b",Name,Score,Score\n0,Ann,1,2\n1,Bob,3,4\n")
    assert sheet.titles == ("Column A", "Name", "Score", "Score (2)")
    assert rules(sheet) == {Rule.BLANK_HEADER, Rule.SAME_HEADER}


def test_where() -> None:
    sheet = read_bytes("table.csv", b'Name,Score\n"Ann\nLee",1\nBob,2\n')
    assert sheet.where(1, 1) == "line 4, column Score"
    assert [letter(place) for place in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


REFUSED: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "must not be empty"),
    "blank": (b" \n,,\n", "must not be empty"),
    "only a header": (b"Name,Score\n", "line 1"),
    "too few cells": (b"A,B,C\n1,2,3\n1,2\n", "line 3"),
    "too many cells": (b"A,B\n1,2\n1,2,3\n", "line 3"),
    "open quotation": (b'A,B\n1,"2\n', "quotation marks"),
    "control": (b"A,B\n1,\x002\n", "line 2"),
    "old workbook": (b"\xd0\xcf\x11\xe0" + b"\0" * 100, "password"),
    "web page": (b"<!DOCTYPE html><table>", "a web page"),
    "pdf": (b"%PDF-1.7", "a PDF document"),
    "broken workbook": (b"PK\x03\x04" + b"x" * 50, "whole Excel workbook"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str) -> None:
    raw, says = REFUSED[name]
    assert says in problem(raw)


def package(**parts: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return made.getvalue()


PACKAGES: dict[str, tuple[Callable[[], bytes], str]] = {
    "no workbook": (lambda: package(content="x"), "must be an Excel workbook"),
    "macros": (lambda: package(xl__workbook_xml="x", **{"xl/vbaProject.bin": "x"}), "no macros"),
    "links": (
        lambda: package(xl__workbook_xml="x", xl__externalLinks__externalLink1_xml="x"),
        "no links to other workbooks",
    ),
    "a million rows": (
        lambda: package(
            xl__workbook_xml="x", xl__worksheets__sheet1_xml='<row r="1"/>' * 1_000_001
        ),
        "must not have more than 1,000,000 cells",
    ),
    "bomb": (
        lambda: package(xl__workbook_xml="x", xl__worksheets__sheet1_xml=" " * (257 * 2**20)),
        "must not unpack to more than 256 MiB",
    ),
    "merged without end": (
        lambda: package(
            xl__workbook_xml="x",
            xl__worksheets__sheet1_xml='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        ),
        "must not have more than 1,000,000 cells",
    ),
    "links without end": (
        lambda: package(
            xl__workbook_xml="x",
            xl__worksheets__sheet1_xml='<x:hyperlink r:id="1" ref="A1:B1048576"/>',
        ),
        "must not have more than 1,000,000 cells",
    ),
    "broken parts": (lambda: package(xl__workbook_xml="x"), "whole Excel workbook"),
    "entities": (
        lambda: package(xl__workbook_xml='<!DOCTYPE a [<!ENTITY b "c">]><workbook>&b;</workbook>'),
        "whole Excel workbook",
    ),
}


@pytest.mark.parametrize("name", PACKAGES)
def test_refused_packages(name: str) -> None:
    make, says = PACKAGES[name]
    assert says in problem(make())


def test_a_sheet_is_of_a_workbook() -> None:
    with pytest.raises(InputError, match="--sheet: must be given with a workbook only"):
        read_bytes("t.csv", b"A,B\n1,2\n", sheet="Shortlist")


def test_a_million_rows() -> None:
    assert "must not have more than 20,000 rows" in problem(b"A,B\n" + b"1,2\n" * 1_000_000)
    blank = read_bytes("table.csv", b"A,B\n1,2\n" + b",\n" * 30_000 + b"3,4\n")
    assert (blank.rows, blank.lines) == ((("1", "2"), ("3", "4")), (2, 30_003))


def test_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "not be larger than 50 MiB" in problem(b"x" * (read.LARGEST_FILE + 1))
    rows = b"A,B\n" + b"1,2\n" * (MOST_ROWS + 1)
    assert "more than 20,000 rows" in problem(rows)
    wide = b",".join(b"h%d" % place for place in range(read.MOST_COLUMNS + 1))
    assert "more than 1,000 columns" in problem(wide + b"\n" + wide)
    endless = b"A,B\n1," + b"x" * (40 * 2**20)
    assert "line 2" in problem(endless)
    assert "not be longer than 100,000 characters" in problem(endless)
    monkeypatch.setattr(read, "LONGEST_CELL", 10)
    assert "line 2" in problem(b"A,B\n1,12345678901\n")
