"""One candidate's partners, or one partner, on a screen."""

from rich.console import Console
from rich.text import Text

from app.cli.partner_asking import Seen
from app.cli.partner_text import answer, heading, more, named, note, plain_table, span
from app.cli.partner_views import AboutCandidate, AboutPartner, one_candidate, one_partner
from ecosystem.doing import Doing
from ecosystem.neighbours import Near, Neighbour, Reason
from ecosystem.reach import How
from reports.words import count, listing, number, percent

ROWS = 12
"""Lines of a table when nothing else is asked."""
FEW = 5
"""Lines of the shorter tables."""

HOW = {
    How.DIRECT: "with it",
    How.PARTS: "for what lies in it",
    How.WHOLE: "for what it is a part of",
    How.CROSSING: "in its country and on its theme",
}
"""By which work a partner reaches a candidate."""


def print_one(console: Console, seen: Seen) -> None:
    """Print the candidate or the partner that was asked about."""
    if seen.subject in seen.dataset.by_id:
        _print_candidate(console, seen, one_candidate(seen))
    else:
        _print_partner(console, seen, one_partner(seen))


def service(seen: Seen, name: str | None, *, short: bool = False) -> str:
    """Return the label of a service, or its name of one word; words where none is named."""
    if name is None:
        return "not named" if short else "service not named"
    known = seen.study.configuration.services.services.get(name)
    if known is None:
        return name.replace("_", " ")
    return (known.short if short else "") or known.label


def doers(seen: Seen, doing: tuple[Doing, ...], most: int = 6) -> str:
    """Return who does something, with a mark on what is only concluded."""
    names = [f"{seen.names[one.partner]}{' (concluded)' * one.inferred}" for one in doing]
    return listing(names, most)


def _print_candidate(console: Console, seen: Seen, about: AboutCandidate) -> None:
    _candidate_answer(console, about)
    if about.strength is not None and about.strength.contributions:
        _print_reaching(console, seen, about)
    if about.work:
        heading(console, "Who does what")
        for row in about.work:
            text = f"  {service(seen, row.service)}: {doers(seen, row.partners)}."
            console.print(text, markup=False)
    gap = about.gap
    if gap is not None and gap.missing:
        missing = listing([service(seen, name) for name in gap.missing], 8)
        console.print()
        console.print(f"No partner on record with: {missing}.", markup=False)
        if gap.perhaps:
            who = named(seen, gap.perhaps, 6)
            note(console, f"Perhaps given by {who}, whose service is not named.")
    if about.possible_leads:
        heading(console, "Who could lead a service in a plan")
        for lead in about.possible_leads:
            text = f"  {seen.names[lead.partner]}: {service(seen, lead.service)}. {lead.why}"
            console.print(text, markup=False)
    if about.could_be_asked:
        heading(console, "Who else could be asked")
        for one in about.could_be_asked[: seen.most(FEW)]:
            console.print(f"  {seen.names[one.partner]}: {why(seen, one)}.", markup=False)


def _candidate_answer(console: Console, about: AboutCandidate) -> None:
    if about.strength is None:
        answer(console, f"{about.name}: no partner is on record, which is not “no partner”.")
        return
    found = about.strength
    answer(
        console,
        f"{about.name}: {count(len(found.partners), 'partner')} on record, "
        f"partner strength {percent(found.strength)}.",
    )
    if about.overlap is not None:
        several = span(about.overlap.low, about.overlap.high)
        told = "none of it" if several == "–" else several
        console.print(f"Of the effort there, {told} repeats what another partner does.")
    if about.concentration is not None and about.concentration.partners > 1:
        equal = number(round(about.concentration.effective_partners, 1))
        console.print(f"The work is as spread as over {equal} equally strong partners.")


def _print_reaching(console: Console, seen: Seen, about: AboutCandidate) -> None:
    assert about.strength is not None  # noqa: S101 (the caller asked)
    rows = about.strength.contributions
    most = seen.most(ROWS) or len(rows)
    heading(console, "Who reaches it")
    table = plain_table(
        "", "Works", "Counts", "Strength lost without", right=(2, 3), ratios={0: 2, 1: 3}
    )
    for row in rows[:most]:
        through = "" if row.how is How.DIRECT else f": {named(seen, row.through, 2)}"
        table.add_row(
            Text(seen.names[row.partner]),
            Text(f"{HOW[row.how]}{through}"),
            percent(row.amount),
            percent(row.loss),
        )
    console.print(table)
    more(console, len(rows), most)


def why(seen: Seen, one: Neighbour) -> str:
    """Return what speaks for asking a partner."""
    return "; ".join(_reason(seen, reason) for reason in one.reasons)


def _reason(seen: Seen, reason: Reason) -> str:
    theme = seen.names.get(reason.theme or "", "")
    place = seen.names.get(reason.place or "", "")
    match reason.near:
        case Near.HERE:
            return "is there already, on other services"
        case Near.THEME_AND_COUNTRY:
            return f"works on {theme} and in {place}"
        case Near.THEME_AND_REGION:
            return f"works on {theme}, and in {place} of the same region"
        case Near.THEME:
            return f"works on {theme}"
        case Near.COUNTRY:
            return f"works in {place}"
        case Near.REGION:
            return f"works in {place}, of the same region"


def _print_partner(console: Console, seen: Seen, about: AboutPartner) -> None:
    active = [row for row in about.engagements if row.strength > 0]
    reaches = 0 if about.dependence is None else len(about.dependence.serves)
    kind = f" ({about.type})" if about.type else ""
    answer(
        console,
        f"{about.name}{kind}: {count(len(active), 'engagement')} on record, reaching "
        f"{reaches} of the {count(len(seen.focus), 'focus area')} looked at.",
    )
    can = (
        "What it can carry is not on record; plans take it for 1 engagement a period."
        if about.capacity is None
        else f"It can lead {number(about.capacity)} engagements a period, as recorded."
    )
    console.print(can)
    if about.dependence is not None:
        _print_hanging(console, seen, about)
    rows = active[: seen.most(ROWS)]
    if rows:
        heading(console, "Where it works")
        table = plain_table("", "Service", "Strength", "Source", right=(2,))
        for row in rows:
            table.add_row(
                Text(seen.names[row.target]),
                Text(service(seen, row.service)),
                percent(row.strength),
                Text(row.source, style="dim"),
            )
        console.print(table)
        more(console, len(active), len(rows))
    _print_company(console, seen, about)


def _print_hanging(console: Console, seen: Seen, about: AboutPartner) -> None:
    found = about.dependence
    assert found is not None  # noqa: S101 (the caller asked)
    alone = f"; {named(seen, found.alone, 6)} would have nobody left" if found.alone else ""
    text = f"Without it they would lose {found.loss:.2f} of partner strength in all{alone}."
    console.print(text, markup=False)


def _print_company(console: Console, seen: Seen, about: AboutPartner) -> None:
    """Print whom the partner resembles, could be convened with, bridges, and what it could lead."""
    if about.similar:
        heading(console, "Who resembles it most")
        for pair in about.similar[: seen.most(FEW)]:
            other = pair.second if pair.first == about.id else pair.first
            shared = named(seen, [item.candidate for item in pair.shared], 4)
            text = f"  {seen.names[other]}: {percent(pair.similarity)} alike, by {shared}."
            console.print(text, markup=False)
    console.print()
    if about.group is not None and len(about.group.partners) > 1:
        others = named(seen, [one for one in about.group.partners if one != about.id], 6)
        console.print(f"Could be convened with {others}.", markup=False)
    if about.broker is not None and about.broker.across_regions > 0:
        console.print(
            f"{percent(about.broker.across_regions)} of the shortest connections between "
            "candidates of different regions run through it."
        )
    if about.possible_leads:
        where = named(seen, dict.fromkeys(lead.candidate for lead in about.possible_leads), 6)
        console.print(f"Could lead a service for {where}.", markup=False)
    note(console, f"focus partners --without {about.id} says what the plan would lose without it.")
