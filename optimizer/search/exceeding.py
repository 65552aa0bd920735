r"""Is any plan worth more than what is stated? Asked of any solver that PuLP knows.

To prove a bound *b* of a plan no better plan has to be found: it is enough that no plan of the
problem with

.. math:: Σ points · column \;\ge\; b + margin

exists, which is a search for a plan in a smaller programme. SCIP takes *b* as a limit on its
objective instead of a row, which is the same question and a hundred times quicker there. Whatever
plan is found is audited before it counts against the statement, so that neither a solver's
tolerance nor its mistake can do so.

With *others*, only plans that differ from each of them in *differ* decisions are looked at, as
alternatives do (:mod:`optimizer.alternatives`).
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

import numpy as np
import pulp

from config.base import Frozen
from optimizer.audit import broken, worth
from optimizer.decisions import Decisions, read_decisions
from optimizer.model.compile import compile_problem
from optimizer.model.matrix import MatrixModel
from optimizer.plan import Status
from optimizer.problem import Problem
from optimizer.search.effort import HIGHS
from optimizer.search.model import SolverError
from optimizer.search.other_solvers import claimed, named
from optimizer.tolerances import VALUE_TIE

NODES = 2_000
"""Most branches of one such search; what is not settled by then is said to be open."""
RELATIVE = 1e-6
"""Share of a bound by which a plan has to exceed it, besides what counts as equally good: what
solvers leave to tolerance in a row whose terms add up to the bound."""


Outcome = Literal["none", "some", "open"]
OUTCOMES: Mapping[Status, Outcome] = {
    "infeasible": "none", "optimal": "some", "feasible": "some", "unknown": "open",
}  # fmt: skip
"""What a solver says it came to → whether there is such a plan."""
NODES_OF: Mapping[str, str] = {HIGHS: "mip_max_nodes"}
"""Solver → what it calls the most branches, where PuLP does not call it so for it."""
SCIP = "SCIP_PY"
ANY = 0.5
"""Relative gap at which a solver may end: the first plan found is as good as any other."""


class Exceeding(Frozen):
    """What came of the search."""

    outcome: Outcome
    """``none``: proven that no plan is worth more; ``some``: there is one; ``open``: not settled
    within the branches."""
    value: float | None = None
    """Points of the plan found, by the audit."""
    decisions: Decisions | None = None


def margin(most: float) -> float:
    """Return by how many points a plan has to exceed a bound to count."""
    return VALUE_TIE + RELATIVE * max(1.0, abs(most))


def exceeding(
    problem: Problem,
    most: float | None,
    solver: str = HIGHS,
    *,
    others: Sequence[Decisions] = (),
    differ: int = 0,
    nodes: int = NODES,
) -> Exceeding:
    """Search for a plan that is worth more than what is stated.

    Args:
        problem: of the plans.
        most: points that no plan is stated to exceed; None = it is stated that there is no plan.
        solver: name of a solver that PuLP knows.
        others: plans from which it has to differ.
        differ: by how many focus areas (and periods) at least.
        nodes: most branches.

    Raises:
        SolverError: the solver is not installed or cannot solve the model.
    """
    matrix = compile_problem(problem)
    for number, other in enumerate(others):
        matrix.row("apart", str(number), terms=_differences(matrix, other),
                   lower=float(differ - len(other.focus)))  # fmt: skip
    least = None if most is None else most + margin(most)
    limits = least is not None and solver == SCIP and hasattr(pulp.SCIP_PY, "buildSolverModel")
    if least is not None and not limits:
        terms = enumerate(matrix.cost)
        matrix.row("worth", "more", terms=terms, lower=least - matrix.constant)
    try:
        by = named(solver, **{NODES_OF.get(solver, "maxNodes"): nodes}, gapRel=ANY)
        if least is not None and limits:
            found, values = _within_limit(by, matrix, least)
        else:
            found, values = _with_row(by, matrix)
    except (TypeError, pulp.PulpError) as error:  # options it does not know, no licence, a crash
        msg = f"{solver} must be able to solve the model with these options: {error}"
        raise SolverError(msg) from error
    if found != "some":
        return Exceeding(outcome=found)
    decisions = read_decisions(problem, matrix, values)
    value = worth(problem, decisions).total if not broken(problem, decisions) else None
    if value is None or (most is not None and value <= most + VALUE_TIE):
        return Exceeding(outcome="open")
    return Exceeding(outcome="some", value=value, decisions=decisions)


def _differences(matrix: MatrixModel, other: Decisions) -> Iterator[tuple[int, float]]:
    for key, position in matrix.columns.items():
        if key[0] == "focus":
            yield position, -1.0 if (key[1], key[2]) in other.focus else 1.0


def _with_row(by: "pulp.LpSolver", matrix: MatrixModel) -> tuple[Outcome, np.ndarray]:
    """Let any solver look for a plan; PuLP 3 stumbles over HiGHS's word for a limit of branches."""
    try:
        found = OUTCOMES[claimed(matrix.lp, matrix.lp.solve(by))]
    except KeyError:
        found = "open"
    return found, matrix.values_from_pulp()


def _within_limit(
    by: "pulp.SCIP_PY", matrix: MatrixModel, least: float
) -> tuple[Outcome, np.ndarray]:
    """Let SCIP look for the first plan beyond a limit on its objective."""
    by.buildSolverModel(matrix.lp)
    model = matrix.lp.solverModel
    model.setParam("limits/bestsol", 1)
    model.setObjlimit(least - matrix.constant)
    by.callSolver(matrix.lp)
    if model.getStatus() == "infeasible":
        return "none", np.empty(0)
    if not model.getNSols():
        return "open", np.empty(0)
    best = model.getBestSol()
    return "some", np.array([best[one.solverVar] for one in matrix.variables])
