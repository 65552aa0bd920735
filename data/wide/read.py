"""Read any wide table: which format it has, which row is its header, and where its rows end."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from config.problems import Problems
from data.reading import OLD_WORKBOOK, OTHER_KINDS, WORKBOOK
from data.wide.delimited import read_delimited
from data.wide.grid import LONGEST_CELL, MOST_ROWS, Grid, Line, refused
from data.wide.sheet import Remark, Rule, Sheet, letter

LARGEST_FILE = 50 * 2**20
"""Bytes that a wide table may have."""
MOST_COLUMNS = 1_000
"""Columns that a wide table may have."""
MOST_CELLS = 2_000_000
"""Cells that a wide table may have."""
_SHOWN = 5


def read_table(path: Path, sheet: str = "", encoding: str = "", separator: str = "") -> Sheet:
    """Read a wide table from a file.

    Args:
        path: the file.
        sheet: name of the sheet of a workbook; blank = the first with a table.
        encoding: of a text file; blank = found out.
        separator: of a text file; blank = found out.

    Raises:
        InputError: it is not as it must be; carries every problem.
    """
    try:
        if not path.is_file():
            must, do = "the table must be a file", "Name a CSV file or an Excel workbook (.xlsx)."
            raise refused(str(path), must, do)
        size = path.stat().st_size
        raw = path.read_bytes() if size <= LARGEST_FILE else b""
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        do = f"Check its name and its permissions ({why})."
        raise refused(str(path), "the file must be readable", do) from None
    _check_size(path.name, size)
    return read_bytes(path.name, raw, sheet, encoding, separator)


def read_bytes(
    file: str, raw: bytes, sheet: str = "", encoding: str = "", separator: str = ""
) -> Sheet:
    """Read a wide table from the bytes of a file; see :func:`read_table`.

    Raises:
        InputError: it is not as it must be; carries every problem.
    """
    _check_size(file, len(raw))
    kind = _kind(raw)
    if kind == WORKBOOK:
        from data.wide.workbook import read_workbook

        grid = read_workbook(file, raw, sheet)
    elif kind is not None:
        what = (
            "an old Excel workbook (.xls), or one with a password" if kind == OLD_WORKBOOK else kind
        )
        do = "Open it where it was made, and save it as .xlsx without a password, or as CSV UTF-8."
        raise refused(file, f"the file must be a CSV table or an .xlsx workbook, not {what}", do)
    elif sheet:
        option, must = "--sheet", "must be given with a workbook only"
        raise refused(option, must, "Leave it away: this is one table.", value=sheet)
    else:
        grid = read_delimited(file, raw, encoding, separator)
    return _sheet(grid, hashlib.sha256(raw).hexdigest())


def read_book(file: str, raw: bytes) -> tuple[Grid, ...]:
    """Read every sheet of an Excel workbook.

    Raises:
        InputError: it is none, or not as it must be; carries every problem.
    """
    _check_size(file, len(raw))
    if _kind(raw) != WORKBOOK:
        must, do = "the file must be an Excel workbook (.xlsx)", "Save it as .xlsx, no password."
        raise refused(file, must, do)
    from data.wide.workbook import read_sheets

    return read_sheets(file, raw)


def _check_size(file: str, size: int) -> None:
    if size > LARGEST_FILE:
        raise refused(
            file,
            f"the file must not be larger than {LARGEST_FILE // 2**20} MiB",
            "Leave out rows and columns that are not needed.",
            value=f"{size / 2**20:.0f} MiB",
        )


def _kind(raw: bytes) -> str | None:
    """Return what a file is by its first bytes; None for text."""
    begins = raw[:64].removeprefix(b"\xef\xbb\xbf").lstrip()[:16].lower()
    return next((kind for begin, kind in OTHER_KINDS.items() if begins.startswith(begin)), None)


def _sheet(grid: Grid, digest: str) -> Sheet:
    """Return a grid as a table: its header found, its rows complete.

    Raises:
        InputError: there is no header, no row, too much, or a row that does not fit.
    """
    filled = [line for line in grid.lines if any(map(str.strip, line.cells))]
    if not filled:
        must = "the table must not be empty"
        raise refused(grid.file, must, "Write a row of headings and a row for each candidate.")
    head = _header(filled)
    header, body = filled[head], filled[head + 1 :]
    remarks = list(grid.remarks)
    if head:
        remarks.append(_remark(Rule.ABOVE, [str(line.number) for line in filled[:head]]))
    width = _width(header, body, workbook=bool(grid.sheet))
    _check_bounds(grid, header, body, width)
    kept = _kept(header, body, width, remarks)
    titles = _titles(header, kept, remarks)
    _check_rows(grid, header, body, width)
    spaced = [
        f"{letter(place)}{line.number}"
        for line in body
        for place in kept
        if place < len(line.cells) and line.cells[place] != line.cells[place].strip()
    ]
    if spaced:
        remarks.append(_remark(Rule.SPACES, spaced))
    return Sheet(
        file=grid.file,
        sheet=grid.sheet,
        titles=titles,
        letters=tuple(letter(place) for place in kept),
        rows=tuple(
            tuple(line.cells[at].strip() if at < len(line.cells) else "" for at in kept)
            for line in body
        ),
        lines=tuple(line.number for line in body),
        remarks=tuple(remarks),
        digest=digest,
        text_numbers={
            place: grid.text_numbers[at] for place, at in enumerate(kept) if at in grid.text_numbers
        },
    )


def _header(lines: Sequence[Line]) -> int:
    """Return which of the filled rows is the header: the first that names most of the columns."""
    width = max(sum(map(bool, map(str.strip, line.cells))) for line in lines[:50])
    for place, line in enumerate(lines[:50]):
        cells = [cell.strip() for cell in line.cells if cell.strip()]
        if 2 * len(cells) > width and not _running(cells):
            return place
    return 0


def _running(cells: Sequence[str]) -> bool:
    """Say whether cells are running numbers from 0 or 1, as copies of tables have them on top."""
    return len(cells) > 1 and any(
        list(cells) == [str(place + start) for place in range(len(cells))] for start in (0, 1)
    )


def _width(header: Line, body: Sequence[Line], *, workbook: bool) -> int:
    """Return how many columns a table has: those of its header, or of all that is filled."""
    if not workbook:
        return len(header.cells)
    ends = [
        max((place for place, cell in enumerate(line.cells) if cell.strip()), default=-1)
        for line in (header, *body)
    ]
    return max(ends) + 1


def _check_bounds(grid: Grid, header: Line, body: Sequence[Line], width: int) -> None:
    do = "Leave out what is not needed, or cut the table in several."
    bounds = (
        (len(body), MOST_ROWS, "rows"),
        (width, MOST_COLUMNS, "columns"),
        (len(body) * width, MOST_CELLS, "cells"),
    )
    for number, most, what in bounds:
        if number > most:
            must = f"a table must not have more than {most:,} {what}"
            raise refused(grid.file, must, do, value=f"{number:,} {what}")
    if not body:
        must, do = "there must be at least one row below the headings", "Add a row per candidate."
        raise refused(grid.file, must, do, row=header.number)


def _check_rows(grid: Grid, header: Line, body: Sequence[Line], width: int) -> None:
    """Refuse rows with more or fewer cells than the header has, and endless cells.

    Raises:
        InputError: every such row.
    """
    problems = Problems()
    must = f"a row must have as many cells as there are headings ({width})"
    for line in (header, *body):
        if not grid.sheet and len(line.cells) != width:
            problems.add(
                grid.file,
                must,
                "Put a cell that holds the separator or a line break in quotation marks.",
                row=line.number,
                value=f"{len(line.cells)} cells",
            )
        for place, cell in enumerate(line.cells):
            if len(cell) > LONGEST_CELL:
                problems.add(
                    grid.file,
                    f"a cell must not be longer than {LONGEST_CELL:,} characters",
                    "Shorten it.",
                    row=line.number,
                    column=letter(place),
                )
    problems.raise_if_any()


def _kept(header: Line, body: Sequence[Line], width: int, remarks: list[Remark]) -> list[int]:
    """Return the columns that have a heading or a value."""
    heads = _heads(header, width)
    kept = [
        place
        for place in range(width)
        if heads[place]
        or any(place < len(line.cells) and line.cells[place].strip() for line in body)
    ]
    gone = [letter(place) for place in range(width) if place not in set(kept)]
    if gone:
        remarks.append(_remark(Rule.EMPTY_COLUMN, gone))
    return kept


def _heads(header: Line, width: int) -> list[str]:
    cells = (*header.cells, *[""] * width)[:width]
    return [" ".join(cell.split()) for cell in cells]


def _titles(header: Line, kept: Sequence[int], remarks: list[Remark]) -> tuple[str, ...]:
    """Return the heading of each column: each on one line, none blank, none twice."""
    heads = _heads(header, (kept[-1] if kept else 0) + 1)
    changed = [
        letter(at) for at in kept if at < len(header.cells) and header.cells[at] != heads[at]
    ]
    if changed:
        remarks.append(_remark(Rule.HEADING, changed))
    titles: dict[str, None] = {}
    taken = {heads[place] for place in kept}
    for place in kept:
        title = heads[place]
        if not title:
            title = _unused(f"Column {letter(place)}", {*taken, *titles})
            remarks.append(Remark(rule=Rule.BLANK_HEADER, what=title, where=(letter(place),)))
        elif title in titles:
            before, title = title, _unused(title, {*taken, *titles})
            remarks.append(Remark(rule=Rule.SAME_HEADER, what=title, where=(before,)))
        titles[title] = None
    return tuple(titles)


def _unused(title: str, taken: set[str]) -> str:
    found, place = title, 2
    while found in taken:
        found, place = f"{title} ({place})", place + 1
    return found


def _remark(rule: Rule, where: Sequence[str]) -> Remark:
    return Remark(rule=rule, where=tuple(where[:_SHOWN]), count=len(where))
