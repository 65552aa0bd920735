"""Plans for tests: proven best, ties settled, unless another effort is asked for."""

from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.search.effort import EXACT, Effort
from optimizer.search.find_plan import find_plan
from optimizer.stop import Stop


def solve(
    problem: Problem, effort: Effort = EXACT, *, tolerance: float = 0.0, stop: Stop | None = None
) -> Plan:
    """Return the plan of a problem; of near-equals no nearer one, unless a tolerance is given."""
    return find_plan(problem, effort, tolerance=tolerance, stop=stop)
