"""What a plan says in sentences: the answer first, how good it is, and what to know about it."""

import math
from collections.abc import Iterator

from app.cli.capacity_text import FULL, open_share
from app.cli.leads_text import found_leading, leads_notes, leads_sentence
from app.cli.planning import Found
from app.words import count_of, listing, points

EXACT = 1e-6
"""Relative gap up to which a plan is called the best possible one."""


def headline(found: Found) -> Iterator[str]:
    """Yield the sentences above the list: what, how good, what changes, what is short."""
    plan = found.plan
    periods = found.problem.periods
    first = periods[0].label or periods[0].id
    last = periods[-1].label or periods[-1].id
    when = first if len(periods) == 1 else f"{first} to {last}"
    kinds = found.configuration.criteria.kinds
    by_kind = {
        kind_id: len({line.id for line in plan.focus if line.kind == kind_id}) for kind_id in kinds
    }
    counts = [count_of(number, kinds[kind_id]) for kind_id, number in by_kind.items() if number]
    what = listing(counts) if counts else "No focus area"
    fit = "fits" if sum(by_kind.values()) <= 1 else "fit"
    yield f"{what} {fit} the staff and the money of {when}."
    yield _quality(found)
    yield _changes(found)
    yield from leads_sentence(found_leading(found))
    full = [
        use.label or use.resource
        for use in plan.capacity
        if open_share(use) >= FULL and use.period == periods[0].id
    ]
    if full:
        where = "" if len(periods) == 1 else f" in {first}"
        yield f"Used up{where}: {'; '.join(full)}."


def _quality(found: Found) -> str:
    """Return how good the plan is, with its proof."""
    plan = found.plan
    assert plan.value is not None  # noqa: S101 (callers checked)
    worth = f"Worth {points(plan.value)}"
    gap = plan.gap or 0.0
    if gap <= EXACT:
        return f"{worth}, proven the best possible."
    tenths = math.ceil(gap * 1000 - EXACT)
    text = f"{worth}, proven within {tenths / 10:.1f} % of the best possible"
    if plan.status == "optimal":
        return f"{text}."
    if found.stopped == "person":
        return f"{text} when the search was ended."
    if found.stopped == "time":
        return f"{text} after {found.seconds:g} s of search; --time-limit allows more."
    return f"{text}; a smaller --gap is looked for until it is reached."


def _changes(found: Found) -> str:
    """Return how the plan differs from the list in force."""
    plan = found.plan
    if not plan.stayed and not plan.left:
        return "There is no list in force to compare it with."
    if not plan.entered and not plan.left:
        return "It is the list in force."
    enter, leave, stay = (
        f"{len(ids) or 'none'} {verb}{'s' if len(ids) == 1 else ''}"
        for ids, verb in ((plan.entered, "enter"), (plan.left, "leave"), (plan.stayed, "stay"))
    )
    return f"{enter} and {leave} the list in force, {stay}.".capitalize()


def footnotes(found: Found) -> Iterator[str]:
    """Yield what to know about the plan, below it."""
    plan = found.plan
    names = {area.id: area.name or area.id for area in found.problem.areas}
    if plan.left:
        left = "; ".join(names[candidate] for candidate in plan.left)
        yield f"Leaves the list in force: {left}."
    if plan.entered:
        yield f"+ enters it ({len(plan.entered)})."
    yield from leads_notes(found, found_leading(found))
    yield from _doubts(found)
    if plan.other_ties:
        yield (
            "Other plans are worth exactly as much and cost the same; "
            "this is the one with the lowest ids."
        )
    if plan.status == "optimal" and (plan.gap or 0.0) > EXACT:
        yield "A plan may still be better by that little: --gap 0 asks for the proven best."


def _doubts(found: Found) -> Iterator[str]:
    """Yield what the plan rests on without being known."""
    cards = found.study.scorecard(found.scenario)
    unknown: dict[str, int] = {}
    for candidate in sorted(found.plan.ids):
        for reason in cards.of(candidate).reasons:
            label = reason.partition(":")[0]
            unknown[label] = unknown.get(label, 0) + 1
    total = len(found.plan.ids)
    for label, number in unknown.items():
        yield f"Not known for {number} of these {total}: {label}. Check before deciding."
    capacity, services = found.configuration.capacity, found.configuration.services
    assumed = {
        "staff-weeks": any(team.basis == "assumption" for team in capacity.teams.values()),
        "money": any(fund.basis == "assumption" for fund in capacity.funds.values()),
        "service costs": any(s.basis == "assumption" for s in services.services.values()),
    }
    what = [name for name, is_assumed in assumed.items() if is_assumed]
    if what:
        yield f"Planning assumptions, not published figures: {listing(what)}."


def no_plan_sentences(found: Found) -> Iterator[str]:
    """Yield why there is no plan, and what to do about it."""
    plan = found.plan
    if plan.status != "infeasible":
        late = found.stopped == "time"
        why = f"within {found.seconds:g} s" if late else "before the search was ended"
        yield f"No plan was found {why}. There may be one: --time-limit gives the search longer."
        return
    yield "There is no plan that meets all conditions."
    for conflict in plan.conflicts:
        yield ""
        if len(conflict.conditions) == 1:
            yield "This one cannot be met:"
        else:
            yield "These cannot all hold at once; without any one of them there is a plan:"
        for condition in conflict.conditions:
            yield f"  - {condition}"
    yield ""
    yield "Locks are --in and --out; rules are switched off by --rule NAME=off."
