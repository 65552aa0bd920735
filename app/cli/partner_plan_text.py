"""Overlap, gaps, and what hangs on a partner, on a screen."""

from rich.console import Console
from rich.text import Text

from app.cli.partner_asking import Seen
from app.cli.partner_one_text import doers, service, why
from app.cli.partner_text import (
    SERVED,
    answer,
    heading,
    more,
    named,
    note,
    plain_table,
    span,
    whose,
)
from app.cli.partner_views import gone, plan_losses
from ecosystem.gaps import Served, gaps
from ecosystem.neighbours import whom_to_ask
from ecosystem.overlap import (
    OverlapIndex,
    SharedWork,
    overlap_indices,
    planned_overlaps,
    shared_work,
)
from ecosystem.similarity import similar_partners
from optimizer.dependence import PartnerLoss
from optimizer.difference import difference
from optimizer.replanning import Replanned
from optimizer.tolerances import worth_more
from reports.loss_words import lose_between, loses_at_most, stands_and_anew, worth_less
from reports.quality_words import quality
from reports.words import count, listing, mid_sentence, percent, points

ROWS = 12
"""Lines of a table when nothing else is asked."""
FEW = 6
"""Lines of the shorter tables."""
COMMON = 1.0
"""Least common effort of a pair that is called alike, in full engagements."""


def print_overlap(console: Console, seen: Seen) -> None:
    """Print where several partners do the same, and what a plan would add to it."""
    dataset = seen.dataset
    rows = [row for row in overlap_indices(dataset, seen.focus) if row.high > 0]
    shared = shared_work(dataset, seen.focus)
    known = [row for row in shared if row.service is not None]
    answer(
        console,
        f"In {len(rows)} of the {count(len(seen.focus), 'focus area')} of {whose(seen)} partners "
        f"may repeat each other; {count(len(known), 'piece')} of work "
        f"{'is' if len(known) == 1 else 'are'} shared on a named service.",
    )
    _print_shared(console, seen, shared)
    _print_repeating(console, seen, rows)
    _print_planned(console, seen)
    console.print()
    note(
        console,
        "Overlap is not waste: two funders may well be wanted. Ranges: services not named may "
        "repeat or not. Concluded: from work in the country and on the theme.",
    )


def _print_shared(console: Console, seen: Seen, shared: tuple[SharedWork, ...]) -> None:
    if not shared:
        return
    heading(console, "Same place, same service")
    most = seen.most(ROWS) or len(shared)
    table = plain_table("", "Service", "Partners", ratios={0: 2, 2: 3})
    for item in shared[:most]:
        place = " × ".join(seen.names[one] for one in item.place)
        table.add_row(
            Text(place),
            Text(service(seen, item.service, short=True)),
            Text(doers(seen, item.partners, 5)),
        )
    console.print(table)
    more(console, len(shared), most)


def _print_repeating(console: Console, seen: Seen, rows: list[OverlapIndex]) -> None:
    """Print the focus areas with overlap, and the partners most alike."""
    if rows:
        heading(console, "Focus areas", "(share of the effort that repeats another partner's)")
        table = plain_table("", "Overlap", "Effort", right=(1, 2))
        for row in rows[: seen.most(FEW)]:
            table.add_row(
                Text(seen.names[row.candidate]), span(row.low, row.high), f"{row.effort:.1f}"
            )
        console.print(table)
        more(console, len(rows), len(rows[: seen.most(FEW)]))
    pairs = similar_partners(seen.dataset, least_common=COMMON)
    if pairs:
        heading(console, "Partners most alike")
    for pair in pairs[: seen.most(FEW)]:
        both = f"{seen.names[pair.first]} and {seen.names[pair.second]}"
        places = named(seen, dict.fromkeys(item.candidate for item in pair.shared))
        console.print(f"  {both}: {percent(pair.similarity)}, by {places}.", markup=False)


def _print_planned(console: Console, seen: Seen) -> None:
    if seen.plan is None:
        console.print()
        note(console, "--plan adds what the recommended plan would repeat.")
        return
    planned = {line.id: line.services for line in seen.plan.focus}
    led = {(line.id, name) for line in seen.plan.focus for name in line.leads}
    rows = planned_overlaps(seen.dataset, planned)
    heading(console, "What the plan would repeat", f"({count(len(rows), 'service')})")
    most = seen.most(ROWS) or len(rows)
    table = plain_table("", "Service", "Already given by", "", ratios={0: 2, 2: 3})
    for row in rows[:most]:
        relief = "led by one of them" if (row.candidate, row.service) in led else ""
        table.add_row(
            Text(seen.names[row.candidate]),
            Text(service(seen, row.service, short=True)),
            Text(doers(seen, row.partners, 4)),
            Text(relief, style="green"),
        )
    console.print(table)
    more(console, len(rows), most)


def print_gaps(console: Console, seen: Seen) -> None:
    """Print focus areas without partners, and who could be asked."""
    rows = gaps(seen.dataset, seen.study.configuration.services, seen.focus)
    nobody = [row for row in rows if row.served in (Served.NO_RECORD, Served.RECORDED_AS_NONE)]
    answer(
        console,
        f"{count(len(nobody), 'focus area')} of {whose(seen)} "
        f"{'has' if len(nobody) == 1 else 'have'} no partner on record; "
        f"{len([row for row in rows if row.missing])} of {len(seen.focus)} lack a partner for some "
        "service that one could lead.",
    )
    most = seen.most(ROWS) or len(rows)
    for row in rows[:most]:
        console.print()
        remark = f"  {SERVED[row.served]}" if SERVED[row.served] else ""
        title = Text(seen.names[row.candidate], style="bold")
        title.append(remark, style="yellow")
        console.print(title)
        if row.missing:
            missing = listing([service(seen, name) for name in row.missing], 8)
            console.print(f"  Nobody on record with: {missing}.", markup=False)
        if row.perhaps:
            who = named(seen, row.perhaps, 5)
            console.print(f"  Perhaps given by {who} (service not named).", markup=False)
        for one in whom_to_ask(seen.dataset, row.candidate, most=2):
            asked = f"  Could be asked: {seen.names[one.partner]} ({why(seen, one)})."
            console.print(Text(asked, style="dim"))
    more(console, len(rows), most)
    console.print()
    note(
        console, "A gap in the records first of all: ask before you conclude that nobody is there."
    )


def print_dependence(console: Console, seen: Seen) -> None:
    """Print what the plan loses with each of the partners that it leans on."""
    plan, losses = seen.plan, plan_losses(seen)
    assert plan is not None and plan.value is not None  # noqa: S101, PT018 (the view makes one)
    if not losses:
        answer(console, "The plan leans on no partner on record.")
        return
    first = losses[0]
    answer(
        console,
        f"Most hangs on {seen.names[first.partner]}: without it the plan, worth "
        f"{points(plan.value)}, {loses_at_most(first.at_most)} if nothing new comes in.",
    )
    console.print()
    table = plain_table(
        "", "Loses at most", "worth less", "costs more", "Weeks saved", "Left without any partner",
        right=(1, 2, 3, 4), ratios={0: 3, 5: 2},
    )  # fmt: skip
    for loss in losses:
        table.add_row(
            Text(seen.names[loss.partner]),
            "?" if loss.at_most is None else f"{loss.at_most:.1f}",
            f"{loss.worth_less:.1f}",
            "?" if loss.costs_more is None else f"{max(0.0, loss.costs_more):.1f}",
            f"{loss.weeks_saved:.1f}" if loss.leads else "–",
            Text(named(seen, loss.alone, 3) if loss.alone else "–"),
        )
    console.print(table)
    console.print()
    note(
        console,
        "Points. Worth less: lower scores. Costs more: services that the staff no longer carries "
        "when its leads are gone. Planning anew wins some of it back: --without PARTNER.",
    )


def print_without(console: Console, seen: Seen) -> None:
    """Print what the plan loses with one partner."""
    plan, without = seen.plan, gone(seen)
    if without is None:
        console.print("The search was ended before anything was found.")
        return
    loss, found = without.loss, without.anew
    assert plan is not None and plan.value is not None  # noqa: S101, PT018 (the view makes one)
    name = seen.names[loss.partner]
    answer(console, _without_sentence(name, plan.value, loss, found))
    console.print()
    falls = [f"{seen.names[one]} −{fall:.1f}" for one, fall in loss.falls.items()]
    less = f" Scores fall: {listing(falls, 8)}." if falls else ""
    console.print(f"{worth_less(loss.worth_less)}.{less}", markup=False)
    _print_leads_lost(console, seen, loss)
    if loss.alone:
        text = f"Left without any partner on record: {named(seen, loss.alone, 8)}."
        console.print(text, markup=False)
    if found is not None:
        _print_replanned(console, seen, found)
    else:
        console.print()
        console.print("Planning anew: no plan meets all conditions without it.")


def _without_sentence(name: str, value: float, loss: PartnerLoss, found: Replanned | None) -> str:
    anew = None if found is None else found.loss
    return (
        f"Without {name} this plan, worth {points(value)}, {stands_and_anew(loss.at_most, anew)}."
    )


def _print_leads_lost(console: Console, seen: Seen, loss: PartnerLoss) -> None:
    if not loss.leads:
        console.print("Costs more: nothing; it leads no service in this plan.")
        return
    led = [f"{service(seen, name)} for {seen.names[one]}" for one, name, _ in loss.leads]
    teams = seen.study.configuration.capacity.teams
    short = [f"{teams[team].label} {weeks:.1f}" for team, weeks in loss.weeks_short.items()]
    costs = "" if loss.costs_more is None else f" {points(max(0.0, loss.costs_more))}."
    where = f"; short of staff-weeks: {listing(short)}" if short else "; the staff can carry that"
    console.print(
        f"Costs more:{costs} It leads {listing(led, 4)}, which saves {loss.weeks_saved:.1f} "
        f"staff-weeks{where}.",
        markup=False,
    )
    if loss.kept is None or seen.plan is None:
        return
    change = difference(seen.plan, loss.kept)
    lost = [f"{seen.names[one]} altogether" for one in change.left] + [
        f"{service(seen, name)} for {seen.names[item.id]}"
        for item in change.services
        for name in item.lost
    ]
    if lost:
        console.print(f"What falls away if nothing new comes in: {listing(lost, 6)}.", markup=False)


def _print_replanned(console: Console, seen: Seen, found: Replanned) -> None:
    change = found.change
    console.print()
    if not change.entered and not change.left:
        console.print("Planning anew keeps the same focus areas.")
    else:
        console.print(
            f"Planning anew: {named(seen, change.entered, 6)} "
            f"{'enters' if len(change.entered) == 1 else 'enter'}, "
            f"{named(seen, change.left, 6)} {'leaves' if len(change.left) == 1 else 'leave'}.",
            markup=False,
        )
    bettered = found.before.value or 0.0
    if seen.plan is not None and worth_more(bettered, seen.plan.value or 0.0):
        console.print(
            f"The search also bettered the plan with it, to {points(bettered)}; "
            "what planning anew loses is counted from there."
        )
    console.print(f"The plan then found: {mid_sentence(quality(found.after))}", markup=False)
    note(
        console,
        f"The best plans there are {lose_between(found.loss)}: proven" + ("."),
    )
