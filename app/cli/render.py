"""A report in a terminal: the answer, its sentences, its tables, and what to know about them."""

from collections.abc import Container, Iterable, Mapping, Sequence

import typer
from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from app.cli.options import Out
from app.cli.output import console as open_console
from app.cli.output import drawable, write_json
from app.export import files
from app.export.takeaway import KINDS, Takeaway
from reports.escape import visible
from reports.report import NUMBERS, SPANS, Column, Report, Row, Section, Table
from reports.words import cell

WIDE = 100
"""Columns of a terminal from which all but what takes much room is shown."""
ROOMY = 160
"""Columns from which that is shown, too."""
SHORT = 12
"""Characters up to which words are kept on one line."""
BRIEF = 28
"""Characters of words beside which names are cut off rather than broken into lines."""
LEAST, FAIR = 16, 36
"""Characters that are left of a name at least, and those below which a bar makes room."""
GUTTER = 2
"""Characters between columns."""
BAR, WIDE_BAR = 10, 20
"""Characters of a bar."""
FULL, RANGE, EMPTY = "█", "░", "·"
WHOLE = 0.995
"""Share from which a bar is full."""
NO_SUMS: Mapping[str, Row] = {}


def show(
    told: Report | Takeaway, out: Out, *, every: bool = False, hints: Iterable[str] = ()
) -> None:
    """Write a report to standard output, for people or for machines, and save it where asked to.

    ``every`` shows tables whole; ``hints`` say what this face can do besides, for people only.

    Raises:
        InputError: a file cannot be written.
    """
    taken = told if isinstance(told, Takeaway) else Takeaway(told)
    save(taken, out)
    if out.as_json:
        write_json(taken.for_programs)
        return
    report = taken.report
    console = open_console()
    render(console, report, every=every)
    for hint in hints:
        console.print(Text(hint, style="dim"))


def save(taken: Takeaway, out: Out) -> None:
    """Save a report in every file that was asked for, all of them or none, and say so.

    Raises:
        InputError: a file cannot be written.
    """
    if not out.places:
        return
    made = {place: KINDS[place.suffix.lower()].make(taken) for place in out.places}
    files.write("--save", made, overwrite=out.overwrite)
    typer.echo(f"Saved: {', '.join(map(str, made))}.", err=True)


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
    if shown:
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
    console: Console,
    columns: Sequence[Column],
    rows: Sequence[Row],
    by: Column | None = None,
    *,
    sums: Mapping[str, Row] = NO_SUMS,
) -> Grid:
    """Return rows as a table of the terminal; names take what room the figures leave.

    Args:
        console: where it is shown.
        columns: of the table.
        rows: of the table.
        by: column whose words head the rows that share them.
        sums: what heads such rows → what else is told there, in the columns of the table.
    """
    wide = console.width >= WIDE
    shown = [
        one for one in columns if (wide or one.narrow) and (not one.roomy or console.width >= ROOMY)
    ]
    made = Grid(box=None, padding=(0, GUTTER, 0, 0), pad_edge=False, header_style="dim")
    every = (*rows, *sums.values())
    cells = {one.id: [_cell(console, row, one) for row in every] for one in shown}
    heads = {one.id: visible(one.short or one.title) for one in shown}
    needed = {one.id: max(map(cell_len, [heads[one.id], *cells[one.id]])) for one in shown}
    listed = {one.id for one in shown for row in rows if isinstance(row.get(one.id), tuple | list)}
    width, bars = WIDE_BAR if wide else BAR, sum(one.drawn for one in shown)
    cut, room = _cut(shown, needed, listed, console.width - bars * (width + GUTTER))
    if wide and bars and room < FAIR:
        width = BAR
        cut, room = _cut(shown, needed, listed, console.width - bars * (width + GUTTER))
    if cut:
        heads[cut] = _fitting(heads[cut], room)
        cells[cut] = [drawable(console, _fitting(text, room)) for text in cells[cut]]
    for column in shown:
        right, short = column.unit in NUMBERS, needed[column.id] <= SHORT
        made.add_column(
            Text(heads[column.id]),
            justify="right" if right else "left",
            no_wrap=right or short or bool(cut),
            overflow="fold",
        )
        if column.drawn:
            made.add_column("", no_wrap=True, width=width)
    name = next((at for at, one in enumerate(shown) if one.unit not in NUMBERS), 0)
    before = [""] * (name + sum(one.drawn for one in shown[:name]))
    after = shown[name + 1 :]
    group = ""
    for at, row in enumerate(rows):
        if by is not None and group != (group := _cell(console, row, by)):
            of = sums.get(group, {})
            told = [_cell(console, of, one) if one.id in of else "" for one in after]
            made.add_row(*before, *(Text(words, style="bold") for words in (group, *told)))
        line = []
        for column in shown:
            line.append(Text(cells[column.id][at]))
            if column.drawn:
                drawn = bar(row.get(column.id), column, width)
                line.append(Text(drawable(console, drawn), style="cyan"))
        made.add_row(*line)
    return made


def _cut(
    shown: Sequence[Column], needed: Mapping[str, int], listed: Container[str], width: int
) -> tuple[str, int]:
    """Return the names that are cut off on one line, and their room in characters.

    That is done where everything beside them has one short line each; blank where nothing is cut.

    Args:
        shown: the columns.
        needed: column → characters of its longest cell.
        listed: columns whose cells list several things, which are never cut off.
        width: characters that are there for all of them.
    """
    words = [one for one in shown if one.unit not in NUMBERS]
    name = max(words, key=lambda one: needed[one.id], default=None)
    if name is None or name.unit == "sentence" or name.id in listed:
        return "", width
    others = [one.id for one in shown if one is not name]
    room = width - sum(needed[one] + GUTTER for one in others)
    brief = all(needed[one.id] <= BRIEF for one in words if one is not name)
    return (name.id if brief and LEAST <= room < needed[name.id] else "", room)


def _fitting(name: str, room: int) -> str:
    """Return a name within so many characters; what stands in brackets last, its country, stays."""
    if cell_len(name) <= room:
        return name
    _, bracket, place = name.rpartition(" (")
    end = f"… ({place}" if bracket and cell_len(place) < room / 2 else "…"
    return set_cell_size(name, room - cell_len(end)).rstrip() + end


def _cell(console: Console, row: Row, column: Column) -> str:
    return drawable(console, visible(cell(row.get(column.id), column)))


def bar(value: object, column: Column, width: int) -> str:
    """Return a share, or a span, as a bar on the scale of its column, full only where all is."""
    if value is None:
        return ""
    if column.unit in SPANS:
        low, high = (_place(float(end), column.scale, width - 1) for end in value)  # type: ignore[attr-defined]
        return EMPTY * low + RANGE * (high - low + 1) + EMPTY * (width - 1 - high)
    share = float(value) / column.scale  # type: ignore[arg-type]
    full = width if share >= WHOLE else min(_place(share, 1, width), width - 1)
    return FULL * full + EMPTY * (width - full)


def _place(value: float, scale: float, width: int) -> int:
    return max(0, min(width, round(value / scale * width)))
