"""Rows of cells as a file holds them, before anybody says which of them is the header."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from config.problems import InputError
from data.wide.sheet import Remark

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
"""Characters that no table may hold, and that the tables of a dataset do not take either."""


MOST_ROWS = 20_000
"""Candidates that a wide table may hold."""
LONGEST_CELL = 100_000
"""Characters that one cell may have."""


@dataclass(frozen=True)
class Line:
    """One row: where it stands, and its cells as text."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """All rows of a sheet.

    Attributes:
        file: name of the file.
        sheet: name of the sheet; blank for text files.
        lines: the rows, in order; blank ones may be there.
        remarks: what was done to read it.
        text_numbers: column → cells in which a workbook holds a number as text.
        missing: cells of a workbook that hold the error ``#N/A``, as ``D14``.
    """

    file: str
    sheet: str
    lines: tuple[Line, ...]
    remarks: tuple[Remark, ...] = ()
    text_numbers: Mapping[int, int] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()


refused = InputError.one
"""The error of one problem; its fields are those of a problem."""
