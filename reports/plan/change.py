"""Who enters and who leaves between two plans, why, and how sure that difference is."""

from collections.abc import Iterator

from config.rules import Rule
from optimizer.difference import PlanDifference, difference
from optimizer.plan import FocusLine, Plan
from questions.plan import Planned, PlanQuestion
from reports import columns
from reports.columns import AREA
from reports.report import Column, Row, Section, Table
from reports.setting import Setting
from reports.words import NOTHING, amount, between, listing, mid_sentence, moves

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
