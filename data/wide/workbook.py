"""Read one sheet of an Excel workbook as rows of cells, each oddity of spreadsheets by its rule.

| what | rule |
|---|---|
| hidden rows and columns | count like all others, and are told |
| merged cells | down one column: the value counts for each row; across columns: refused |
| formulas | the value that was worked out when the workbook was saved; without one: refused |
| dates | written year first, whether the workbook counts from 1900 or from 1904 |
| truth values | yes and no |
| ``#N/A`` | missing; any other error: refused |
| macros, links to other workbooks, passwords, old formats | refused |
"""

import datetime as dt
import io
import re
import struct
import warnings
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from config.problems import KEPT_OF_A_SORT, Problems
from data.wide.grid import CONTROL, Grid, Line, refused
from data.wide.sheet import NOT_AVAILABLE, Remark, Rule, at, letter

MOST_UNPACKED = 256 * 2**20
"""Bytes that a workbook may have when it is unpacked."""
MOST_PARTS = 10_000
"""Files that a workbook may hold."""
MOST_CELLS = 1_000_000
"""Cells that the sheets of a workbook may have, together."""
_CHUNK = 2**20
_LONGEST_TAG = 2**16
_AREA = re.compile(
    rb"<(?:\w+:)?(?:mergeCell|hyperlink)\b[^>]*?\bref=\"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})\""
)
"""Areas of which reading a workbook makes every cell."""
_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, TypeError, IndexError,
    AttributeError, ParseError, NotImplementedError, OverflowError, struct.error, RuntimeError,
    InvalidFileException,
)  # fmt: skip
"""What reading a broken workbook ends in."""
_SHOWN = 5


def read_workbook(file: str, raw: bytes, sheet: str = "") -> Grid:
    """Return the rows of one sheet.

    Args:
        file: name of the workbook, for messages.
        raw: what it holds.
        sheet: name of the sheet; blank = the first that is not hidden and has a table.

    Raises:
        InputError: the workbook, or a cell, is not as it must be; carries every problem.
    """
    return _guarded(file, raw, lambda: _read(file, raw, sheet))


def read_sheets(file: str, raw: bytes) -> tuple[Grid, ...]:
    """Return the rows of every sheet, hidden ones included, in the order of the workbook.

    Args:
        file: name of the workbook, for messages.
        raw: what it holds.

    Raises:
        InputError: the workbook, or a cell, is not as it must be; carries every problem.
    """
    return _guarded(file, raw, lambda: _read_all(file, raw))


Found = TypeVar("Found")


def _guarded(file: str, raw: bytes, read: Callable[[], Found]) -> Found:
    """Return what is read of a workbook, which is looked at before it is unpacked.

    Raises:
        InputError: it is not as it must be, or cannot be read.
    """
    _check_package(file, raw)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return read()
    except _UNREADABLE as error:
        raise refused(
            file,
            "the file must be a whole Excel workbook",
            "Open it where it was made, and save it again as .xlsx or as CSV UTF-8 "
            f"({type(error).__name__}).",
        ) from None


def _check_package(file: str, raw: bytes) -> None:
    """Refuse, before anything is unpacked, what is too large, linked, or runs.

    Raises:
        InputError: that it is.
    """
    save = "Save it as a plain .xlsx workbook, or as CSV UTF-8."
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            parts = package.infolist()
            names = [part.filename for part in parts]
            unpacked = sum(part.file_size for part in parts)
            if unpacked > MOST_UNPACKED or len(parts) > MOST_PARTS:
                raise refused(
                    file,
                    f"a workbook must not unpack to more than {MOST_UNPACKED // 2**20} MiB "
                    f"in {MOST_PARTS:,} parts",
                    "Copy the table alone into a new workbook.",
                    value=f"{unpacked / 2**20:,.0f} MiB in {len(parts):,} parts",
                )
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                raise refused(file, "a workbook must hold no macros", save)
            if any(name.startswith("xl/externalLinks/") for name in names):
                do = "Break the links (Data, Edit Links), so that values stand in their place."
                raise refused(file, "a workbook must hold no links to other workbooks", do)
            if "xl/workbook.xml" not in names and not any(
                name.endswith("workbook.xml") for name in names
            ):
                raise refused(file, "the file must be an Excel workbook or a CSV table", save)
            cells = sum(_cells(package, name) for name in names if "worksheets/" in name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        must = "the file must be a whole Excel workbook"
        raise refused(file, must, f"{save} ({error}.)") from None
    if cells > MOST_CELLS:
        raise refused(
            file,
            f"the sheets of a workbook must not have more than {MOST_CELLS:,} cells",
            "Save the sheet as CSV UTF-8, or leave out what is not needed.",
            value=f"{cells:,} cells",
        )


def _cells(package: zipfile.ZipFile, name: str) -> int:
    """Return how many cells a sheet has, those of areas included, without reading it as a whole."""
    count, tail = 0, b""
    with package.open(name) as part:
        while chunk := part.read(_CHUNK):
            text = tail + chunk
            whole = text.rfind(b">") + 1
            text, tail = text[:whole], text[whole:][:_LONGEST_TAG]
            count += text.count(b"<c ") + text.count(b":c ") + text.count(b"<row")
            count += sum(map(_area, _AREA.finditer(text)))
    return count


def _area(found: re.Match[bytes]) -> int:
    """Return how many cells an area has that reading a workbook makes one by one."""
    first, top, last, bottom = (one.decode() for one in found.groups())
    width = column_index_from_string(last) - column_index_from_string(first) + 1
    return max(width, 1) * max(int(bottom) - int(top) + 1, 1)


def _read(file: str, raw: bytes, sheet: str) -> Grid:
    book = openpyxl.load_workbook(io.BytesIO(raw), data_only=True)
    chosen, problems = _chosen(file, book, sheet), Problems()
    grid = _grid(file, book, chosen, _formulas(raw), problems)
    problems.raise_if_any()
    others = [one for one in book.sheetnames if one != chosen.title]
    if not others:
        return grid
    return replace(grid, remarks=(*grid.remarks, _remark(Rule.OTHER_SHEETS, others)))


def _read_all(file: str, raw: bytes) -> tuple[Grid, ...]:
    book = openpyxl.load_workbook(io.BytesIO(raw), data_only=True)
    formulas, problems = _formulas(raw), Problems()
    sheets = [one for one in book.worksheets if isinstance(one, Worksheet)]
    found = tuple(_grid(file, book, one, formulas, problems) for one in sheets)
    problems.raise_if_any()
    return found


def _grid(
    file: str,
    book: Workbook,
    chosen: Worksheet,
    formulas: Mapping[str, frozenset[str]],
    problems: Problems,
) -> Grid:
    made = _Made(file, chosen.title)
    made.formulas = formulas.get(chosen.title, frozenset())
    merged = _merged(file, chosen, problems)
    lines = []
    rows, columns = _extent(file, chosen)
    every = chosen.iter_rows(max_row=rows, max_col=columns) if rows else ()
    for cells in every:
        number = cells[0].row or 0
        texts = [made.text(cell, merged.get(cell.coordinate, cell), problems) for cell in cells]
        lines.append(Line(number, tuple(texts)))
    made.tell_more(problems)
    remarks = [*made.remarks(), *_hidden(chosen)]
    if merged:
        remarks.append(_remark(Rule.MERGED, [str(one) for one in chosen.merged_cells.ranges]))
    if book.epoch == CALENDAR_MAC_1904 and made.dates:
        remarks.append(Remark(rule=Rule.DATES_1904))
    return Grid(
        file,
        chosen.title,
        tuple(lines),
        tuple(remarks),
        made.text_numbers,
        frozenset(made.missing),
    )


def _chosen(file: str, book: Workbook, sheet: str) -> Worksheet:
    """Return the sheet that is meant.

    Raises:
        InputError: there is none of that name, or none with a table.
    """
    sheets = [one for one in book.worksheets if isinstance(one, Worksheet)]
    if sheet:
        found = next((one for one in sheets if one.title.casefold() == sheet.casefold()), None)
        if found is None:
            names = ", ".join(one.title for one in sheets)
            option, do = "--sheet", f"Write one of: {names}."
            raise refused(option, f"must be a sheet of {file}", do, value=sheet)
        return found
    shown = [one for one in sheets if one.sheet_state == "visible" and _filled(one)]
    if not shown:
        raise refused(
            file,
            "a sheet of the workbook must hold a table",
            "Put a row of headings and a row for each candidate on a sheet that is not hidden.",
        )
    return shown[0]


def _filled(sheet: Worksheet) -> list[Cell | MergedCell]:
    """Return the cells that hold something; a sheet may reach far beyond them."""
    every = sheet._cells.values()  # noqa: SLF001 (there is no other way)
    return [cell for cell in every if cell.value is not None]


def _extent(file: str, sheet: Worksheet) -> tuple[int, int]:
    """Return the last row and column that hold something.

    Raises:
        InputError: what lies between holds more cells than a table may have.
    """
    filled = _filled(sheet)
    rows = max((cell.row or 0 for cell in filled), default=0)
    columns = max((cell.column or 0 for cell in filled), default=0)
    for area in sheet.merged_cells.ranges:
        rows = max(rows, area.max_row if area.min_col == area.max_col else 0)
    if rows * columns > MOST_CELLS:
        last = max(filled, key=lambda cell: (cell.row or 0) * (cell.column or 0))
        raise refused(
            file,
            f"a table must not reach over more than {MOST_CELLS:,} cells",
            "Delete what stands far from the table, or copy the table alone into a new workbook.",
            column=at(sheet.title, last.coordinate),
        )
    return rows, columns


def _formulas(raw: bytes) -> Mapping[str, frozenset[str]]:
    """Return sheet → its cells that hold a formula; nothing where no sheet has any."""
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        parts = [name for name in package.namelist() if "worksheets/" in name]
        if not any(b"<f>" in (text := package.read(one)) or b"<f " in text for one in parts):
            return {}
    book = openpyxl.load_workbook(io.BytesIO(raw), data_only=False)
    return {
        one.title: frozenset(cell.coordinate for cell in _filled(one) if cell.data_type == "f")
        for one in book.worksheets
        if isinstance(one, Worksheet)
    }


def _merged(file: str, sheet: Worksheet, problems: Problems) -> dict[str, Cell | MergedCell]:
    """Return each cell below the first of merged ones → that first; refuse those across columns."""
    found: dict[str, Cell | MergedCell] = {}
    for area in sorted(sheet.merged_cells.ranges, key=lambda one: (one.min_row, one.min_col)):
        first = sheet.cell(area.min_row, area.min_col)
        if area.min_col == area.max_col:
            for row in range(area.min_row + 1, area.max_row + 1):
                found[f"{letter(area.min_col - 1)}{row}"] = first
        elif _within(area.min_row, sheet):
            problems.add(
                file,
                must="a row must have a cell of its own in each column, none merged across columns",
                do="Take the merging apart, and write the value where it belongs.",
                column=at(sheet.title, str(area)),
            )
    return found


def _within(row: int, sheet: Worksheet) -> bool:
    """Say whether a row lies in the table rather than in a title above it."""
    widths = Counter(cell.row or 0 for cell in _filled(sheet))
    most = max(widths.values(), default=0)
    return any(2 * width > most for place, width in widths.items() if place <= row)


def _hidden(sheet: Worksheet) -> Iterator[Remark]:
    rows = sorted(
        number
        for number, one in sheet.row_dimensions.items()
        if one.hidden and number <= (sheet.max_row or 0)
    )
    if rows:
        yield _remark(Rule.HIDDEN_ROWS, [str(number) for number in rows])
    columns = [
        letter(place - 1)
        for one in sheet.column_dimensions.values()
        if one.hidden
        for place in range(one.min or 0, min(one.max or 0, sheet.max_column or 0) + 1)
        if place
    ]
    if columns:
        yield _remark(Rule.HIDDEN_COLUMNS, sorted(columns, key=lambda one: (len(one), one)))


def _remark(rule: Rule, where: list[str], what: str = "") -> Remark:
    return Remark(rule=rule, what=what, where=tuple(where[:_SHOWN]), count=len(where))


class _Made:
    """Makes text of cells, and keeps what had to be done for it."""

    def __init__(self, file: str, sheet: str) -> None:
        self.file, self.sheet = file, sheet
        self.formulas: frozenset[str] = frozenset()
        self.dates: list[str] = []
        self.truths: list[str] = []
        self.missing: list[str] = []
        self.worked_out: list[str] = []
        self.text_numbers: dict[int, int] = {}
        self._refused: Counter[tuple[str, str]] = Counter()

    def remarks(self) -> Iterator[Remark]:
        """Yield what had to be done."""
        every = {
            Rule.FORMULAS: self.worked_out,
            Rule.DATES: self.dates,
            Rule.TRUTH: self.truths,
            Rule.NOT_AVAILABLE: self.missing,
        }
        for rule, where in every.items():
            if where:
                yield _remark(rule, where)

    def text(self, cell: Cell | MergedCell, of: Cell | MergedCell, problems: Problems) -> str:
        """Return the text of a cell, which has the value of another where it is merged with it."""
        value, place = of.value, cell.coordinate
        if of.coordinate in self.formulas:
            self.worked_out.append(place)
            if value is None:
                self._refuse(
                    problems,
                    place,
                    "a formula must come with the value that it worked out",
                    "Open the workbook in a spreadsheet program and save it again, or write the "
                    "value.",
                )
                return ""
        if value is None:
            return ""
        if of.data_type == "e":
            return self._error(place, str(value), problems)
        if isinstance(value, bool):
            self.truths.append(place)
            return "yes" if value else "no"
        if isinstance(value, int | float):
            return repr(value).removesuffix(".0")
        if isinstance(value, dt.datetime | dt.date | dt.time | dt.timedelta):
            self.dates.append(place)
            return _moment(value)
        return self._words(cell, str(value), problems)

    def _error(self, place: str, value: str, problems: Problems) -> str:
        if value == NOT_AVAILABLE:
            self.missing.append(place)
            return value
        do = "Mend the formula, or empty the cell."
        self._refuse(problems, place, "a cell must hold no error", do, value)
        return ""

    def _words(self, cell: Cell | MergedCell, value: str, problems: Problems) -> str:
        text = value.replace("\r\n", "\n").replace("\r", "\n")
        bad = CONTROL.search(text)
        if bad is not None:
            must, do = "a cell must hold no control characters", "Delete the character."
            self._refuse(problems, cell.coordinate, must, do, bad.group())
        if text[:1].isdigit() and _plain(text):
            at = (cell.column or 1) - 1
            self.text_numbers[at] = self.text_numbers.get(at, 0) + 1
        return text

    def _refuse(
        self, problems: Problems, place: str, must: str, do: str, value: str | None = None
    ) -> None:
        self._refused[must, do] += 1
        if self._refused[must, do] <= KEPT_OF_A_SORT:
            problems.add(self.file, must, do, column=at(self.sheet, place), value=value)

    def tell_more(self, problems: Problems) -> None:
        """Tell how many more cells of a sort were refused than are told one by one."""
        for (must, do), count in self._refused.items():
            if count > KEPT_OF_A_SORT:
                more = f"… and {count - KEPT_OF_A_SORT:,} more"
                problems.add(self.file, must, do, column=f"sheet {self.sheet}", value=more)


def _moment(value: dt.datetime | dt.date | dt.time | dt.timedelta) -> str:
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time()
        return value.date().isoformat() if midnight else value.isoformat(" ")
    return str(value) if isinstance(value, dt.timedelta) else value.isoformat()


def _plain(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
