"""The columns of a wide table, looked at once: what is missing, which words, which numbers."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from data.schema import number
from data.wide import words
from data.wide.numerals import Notation, is_missing, notation, value
from data.wide.sheet import Sheet

MOST_LEVELS = 12
"""Levels that a column may have."""
MOST_GROUPS = 30
"""Words that come again and again in a column of groups."""
_NO_LEVEL = re.compile(
    r"\s*[-+]?[0-9][0-9.,' \u00a0\u202f]*\s*|[-+]?(nan|inf|infinity)", re.IGNORECASE
)
"""Words that evidence does not take for a level."""


@dataclass(frozen=True)
class Looked:
    """One column as its cells show it."""

    sheet: Sheet
    place: int
    decimal: str
    """The mark before decimals, where somebody says it; blank = found out."""

    @property
    def title(self) -> str:
        """Its heading."""
        return self.sheet.titles[self.place]

    @cached_property
    def cells(self) -> Sequence[str]:
        """Every cell."""
        return self.sheet.column(self.place)

    @cached_property
    def known(self) -> Sequence[str]:
        """The cells that say something."""
        return [cell for cell in self.cells if not is_missing(cell)]

    @cached_property
    def distinct(self) -> Counter[str]:
        """What they say → how often."""
        return Counter(self.known)

    @cached_property
    def notation(self) -> Notation | None:
        """How its numbers are written; None where not all of its cells are numbers."""
        return notation(self.cells, self.decimal)

    def number(self, cell: str) -> float | None:
        """Return the number that one of its cells writes; None where it writes none."""
        return value(cell, self.notation or Notation(decimal=self.decimal or "."))

    @property
    def numbers(self) -> list[float]:
        """Every number."""
        return [read for cell in self.known if (read := self.number(cell)) is not None]

    @cached_property
    def amounts(self) -> bool:
        """Whether all of its cells are amounts: no shares, none below 0, not all of them 0."""
        how = self.notation
        read = self.numbers if how is not None and how.unit != "%" else []
        return bool(read) and min(read) >= 0 and max(read) > 0

    @cached_property
    def whole(self) -> bool:
        """Whether no cell is missing."""
        return len(self.known) == len(self.cells)

    @cached_property
    def identifies(self) -> bool:
        """Whether every cell says something else, whatever capitals and marks it uses."""
        return self.whole and len({key(cell) for cell in self.distinct}) == len(self.cells)

    @cached_property
    def few(self) -> bool:
        """Whether a few words come again and again."""
        many = min(MOST_GROUPS, max(2, len(self.cells) // 2))
        return self.notation is None and 1 < len(self.distinct) <= many

    @cached_property
    def truth(self) -> tuple[str, ...]:
        """Its words of no and yes; nothing where it has others."""
        return words.truth_of(list(self.distinct))

    @cached_property
    def scale(self) -> tuple[str, ...]:
        """Its words as levels of a scale that is known, least first; nothing where they are not."""
        found = list(self.distinct)
        if len(found) > MOST_LEVELS or not all(map(can_be_level, found)):
            return ()
        return self.truth or words.scale_of(found)


def can_be_level(text: str) -> bool:
    """Say whether evidence takes a word for a level."""
    return number(text) is not None or not _NO_LEVEL.fullmatch(text)


def key(text: str) -> str:
    """Return a text as ids tell it apart from others."""
    return re.sub(r"\W", "_", text.lower())


def look(sheet: Sheet, decimal: str = "") -> tuple[Looked, ...]:
    """Return every column of a table."""
    return tuple(Looked(sheet, place, decimal) for place in range(len(sheet.titles)))
