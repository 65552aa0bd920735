"""Sentences about plans: what changed, what it is worth, how sure that is, what is short."""

from collections.abc import Mapping, Sequence

from config.configuration import Configuration
from optimizer.bottleneck import Scarcity
from optimizer.bounded_value import BoundedValue
from optimizer.difference import PlanDifference
from optimizer.plan import CapacityUse, FocusLine, Plan
from optimizer.scenario import Scenario
from optimizer.study import Study
from reports import words

LEAST_POINTS = 0.05
"""Points that are shown as 0 are not spoken of."""
MOST_SHORT = 3
"""Teams, and funds, named as bottlenecks."""


def plan_in_words(plan: Plan, configuration: Configuration) -> str:
    """Return how many of each kind a plan has, as ``11 countries, 12 commitments and 9 themes``."""
    kinds = configuration.criteria.kinds
    found = {name: {line.id for line in plan.focus if line.kind == name} for name in kinds}
    return words.listing([words.count_of(len(ids), kinds[name]) for name, ids in found.items()])


def standing_sentence(study: Study, plan: Plan | None) -> str:
    """Return how the recommended list stands to the list in force, as the answer of Overview."""
    kinds = study.configuration.criteria.kinds
    incumbents = [candidate for candidate in study.dataset.candidates if candidate.incumbent]
    if not incumbents:
        if plan is None:
            return "No list is in force, and no list could be recommended yet."
        inside = plan_in_words(plan, study.configuration)
        return f"No list is in force; the recommended list has {inside}."
    in_force = words.listing(
        [
            words.count_of(sum(candidate.kind == name for candidate in incumbents), kind)
            for name, kind in kinds.items()
        ]
    )
    if plan is None:
        return f"The list in force has {in_force}; there is no recommended list yet."
    return (
        f"The list in force has {in_force}; the recommended list keeps {len(plan.stayed)} of "
        f"them, drops {len(plan.left)} and takes in {len(plan.entered)}."
    )


def change_sentence(change: PlanDifference, than: str = "the baseline") -> str:
    """Return who enters and leaves, and what it is worth, as the answer of What-if.

    Args:
        change: from the plan compared with to the plan.
        than: what the plan compared with is called.
    """
    if not change.entered and not change.left:
        moved = "Nobody enters and nobody leaves"
        if change.services:
            services = words.count(len(change.services), "focus area")
            moved += f", but {services} would get other services"
    else:
        enter = words.count(len(change.entered), "focus area enters", "focus areas enter")
        leave = words.count(len(change.left), "leaves", "leave")
        moved = f"{enter} and {leave}"[0].upper() + f"{enter} and {leave}"[1:]
    gain = change.gain
    if abs(gain.found) < LEAST_POINTS:
        return f"{moved}; the plan is worth as much as {than}."
    if gain.estimate is None:
        return f"{moved}; what that is worth is not settled."
    more = "more" if gain.found > 0 else "less"
    worth = f"{words.points(abs(gain.found))} {more} than {than}"
    if gain.certain:
        return f"{moved}; the plan is worth {worth}."
    return f"{moved}; the plan found is worth {worth}, which is not proven."


def gain_figure(gain: BoundedValue) -> str:
    """Return what is gained, with its sign; what it lies between where the figure is no news."""
    if gain.estimate is not None:
        return words.points(gain.found, signed=True)
    return f"{gain.low:+,.1f} to {words.points(gain.high, signed=True)}".replace("-", "−")


def certainty_sentence(change: PlanDifference) -> str:
    """Return whether the change of worth is proven, given how far both plans are."""
    gain = change.gain
    low = words.points(gain.low, signed=True)
    high = words.points(gain.high, signed=True)
    if gain.high - gain.low < LEAST_POINTS:
        return "Both plans are proven best, so this difference is exact."
    if gain.certain:
        word = "gain" if gain.low > 0 else "loss"
        return f"That it is a {word} is proven: the best plans differ by {low} to {high}."
    return (
        f"Neither plan is proven to be the very best: the best ones differ by something between "
        f"{low} and {high}. A small change of worth, or a swap of near-equals, may be chance."
    )


def shortages(plan: Plan, scarcities: Sequence[Scarcity]) -> dict[str, tuple[str, ...]]:
    """Return what is the bottleneck now: the shortest teams and funds, and what more would bring.

    Args:
        plan: for how much is used.
        scarcities: worth of a little more, read off the linear relaxation; the shortest first.

    Returns:
        Staff and money → a line for each that is short; no line where nothing is.
    """
    uses = {use.resource: use for use in plan.capacity}
    lines: dict[str, tuple[str, ...]] = {}
    for what, unit in (("Staff", "staff-week"), ("Money", "USD 10,000")):
        short = [s for s in scarcities if s.unit == unit and s.points >= LEAST_POINTS]
        more = "one week more" if what == "Staff" else f"{unit} more"
        lines[what] = tuple(
            f"**{item.label}**: {_full(uses.get(item.resource))}{more}, about "
            f"{words.points(item.points, signed=True)}"
            for item in short[:MOST_SHORT]
        )
    return lines


def _full(use: CapacityUse | None) -> str:
    if use is None or use.free + use.used <= 0:
        return ""
    return f"{words.percent(use.used / (use.free + use.used))} used; "


def why_changed(
    candidate: str, before: Plan, after: Plan, scenario: Scenario, configuration: Configuration
) -> str:
    """Return what a lever has to do with a candidate's entering or leaving, from the plans alone.

    Args:
        candidate: in one of the plans, not in the other.
        before: the baseline's plan.
        after: the scenario's plan.
        scenario: the levers.
        configuration: labels.
    """
    if candidate in scenario.must:
        return "must be in"
    if candidate in scenario.must_not:
        return "must not be in"
    enters = candidate in after.ids
    lines = [line for line in (after if enters else before).focus if line.id == candidate]
    facts = _touched(lines[0], before, after, more=enters)
    if lines[0].kind in scenario.weights:
        facts.append(
            f"the weights of {configuration.criteria.kinds[lines[0].kind].label.lower()} changed"
        )
    if lines[0].kind in scenario.worth:
        facts.append(
            f"the worth of {configuration.criteria.kinds[lines[0].kind].label.lower()} changed"
        )
    if facts:
        return "; ".join(facts)
    verb, takes = ("fits in", "takes") if enters else ("gives way", "took")
    return f"{verb}; no lever touches what it {takes}"


def _touched(line: FocusLine, before: Plan, after: Plan, *, more: bool) -> list[str]:
    """Return what a focus area takes from teams and funds that have more, or less, than before."""
    then, now = _open(before), _open(after)
    taken: Mapping[str, float] = {**line.staff, **line.money}
    facts = []
    for resource, amount in taken.items():
        use = now.get(resource)
        if use is None or resource not in then:
            continue
        change = (use.free + use.used) - (then[resource].free + then[resource].used)
        if (change > 0) == more and abs(change) > LEAST_POINTS:
            word = "more" if change > 0 else "less"
            verb = "takes" if more else "took"
            facts.append(
                f"{verb} {words.amount(amount, use.unit)} of {use.label}, which has "
                f"{words.amount(abs(change), use.unit)} {word}"
            )
    return facts


def _open(plan: Plan) -> dict[str, CapacityUse]:
    return {use.resource: use for use in plan.capacity}
