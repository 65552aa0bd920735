"""What to type to give up the conditions that no plan meets, or to loosen them."""

from collections.abc import Iterable, Iterator

from optimizer.conditions import ChangeLimit, Lock, MinimumStay, RuleCondition
from optimizer.plan import Conflict
from optimizer.problem import Problem
from reports.conditions import ConditionWords, bound_words, capacity_option, typed


def advice(conflicts: Iterable[Conflict], told: ConditionWords) -> Iterator[str]:
    """Yield which options help, each in a sentence."""
    every = tuple(conflicts)
    changes = [
        " ".join(filter(None, (capacity_option(one, told.scenario) for one in change)))
        for conflict in every
        for change in conflict.changes
    ]
    if any(changes):
        yield f"As options: {'; or '.join(filter(None, changes))}."
    conditions = dict.fromkeys(one for conflict in every for one in conflict.conditions)
    if any(isinstance(one, Lock) for one in conditions):
        yield "Locks are --in and --out."
    for one in conditions:
        if isinstance(one, RuleCondition):
            yield _rule(one, told.problem)
    if any(isinstance(one, ChangeLimit) for one in conditions):
        yield "Without --most-changes any number may change."
    if any(isinstance(one, MinimumStay) for one in conditions):
        yield "Without --min-stay no focus area has to stay."


def _rule(condition: RuleCondition, problem: Problem) -> str:
    """Return the option that gives up a bound, and what it lifts and keeps besides."""
    terms = [term for term in problem.rules if term.rule == condition.rule]
    everywhere = f" in all {len(terms)} groups" if len(terms) > 1 else ""
    least = condition.bound == "least"
    other, value = ("most", terms[0].high) if least else ("least", terms[0].low)
    mine = "least" if least else "most"
    if condition.loose is None:
        too = f"; its {other} goes, too" if value is not None else ""
        return f"--rule {condition.rule}=off switches the rule off{everywhere}{too}."
    loose = typed(condition.loose)
    bounds = f"{loose}.." if least else f"..{loose}"
    stays = bound_words(value, share=bool(terms[0].base)) if value is not None else ""
    return (
        f"--rule {condition.rule}={bounds} gives up its {mine}{everywhere} and keeps its "
        f"{other}, {stays}; --rule {condition.rule}=off lifts both."
    )
