"""Plans of any other solver that PuLP knows, with a proof in our own terms.

Solvers mean different things by a relative gap *r*: the distance of bound and value over the bound
(CBC), over the value (HiGHS), over the smaller of the two (SCIP). For each of them a solver that
reports *r* has proven, of a maximum with value *v*,

    bound ≤ v + |v| · r ÷ (1 − r),

so it is asked for r = g ÷ (1 + g), and a little less, where (bound − v) ÷ max(1, |v|) ≤ g is asked
of the plan. Whether a plan is proven to the gap is then judged by what is proven of it, not by what
the solver calls it.
"""

import time
import warnings
from collections.abc import Collection

import pulp

from optimizer.audit import worth
from optimizer.conditions import Condition
from optimizer.conflicts import find_conflict
from optimizer.plan import Plan, Status
from optimizer.problem import Problem
from optimizer.search.model import SearchModel, SolverError
from optimizer.stop import Stop

LESS = 1 - 1e-4
"""Share of the gap that is asked of a solver, so that what it leaves to tolerance does no harm."""


def available_solvers() -> list[str]:
    """Return the names of the solvers that PuLP finds on this machine."""
    return list(pulp.listSolvers(onlyAvailable=True))


SHORT = {"SCIP": ("SCIP_PY", "SCIP_CMD"), "CBC": ("PULP_CBC_CMD", "COIN_CMD"),
         "GLPK": ("GLPK_CMD",), "Gurobi": ("GUROBI",)}  # fmt: skip
"""What a solver is called → PuLP's names for it, the one that is taken where several are there."""


def solver_names() -> dict[str, str]:
    """Return PuLP's name of every solver of this machine → what it is called; blank = as that."""
    there = available_solvers()
    called = {
        next(name for name in names if name in there): short
        for short, names in SHORT.items()
        if any(name in there for name in names)
    }
    return {name: called.get(name, "") for name in there}


def solve_with(
    problem: Problem,
    solver: str,
    *,
    gap: float,
    seconds: float | None = None,
    moved: Collection[Condition] = (),
    stop: Stop | None = None,
) -> Plan:
    """Return the plan of a named solver, read off its yes/no decisions and audited.

    Args:
        problem: what is asked.
        solver: a name that PuLP knows.
        gap: relative gap asked, as a plan states it.
        seconds: time limit; None = none.
        moved: conditions that a scenario changes; where there is no plan, they are named first.
        stop: ends the search for the conditions that leave no plan; the solver does not watch it.

    Raises:
        SolverError: the solver is unknown or not installed, cannot solve the model, or gave
            decisions that break a condition.
    """
    began = time.perf_counter()
    model = SearchModel(problem)
    asked = gap / (1 + gap) * LESS
    try:
        by = named(solver, gapRel=asked, timeLimit=seconds)
        status = claimed(model.matrix.lp, model.matrix.lp.solve(by))
    except (TypeError, pulp.PulpError) as error:  # options it does not know, no licence, a crash
        msg = f"{solver} must be able to solve the model with these options: {error}"
        raise SolverError(msg) from error
    spent = time.perf_counter() - began
    if status in ("infeasible", "unknown"):
        conflict = None
        if status == "infeasible":
            conflict = find_conflict(problem, moved=moved, infeasible=True, stop=stop)
        return Plan(
            status=status,
            value=None,
            bound=None,
            gap=None,
            seconds=spent,
            solver=solver,
            conflicts=() if conflict is None else (conflict,),
        )
    decisions = model.decisions(model.matrix.values_from_pulp())
    value = worth(problem, decisions).total
    bound = model.relaxation.solve(model.value.costs, model.value.constant)[0].bound
    if status == "optimal" and (seconds is None or spent < seconds):
        bound = min(bound, value + abs(value) * asked / (1 - asked))
    return model.plan(decisions, bound, gap=gap).but(solver=solver, seconds=spent)


def named(solver: str, **options: object) -> pulp.LpSolver:
    """Return a solver that is installed here, silent and with options.

    Raises:
        SolverError: it is unknown or not installed.
        TypeError: it does not know an option.
    """
    if solver not in available_solvers():
        names = ", ".join(available_solvers())
        msg = f"the solver must be one that is installed here: {names} (found {solver!r})"
        raise SolverError(msg)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # PuLP 3 on its bundled CBC
        return pulp.getSolver(solver, msg=False, **options)


def claimed(lp: pulp.LpProblem, returned: object) -> Status:
    """Return what a solver says it came to: PuLP 4 returns it, PuLP 3 leaves it in the problem."""
    if isinstance(returned, int):
        infeasible, found = lp.status == pulp.LpStatusInfeasible, lp.sol_status > 0
        proven = lp.sol_status == pulp.LpSolutionOptimal
    else:
        name = returned.status.name  # type: ignore[attr-defined]
        infeasible, found = name == "Infeasible", returned.has_solution  # type: ignore[attr-defined]
        proven = name in ("Optimal", "GapLimit")
    if found:
        return "optimal" if proven else "feasible"
    return "infeasible" if infeasible else "unknown"
