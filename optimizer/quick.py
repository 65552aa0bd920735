"""A good plan with a proven gap in a fraction of the full solve.

1. The linear relaxation gives an upper bound U and, per yes/no column, a reduced cost.
2. The columns whose value the relaxation leaves in doubt, the core, stay free; the others keep the
   relaxation's value. This restricted model gives a plan with value L. Where it has no plan, every
   column of a candidate that the relaxation treats by halves is left free as well.
3. No plan is worth more than U, so the gap (U − L) is proven without any further search.
4. With L known, a column whose reduced cost exceeds U − L keeps its value in every better plan
   (reduced-cost fixing, Dantzig, Fulkerson & Johnson 1954), and the full solve that may follow
   starts from the plan found.
"""

from dataclasses import dataclass

import numpy as np

from optimizer.highs_model import HighsModel, Mask, Outcome, Vector
from optimizer.model.matrix import MatrixModel, owner_of
from optimizer.stop import Stop
from optimizer.tolerances import INTEGRALITY, VALUE_TIE

DOUBT_POINTS = 1e-6
"""Absolute reduced cost up to which the relaxation leaves a column's value in doubt."""
GOOD_GAP = 0.03
"""Relative gap up to which the smaller restricted model is good enough."""
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


def relax(live: HighsModel) -> Relaxation:
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
    live: HighsModel, sheet: MatrixModel, relaxation: Relaxation, *, whole: bool
) -> tuple[Vector, Vector]:
    """Return bounds that leave free only the core: the columns whose value is in doubt.

    The core of a knapsack (Balas & Zemel 1980; for several constraints Puchinger, Raidl & Pferschy
    2010) are the columns with small absolute reduced cost, here those at which the relaxation is
    fractional or indifferent. Candidates that the relaxation leaves out altogether stay out, but
    for the few whose reduced cost comes nearest.

    Args:
        live: the model, for its bounds and integrality.
        sheet: the same model, for the candidates its columns belong to.
        relaxation: its linear relaxation.
        whole: whether candidates with any fractional column are left free altogether.

    Returns:
        lower and upper bounds, shapes (columns,).
    """
    lower, upper = live.lower.copy(), live.upper.copy()
    if relaxation.solution is None or relaxation.reduced_costs is None:
        return lower, upper
    solution, cost = relaxation.solution, relaxation.reduced_costs
    owners = np.array([owner_of(key) for key in sheet.columns])
    fractional = live.integer & (solution > INTEGRALITY) & (solution < 1 - INTEGRALITY)
    free: Mask = fractional | (np.abs(cost) <= DOUBT_POINTS)
    if whole:
        free = free | np.isin(owners, np.unique(owners[fractional]))
    kept = np.isin(owners, ["", *_core_candidates(sheet, solution, cost)])
    settled = live.integer & ~(free & kept)
    value = np.where(kept, np.round(solution), lower)
    lower[settled] = upper[settled] = value[settled]
    return lower, upper


def _core_candidates(sheet: MatrixModel, solution: Vector, cost: Vector) -> set[str]:
    focus = {key[1:]: position for key, position in sheet.columns.items() if key[0] == "focus"}
    ranked = sorted(focus, key=lambda key: (-solution[focus[key]], -cost[focus[key]], key))
    used = sum(solution[focus[key]] > INTEGRALITY for key in ranked)
    return {candidate for candidate, _ in ranked[: used + NEIGHBOURS]}


def solve_restricted(
    live: HighsModel,
    sheet: MatrixModel,
    relaxation: Relaxation,
    *,
    gap: float,
    seconds: float,
    start: Vector | None = None,
    stop: Stop | None = None,
    nodes: int | None = None,
) -> Outcome:
    """Solve the core only; the bound is the relaxation's, so the gap is a proven one.

    Args:
        live: the model; its bounds are as before afterwards.
        sheet: the same model, for the candidates its columns belong to.
        relaxation: its linear relaxation.
        gap: relative gap at which the restricted solve may end.
        seconds: time limit of each of at most two restricted solves.
        start: a solution to start from; what it uses stays free.
        stop: a switch that ends the solve early when thrown.
        nodes: most branches of each restricted solve; None = no limit.
    """
    before = live.lower, live.upper
    spent = 0.0
    best = Outcome("unknown", -np.inf, relaxation.bound, spent)
    for whole in (False, True):
        lower, upper = core_bounds(live, sheet, relaxation, whole=whole)
        if start is not None:
            lower = np.where(live.integer, np.minimum(lower, start), lower)
            upper = np.where(live.integer, np.maximum(upper, start), upper)
        live.set_bounds(lower, upper)
        outcome = live.solve(gap=gap, seconds=seconds, start=start, stop=stop, nodes=nodes)
        live.set_bounds(*before)
        spent += outcome.seconds
        if outcome.solution is not None and outcome.value > best.value:
            found = outcome.solution
            best = Outcome("feasible", outcome.value, relaxation.bound, spent, found)
        if best.gap <= GOOD_GAP:
            break
    return best


def fix_settled(live: HighsModel, relaxation: Relaxation, value: float) -> tuple[Vector, Vector]:
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
