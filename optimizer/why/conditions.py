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

from config.base import Frozen
from optimizer.bounded_value import BoundedValue
from optimizer.conditions import Condition, is_hard, priced_conditions
from optimizer.difference import PlanDifference, difference
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.search.best_plan import as_good, best_plan
from optimizer.search.effort import Effort
from optimizer.stop import Stop


class ConditionCost(Frozen):
    """What one condition costs where everything else stands."""

    condition: Condition
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

    condition: Condition | None
    """None for the first step: no condition at all, or those that the walk did not reach."""
    skipped: int
    """Conditions in force at the first step, because the walk did not reach them."""
    hard: bool
    points: BoundedValue | None
    """What it costs on top of those before it; None for the first step."""
    plan: Plan
    kept: int
    """Focus areas of the list in force that the plan keeps."""
    in_force: int
    """Focus areas of the list in force."""


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
    for condition in priced_conditions(problem):
        if stop is not None and stop.thrown:
            return
        wider = condition.without(problem)
        after = best_plan(wider, effort, starts=(plan.decisions,), stop=stop)
        yield ConditionCost(
            condition=condition,
            hard=is_hard(condition, problem),
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
    order = priced_conditions(problem)
    steps: list[tuple[Problem, Plan]] = [(problem, as_good(problem, plan, effort, stop))]
    for condition in reversed(order):
        if stop is not None and stop.thrown:
            break
        wider = condition.without(steps[0][0])
        after = steps[0][1]
        found = best_plan(wider, effort, starts=(after.decisions,), stop=stop)
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
            condition=condition,
            skipped=skipped,
            hard=condition is not None and is_hard(condition, steps[-1][0]),
            points=None if before is None else BoundedValue.between(plan, before),
            plan=plan,
            kept=len(incumbents & plan.ids),
            in_force=len(incumbents),
        )
        before = plan
