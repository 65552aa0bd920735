"""A plan near another problem's plan: what is left of it under other levers.

People compare a scenario with the baseline, so a small move of a lever should make a small change.
Of many plans that are nearly equally good, the search should therefore begin at the one that keeps
most of the baseline. The baseline's plan may not hold any more (less capacity, a must-have more);
what is left of it is the solution of a *small* model: everything that the other plan does not use
stays out, apart from candidates that must be in and from slack. It is the first step of relaxation
induced and proximity searches (Fischetti & Monaci 2014, *Proximity search for 0-1 mixed-integer
convex programming*, Journal of Heuristics 20): a start, without any claim to be best.
"""

import time
from collections.abc import Mapping

import numpy as np

from optimizer.highs_model import relative_gap
from optimizer.model.matrix import Key
from optimizer.plan import Plan, Status
from optimizer.solve import HIGHS, Planner, audited_plan
from optimizer.stop import Stop
from optimizer.tolerances import EXACT_GAP, INTEGRALITY

GAP = 0.01
"""Relative gap at which the small model counts as solved."""
NODES = 50
"""Most branches of the small model."""
SECONDS = 1.0
"""Most time for it."""


def columns_used(planner: Planner) -> dict[Key, float]:
    """Return the columns of a planner's best solution that are not 0, with their values."""
    if planner.best is None:
        return {}
    return {
        key: value
        for key, value in zip(planner.sheet.columns, planner.best.tolist(), strict=True)
        if abs(value) > INTEGRALITY
    }


def plan_near(
    planner: Planner, used: Mapping[Key, float], *, stop: Stop | None = None
) -> Plan | None:
    """Return the best plan found that uses only what another plan used and what must be in.

    The planner keeps it as the solution to start from; its bound is that of the linear relaxation,
    so the gap says how much better a plan with others in it could be.

    Args:
        planner: of the problem to be solved; its model is as before afterwards.
        used: columns of the other plan that are not 0, from :func:`columns_used`.
        stop: a switch that ends the search early when thrown.

    Returns:
        The plan; None when nothing of the sort meets all conditions.
    """
    began = time.perf_counter()
    if not used or planner.relaxation.solution is None:
        return None
    live = planner.live
    must = planner.problem.must
    kept = np.array([key in used or not must.isdisjoint(key[1:]) for key in planner.sheet.columns])
    lower, upper = live.lower, live.upper
    out = live.integer & ~kept & (lower <= INTEGRALITY)
    live.set_bounds(lower, np.where(out, lower, upper))
    guess = np.array([used.get(key, 0.0) for key in planner.sheet.columns])
    outcome = live.solve(gap=GAP, seconds=SECONDS, start=guess, nodes=NODES, stop=stop)
    live.set_bounds(lower, upper)
    if outcome.solution is None:
        return None
    planner.best = outcome.solution
    bound = planner.relaxation.bound
    status: Status = "optimal" if relative_gap(outcome.value, bound) <= EXACT_GAP else "feasible"
    seconds = time.perf_counter() - began
    return audited_plan(
        planner.problem, planner.sheet, outcome.solution, status, bound, seconds, HIGHS
    )
