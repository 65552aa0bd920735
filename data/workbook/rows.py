"""What names a row of a workbook, and whether it is as it was when the workbook was written."""

import contextlib
import datetime as dt
import hashlib
import json
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from data.schema import is_date, number
from data.tables import EVIDENCE, TABLES, Cell, Table
from data.vintage import last_day
from data.wide.grid import Grid
from data.workbook.asked import RATED

Key = tuple[str, ...]
Pair = tuple[str, str]
"""Candidate and measure."""
NUMERIC = (Cell.NUMBER, Cell.SHARE, Cell.AMOUNT)
DIGITS = ".15g"
"""As many digits as every spreadsheet program keeps."""


def fingerprint(table: Table, row: Mapping[str, str]) -> str:
    """Return what tells whether a row is as it was, up to the digits that spreadsheets keep."""
    numeric = {column.name for column in table.columns if column.cell in (*NUMERIC, Cell.VALUE)}
    said = {name: _digits(text) if name in numeric else text for name, text in row.items() if text}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]


def as_written(
    tables: Mapping[str, Sequence[Mapping[str, str]]], rated: Mapping[Pair, Mapping[str, str]]
) -> Iterator[tuple[str, str, str]]:
    """Yield table, key and fingerprint of each row that a workbook is written with.

    Args:
        tables: table → its rows, evidence without what stands on ratings sheets.
        rated: what stands there.
    """
    for table in TABLES:
        for row in tables[table.name]:
            yield table.name, json.dumps(key_of(table, row)), fingerprint(table, row)
    for pair, row in rated.items():
        yield RATED, json.dumps(pair), fingerprint(EVIDENCE, row)


def written(grid: Grid) -> dict[tuple[str, Key], str]:
    """Return table and key → fingerprint, as far as the sheet still says it."""
    found: dict[tuple[str, Key], str] = {}
    for line in grid.lines:
        if len(line.cells) >= len(("table", "key", "as")) and line.cells[1].startswith("["):
            with contextlib.suppress(ValueError, RecursionError):
                key = json.loads(line.cells[1])
                found[line.cells[0], tuple(map(str, key))] = line.cells[2]
    return found


def on_ratings_sheets(
    evidence: Iterable[Mapping[str, str]], things: Container[Pair]
) -> dict[Pair, Mapping[str, str]]:
    """Return what ratings sheets show of evidence: the latest of what is asked for.

    Earlier values stand on the sheet of evidence, like everything else.

    Args:
        evidence: its rows.
        things: candidate and measure of all that is asked for.
    """
    found: dict[Pair, Mapping[str, str]] = {}
    for row in sorted(evidence, key=lambda one: (_day(one["as_of"]), one["as_of"])):
        if pair_of(row) in things:
            found[pair_of(row)] = row
    return found


def _day(date: str) -> dt.date:
    return last_day(date) if is_date(date) else dt.date.min


def pair_of(row: Mapping[str, str]) -> Pair:
    """Return candidate and measure of a row of evidence."""
    return row["candidate"], row["measure"]


def key_of(table: Table, row: Mapping[str, str]) -> Key:
    """Return what names a row, its numbers with as many digits as spreadsheets keep."""
    return tuple(
        _digits(row.get(name, "")) if table.column(name).cell in NUMERIC else row.get(name, "")
        for name in table.key
    )


def _digits(text: str) -> str:
    found = number(text)
    return text if found is None else format(found, DIGITS)


def as_before(
    table: Table, cells: Mapping[str, str], before: Mapping[str, str] | None
) -> dict[str, str]:
    """Return a row with the cells that it does not say, and numbers that are the same, as before.

    A number is the same when all digits agree that a spreadsheet keeps.
    """
    if before is None:
        return dict(cells)
    same = {
        column.name: before[column.name]
        for column in table.columns
        if column.cell in (*NUMERIC, Cell.VALUE)
        and number(before[column.name]) is not None
        and _digits(cells.get(column.name, "")) == _digits(before[column.name])
    }
    return {**before, **cells, **same}
