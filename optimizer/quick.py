"""A good plan with a proven gap in a fraction of the full solve.

1. The linear relaxation gives an upper bound U and, per yes/no column, a reduced cost.
2. The columns that the relaxation uses, and those whose reduced cost is smallest, stay free; the
   others are fixed at 0. This restricted model gives a plan with value L.
3. No plan is worth more than U, so (U − L) is proven without any further search.
4. With L known, a column whose reduced cost exceeds U − L keeps its value in every better plan
   (reduced-cost fixing, Dantzig, Fulkerson & Johnson 1954), so the exact solve that may follow
   looks at few columns only.
"""

from dataclasses import dataclass

import numpy as np

from optimizer.live import Live, Mask, Outcome, Vector
from optimizer.stop import Stop
from optimizer.tolerances import INTEGRALITY, VALUE_TIE

PROMISING = 300
"""Yes/no columns left free in the restricted model, at least all that the relaxation uses."""


@dataclass(frozen=True)
class Relaxation:
    """The linear relaxation of a model."""

    bound: float
    """Points; no plan is worth more. Minus infinity when even the relaxation is infeasible."""
    solution: Vector | None
    reduced_costs: Vector | None
    """Change of the value per unit of each column at its bound, shape (columns,)."""
    row_duals: Vector | None
    """Change of the value per unit of each row's right-hand side, shape (rows,)."""
    seconds: float


def relax(live: Live) -> Relaxation:
    """Solve the linear relaxation; the model keeps its integrality."""
    live.relax()
    outcome = live.solve(gap=0.0)
    live.relax(relaxed=False)
    return Relaxation(
        outcome.bound,
        outcome.solution,
        outcome.reduced_costs,
        outcome.row_duals,
        outcome.seconds,
    )


def promising(live: Live, relaxation: Relaxation, count: int = PROMISING) -> Mask:
    """Return which columns stay free in the restricted model, as booleans of shape (columns,)."""
    if relaxation.solution is None or relaxation.reduced_costs is None:
        return np.ones(live.columns, dtype=bool)
    used = relaxation.solution > INTEGRALITY
    free: Mask = used | ~live.integer
    rest = np.flatnonzero(~free)
    room = max(0, count - int(np.count_nonzero(used & live.integer)))
    order = np.argsort(-relaxation.reduced_costs[rest], kind="stable")
    free[rest[order[:room]]] = True
    return free


def solve_restricted(
    live: Live,
    relaxation: Relaxation,
    *,
    gap: float,
    seconds: float,
    start: Vector | None = None,
    stop: Stop | None = None,
) -> Outcome:
    """Solve the restricted model; the bound is the relaxation's, so the gap is a proven one."""
    free = promising(live, relaxation)
    if start is not None:
        free = free | (start > INTEGRALITY)
    lower, upper = live.lower, live.upper
    live.set_bounds(lower, np.where(free, upper, lower))
    outcome = live.solve(gap=gap / 2, seconds=seconds, start=start, stop=stop)
    live.set_bounds(lower, upper)
    if not outcome.found:
        return Outcome("unknown", -np.inf, relaxation.bound, outcome.seconds)
    return Outcome("feasible", outcome.value, relaxation.bound, outcome.seconds, outcome.solution)


def fix_settled(live: Live, relaxation: Relaxation, value: float) -> tuple[Vector, Vector]:
    """Return bounds in which columns that no plan worth ``value`` or more can change are fixed.

    Returns:
        lower and upper bounds, shapes (columns,).
    """
    lower, upper = live.lower.copy(), live.upper.copy()
    if relaxation.solution is None or relaxation.reduced_costs is None:
        return lower, upper
    room = relaxation.bound - value + VALUE_TIE
    at_lower = live.integer & (relaxation.solution <= lower + INTEGRALITY)
    at_upper = live.integer & (relaxation.solution >= upper - INTEGRALITY)
    upper = np.where(at_lower & (-relaxation.reduced_costs > room), lower, upper)
    lower = np.where(at_upper & (relaxation.reduced_costs > room), upper, lower)
    return lower, upper
