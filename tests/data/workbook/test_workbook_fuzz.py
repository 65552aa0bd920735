"""Workbooks as anybody might bring them back: no cell lost, none changed in silence, no traceback.

Oracle: the workbook as it was written, cell by cell. Whatever a cell says stands in the row that
was read, or it is told that it was not read, or all is refused with sheet and cell.
"""

import datetime as dt
import io
import re
import tracemalloc
from collections.abc import Callable
from functools import cache

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import IllegalCharacterError

from config.problems import InputError
from data.difference import difference
from data.tables import TABLES
from data.wide.numerals import notation, value
from data.workbook.asked import AS_WRITTEN, ENTERED, LISTS, READ_ME, SHOWN, TITLES
from data.workbook.changes import changes, take
from data.workbook.entry import Aside, Entry
from data.workbook.read import Filled, read
from data.write import records
from tests.data.workbook.books import FILE, STUDY, later, written

BASE, CONFIGURATION = STUDY.dataset, STUDY.configuration
Item = object
Rows = list[list[Item]]
Book = dict[str, Rows]
NAMES = {table.name for table in TABLES}
WHERE = re.compile(r"(?s).+![A-Z]{0,3}[0-9]*(:[A-Z]+[0-9]+)?|sheet .+|[a-z]+, .*")
MOST = 64 * 2**20
"""Bytes that reading one of these small workbooks may take."""


@cache
def cells() -> Book:
    book = openpyxl.load_workbook(io.BytesIO(written()))
    return {
        sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)]
        for sheet in book.worksheets
    }


WORDS = (
    "", " ", "some", "strong", "none", "high", "judgement", "assumption", "observed", "index",
    "staff", "field trip", "country:AAA", "country:BBB", "country:ZZZ", "theme:ownership", "will",
    "values", "participation", "yes", "no", "Yes", "active", "0,5", "0.5", "1,234", "2.000,5",
    "12 %", "1e999", "2019", "2020-02-30", "2020-05", "#N/A", "=1+1", "[/x]", "<b>", "'", "+1",
    "a\nb", " padded ", "x" * 300, "é", "\u202eabc", "_x0041_", "Candidate", "value", "\x07",
)  # fmt: skip
items = st.one_of(
    st.none(),
    st.sampled_from(WORDS),
    st.integers(-3, 10**6),
    st.floats(-1e6, 1e6),
    st.booleans(),
    st.datetimes(dt.datetime(1999, 1, 1), dt.datetime(2030, 1, 1)).map(  # noqa: DTZ001
        lambda one: one.replace(microsecond=0)
    ),
    st.text(st.characters(exclude_categories=["Cs", "Cn", "Co"]), max_size=6),
)
Step = tuple[str, int, int, int, Item]
steps = st.lists(
    st.tuples(
        st.sampled_from(
            ("put", "put", "put", "put", "append", "delete", "copy", "swap", "column", "drop",
             "turn", "rename", "remove", "above", "beside")
        ),
        st.integers(0, 99), st.integers(0, 99), st.integers(0, 99), items,
    ),
    max_size=6,
)  # fmt: skip


def changed(made: list[Step]) -> Book:
    """Return the workbook after what somebody did to it."""
    book = {name: [list(row) for row in rows] for name, rows in cells().items()}
    for what, sheet, row, column, item in made:
        if book:
            name = sorted(book)[sheet % len(book)]
            _do(what, book, name, row, column, item)
    return book


def _do(what: str, book: Book, name: str, at: int, column: int, item: Item) -> None:
    rows = book[name]
    row = rows[at % len(rows)] if rows else []
    place = column % len(row) if row else 0
    acts: dict[str, Callable[[], object]] = {
        "put": lambda: row.__setitem__(place, item) if row else None,
        "append": lambda: rows.append([item, *row[1:]]),
        "delete": lambda: rows.remove(row) if row in rows else None,
        "copy": lambda: rows.insert(at % (len(rows) + 1), list(row)),
        "swap": lambda: rows.reverse() if at % 7 == 0 else rows.append(rows.pop(at % len(rows)))
        if rows else None,
        "column": lambda: rows.__setitem__(
            slice(None), [[*one, item if n else "mine"] for n, one in enumerate(rows)]
        ),
        "drop": lambda: [one.pop(place) for one in rows if place < len(one)],
        "turn": lambda: rows.__setitem__(slice(None), [one[::-1] for one in rows]),
        "rename": lambda: book.__setitem__(f"{name[:25]} (2)", book.pop(name)),
        "remove": lambda: book.pop(name),
        "above": lambda: rows.insert(0, [item]),
        "beside": lambda: book.__setitem__("My notes", [[item], ["x"]]),
    }  # fmt: skip
    acts[what]()


def as_file(book: Book) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, rows in (book or {"Empty": []}).items():
        sheet = made.create_sheet(name)
        for at, row in enumerate(rows, start=1):
            for place, item in enumerate(row, start=1):
                try:
                    sheet.cell(at, place).value = item
                except IllegalCharacterError:
                    row[place - 1] = None
                    continue
                if isinstance(item, str) and item != "#N/A":
                    sheet.cell(at, place).data_type = "s"
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def plain(item: Item) -> str:
    """Return what a cell says."""
    if item is None or item == "#N/A":
        return ""
    if isinstance(item, bool):
        return "yes" if item else "no"
    if isinstance(item, float):
        return repr(item).removesuffix(".0")
    if isinstance(item, dt.datetime):
        return item.date().isoformat() if item.time() == dt.time() else item.isoformat(" ")
    return str(item).replace("\r\n", "\n").replace("\r", "\n")


def same(said: str, read_as: str) -> bool:
    """Say whether a cell was read as what it says."""
    if said == read_as or said.strip() == read_as:
        return True
    try:
        return format(float(said), ".14g") == format(float(read_as), ".14g")
    except ValueError:
        how = notation([said.strip()])
        return how is not None and repr(value(said.strip(), how)).removesuffix(".0") == read_as


def check_kept(book: Book, found: Filled) -> None:
    """Everything that a cell says was read, or it is told that it was not."""
    entries: dict[tuple[str, int], Entry] = {}
    for every in (*found.tables.values(), list(found.cleared.values())):
        entries |= {(one.place.sheet, one.place.row): one for one in every if one.place}
    aside = {one.what for one in found.noted}
    unrated = {one.count for one in found.noted if one.what is Aside.UNRATED}
    lost = 0
    for name, rows in book.items():
        if name in (READ_ME, LISTS, AS_WRITTEN):
            continue
        read_of = {row for sheet, row in entries if sheet == name}
        head = _head(name, rows)
        for at, row in enumerate(rows, start=1):
            filled = {place: plain(item) for place, item in enumerate(row) if plain(item).strip()}
            if not filled or at == head:
                continue
            if head is None:
                assert Aside.OTHER_SHEET in aside, name
            elif at < head:
                assert Aside.ABOVE in aside
            elif at in read_of:
                _check_row(entries[name, at], filled, aside)
            else:
                titles = [plain(one).strip().casefold() for one in rows[head - 1]]
                quiet = {TITLES[one].casefold() for one in (*SHOWN, "candidate", "measure")}
                told = {place for place in filled if titles[place : place + 1] != [""]}
                own = {titles[place] for place in told if place < len(titles)} - quiet
                own &= {one.casefold() for one in TITLES.values()}
                assert name not in NAMES
                lost += bool(own)
    assert lost <= sum(unrated)


def _head(name: str, rows: Rows) -> int | None:
    """Return the row of headings; None where the sheet is none of the workbook's."""
    known = (
        {column.name for table in TABLES if table.name == name for column in table.columns}
        or {TITLES[one] for one in TITLES}
    )  # fmt: skip
    folded = {one.casefold() for one in known}
    scores = [len(folded & {plain(item).strip().casefold() for item in row}) for row in rows]
    needed = 1 if name in NAMES else 4
    return scores.index(max(scores)) + 1 if scores and max(scores) >= needed else None


def _check_row(entry: Entry, filled: dict[int, str], aside: set[Aside]) -> None:
    assert entry.place is not None
    columns = {letter: name for name, letter in entry.place.letters.items()}
    for place, said in filled.items():
        name = columns.get(get_column_letter(place + 1))
        if name is None:
            assert Aside.OTHER_COLUMN in aside
        elif name == "reason":
            assert said.strip() in entry.cells["note"] or not entry.cells["value"]
        elif name not in SHOWN:
            assert same(said, entry.cells[name]) or said in entry.cells[name], (name, said)
    for name, text in entry.cells.items():
        letter = entry.place.letters.get(name)
        blank = letter is not None and not any(
            get_column_letter(place + 1) == letter for place in filled
        )
        if blank and name not in ("note", "basis", "source"):
            assert text == "", (name, text)
        elif blank and name in ("basis", "source"):
            assert text in ("", "judgement", ENTERED)


def check_refusal(error: InputError, book: Book) -> None:
    """Every problem names sheet and cell, or the table of the dataset that it is about."""
    assert error.problems
    for one in error.problems:
        where = one.column or ""
        if one.file == FILE and where:
            assert WHERE.fullmatch(where), one
            assert any(name in where for name in (*book, *NAMES)), one
        else:
            assert one.file == FILE or one.file.endswith((".csv", ".yaml")), one


def check(made: list[Step]) -> None:
    book = changed(made)
    content = as_file(book)
    try:
        found = read(FILE, content, BASE, CONFIGURATION)
    except InputError as error:
        check_refusal(error, book)
        return
    check_kept(book, found)
    every = changes(BASE, found)
    assert {(one.table, one.key) for one in every} == {
        (one.table, one.key) for one in difference(BASE, found.after)
    }
    whole = take(BASE, CONFIGURATION, found, [one for one in every if not one.follows])
    assert records(whole).keys() == records(found.after).keys()
    for table, rows in records(found.after).items():
        assert sorted(map(str, rows)) == sorted(map(str, records(whole)[table]))


def check_stale(made: list[Step]) -> None:
    """What others added meanwhile is not taken away by a workbook that does not know of it."""
    book, now = changed(made), later()
    content = as_file(book)
    try:
        found = read(FILE, content, now.dataset, now.configuration)
    except InputError as error:
        check_refusal(error, book)
        return
    known = all(book.get(name) == cells()[name] for name in (READ_ME, AS_WRITTEN))
    rows = {(one.candidate, one.measure, one.as_of) for one in found.after.evidence}
    assert not known or ("country:BBB", "participation", "2020") in rows
    assert not known or ("country:BBB", "will") in {row[:2] for row in rows}


@settings(
    max_examples=20, deadline=None, derandomize=True, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
@given(steps)
def test_workbooks_of_another_state(made: list[Step]) -> None:
    check_stale(made)


@settings(
    max_examples=40, deadline=None, derandomize=True, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
@given(steps)
def test_workbooks_of_any_sort(made: list[Step]) -> None:
    check(made)


@pytest.mark.long
@settings(max_examples=1_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps)
def test_a_thousand_workbooks(made: list[Step]) -> None:
    check(made)
    check_stale(made)


def test_memory_is_bounded() -> None:
    """A sheet that is wrong from end to end takes no more to tell than one that is not."""
    book = changed([])
    book["evidence"] += [["country:AAA", f"m{at}", "x", None, None, "b", "s"] for at in range(3000)]
    content = as_file(book)
    tracemalloc.start()
    with pytest.raises(InputError) as caught:
        read(FILE, content, BASE, CONFIGURATION)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < MOST
    assert len(caught.value.problems) < 100
