"""A report with one of everything, whose figures are known."""

import altair as alt

from optimizer.bounded_value import BoundedValue
from reports.report import Column, Note, Picture, Report, Section, Table

EVIL = '=HYPERLINK("http://127.0.0.1:9/","x")'
SOURCE = "Source: made up."
ROWS = (
    {"id": "A", "name": "Ghana", "share": 0.996, "usd": 250_000, "points": 1.26, "span": (41, 78),
     "basis": "observed", "of": "West", "lost": BoundedValue(found=1.0, low=0.5, high=1.5)},
    {"id": "B", "name": EVIL, "share": None, "usd": 0, "points": None, "span": None,
     "basis": "assumption", "of": "West", "lost": None},
    {"id": "C", "name": "Kenya", "share": 1.0, "usd": 12, "points": -3.0, "span": (0, 1),
     "basis": "observed", "of": "East", "lost": None},
)  # fmt: skip
COLUMNS = (
    Column("name", "Candidate", opens="id"),
    Column("share", "Share", "share", drawn=True, basis="sampled", help="How often it is in."),
    Column("usd", "USD", "usd"),
    Column("points", "Points", "points"),
    Column("span", "Score", "span"),
    Column("basis", "Basis"),
    Column("lost", "Lost", "points"),
)


def drawn(name: str = "bars") -> Picture:
    """Return a small picture."""
    rows = alt.InlineData(values=[{"a": "Ghana", "b": 2}, {"a": "Kenya", "b": 3}])
    chart = alt.Chart(rows).mark_bar().encode(x="b:Q", y="a:N")
    return Picture(name, lambda: chart, "Kenya has three, Ghana two.", text="Longer is more.")


def example() -> Report:
    """Return the report."""
    table = Table("listed", COLUMNS, ROWS, text="How to read it.", by=Column("of", "Region"))
    sections = (
        Section("who", "Who is in: and out?", ("Three are listed.",), (drawn(),), (table,)),
        Section("none", "Nothing", tables=(Table("empty", COLUMNS, ()),)),
        Section("why", "Why", items=("First.", EVIL)),
        Section("more", "More", ("More is said.",)),
        Section("last", "Last", ("Last of all.",)),
    )
    notes = (Note("proof", "Proven."),)
    return Report("example", "Who?", "Two are in.", ("It is so.",), sections, notes)
