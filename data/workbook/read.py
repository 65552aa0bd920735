"""Read a workbook of a dataset back: every table as it stands there, each row with its place.

A cell that holds what the dataset has already is taken for that, where a spreadsheet keeps fewer
digits than the dataset does. A sheet, a column, or a row of a ratings sheet that is not there says
nothing; a row of a table that is not there is gone, and an empty cell is missing, never zero.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from config.configuration import Configuration
from config.problems import InputError, InputProblem, Problems
from data.content import content_hash
from data.dataset import Dataset
from data.reading import Raw
from data.schema import check_header, number
from data.tables import CANDIDATES, EVIDENCE, SOURCES, TABLES, Cell, Table
from data.values import level_words
from data.wide.grid import Grid, Line
from data.wide.numerals import notation, value
from data.wide.read import read_book
from data.wide.sheet import Remark, at, letter
from data.workbook.asked import (
    AS_WRITTEN,
    ENTERED,
    LISTS,
    NEEDED,
    RATED,
    READ_ME,
    SHOWN,
    TITLES,
    VERSION,
    asked,
)
from data.workbook.assemble import Tables, assemble, new_sources
from data.workbook.entry import Aside, Entry, Noted, Place
from data.workbook.headings import Columns, columns_of, headings, top_lines
from data.workbook.rows import (
    NUMERIC,
    Key,
    Pair,
    as_before,
    fingerprint,
    key_of,
    on_ratings_sheets,
    pair_of,
    written,
)
from data.write import records

_RATINGS = 4
"""Headings of ratings sheets by which a sheet is taken for one that lacks others."""
_SHOWN = 5
_VERSION = re.compile(re.escape(VERSION) + r"([0-9a-f]{64})")


@dataclass(frozen=True)
class Filled:
    """A workbook as it was read.

    Attributes:
        file: its name.
        tables: table → its rows as they would be, those that stay as they are included.
        cleared: rows of evidence whose value was emptied → where.
        remarks: sheet → what was done to read it.
        noted: what of it is not taken over, and what it lacks.
        after: the dataset that it makes, when all of it is taken over.
    """

    file: str
    tables: Tables
    cleared: Mapping[Key, Entry]
    remarks: Mapping[str, tuple[Remark, ...]]
    noted: tuple[Noted, ...]
    after: Dataset


def read(file: str, raw: bytes, base: Dataset, configuration: Configuration) -> Filled:
    """Return what a workbook says, held against the dataset that it is to change.

    Args:
        file: its name, for messages.
        raw: what it holds.
        base: the dataset, with everything that is dated.
        configuration: that all is checked against.

    Raises:
        InputError: it is not as it must be; carries every problem, with sheet and cell.
    """
    grids = read_book(file, raw)
    reader = _Reader(file, base, configuration)
    tables = reader.tables(grids)
    if reader.problems:
        raise InputError(_placed_own(file, reader.problems))
    after = assemble(file, base, tables, configuration)
    return Filled(
        file=file,
        tables=tables,
        cleared=reader.cleared,
        remarks={grid.sheet: grid.remarks for grid in grids if grid.remarks},
        noted=tuple(
            Noted(what=what, where=tuple(where[:_SHOWN]), count=len(where))
            for what, where in reader.asides.items()
        ),
        after=after,
    )


def _placed_own(file: str, problems: Problems) -> Iterator[InputProblem]:
    """Yield problems that were told as sheet, row and letter."""
    for one in problems.found():
        cell = f"{one.column or ''}{one.row or ''}"
        where = at(one.file, cell) if cell else f"sheet {one.file}"
        yield one.but(file=file, row=None, column=where)


@dataclass
class _Reader:
    """Takes the sheets of one workbook."""

    file: str
    base: Dataset
    configuration: Configuration
    problems: Problems = field(default_factory=Problems)
    """Told as sheet, row and letter."""
    asides: dict[Aside, list[str]] = field(default_factory=dict)
    cleared: dict[Key, Entry] = field(default_factory=dict)

    written: dict[tuple[str, Key], str] | None = None
    """Table and key → what was written; None where the dataset is still as it was then."""
    named: dict[str, set[str]] = field(default_factory=dict)
    """Candidate → its name on the sheet of candidates."""

    def __post_init__(self) -> None:
        self.known = records(self.base)
        self.levels = level_words(self.configuration)
        every = asked(self.base, self.configuration).values()
        self.asked = {one.thing for rows in every for one in rows}
        evidence = self.known[EVIDENCE.name]
        self.rated = on_ratings_sheets(evidence, self.asked)
        self.rows = {key_of(EVIDENCE, row): row for row in evidence}
        there = {key_of(EVIDENCE, row) for row in self.rated.values()}
        self.others = {key: row for key, row in self.rows.items() if key not in there}

    def tables(self, grids: Sequence[Grid]) -> dict[str, Sequence[Entry]]:
        """Return the rows of every table."""
        named, rated = self._sorted(grids)
        found: dict[str, Sequence[Entry]] = {
            table.name: self._table(table, named.get(table.name))
            for table in TABLES
            if table is not EVIDENCE
        }
        found[EVIDENCE.name] = self._evidence(
            named.get(EVIDENCE.name), rated, found[CANDIDATES.name]
        )
        found[SOURCES.name] = self._sources(found)
        return found

    def _aside(self, what: Aside, *where: str) -> None:
        self.asides.setdefault(what, []).extend(where)

    def _refuse(
        self, sheet: str, must: str, do: str, *, row: int | None = None, column: str | None = None,
        value: str | None = None,
    ) -> None:  # fmt: skip
        self.problems.add(sheet, must, do, row=row, column=column, value=value)

    def _sorted(self, grids: Sequence[Grid]) -> tuple[dict[str, Grid], list[Grid]]:
        """Return the sheets of tables by name, and those of ratings, which any name may have."""
        named: dict[str, Grid] = {}
        rated: list[Grid] = []
        names = {table.name: table for table in TABLES}
        version, before = None, None
        for grid in grids:
            title = " ".join(grid.sheet.split()).casefold()
            if title == READ_ME.casefold():
                version = version or _version(grid)
            elif title in names:
                named[title] = grid
            elif title == AS_WRITTEN.casefold():
                before = written(grid)
            elif title != LISTS.casefold():
                self._other(grid, rated)
        if version is None:
            self._aside(Aside.NO_VERSION, READ_ME)
        elif version != (self.base.content_hash or content_hash(self.base)):
            self.written = before
            what = Aside.OTHER_VERSION if before is None else Aside.SINCE
            self._aside(what, version[:12])
        return named, rated

    def _other(self, grid: Grid, rated: list[Grid]) -> None:
        """Take a sheet by its headings: for ratings, for a table under another name, or for none.

        Nothing of a table is left out because its sheet was called otherwise: that is refused.
        """
        titles = {title.casefold() for title in TITLES.values()}
        heads = [headings(line) for line in top_lines(grid)]
        found = (titles & {one.casefold() for one in head} for head in heads)
        best = max(found, key=len, default=set())
        lost = [TITLES[name] for name in NEEDED if TITLES[name].casefold() not in best]
        if not lost:
            rated.append(grid)
            return
        if len(best) >= _RATINGS:
            must, do = "the column must be there", f"Write {lost[0]} into the row of headings."
            self._refuse(grid.sheet, must, do, value=lost[0])
            return
        for table in TABLES:
            needed = {column.name for column in table.columns if column.needed}
            if any(needed <= set(head) for head in heads):
                do = f"Call it {table.name}, or delete it if it is a copy."
                must = f"a sheet with the columns of {table.name} must be called so, and be the one"
                self._refuse(grid.sheet, must, do)
                return
        if any(map(str.strip, (cell for line in grid.lines for cell in line.cells))):
            self._aside(Aside.OTHER_SHEET, grid.sheet)

    def _columns(self, grid: Grid, names: Mapping[str, str]) -> Columns | None:
        """Find the headings of a sheet; it is refused where there are none."""
        found = columns_of(grid, names)
        if found is None:
            must = "the headings of its columns must be there"
            self._refuse(grid.sheet, must, "Write them again, in one row above all others.")
        elif found.above:
            self._aside(Aside.ABOVE, *found.above)
        return found

    def _table(self, table: Table, grid: Grid | None) -> list[Entry]:
        """Return the rows of a table; as they are, where its sheet is not there."""
        known = self.known[table.name]
        if grid is None:
            self._aside(Aside.NO_SHEET, table.name)
            return [Entry(row) for row in known]
        further = dict.fromkeys(name for row in known for name in row if name not in table.names)
        names = [*(column.name for column in table.columns), *further]
        columns = self._columns(grid, {name.casefold(): name for name in names})
        if columns is None or not self._headed(columns, table):
            return []
        absent = [name for name in names if name not in columns.at]
        kept = [name for name in absent if any(row[name] for row in known)]
        if kept:
            self._aside(Aside.NO_COLUMN, *(f"{grid.sheet}, {name}" for name in kept))
        by_key = {key_of(table, row): row for row in known}
        found: dict[Key, Entry] = {}
        for line in columns.body:
            cells = {
                name: self._cell(table, name, columns, line, at_)
                for name, at_ in columns.at.items()
            }
            key, place = key_of(table, cells), columns.place(line)
            if table is CANDIDATES:
                self.named.setdefault(cells["id"], set()).add(_bare(cells["name"]))
            before = by_key.get(key)
            if self._untouched(table.name, key, fingerprint(table, cells)):
                if before is not None:
                    self._take(found, key, Entry(before))
                continue
            blank = any(not cells.get(one) and not table.column(one).blank for one in table.key)
            named = (*key, str(place)) if blank else key
            self._take(found, named, Entry(as_before(table, cells, before), place))
        new = self.written is not None and table is not EVIDENCE
        since = by_key if new else self.others if self.written is not None else {}
        for key, row in since.items():
            if key not in found and not self._was(table.name, key):
                found[key] = Entry(row)
        return list(found.values())

    def _was(self, table: str, key: Key) -> bool:
        """Say whether a row was there when the workbook was written."""
        return self.written is not None and (table, key) in self.written

    def _untouched(self, table: str, key: Key, now: str) -> bool:
        """Say whether a row is as it was written, while the dataset may say something else now."""
        return self.written is not None and self.written.get((table, key)) == now

    def _headed(self, columns: Columns, table: Table) -> bool:
        """Say whether the headings of a table hold; columns of its own become further ones."""
        sheet, row = columns.grid.sheet, columns.head.number
        needed = [column.name for column in table.columns if column.needed]
        for name in needed:
            if name not in columns.at:
                must, do = "the column must be there", f"Write {name} into the row of headings."
                self._refuse(sheet, must, do, row=row, value=name)
        for title, place in columns.others:
            if title in columns.at or title.casefold() in map(str.casefold, columns.at):
                must, do = "a column must stand once", "Delete or rename one of the two columns."
                self._refuse(sheet, must, do, row=row, column=letter(place), value=title)
                continue
            raw = Raw((*needed, title), row, {}, [])
            problems = Problems()
            check_header(raw, table, problems)
            for one in problems.found():
                do = "Delete the column." if not title else one.do
                self._refuse(sheet, one.must, do, row=row, column=letter(place), value=title)
            columns.at[title] = place
        return all(name in columns.at for name in needed)

    def _take(self, found: dict[Key, Entry], key: Key, entry: Entry) -> None:
        """Keep a row under its key; two rows of one key are refused."""
        other, place = found.get(key), entry.place
        if other is not None and place is not None:
            must = "rows must not say two things of the same"
            do = f"Delete one of the two rows: the other is {other.place}."
            words = ", ".join(filter(None, key))
            self._refuse(place.sheet, must, do, row=place.row, value=words)
        found[key] = entry

    def _cell(self, table: Table, name: str, columns: Columns, line: Line, place: int) -> str:
        """Return a cell of a table, numbers as the table writes them."""
        text = columns.raw(line, place)
        kind = table.column(name).cell if name in table.names else Cell.WORD
        if kind is Cell.TEXT:
            return text
        where = at(columns.grid.sheet, f"{letter(place)}{line.number}")
        return self._plain(text, where, numeric=kind in NUMERIC)

    def _plain(self, text: str, where: str, *, numeric: bool) -> str:
        """Return a word or number without spaces at its ends, and as tables write it."""
        plain = text.strip()
        if plain != text and plain:
            self._aside(Aside.SPACES, where)
        if numeric and plain and number(plain) is None:
            how = notation([plain])
            found = None if how is None or how.guessed or how.unit else value(plain, how)
            if found is not None:
                self._aside(Aside.NUMBER, where)
                return repr(found).removesuffix(".0")
        return plain

    def _evidence(
        self, grid: Grid | None, rated: Sequence[Grid], candidates: Sequence[Entry]
    ) -> list[Entry]:
        """Return all rows of evidence: of their own sheet, and of ratings sheets."""
        found = self._observed(grid)
        names = _names(self.known[CANDIDATES.name], candidates)
        for name, shown in self.named.items():
            names.setdefault(name, set()).update(shown)
        there: dict[Key, Entry] = {}
        for one in rated:
            columns = self._columns(one, {title.casefold(): name for name, title in TITLES.items()})
            if columns is not None:
                self._ratings(columns, names, found, there)
        absent = {pair: row for pair, row in self.rated.items() if pair not in there}
        kept = {key_of(EVIDENCE, row): Entry(row) for row in absent.values()}
        missing = self.asked - there.keys() - {pair_of(one.cells) for one in found.values()}
        missing |= absent.keys() & self.asked - {key[:2] for key in found if key in kept}
        if missing:
            self._aside(Aside.NO_ROWS, *(", ".join(key) for key in sorted(missing)))
        order = {key: place for place, key in enumerate(self.rows)}
        rows: dict[Key, Entry] = {**kept, **found}
        return [rows[key] for key in sorted(rows, key=lambda one: order.get(one, len(order)))]

    def _observed(self, grid: Grid | None) -> dict[Key, Entry]:
        """Return the rows of the sheet of evidence that hold a value."""
        if grid is None:
            self._aside(Aside.NO_SHEET, EVIDENCE.name)
            return {key: Entry(row) for key, row in self.others.items()}
        entries = self._table(EVIDENCE, grid)
        several = Counter(pair_of(entry.cells) for entry in entries)
        known = Counter(map(pair_of, self.others.values()))
        only = {pair_of(row): row for row in self.others.values() if known[pair_of(row)] == 1}
        found: dict[Key, Entry] = {}
        for entry in entries:
            key, pair = key_of(EVIDENCE, entry.cells), pair_of(entry.cells)
            before = self.rows.get(key) or (only.get(pair) if several[pair] == 1 else None)
            if not entry.cells["value"] and before is not None:
                self.cleared[key_of(EVIDENCE, before)] = entry
                continue
            where = entry.place.cell("value") if entry.place else ""
            said = self._plain(entry.cells["value"], where, numeric=pair[1] not in self.levels)
            cells = as_before(EVIDENCE, {**entry.cells, "value": said}, before)
            key = key_of(EVIDENCE, cells)
            found[key if all(pair) else (*key, str(entry.place))] = Entry(cells, entry.place)
        return found

    def _ratings(
        self,
        columns: Columns,
        names: Mapping[str, set[str]],
        found: dict[Key, Entry],
        there: dict[Key, Entry],
    ) -> None:
        """Take the rows of a ratings sheet into those of evidence."""
        sheet = columns.grid.sheet
        for title, spot in columns.others:
            head = at(sheet, f"{letter(spot)}{columns.head.number}")
            if title.casefold() in {one.casefold() for one in TITLES.values()}:
                must, do = "a column must stand once", "Delete one of the two columns."
                row = columns.head.number
                self._refuse(sheet, must, do, row=row, column=letter(spot), value=title)
            else:
                self._aside(Aside.OTHER_COLUMN, head)
        lost = [name for name in TITLES if name not in (*columns.at, *SHOWN, "reason")]
        if lost:
            self._aside(Aside.NO_COLUMN, *(f"{sheet}, {TITLES[name]}" for name in lost))
        for line in columns.body:
            place = columns.place(line)
            said = {name: self._said(name, columns, line, at_) for name, at_ in columns.at.items()}
            self._rated(said, place, names, found, there)

    def _rated(
        self,
        said: dict[str, str],
        place: Place,
        names: Mapping[str, set[str]],
        found: dict[Key, Entry],
        there: dict[Key, Entry],
    ) -> None:
        """Take a row of a ratings sheet: left alone, rated, emptied, or without a rating."""
        pair = (said["candidate"], said["measure"])
        key = pair if all(pair) else (*pair, str(place))
        numeric = key[1] not in self.levels
        said["value"] = self._plain(said["value"], place.cell("value"), numeric=numeric)
        before = self.rated.get(pair)
        stays = {} if before is None else {key_of(EVIDENCE, before): Entry(before)}
        entry = self._rating(said, before, place)
        self._take(there, key, entry)
        self._check_names(said, names, place)
        if self._left_alone(pair, said):
            found |= stays | found
        elif said["value"]:
            self._join(found, (*key, *key_of(EVIDENCE, entry.cells)[2:]), entry)
        elif stays and (self.written is None or self._was(RATED, pair)):
            self.cleared |= {one: entry for one in stays if one not in found}
        else:
            found |= stays | found
            if any(
                said.get(name) for name in TITLES if name not in ("candidate", "measure", *SHOWN)
            ):
                self._aside(Aside.UNRATED, place.cell("value"))

    def _left_alone(self, pair: Pair, said: Mapping[str, str]) -> bool:
        """Say whether nobody touched a rating, while the dataset may say something else now."""
        if self.written is None or said.get("reason"):
            return False
        cells = {column.name: said.get(column.name, "") for column in EVIDENCE.columns}
        if self._was(RATED, pair):
            return self._untouched(RATED, pair, fingerprint(EVIDENCE, cells))
        return not any(text for name, text in cells.items() if name not in ("candidate", "measure"))

    def _said(self, name: str, columns: Columns, line: Line, place: int) -> str:
        """Return a cell of a ratings sheet."""
        text = columns.raw(line, place)
        if name in ("note", *SHOWN):
            return text
        if name == "reason":
            return text.strip()
        where = at(columns.grid.sheet, f"{letter(place)}{line.number}")
        return self._plain(text, where, numeric=name in ("low", "high"))

    def _rating(
        self, said: Mapping[str, str], before: Mapping[str, str] | None, place: Place
    ) -> Entry:
        """Return a row of a ratings sheet as one of evidence."""
        cells = {column.name: said.get(column.name, "") for column in EVIDENCE.columns}
        if before is not None:
            cells |= {name: before[name] for name in cells if name not in place.letters}
        reason = said.get("reason", "")
        if reason and reason not in cells["note"]:
            cells["note"] = "; ".join(filter(None, (cells["note"], reason)))
        cells["basis"] = cells["basis"] or "judgement"
        cells["source"] = cells["source"] or ENTERED
        return Entry(as_before(EVIDENCE, cells, before), place, reason)

    def _join(self, found: dict[Key, Entry], key: Key, entry: Entry) -> None:
        """Take a rating; the sheet of evidence must not say something else of the same."""
        other = found.get(key)
        if other is not None and other.cells != entry.cells and other.place and entry.place:
            must = "a ratings sheet and the sheet of evidence must not say two things of the same"
            do = f"Empty one of the two: the other is {other.place.cell('value')}."
            where = entry.place
            self._refuse(
                where.sheet, must, do, row=where.row, column=where.letters["value"],
                value=entry.cells["value"],
            )  # fmt: skip
        found[key] = entry

    def _check_names(
        self, said: Mapping[str, str], names: Mapping[str, set[str]], place: Place
    ) -> None:
        """See that what a row shows belongs to its ids: a part of a sheet may have been sorted."""
        measures = self.configuration.criteria.measures
        if not said["value"].strip():
            for column, every in (("candidate", names.keys()), ("measure", measures.keys())):
                if said[column] and said[column] not in every:
                    self._refuse(
                        place.sheet,
                        f"{TITLES[column]} must be one that is known",
                        "Write the id again that stood there.",
                        row=place.row,
                        column=place.letters[column],
                        value=said[column],
                    )
        measure = measures.get(said["measure"])
        labels = {"label": set() if measure is None else {_bare(measure.label)}}
        expected = labels | {"name": names.get(said["candidate"], set())}
        for name, known in expected.items():
            shown = said.get(name, "")
            if shown.strip() and known and _bare(shown) not in known:
                self._refuse(
                    place.sheet,
                    f"{TITLES[name]} must be that of the id in the same row",
                    "Sort whole rows only, and put right what was moved; names are changed on the "
                    "sheet candidates.",
                    row=place.row,
                    column=place.letters[name],
                    value=shown,
                )

    def _sources(self, found: Mapping[str, Sequence[Entry]]) -> list[Entry]:
        """Return the sources, with those that evidence of the workbook names first."""
        rows = list(found[SOURCES.name])
        return rows + new_sources(self.file, self.base, rows, found[EVIDENCE.name])


def _version(grid: Grid) -> str | None:
    found = (_VERSION.search(cell) for line in grid.lines for cell in line.cells)
    return next((one.group(1) for one in found if one), None)


def _names(known: Sequence[Mapping[str, str]], entries: Sequence[Entry]) -> dict[str, set[str]]:
    """Return candidate → its names, as they were and as they would be."""
    found: dict[str, set[str]] = {}
    for row in (*known, *(entry.cells for entry in entries)):
        found.setdefault(row.get("id", ""), set()).add(_bare(row.get("name", "")))
    return found


def _bare(text: str) -> str:
    """Return the letters and digits of a text, which stay however it is shown."""
    return "".join(filter(str.isalnum, text)).casefold()
