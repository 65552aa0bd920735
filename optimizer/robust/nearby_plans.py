"""Good plans near a known one: with a candidate the other way round, or for other potentials.

Each is found by one short search (:mod:`optimizer.search.maximise`) under the potentials asked for,
with the candidate held in or out. No step looks at a clock: the same questions in the same order
give the same plans on any machine.
"""

from collections.abc import Iterable, Mapping
from typing import Literal

import numpy as np

from optimizer.audit import broken
from optimizer.decisions import Decisions
from optimizer.highs_model import Vector
from optimizer.problem import Problem
from optimizer.robust.objective import ColumnCosts, ObjectiveCoefficients, PlanTerms
from optimizer.robust.pool import PlanKey, plan_key
from optimizer.search.effort import Effort
from optimizer.search.lagrangian import Prices
from optimizer.search.maximise import maximise
from optimizer.search.model import Goal, SearchModel
from optimizer.stop import Stop
from optimizer.tolerances import EXACT_GAP

Side = Literal["in", "out"]


SHORT = Effort(gap=1e-3, cuts=0, served=0, core=((80, 5),), rounds=0)
"""How hard to look in one search."""


class NearbyPlans:
    """The plans known of a problem, none twice, and a model to look for more."""

    def __init__(self, problem: Problem, plans: Iterable[Decisions] = ()) -> None:
        self.problem = problem
        self.objective = ObjectiveCoefficients(problem)
        self.model = SearchModel(problem)
        self.costs = ColumnCosts(self.objective, self.model.matrix)
        self.central = self.objective.central()
        central = self._goal(self.central)
        relaxation = self.model.relaxation
        self._relaxed, self._prices = relaxation.solve(central.costs, central.constant)
        relaxation.learn(self._relaxed)
        self._known: dict[PlanKey, tuple[Decisions, PlanTerms]] = {}
        for decisions in plans:
            self.add(decisions)

    @property
    def plans(self) -> tuple[Decisions, ...]:
        """The plans known, in the order in which they became so."""
        return tuple(decisions for decisions, _ in self._known.values())

    def add(self, decisions: Decisions) -> None:
        """Add a plan that meets all conditions, unless it is known."""
        key = plan_key(decisions)
        if key not in self._known:
            self._known[key] = decisions, self.objective.of_plan(decisions)

    def add_if_allowed(self, decisions: Decisions) -> None:
        """Add a plan, unless it breaks a condition."""
        if not broken(self.problem, decisions):
            self.add(decisions)

    def lines(self) -> tuple[Vector, Vector]:
        """Return the value of every plan under a draw: fixed (m,), slopes (m, coefficients)."""
        terms = [terms for _, terms in self._known.values()]
        slopes = np.array([one.slopes for one in terms]).reshape(len(terms), self.objective.size)
        return np.array([one.fixed for one in terms]), slopes

    def value(self, coefficients: Vector) -> float:
        """Return the points of the best plan known under a draw, minus infinity without any."""
        fixed, slopes = self.lines()
        return float((fixed + slopes @ coefficients).max(initial=-np.inf))

    def prices(self, coefficients: Vector) -> Prices:
        """Return what candidates add under a draw, at the prices of the central potentials."""
        goal = self._goal(coefficients)
        return self.model.relaxation.lagrangian.prices(self._relaxed, goal.costs, goal.constant)

    @property
    def bound(self) -> float:
        """Points; no plan is worth more under the central potentials."""
        return min(self._relaxed.bound, self._prices.bound)

    def search(
        self,
        coefficients: Vector,
        effort: Effort = SHORT,
        *,
        hold: Mapping[int, Side] | None = None,
        start: Decisions | None = None,
        least: float = -np.inf,
        stop: Stop | None = None,
    ) -> float:
        """Look for a good plan under a draw and add it; return a bound on all such plans.

        Args:
            coefficients: the draw, shape (coefficients,).
            effort: how hard to look.
            hold: positions of candidates, and the side on which to hold each.
            start: a known plan near which to look.
            least: where the relaxation proves that no plan is worth this much, none is looked for.
            stop: ends the search early when thrown.

        Returns:
            Points; minus infinity where there is no such plan.
        """
        goal, model = self._goal(coefficients), self.model
        for place, side in (hold or {}).items():
            self._hold(place, side)
        relaxation = model.relaxation.solve(
            goal.costs, goal.constant, rounds=effort.cuts, stop=stop
        )
        bound = relaxation[0].bound
        if relaxation[0].solution is not None and bound >= least:
            found = maximise(
                model,
                effort.but(gap=EXACT_GAP, nodes=None) if model.few else effort,
                goal=goal,
                starts=() if start is None else (start,),
                relaxation=relaxation,
                stop=stop,
            )
            bound = min(bound, found.bound)
            if found.solution is not None:
                self.add(model.decisions(found.solution))
        model.release()
        return bound

    def _goal(self, coefficients: Vector) -> Goal:
        return Goal(self.costs.at(coefficients), self.model.matrix.constant)

    def _hold(self, place: int, side: Side) -> None:
        """Hold a candidate in focus in some period, or in none."""
        sign = 1.0 if side == "in" else -1.0
        weights = self.model.weights("focus", (self.objective.candidates[place],), sign)
        self.model.hold(weights, 1.0 if side == "in" else 0.0)
