"""The best plan under a draw, with proof, at a fraction of what a solve from nothing takes.

The plans known so far give a lower bound, by one matrix product; the tightened relaxation over the
candidates that may matter gives an upper one (:mod:`optimizer.search.sifted_relaxation`). Where
they do not meet, the one search (:mod:`optimizer.search.maximise`) looks for a better plan, which
joins those known for the draws that follow.

No step looks at a clock: the same draws in the same order give the same plans on any machine.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from optimizer.cuts.cut import Cut
from optimizer.decisions import Decisions, write_decisions
from optimizer.highs_model import Vector, relative_gap
from optimizer.problem import Problem
from optimizer.robust.objective import ColumnCosts, ObjectiveCoefficients, PlanTerms
from optimizer.robust.pool import KnownPlan, PlanKey, Pool
from optimizer.search.cut_relaxation import LITTLE
from optimizer.search.effort import Effort
from optimizer.search.lagrangian import Prices
from optimizer.search.limits import Limits
from optimizer.search.maximise import maximise
from optimizer.search.model import Goal, SearchModel
from optimizer.stop import Stop
from optimizer.tolerances import EXACT_GAP

KNOWN = 0.25
"""Share of the gap within which a plan known already needs no search. Were it the whole gap, plans
known first would win where others are better, and look surer than they are."""


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


@dataclass(frozen=True, eq=False)
class FoundAfresh:
    """What is known about the best plan of a problem of its own."""

    decisions: Decisions
    value: float
    """Its points."""
    bound: float
    """No plan is worth more."""
    with_it: Vector
    """Shape (candidates,): no plan with the candidate in focus in some period is worth more."""
    without_it: Vector
    """Shape (candidates,): no plan with it in focus in no period is worth more."""

    def with_plan(self, decisions: Decisions, value: float) -> "FoundAfresh":
        """Return the same with a better plan."""
        bound = max(self.bound, value)
        return replace(self, decisions=decisions, value=value, bound=bound)


def search_afresh(
    problem: Problem, effort: Effort, seed: int = 0, stop: Stop | None = None
) -> FoundAfresh | None:
    """Return the best plan of a problem that is searched once; None where none is possible.

    Args:
        problem: other than those before it in its capacities or costs, so that neither their plans
            nor their cuts need hold in it.
        effort: how far its plan has to be proven.
        seed: of the solver's own chances.
        stop: ends the search early when thrown.
    """
    model = SearchModel(problem, seed=seed)
    relaxed, prices = model.relaxation.solve(
        model.value.costs,
        model.value.constant,
        little=max(LITTLE, effort.gap / 20),
        rounds=effort.cuts,
        stop=stop,
    )
    if relaxed.solution is None:
        return None
    found = maximise(model, effort, relaxation=(relaxed, prices), stop=stop)
    if found.solution is None:
        return None
    with_it, without_it = _bounds(prices)
    return FoundAfresh(
        model.decisions(found.solution), found.value, found.bound, with_it, without_it
    )


class Searcher:
    """A problem compiled once, ready to be searched under any draw."""

    def __init__(self, problem: Problem, plans: Iterable[Decisions] = ()) -> None:
        self.problem = problem
        self.objective = ObjectiveCoefficients(problem)
        self.model = SearchModel(problem)
        self.costs = ColumnCosts(self.objective, self.model.matrix)
        central = self._goal(self.objective.central())
        relaxation = self.model.relaxation
        relaxation.learn(relaxation.solve(central.costs, central.constant)[0])
        self._terms: dict[PlanKey, PlanTerms] = {}
        self.begin(plans)

    def begin(self, plans: Iterable[Decisions] = ()) -> None:
        """Start afresh: what follows depends on the problem and on these plans only."""
        self.model.relaxation.begin()
        self.pool = Pool(self.objective, self._terms)
        for decisions in plans:
            self.pool.add(decisions)

    def search(
        self,
        coefficients: Vector,
        effort: Effort,
        stop: Stop | None = None,
        *,
        forced: bool = False,
    ) -> Found | None:
        """Return the best plan under a draw; None where no plan is possible.

        Args:
            coefficients: the draw, shape (coefficients,).
            effort: how far its plan has to be proven.
            stop: ends the search early when thrown.
            forced: whether to bound the plans with and without every candidate by searches of
                their own.
        """
        goal = self._goal(coefficients)
        number, value = self.pool.best(coefficients)
        near = effort.gap if effort.nodes is None else effort.gap * KNOWN
        enough = value + near * max(1.0, abs(value)) if number >= 0 else -np.inf
        self.model.relaxation.begin()
        relaxed, prices = self.model.relaxation.solve(
            goal.costs,
            goal.constant,
            enough=enough,
            little=max(LITTLE, effort.gap / 100),
            rounds=effort.cuts,
            stop=stop,
        )
        if relaxed.solution is None:
            return None
        bound = min(relaxed.bound, prices.bound)
        searched = effort.nodes is None or bool(effort.core) or number < 0
        if relative_gap(value, bound) > near and searched:
            met = relative_gap(value, bound) <= effort.gap
            found = maximise(
                self.model,
                effort.but(gap=near, core=effort.core[1:2]) if met else effort,
                goal=goal,
                known=None if number < 0 else (self._start(self.pool.plans[number]), value),
                relaxation=(relaxed, prices),
                stop=stop,
            )
            if found.solution is not None:
                self.pool.add(self.model.decisions(found.solution), found.solution)
                bound = min(bound, found.bound)
            number, value = self.pool.best(coefficients)
        if number < 0:
            return None
        with_it, without_it = self._sides(goal, prices, stop) if forced else _bounds(prices)
        bound = min(bound, max(with_it.max(initial=-np.inf), without_it.max(initial=-np.inf)))
        return Found(number, value, max(bound, value), with_it, without_it)

    def _goal(self, coefficients: Vector) -> Goal:
        return Goal(self.costs.at(coefficients), self.model.matrix.constant)

    def _sides(self, goal: Goal, prices: Prices, stop: Stop | None) -> tuple[Vector, Vector]:
        """Return sharper bounds with and without every candidate, by searching for such plans."""
        with_it, without_it = _bounds(prices)
        model, live = self.model, self.model.live
        live.set_costs(goal.costs, goal.constant)
        for place, candidate in enumerate(self.objective.candidates):
            periods = self.problem.periods
            columns = [model.matrix.columns["focus", candidate, one.id] for one in periods]
            at_least_once = Cut(np.array(columns), np.ones(len(columns)), 1.0, held=True)
            limits = Limits(EXACT_GAP, stop=stop)
            inside = model.restricted(live.lower, live.upper, limits, cuts=[at_least_once])
            without = live.upper.copy()
            without[columns] = np.minimum(without[columns], 0.0)
            lower = np.minimum(live.lower, without)
            outside = model.restricted(lower, without, limits)
            with_it[place] = min(with_it[place], inside.bound)
            without_it[place] = min(without_it[place], outside.bound)
        return with_it, without_it

    def _start(self, plan: KnownPlan) -> Vector:
        """Return values of the columns to start from, shape (columns,); at least every yes is 1."""
        if plan.start is not None:
            return plan.start
        return write_decisions(self.model.matrix, plan.decisions)


def _bounds(prices: Prices) -> tuple[Vector, Vector]:
    return prices.with_it.copy(), prices.without_it.copy()
