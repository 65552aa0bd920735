"""When nothing is feasible: the smallest sets of conditions to give up, the cheapest first.

A *correction set* is a set of conditions (locks, bounds of hard rules, limits on changes, and
capacities) without which there is a plan; it is minimal when no part of it suffices. It has to hit
every irreducible conflict, so that the minimal ones are found by Reiter's tree (1987, *A theory of
diagnosis from first principles*), level by level: take a conflict among the conditions that are
left, give up each of its members in turn, until a plan exists. A node that contains a set already
found is cut off. All sets of one size come before those of the next, and none is missed up to the
size looked at.

A capacity is not given up but raised, by the least that helps. Gates and windows stay in force
throughout. The value of the best plan that a set allows tells sets of one size apart.
"""

from collections.abc import Callable, Sequence

from config.base import Frozen
from optimizer.conditions import (
    CapacityCondition,
    Condition,
    DependencyCondition,
    Gate,
    ReviewCondition,
    Window,
)
from optimizer.conflicts import irreducible, least_changes
from optimizer.feasibility import Feasibility
from optimizer.least_change import LeastChange
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.scenario import Scenario
from optimizer.search.best_plan import best_plan
from optimizer.search.effort import Effort
from optimizer.stop import Stop

FACTS = (Gate, Window, ReviewCondition, DependencyCondition)
"""Conditions that no lever gives up."""
MOST_SETS = 12
"""Sets after which no more are looked for."""
MOST_GIVEN_UP = 4
"""Largest set looked for."""

UNKNOWN = Plan(status="unknown", value=None, bound=None, gap=None, seconds=0.0, solver="")
"""What stands for a plan that was not looked for."""


class Correction(Frozen):
    """Conditions to give up, capacities to raise: with all of that there is a plan."""

    conditions: tuple[Condition, ...]
    """In the order of the problem; with any one of them in force there is no plan."""
    changes: tuple[LeastChange, ...]
    """By how much to raise the capacities among them."""
    plan: Plan
    """The best found then; of unknown status where none was looked for."""

    @property
    def steps(self) -> tuple[Condition | LeastChange, ...]:
        """What to do: conditions to give up, then capacities to raise."""
        given_up = (one for one in self.conditions if not isinstance(one, CapacityCondition))
        return (*given_up, *self.changes)

    def without(self, problem: Problem) -> Problem:
        """Return the problem in which they are given up, and capacities raised."""
        for step in self.steps:
            problem = step.without(problem)
        return problem

    def lever(self, scenario: Scenario) -> Scenario | None:
        """Return the scenario in which they are given up, and capacities raised.

        None where no lever does that for one of them.
        """
        for step in self.steps:
            after = step.lever(scenario)
            if after == scenario:
                return None
            scenario = after
        return scenario


class Corrections(Frozen):
    """The ways out of a problem that no plan meets."""

    feasible: bool
    """Whether there is a plan anyway."""
    sets: tuple[Correction, ...] = ()
    """By size, then by the value of the plan, the highest first."""
    complete: bool = True
    """Whether every minimal set is listed, and not only those up to a size, number or stop."""


def corrections(
    problem: Problem,
    *,
    effort: Effort | None = None,
    most: int = MOST_SETS,
    size: int = MOST_GIVEN_UP,
    stop: Stop | None = None,
    progress: Callable[[Corrections], None] | None = None,
) -> Corrections:
    """Return the smallest sets of conditions to give up, the cheapest first.

    Args:
        problem: without a plan.
        effort: how long to look for the best plan that each set allows.
        most: sets to look for.
        size: largest set to look for.
        stop: ends the search early when thrown; what was found until then stands.
        progress: told what there is whenever a set is found, and as each gets its plan.
    """
    model = Feasibility(problem, stop)
    if model.possible(frozenset(model.conditions)) is True:
        return Corrections(feasible=True)
    found: list[Correction] = []

    def sets(*, complete: bool) -> Corrections:
        return Corrections(feasible=False, sets=_sorted(model, found), complete=complete)

    def add(given_up: frozenset[Condition]) -> bool:
        one = _correction(model, given_up)
        if one is not None:
            found.append(one)
            if progress is not None:
                progress(sets(complete=False))
        return one is not None

    complete = _minimal_sets(model, most, size, add)
    for place, one in enumerate(found):
        if progress is not None:
            progress(sets(complete=complete))
        if stop is not None and stop.thrown:
            break
        plan = best_plan(one.without(problem), effort or Effort(), stop=stop)
        found[place] = one.but(plan=plan)
    return sets(complete=complete)


def _sorted(model: Feasibility, found: Sequence[Correction]) -> tuple[Correction, ...]:
    """Return the sets by size, then by the value of the plan, those without a plan yet last."""
    places = {one: place for place, one in enumerate(model.conditions)}

    def key(one: Correction) -> tuple[int, float, list[int]]:
        worth = float("-inf") if one.plan.value is None else one.plan.value
        return len(one.conditions), -worth, [places[member] for member in one.conditions]

    return tuple(sorted(found, key=key))


def _correction(model: Feasibility, given_up: frozenset[Condition]) -> Correction | None:
    """Return a set with the least changes of its capacities; None where these are not found."""
    members = [one for one in model.conditions if one in given_up]
    raised = [one for one in members if isinstance(one, CapacityCondition)]
    changes = least_changes(model, raised, frozenset(model.conditions) - given_up)
    if changes is None:
        return None
    return Correction(conditions=tuple(members), changes=changes, plan=UNKNOWN)


def _minimal_sets(
    model: Feasibility, most: int, size: int, add: Callable[[frozenset[Condition]], bool]
) -> bool:
    """Add the minimal correction sets by size; return whether that is all of them."""
    every = frozenset(model.conditions)
    given = frozenset(one for one in every if isinstance(one, FACTS))
    order = [one for one in model.conditions if one not in given]
    level: list[frozenset[Condition]] = [frozenset()]
    conflicts: list[frozenset[Condition]] = []
    found: list[frozenset[Condition]] = []
    complete = True
    for _ in range(size + 1):
        following: dict[frozenset[Condition], None] = {}
        for node in level:
            if len(found) >= most or model.stopped:
                return False
            if any(one <= node for one in found):
                continue
            conflict = next((one for one in conflicts if not one & node), None)
            if conflict is None:
                possible = model.possible(every - node)
                if possible is True and add(node):
                    found.append(node)
                    continue
                if possible is not False:
                    complete = False
                    continue
                left = [one for one in order if one not in node]
                conflict, _ = irreducible(model, left, given)
                conflicts.append(conflict)
            following.update(
                dict.fromkeys(node | {member} for member in order if member in conflict)
            )
        level = [node for node in following if not any(one <= node for one in found)]
        if not level:
            return complete
    return False
