"""A report in a terminal: the answer, its sentences, its tables, and what to know about them."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from app.cli.output import console as open_console
from app.cli.output import drawable, write_json
from reports.escape import visible
from reports.report import NUMBERS, SPANS, Column, Report, Row, Section, Table
from reports.words import cell

WIDE = 100
"""Columns of a terminal from which all but what takes much room is shown."""
ROOMY = 160
"""Columns from which that is shown, too."""
BAR, WIDE_BAR = 10, 20
"""Characters of a bar."""
FULL, RANGE, EMPTY = "█", "░", "·"


def show(report: Report, *, as_json: bool, every: bool = False, hints: Iterable[str] = ()) -> None:
    """Write a report to standard output, for people or for machines.

    Args:
        report: what to show.
        as_json: whether for machines.
        every: whether tables are shown whole.
        hints: what this face can do besides, each in a sentence; for people only.
    """
    if as_json:
        write_json(report.json())
        return
    console = open_console()
    render(console, report, every=every)
    for hint in hints:
        console.print(Text(hint, style="dim"))


def render(console: Console, report: Report, *, every: bool = False) -> None:
    """Print a report for people."""
    say(console, [report.answer], style="bold")
    say(console, report.text)
    for section in report.sections:
        render_section(console, section, every=every)
    if report.notes:
        console.print()
        say(console, [note.text for note in report.notes])


def say(console: Console, sentences: Iterable[str], style: str = "", indent: int = 0) -> None:
    """Print sentences, each on a line of its own."""
    for sentence in sentences:
        text = Text(drawable(console, visible(sentence)), style=style)
        console.print(Padding(text, (0, 0, 0, indent), expand=False) if indent else text)


def render_section(console: Console, section: Section, *, every: bool = False) -> None:
    """Print a section; nothing where it says nothing."""
    said = section.text or section.items
    if not said and not any(table.rows for table in section.tables):
        return
    console.print()
    if section.title:
        say(console, [section.title], style="bold")
    indent = 2 if section.title else 0
    say(console, section.text, indent=indent)
    say(console, section.items, indent=indent)
    for table in section.tables:
        if table.rows:
            render_table(console, table, every=every)


def render_table(console: Console, table: Table, *, every: bool = False) -> None:
    """Print a table: as many columns as fit, as many rows as are wanted."""
    if table.title:
        console.print()
        say(console, [table.title], style="bold")
    wide = console.width >= WIDE
    shown = table.shown if every else table.brief
    console.print(grid(console, table.columns, shown, table.by))
    if len(shown) < len(table.rows):
        more = f"… and {len(table.rows) - len(shown)} {table.rest}."
        say(console, [more], style="dim")
    if table.text and (wide or every):
        say(console, [table.text], style="dim")
    short = [f"{one.short} {one.title}" for one in table.columns if one.short]
    if short and wide:
        say(console, [f"{'; '.join(short)}."], style="dim")


def grid(
    console: Console, columns: Sequence[Column], rows: Sequence[Row], by: Column | None = None
) -> Grid:
    """Return rows as a table of the terminal; names take what room the figures leave."""
    wide = console.width >= WIDE
    shown = [
        one for one in columns if (wide or one.narrow) and (not one.roomy or console.width >= ROOMY)
    ]
    made = Grid(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    width = WIDE_BAR if wide else BAR
    for column in shown:
        right = column.unit in NUMBERS
        made.add_column(
            Text(visible(column.short or column.title)),
            justify="right" if right else "left",
            no_wrap=right,
            overflow="fold",
        )
        if column.drawn:
            made.add_column("", no_wrap=True, width=width)
    group = ""
    for row in rows:
        if by is not None and group != (group := cell(row.get(by.id), by)):
            made.add_row(Text(visible(group), style="bold"))
        cells = []
        for column in shown:
            value = row.get(column.id)
            cells.append(Text(drawable(console, visible(cell(value, column)))))
            if column.drawn:
                cells.append(Text(drawable(console, bar(value, column, width)), style="cyan"))
        made.add_row(*cells)
    return made


def bar(value: object, column: Column, width: int) -> str:
    """Return a share, or a span, as a bar on the scale of its column."""
    if value is None:
        return ""
    if column.unit in SPANS:
        low, high = (_place(float(end), column.scale, width - 1) for end in value)  # type: ignore[attr-defined]
        return EMPTY * low + RANGE * (high - low + 1) + EMPTY * (width - 1 - high)
    full = _place(float(value), column.scale, width)  # type: ignore[arg-type]
    return FULL * full + EMPTY * (width - full)


def _place(value: float, scale: float, width: int) -> int:
    return max(0, min(width, round(value / scale * width)))
