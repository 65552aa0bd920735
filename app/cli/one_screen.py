"""A plan on one screen of a terminal: the list by kinds, then capacity and rules beside each other.

All of it is read off the tables of the plan's report; what is left out here stands there.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from string import ascii_uppercase

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from app.cli.output import drawable, fits
from app.cli.render import render_section, say
from config.configuration import Configuration
from config.names import id_end
from reports.escape import visible
from reports.plan import FULL
from reports.report import Report, Row
from reports.setting import Setting
from reports.words import percent, usd

SIDE_BY_SIDE = 100
"""Columns from which capacity and rules stand beside each other."""
NEW = "+"
ID_WIDTH = 12
BAR, LABEL, THOUSAND = 8, 27, 1000
USED, FREE = "█", "░"


def print_plan(
    console: Console,
    report: Report,
    setting: Setting,
    *,
    details: bool,
    hints: Iterable[str] = (),
) -> None:
    """Print a plan.

    Args:
        console: where to.
        report: of the plan.
        setting: labels.
        details: whether to tell all that the report has, and who gives what.
        hints: what can be typed to go on.
    """
    say(console, [report.answer], style="bold")
    say(console, report.text)
    if report["changes"]:
        render_section(console, report["changes"], every=details)
    lines = report.table("focus").rows
    periods = list(dict.fromkeys(line["period"] for line in lines))
    for period in periods or [""]:
        mine = [line for line in lines if line["period"] == period]
        console.print()
        if len(periods) > 1:
            console.rule(_text(mine[0]["period_label"], "bold"), align="left")
        console.print(_legend(lines, setting.configuration))
        console.print(_focus(console, mine, setting.configuration))
        if details:
            console.print()
            for text in (text for line in mine for text in _who_gives(line, setting)):
                console.print(Padding(_text(text), (0, 0, 0, 2), expand=False))
        console.print()
        _standing(console, report, setting.configuration, period)
    if details:
        for name in ("leavers", "capacity", "leads", "overlaps", "worth"):
            render_section(console, report[name], every=True)
    console.print()
    say(console, [note.text for note in report.notes])
    say(console, hints, style="dim")


def _text(text: str, style: str = "") -> Text:
    return Text(visible(text), style=style)


def service_names(configuration: Configuration) -> dict[str, str]:
    """Return service → name for narrow tables."""
    services = configuration.services.services
    return {name: service.short or name.replace("_", " ") for name, service in services.items()}


def service_letters(names: Mapping[str, str]) -> dict[str, str]:
    """Return service → a capital letter of its own: of its name if one is free, else any."""
    taken: dict[str, str] = {}
    for service, name in names.items():
        wanted = [letter for letter in name.upper() + ascii_uppercase if letter in ascii_uppercase]
        free = [letter for letter in wanted if letter not in taken.values()]
        taken[service] = free[0] if free else "?"
    return taken


def _legend(lines: Sequence[Row], configuration: Configuration) -> Text:
    """Return what the letters of the services stand for."""
    names = service_names(configuration)
    words = Text()
    for service, letter in service_letters(names).items():
        words.append(letter, style="bold")
        words.append(f" {visible(names[service])}  ")
    if any(line["leads"] for line in lines):
        words.append(" small: led by a partner")
    return words


def _services(line: Row, letters: Mapping[str, str], gap: str) -> Text:
    """Return the letters of the services that a focus area gets, each in its own place."""
    text = Text()
    for service, letter in letters.items():
        if service in line["leads"]:
            text.append(letter.lower(), style="magenta")
        else:
            text.append(letter if service in line["services"] else gap)
        text.append(" ")
    return text


def _focus(console: Console, lines: Sequence[Row], configuration: Configuration) -> Table:
    """Return the focus areas of one period, kind by kind."""
    letters = service_letters(service_names(configuration))
    gap = "·" if fits(console, "·") else "."
    table = Table(box=None, padding=(0, 1), pad_edge=False, header_style="dim", expand=True)
    table.add_column("", width=1)
    table.add_column("", no_wrap=True, ratio=1)
    table.add_column("", no_wrap=True, max_width=ID_WIDTH, style="dim")
    table.add_column("Score", justify="right", no_wrap=True)
    table.add_column("Services", no_wrap=True)
    table.add_column("Weeks", justify="right", no_wrap=True)
    table.add_column("USD", justify="right", no_wrap=True)
    for kind, spec in configuration.criteria.kinds.items():
        mine = [line for line in lines if line["kind"] == kind]
        if not mine:
            continue
        weeks, money = (sum(line[what] for line in mine) for what in ("weeks", "usd"))
        head = _text(f"{spec.label}: {len(mine)}")
        table.add_row("", head, "", "", "", f"{weeks:,.1f}", f"{money:,.0f}", style="bold")
        for line in mine:
            table.add_row(
                NEW if line["standing"] == "enters" else "",
                _text(line["label"]),
                _text(id_end(line["id"])),
                "" if line["score"] is None else f"{line['score']:.0f}",
                _services(line, letters, gap),
                f"{line['weeks']:,.1f}",
                f"{line['usd']:,.0f}",
            )
    return table


def _who_gives(line: Row, setting: Setting) -> Iterator[str]:
    """Yield who gives what to a focus area."""
    names, capacity = service_names(setting.configuration), setting.configuration.capacity
    yield f"{line['label']} ({line['id']})"
    staff = [f"{weeks:,.1f} {capacity.teams[team].label}" for team, weeks in line["staff"].items()]
    money = [f"{usd(one)} {capacity.funds[fund].label}" for fund, one in line["money"].items()]
    if staff:
        yield f"   staff-weeks: {'; '.join(staff)}"
    if money:
        yield f"   money: {'; '.join(money)}"
    led: dict[str, list[str]] = defaultdict(list)
    for service, partner in line["leads"].items():
        led[setting.partner(partner)].append(names[service])
    for partner, services in led.items():
        yield f"   {partner} leads: {', '.join(services)}"


def _standing(console: Console, report: Report, configuration: Configuration, period: str) -> None:
    """Print capacity and rules, beside each other where there is room."""
    uses, rules = (
        [row for row in report.table(name).rows if row["period"] in (period, "")]
        for name in ("capacity", "rules")
    )
    tables = (_capacity(console, uses), _rules(console, rules, configuration))
    if console.width < SIDE_BY_SIDE:
        console.print(tables[0])
        console.print()
        console.print(tables[1])
        return
    both = Table.grid(padding=(0, 3, 0, 0))
    both.add_row(*tables)
    console.print(both)


def _capacity(console: Console, uses: Sequence[Row]) -> Table:
    """Return teams and funds with what they give to focus areas and what stays free."""
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True, overflow="ellipsis", width=LABEL)
    table.add_column(no_wrap=True, width=BAR)
    table.add_column(justify="right", no_wrap=True)
    for unit, heading in (("staff-weeks", "Staff-weeks"), ("USD", "Money, thousand USD")):
        mine = [use for use in uses if use["unit"] == unit]
        if not mine:
            continue
        used, room = (sum(use[what] for use in mine) for what in ("used", "open"))
        table.add_row(heading, "", _of(used, room, unit), style="bold")
        for use in mine:
            style = "yellow" if use["share"] >= FULL else "cyan"
            bar = Text(_fill(console, use["share"]), style=style)
            table.add_row(_text(use["label"]), bar, _of(use["used"], use["open"], unit))
    return table


def _fill(console: Console, share: float) -> str:
    """Return a bar that looks full only when the resource is used up, and empty only unused."""
    cells = BAR if share >= FULL else min(BAR - 1, max(int(share * BAR), 1 if share > 0 else 0))
    return drawable(console, USED * cells + FREE * (BAR - cells))


def _of(used: float, room: float, unit: str) -> str:
    if unit == "USD":
        return f"{used / THOUSAND:,.0f} of {room / THOUSAND:,.0f}"
    return f"{used:,.1f} of {room:,.1f}"


def _rules(console: Console, rules: Sequence[Row], configuration: Configuration) -> Table:
    """Return the rules, one line each, with what the plan has in every group."""
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    table.add_column(justify="right", no_wrap=True)
    table.add_row("", Text("Rules", style="bold"), Text("has (asked)", style="dim"))
    by_rule: dict[str, list[Row]] = defaultdict(list)
    for rule in rules:
        by_rule[rule["id"]].append(rule)
    marks = ("✓", "✗") if fits(console, "✓✗") else ("ok", "NO")
    for groups in by_rule.values():
        missed = [rule for rule in groups if not rule["met"]]
        words = groups[0]["label"] + ("" if groups[0]["hard"] else " (soft)")
        for rule in missed:
            group = f"{rule['group']}: " if rule["group"] else ""
            words += f"; {group}missed, costs {rule['cost']:.1f} points"
        mark = Text(marks[1], style="yellow") if missed else Text(marks[0], style="green")
        has = "·".join(str(rule["count"]) for rule in groups)
        counts = drawable(console, f"{has} ({_asked(groups[0], configuration)})")
        table.add_row(mark, _text(words), counts)
    return table


def _asked(rule: Row, configuration: Configuration) -> str:
    """Return bounds as briefly as they can be written; a share in percent."""
    spec = configuration.rules.rules[rule["id"]]
    if spec.share is not None:
        ends = [None if one is None else percent(one) for one in (spec.share.min, spec.share.max)]
    else:
        ends = [None if one is None else f"{one:.4g}" for one in (rule["min"], rule["max"])]
    least, most = ends
    if least and most:
        return least if least == most else f"{least}-{most}"
    return f"min {least}" if least else f"max {most}"
