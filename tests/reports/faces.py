"""What holds for every report: terminal, print and JSON say the same, and what is typed is shown.

Oracle: the report's own sentences and cells; each face is read back without its layout.
"""

import io
import json
import re
from html import unescape

from rich.console import Console

from app.cli.render import render
from reports.escape import visible
from reports.html import fragment
from reports.report import Report
from reports.words import cell

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


def said_alike(report: Report) -> None:
    """Check that all faces carry the same sentences and the same cells, as typed and harmless."""
    faces = {"terminal": _flat(terminal(report)), "print": _flat(printed(report))}
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
    for table in report.tables:
        assert len(told[table.id]) == len(table.rows)
        assert len(table.frame()) == len(table.rows)


def _flat(text: str) -> str:
    return " ".join(text.split())
