"""The best plan under a draw, with proof, at a fraction of what a solve from nothing takes.

1. The plans known so far give a lower bound L, by one matrix product.
2. The relaxation, tightened by cuts, over the candidates that may matter gives an upper bound U
   (:mod:`optimizer.robust.sifted`).
3. Where they do not meet, restricted models look for a better plan, a small one first: they keep
   the candidates that the relaxation uses or nearly uses, free the columns whose value it leaves
   most in doubt, start from the best plan known, and end once the gap asked is reached.
4. A better plan joins those known, for the draws that follow.

No step looks at a clock: the same draws in the same order give the same plans on any machine.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated

import numpy as np
from pydantic import Field

from config.base import Frozen
from optimizer.audit import broken
from optimizer.decisions import Decisions, read_decisions, write_decisions
from optimizer.decoupled import Shares
from optimizer.highs_model import HighsModel, Outcome, Vector, relative_gap
from optimizer.model.compile import compile_problem
from optimizer.problem import Problem
from optimizer.robust.pool import KnownPlan, PlanKey, Pool
from optimizer.robust.sifted import Sifted
from optimizer.robust.stakes import PlanTerms, StakeCosts, Stakes
from optimizer.solve import HIGHS, SolverError
from optimizer.stop import Stop
from optimizer.tightened import LITTLE, Tight
from optimizer.tolerances import EXACT_GAP, INTEGRALITY


@dataclass(frozen=True)
class Step:
    """One restricted model: how much of it is free, and how long it is searched."""

    free: int
    """Yes/no columns left free; those that the relaxation leaves fractional always are."""
    neighbours: int
    """Candidates kept beside those that the relaxation uses."""
    nodes: int
    """Most branches."""


KNOWN = 0.25
"""Share of the gap within which a plan known already needs no search. Were it the whole gap, plans
known first would win where others are better, and look surer than they are."""
STEPS = (Step(0, 0, 5), Step(180, 15, 50), Step(500, 60, 50))
"""The restricted models of a draw, each tried where those before it are not enough. Where a plan
known already meets the gap, only the second is tried."""
FEW = 400
"""Models with no more yes/no columns are searched in full at once."""
NODES = 50
"""Most branches of a search in full, unless it is asked to go on."""


class DrawEffort(Frozen):
    """How far the plan of a draw has to be proven."""

    gap: Annotated[float, Field(ge=0)] = 0.02
    """Relative gap at which a plan is good enough.

    On the bundled data, 100 draws to 2 % and the same to 1 %: core indices differ by 0.008 on
    average and by 0.05 at most, while two halves of the draws differ by 0.044 on average: more
    draws say more than smaller gaps.
    """
    nodes: Annotated[int, Field(ge=0)] = 50
    """Most branches of one restricted search; 0 = only bounds, and the plans known already."""
    full: bool = False
    """Whether to search on without limit where restricted searches leave more than the gap."""
    forced: bool = False
    """Whether to bound the plans with and without every candidate by searches of their own."""


EXACT_DRAWS = DrawEffort(gap=EXACT_GAP, full=True)
"""Every plan proven best, however long that takes."""
BOUNDS_ONLY = DrawEffort(gap=1e-3, nodes=0)
"""Tight bounds, and no search for better plans."""


@dataclass(frozen=True, eq=False)
class Found:
    """What is known about the best plan under one draw."""

    plan: int
    """Number of the best plan known."""
    value: float
    """Its points."""
    bound: float
    """No plan is worth more."""
    with_it: Vector
    """Shape (candidates,): no plan with the candidate in focus in some period is worth more."""
    without_it: Vector
    """Shape (candidates,): no plan with it in focus in no period is worth more."""

    @property
    def gap(self) -> float:
        """Relative gap: (bound − value) / max(1, |value|)."""
        return relative_gap(self.value, self.bound)


class Searcher:
    """A problem compiled once, ready to be searched under any draw."""

    def __init__(self, problem: Problem, plans: Iterable[Decisions] = ()) -> None:
        self.problem = problem
        self.stakes = Stakes(problem)
        self.sheet = compile_problem(problem)
        self.live = HighsModel(self.sheet)
        self.live.be_brisk()
        self.costs = StakeCosts(self.stakes, self.sheet)
        self.sifted = Sifted(self.sheet, problem, self.costs.at(self.stakes.central()))
        self._terms: dict[PlanKey, PlanTerms] = {}
        self.begin(plans)

    def begin(self, plans: Iterable[Decisions] = ()) -> None:
        """Start afresh: what follows depends on the problem and on these plans only."""
        self.sifted.begin()
        self.pool = Pool(self.stakes, self._terms)
        for decisions in plans:
            self.pool.add(decisions)

    def search(self, theta: Vector, effort: DrawEffort, stop: Stop | None = None) -> Found | None:
        """Return the best plan under a draw, shape (stakes,); None where no plan is possible."""
        cost = self.costs.at(theta)
        number, value = self.pool.best(theta)
        near = effort.gap if effort.full else effort.gap * KNOWN
        enough = value + near * max(1.0, abs(value)) if number >= 0 else -np.inf
        little = max(LITTLE, effort.gap / 100)
        tight, shares = self.sifted.solve(cost, enough=enough, little=little, stop=stop)
        if tight.solution is None:
            return None
        bound = min(tight.bound, shares.bound)
        self.live.set_costs(cost, self.sheet.constant)
        if relative_gap(value, bound) > near and (effort.nodes or number < 0):
            met = relative_gap(value, bound) <= effort.gap
            aim, steps = (effort.but(gap=near), STEPS[1:2]) if met else (effort, STEPS)
            bound = min(bound, self._improve(theta, tight, shares, aim, steps, stop))
            number, value = self.pool.best(theta)
        if number < 0:
            return None
        with_it, without_it = shares.with_it, shares.without_it
        if effort.forced:
            with_it, without_it = self._forced(with_it, without_it, stop)
        bound = min(bound, max(with_it.max(initial=-np.inf), without_it.max(initial=-np.inf)))
        return Found(number, value, max(bound, value), with_it, without_it)

    def _forced(
        self, with_it: Vector, without_it: Vector, stop: Stop | None
    ) -> tuple[Vector, Vector]:
        """Return sharper bounds with and without every candidate, by searching for such plans."""
        with_it, without_it = with_it.copy(), without_it.copy()
        lower, upper = self.live.lower, self.live.upper
        for place, candidate in enumerate(self.stakes.candidates):
            periods = self.problem.periods
            columns = [self.sheet.columns["focus", candidate, period.id] for period in periods]
            row = self.live.add_row(columns, [1.0] * len(columns), 1.0)
            self.live.forget()
            with_it[place] = min(with_it[place], self.live.solve(gap=EXACT_GAP, stop=stop).bound)
            self.live.remove_rows_from(row)
            without = upper.copy()
            without[columns] = np.minimum(without[columns], 0.0)
            self.live.set_bounds(lower, without)
            self.live.forget()
            without_it[place] = min(
                without_it[place], self.live.solve(gap=EXACT_GAP, stop=stop).bound
            )
            self.live.set_bounds(lower, upper)
        return with_it, without_it

    def _improve(
        self,
        theta: Vector,
        tight: Tight,
        shares: Shares,
        effort: DrawEffort,
        steps: Sequence[Step],
        stop: Stop | None,
    ) -> float:
        """Look for a better plan in ever larger models; return a bound on every plan's value."""
        bound = min(tight.bound, shares.bound)
        if int(self.live.integer.sum()) > FEW:
            before, rows = (self.live.lower, self.live.upper), self.live.row_count
            for cut in tight.binding:
                self.live.add_row(cut.positions.tolist(), cut.values.tolist(), cut.least)
            enough = False
            for step in steps:
                self.live.set_bounds(*self._restricted(tight, shares, step))
                most = min(effort.nodes, step.nodes)
                outcome = self._solve(theta, bound, effort, effort.gap / 2, most, stop)
                self.live.set_bounds(*before)
                enough = self._keep(outcome, theta, bound, effort)
                if enough or (stop and stop.thrown):
                    break
            self.live.remove_rows_from(rows)
            if enough or (stop and stop.thrown):
                return bound
        if effort.full or not self.pool.plans or int(self.live.integer.sum()) <= FEW:
            nodes = None if effort.full else NODES
            outcome = self._solve(theta, bound, effort, effort.gap, nodes, stop)
            self._keep(outcome, theta, bound, effort)
            bound = min(bound, outcome.bound)
        return bound

    def _solve(
        self,
        theta: Vector,
        bound: float,
        effort: DrawEffort,
        gap: float,
        nodes: int | None,
        stop: Stop | None,
    ) -> Outcome:
        number, _ = self.pool.best(theta)
        self.live.forget()
        return self.live.solve(
            gap=gap,
            start=self._start(self.pool.plans[number]) if number >= 0 else None,
            nodes=nodes,
            target=bound / (1 + effort.gap) if effort.gap > EXACT_GAP and bound > 0 else None,
            stop=stop,
        )

    def _keep(self, outcome: Outcome, theta: Vector, bound: float, effort: DrawEffort) -> bool:
        """Add what was found to the plans known; say whether it is good enough."""
        if outcome.solution is not None:
            solution = np.where(self.live.integer, np.round(outcome.solution), outcome.solution)
            decisions = read_decisions(self.problem, self.sheet, solution)
            faults = broken(self.problem, decisions)
            if faults:
                msg = f"{HIGHS} gave decisions that break conditions: {'; '.join(faults)}"
                raise SolverError(msg)
            self.pool.add(decisions, solution)
        _, value = self.pool.best(theta)
        return relative_gap(value, bound) <= effort.gap

    def _restricted(self, tight: Tight, shares: Shares, step: Step) -> tuple[Vector, Vector]:
        """Return bounds that leave free what the relaxation leaves in doubt, shapes (columns,)."""
        lower, upper = self.live.lower.copy(), self.live.upper.copy()
        solution, reduced = tight.solution, tight.reduced_costs
        if solution is None or reduced is None:
            return lower, upper
        whole, owner = self.live.integer, self.sifted.owner
        used = self.sifted.users(solution)
        order = np.argsort(-shares.gain.max(axis=1), kind="stable")
        near = used.copy()
        near[order[~used[order]][: step.neighbours]] = True
        kept = (owner < 0) | near[owner]
        fractional = (solution > INTEGRALITY) & (solution < 1 - INTEGRALITY)
        doubt = np.where(fractional, -1.0, np.abs(reduced))
        open_columns = np.flatnonzero(whole & kept)
        most = max(step.free, int((fractional & whole).sum()))
        chosen = open_columns[np.argsort(doubt[open_columns], kind="stable")[:most]]
        settled = whole.copy()
        settled[chosen] = False
        value = np.where(kept, np.round(solution), lower)
        lower[settled] = upper[settled] = value[settled]
        return lower, upper

    def _start(self, plan: KnownPlan) -> Vector:
        """Return values of the columns to start from, shape (columns,); at least every yes is 1."""
        if plan.start is not None:
            return plan.start
        return write_decisions(self.sheet, plan.decisions)
