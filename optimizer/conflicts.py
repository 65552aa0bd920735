"""Why there is no plan: conditions that cannot all hold at once, and the least change that helps.

QuickXplain (Junker 2004, *Preferred explanations and relaxations for over-constrained problems*)
over all conditions, capacities counted. What it finds is irreducible: all of it together leaves no
plan, and without any one of its conditions the others can hold. Of several conflicts it finds the
one that does without what comes last in the order of preference: gates and windows come first, for
what holds whatever is moved; then what was moved; locks; limits; rules; and capacities as they are.

The least change is found by solving for it: the least extra of a capacity in the conflict with
which there is a plan while *everything* else stays. Where one capacity alone cannot help, the
smallest set of capacities that can is raised, one after the other by as little as possible.

Looks are bounded by branches, and end when they are stopped. What was not found out counts as
possible: a conflict then names more than it needs, and says so.
"""

from collections.abc import Collection, Iterator, Sequence
from collections.abc import Set as AbstractSet

from optimizer.conditions import (
    CapacityCondition,
    Condition,
    DependencyCondition,
    Gate,
    Lock,
    ReviewCondition,
    RuleCondition,
    Window,
)
from optimizer.feasibility import Feasibility
from optimizer.least_change import LeastChange, least_change
from optimizer.plan import Conflict
from optimizer.problem import Problem
from optimizer.stop import Stop


def find_conflict(
    problem: Problem,
    *,
    moved: Collection[Condition] = (),
    given: Collection[Condition] = (),
    infeasible: bool = False,
    stop: Stop | None = None,
) -> Conflict | None:
    """Return conditions that cannot all hold, and the least change that helps.

    Args:
        problem: all of its conditions are in force.
        moved: conditions that a scenario changes; a conflict with them is preferred.
        given: conditions that are in force, but not in question: never part of the conflict.
        infeasible: whether it is known that there is no plan.
        stop: ends the search early when thrown; what is found until then is returned.

    Returns:
        None when there is a plan, or when it is not known whether there is one.
    """
    model = Feasibility(problem, stop)
    every = frozenset(model.conditions)
    if not infeasible and model.possible(every) is not False:
        return None
    asked = [one for one in model.conditions if one not in frozenset(given)]
    order = sorted(asked, key=lambda one: _preference(one, frozenset(moved)))
    found, sure = irreducible(model, order, every.intersection(given))
    members = [one for one in model.conditions if one in found]
    return Conflict(
        conditions=tuple(members),
        irreducible=sure,
        changes=tuple(_changes(model, members)) if sure else (),
    )


def irreducible(
    model: Feasibility, order: Sequence[Condition], given: AbstractSet[Condition]
) -> tuple[frozenset[Condition], bool]:
    """Return an irreducible conflict among conditions, and whether that is proven.

    Args:
        model: of the problem.
        order: those in question, the preferred ones first; with those given they leave no plan.
        given: in force, but not in question.
    """
    sure = True

    def possible(kept: AbstractSet[Condition]) -> bool:
        nonlocal sure
        found = model.possible(kept)
        sure = sure and found is not None
        return found is not False

    def narrowed(
        kept: frozenset[Condition], added: bool, rest: Sequence[Condition]
    ) -> frozenset[Condition]:
        if added and not possible(kept):
            return frozenset()
        if len(rest) == 1:
            return frozenset(rest)
        half = len(rest) // 2
        first, second = rest[:half], rest[half:]
        late = narrowed(kept.union(first), bool(first), second)
        return late | narrowed(kept | late, bool(late), first)

    if not order:
        return frozenset(), sure
    return narrowed(frozenset(given), True, order), sure


def least_changes(
    model: Feasibility, raised: Sequence[CapacityCondition], kept: AbstractSet[Condition]
) -> tuple[LeastChange, ...] | None:
    """Return the least changes of capacities with which a plan meets the conditions kept.

    Each in turn as small as those before it allow, those after it free.

    Returns:
        None where none were found.
    """
    found: list[LeastChange] = []
    for capacity in raised:
        more = [(one.capacity, one.need - one.have) for one in found]
        fixed = frozenset(kept).union(one.capacity for one in found)
        extra = model.least_extra(capacity, fixed - {capacity}, more)
        if extra is None:
            return None
        found.append(least_change(model.problem, capacity, extra.amount, exact=extra.exact))
    return tuple(found)


def _changes(
    model: Feasibility, conflict: Sequence[Condition]
) -> Iterator[tuple[LeastChange, ...]]:
    """Yield, for each capacity in a conflict, the least change that it takes part in, once."""
    every = frozenset(model.conditions)
    told: set[frozenset[CapacityCondition]] = set()
    for one in conflict:
        if not isinstance(one, CapacityCondition):
            continue
        raised = _raised_with(model, one, conflict)
        if not raised or frozenset(raised) in told:
            continue
        told.add(frozenset(raised))
        found = least_changes(model, raised, every.difference(raised))
        if found is not None:
            yield found


def _raised_with(
    model: Feasibility, capacity: CapacityCondition, conflict: Sequence[Condition]
) -> list[CapacityCondition]:
    """Return a smallest set of capacities to raise, with one of them if any; none where none helps.

    What is not in the conflict is left as it is where that can be, the one asked about last.
    """
    every = frozenset(model.conditions)
    if model.possible(every - {capacity}) is True:
        return [capacity]
    raised = [one for one in model.conditions if isinstance(one, CapacityCondition)]
    if model.possible(every.difference(raised)) is not True:
        return []
    for one in sorted(raised, key=lambda one: (one == capacity, one in conflict)):
        fewer = [other for other in raised if other != one]
        if model.possible(every.difference(fewer)) is True:
            raised = fewer
    return raised


def _preference(condition: Condition, moved: frozenset[Condition]) -> int:
    """Return the place of a condition in the order of preference."""
    if isinstance(condition, (Gate, Window, ReviewCondition)):
        return 0
    if condition in moved:
        return 1
    if isinstance(condition, Lock):
        return 2
    if isinstance(condition, (RuleCondition, DependencyCondition)):
        return 4
    return 5 if isinstance(condition, CapacityCondition) else 3
