"""A good plan with a proven gap in a fraction of the full solve.

1. The linear relaxation gives an upper bound U and, per yes/no column, a reduced cost.
2. The columns whose value the relaxation leaves in doubt, the core, stay free; the others keep the
   relaxation's value. This restricted model gives a plan with value L.
3. No plan is worth more than U, so (U − L) is proven without any further search.
4. With L known, a column whose reduced cost exceeds U − L keeps its value in every better plan
   (reduced-cost fixing, Dantzig, Fulkerson & Johnson 1954), so the exact solve that may follow
   looks at few columns only.
"""

from dataclasses import dataclass

import numpy as np

from optimizer.live import Live, Mask, Outcome, Vector
from optimizer.model.sheet import Sheet
from optimizer.stop import Stop
from optimizer.tolerances import INTEGRALITY, VALUE_TIE

CORE = 300
"""Yes/no columns left free in the restricted model."""
NEIGHBOURS = 10
"""Candidates kept beside those that the relaxation puts in focus."""


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


def core_bounds(
    live: Live, sheet: Sheet, relaxation: Relaxation, count: int = CORE
) -> tuple[Vector, Vector]:
    """Return bounds that leave free only the core: the columns whose value is in doubt.

    The core of a knapsack (Balas & Zemel 1980; for several constraints Puchinger, Raidl & Pferschy
    2010) are the columns with small absolute reduced cost. Candidates that the relaxation leaves
    out altogether stay out, but for the few whose reduced cost comes nearest; of the rest, the
    columns with the largest absolute reduced cost keep the relaxation's value.

    Returns:
        lower and upper bounds, shapes (columns,).
    """
    lower, upper = live.lower.copy(), live.upper.copy()
    if relaxation.solution is None or relaxation.reduced_costs is None:
        return lower, upper
    solution, cost = relaxation.solution, relaxation.reduced_costs
    out = live.integer & ~_kept(sheet, solution, cost)
    upper[out] = lower[out]
    doubt = np.abs(cost)
    doubt[(solution > INTEGRALITY) & (solution < 1 - INTEGRALITY)] = 0.0
    free = np.flatnonzero(live.integer & (upper > lower))
    settled = free[np.argsort(doubt[free], kind="stable")][count:]
    settled = settled[doubt[settled] > 0]
    lower[settled] = upper[settled] = np.round(solution[settled])
    return lower, upper


def _kept(sheet: Sheet, solution: Vector, cost: Vector) -> Mask:
    """Return which columns belong to a candidate of the core, or to none, shape (columns,)."""
    focus = {key[1:]: position for key, position in sheet.columns.items() if key[0] == "focus"}
    ranked = sorted(focus, key=lambda key: (-solution[focus[key]], -cost[focus[key]], key))
    used = sum(solution[focus[key]] > INTEGRALITY for key in ranked)
    core = {candidate for candidate, _ in ranked[: used + NEIGHBOURS]}
    owner_at = {"focus": 1, "service": 1, "lead": 2}
    return np.array(
        [key[0] not in owner_at or key[owner_at[key[0]]] in core for key in sheet.columns],
        dtype=bool,
    )


def solve_restricted(
    live: Live,
    sheet: Sheet,
    relaxation: Relaxation,
    *,
    gap: float,
    seconds: float,
    start: Vector | None = None,
    stop: Stop | None = None,
) -> Outcome:
    """Solve the core only; the bound is the relaxation's, so the gap is a proven one."""
    before = live.lower, live.upper
    lower, upper = core_bounds(live, sheet, relaxation)
    if start is not None:
        lower = np.where(live.integer, np.minimum(lower, start), lower)
        upper = np.where(live.integer, np.maximum(upper, start), upper)
    live.set_bounds(lower, upper)
    outcome = live.solve(gap=gap / 2, seconds=seconds, start=start, stop=stop)
    live.set_bounds(*before)
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
