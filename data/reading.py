"""Read one CSV file into columns of text, and say what is wrong with it as a file.

A byte-order mark, Windows line ends, blank lines and rows of empty cells mean nothing and are
accepted. Any other separator than the comma (unless the caller allows it), any other encoding than
UTF-8 and any row that does not fit the header is a problem: nothing is guessed.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from config.problems import Problems
from data.tables import Table

LARGEST_FILE = 32 * 2**20
"""Bytes that one table may have; a larger file is refused before it is read."""

LONGEST_LINE = 1_000_000
"""Characters that one line of a file may have."""

SPOILT_KEPT = 10_000
"""Rows that do not fit the header and are kept, so that references to them are not reported."""

WORKBOOK, OLD_WORKBOOK, WEB_PAGE = "an Excel workbook", "an old Excel workbook", "a web page"
OTHER_KINDS = {
    b"pk\x03\x04": WORKBOOK,
    b"\xd0\xcf\x11\xe0": OLD_WORKBOOK,
    b"<!doctype": WEB_PAGE,
    b"<html": WEB_PAGE,
    b"%pdf": "a PDF document",
}
"""First bytes (small letters) → what a file is that was saved under the name of a table."""
_SAVE = "Open it where it was made, and save each table as CSV UTF-8."
_MENDS = dict.fromkeys(OTHER_KINDS.values(), _SAVE) | {
    WEB_PAGE: "Download the table itself: a page to sign in is often saved in its place."
}

csv.field_size_limit(LARGEST_FILE)  # a cell may be as long as its file

_NAMED = re.compile(r"\"?sep=(?P<sign>[^\n])\"?,*(?=\n)", re.IGNORECASE)
"""A first line by which spreadsheets of many countries say what stands between the columns."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_AS_UTF8 = "Save it again as CSV with the encoding UTF-8."


@dataclass(frozen=True, slots=True)
class Raw:
    """A table as text, by column.

    Attributes:
        header: the column names, in the order of the file.
        header_line: line of the header.
        columns: name → cells, all of one length; rows that do not fit the header are left out.
        lines: line in the file of each row.
        spoilt: cells of the rows that do not fit the header, as far as they go.
        separator: what stands between the columns.
    """

    header: tuple[str, ...]
    header_line: int
    columns: dict[str, list[str]]
    lines: list[int]
    spoilt: tuple[dict[str, str], ...] = ()
    separator: str = ","

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.lines)


def read_csv(path: Path, table: Table, problems: Problems) -> Raw | None:
    """Read one table.

    Args:
        path: the file.
        table: what it should be; used for words only, the header is checked elsewhere.
        problems: receives what is wrong with the file and its rows.

    Returns:
        The table as text; None when there is no table to speak of.
    """
    raw = _bytes(path, problems)
    return None if raw is None else read_csv_bytes(path.name, raw, table, problems)


def read_csv_bytes(
    file: str, raw: bytes, table: Table, problems: Problems, separators: str = ","
) -> Raw | None:
    """Read one table from the bytes of a file.

    Args:
        file: name of the file, for messages.
        raw: what it holds.
        table: what it should be; used for words only, the header is checked elsewhere.
        problems: receives what is wrong with the file and its rows.
        separators: what may stand between columns; of several, the one that the header has most.

    Returns:
        The table as text; None when there is no table to speak of.
    """
    if _of_another_kind(file, raw, problems):
        return None
    text = _text(file, raw, problems)
    if text is None:
        return None
    if not text.strip():
        problems.add(
            file,
            must="the file must not be empty",
            do="Write at least the line of headers: "
            + ",".join(column.name for column in table.columns),
        )
        return None
    named = _NAMED.match(text)
    separator = named["sign"] if named else _separator(text, separators)
    if separator not in separators:
        problems.add(
            file,
            must="columns must be separated by commas",
            do="Save the table again with the comma as separator, without the line that names it.",
            row=1,
            value=text[: named.end("sign")] if named else separator,
        )
        return None
    records = _records(file, text[named.end() :] if named else text, separator, problems)
    first = next(records, None)
    if first is None:
        return None
    line, header = first
    if _separated_otherwise(file, line, header, problems):
        return None
    return _rows(file, line, tuple(header), records, separator, problems)


def _bytes(path: Path, problems: Problems) -> bytes | None:
    """Return what a file holds; None when it cannot be read."""
    try:
        if not path.is_file():
            problems.add(
                path.name,
                must="the table must be a file",
                do="Put a CSV file of this name in its place.",
            )
            return None
        size = path.stat().st_size
        return None if _too_large(path.name, size, problems) else path.read_bytes()
    except OSError as error:
        problems.add(
            path.name,
            must="the file must be readable",
            do=f"Check its permissions ({error.strerror or type(error).__name__}).",
        )
        return None


def _too_large(file: str, size: int, problems: Problems) -> bool:
    if size <= LARGEST_FILE:
        return False
    problems.add(
        file,
        must=f"the file must not be larger than {LARGEST_FILE // 2**20} MiB",
        do="Check that this is the right file; leave out rows that the cycle does not use.",
        value=f"{size / 2**20:.0f} MiB",
    )
    return True


def _of_another_kind(file: str, raw: bytes, problems: Problems) -> bool:
    """Report a file that is no table at all, whatever its name says."""
    begins = raw.removeprefix(b"\xef\xbb\xbf").lstrip()[:16].lower()
    kind = next((kind for begin, kind in OTHER_KINDS.items() if begins.startswith(begin)), None)
    if kind is None:
        return False
    problems.add(file, must=f"the file must be a CSV table, not {kind}", do=_MENDS[kind])
    return True


def _text(file: str, raw: bytes, problems: Problems) -> str | None:
    """Return the text of a file with plain line ends; None when reading on makes no sense."""
    text = _decoded(file, raw, problems)
    if text is None:
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if _wholesome(file, text, problems) else None


def _separator(text: str, separators: str) -> str:
    """Return the separator that stands most often in the header, the first of them if several."""
    header = next(line for line in text.split("\n") if line.strip())
    return max(separators, key=header.count)


def _decoded(file: str, raw: bytes, problems: Problems) -> str | None:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        problems.add(file, must="the file must be UTF-8 text, not UTF-16", do=_AS_UTF8, row=1)
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        for number, line in enumerate(raw.split(b"\n"), start=1):
            try:
                line.decode()
            except UnicodeDecodeError as error:
                bad = line[error.start : error.start + 1]
                problems.add(
                    file,
                    must="every character must be UTF-8 text",
                    do=_AS_UTF8,
                    row=number,
                    value=f"byte 0x{bad.hex().upper()}",
                )
        return raw.decode("utf-8-sig", errors="replace")


def _wholesome(file: str, text: str, problems: Problems) -> bool:
    """Report control characters and endless lines; False when reading on makes no sense."""
    lines = text.split("\n")
    if _CONTROL.search(text):
        for number, line in enumerate(lines, start=1):
            found = _CONTROL.search(line)
            if found:
                problems.add(
                    file,
                    must="a table must hold no control characters",
                    do="Delete the character, or save the table again as plain CSV.",
                    row=number,
                    value=found.group(),
                )
    for number, line in enumerate(lines, start=1):
        if len(line) > LONGEST_LINE:
            problems.add(
                file,
                must=f"a line must not be longer than {LONGEST_LINE:,} characters",
                do="Check that this is a CSV table, one row per line.",
                row=number,
            )
            return False
    return True


def _records(
    file: str, text: str, separator: str, problems: Problems
) -> Iterator[tuple[int, list[str]]]:
    """Yield line number and cells of each row that is not blank, until the CSV breaks."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begun = 1
    try:
        for cells in reader:
            if any(cells):
                yield begun, cells
            begun = reader.line_num + 1
    except csv.Error as error:
        problems.add(
            file,
            must="quotation marks must open and close a cell, and be doubled inside it",
            do=f'Write a cell with a comma or quotation mark as "…""…" ({error}).',
            row=begun,
        )


def _separated_otherwise(file: str, line: int, header: list[str], problems: Problems) -> bool:
    """Report a header whose columns are not separated by commas."""
    if len(header) > 1:
        return False
    names = {";": "a semicolon", "\t": "a tab", "|": "a bar"}
    mark = next((mark for mark in names if mark in header[0]), None)
    if mark is None:
        return False
    problems.add(
        file,
        must="columns must be separated by commas",
        do=f"Save the table again with the comma as separator, not {names[mark]}; "
        "write decimals with a point.",
        row=line,
        value=header[0],
    )
    return True


def _tell_widths(
    file: str,
    header_line: int,
    width: int,
    odd: Sequence[tuple[int, int]],
    *,
    alone: bool,
    problems: Problems,
) -> None:
    """Tell rows that do not fit the header; or the header, where several rows agree against it.

    Args:
        file: of the table.
        header_line: where the header stands.
        width: its columns.
        odd: line and number of cells of every row that does not fit it.
        alone: whether no row fits it.
        problems: receives them.
    """
    cells = {number for _, number in odd}
    if alone and len(odd) > 1 and len(cells) == 1:
        problems.add(
            file,
            must=f"the header must have as many columns as the rows have cells ({cells.pop()})",
            do="Add or delete a heading; or add what the rows lack.",
            row=header_line,
            value=f"{width} columns",
        )
        return
    for line, number in odd:
        problems.add(
            file,
            must=f"a row must have as many cells as the header has columns ({width})",
            do="Add the missing commas, or put a cell that holds a comma in quotation marks.",
            row=line,
            value=f"{number} cells",
        )


def _rows(
    file: str,
    header_line: int,
    header: tuple[str, ...],
    records: Iterator[tuple[int, list[str]]],
    separator: str,
    problems: Problems,
) -> Raw:
    width = len(header)
    lines: list[int] = []
    rows: list[list[str]] = []
    spoilt: list[dict[str, str]] = []
    odd: list[tuple[int, int]] = []
    for line, cells in records:
        if len(cells) == width:
            lines.append(line)
            rows.append(cells)
            continue
        if len(spoilt) < SPOILT_KEPT:
            spoilt.append(dict(zip(header, cells, strict=False)))
        odd.append((line, len(cells)))
    _tell_widths(file, header_line, width, odd, alone=not rows, problems=problems)
    by_column = list(zip(*rows, strict=True)) if rows else [()] * width
    columns = {name: list(cells) for name, cells in zip(header, by_column, strict=True)}
    return Raw(header, header_line, columns, lines, tuple(spoilt), separator)
