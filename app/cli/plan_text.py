"""A plan on one screen: the answer in sentences, then the list, the capacity and the rules."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from string import ascii_uppercase

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from app.cli.capacity_text import capacity_table, rules_table
from app.cli.output import fits
from app.cli.plan_sentences import footnotes, headline, no_plan_sentences
from app.cli.planning import Found
from config.names import id_end
from optimizer.plan import FocusLine
from reports.words import usd

SIDE_BY_SIDE = 100
"""Columns from which capacity and rules stand beside each other."""
NEW = "+"
ID_WIDTH = 12


def print_plan(console: Console, found: Found, *, details: bool = False) -> None:
    """Print a plan, or why there is none."""
    if not found.plan.found:
        for sentence in no_plan_sentences(found):
            console.print(sentence, markup=False)
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
        console.print(_legend(found))
        console.print(_focus_table(console, found, lines))
        if details:
            _print_details(console, found, lines)
        console.print()
        _print_standing(console, found, period.id)
    console.print()
    for note in footnotes(found):
        console.print(note, markup=False)


def service_names(found: Found) -> dict[str, str]:
    """Return service → name for narrow tables."""
    services = found.configuration.services.services
    return {name: service.short or name.replace("_", " ") for name, service in services.items()}


def service_letters(names: Mapping[str, str]) -> dict[str, str]:
    """Return service → a capital letter of its own: of its name if one is free, else any."""
    taken: dict[str, str] = {}
    for service, name in names.items():
        wanted = [letter for letter in name.upper() + ascii_uppercase if letter in ascii_uppercase]
        free = [letter for letter in wanted if letter not in taken.values()]
        taken[service] = free[0] if free else "?"
    return taken


def _legend(found: Found) -> Text:
    """Return what the letters of the services stand for."""
    names = service_names(found)
    letters = service_letters(names)
    words = Text()
    for service, name in names.items():
        words.append(letters[service], style="bold")
        words.append(f" {name}  ")
    if any(line.leads for line in found.plan.focus):
        words.append(" small: led by a partner")
    return words


def _services(line: FocusLine, letters: Mapping[str, str], gap: str) -> Text:
    """Return the letters of the services that a focus area gets, each in its own place."""
    text = Text()
    for service, letter in letters.items():
        if service in line.leads:
            text.append(letter.lower(), style="magenta")
        else:
            text.append(letter if service in line.services else gap)
        text.append(" ")
    return text


def _focus_table(console: Console, found: Found, lines: list[FocusLine]) -> Table:
    """Return the focus areas of one period, kind by kind, those worth most first."""
    letters = service_letters(service_names(found))
    gap = "·" if fits(console, "·") else "."
    table = Table(box=None, padding=(0, 1), pad_edge=False, header_style="dim", expand=True)
    table.add_column("", width=1)
    table.add_column("", no_wrap=True, ratio=1)
    table.add_column("", no_wrap=True, max_width=ID_WIDTH, style="dim")
    table.add_column("Score", justify="right", no_wrap=True)
    table.add_column("Services", no_wrap=True)
    table.add_column("Weeks", justify="right", no_wrap=True)
    table.add_column("USD", justify="right", no_wrap=True)
    for kind_id, kind in found.configuration.criteria.kinds.items():
        mine = [line for line in lines if line.kind == kind_id]
        if not mine:
            continue
        weeks = sum(sum(line.staff.values()) for line in mine)
        money = sum(sum(line.money.values()) for line in mine)
        table.add_row(
            "", f"{kind.label}: {len(mine)}", "", "", "", _weeks(weeks), f"{money:,.0f}",
            style="bold",
        )  # fmt: skip
        for line in mine:
            table.add_row(
                "" if line.incumbent else NEW,
                Text(line.name),
                id_end(line.id),
                "" if line.score is None else f"{line.score:.0f}",
                _services(line, letters, gap),
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
    both = Table.grid(padding=(0, 3, 0, 0))
    both.add_column()
    both.add_column()
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
