"""What a filled workbook changes, row by row, and the dataset with the rows that are accepted."""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from config.base import Frozen
from config.configuration import Configuration
from config.problems import Problems
from data.dataset import Dataset
from data.difference import RowDifference, difference
from data.tables import EVIDENCE, SOURCES, TABLES
from data.wide.sheet import at
from data.workbook.assemble import assemble, new_sources
from data.workbook.entry import Entry
from data.workbook.read import Filled
from data.workbook.rows import Key
from data.write import records

ALL = "all"
"""The word that accepts every row."""
_RANGE = re.compile(r"(?P<sheet>.+)![a-z]*(?P<first>[0-9]+)(?:-[a-z]*(?P<last>[0-9]+))?")
_SHOWN = 8
Named = tuple[str, Key]
"""Table and key of a row."""


class Change(Frozen):
    """A row that a workbook adds, changes or takes away."""

    table: str
    key: Key
    sheet: str
    row: int = 0
    """In its sheet; 0 = it does not stand there."""
    differences: tuple[RowDifference, ...]
    cells: Mapping[str, str]
    """Column of a difference → the cell of the workbook, as far as there is one."""
    reason: str = ""
    """Why, as the row itself says."""
    follows: bool = False
    """It comes with the rows that name it, and is not accepted by itself."""

    @property
    def name(self) -> str:
        """By what the row is accepted: sheet and row, or the key of a row that is not there."""
        return at(self.sheet, str(self.row) if self.row else "/".join(self.key))

    @cached_property
    def what(self) -> str:
        """Whether it is new, gone or changed."""
        return self.differences[0].what


def changes(base: Dataset, filled: Filled) -> tuple[Change, ...]:
    """Return every row that differs, sheet by sheet from the top.

    Args:
        base: the dataset as it is.
        filled: the workbook, as it was read against it.
    """
    entries = _entries(filled)
    rows: dict[Named, list[RowDifference]] = {}
    for one in difference(base, filled.after):
        rows.setdefault((one.table, one.key), []).append(one)
    found = [_change(named, differ, entries.get(named)) for named, differ in rows.items()]
    return tuple(sorted(found, key=lambda one: (one.follows, one.sheet, one.row, one.key)))


def _entries(filled: Filled) -> dict[Named, Entry]:
    """Return the rows of a workbook by what names them in the dataset that they make.

    A row of evidence goes by candidate and measure, too: so differences name the only one there is.
    """
    found = {
        (table.name, tuple(row[name] for name in table.key)): entry
        for table in TABLES
        for row, entry in zip(
            records(filled.after)[table.name], filled.tables[table.name], strict=True
        )
    }
    found |= {(EVIDENCE.name, key): entry for key, entry in filled.cleared.items()}
    pairs = {(table, key[:2]): one for (table, key), one in found.items() if table == EVIDENCE.name}
    return {**pairs, **found}


def _change(named: Named, found: Sequence[RowDifference], entry: Entry | None) -> Change:
    table, key = named
    place = None if entry is None else entry.place
    columns = [one.column or ("value" if table == EVIDENCE.name else "") for one in found]
    return Change(
        table=table,
        key=key,
        sheet=table if place is None else place.sheet,
        row=0 if place is None else place.row,
        differences=tuple(found),
        cells={} if place is None else {one: place.cell(one) for one in columns},
        reason="" if entry is None else _reason(table, found, entry),
        follows=entry is not None and place is None,
    )


def _reason(table: str, found: Sequence[RowDifference], entry: Entry) -> str:
    """Return why, as a row says: under Reason, or in a note that is new."""
    noted = any(one.column == "note" or one.what == "new" for one in found)
    note = entry.cells.get("note", "") if table == EVIDENCE.name and noted else ""
    return entry.reason or note


def accepted(
    option: str, wanted: Collection[str], every: Sequence[Change], problems: Problems
) -> tuple[Change, ...]:
    """Return the rows that texts name: all, a sheet, a row of a sheet, or several in a row.

    Args:
        option: by which they were given, for messages.
        wanted: ``all``, ``Ratings Africa``, ``Ratings Africa!14`` or ``Ratings Africa!14-30``.
        every: all that differ.
        problems: receives what names no row that differs.
    """
    own = [one for one in every if not one.follows]
    chosen: set[Named] = set()
    for text in wanted:
        named = [one for one in own if _names(text, one)]
        if not named and not (_is_all(text) and not own):
            known = ", ".join(one.name for one in own[:_SHOWN])
            more = f", and {len(own) - _SHOWN} more" if len(own) > _SHOWN else ""
            must = "must be all, a sheet, or a row that differs, as Ratings Africa!14"
            problems.add(option, must, f"These differ: {known}{more}.", value=text)
        chosen |= {(one.table, one.key) for one in named}
    return tuple(one for one in own if (one.table, one.key) in chosen)


def _is_all(text: str) -> bool:
    return text.strip().casefold() == ALL


def _names(text: str, one: Change) -> bool:
    plain = text.strip().casefold()
    if _is_all(text) or plain in (one.sheet.casefold(), one.name.casefold()):
        return True
    found = _RANGE.fullmatch(plain)
    if found is None or found["sheet"] != one.sheet.casefold() or not one.row:
        return False
    return int(found["first"]) <= one.row <= int(found["last"] or found["first"])


def take(
    base: Dataset,
    configuration: Configuration,
    filled: Filled,
    chosen: Sequence[Change],
    reason: str = "",
) -> Dataset:
    """Return the dataset with some rows of a workbook taken over.

    Args:
        base: the dataset as it is.
        configuration: that the result is checked against.
        filled: the workbook, as it was read against it.
        chosen: the rows.
        reason: why; it stands in the note of each new value that says nothing itself.

    Raises:
        InputError: they do not hold without the others; carries every problem, with its cell.
    """
    entries, known = _entries(filled), records(base)
    tables: dict[str, list[Entry]] = {}
    for table in TABLES:
        rows = {tuple(row[name] for name in table.key): Entry(row) for row in known[table.name]}
        lengths = {len(one.key) for one in chosen if one.table == table.name}
        whole = {key[:length]: key for key in rows for length in lengths}
        for one in chosen:
            if one.table == table.name:
                key = whole.get(one.key, one.key)
                if one.what == "gone":
                    rows.pop(key, None)
                else:
                    rows[key] = _with_reason(one, entries[one.table, one.key], reason)
        tables[table.name] = list(rows.values())
    sources, evidence = tables[SOURCES.name], tables[EVIDENCE.name]
    sources += new_sources(filled.file, base, sources, evidence)
    return assemble(filled.file, base, tables, configuration)


def _with_reason(one: Change, entry: Entry, reason: str) -> Entry:
    said = any(each.column in ("", "value") for each in one.differences)
    if one.table != EVIDENCE.name or not said or entry.cells["note"] or not reason:
        return entry
    return Entry({**entry.cells, "note": reason}, entry.place, entry.reason)
