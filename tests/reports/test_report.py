"""The core of reports, by hand: columns, frames, JSON, HTML, and what terminals draw."""

import re
from importlib import import_module
from math import inf
from pathlib import Path

import pandas as pd
import pytest

from app.cli.render import bar
from app.export.tables import csv
from optimizer.bounded_value import BoundedValue
from reports.escape import LONGEST, markdown, visible
from reports.html import page
from reports.report import Column, Note, Report, Section, Table
from reports.words import cell
from tests.reports.faces import said_alike, terminal

SURE = BoundedValue(found=5.0, low=4.0, high=6.0)
OPEN = BoundedValue(found=0.5, low=0.0, high=9.0)
NO_NEWS = BoundedValue(found=1.0, low=-inf, high=inf)
COLUMNS = (
    Column("name", "Who", opens="id"),
    Column("share", "In", "share", drawn=True),
    Column("range", "Range", "span", drawn=True, scale=100),
    Column("costs", "Costs", "points"),
    Column("services", "Services"),
    Column("usd", "USD", "usd", narrow=False),
)
ROWS = (
    {"id": "a", "name": "Ann", "share": 0.725, "range": (41.2, 78.4), "costs": SURE,
     "services": ("x", "y"), "usd": 1234.5},
    {"id": "b", "name": "Bo", "share": None, "range": None, "costs": OPEN, "services": (),
     "usd": None},
)  # fmt: skip


def report(**fields: object) -> Report:
    table = Table("people", COLUMNS, ROWS, "People", "How to read it.", most=1)
    known: dict[str, object] = {
        "id": "test", "title": "Who?", "answer": "Ann.", "text": ("Bo waits.",),
        "sections": (
            Section("first", "First", ("One is in.",), tables=(table,), items=("Bo: no.",)),
        ),
        "notes": (Note("assumption", "Nobody counted."),), "facts": {"worth": SURE, "open": inf},
    }  # fmt: skip
    return Report(**{**known, **fields})  # type: ignore[arg-type]


def test_every_face_says_the_same() -> None:
    said_alike(report())


def test_cells_read_as_their_unit_says_and_what_is_absent_is_a_dash() -> None:
    shown = [[cell(row[column.id], column) for column in COLUMNS] for row in ROWS]
    assert shown == [
        ["Ann", "72 %", "41–78", "5", "x; y", "1,234"],
        ["Bo", "–", "–", "0.0 to 9.0", "–", "–"],
    ]
    assert cell(NO_NEWS, COLUMNS[3]) == "not known"


@pytest.mark.parametrize(
    ("share", "words"),
    [(0, "0 %"), (0.001, "< 1 %"), (0.5, "50 %"), (0.996, "> 99 %"), (1, "100 %")],
)
def test_a_share_reads_as_all_or_none_only_where_it_is(share: float, words: str) -> None:
    assert cell(share, Column("share", "", "share")) == words


def test_programs_get_what_is_proven_and_never_what_is_not() -> None:
    told = report().json()
    assert told["worth"] == {"found": 5.0, "low": 4.0, "high": 6.0}
    assert told["open"] is None
    assert [row["costs"]["found"] for row in told["people"]] == [5.0, None]
    assert told["sentences"] == ["Bo waits.", "One is in.", "Bo: no."]


def test_a_frame_has_numbers_and_both_ends() -> None:
    frame = report().table("people").frame()
    assert list(frame.columns) == [
        "Who", "In", "Range: lowest", "Range: highest", "Costs", "Costs: lowest",
        "Costs: highest", "Services", "USD",
    ]  # fmt: skip
    assert frame["Range: highest"].tolist()[0] == 78.4
    assert frame["Costs: highest"].tolist() == [6.0, 9.0]
    assert pd.isna(frame["Costs"].tolist()[1])


def test_two_things_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="one name"):
        report(facts={"people": 2})


def test_a_narrow_terminal_shows_less_and_says_so() -> None:
    from rich.console import Console

    from app.cli.render import render

    console = Console(width=60, record=True, quiet=False, file=__import__("io").StringIO())
    render(console, report())
    text = console.export_text()
    assert "USD" not in text
    assert "… and 1 more." in text
    assert "USD" in terminal(report())


def test_rows_are_grouped_where_they_cannot_be_sorted() -> None:
    rows = tuple(
        {"of": kind, "name": name, "_rest": name == "c", "_place": ord(name)}
        for kind, name in ("Yc", "Xa", "Xb")
    )
    table = Table("t", (Column("name", "Who"),), rows, by=Column("of", "Kind"), rest="more")
    grouped = report(sections=(Section("s", tables=(table,)),))
    said_alike(grouped)
    lines = [line.strip() for line in terminal(grouped).splitlines()]
    assert lines[lines.index("Who") + 1 :][:5] == ["X", "a", "b", "Y", "c"]
    assert '<tr class="group"><th colspan="1">X</th></tr>' in page(grouped, pictures=False).decode()
    assert list(table.frame().columns) == ["Who", "Kind"]
    assert [row["name"] for row in table.brief] == ["a", "b"]
    assert grouped.json()["t"] == [{"of": row["of"], "name": row["name"]} for row in rows]


def test_bars_are_drawn_to_scale() -> None:
    assert bar(0.5, COLUMNS[1], 10) == "█████·····"
    assert bar((0, 50), COLUMNS[2], 11) == "░░░░░░·····"
    assert bar(None, COLUMNS[1], 10) == ""


def test_a_page_fetches_nothing() -> None:
    text = page(report()).decode()
    assert "http" not in text.replace("http-equiv", "")
    assert text.count("<h1>") == 1


def test_what_is_typed_is_shown_and_never_obeyed() -> None:
    hostile = "[/x] <b>=1+1</b> ![p](http://127.0.0.1:9/q.png) \x1b[31m \u202eabc"
    typed = report(answer=hostile, facts={})
    assert "\x1b" not in terminal(typed)
    assert "[/x] <b>" in terminal(typed)
    assert "<b>" not in page(typed).decode()
    assert typed.json()["answer"] == hostile
    assert not re.search(r"(?<!\\)\]\(", markdown(hostile))
    assert markdown("http://x www.x a@x").replace("\\", "") == (
        "http://\u2060x www\u2060.x a@\u2060x"
    )
    assert markdown("Within 7 % of USD 300,000") == "Within 7\u00a0% of USD\u00a0300,000"
    assert visible("a\u202ebc") == "a�bc"
    assert visible("x" * 9_000) == "x" * (LONGEST - 1) + "…"


def test_no_cell_and_no_heading_of_a_table_is_a_formula() -> None:
    """Oracle: OWASP, CSV injection: a leading sign is defused by an apostrophe."""
    frame = pd.DataFrame({"=a": ["=1", "+1", "@x", "-2", "ok"], "n": [-1, 2, 3, 4, 5]})
    assert csv(frame).decode("utf-8-sig").splitlines() == [
        "'=a,n", "'=1,-1", "'+1,2", "'@x,3", "'-2,4", "ok,5",
    ]  # fmt: skip


def test_every_chart_that_a_report_names_is_there() -> None:
    """Names are looked up when a picture is drawn; that none is mistyped is held here."""
    sources = "".join(path.read_text("utf-8") for path in Path("reports").rglob("*.py"))
    named = set(re.findall(r'\bchart\(\s*"([\w.]+)"', sources))
    assert "cells.path_strip" in named
    for module, _, function in (name.rpartition(".") for name in named):
        assert callable(getattr(import_module(f"reports.charts.{module}"), function))
