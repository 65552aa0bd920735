"""A plan on one screen of a terminal: the list by kinds, then capacity and rules beside each other.

All of it is read off the tables of the plan's report; what is left out here stands there.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from string import ascii_uppercase

from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from app.cli.output import fits
from app.cli.render import bar, grid, render_section, say
from config.configuration import Configuration
from config.names import id_end
from reports.escape import visible
from reports.report import Column, Report, Row
from reports.setting import Setting
from reports.words import usd

SIDE_BY_SIDE = 100
"""Columns from which capacity and rules stand beside each other, and services are spaced out."""
BRIEF_ID = 8
"""Characters up to which ids are shown where there are fewer columns; names do as well."""
NEW = "+"
THOUSAND = 1000
FOCUS = (
    Column("_label", ""), Column("_id", ""), Column("score", "Score", "score"),
    Column("_services", "Services", "number"), Column("weeks", "Weeks", "weeks"),
    Column("usd", "USD", "usd"),
)  # fmt: skip
USES = (Column("label", ""), Column("_bar", ""), Column("_of", "", "number"))
RULES = (Column("_met", ""), Column("label", "Rules"), Column("_has", "has (asked)", "number"))
"""Columns; all but names are never wrapped, as figures are not."""
SHARE = Column("share", "Used", "share")
BAR = 8
"""Characters of a bar."""


def print_plan(
    console: Console,
    report: Report,
    setting: Setting,
    *,
    details: bool,
    hints: Iterable[str] = (),
) -> None:
    """Print a plan.

    With details all that the report has is told, and who gives what.
    """
    say(console, [report.answer], style="bold")
    say(console, report.text)
    if not details:
        say(console, report["line"].text)
    if report["changes"]:
        render_section(console, report["changes"], every=details)
    names = service_names(setting.configuration)
    letters = service_letters(names)
    lines = report.table("focus").rows
    periods = list(dict.fromkeys(line["period"] for line in lines))
    for period in periods or [""]:
        mine = [line for line in lines if line["period"] == period]
        console.print()
        if len(periods) > 1:
            console.rule(Text(visible(mine[0]["period_label"]), "bold"), align="left")
        legend = "  ".join(f"{letter} {names[service]}" for service, letter in letters.items())
        led = "   small: led by a partner" if any(line["leads"] for line in lines) else ""
        say(console, [legend + led])
        console.print(_focus(console, mine, letters, setting.configuration))
        if details:
            console.print()
            say(console, (text for line in mine for text in _who_gives(line, setting)), indent=2)
        console.print()
        uses, rules = (
            [row for row in report.table(name).rows if row["period"] in (period, "")]
            for name in ("capacity", "rules")
        )
        _beside(console, _uses(console, uses), grid(console, RULES, [*_rules(console, rules)]))
    if report["together"]:
        console.print()
        render_section(console, report["together"], every=details)
    if details:
        for name in ("leavers", "capacity", "leads", "overlaps", "worth", "line"):
            render_section(console, report[name], every=True)
    console.print()
    say(console, [note.text for note in report.notes])
    say(console, hints, style="dim")


def service_names(configuration: Configuration) -> dict[str, str]:
    """Return service → name for narrow tables."""
    services = configuration.services.ways
    return {name: service.short or name.replace("_", " ") for name, service in services.items()}


def service_letters(names: Mapping[str, str]) -> dict[str, str]:
    """Return service → a capital letter of its own: of its name if one is free, else any."""
    taken: dict[str, str] = {}
    for service, name in names.items():
        wanted = [letter for letter in name.upper() + ascii_uppercase if letter in ascii_uppercase]
        free = [letter for letter in wanted if letter not in taken.values()]
        taken[service] = free[0] if free else "?"
    return taken


def _focus(
    console: Console,
    lines: Sequence[Row],
    letters: dict[str, str],
    configuration: Configuration,
) -> Grid:
    """Return the focus areas of one period, kind by kind, as one line each."""
    gap = "·" if fits(console, "·") else "."
    wide = console.width >= SIDE_BY_SIDE
    rows, heads = [], {}
    for kind, spec in configuration.criteria.kinds.items():
        mine = [line for line in lines if line["kind"] == kind]
        head = f"{spec.label}: {len(mine)}"
        heads[head] = {what: sum(line[what] for line in mine) for what in ("weeks", "usd")}
        for line in mine:
            marks = letters | {one: letters[one].lower() for one in line["leads"]}
            given = [mark if one in line["services"] else gap for one, mark in marks.items()]
            mark, name = NEW if line["standing"] == "enters" else " ", id_end(line["id"])
            rows.append(
                {
                    **line,
                    "_kind": head,
                    "_label": f"{mark} {line['label']}",
                    "_id": name if wide or len(name) <= BRIEF_ID else "",
                    "_services": (" " if wide else "").join(given),
                }
            )
    return grid(console, FOCUS, rows, Column("_kind", ""), sums=heads)


def _who_gives(line: Row, setting: Setting) -> Iterator[str]:
    names, capacity = service_names(setting.configuration), setting.configuration.capacity
    yield f"{line['label']} ({line['id']})"
    staff = [f"{weeks:,.1f} {capacity.teams[team].label}" for team, weeks in line["staff"].items()]
    money = [f"{usd(one)} {capacity.funds[fund].label}" for fund, one in line["money"].items()]
    led: dict[str, list[str]] = defaultdict(list)
    for service, partner in line["leads"].items():
        led[setting.partner(partner)].append(names[service])
    if staff:
        yield f"   staff-weeks: {'; '.join(staff)}"
    if money:
        yield f"   money: {'; '.join(money)}"
    yield from (f"   {partner} leads: {', '.join(services)}" for partner, services in led.items())


def _beside(console: Console, capacity: Grid, rules: Grid) -> None:
    """Print capacity and rules, beside each other where there is room."""
    if console.width < SIDE_BY_SIDE:
        console.print(capacity, Padding(rules, (1, 0, 0, 0)), sep="\n")
        return
    both = Grid.grid(padding=(0, 3, 0, 0))
    both.add_row(capacity, rules)
    console.print(both)


def _uses(console: Console, uses: Sequence[Row]) -> Grid:
    """Return teams and funds with what they give to focus areas and what there is for them."""
    rows, heads = [], {}
    for unit, head in (("staff-weeks", "Staff-weeks"), ("USD", "Money, thousand USD")):
        mine = [use for use in uses if use["unit"] == unit]
        used, room = (sum(use[what] for use in mine) for what in ("used", "open"))
        heads[head] = {"_of": _of(used, room, unit)}
        rows += [
            {
                **use,
                "_head": head,
                "_bar": bar(use["share"], SHARE, BAR),
                "_of": _of(use["used"], use["open"], unit),
            }
            for use in mine
        ]
    return grid(console, USES, rows, Column("_head", ""), sums=heads)


def _of(used: float, room: float, unit: str) -> str:
    if unit == "USD":
        return f"{used / THOUSAND:,.0f} of {room / THOUSAND:,.0f}"
    return f"{used:,.1f} of {room:,.1f}"


def _rules(console: Console, rules: Sequence[Row]) -> Iterator[Row]:
    """Yield the rules, one line each, with what the plan has in every group."""
    by_rule: dict[str, list[Row]] = defaultdict(list)
    for rule in rules:
        by_rule[rule["id"]].append(rule)
    met, not_met = ("✓", "✗") if fits(console, "✓✗") else ("ok", "NO")
    for groups in by_rule.values():
        missed = [rule for rule in groups if not rule["met"]]
        words = groups[0]["label"] + ("" if groups[0]["hard"] else " (soft)")
        for rule in missed:
            group = f"{rule['group']}: " if rule["group"] else ""
            words += f"; {group}missed, costs {rule['cost']:.1f} points"
        has = "·".join(str(rule["count"]) for rule in groups)
        yield {
            "_met": not_met if missed else met,
            "label": words,
            "_has": f"{has} ({groups[0]['asked']})",
        }
