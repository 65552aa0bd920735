"""The plan of a scenario: who is in with what, what changes, how good it is, what it rests on.

A plan without levers is compared with the list in force, any other one with the plan without these
levers. Where there is no plan, the report says which conditions cannot all hold.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Literal

from optimizer.difference import PlanDifference, difference
from optimizer.levers import canonical
from optimizer.partner_leads import Leading, leading
from optimizer.plan import CapacityUse, FocusLine, Plan, RuleStanding
from optimizer.stop import By
from optimizer.tally import Tally
from questions.plan import Planned, PlanQuestion
from reports.conditions import conflicts_json
from reports.explain import reason
from reports.levers import in_words
from reports.partners import leads
from reports.report import Column, Note, Picture, Report, Row, Section, Table
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
    percent,
    points,
    sentence,
)
from reports.worth import more_or_less, nearness, proven, ties, worth

if TYPE_CHECKING:
    from reports.charts import Picture as Chart

TITLE = "What should we do with what we have?"
IN_FORCE, WITHOUT = "the list in force", "the plan without these levers"
"""What a plan is compared with."""
NAMED = 3
"""Focus areas that enter or leave and are named in the answer; of more, the rest is counted."""
LEADERS = 8
"""Partners named before the rest is counted."""
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
WHO = Column("label", "Focus area", opens="id")
PERIOD = Column("period_label", "Half-year")
LISTS = ("focus", "capacity", "rules", "overlaps", "leads")
"""Lists that programs find empty where there is no plan."""


def report(
    planned: Planned, setting: Setting, *, stopped: By | None = None, work: Tally | None = None
) -> Report:
    """Return the plan, or why there is none.

    Args:
        planned: the answer.
        setting: names and labels, under the plan's scenario.
        stopped: who ended the search early, if anybody did.
        work: what the search cost, where that is known.
    """
    setting = _with_plan(setting, planned)
    facts = _facts(planned, setting, stopped, work)
    if not planned.plan.found:
        return _none(planned, setting, stopped, {**facts, **dict.fromkeys(LISTS, ())})
    led = leading(setting.study, setting.problem, planned.plan)
    return Report(
        id="plan",
        title=TITLE,
        answer=_answer(planned, setting, stopped),
        text=tuple(_text(planned, setting, stopped, led)),
        sections=tuple(section for section in _sections(planned, setting, led) if section),
        notes=tuple(_notes(planned, setting, led)),
        facts={
            **facts,
            **leads.facts(led),
        },
    )


def brief(planned: Planned, setting: Setting, *, stopped: By | None = None) -> Report:
    """Return what other questions say of the plan that they are about: the answer, and notes.

    Where there is none it is the whole report, with everything that stands against a plan.
    """
    setting = _with_plan(setting, planned)
    about = facts(planned.plan, setting)
    if not planned.plan.found:
        return _none(planned, setting, stopped, about)
    led = leading(setting.study, setting.problem, planned.plan)
    return Report(
        id="plan",
        title=TITLE,
        answer=_answer(planned, setting, stopped),
        text=tuple(_text(planned, setting, stopped, led)),
        notes=tuple(_notes(planned, setting, led)),
        facts=about,
    )


def facts(plan: Plan, setting: Setting) -> Row:
    """Return what programs read of the plan that a question is about."""
    return {
        "status": plan.status,
        "value": plan.value,
        "bound": plan.bound,
        "focus": sorted(plan.ids),
        "scenario": canonical(setting.scenario),
        **conflicts_json(plan.conflicts, setting.conditions),
    }


def _with_plan(setting: Setting, planned: Planned) -> Setting:
    return setting if setting.plan is not None else replace(setting, plan=planned.plan)


def _none(planned: Planned, setting: Setting, stopped: By | None, facts: Row) -> Report:
    """Return why there is no plan, and the least changes that help."""
    if planned.plan.status != "infeasible":
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
        for place, conflict in enumerate(planned.plan.conflicts, 1)
    ]
    answer = "There is no plan that meets all conditions."
    return Report("plan", TITLE, answer, sections=tuple(sections), facts=facts)


def changes(planned: Planned, before: Plan, setting: Setting, than: str) -> Section:
    """Return who enters and leaves between two plans, and why, and whose services change."""
    change = difference(before, planned.plan)
    moves = [
        f"{row['label']} {row['change']}: {row['why']}."
        for row in _both(planned, before, setting)
        if row["change"]
    ]
    rows = tuple(
        {
            **one.model_dump(),
            "label": setting.label(one.id),
            "period_label": _period(one.period, setting),
            "gains": tuple(setting.service(name) for name in one.gained),
            "loses": tuple(setting.service(name) for name in one.lost),
        }
        for one in change.services
    )
    columns = (WHO, Column("gains", "Gains"), Column("loses", "Loses"), *_several(setting))
    services = Table("services_changed", columns, rows, "Other services than before")
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
        with_others = count(len(change.services), "of them gets", "of them get")
        return f"the same focus areas are in, {with_others} other services"
    sides = [
        (ids, verb) for ids, verb in ((change.entered, "enter"), (change.left, "leave")) if ids
    ]
    return listing([f"{_who(ids, setting)} {verb}{'s' * (len(ids) == 1)}" for ids, verb in sides])


def _who(ids: Sequence[str], setting: Setting) -> str:
    kinds = list(setting.configuration.criteria.kinds)
    known = [one for one in ids if setting.kind(one) in kinds]
    ordered = sorted(known, key=lambda one: (kinds.index(setting.kind(one)), setting.label(one)))
    return listing([setting.label(one) for one in ordered], NAMED)


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


def counted(plan: Plan, setting: Setting) -> str:
    """Return how many of each kind a plan has, as ``11 countries, 12 commitments and 9 themes``."""
    kinds = setting.configuration.criteria.kinds
    found = {name: {line.id for line in plan.focus if line.kind == name} for name in kinds}
    counts = [count_of(len(ids), kinds[name]) for name, ids in found.items() if ids]
    return listing(counts) if counts else "No focus area"


def compared(planned: Planned) -> Plan | None:
    """Return the plan that this one is compared with; None = the list in force."""
    other = planned.compared
    return other if other is not None and other.found and _moved(planned) else None


def _moved(planned: Planned) -> bool:
    return PlanQuestion(scenario=planned.scenario).compared_with is not None


def _answer(planned: Planned, setting: Setting, stopped: By | None) -> str:
    before = compared(planned)
    if before is None:
        return sentence(f"{_fits(planned.plan, setting)}: {_good(planned.plan, stopped)}")
    change = difference(before, planned.plan)
    worth = more_or_less(change.gain, setting, WITHOUT)
    return sentence(f"{change_words(change, setting)}; {worth}")


def _fits(plan: Plan, setting: Setting) -> str:
    periods = setting.problem.periods
    first, last = (periods[end].label or periods[end].id for end in (0, -1))
    when = first if len(periods) == 1 else f"{first} to {last}"
    fit = "fits" if len(plan.ids) <= 1 else "fit"
    return f"{counted(plan, setting)} {fit} the staff and the money of {when}"


def _good(plan: Plan, stopped: By | None) -> str:
    return f"worth {worth(plan)}, {proven(plan, stopped)}"


def _text(planned: Planned, setting: Setting, stopped: By | None, led: Leading) -> Iterator[str]:
    plan, before = planned.plan, compared(planned)
    if before is not None:
        yield sentence(f"What is moved: {'; '.join(in_words(planned.scenario, setting.study))}")
        yield sentence(f"{_fits(plan, setting)}: {_good(plan, stopped)}")
    if plan.gave_up > 0:
        yield nearness(plan, WITHOUT if _moved(planned) else IN_FORCE)
    yield against_list(plan, setting)
    if led.services:
        yield leads.sentence(led)
    yield from _used_up(plan, setting)


def _used_up(plan: Plan, setting: Setting) -> Iterator[str]:
    """Yield which teams and funds have nothing left; where they are many, how many."""
    first = setting.problem.periods[0]
    uses = [use for use in plan.capacity if use.period == first.id]
    full = [use for use in uses if used_share(use) >= FULL]
    if not full:
        return
    where = "" if len(setting.problem.periods) == 1 else f" in {first.label or first.id}"
    told = "; ".join(use.label or use.resource for use in full)
    if len(full) > NAMED:
        counts = [
            f"{sum(use.unit == unit for use in full)} of {count(of, one)}"
            for unit, one in (("staff-weeks", "team"), ("USD", "fund"))
            if (of := sum(use.unit == unit for use in uses))
        ]
        told = listing(counts)
    yield f"Used up{where}: {told}."


def against_list(plan: Plan | None, setting: Setting) -> str:
    """Return how a plan differs from the list in force, with the names of those who leave."""
    if plan is None:
        return "There is no recommended list yet."
    if not plan.stayed and not plan.left:
        return "There is no list in force to compare it with."
    if not plan.entered and not plan.left:
        return "It is the list in force."
    counts = [
        f"{len(ids) or 'none'} {verb}{'s' if len(ids) == 1 else ''}"
        for ids, verb in ((plan.entered, "enter"), (plan.left, "leave"), (plan.stayed, "stay"))
    ]
    told = f"{counts[0]} and {counts[1]} the list in force, {counts[2]}".capitalize()
    if not plan.left:
        return f"{told}."
    left = listing([setting.label(name) for name in plan.left], LEADERS)
    return f"{told}. Leaving: {left}."


def used_share(use: CapacityUse) -> float:
    """Return the share in use of what is there for focus areas; 0 where nothing is."""
    room = use.available - use.reserved
    return use.used / room if room > 0 else 0.0


def _notes(planned: Planned, setting: Setting, led: Leading) -> Iterator[Note]:
    plan = planned.plan
    yield from gates_not_known(plan, setting)
    yield from assumptions(setting)
    yield from leads.notes(led)
    if plan.other_ties:
        yield Note("tie", ties(plan))


def _sections(planned: Planned, setting: Setting, led: Leading) -> Iterator[Section]:
    plan, before = planned.plan, compared(planned)
    if before is not None:
        yield changes(planned, before, setting, WITHOUT)
        yield _beside(planned, before, setting)
    yield Section("focus", "Who is in", tables=(focus(plan, setting),))
    yield Section("leavers", "Who leaves the list in force", tables=(_leavers(planned, setting),))
    yield _capacity(planned, before, setting)
    yield Section("rules", "How the rules stand", tables=(rules(plan, setting),))
    yield leads.section(led, setting)
    yield Section(
        "overlaps", "Focus areas that help each other", tables=(_overlaps(plan, setting),)
    )
    yield Section("worth", "What the plan is worth, and by what", tables=(_worth(plan),))


def _beside(planned: Planned, before: Plan, setting: Setting) -> Section:
    """Return everybody who is in one of two plans, those who move first."""
    columns = (
        WHO,
        Column("before", "Before", "yes", help="In the plan without these levers."),
        Column("now", "Now", "yes"),
        Column("kind_label", "Kind", narrow=False),
        Column("region", "Region", narrow=False),
        Column("points", "Points", "points", narrow=False),
    )
    table = Table("beside", columns, tuple(_both(planned, before, setting)))
    return Section("beside", f"Who is in, beside {WITHOUT}", tables=(table,))


def _both(planned: Planned, before: Plan, setting: Setting) -> list[Row]:
    kinds = setting.configuration.criteria.kinds
    then, now = ({line.id: line for line in plan.focus} for plan in (before, planned.plan))
    rows = []
    for name, line in {**then, **now}.items():
        enters, leaves = name not in then, name not in now
        rows.append(
            {
                "id": name,
                "label": setting.label(name),
                "kind": line.kind,
                "kind_label": kinds[line.kind].singular,
                "region": line.region,
                "before": not enters,
                "now": not leaves,
                "change": "enters" if enters else "leaves" if leaves else "",
                "why": _why(line, before, planned, setting, enters=enters)
                if enters or leaves
                else "",
                "points": line.points,
            }
        )
    order = {name: place for place, name in enumerate(kinds)}
    return sorted(
        rows, key=lambda row: (not row["change"], row["change"], order[row["kind"]], row["label"])
    )


def focus(plan: Plan, setting: Setting) -> Table:
    """Return the focus areas, kind by kind, those worth most first."""
    kinds = setting.configuration.criteria.kinds
    order = {name: place for place, name in enumerate(kinds)}
    lines = sorted(
        plan.focus, key=lambda line: (_place(line.period, setting), order.get(line.kind, 0))
    )
    columns = (
        WHO,
        Column("kind_label", "Kind", narrow=False),
        Column("region", "Region", narrow=False),
        Column("standing", "Standing"),
        Column("score", "Score", "score"),
        Column("service_labels", "Services"),
        Column("unlocked", "Support", "share", narrow=False,
               help="Share of its potential that its services unlock."),
        Column("weeks", "Staff-weeks", "weeks"),
        Column("usd", "USD", "usd"),
        Column("led_by", "Led by a partner", narrow=False),
        Column("points", "Points", "points", narrow=False,
               help="What it adds to the plan's worth."),
    )  # fmt: skip
    return Table(
        "focus", (*columns, *_several(setting)), tuple(_line(line, setting) for line in lines)
    )


def _line(line: FocusLine, setting: Setting) -> Row:
    return {
        **line.model_dump(),
        "services": list(line.services),
        "staff": dict(sorted(line.staff.items())),
        "money": dict(sorted(line.money.items())),
        "leads": dict(sorted(line.leads.items())),
        "label": setting.label(line.id),
        "kind_label": setting.configuration.criteria.kinds[line.kind].singular,
        "standing": "stays" if line.incumbent else "enters",
        "service_labels": tuple(setting.service(name) for name in line.services),
        "weeks": sum(line.staff.values()),
        "usd": sum(line.money.values()),
        "led_by": tuple(
            f"{setting.partner(partner)}: {mid_sentence(setting.service(service))}"
            for service, partner in sorted(line.leads.items())
        ),
        "period_label": _period(line.period, setting),
    }


def _several(setting: Setting) -> tuple[Column, ...]:
    """Return the column of half-years where there are several."""
    return (PERIOD,) if len(setting.problem.periods) > 1 else ()


def _place(period: str, setting: Setting) -> int:
    return next((place for place, one in enumerate(setting.problem.periods) if one.id == period), 0)


def _period(period: str, setting: Setting) -> str:
    return next(
        (one.label or one.id for one in setting.problem.periods if one.id == period), period
    )


def _leavers(planned: Planned, setting: Setting) -> Table:
    plan, cards = planned.plan, setting.scorecard
    rows = [
        {
            "id": name,
            "label": setting.label(name),
            "kind": setting.kind(name),
            "kind_label": setting.configuration.criteria.kinds[setting.kind(name)].singular,
            "region": setting.dataset.by_id[name].region,
            "score": cards.of(name).score,
            "rank": cards.of(name).rank,
            "why": reason(name, plan, setting),
        }
        for name in plan.left
    ]
    columns = (
        WHO, Column("kind_label", "Kind"), Column("region", "Region", narrow=False),
        Column("score", "Score", "score"), Column("why", "Why"),
    )  # fmt: skip
    return Table("leavers", columns, tuple(rows))


def _why(line: FocusLine, before: Plan, planned: Planned, setting: Setting, *, enters: bool) -> str:
    """Return what a lever has to do with an entering or leaving, from the plans alone."""
    scenario, after = planned.scenario, planned.plan
    if line.id in scenario.must:
        return "must be in"
    if line.id in scenario.must_not:
        return "must not be in"
    facts = list(_touched(line, before, after, more=enters))
    kind = mid_sentence(setting.configuration.criteria.kinds[line.kind].label)
    measured = any(name.partition(".")[0] == line.kind for name in scenario.measures)
    if line.kind in scenario.weights or measured:
        facts.append(f"the weights of {kind} changed")
    if line.kind in scenario.worth:
        facts.append(f"the worth of {kind} changed")
    if facts:
        return "; ".join(facts)
    verb, takes = ("fits in", "takes") if enters else ("gives way", "took")
    return f"{verb}; no lever touches what it {takes}"


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


def _capacity(planned: Planned, before: Plan | None, setting: Setting) -> Section:
    rows = tuple(_use(use, before, setting) for use in planned.plan.capacity)
    columns = [
        Column("label", "Team or fund"),
        Column("open", "For focus areas", "number"),
        Column("used", "Used", "number"),
        Column("share", "Used, share", "share", drawn=True),
        Column("unit", "Unit"),
        Column("reserved", "Universal services", "number", narrow=False),
    ]
    if before is not None:
        columns.append(Column("used_before", "Used before", "number", narrow=False))
    return Section(
        "capacity",
        "What is short, and what is free",
        (ESTIMATE,) if (short := tuple(_short(planned))) else (),
        tuple(_bars(rows, unit, title) for unit, title in UNITS if _of(rows, unit)),
        (Table("capacity", (*columns, *_several(setting)), rows),),
        short,
    )


def _use(use: CapacityUse, before: Plan | None, setting: Setting) -> Row:
    earlier = {} if before is None else {(o.resource, o.period): o for o in before.capacity}
    then = earlier.get((use.resource, use.period))
    room = use.available - use.reserved
    return {
        **use.model_dump(),
        "open": room,
        "free": max(0.0, use.free),
        "share": used_share(use),
        "used_before": None if then is None else then.used,
        "period_label": _period(use.period, setting),
        "_text": f"{amount(use.used, use.unit)} of {amount(room, use.unit)} for focus areas used",
    }


def _of(rows: Sequence[Row], unit: Unit) -> list[Row]:
    """Return the teams or the funds in the first half-year."""
    return [row for row in rows if row["unit"] == unit and row["period"] == rows[0]["period"]]


def _bars(rows: Sequence[Row], unit: Unit, title: str) -> Picture:
    shown = _of(rows, unit)
    told = [f"{row['label']} {percent(row['share'])}" for row in shown]
    return Picture(
        id=f"capacity-{unit.lower()}",
        draw=partial(_drawn, shown, title),
        describe=f"{title}, used: {listing(told)}.",
        text="The mark shows where the use before ends."
        if any(row["used_before"] is not None for row in shown)
        else "",
    )


def _drawn(rows: Sequence[Row], title: str) -> "Chart":
    from reports.charts.capacity import capacity_bars

    return capacity_bars(rows, title)


def _short(planned: Planned) -> Iterator[str]:
    """Yield what is the bottleneck, and what a little more of it would bring."""
    uses = {use.resource: use for use in planned.plan.capacity}
    for unit, more in (("staff-week", "one week more"), ("USD 10,000", "USD 10,000 more")):
        short = [one for one in planned.scarcities if one.unit == unit and one.points >= NOTHING]
        for one in short[:SHORT]:
            if one.resource in uses:
                used = percent(used_share(uses[one.resource]))
                bring = f"{more} would bring about {points(one.points, digits=int(one.points < 1))}"
                yield f"{one.label} ({used} used): {bring}."


def rules(plan: Plan, setting: Setting) -> Table:
    """Return every rule in each of its groups: what it asks, what the plan has, what it costs."""
    columns = (
        Column("label", "Rule"),
        Column("where", "Where"),
        Column("asked", "Asked"),
        Column("count", "In the plan", "count"),
        Column("met_words", "Met"),
        Column("cost", "Points lost", "points"),
        Column("firm", "Firm", narrow=False),
        *_several(setting),
    )
    return Table("rules", columns, tuple(_rule(rule, setting) for rule in plan.rules))


def _rule(rule: RuleStanding, setting: Setting) -> Row:
    return {
        **rule.model_dump(),
        "where": rule.group or "everywhere",
        "asked": asked(rule, setting),
        "met_words": "yes" if rule.met else "no",
        "firm": "must hold" if rule.hard else "may be missed at a price",
        "period_label": _period(rule.period, setting),
    }


def asked(rule: RuleStanding, setting: Setting) -> str:
    """Return the bounds of a rule in words, those of a share in percent."""
    spec = setting.configuration.rules.rules.get(rule.id)
    if spec is not None and spec.share is not None:
        ends = [None if one is None else percent(one) for one in (spec.share.min, spec.share.max)]
    else:
        ends = [None if one is None else f"{one:.4g}" for one in (rule.min, rule.max)]
    low, high = ends
    if low is not None and high is not None:
        return low if low == high else f"{low} to {high}"
    return f"at least {low}" if low is not None else f"at most {high}"


def _overlaps(plan: Plan, setting: Setting) -> Table:
    rows = tuple(
        {
            **pair.model_dump(),
            "label": setting.name(pair.candidate),
            "lies": setting.name(pair.target),
            "period_label": _period(pair.period, setting),
        }
        for pair in plan.overlaps
    )
    columns = (
        Column("label", "Focus area", opens="candidate"),
        Column("lies", "Lies in the focus area"),
    )
    return Table("overlaps", columns, rows)


def _worth(plan: Plan) -> Table:
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
    return Table("made_of", (Column("label", "By"), Column("points", "Points", "points")), rows)


def _facts(planned: Planned, setting: Setting, stopped: By | None, work: Tally | None) -> Row:
    plan = planned.plan
    told = setting.conditions
    other = compared(planned)
    return {
        "status": plan.status,
        "value": plan.value,
        "bound": plan.bound,
        "gap": plan.gap,
        "seconds": plan.seconds,
        "entered": plan.entered,
        "left": plan.left,
        "stayed": plan.stayed,
        "compared_with": None
        if other is None
        else {"value": other.value, "bound": other.bound, "focus": sorted(other.ids)},
        "gain": None if other is None or not plan.found else difference(other, plan).gain,
        "inputs": {
            "dataset": setting.dataset.content_hash,
            "config": setting.study.configuration.content_hash,
        },
        **conflicts_json(plan.conflicts, told),
        "worth": plan.worth,
        "solver": plan.solver,
        "ties_settled": plan.ties_settled,
        "other_ties": plan.other_ties,
        "scenario": canonical(planned.scenario),
        "gave_up": plan.gave_up,
        "interrupted": stopped == "person",
        "stopped": stopped,
        "work": work or Tally(),
    }
