"""The plan of a scenario: who is in with what, what changes, how good it is, what it rests on.

A plan without levers is compared with the list in force, any other one with the plan without these
levers. Where there is no plan, the report says which conditions cannot all hold.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import fsum
from typing import Literal

from config.rules import Rule
from optimizer.cutoff import CutOff
from optimizer.difference import PlanDifference, difference
from optimizer.levers import canonical
from optimizer.partner_leads import Leading, leading
from optimizer.plan import CapacityUse, FocusLine, JointHeld, Plan, RuleStanding
from optimizer.stop import By
from optimizer.tally import Tally
from questions.plan import Planned, PlanQuestion
from reports import columns, cutoff, success, vintage
from reports.columns import AREA, KIND, REGION, RESOURCE
from reports.conditions import conflicts_json
from reports.explain import reason
from reports.levers import in_words
from reports.openings import openings_used
from reports.partners import leads
from reports.report import Column, Note, Picture, Report, Row, Section, Table, chart, tabled
from reports.setting import Setting
from reports.standing import assumptions, gates_not_known
from reports.words import (
    NOTHING,
    amount,
    between,
    count,
    count_of,
    listing,
    mid_sentence,
    moves,
    percent,
    points,
    sentence,
    so_many,
    verb,
)
from reports.worth import more_or_less, nearness, proven, ties, worth

TITLE = "What should we do with what we have?"
LISTS = ("focus", "capacity", "rules", "overlaps", "leads", "line")
"""Lists that programs find empty where there is no plan."""
FACTS = (
    "status", "value", "bound", "gap", "seconds", "entered", "left", "stayed", "worth", "solver",
    "ties_settled", "other_ties", "gave_up",
)  # fmt: skip
"""What programs read of the plan itself."""


def report(
    planned: Planned,
    setting: Setting,
    *,
    stopped: By | None = None,
    work: Tally | None = None,
    line: CutOff | None = None,
) -> Report:
    """Return the plan, or why there is none."""
    setting = _with_plan(setting, planned)
    facts = _facts(planned, setting, stopped, work)
    led = _led(planned, setting)
    told = _brief(planned, setting, stopped, led)
    if led is None:
        none = {**dict.fromkeys(LISTS, ()), "weeks_saved": 0.0, "assumed_capacity": {}}
        return replace(told, facts={**facts, **none})
    return replace(
        told,
        sections=(
            *_sections(planned, setting, led),
            *(() if line is None else (cutoff.section(line, setting),)),
        ),
        facts={**facts, **leads.facts(led)},
    )


def brief(planned: Planned, setting: Setting, *, stopped: By | None = None) -> Report:
    """Return what other questions say of the plan that they are about: the answer, and notes.

    Where there is none it is the whole report, with everything that stands against a plan.
    """
    setting = _with_plan(setting, planned)
    return _brief(planned, setting, stopped, _led(planned, setting))


def _led(planned: Planned, setting: Setting) -> Leading | None:
    """Return who leads what; None where there is no plan."""
    if not planned.plan.found:
        return None
    return leading(setting.study, setting.problem, planned.plan)


def _brief(planned: Planned, setting: Setting, stopped: By | None, led: Leading | None) -> Report:
    plan = planned.plan
    about = {
        **plan.model_dump(include={"status", "value", "bound"}),
        "focus": sorted(plan.ids),
        "scenario": canonical(setting.scenario),
        **conflicts_json(plan.conflicts, setting.conditions),
    }
    if led is None:
        return _none(plan, setting, stopped, about)
    return Report(
        id="plan",
        title=TITLE,
        answer=_answer(planned, setting, stopped),
        text=tuple(_text(planned, setting, stopped, led)),
        notes=tuple(_notes(planned, setting, led)),
        facts=about,
    )


def _with_plan(setting: Setting, planned: Planned) -> Setting:
    return setting if setting.plan is not None else replace(setting, plan=planned.plan)


def _none(plan: Plan, setting: Setting, stopped: By | None, facts: Row) -> Report:
    """Return why there is no plan, and the least changes that help."""
    if plan.status != "infeasible":
        why = "in the time you set" if stopped == "time" else "before the search was ended"
        more = ("There may be one: a longer search can find it.",)
        return Report("plan", TITLE, f"No plan was found {why}.", more, facts=facts)
    told = setting.conditions
    sections = [
        Section(
            f"conflict_{place}",
            told.conflict_title(conflict),
            items=(*told.listed(conflict), *filter(None, [told.changes(conflict)])),
        )
        for place, conflict in enumerate(plan.conflicts, 1)
    ]
    answer = "There is no plan that meets all conditions."
    return Report("plan", TITLE, answer, sections=tuple(sections), facts=facts)


def _answer(planned: Planned, setting: Setting, stopped: By | None) -> str:
    before = compared(planned)
    if before is None:
        return sentence(_fits(planned.plan, setting, stopped))
    change = difference(before, planned.plan)
    worth = more_or_less(change.gain, setting, WITHOUT)
    return sentence(f"{change_words(change, setting)}; {worth}")


def _fits(plan: Plan, setting: Setting, stopped: By | None) -> str:
    """Return how many of each kind there are, when, what they are worth, and how sure that is."""
    periods = list(setting.periods.values())
    when = periods[0] if len(periods) == 1 else f"{periods[0]} to {periods[-1]}"
    kinds = setting.kinds
    found = {name: {line.id for line in plan.focus if line.kind == name} for name in kinds}
    counts = [count_of(len(ids), kinds[name]) for name, ids in found.items() if ids]
    who = listing(counts) if counts else "No focus area"
    fit = f"{who} {verb(max(1, len(plan.ids)), 'fit')} the staff and the money of {when}"
    return f"{fit}: worth {worth(plan)}, {proven(plan, stopped)}"


def _text(planned: Planned, setting: Setting, stopped: By | None, led: Leading) -> Iterator[str]:
    plan, before = planned.plan, compared(planned)
    if before is not None:
        yield sentence(f"What is moved: {'; '.join(in_words(planned.scenario, setting.study))}")
        yield sentence(_fits(plan, setting, stopped))
    if plan.gave_up > 0:
        yield nearness(plan, WITHOUT if moved(planned) else IN_FORCE)
    first, *later = setting.periods.values()
    if later:
        yield (
            f"{first} is committed; what comes after it is provisional, and planned again when it "
            "has come."
        )
    yield _against_list(plan, setting)
    yield from success.told(plan, setting)
    if led.services:
        yield leads.sentence(led)
    yield from used_up(plan, setting)


def _against_list(plan: Plan, setting: Setting) -> str:
    """Return how a plan differs from the list in force, with the names of those who leave."""
    if not plan.stayed and not plan.left:
        return "There is no list in force to compare it with."
    if not plan.entered and not plan.left:
        return "It is the list in force."
    enter, leave, stay = (
        so_many(len(ids), does)
        for ids, does in ((plan.entered, "enter"), (plan.left, "leave"), (plan.stayed, "stay"))
    )
    told = sentence(f"{enter} and {leave} the list in force, {stay}")
    left = listing(map(setting.label, plan.left), 8)
    return f"{told} Leaving: {left}." if plan.left else told


def _notes(planned: Planned, setting: Setting, led: Leading) -> Iterator[Note]:
    plan = planned.plan
    yield from gates_not_known(plan, setting)
    yield from openings_used(sorted(plan.ids), setting)
    yield from assumptions(setting)
    yield from vintage.notes(setting)
    yield from leads.notes(led)
    if plan.other_ties:
        yield Note("tie", ties(plan))


def _sections(planned: Planned, setting: Setting, led: Leading) -> Iterator[Section]:
    plan, before = planned.plan, compared(planned)
    if before is not None:
        yield changes(planned, before, setting, WITHOUT)
        now = (
            AREA, Column("before", "Before", "yes", help="In the plan without these levers."),
            Column("now", "Now", "yes"), OF_KIND, REGION, ADDS,
        )  # fmt: skip
        yield tabled(
            "beside", f"Who is in, beside {WITHOUT}", now, beside(planned, before, setting)
        )
    yield Section("focus", "Who is in", tables=(focus(plan, setting),))
    yield Section("leavers", "Who leaves the list in force", tables=(leavers(plan, setting),))
    yield capacity(planned, before, setting)
    if plan.joints:
        yield together(plan, setting)
    yield Section("rules", "How the rules stand", tables=(rules(plan, setting),))
    yield leads.section(led, setting)
    yield Section("overlaps", "Focus areas that help each other", tables=(overlaps(plan, setting),))
    yield Section("worth", "What the plan is worth, and by what", tables=(made_of(plan),))


def _facts(planned: Planned, setting: Setting, stopped: By | None, work: Tally | None) -> Row:
    plan, other, before = planned.plan, compared(planned), None
    if other is not None:
        before = {"value": other.value, "bound": other.bound, "focus": sorted(other.ids)}
    return {
        **{name: getattr(plan, name) for name in FACTS},
        "compared_with": before,
        "gain": None if other is None or not plan.found else difference(other, plan).gain,
        "inputs": setting.inputs,
        **conflicts_json(plan.conflicts, setting.conditions),
        "scenario": canonical(planned.scenario),
        "interrupted": stopped == "person",
        "stopped": stopped,
        "work": work or Tally(),
    }


IN_FORCE, WITHOUT = "the list in force", "the plan without these levers"
"""What a plan is compared with."""


def changes(planned: Planned, before: Plan, setting: Setting, than: str) -> Section:
    """Return who enters and leaves between two plans, and why, and whose services change."""
    change = difference(before, planned.plan)
    moves = [
        f"{row['label']} {row['change']}: {row['why']}."
        for row in beside(planned, before, setting)
        if row["change"]
    ]
    rows = tuple(
        {
            **one.model_dump(),
            "label": setting.label(one.id),
            "period_label": setting.periods.get(one.period, one.period),
            "gains": tuple(map(setting.service, one.gained)),
            "loses": tuple(map(setting.service, one.lost)),
        }
        for one in change.services
    )
    heads = (AREA, Column("gains", "Gains"), Column("loses", "Loses"), *columns.periods(setting))
    services = Table("services_changed", heads, rows, "Other services than before")
    return Section(
        "changes",
        f"What changes against {than}",
        (certainty(change),),
        items=tuple(moves),
        tables=(services,) if rows else (),
    )


def change_words(change: PlanDifference, setting: Setting) -> str:
    """Return who enters and leaves, by name where they are few."""
    if not change.entered and not change.left:
        if not change.services:
            return "no focus area enters and none leaves"
        return f"the same focus areas are in, {len(change.services)} of them with other services"
    kinds = list(setting.kinds)
    sides = [
        [setting.label(one) for kind in kinds
         for one in sorted(ids, key=setting.label) if setting.kind(one) == kind]
        for ids in (change.entered, change.left)
    ]  # fmt: skip
    return listing(moves((sides[0], "enter"), (sides[1], "leave"), most=3))


def certainty(change: PlanDifference) -> str:
    """Return whether the change of worth is proven, given how far both plans are."""
    gain = change.gain
    if gain.high - gain.low < NOTHING:
        return "Both plans are proven best, so this difference is exact."
    if gain.certain:
        word, size = ("gain", gain) if gain.low > 0 else ("loss", gain.turned)
        return f"A {word} of {between(size)} is proven."
    return (
        "Neither plan is proven to be the very best: the best ones differ by something "
        f"{between(gain)}. A small change of worth, or a swap of near-equals, may be chance."
    )


def compared(planned: Planned) -> Plan | None:
    """Return the plan that this one is compared with; None = the list in force."""
    other = planned.compared
    return other if other is not None and other.found and moved(planned) else None


def moved(planned: Planned) -> bool:
    """Say whether a lever is moved."""
    return PlanQuestion(scenario=planned.scenario).compared_with is not None


def beside(planned: Planned, before: Plan, setting: Setting) -> list[Row]:
    """Return everybody who is in one of two plans, those who move first."""
    kinds = list(setting.kinds)
    then, now = ({line.id: line for line in plan.focus} for plan in (before, planned.plan))
    rows = []
    for name, line in {**then, **now}.items():
        enters, leaves = name not in then, name not in now
        why = _why(line, before, planned, setting, enters=enters) if enters or leaves else ""
        rows.append(
            {
                **line.model_dump(include={"id", "kind", "region", "points"}),
                "label": setting.label(name),
                "kind_label": setting.kinds[line.kind].singular,
                "before": not enters,
                "now": not leaves,
                "change": "enters" if enters else "leaves" if leaves else "",
                "why": why,
            }
        )
    return sorted(
        rows,
        key=lambda row: (
            not row["change"], row["change"], kinds.index(row["kind"]), row["label"]
        ),
    )  # fmt: skip


def _why(line: FocusLine, before: Plan, planned: Planned, setting: Setting, *, enters: bool) -> str:
    """Return what a lever has to do with an entering or leaving, from the plans alone."""
    scenario, after = planned.scenario, planned.plan
    if line.id in scenario.must:
        return "must be in"
    if line.id in scenario.must_not:
        return "must not be in"
    facts = list(_touched(line, before, after, more=enters))
    kind = mid_sentence(setting.kinds[line.kind].label)
    measured = any(name.partition(".")[0] == line.kind for name in scenario.measures)
    if line.kind in scenario.weights or measured:
        facts.append(f"the weights of {kind} changed")
    if line.kind in scenario.worth:
        facts.append(f"the worth of {kind} changed")
    facts += [f"the rule “{rule.label}” was moved" for rule in _rules_moved(line, planned, setting)]
    if facts:
        return "; ".join(facts)
    verb, takes = ("fits in", "takes") if enters else ("gives way", "took")
    return f"{verb}; no lever touches what it {takes}"


def _rules_moved(line: FocusLine, planned: Planned, setting: Setting) -> Iterator[Rule]:
    """Yield the rules whose bounds were moved and for which the focus area counts."""
    targets = setting.dataset.targets.get(line.id, frozenset())
    for name in planned.scenario.rules:
        rule = setting.study.configuration.rules.rules[name]
        if rule.where.keeps(setting.dataset.by_id[line.id].columns, targets):
            yield rule


def _touched(line: FocusLine, before: Plan, after: Plan, *, more: bool) -> Iterator[str]:
    """Yield what a focus area takes from teams and funds that have more, or less, than before."""
    then, now = ({use.resource: use for use in plan.capacity} for plan in (before, after))
    for resource, taken in {**line.staff, **line.money}.items():
        use = now.get(resource)
        if use is None or resource not in then:
            continue
        change = use.free + use.used - then[resource].free - then[resource].used
        if (change > 0) == more and abs(change) > NOTHING:
            word, verb = "more" if change > 0 else "less", "takes" if more else "took"
            yield (
                f"{verb} {amount(taken, use.unit)} of {use.label}, which has "
                f"{amount(abs(change), use.unit)} {word}"
            )


OF_KIND, ADDS = replace(KIND, narrow=False), replace(columns.POINTS, narrow=False)


def focus(plan: Plan, setting: Setting) -> Table:
    """Return the focus areas, kind by kind, those worth most first."""
    kinds, periods = list(setting.kinds), list(setting.periods)
    lines = sorted(
        plan.focus, key=lambda line: (periods.index(line.period), kinds.index(line.kind))
    )
    heads = (
        AREA, OF_KIND, REGION, Column("standing", "Standing"),
        Column("score", "Score", "score"),
        Column("service_labels", "Services"),
        Column("unlocked", "Support", "share", narrow=False,
               help="Share of its potential that its services unlock."),
        *success.column(setting),
        Column("weeks", "Staff-weeks", "weeks"),
        Column("usd", "USD", "usd"),
        Column("led_by", "Led by a partner", narrow=False),
        replace(ADDS, help="What it adds to the plan's worth."), *columns.periods(setting),
    )  # fmt: skip
    return Table("focus", heads, tuple(_line(line, setting) for line in lines))


def _line(line: FocusLine, setting: Setting) -> Row:
    return {
        **line.model_dump(),
        **setting.who(line.id),
        "standing": "stays" if line.incumbent else "enters",
        "service_labels": tuple(map(setting.service, line.services)),
        **success.cell(line.id, setting),
        "weeks": sum(line.staff.values()),
        "usd": sum(line.money.values()),
        "led_by": tuple(
            f"{setting.partner(partner)}: {mid_sentence(setting.service(service))}"
            for service, partner in sorted(line.leads.items())
        ),
        "period_label": setting.periods[line.period],
    }


def leavers(plan: Plan, setting: Setting) -> Table:
    """Return who leaves the list in force, and why."""
    cards = setting.scorecard
    rows = [
        {
            **setting.who(name),
            "score": cards.of(name).score,
            "rank": cards.of(name).rank,
            "why": reason(name, plan, setting),
        }
        for name in plan.left
    ]
    heads = (AREA, KIND, REGION, Column("score", "Score", "score"), Column("why", "Why"))
    return Table("leavers", heads, tuple(rows))


def rules(plan: Plan, setting: Setting) -> Table:
    """Return every rule in each of its groups: what it asks, what the plan has, what it costs."""
    heads = (
        Column("label", "Rule"), Column("where", "Where"), Column("asked", "Asked"),
        Column("count", "In the plan", "count"), Column("met_words", "Met"),
        Column("cost", "Points lost", "points"), Column("firm", "Firm", narrow=False),
        *columns.periods(setting),
    )  # fmt: skip
    rows = tuple(
        {
            **rule.model_dump(),
            "where": rule.group or "everywhere",
            "asked": _asked(rule, setting),
            "met_words": "yes" if rule.met else "no",
            "firm": "must hold" if rule.hard else "may be missed at a price",
            "period_label": setting.periods[rule.period],
        }
        for rule in plan.rules
    )
    return Table("rules", heads, rows)


def _asked(rule: RuleStanding, setting: Setting) -> str:
    """Return the bounds of a rule in words, those of a share in percent."""
    spec = setting.configuration.rules.rules.get(rule.id)
    share = None if spec is None else spec.share
    ends = (rule.min, rule.max) if share is None else (share.min, share.max)
    low, high = (
        None if one is None else f"{one:.4g}" if share is None else percent(one) for one in ends
    )
    if low is not None and high is not None:
        return low if low == high else f"{low} to {high}"
    return f"at least {low}" if low is not None else f"at most {high}"


def overlaps(plan: Plan, setting: Setting) -> Table:
    """Return which focus areas lie in another one."""
    rows = tuple(
        {
            **pair.model_dump(),
            "label": setting.name(pair.candidate),
            "lies": setting.name(pair.target),
            "period_label": setting.periods[pair.period],
        }
        for pair in plan.overlaps
    )
    heads = (replace(AREA, opens="candidate"), Column("lies", "Lies in the focus area"))
    return Table("overlaps", heads, rows)


def made_of(plan: Plan) -> Table:
    """Return what adds to the worth of a plan, and what takes away from it."""
    worth = plan.worth
    parts = (
        ("support", "Services to focus areas"), ("overlap", "Focus areas that help each other"),
        ("drops", "Leaving the list in force"), ("rules", "Rules that are missed"),
    )  # fmt: skip
    rows = tuple(
        {"part": part, "label": label, "points": getattr(worth, part)}
        for part, label in parts
        if worth is not None
    )
    return Table("made_of", (Column("label", "By"), columns.POINTS), rows)


SHORT = 3
"""Teams, and funds, told as the bottleneck."""
ESTIMATE = (
    "What a little more would bring is an estimate: it takes for granted that part of a service "
    "can be given."
)
FULL = 0.995
"""Share from which a team or fund counts as used up."""
Unit = Literal["staff-weeks", "USD"]
UNITS: tuple[tuple[Unit, str], ...] = (
    ("staff-weeks", "Staff-weeks per half-year"), ("USD", "USD per half-year"),
)  # fmt: skip
RESOURCES = {"weeks": "staff-weeks", "usd": "USD"}
"""Column → unit of what is set up."""


def used_up(plan: Plan, setting: Setting) -> Iterator[str]:
    """Yield which teams and funds have nothing left; where they are many, how many."""
    first, name = next(iter(setting.periods.items()))
    uses = [use for use in plan.capacity if use.period == first]
    full = [use for use in uses if _share(use) >= FULL]
    if not full:
        return
    told = "; ".join(use.label or use.resource for use in full)
    if len(full) > 3:
        told = listing(
            f"{sum(use.unit == unit for use in full)} of {count(of, one)}"
            for unit, one in (("staff-weeks", "team"), ("USD", "fund"))
            if (of := sum(use.unit == unit for use in uses))
        )
    yield f"Used up{'' if len(setting.periods) == 1 else f' in {name}'}: {told}."


def _share(use: CapacityUse) -> float:
    """Return the share in use of what is there for focus areas; 0 where nothing is."""
    room = use.available - use.reserved
    return use.used / room if room > 0 else 0.0


def capacity(planned: Planned, before: Plan | None, setting: Setting) -> Section:
    """Return what is used of every team and fund, and what a little more would bring."""
    rows = tuple(_use(use, before, setting) for use in planned.plan.capacity)
    earlier = Column("used_before", "Used before", "number", narrow=False)
    heads = (
        RESOURCE, Column("open", "For focus areas", "number"),
        Column("used", "Used", "number"), Column("share", "Used, share", "share", drawn=True),
        Column("unit", "Unit"), Column("reserved", "Universal services", "number", narrow=False),
        *((earlier,) if before is not None else ()), *columns.periods(setting),
    )  # fmt: skip
    return tabled(
        "capacity",
        "What is short, and what is free",
        heads,
        rows,
        said=(ESTIMATE,) if (short := tuple(_short(planned))) else (),
        pictures=(_bars(rows, unit, title) for unit, title in UNITS if _of(rows, unit)),
        items=short,
    )


def _use(use: CapacityUse, before: Plan | None, setting: Setting) -> Row:
    earlier = {} if before is None else {(o.resource, o.period): o for o in before.capacity}
    then = earlier.get((use.resource, use.period))
    room = use.available - use.reserved
    return {
        **use.model_dump(),
        "open": room,
        "free": max(0.0, use.free),
        "share": _share(use),
        "used_before": None if then is None else then.used,
        "period_label": setting.periods[use.period],
        "_text": f"{amount(use.used, use.unit)} of {amount(room, use.unit)} for focus areas used",
    }


def _of(rows: Sequence[Row], unit: Unit) -> list[Row]:
    """Return the teams or the funds in the first half-year."""
    return [row for row in rows if row["unit"] == unit and row["period"] == rows[0]["period"]]


def _bars(rows: Sequence[Row], unit: Unit, title: str) -> Picture:
    shown = _of(rows, unit)
    told = listing(f"{row['label']} {percent(row['share'])}" for row in shown)
    before = any(row["used_before"] is not None for row in shown)
    return Picture(
        id=f"capacity-{unit.lower()}",
        draw=chart("bars.capacity_bars", shown, title),
        describe=f"{title}, used: {told}.",
        text="The mark shows where the use before ends." if before else "",
    )


def _short(planned: Planned) -> Iterator[str]:
    """Yield what is the bottleneck, and what a little more of it would bring."""
    uses = {use.resource: use for use in planned.plan.capacity}
    for unit, more in (("staff-week", "one week more"), ("USD 10,000", "USD 10,000 more")):
        short = [one for one in planned.scarcities if one.unit == unit and one.points >= NOTHING]
        for one in short[:SHORT]:
            if one.resource in uses:
                used = percent(_share(uses[one.resource]))
                bring = f"{more} would bring about {points(one.points, digits=int(one.points < 1))}"
                yield f"{one.label} ({used} used): {bring}."


def together(plan: Plan, setting: Setting) -> Section:
    """Return what several focus areas get together, and what that takes once."""
    rows = tuple(_joint(one, setting) for one in plan.joints)
    heads = (
        Column("short", "Held for"), Column("places", "Places", "count"),
        Column("weeks", "Weeks to set up", "weeks"), Column("usd", "Money to set up", "usd"),
        *columns.periods(setting),
    )  # fmt: skip
    places = sum(row["places"] for row in rows)
    takes = {unit: fsum(row[key] for row in rows) for key, unit in RESOURCES.items()}
    once = [amount(total, unit) for unit, total in takes.items() if total]
    held = count(len(rows), "service is", "services are")
    told = f"{held} held for several at once, with {count(places, 'place')}"
    told += f": setting up takes {listing(once)}, once" if once else ""
    return tabled(
        "together",
        "What is held together",
        heads,
        rows,
        said=(sentence(told),),
        items=(f"{row['label']}: {listing(row['member_labels'], places)}." for row in rows),
    )


def _joint(one: JointHeld, setting: Setting) -> Row:
    label = one.label or setting.service(one.service)
    return {
        **one.model_dump(),
        "label": f"{label}, {one.group}" if one.group else label,
        "short": one.group or label,
        "places": len(one.members),
        "member_labels": tuple(map(setting.label, one.members)),
        "weeks": fsum(one.staff.values()),
        "usd": fsum(one.money.values()),
        "period_label": setting.periods[one.period],
    }
