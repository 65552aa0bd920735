"""How full the teams and funds are, and how the rules stand, as tables."""

from collections import defaultdict

from rich.console import Console
from rich.table import Table
from rich.text import Text

from app.cli.output import drawable, fits
from app.cli.planning import Found
from optimizer.plan import CapacityUse, RuleStanding

BAR = 8
LABEL = 27
THOUSAND = 1000
FULL = 0.995
"""Share from which a team or fund counts as used up."""
USED, FREE = "█", "░"


def open_share(use: CapacityUse) -> float:
    """Return the share in use of what is there for focus areas; 0 where nothing is."""
    room = use.available - use.reserved
    return use.used / room if room > 0 else 0.0


def capacity_table(console: Console, found: Found, period: str) -> Table:
    """Return teams and funds with what they give to focus areas and what stays free."""
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True, overflow="ellipsis", width=LABEL)
    table.add_column(no_wrap=True, width=BAR)
    table.add_column(justify="right", no_wrap=True)
    uses = [use for use in found.plan.capacity if use.period == period]
    for unit, heading in (
        ("staff-weeks", "Staff-weeks"),
        ("USD", "Money, thousand USD"),
    ):
        mine = [use for use in uses if use.unit == unit]
        if not mine:
            continue
        used, room = sum(u.used for u in mine), sum(u.available - u.reserved for u in mine)
        table.add_row(heading, "", _of(used, room, unit), style="bold")
        for use in mine:
            share = open_share(use)
            drawn = _fill(console, share)
            style = "yellow" if share >= FULL else "cyan"
            room = use.available - use.reserved
            table.add_row(use.label, Text(drawn, style=style), _of(use.used, room, unit))
    return table


def _fill(console: Console, share: float) -> str:
    """Return a bar that looks full only when the resource is used up, and empty only unused."""
    cells = BAR if share >= FULL else min(BAR - 1, max(int(share * BAR), 1 if share > 0 else 0))
    return drawable(console, USED * cells + FREE * (BAR - cells))


def _of(used: float, room: float, unit: str) -> str:
    if unit == "USD":
        return f"{used / THOUSAND:,.0f} of {room / THOUSAND:,.0f}"
    return f"{used:,.1f} of {room:,.1f}"


def rules_table(console: Console, found: Found, period: str) -> Table:
    """Return the rules, one line each, with what the plan has in every group."""
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    table.add_column(justify="right", no_wrap=True)
    table.add_row("", Text("Rules", style="bold"), Text("has (asked)", style="dim"))
    by_rule: dict[str, list[RuleStanding]] = defaultdict(list)
    for standing in found.plan.rules:
        if standing.period == period:
            by_rule[standing.id].append(standing)
    marks = ("✓", "✗") if fits(console, "✓✗") else ("ok", "NO")
    for standings in by_rule.values():
        missed = [standing for standing in standings if not standing.met]
        words = standings[0].label + ("" if standings[0].hard else " (soft)")
        for standing in missed:
            group = f"{standing.group}: " if standing.group else ""
            words += f"; {group}missed, costs {standing.cost:.1f} points"
        mark = Text(marks[1], style="yellow") if missed else Text(marks[0], style="green")
        table.add_row(mark, words, drawable(console, _counts(found, standings)))
    return table


def _counts(found: Found, standings: list[RuleStanding]) -> str:
    """Return what the plan has in every group, and what is asked for."""
    counts = "·".join(str(standing.count) for standing in standings)
    rule = found.configuration.rules.rules[standings[0].id]
    if rule.share is not None and rule.of is not None:
        low, high = rule.share.min, rule.share.max
        return f"{counts} ({asked(low, high, 100)} %)"
    first = standings[0]
    return f"{counts} ({asked(first.min, first.max)})"


def asked(low: float | None, high: float | None, times: float = 1) -> str:
    """Return bounds as briefly as they can be written."""
    least = "" if low is None else f"{low * times:.4g}"
    most = "" if high is None else f"{high * times:.4g}"
    if least and most:
        return least if least == most else f"{least}-{most}"
    return f"min {least}" if least else f"max {most}"
