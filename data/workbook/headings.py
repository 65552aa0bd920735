"""Where the headings of a sheet stand, and what stands below them."""

from collections.abc import Mapping
from dataclasses import dataclass

from data.wide.grid import Grid, Line
from data.wide.sheet import at, letter
from data.workbook.entry import Place

HEADED = 20
"""Rows among which the headings are looked for."""


@dataclass
class Columns:
    """A sheet whose headings were found.

    Attributes:
        grid: the sheet.
        head: the row of headings.
        at: column → its place.
        others: headings that name none of the columns looked for → their places.
        body: the rows below, without blank ones.
        above: the rows above that are not blank.
    """

    grid: Grid
    head: Line
    at: dict[str, int]
    others: list[tuple[str, int]]
    body: list[Line]
    above: list[str]

    def place(self, line: Line) -> Place:
        """Return where a row stands."""
        letters = {name: letter(place) for name, place in self.at.items()}
        return Place(self.grid.sheet, line.number, letters)

    def raw(self, line: Line, place: int) -> str:
        """Return a cell; what stands there as ``#N/A`` is missing."""
        text = line.cells[place] if place < len(line.cells) else ""
        return "" if f"{letter(place)}{line.number}" in self.grid.missing else text


def top_lines(grid: Grid) -> list[Line]:
    """Return the first rows that are not blank."""
    return [line for line in grid.lines if any(map(str.strip, line.cells))][:HEADED]


def headings(line: Line) -> list[str]:
    """Return what stands in a row, as headings are compared."""
    return [cell.strip() for cell in line.cells]


def columns_of(grid: Grid, names: Mapping[str, str]) -> Columns | None:
    """Find the headings of a sheet: the row, of the first ones, that has most of them.

    Args:
        grid: the sheet.
        names: heading in small letters → column.
    """
    top = top_lines(grid)
    counts = [len(names.keys() & set(map(str.casefold, headings(line)))) for line in top]
    if not counts or not max(counts):
        return None
    head = top[counts.index(max(counts))]
    body = [
        line for line in grid.lines if line.number > head.number and any(map(str.strip, line.cells))
    ]
    found: dict[str, int] = {}
    others: list[tuple[str, int]] = []
    width = max((len(line.cells) for line in (head, *body)), default=0)
    for place in range(width):
        title = head.cells[place].strip() if place < len(head.cells) else ""
        name = names.get(title.casefold())
        if name is None or name in found:
            used = any(place < len(line.cells) and line.cells[place].strip() for line in body)
            if title or used:
                others.append((title, place))
        else:
            found[name] = place
    above = [at(grid.sheet, str(line.number)) for line in top if line.number < head.number]
    return Columns(grid, head, found, others, body, above)
