"""Check one table on its own: its header, and every cell against its column."""

import datetime as dt
import difflib
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

from config.problems import Problems
from data.dataset import ID_PATTERN
from data.reading import Raw
from data.tables import Cell, Column, Table

RESERVED = frozenset({"not", "exclude", "linked_to", "overlap", "columns"})
"""Words that filters use themselves, so no column may have them as its name."""

LARGEST_AMOUNT = 1e12
"""Most staff-weeks or USD that a cell may write."""

_MANY_WORDS = 200
"""Vocabularies larger than this are not searched for a similar word."""

_ID = re.compile(ID_PATTERN)
_COLUMN_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_COUNTRY = re.compile(r"[A-Z]{3}")
_NUMBER = re.compile(r"[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?")
_THOUSANDS = re.compile(r"[-+]?[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]*)?")
_NEARLY_NUMBER = re.compile(
    r"\s*[-+]?[0-9][0-9.,' \u00a0\u202f]*\s*|[-+]?(nan|inf|infinity)", re.IGNORECASE
)
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, slots=True)
class Checked:
    """A table whose cells have been looked at.

    Attributes:
        table: what it is.
        raw: its text.
        numbers: column → one number per row, for columns of numbers; None where the cell is
            blank or no number.
        bad: column → texts that are already reported, so that no other check repeats it.
    """

    table: Table
    raw: Raw
    numbers: dict[str, list[float | None]]
    bad: dict[str, frozenset[str]]

    def cells(self, name: str) -> list[str]:
        """Return the cells of a column; blanks when the file does not have it."""
        found = self.raw.columns.get(name)
        return [""] * len(self.raw) if found is None else found

    def attributes(self) -> tuple[str, ...]:
        """Return the names of the further columns."""
        return tuple(name for name in self.raw.header if name not in self.table.names)


def number(text: str) -> float | None:
    """Return the finite number that a cell writes, None when it writes none."""
    if not _NUMBER.fullmatch(text):
        return None
    found = float(text)
    return found if math.isfinite(found) else None


def how_to_write(text: str) -> str:
    """Say how a number that was written wrongly should be written."""
    bare = text.replace(",", "")
    if _THOUSANDS.fullmatch(text):
        if text.count(",") == 1 and "." not in text:
            return f"Write {bare}, or {text.replace(',', '.')} where the comma begins decimals."
        return f"Write {bare}: thousands have no separator."
    if "," in text and number(text.replace(",", ".", 1)) is not None:
        return f"Write {text.replace(',', '.', 1)}: decimals have a point, thousands no separator."
    if _NEARLY_NUMBER.fullmatch(text) and text.strip()[-1:].isalpha():
        return "Delete the row or the cell: what is unknown is left out."
    return "Write digits, with a point for the decimals and without unit or spaces."


def similar(text: str, words: Iterable[str]) -> str | None:
    """Return the word that was probably meant, None when there is no near one."""
    known = list(words)
    folded = {word.strip().casefold(): word for word in known}
    plain = text.strip().casefold()
    if plain in folded:
        return folded[plain]
    if len(known) > _MANY_WORDS:
        return None
    near = difflib.get_close_matches(plain, folded, n=1)
    return folded[near[0]] if near else None


def check_header(raw: Raw, table: Table, problems: Problems) -> bool:
    """Check the names of the columns.

    Returns:
        Whether every needed column is there exactly once, so that cells can be looked at.
    """
    line, header = raw.header_line, raw.header
    headings = [column.name for column in table.columns if column.needed]
    needed = set(headings)
    if not any(_is_heading(name, table) for name in header):
        problems.add(
            table.file,
            must="the first line must be the headings of the columns",
            do=f"Put this line above the rows: {','.join(headings)}",
            row=line,
            value=", ".join(header),
        )
        return False
    for name in sorted({name for name in header if header.count(name) > 1 and name}):
        problems.add(
            table.file,
            must="a column must stand once in the header",
            do="Delete or rename one of the two columns.",
            row=line,
            column=name,
        )
    misspelt: set[str] = set()
    for name in dict.fromkeys(header):
        if name not in table.names:
            misspelt |= _unknown_column(name, line, table, header, problems)
    for name in sorted(needed - set(header) - misspelt):
        problems.add(
            table.file,
            must="the column must be there",
            do=f"Add the column `{name}` to the header (and check the separator: a comma).",
            row=line,
            column=name,
        )
    once = len(set(header)) == len(header)
    return once and needed <= set(header)


def _is_heading(text: str, table: Table) -> bool:
    """Say whether a cell of the first line is, or is nearly, the name of a column."""
    return text in table.names or similar(text.replace(" ", "_"), table.names) is not None


def _unknown_column(
    name: str,
    line: int,
    table: Table,
    header: tuple[str, ...],
    problems: Problems,
) -> set[str]:
    """Report a column that is not described; return the described ones it was meant to be."""
    absent = table.names - set(header)
    meant = similar(name.replace(" ", "_"), absent) if name.strip() else None
    spelling = meant is not None and meant.casefold() == name.strip().replace(" ", "_").casefold()
    if table.open and not spelling:
        if not _COLUMN_NAME.fullmatch(name) or name in RESERVED:
            problems.add(
                table.file,
                must="a column must have a name of letters, digits and underscores "
                f"(and not {', '.join(sorted(RESERVED))})",
                do="Rename the column, or delete it.",
                row=line,
                column=name,
                value=name,
            )
        return set()
    problems.add(
        table.file,
        must=f"columns must be among {', '.join(column.name for column in table.columns)}",
        do=f"Rename the column to `{meant}`." if meant else "Delete the column.",
        row=line,
        column=name,
        value=name,
    )
    return {meant} if meant else set()


def check_cells(raw: Raw, table: Table, problems: Problems) -> Checked:
    """Check every cell of a table whose header holds.

    Returns:
        The table with its numbers read, and the texts that were found wrong.
    """
    numbers: dict[str, list[float | None]] = {}
    bad: dict[str, frozenset[str]] = {}
    columns = [column for column in table.columns if column.name in raw.columns]
    columns += [
        Column(name, Cell.WORD, "", needed=False, blank=True)
        for name in raw.header
        if name not in table.names
    ]
    for column in columns:
        cells = raw.columns[column.name]
        texts = set(cells)
        wrong = frozenset(text for text in texts if not _holds(text, column))
        if wrong:
            _report(raw, table.file, column, wrong, problems)
        bad[column.name] = wrong
        if column.cell in (Cell.NUMBER, Cell.SHARE, Cell.AMOUNT, Cell.VALUE):
            read = {text: number(text) for text in texts}
            numbers[column.name] = [read[text] for text in cells]
    return Checked(table, raw, numbers, bad)


def _report(
    raw: Raw,
    file: str,
    column: Column,
    wrong: frozenset[str],
    problems: Problems,
) -> None:
    for line, text in zip(raw.lines, raw.columns[column.name], strict=True):
        if text in wrong:
            blank = not text.strip()
            must = "must be given" if blank and not column.blank else f"must be {column.must}"
            wanted = problems.wants(file, must, column.name)
            do = _advice(text, column) if wanted else ""
            problems.add(file, must, do, row=line, column=column.name, value=text)


def _holds(text: str, column: Column) -> bool:
    """Say whether a cell is as it must be."""
    if text == "":
        return column.blank
    if text.isspace():
        return False
    match column.cell:
        case Cell.TEXT:
            return True
        case Cell.WORD:
            return text == text.strip()
        case Cell.ID:
            return bool(_ID.fullmatch(text))
        case Cell.CHOICE:
            return text in column.choices
        case Cell.COUNTRY:
            return bool(_COUNTRY.fullmatch(text))
        case Cell.DATE:
            return is_date(text)
        case Cell.VALUE:
            known = number(text) is not None or not _NEARLY_NUMBER.fullmatch(text)
            return known and text == text.strip()
    found = number(text)
    highest = {Cell.SHARE: 1.0, Cell.AMOUNT: LARGEST_AMOUNT}.get(column.cell)
    return found is not None and (highest is None or 0 <= found <= highest)


def is_date(text: str) -> bool:
    """Say whether a text is a year, a month or a day that exists."""
    parts = _DATE.fullmatch(text)
    if parts is None:
        return False
    try:
        dt.date(*(int(part or 1) for part in parts.groups()))
    except ValueError:
        return False
    return True


def _advice(text: str, column: Column) -> str:
    """Say what to do about a cell that is not as it must be."""
    if not text.strip():
        return "Delete the spaces." if column.blank else "Fill in the cell, or delete the row."
    match column.cell:
        case Cell.ID:
            return "Rename it, here and wherever it is used (letters, digits, `_`, `-`, `:`)."
        case Cell.CHOICE:
            meant = similar(text, column.choices)
            return f"Write `{meant}`." if meant else "Write one of these words."
        case Cell.COUNTRY:
            return "Write the ISO code, such as KEN, or nothing."
        case Cell.DATE if _DATE.fullmatch(text):
            return "Write a date that exists."
        case Cell.DATE:
            return "Write the year first, and months and days with two digits: 2020-01-31."
        case Cell.SHARE if number(text) is not None:
            return "Write 0.5 for half, 1 for all."
        case Cell.AMOUNT if number(text) is not None:
            return "Correct the number."
        case Cell.WORD | Cell.VALUE if text != text.strip():
            return f"Write `{text.strip()}`, without spaces at the ends."
    return how_to_write(text)
