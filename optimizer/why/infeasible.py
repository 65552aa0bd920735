"""When nothing is feasible: the smallest sets of conditions to give up, the cheapest first.

A *correction set* is a set of conditions (locks, hard rules, limits on changes) without which there
is a plan; it is minimal when no part of it suffices. It has to hit every irreducible conflict, so
that the minimal ones are found by Reiter's tree (1987, *A theory of diagnosis from first
principles*), level by level: take a conflict among the conditions that are left, give up each of
its members in turn, until a plan exists. A node that contains a set already found is cut off. All
sets of one size come before those of the next, and none is missed up to the size looked at.

Windows, gates, staff and money stay in force throughout. The value of the best plan that a set
allows tells sets of one size apart.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from config.base import Frozen
from optimizer.conflicts import conditions, is_feasible
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.stop import Stop
from optimizer.why.asking import Effort, ask

MOST_SETS = 12
"""Sets after which no more are looked for."""
MOST_GIVEN_UP = 4
"""Largest set looked for."""

UNKNOWN = Plan(status="unknown", value=None, bound=None, gap=None, seconds=0.0, solver="")
"""What stands for a plan that was not looked for."""

Change = Callable[[Problem], Problem]
Named = Sequence[tuple[str, Change]]


class Correction(Frozen):
    """Conditions to give up: without all of them there is a plan, with any one of them none."""

    conditions: tuple[str, ...]
    """In words, in the order of the problem."""
    plan: Plan
    """The best found without them; of unknown status where none was looked for."""


class Corrections(Frozen):
    """The ways out of a problem that no plan meets."""

    feasible: bool
    """Whether there is a plan anyway."""
    hopeless: bool = False
    """Whether staff, money, windows and gates leave no plan even without any condition."""
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
    if is_feasible(problem):
        return Corrections(feasible=True)
    named = conditions(problem)
    if not is_feasible(_without(problem, named, range(len(named)))):
        return Corrections(feasible=False, hopeless=True)
    plans: dict[frozenset[int], Plan] = {}

    def told(found: Sequence[frozenset[int]]) -> None:
        if progress is not None:
            progress(_sorted(named, found, plans, complete=False))

    found, complete = _minimal_sets(problem, named, most, size, stop, told)
    for one in found:
        if progress is not None:
            progress(_sorted(named, found, plans, complete=complete))
        if stop is not None and stop.thrown:
            break
        plans[one] = ask(_without(problem, named, one), effort or Effort(), stop=stop)
    return _sorted(named, found, plans, complete=complete)


def _sorted(
    named: Named,
    found: Sequence[frozenset[int]],
    plans: Mapping[frozenset[int], Plan],
    *,
    complete: bool,
) -> Corrections:
    """Return the sets by size, then by the value of the plan, those without a plan yet last."""
    sets = [
        Correction(conditions=tuple(named[i][0] for i in sorted(one)), plan=plans.get(one, UNKNOWN))
        for one in found
    ]
    sets.sort(
        key=lambda one: (
            len(one.conditions),
            -(float("-inf") if one.plan.value is None else one.plan.value),
            one.conditions,
        )
    )
    return Corrections(feasible=False, sets=tuple(sets), complete=complete)


def _without(problem: Problem, named: Named, given_up: Sequence[int] | frozenset[int]) -> Problem:
    for place in given_up:
        problem = named[place][1](problem)
    return problem


def _minimal_sets(
    problem: Problem,
    named: Named,
    most: int,
    size: int,
    stop: Stop | None,
    told: Callable[[Sequence[frozenset[int]]], None],
) -> tuple[list[frozenset[int]], bool]:
    """Return the minimal correction sets by size, and whether that is all of them."""
    level: list[frozenset[int]] = [frozenset()]
    known: list[frozenset[int]] = []
    found: list[frozenset[int]] = []
    for _ in range(size + 1):
        following: dict[frozenset[int], None] = {}
        for node in level:
            if len(found) >= most or (stop is not None and stop.thrown):
                return found, False
            if any(one <= node for one in found):
                continue
            conflict = next((one for one in known if not one & node), None)
            if conflict is None:
                if is_feasible(_without(problem, named, node)):
                    found.append(node)
                    told(found)
                    continue
                conflict = frozenset(_conflict(problem, named, node))
                known.append(conflict)
            following.update(dict.fromkeys(node | {member} for member in sorted(conflict)))
        level = [node for node in following if not any(one <= node for one in found)]
        if not level:
            return found, True
    return found, False


def _conflict(problem: Problem, named: Named, given_up: frozenset[int]) -> Iterator[int]:
    """Yield an irreducible conflict among the conditions that are not given up."""
    remaining = _without(problem, named, given_up)
    for place, (_, without) in enumerate(named):
        if place in given_up:
            continue
        reduced = without(remaining)
        if is_feasible(reduced):
            yield place
        else:
            remaining = reduced
