"""What holds for every report: terminal, print and JSON say the same, and what is typed is shown.

Oracle: the report's own sentences and cells; each face is read back without its layout.
"""

import io
import json
import re
from dataclasses import replace
from html import unescape

import openpyxl
import pytest
from docx import Document
from rich.console import Console

from app.cli.render import render
from app.export.document import document
from app.export.workbook import workbook
from reports.escape import cell as harmless
from reports.escape import visible
from reports.html import fragment
from reports.report import Report
from reports.words import ABSENT, cell

WIDTH = 2_000
"""Columns of a terminal that cuts nothing."""
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Characters that a terminal obeys."""


def terminal(report: Report, width: int = WIDTH) -> str:
    """Return what a terminal shows of a report, tables whole."""
    console = Console(file=io.StringIO(), width=width)
    render(console, report, every=True)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def printed(report: Report) -> str:
    """Return the text of a report's print."""
    return unescape(re.sub(r"<[^>]*>", "\n", fragment(report, pictures=False)))


def written(report: Report) -> str:
    """Return the text of a report's Word document, pictures left out."""
    doc = Document(io.BytesIO(document(without_pictures(report))))
    cells = (c.text for table in doc.tables for row in table.rows for c in row.cells)
    return "\n".join((*(one.text for one in doc.paragraphs), *cells))


def without_pictures(report: Report) -> Report:
    """Return what a report says, without its pictures: they take long to draw."""
    return replace(report, sections=tuple(replace(x, pictures=()) for x in report.sections))


def said_in_workbook(report: Report) -> None:
    """Check that a workbook has every sentence, every row and every figure, and no formula."""
    book = openpyxl.load_workbook(io.BytesIO(workbook(without_pictures(report))))
    said, *sheets = book.worksheets
    lines = {_flat(str(row[0].value)) for row in said.iter_rows()}
    assert {_flat(str(harmless(visible(text)))) for text in report.sentences} <= lines
    tables = [table for table in report.tables if table.rows]
    assert len(sheets) == len(tables)
    for sheet, table in zip(sheets, tables, strict=True):
        for at, one in enumerate(table.series, 1):
            cells = [sheet.cell(row, at) for row in range(2, len(table.rows) + 2)]
            for found, value in zip(cells, one.cells, strict=True):
                assert found.data_type in "ns", (table.id, one.title, value)
                if isinstance(value, int | float) and not isinstance(value, bool):
                    assert found.value == pytest.approx(value, rel=1e-12), (table.id, one.title)
                elif value is None:
                    assert found.value == ABSENT, (table.id, one.title)
                elif isinstance(value, str):
                    assert _flat(str(found.value or "")) == _flat(str(harmless(visible(value))))


def said_alike(report: Report) -> None:
    """Check that all faces carry the same sentences and the same cells, as typed and harmless."""
    faces = {
        "terminal": _flat(terminal(report)),
        "print": _flat(printed(report)),
        "document": _flat(written(report)),
    }
    assert not CONTROL.search(faces["terminal"])
    told = json.loads(json.dumps(report.json(), allow_nan=False))
    said = [told["answer"], *told["sentences"], *(note["text"] for note in told["notes"])]
    assert tuple(said) == report.sentences
    for face, text in faces.items():
        for sentence in said:
            assert _flat(visible(sentence)) in text, (face, sentence)
        for table in report.tables:
            for row in table.rows:
                for column in table.columns:
                    shown = cell(row.get(column.id), column)
                    assert _flat(visible(shown)) in text, (face, table.id, column.id, shown)
    said_in_workbook(report)
    for table in report.tables:
        assert len(told[table.id]) == len(table.rows)
        assert len(table.frame()) == len(table.rows)


def _flat(text: str) -> str:
    return " ".join(text.split())
