"""A wide table as it was read: text cells, where each stands, and what was done to read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from config.base import Frozen

NOT_AVAILABLE = "#N/A"
"""The error by which spreadsheets say that a value is missing."""


class Rule(StrEnum):
    """What was done with something that a table of plain values does not have."""

    ENCODING = "encoding"
    """The text is not UTF-8: which encoding it was read as."""
    SEPARATOR = "separator"
    """Columns are not separated by commas: what separates them."""
    ABOVE = "above"
    """Rows above the header were left out: a title, or running numbers."""
    BLANK_HEADER = "blank_header"
    """A column without a heading got the name of its place."""
    SAME_HEADER = "same_header"
    """A heading that stood there before got a number."""
    HEADING = "heading"
    """A heading of several lines, or with spaces at its ends, was put on one line."""
    EMPTY_COLUMN = "empty_column"
    """A column without heading and without values was left out."""
    HIDDEN_ROWS = "hidden_rows"
    """Hidden rows count like all others."""
    HIDDEN_COLUMNS = "hidden_columns"
    """Hidden columns count like all others."""
    OTHER_SHEETS = "other_sheets"
    """Other sheets of the workbook were not read."""
    MERGED = "merged"
    """What stands in merged cells counts for each of their rows."""
    FORMULAS = "formulas"
    """Of formulas, the value counts that was worked out when the workbook was saved."""
    DATES = "dates"
    """Dates are written year first."""
    DATES_1904 = "dates_1904"
    """The workbook counts days from 1904; its dates were read so."""
    TRUTH = "truth"
    """Truth values are written yes and no."""
    NOT_AVAILABLE = "not_available"
    """The error #N/A is read as missing."""
    SPACES = "spaces"
    """Spaces at the ends of cells were taken off."""


class Remark(Frozen):
    """One rule that was needed, and where."""

    rule: Rule
    what: str = ""
    """The encoding, the separator, the name given; blank where the rule says all."""
    where: tuple[str, ...] = ()
    """The first places it was needed."""
    count: int = 1
    """How many places there were."""


@dataclass(frozen=True)
class Sheet:
    """A wide table: one row per candidate, all cells text without spaces at their ends.

    Attributes:
        file: name of the file.
        sheet: name of the sheet; blank for text files.
        titles: heading of each column, each once.
        letters: how a spreadsheet calls each column.
        rows: the cells of each row, as many as there are titles.
        lines: line or row of each row in the file.
        remarks: what was done to read it.
        digest: SHA-256 of the file, hexadecimal.
        text_numbers: place of a column → how many of its numbers a workbook holds as text.
    """

    file: str
    sheet: str
    titles: tuple[str, ...]
    letters: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    remarks: tuple[Remark, ...]
    digest: str
    text_numbers: Mapping[int, int]

    @property
    def source(self) -> str:
        """File and sheet, as a source is called."""
        return f"{self.file}, sheet {self.sheet}" if self.sheet else self.file

    def column(self, place: int) -> list[str]:
        """Return the cells of a column."""
        return [row[place] for row in self.rows]

    def where(self, row: int, place: int) -> str:
        """Return what people call a cell: ``Projects!D7`` or ``line 7, column D``."""
        line, letter = self.lines[row], self.letters[place]
        if self.sheet:
            return at(self.sheet, f"{letter}{line}")
        return f"line {line}, column {self.titles[place]}"


def at(sheet: str, cells: str) -> str:
    """Return what people call cells of a workbook: ``Ratings Africa!D14``."""
    return f"{sheet}!{cells}"


def letter(place: int) -> str:
    """Return how a spreadsheet calls a column, the first being 0."""
    found, rest = "", place + 1
    while rest:
        rest, step = divmod(rest - 1, 26)
        found = chr(ord("A") + step) + found
    return found
