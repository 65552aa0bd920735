"""What a plan says in sentences: the answer first, how good it is, and what to know about it."""

from collections import Counter
from collections.abc import Iterator

from app.cli.capacity_text import FULL, open_share
from app.cli.leads_text import found_leading, leads_notes, leads_sentence
from app.cli.planning import Found
from reports.quality_words import EXACT, IN_FORCE, nearness, quality, ties
from reports.words import count_of, listing


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
    yield quality(plan, found.stopped)
    if plan.gave_up > 0:
        yield nearness(plan, "the plan without these levers" if found.moved else IN_FORCE)
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
        yield ties(plan)
    if found.stopped is None and (plan.gap or 0.0) > EXACT:
        yield "A plan may still be better by that little: --gap 0 asks for the proven best."


def _doubts(found: Found) -> Iterator[str]:
    """Yield what the plan rests on without being known."""
    cards = found.study.scorecard(found.scenario)
    unknown = Counter(
        gate.label
        for candidate in sorted(found.plan.ids)
        for gate in cards.gates(candidate)
        if gate.state == "unknown"
    )
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
        why = "in the time you set" if found.stopped == "time" else "before the search was ended"
        yield f"No plan was found {why}. There may be one: --time-limit gives the search longer."
        return
    told = found.conditions
    yield "There is no plan that meets all conditions."
    for conflict in plan.conflicts:
        yield ""
        yield told.conflict_title(conflict)
        yield from (f"  - {condition}" for condition in told.listed(conflict))
    changes = [text for conflict in plan.conflicts if (text := told.changes(conflict))]
    advice = [*changes, *told.advice(plan.conflicts)]
    if advice:
        yield ""
        yield from advice
