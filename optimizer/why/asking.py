"""One question to the model: the best plan of a problem, near a plan that is known already.

Every "what if" of this package is another problem, or another goal over the same columns. A
question starts from the best plan known, so that two answers are like with like, and each answer
carries a bound that nothing exceeds:

    v ≤ V ≤ b      v the best found, V the best possible, b the least of the bounds of the linear
                   relaxation, tightened by cuts, and of the search

A search ends at a gap, after a number of branches, or at a time. Branches are the same on every
machine and under every load, so that prices told twice are the same; a time is there for models on
which a single branch takes too long.

Of two such answers the difference of the best values is known to lie in an interval
(:class:`BoundedValue`), whose ends meet where both are proven best.
"""

import time
from typing import Annotated

import numpy as np
from pydantic import Field

from config.base import Frozen
from optimizer.decisions import SERVED, Decisions
from optimizer.highs_model import Outcome, Vector
from optimizer.plan import Plan, Status
from optimizer.problem import Problem
from optimizer.quick import Relaxation, fix_settled, solve_restricted
from optimizer.reading import read_plan
from optimizer.search.cut_relaxation import CutRelaxation
from optimizer.solve import FIRST_GAP, FIRST_NODES, HIGHS, Planner, audited_plan
from optimizer.stop import Stop
from optimizer.tightened import Tightened
from optimizer.tolerances import EXACT_GAP, VALUE_TIE, worth_more

REACH = 8
"""Focus areas by which the first search may differ from the plan it starts from (local branching,
Fischetti & Lodi 2003)."""
FIRST_SHARE = 0.25
"""Share of a search's time that each of the two restricted models may take."""
NODES = 100
"""Branches of a search unless another number is asked for."""


class Effort(Frozen):
    """How long one question may take, and how far its answer has to be proven."""

    gap: Annotated[float, Field(ge=0)] = 5e-3
    """Relative gap at which a search may end."""
    nodes: Annotated[int, Field(ge=0)] | None = NODES
    """Most branches of one search of the full model; None = until the gap is reached, 0 = only
    restricted models are searched, as long as they have any solution."""
    seconds: Annotated[float, Field(gt=0)] | None = None
    """Most time of one search; None = no limit. Where it strikes, another run may find more."""


EXACT = Effort(gap=EXACT_GAP, nodes=None)
"""As long as it takes."""


class Model:
    """A problem compiled once, which holds further rows and is asked for any goal."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.planner = Planner(problem)
        self.sheet = self.planner.sheet
        self.live = self.planner.live
        self.value_costs = np.array(self.sheet.cost, dtype=np.float64)
        """Points of the plan per unit of every column, shape (columns,)."""
        self.relaxed_bound = float("-inf")
        """What no solution of the last question exceeds, by its linear relaxation."""
        self._tightened = CutRelaxation(self.sheet, problem)
        self._held: list[tuple[list[int], list[float], float]] = []

    def weights(self, concept: str, among: frozenset[str], sign: float = 1.0) -> Vector:
        """Return ``sign`` at the concept's columns of these candidates, 0 elsewhere."""
        weights = np.zeros(len(self.sheet.cost))
        for key, position in self.sheet.columns.items():
            if key[0] == concept and key[1] in among:
                weights[position] = sign
        return weights

    def hold(self, weights: Vector, least: float) -> None:
        """Keep ``Σ weight · column ≥ least`` in every later question."""
        used = np.flatnonzero(weights)
        row = used.tolist(), weights[used].tolist(), least
        self._held.append(row)
        self.live.add_row(*row)
        self._tightened.live.add_row(*row)

    @property
    def held(self) -> int:
        """Number of rows held."""
        return len(self._held)

    def release(self, first: int) -> None:
        """Let go of the rows held from the given place on."""
        if first >= len(self._held):
            return
        self.live.remove_rows_from(self.live.row_count - len(self._held) + first)
        del self._held[first:]
        cuts = list(self._tightened.cuts)
        self._tightened.keep(0)
        for cut in cuts:
            self._tightened.add(cut)
        for row in self._held:
            self._tightened.live.add_row(*row)

    def maximise(
        self,
        effort: Effort,
        *,
        goal: Vector | None = None,
        start: Vector | None = None,
        stop: Stop | None = None,
    ) -> Outcome:
        """Return the solution with the greatest goal, the plan's value unless another is given.

        A restricted model first, then, where that leaves more than the gap, the full one with
        those columns fixed that nothing better can change.
        """
        began = time.perf_counter()
        costs = (self.value_costs, self.sheet.constant) if goal is None else (goal, 0.0)
        self.live.set_costs(*costs)
        relaxation = self._relaxation(*costs, stop)
        if relaxation.solution is None:
            return Outcome("infeasible", -np.inf, -np.inf, time.perf_counter() - began)
        limit = float("inf") if effort.seconds is None else effort.seconds
        first = self._first(relaxation, effort, limit * FIRST_SHARE, start, stop)
        if first.found and (first.gap <= effort.gap or _same(first)):
            return first
        left = limit - (time.perf_counter() - began)
        if first.found and (left <= 0 or effort.nodes == 0):
            return first
        known = first.solution if first.found else start
        return self._prove(relaxation, first, known, effort, max(0.1, left), stop)

    def relaxed(self, goal: Vector, stop: Stop | None = None) -> float:
        """Return what no solution of a goal exceeds, by its tightened relaxation alone."""
        return self._relaxation(goal, 0.0, stop).bound

    def _relaxation(self, costs: Vector, constant: float, stop: Stop | None) -> Relaxation:
        """Solve the linear relaxation, tightened by cuts; they hold whatever is asked."""
        self._tightened.live.set_costs(costs, constant)
        tight = self._tightened.solve(stop=stop)
        self.relaxed_bound = tight.bound
        return Relaxation(tight.bound, tight.solution, tight.reduced_costs, None, 0.0)

    def _first(
        self,
        relaxation: Relaxation,
        effort: Effort,
        seconds: float,
        start: Vector | None,
        stop: Stop | None,
    ) -> Outcome:
        """Solve the restricted model, near the start first (local branching), then anywhere."""
        gap = max(effort.gap / 2, FIRST_GAP)
        rows = self.live.row_count
        near = Outcome("unknown", -np.inf, relaxation.bound, 0.0)
        if start is not None:
            self._stay_near(start)
            near = solve_restricted(
                self.live, self.sheet, relaxation, gap=gap, seconds=seconds, start=start,
                stop=stop, nodes=FIRST_NODES,
            )  # fmt: skip
            self.live.remove_rows_from(rows)
        if near.gap <= effort.gap:
            return near
        far = solve_restricted(
            self.live, self.sheet, relaxation, gap=gap, seconds=seconds, stop=stop,
            nodes=FIRST_NODES,
        )  # fmt: skip
        return far if far.value >= near.value else near

    def _stay_near(self, start: Vector) -> None:
        """Let at most :data:`REACH` decisions on focus areas differ from a solution."""
        focus = [position for key, position in self.sheet.columns.items() if key[0] == "focus"]
        had = start[focus] > SERVED
        weights = np.where(had, 1.0, -1.0)
        self.live.add_row(focus, weights.tolist(), float(had.sum() - REACH))

    def _prove(
        self,
        relaxation: Relaxation,
        first: Outcome,
        start: Vector | None,
        effort: Effort,
        seconds: float,
        stop: Stop | None,
    ) -> Outcome:
        before = self.live.lower, self.live.upper
        if first.found:
            self.live.set_bounds(*fix_settled(self.live, relaxation, first.value))
        nodes = effort.nodes if effort.nodes != 0 else NODES
        outcome = self.live.solve(
            gap=effort.gap, seconds=seconds, start=start, stop=stop, nodes=nodes
        )
        self.live.set_bounds(*before)
        if not outcome.found and not first.found:
            return outcome
        best = outcome
        if not outcome.found or worth_more(first.value, outcome.value):
            best = first
        bound = relaxation.bound
        if outcome.found or outcome.status != "infeasible":
            bound = max(best.value, min(bound, outcome.bound))
        return Outcome(best.status, best.value, bound, outcome.seconds, best.solution)

    def plan(self, outcome: Outcome, bound: float | None = None) -> Plan:
        """Return the plan of an outcome, audited; or the plan that there is none.

        Args:
            outcome: of :meth:`maximise`.
            bound: on the plan's value, where the goal was another or more is known.
        """
        if outcome.solution is None:
            status: Status = "infeasible" if outcome.status == "infeasible" else "unknown"
            return Plan(
                status=status, value=None, bound=None, gap=None, seconds=outcome.seconds,
                solver=HIGHS,
            )  # fmt: skip
        limit = outcome.bound if bound is None else bound
        plan = audited_plan(
            self.problem, self.sheet, outcome.solution, "feasible", limit, outcome.seconds, HIGHS
        )
        proven = (plan.gap is not None and plan.gap <= EXACT_GAP) or _close(plan)
        return plan.but(status="optimal") if proven else plan


def _same(outcome: Outcome) -> bool:
    return outcome.bound - outcome.value <= VALUE_TIE


def _close(plan: Plan) -> bool:
    return plan.value is not None and plan.bound is not None and (
        plan.bound - plan.value <= VALUE_TIE
    )  # fmt: skip


def ask(
    asked: Problem | Model,
    effort: Effort,
    *,
    near: Decisions | None = None,
    holds: bool = False,
    most: float | None = None,
    stop: Stop | None = None,
) -> Plan:
    """Return the best plan of a problem.

    Args:
        asked: the question, or the model of it where that is compiled already.
        effort: how long to look.
        near: a plan to start from; it need not meet the problem's conditions.
        holds: whether it does meet them, so that the answer is never worth less.
        most: points that no plan of the problem exceeds, where known from a wider problem.
        stop: ends the search early when thrown.
    """
    model = Model(asked) if isinstance(asked, Problem) else asked
    start = None if near is None else model.planner.vector(near)
    outcome = model.maximise(effort, start=start, stop=stop)
    bound = model.relaxed_bound if outcome.solution is None else outcome.bound
    bound = bound if most is None else min(bound, most)
    found = model.plan(outcome, bound)
    if near is None or not holds:
        return found
    known = read_plan(
        model.problem, near, status="feasible", bound=bound, seconds=found.seconds, solver=HIGHS
    )
    assert known.value is not None  # noqa: S101 (read off decisions)
    return known if found.value is None or worth_more(known.value, found.value) else found


def as_good(problem: Problem, plan: Plan, effort: Effort, stop: Stop | None = None) -> Plan:
    """Return a plan, or the better one that as much effort finds as others will have.

    What is then compared with it is not found better only because it was looked for harder.
    """
    if plan.gap is not None and plan.gap <= effort.gap:
        return plan
    return ask(problem, effort, near=plan.decisions, holds=True, most=plan.bound, stop=stop)
