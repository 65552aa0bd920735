"""What conditions cost: every rule, lock and limit left out by itself, and added one by one.

Left out by itself: V⁻ = best value without the condition, V with all of them; V⁻ − V ≥ 0 is what
it costs where everything else stands. Two conditions that ask for the same cost nothing each.

Added one by one: V_0 = best value without any rule, lock, limit or price for dropping; V_k with the
first k of them, in configured order; V_{k−1} − V_k ≥ 0 is what the k-th costs on top of those
before it. These prices add up to V_0 − V. With each comes how many of the list in force the plan
keeps, so that a condition that protects the list in force is seen as what it is.

A rule that is split by a column (region, say) is one condition.

Steps are solved from the last to the first, so that a walk that is ended early knows the prices of
the conditions nearest to the plan: it then begins with the conditions that it did not reach.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from config.base import Frozen
from optimizer.bounded_value import BoundedValue
from optimizer.conflicts import conditions as named_conditions
from optimizer.conflicts import rule_in_words
from optimizer.difference import PlanDifference, difference
from optimizer.plan import Plan
from optimizer.problem import Problem, RuleTerm
from optimizer.stop import Stop
from optimizer.why.asking import Effort, as_good, ask

ConditionKind = Literal["rule", "drop price", "lock", "limit"]
DROP_PRICE = "drop price"


@dataclass(frozen=True)
class Condition:
    """Something that a plan is asked to meet, or pays for not meeting."""

    kind: ConditionKind
    name: str
    """Id of a rule; words of a lock or limit."""
    words: str
    hard: bool
    without: Callable[[Problem], Problem]


class ConditionCost(Frozen):
    """What one condition costs where everything else stands."""

    kind: ConditionKind
    name: str
    words: str
    hard: bool
    points: BoundedValue
    change: PlanDifference | None
    """From the plan with the condition to the one without it."""
    after: Plan
    """Without it."""
    keeps: int
    """Focus areas of the list in force that the plan has more because of it; below 0 if fewer."""


class AddedCondition(Frozen):
    """One step on the way from no condition to all of them."""

    kind: ConditionKind | None
    """None for the first step: no condition at all, or those that the walk did not reach."""
    name: str
    words: str
    hard: bool
    points: BoundedValue | None
    """What it costs on top of those before it; None for the first step."""
    plan: Plan
    kept: int
    """Focus areas of the list in force that the plan keeps."""
    in_force: int
    """Focus areas of the list in force."""


def conditions(problem: Problem) -> tuple[Condition, ...]:
    """Return rules in configured order, the price for dropping, locks and limits."""
    found = [_rule(problem, name) for name in dict.fromkeys(rule.rule for rule in problem.rules)]
    if any(area.drop_price > 0 and area.incumbent for area in problem.areas):
        found.append(
            Condition(
                kind="drop price",
                name=DROP_PRICE,
                words="points lost when a candidate of the list in force is dropped",
                hard=False,
                without=lambda p: p.but(areas=tuple(a.but(drop_price=0.0) for a in p.areas)),
            )
        )
    others = problem.but(rules=())
    locks = len(problem.must) + len(problem.must_not)
    for place, (words, without) in enumerate(named_conditions(others)):
        kind: ConditionKind = "lock" if place < locks else "limit"
        found.append(Condition(kind=kind, name=words, words=words, hard=True, without=without))
    return tuple(found)


def _rule(problem: Problem, name: str) -> Condition:
    terms = [rule for rule in problem.rules if rule.rule == name]
    return Condition(
        kind="rule",
        name=name,
        words=_words(terms),
        hard=any(term.hard for term in terms),
        without=lambda p: p.but(rules=tuple(rule for rule in p.rules if rule.rule != name)),
    )


def _words(terms: list[RuleTerm]) -> str:
    first = terms[0]
    if len(terms) == 1:
        return first.label or rule_in_words(first)
    return f"{first.label or first.rule} ({len(terms)} groups)"


def condition_costs(
    problem: Problem,
    plan: Plan,
    *,
    effort: Effort | None = None,
    stop: Stop | None = None,
) -> Iterator[ConditionCost]:
    """Yield what each hard rule, lock and limit costs by itself; soft rules and drops as well.

    Args:
        problem: the plan's.
        plan: the best one known; where it is not proven to the gap, a better one is looked for
            first, and prices are seen from that one.
        effort: how long each search may take.
        stop: ends the searches early when thrown; nothing further is then yielded.

    Raises:
        ValueError: there is no plan.
    """
    if not plan.found:
        msg = "there must be a plan for conditions to cost something"
        raise ValueError(msg)
    effort = effort or Effort()
    plan = as_good(problem, plan, effort, stop)
    incumbents = _incumbents(problem)
    for condition in conditions(problem):
        if stop is not None and stop.thrown:
            return
        wider = condition.without(problem)
        after = ask(wider, effort, near=plan.decisions, holds=True, stop=stop)
        yield ConditionCost(
            kind=condition.kind,
            name=condition.name,
            words=condition.words,
            hard=condition.hard,
            points=BoundedValue.between(plan, after),
            change=difference(plan, after),
            after=after,
            keeps=len(incumbents & plan.ids) - len(incumbents & after.ids),
        )


def added_conditions(
    problem: Problem,
    plan: Plan,
    *,
    effort: Effort | None = None,
    stop: Stop | None = None,
    progress: Callable[[tuple[AddedCondition, ...]], None] | None = None,
) -> tuple[AddedCondition, ...]:
    """Return the way from no condition to all of them, in configured order.

    Solved from the last step back to the first, each from the plan of the step after it, so that
    what is found never falls when a condition goes.

    Args:
        problem: the plan's.
        plan: the best one known; where it is not proven to the gap, a better one is looked for
            first, and prices are seen from that one.
        effort: how long each search may take.
        stop: ends the walk early when thrown; what was found until then stands.
        progress: told the way as far as it is walked, after every step.

    Raises:
        ValueError: there is no plan.
    """
    if not plan.found:
        msg = "there must be a plan for conditions to cost something"
        raise ValueError(msg)
    effort = effort or Effort()
    order = conditions(problem)
    steps: list[tuple[Problem, Plan]] = [(problem, as_good(problem, plan, effort, stop))]
    for condition in reversed(order):
        if stop is not None and stop.thrown:
            break
        wider = condition.without(steps[0][0])
        after = steps[0][1]
        found = ask(wider, effort, near=after.decisions, holds=True, stop=stop)
        steps.insert(0, (wider, found))
        if progress is not None:
            progress(tuple(_added(steps, order)))
    return tuple(_added(steps, order))


def _incumbents(problem: Problem) -> frozenset[str]:
    return frozenset(area.id for area in problem.areas if area.incumbent)


def _added(
    steps: list[tuple[Problem, Plan]], order: tuple[Condition, ...]
) -> Iterator[AddedCondition]:
    """Yield the steps; a bound that holds with fewer conditions holds with more."""
    incumbents = _incumbents(steps[0][0])
    skipped = len(order) + 1 - len(steps)
    before: Plan | None = None
    for place, (_, step) in enumerate(steps):
        plan = step
        if before is not None and before.bound is not None and step.bound is not None:
            plan = step.but(bound=max(step.value or 0.0, min(before.bound, step.bound)))
        condition = order[skipped + place - 1] if place else None
        yield AddedCondition(
            kind=None if condition is None else condition.kind,
            name="" if condition is None else condition.name,
            words=_beginning(skipped) if condition is None else condition.words,
            hard=condition is not None and condition.hard,
            points=None if before is None else BoundedValue.between(plan, before),
            plan=plan,
            kept=len(incumbents & plan.ids),
            in_force=len(incumbents),
        )
        before = plan


def _beginning(skipped: int) -> str:
    """Return what is in force at the first step."""
    if not skipped:
        return "no rule, lock or price for dropping"
    return "the first condition" if skipped == 1 else f"the first {skipped} conditions"
