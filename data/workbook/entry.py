"""Rows of tables with the place in a workbook where each stands, and what was done to read them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from config.base import Frozen
from data.wide.sheet import at


@dataclass(frozen=True)
class Place:
    """A row of a sheet."""

    sheet: str
    row: int
    letters: Mapping[str, str]
    """Column of the table → how a spreadsheet calls the column it stands in."""

    def cell(self, column: str) -> str:
        """Return the cell of a column; the row where the sheet has no such column."""
        return at(self.sheet, f"{self.letters.get(column, '')}{self.row}")

    def __str__(self) -> str:
        """Return the row."""
        return at(self.sheet, str(self.row))


@dataclass(frozen=True)
class Entry:
    """A row of a table."""

    cells: Mapping[str, str]
    """Column → text, as ``data.write.records`` has it."""
    place: Place | None = None
    """None = it does not stand in the workbook."""
    reason: str = ""
    """Why, in the words of whoever filled in a ratings sheet."""


class Aside(StrEnum):
    """What a workbook holds, or lacks, of which nothing is taken over."""

    OTHER_VERSION = "other_version"
    """It was written from another state of the dataset."""
    SINCE = "since"
    """The same, and rows that nobody touched in it stay as the dataset has them now."""
    NO_VERSION = "no_version"
    """It does not say from which state it was written."""
    OTHER_SHEET = "other_sheet"
    """A sheet that is none of the workbook's."""
    NO_SHEET = "no_sheet"
    """The sheet of a table is not there: the table stays as it is."""
    NO_COLUMN = "no_column"
    """A column is not there: what it says stays as it is."""
    NO_ROWS = "no_rows"
    """Rows of ratings sheets are not there: what is on record of them stays."""
    OTHER_COLUMN = "other_column"
    """A column of a ratings sheet that is none of its own."""
    ABOVE = "above"
    """Rows above the headings."""
    UNRATED = "unrated"
    """A row of a ratings sheet says something, and holds no rating."""
    NUMBER = "number"
    """A number as people of another country write it, read as such."""
    SPACES = "spaces"
    """Spaces at the ends of a cell that holds no free text were taken off."""


class Noted(Frozen):
    """One thing that was seen, and where."""

    what: Aside
    where: tuple[str, ...] = ()
    """The first places."""
    count: int = 1
    """How many there are."""
