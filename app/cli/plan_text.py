"""A plan on one screen: the answer in sentences, then the list, the capacity and the rules."""

from collections import defaultdict
from collections.abc import Iterator

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from app.cli.capacity_text import capacity_table, rules_table
from app.cli.plan_sentences import footnotes, headline, no_plan_sentences
from app.cli.planning import Found
from app.words import usd
from optimizer.plan import FocusLine

SIDE_BY_SIDE = 100
"""Columns from which capacity and rules stand beside each other."""
NEW = "+"
LED = "*"


def print_plan(console: Console, found: Found, *, details: bool = False) -> None:
    """Print a plan, or why there is none."""
    if not found.plan.found:
        for sentence in no_plan_sentences(found):
            console.print(sentence)
        return
    first, *others = headline(found)
    console.print(Text(first, style="bold"))
    for sentence in others:
        console.print(sentence, markup=False)
    for period in found.problem.periods:
        lines = [line for line in found.plan.focus if line.period == period.id]
        console.print()
        if len(found.problem.periods) > 1:
            console.rule(Text(period.label or period.id, style="bold"), align="left")
        console.print(_focus_table(found, lines, console.width))
        if details:
            _print_details(console, found, lines)
        console.print()
        _print_standing(console, found, period.id)
    console.print()
    for note in footnotes(found):
        console.print(Padding(Text(note), (0, 0, 0, 0)))


def id_end(candidate: str) -> str:
    """Return the part of an id after its kind, by which options accept it too."""
    return candidate.rpartition(":")[2]


def service_names(found: Found) -> dict[str, str]:
    """Return service → name for narrow tables."""
    services = found.configuration.services.services
    return {name: service.short or name.replace("_", " ") for name, service in services.items()}


def _focus_table(found: Found, lines: list[FocusLine], width: int) -> Table:
    """Return the focus areas of one period, kind by kind, those worth most first."""
    table = Table(box=None, padding=(0, 1), pad_edge=False, width=width, header_style="dim")
    table.add_column("", width=1)
    table.add_column("", no_wrap=True, max_width=10, style="dim")
    table.add_column("", no_wrap=True, ratio=1)
    table.add_column("Score", justify="right", no_wrap=True)
    table.add_column("Services", no_wrap=False, min_width=min(50, width // 2 - 4))
    table.add_column("Weeks", justify="right", no_wrap=True)
    table.add_column("USD", justify="right", no_wrap=True)
    names = service_names(found)
    for kind_id, kind in found.configuration.criteria.kinds.items():
        mine = [line for line in lines if line.kind == kind_id]
        if not mine:
            continue
        weeks = sum(sum(line.staff.values()) for line in mine)
        money = sum(sum(line.money.values()) for line in mine)
        table.add_row(
            "",
            Text(f"{kind.label} ({len(mine)})", style="bold not dim"),
            "", "", "", _weeks(weeks), f"{money:,.0f}", style="bold",
        )  # fmt: skip
        for line in mine:
            table.add_row(
                "" if line.incumbent else NEW,
                id_end(line.id),
                Text(line.name),
                "" if line.score is None else f"{line.score:.0f}",
                ", ".join(names[s] + LED * (s in line.leads) for s in line.services),
                _weeks(sum(line.staff.values())),
                f"{sum(line.money.values()):,.0f}",
            )
    return table


def _weeks(amount: float) -> str:
    return f"{amount:,.1f}"


def _print_standing(console: Console, found: Found, period: str) -> None:
    """Print capacity and rules, beside each other where there is room."""
    capacity = capacity_table(console, found, period)
    rules = rules_table(console, found, period)
    if console.width < SIDE_BY_SIDE:
        console.print(capacity)
        console.print()
        console.print(rules)
        return
    both = Table.grid(padding=(0, 2), expand=True)
    both.add_column(ratio=1)
    both.add_column(ratio=1)
    both.add_row(capacity, rules)
    console.print(both)


def _print_details(console: Console, found: Found, lines: list[FocusLine]) -> None:
    """Print who gives what to each focus area."""
    console.print()
    for line in lines:
        for text in _detail_lines(found, line):
            console.print(Padding(Text(text), (0, 0, 0, 2)))


def _detail_lines(found: Found, line: FocusLine) -> Iterator[str]:
    names = service_names(found)
    capacity = found.configuration.capacity
    yield f"{line.name} ({line.id})"
    staff = [f"{_weeks(w)} {capacity.teams[team].label}" for team, w in sorted(line.staff.items())]
    money = [f"{usd(m)} {capacity.funds[fund].label}" for fund, m in sorted(line.money.items())]
    if staff:
        yield f"   staff-weeks: {'; '.join(staff)}"
    if money:
        yield f"   money: {'; '.join(money)}"
    partners = {partner.id: partner.name for partner in found.study.dataset.partners}
    led: dict[str, list[str]] = defaultdict(list)
    for service, partner in sorted(line.leads.items()):
        led[partners.get(partner, partner)].append(names[service])
    for partner, services in led.items():
        yield f"   {partner} leads: {', '.join(services)}"
