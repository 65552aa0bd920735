"""A report as an Excel workbook: what it says, then each table on a sheet, then its pictures.

Numbers stay numbers, with as many digits shown as they can bear; a missing value is a grey dash and
never a zero, an assumption stands in italics on yellow. Nothing in a cell is ever run.
"""

import io
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from math import ceil, isfinite
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from app.export.pictures import SCALE, Framed
from reports.escape import cell as harmless
from reports.escape import visible
from reports.report import SPANS, Column, Report, Section, Series, Table
from reports.words import ABSENT, cell

LONGEST_NAME = 31
"""Characters of a sheet's name."""
FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
WIDEST, LEAST = 60, 9
"""Characters of a column at most and at least."""
CHARTED, BARS = ("points", "score", "share", "weeks", "usd"), 30
"""Units that a spreadsheet's own chart is made of, and how many rows it has at most."""
A4 = 9
"""How Excel calls this size of paper."""
SIZE, LINE, HIGHEST = 11, 15, 405.0
"""Size of letters, height of a line, and of a row at most, in points."""
SAID = 80
"""Characters of a line of the sheet that says what the report says."""
SHRUNK = 72 / 96 / SCALE
"""Pixels of a sheet per pixel of a picture, which says that it has 72 to the inch."""
PICTURE_ROWS = 22
"""Rows that a picture takes, when it is as high as usual."""
ROW = 20
"""Height of a row, in pixels."""
SAYS, PICTURES = "Answer", "Pictures"
"""Names of the sheets that hold no table."""
LEGEND = f"In tables {ABSENT} on grey: missing. Italics on yellow: an assumption."
BASIS = {
    "observed": "observed", "judgement": "a judgement", "assumption": "an assumption",
    "sampled": "a share of draws", "proven": "proven",
}  # fmt: skip
NO_DAY = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""Day that a workbook says it was made: the same content is the same file."""
TEXT = {"valign": "top", "text_wrap": True}


def workbook(report: Report, source: str = "") -> bytes:
    """Return a report as an .xlsx file.

    ``source`` says where it comes from, in a line.
    """
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": visible(report.title), "created": NO_DAY})
        Writer(book).write(report, source)
    return buffer.getvalue()


class Writer:
    """Writes a report into a workbook that is open."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._taken: set[str] = set()

    def write(self, report: Report, source: str) -> None:
        """Write all of a report."""
        self.says(report, source)
        for section in report.sections:
            for table in section.tables:
                if table.rows:
                    self._table(table, section)
        titled = [(one.title, each) for one in report.sections for each in one.pictures]
        if titled:
            sheet, top = self.sheet(PICTURES), 0
            sheet.set_paper(A4)
            sheet.fit_to_pages(1, 0)
            for title, picture in titled:
                image = io.BytesIO(Framed(picture, title or report.title, source).png())
                about = {
                    "image_data": image, "description": visible(picture.describe),
                    "x_scale": SHRUNK, "y_scale": SHRUNK, "object_position": 2,
                }  # fmt: skip
                sheet.insert_image(top, 0, f"{picture.id}.png", about)
                top += max(PICTURE_ROWS, _height(image.getvalue()) // SCALE // ROW + 2)

    def says(self, report: Report, source: str, name: str = SAYS) -> None:
        """Write everything that is said on a sheet of its own."""
        sheet = self.sheet(name)
        sheet.set_column(0, 0, SAID)
        grey, tables = {"font_color": "#4A515B"}, any(table.rows for table in report.tables)
        lines: list[tuple[str, dict[str, Any]]] = []
        lines += [(report.title, {"bold": True, "font_size": 16})] if report.title else []
        lines += [(report.answer, {"bold": True, "font_size": 12})]
        lines += [(text, {}) for text in report.text]
        for section in report.sections:
            said = (*section.text, *section.items)
            if said and section.title:
                lines.append((section.title, {"bold": True, "top": 1}))
            lines += [(text, {}) for text in said]
        lines += [(note.text, grey) for note in report.notes]
        lines += [(LEGEND, grey)] if tables else []
        lines += [(source, grey)] if source else []
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        for row, (text, style) in enumerate(lines):
            sheet.write_string(row, 0, _typed(text), self.format(**TEXT, **style))
            size = style.get("font_size", SIZE)
            sheet.set_row(row, _high(len(text) * size / SIZE, SAID) * size / SIZE)

    def _table(self, table: Table, section: Section) -> None:
        """Write a table: its heads stay in sight, and filter and sort it."""
        sheet, series = self.sheet(table.title or section.title or table.id), table.series
        head = self.format(bold=True, bottom=1, bg_color="#E8ECF1", **TEXT)
        assumed = [row.get("basis") == "assumption" for row in table.shown]
        for at, one in enumerate(series):
            sheet.write_string(0, at, _typed(one.title), head)
            if note := _about(one.column):
                sheet.write_comment(0, at, visible(note), {"author": ""})
            for row, (value, guessed) in enumerate(zip(one.cells, assumed, strict=True), 1):
                self._cell(sheet, row, at, value, one.column, guessed=guessed)
            sheet.set_column(at, at, _width(one))
            if one.column.drawn and one.column.unit not in SPANS:
                bar = {"type": "data_bar", "bar_color": "#9CC8F5",
                       "min_type": "num", "min_value": 0, "max_type": "num",
                       "max_value": one.column.scale}  # fmt: skip
                sheet.conditional_format(1, at, len(assumed), at, bar)
        for row in range(len(assumed)):
            sheet.set_row(row + 1, max(_high(len(_words(x.cells[row])), _width(x)) for x in series))
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, len(assumed), len(series) - 1)
        sheet.set_paper(A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.print_area(0, 0, len(assumed) + 2, len(series) - 1)
        if table.text:
            sheet.write_string(len(assumed) + 2, 0, _typed(table.text), self.format(italic=True))
        self._chart(sheet, table, section)

    def _cell(
        self, sheet: Worksheet, row: int, at: int, value: object, column: Column, *, guessed: bool
    ) -> None:
        style: dict[str, Any] = {"valign": "top"}
        if guessed or column.basis == "assumption" or value == "assumption":
            style |= {"italic": True, "bg_color": "#FFF3C4"}
        if isinstance(value, bool):
            sheet.write_string(row, at, cell(value, column), self.format(**style))
        elif isinstance(value, int | float) and isfinite(value):
            sheet.write_number(row, at, value, self.format(num_format=_shown(column), **style))
        elif value is None or isinstance(value, float):
            absent = {**style, "bg_color": "#E3E5E8", "align": "center"}
            sheet.write_string(row, at, ABSENT, self.format(**absent))
        else:
            shown = self.format(**style, text_wrap=True)
            sheet.write_string(row, at, _typed(str(value)), shown)

    def _chart(self, sheet: Worksheet, table: Table, section: Section) -> None:
        """Draw the first figure of a table that is drawn elsewhere, too, as a chart of its own."""
        series = table.series
        figures = [at for at, one in enumerate(series) if one.column.unit in CHARTED]
        figures.sort(key=lambda at: not series[at].column.drawn)
        names = next((at for at, one in enumerate(series) if one.column.unit == "text"), None)
        drawn = section.pictures or any(one.column.drawn for one in series)
        last = min(len(table.rows), BARS)
        if names is None or not figures or not drawn or last < 2:
            return
        at, figure = figures[0], series[figures[0]]
        chart = self.book.add_chart({"type": "bar"})
        where = sheet.get_name()
        chart.add_series({
            "name": [where, 0, at], "categories": [where, 1, names, last, names],
            "values": [where, 1, at, last, at], "fill": {"color": "#1A8FF5"}, "gap": 40,
        })  # fmt: skip
        chart.set_title({"name": _typed(figure.title), "name_font": {"size": 11}})
        chart.set_legend({"none": True})
        chart.set_y_axis({"reverse": True})
        chart.set_x_axis({"num_format": _shown(figure.column), "label_position": "high"})
        chart.set_size({"width": 560, "height": max(200, 60 + ROW * last)})
        words = f"{figure.title}, by {series[names].title}"
        sheet.insert_chart(1, len(series) + 1, chart, {"description": visible(words)})

    def sheet(self, name: str) -> Worksheet:
        """Add a sheet with a name that a workbook takes, and that no other sheet has."""
        name = " ".join(FORBIDDEN.sub(" ", _typed(name)).split()).strip("'") or "Table"
        found, place = name[:LONGEST_NAME], 2
        while found.casefold() in self._taken | {"history"}:
            found = f"{name[: LONGEST_NAME - 5]} ({place})"
            place += 1
        self._taken.add(found.casefold())
        return self.book.add_worksheet(found)

    def format(self, **style: Any) -> Any:  # noqa: ANN401 (as XlsxWriter has them)
        """Return a format, made once."""
        key = tuple(sorted(style.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(style)
        return self._formats[key]


def _typed(text: str) -> str:
    """Return text that a cell shows as it was typed, and runs nothing of."""
    return str(harmless(visible(text)))


def _about(column: Column) -> str:
    rests = f"Rests on: {BASIS[column.basis]}." if column.basis else ""
    return " ".join(filter(None, (column.help, rests)))


def _shown(column: Column) -> str:
    """Return how numbers of a column are shown; nothing but all reads as all, nor 0 as little."""
    digits = column.digits
    match column.unit:
        case "share" | "share_span":
            some, more = _decimals(digits or 0), _decimals((digits or 0) + 1)
            near = 0.005 / 10 ** (digits or 0)
            return f"[<{near:.6g}]{more}%;[>{1 - near:.6g}]{more}%;{some}%"
        case "points" | "weeks":
            return f"#,##{_decimals(1 if digits is None else digits)}"
        case "number" if digits is None:
            return "General"
        case _:
            return f"#,##{_decimals(digits or 0)}"


def _decimals(digits: int) -> str:
    return f"0.{'0' * digits}" if digits else "0"


def _width(one: Series) -> float:
    longest: Iterable[str] = (one.title[:20], *(_words(cell) for cell in one.cells))
    return min(WIDEST, max(LEAST, *map(len, longest)) + 2)


def _high(letters: float, width: float) -> float:
    """Return the height of a row whose text breaks into lines, in points."""
    return min(HIGHEST, LINE * ceil(max(1.0, letters) / (width - 1)))


def _words(value: object) -> str:
    return f"{value:,.1f}" if isinstance(value, float) else str(value)


def _height(png: bytes) -> int:
    """Return the height of a PNG picture in pixels, which its header says."""
    return int.from_bytes(png[20:24], "big")
