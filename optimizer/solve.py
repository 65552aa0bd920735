"""Solve a problem: a quick plan with a proven gap, the exact one, or through any PuLP solver."""

import time
from functools import cached_property
from typing import Annotated

import numpy as np
from pydantic import Field

from config.base import Frozen
from optimizer.audit import broken
from optimizer.conditions import Condition
from optimizer.conflicts import find_conflict
from optimizer.decisions import Decisions, read_decisions
from optimizer.highs_model import HighsModel, Outcome, Vector, relative_gap
from optimizer.model.compile import compile_problem
from optimizer.model.matrix import MatrixModel
from optimizer.plan import Plan, Status
from optimizer.problem import Problem
from optimizer.quick import Relaxation, fix_settled, relax, solve_restricted
from optimizer.reading import read_plan
from optimizer.search.cut_relaxation import CutRelaxation
from optimizer.search.ties import break_ties as break_ties_of
from optimizer.stop import Stop
from optimizer.tolerances import EXACT_GAP, VALUE_TIE

QUICK_GAP = 1e-2
"""Relative gap at which the restricted model counts as solved."""
QUICK_SECONDS = 2.0
"""Most time for the restricted model of a quick plan, which somebody waits for."""
FIRST_GAP = 1e-3
"""Least relative gap asked of the restricted model before the full one."""
FIRST_NODES = 200
"""Most branches of the restricted model before the full one; unlike a time, the same anywhere."""
HIGHS = "HiGHS"
"""The default solver."""


class SolveOptions(Frozen):
    """How to solve."""

    gap: Annotated[float, Field(ge=0)] = EXACT_GAP
    """Relative gap at which a plan counts as proven best."""
    seconds: Annotated[float, Field(gt=0)] | None = None
    """Time limit; None = none."""
    solver: str = HIGHS
    """Name of a solver that PuLP knows."""
    break_ties: bool = True
    """Whether to tell equally good plans apart by money, staff-weeks and ids, once proven best."""


class SolverError(Exception):
    """A named solver is unknown, not installed here, or gave decisions that break conditions."""


class Planner:
    """A problem compiled once, for a quick plan first and the exact one after it."""

    def __init__(self, problem: Problem, moved: Collection[Condition] = ()) -> None:
        self.problem = problem
        self.moved = moved
        began = time.perf_counter()
        self.sheet: MatrixModel = compile_problem(problem)
        self.live = HighsModel(self.sheet)
        self.build_seconds = time.perf_counter() - began
        self.best: Vector | None = None
        self.bound = float("inf")

    @cached_property
    def relaxation(self) -> Relaxation:
        """The linear relaxation, solved once; its row duals say what is short."""
        return relax(self.live)

    @cached_property
    def tight(self) -> Relaxation:
        """The linear relaxation tightened by cuts, solved once: a much nearer bound."""
        if self.relaxation.solution is None:
            return self.relaxation
        tight = CutRelaxation(self.sheet, self.problem).solve()
        return Relaxation(
            tight.bound,
            tight.solution,
            tight.reduced_costs,
            tight.row_duals,
            self.relaxation.seconds,
        )

    def quick(
        self,
        *,
        gap: float = QUICK_GAP,
        seconds: float = QUICK_SECONDS,
        start: Vector | None = None,
        stop: Stop | None = None,
    ) -> Plan:
        """Return a good plan with a proven gap; ``optimal`` when the gap is at most ``gap``."""
        began = time.perf_counter()
        if self.tight.solution is None:
            return self.no_plan("infeasible", time.perf_counter() - began, stop)
        outcome = solve_restricted(
            self.live, self.sheet, self.tight, gap=gap, seconds=seconds, start=start, stop=stop
        )
        if not outcome.found:
            return self.exact(gap=gap, seconds=seconds, break_ties=False, stop=stop)
        self.best = outcome.solution
        return self._plan(outcome, gap, time.perf_counter() - began)

    def exact(
        self,
        *,
        gap: float = EXACT_GAP,
        seconds: float | None = None,
        break_ties: bool = True,
        stop: Stop | None = None,
    ) -> Plan:
        """Return the best plan, proven to ``gap``, or the best found within the time limit."""
        began = time.perf_counter()
        limit = float("inf") if seconds is None else seconds
        if self.tight.solution is None:
            return self.no_plan("infeasible", time.perf_counter() - began, stop)
        if self.best is None:
            first = solve_restricted(
                self.live,
                self.sheet,
                self.tight,
                gap=max(gap / 2, FIRST_GAP),
                seconds=limit,
                nodes=FIRST_NODES,
                stop=stop,
            )
            self.best = first.solution
        lower, upper = self.live.lower, self.live.upper
        if self.best is not None:
            value = float(self.live.cost @ self.best) + self.sheet.constant
            self.live.set_bounds(*fix_settled(self.live, self.tight, value))
        left = max(0.0, limit - (time.perf_counter() - began))
        outcome = self.live.solve(gap=gap, seconds=left, start=self.best, stop=stop)
        plan = self._finish(outcome, gap, began, break_ties=break_ties, stop=stop)
        self.live.set_bounds(lower, upper)
        return plan

    def _finish(
        self, outcome: Outcome, gap: float, began: float, *, break_ties: bool, stop: Stop | None
    ) -> Plan:
        if outcome.solution is None:
            status: Status = "infeasible" if outcome.status == "infeasible" else "unknown"
            return self.no_plan(status, time.perf_counter() - began, stop)
        self.best = outcome.solution
        if not break_ties or not _proven(outcome.value, outcome.bound):
            return self._plan(outcome, gap, time.perf_counter() - began)
        ties = break_ties_of(self.live, self.sheet, self.problem, outcome.solution, stop)
        self.best = ties.solution
        plan = self._plan(
            Outcome(outcome.status, outcome.value, outcome.bound, outcome.seconds, ties.solution),
            gap,
            time.perf_counter() - began,
        )
        return plan.but(ties_settled=ties.settled, other_ties=ties.others)

    def _plan(self, outcome: Outcome, gap: float, seconds: float) -> Plan:
        """Read, audit and return the plan of an outcome."""
        assert outcome.solution is not None  # noqa: S101 (callers checked)
        self.bound = min(self.bound, self.tight.bound, outcome.bound)
        status: Status = "optimal" if _proven(outcome.value, self.bound, gap) else "feasible"
        return audited_plan(
            self.problem, self.sheet, outcome.solution, status, self.bound, seconds, HIGHS
        )

    def vector(self, decisions: Decisions) -> Vector:
        """Return the columns' values of known decisions, to start a solve from.

        Columns that the decisions do not name are 0; what the solver can work out itself, such as
        focus overlap, need not be right. Decisions of candidates, services or partners that the
        problem does not have are left out.
        """
        values = np.zeros(len(self.sheet.cost))
        known = self.sheet.columns
        values[[known[key] for key in decisions.columns() if key in known]] = 1.0
        return np.clip(values, self.live.lower, self.live.upper)

    def no_plan(self, status: Status, seconds: float, stop: Stop | None = None) -> Plan:
        """Return the plan that says there is none, and which conditions conflict."""
        conflict = None
        if status == "infeasible":
            conflict = find_conflict(self.problem, moved=self.moved, infeasible=True, stop=stop)
        return Plan(
            status=status,
            value=None,
            bound=None,
            gap=None,
            seconds=seconds,
            solver=HIGHS,
            conflicts=() if conflict is None else (conflict,),
        )


def _proven(value: float, bound: float, gap: float = EXACT_GAP) -> bool:
    """Say whether no plan is better by more than ``gap``, or than what counts as equally good."""
    return relative_gap(value, bound) <= gap or bound - value <= VALUE_TIE


def audited_plan(
    problem: Problem,
    sheet: MatrixModel,
    solution: Vector,
    status: Status,
    bound: float,
    seconds: float,
    solver: str,
) -> Plan:
    """Return the plan of a solution, after the audit.

    Raises:
        SolverError: the solution breaks a condition of the problem.
    """
    decisions = read_decisions(problem, sheet, solution)
    faults = broken(problem, decisions)
    if faults:
        msg = f"{solver} gave decisions that break the problem's conditions: {'; '.join(faults)}"
        raise SolverError(msg)
    return read_plan(problem, decisions, status=status, bound=bound, seconds=seconds, solver=solver)


def solve(
    problem: Problem,
    options: SolveOptions | None = None,
    stop: Stop | None = None,
    moved: Collection[Condition] = (),
) -> Plan:
    """Return the best plan of a problem.

    Args:
        problem: what is asked.
        options: how to solve.
        stop: ends the search early when thrown.
        moved: conditions that a scenario changes; where there is no plan, they are named first.

    Raises:
        SolverError: the named solver is unknown or not installed, or broke a condition.
    """
    options = options or SolveOptions()
    if options.solver != HIGHS:
        from optimizer.search.other_solvers import solve_with

        return solve_with(problem, options.solver, gap=options.gap, seconds=options.seconds)
    return Planner(problem).exact(
        gap=options.gap, seconds=options.seconds, break_ties=options.break_ties, stop=stop
    )
