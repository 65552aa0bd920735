"""Wide tables of any sort: no cell lost, none changed in silence, no traceback, refusals say where.

Oracle: the table as it was written, cell by cell.
"""

import csv
import io
from collections.abc import Sequence

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.problems import InputError
from data.wide.guess import guess
from data.wide.layout import ColumnGuess, Layout, Role
from data.wide.numerals import is_missing
from data.wide.read import read_bytes
from data.wide.sheet import Sheet
from optimizer.study import Study
from questions.brought import brought
from reports.new_table import report

WORDS = (
    "", "n/a", "-", "yes", "no", "low", "High", "very high", "Africa", "=1+1", "[/x]", "<b>", "@x",
    "+5", "01", "1e5", "a,b", 'q"q', "two\nlines", "é", "Кие", "x" * 300, "#N/A",
)  # fmt: skip
HEADS = (
    "id", "ID", "Name", "name", "kind", "Region", "region", "Cost", "Budget USD", "Staff weeks",
    "Score", "risk", "not", "columns", "usd", "", "", "=cmd", "[bold]", "é%", "1", "two\nlines",
    "incumbent", "Level",
)  # fmt: skip
Rows = list[list[object]]

text = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co", "Zl", "Zp"]),
    max_size=6,
)
number = st.one_of(
    st.integers(-5, 10**7),
    st.floats(-1e9, 1e9).map(lambda one: round(one, 3)),
    st.sampled_from(["1,5", "2.000,5", "1 000", "12 %", "€5", "(3)", "1e999", "0"]),
)
columns = st.one_of(
    st.lists(number, min_size=1),
    st.lists(st.sampled_from(WORDS), min_size=1),
    st.lists(text, min_size=1),
    st.just(["low", "high", "medium"]),
    st.just(["yes", "no"]),
    st.just([f"row {place}" for place in range(9)]),
)


@st.composite
def tables(draw: st.DrawFn) -> Rows:
    """Return a header and some rows, the cells of each column of one sort and now and then not."""
    width, height = draw(st.integers(1, 6)), draw(st.integers(1, 9))
    head = [draw(st.one_of(st.sampled_from(HEADS), text)) for _ in range(width)]
    body: Rows = [[] for _ in range(height)]
    for _ in range(width):
        sort = draw(columns)
        for place, row in enumerate(body):
            odd = draw(st.integers(0, 19)) == 0
            row.append(draw(st.one_of(number, text)) if odd else sort[place % len(sort)])
    return [list(head), *body]


def as_csv(rows: Rows, separator: str, encoding: str) -> bytes:
    file = io.StringIO()
    csv.writer(file, delimiter=separator).writerows([map(plain, row) for row in rows])
    return file.getvalue().encode(encoding)


def as_workbook(rows: Rows) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for place, row in enumerate(rows, start=1):
        for at, item in enumerate(row, start=1):
            cell = sheet.cell(place, at)
            cell.value = item  # type: ignore[assignment]
            if isinstance(item, str):
                cell.data_type = "e" if item == "#N/A" else "s"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def plain(item: object) -> str:
    """Return a cell as the reader is to have it."""
    text = str(int(item)) if isinstance(item, float) and item.is_integer() else str(item)
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def check_read(rows: Rows, sheet: Sheet) -> None:
    """Every cell that says something is there, in its row and column."""
    whole = [[plain(item) for item in row] for row in rows]
    filled = [row for row in whole if any(row)]
    body = filled[-len(sheet.rows) :]
    for row, read in zip(body, sheet.rows, strict=True):
        assert [cell for cell in row if cell] == [cell for cell in read if cell]
    above = len(filled) - len(body) - 1
    told = sum(one.count for one in sheet.remarks if one.rule == "above")
    assert above == told


def check_kept(sheet: Sheet, layout: Layout, study: Study) -> None:
    """Every cell stands in the dataset, or says that there is no value."""
    candidates = study.dataset.candidates
    notes = {(row.candidate, row.measure): row for row in study.dataset.evidence}
    demands = {(row.candidate, row.resource): row.amount for row in study.dataset.demands}
    assert len(candidates) == len(sheet.rows)
    for place, column in enumerate(layout.columns):
        for row, candidate in enumerate(candidates):
            cell = sheet.rows[row][place]
            if column.role in (Role.NUMBER, Role.LEVELS):
                found = notes.get((candidate.id, column.key))
                assert (found is None) == is_missing(cell)
                assert found is None or found.value == cell or _tells(found.value, found.note, cell)
            elif column.role in (Role.COST, Role.WORK):
                need = _demand(demands, candidate.id, column)
                assert (need is None) == is_missing(cell)
            elif cell:
                held = {candidate.id, candidate.name, candidate.region, candidate.kind,
                        *candidate.attributes.values(),
                        study.configuration.criteria.kinds[candidate.kind].label}  # fmt: skip
                assert cell in held


def _tells(read: float | str, note: str, cell: str) -> bool:
    if isinstance(read, str):
        return False
    return note.endswith(f", written {cell}") or repr(read).removesuffix(".0") == cell


def _demand(demands: dict[tuple[str, str], float], who: str, column: ColumnGuess) -> float | None:
    resource = "usd" if column.role is Role.COST else column.key
    return demands.get((who, resource))


def check_refusal(error: InputError, file: str) -> None:
    for problem in error.problems:
        assert problem.must
        assert problem.do
        assert problem.file == file or problem.file.startswith("--")


def go_through(file: str, raw: bytes, rows: Rows, options: Sequence[str] = ()) -> None:
    """Read, guess and build; what is refused says where."""
    try:
        sheet = read_bytes(file, raw, **dict(zip(("encoding", "separator"), options, strict=False)))
        check_read(rows, sheet)
        layout = guess(sheet)
    except InputError as error:
        check_refusal(error, file)
        return
    assert report(sheet, layout).answer
    check_kept(sheet, layout, brought(sheet, layout).study)


FEW, MANY = 60, 1000
quick = settings(max_examples=FEW, deadline=None, suppress_health_check=list(HealthCheck))
whole = settings(max_examples=MANY, deadline=None, suppress_health_check=list(HealthCheck))


def any_csv(rows: Rows, separator: str, encoding: str) -> None:
    go_through("t.csv", as_csv(rows, separator, encoding), rows, (encoding, separator))


def any_workbook(rows: Rows) -> None:
    go_through("t.xlsx", as_workbook(rows), rows)


def any_bytes(raw: bytes) -> None:
    try:
        read_bytes("t.csv", raw)
    except InputError as error:
        check_refusal(error, "t.csv")


SEPARATORS, ENCODINGS = st.sampled_from(",;\t|"), st.sampled_from(["utf-8", "utf-16"])
BYTES = st.one_of(
    st.binary(max_size=200),
    st.binary(max_size=60).map(lambda tail: b"PK\x03\x04" + tail),
    st.integers(30, 4000).map(lambda cut: as_workbook([["A", "B"], [1, 2]])[:cut]),
)


@quick
@given(tables(), SEPARATORS, ENCODINGS)
def test_csv(rows: Rows, separator: str, encoding: str) -> None:
    any_csv(rows, separator, encoding)


@quick
@given(tables())
def test_workbooks(rows: Rows) -> None:
    any_workbook(rows)


@quick
@given(BYTES)
def test_bytes(raw: bytes) -> None:
    any_bytes(raw)


@pytest.mark.long
@whole
@given(tables(), SEPARATORS, ENCODINGS)
def test_a_thousand_csv(rows: Rows, separator: str, encoding: str) -> None:
    any_csv(rows, separator, encoding)


@pytest.mark.long
@whole
@given(tables())
def test_a_thousand_workbooks(rows: Rows) -> None:
    any_workbook(rows)


@pytest.mark.long
@whole
@given(BYTES)
def test_a_thousand_files(raw: bytes) -> None:
    any_bytes(raw)
