"""Good plans near a known one: with a candidate the other way round, or for other potentials.

Each is found by one short search: the relaxation under the potentials asked for, with the candidate
held in or out, says which columns are in doubt; those and all that the known plan uses stay free,
the others keep the relaxation's value. Small models are searched in full.

No step looks at a clock: the same questions in the same order give the same plans on any machine.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Literal

import numpy as np

from config.base import Frozen
from optimizer.audit import broken
from optimizer.decisions import Decisions, read_decisions, write_decisions
from optimizer.decoupled import Decoupled, Shares
from optimizer.highs_model import HighsModel, Mask, Vector
from optimizer.model.compile import compile_problem
from optimizer.model.matrix import owner_of
from optimizer.problem import Problem
from optimizer.robust.pool import PlanKey, plan_key
from optimizer.robust.search import FEW
from optimizer.robust.stakes import PlanTerms, StakeCosts, Stakes
from optimizer.solve import HIGHS, SolverError
from optimizer.stop import Stop
from optimizer.tightened import Tightened
from optimizer.tolerances import EXACT_GAP, INTEGRALITY

WIDER = 3
"""How many times more columns are left free where a first search finds no plan at all."""

Side = Literal["in", "out"]


class SearchEffort(Frozen):
    """How hard to look in one search."""

    free: int = 80
    """Yes/no columns in doubt that stay free, beside those that the known plan uses."""
    nodes: int = 5
    """Most branches."""
    gap: float = 1e-3
    """Relative gap at which a search may end."""


class NearbyPlans:
    """The plans known of a problem, none twice, and a model to look for more."""

    def __init__(self, problem: Problem, plans: Iterable[Decisions] = ()) -> None:
        self.problem = problem
        self.stakes = Stakes(problem)
        self.sheet = compile_problem(problem)
        self.live = HighsModel(self.sheet)
        self.live.be_brisk()
        self.small = int(self.live.integer.sum()) <= FEW
        self.costs = StakeCosts(self.stakes, self.sheet)
        self.central = self.stakes.central()
        self._decoupled = Decoupled(self.sheet, problem)
        self._tightened = Tightened(self.sheet, problem)
        self._tight = self._tightened.solve(self.costs.at(self.central))
        self._owners = np.array([owner_of(key) for key in self.sheet.columns])
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
            self._known[key] = decisions, self.stakes.of_plan(decisions)

    def add_if_allowed(self, decisions: Decisions) -> None:
        """Add a plan, unless it breaks a condition."""
        if not broken(self.problem, decisions):
            self.add(decisions)

    def lines(self) -> tuple[Vector, Vector]:
        """Return the value of every plan under a draw θ: fixed (m,), and slopes (m, stakes)."""
        terms = [terms for _, terms in self._known.values()]
        slopes = np.array([one.slopes for one in terms]).reshape(len(terms), self.stakes.size)
        return np.array([one.fixed for one in terms]), slopes

    def value(self, theta: Vector) -> float:
        """Return the points of the best plan known under a draw, minus infinity without any."""
        fixed, slopes = self.lines()
        return float((fixed + slopes @ theta).max(initial=-np.inf))

    def shares(self, theta: Vector) -> Shares:
        """Return what candidates add under a draw, at the prices of the central potentials."""
        return self._decoupled.shares(self._tight, self.costs.at(theta))

    @property
    def bound(self) -> float:
        """Points; no plan is worth more under the central potentials."""
        return self._tight.bound

    def search(
        self,
        theta: Vector,
        effort: SearchEffort,
        *,
        hold: Mapping[int, Side] | None = None,
        start: Decisions | None = None,
        least: float = -np.inf,
        stop: Stop | None = None,
    ) -> float:
        """Look for a good plan under a draw and add it; return a bound on all such plans.

        Args:
            theta: the draw, shape (stakes,).
            effort: how hard to look.
            hold: positions of candidates, and the side on which to hold each.
            start: a known plan near which to look.
            least: where the relaxation proves that no plan is worth this much, none is looked for.
            stop: ends the search early when thrown.

        Returns:
            Points; minus infinity where there is no such plan.
        """
        cost = self.costs.at(theta)
        with self._held(self._tightened.live, hold):
            tight = self._tightened.solve(cost, rounds=0, stop=stop)
        if tight.solution is None or tight.reduced_costs is None or tight.bound < least:
            return tight.bound
        self.live.set_costs(cost, self.sheet.constant)
        begin = None if start is None else write_decisions(self.sheet, start)
        bounds = self.live.lower, self.live.upper
        for free in (0,) if self.small else (effort.free, WIDER * effort.free):
            if free:
                self.live.set_bounds(
                    *self._restricted(tight.solution, tight.reduced_costs, free, begin)
                )
            with self._held(self.live, hold):
                self.live.forget()
                outcome = self.live.solve(
                    gap=effort.gap if free else EXACT_GAP,
                    nodes=effort.nodes if free else None,
                    stop=stop,
                )
            self.live.set_bounds(*bounds)
            if outcome.solution is not None:
                self._keep(outcome.solution)
                break
        return min(tight.bound, outcome.bound) if self.small else tight.bound

    @contextmanager
    def _held(self, live: HighsModel, hold: Mapping[int, Side] | None) -> Iterator[None]:
        """Hold candidates in focus in some period, or in none, for as long as it lasts."""
        if not hold:
            yield
            return
        lower, upper = live.lower, live.upper
        row = live.row_count
        without = upper.copy()
        for place, side in hold.items():
            candidate = self.stakes.candidates[place]
            columns = [
                self.sheet.columns["focus", candidate, period.id] for period in self.problem.periods
            ]
            if side == "in":
                live.add_row(columns, [1.0] * len(columns), 1.0)
            else:
                without[columns] = np.minimum(without[columns], 0.0)
        live.set_bounds(np.minimum(lower, without), without)
        yield
        if live.row_count > row:
            live.remove_rows_from(row)
        live.set_bounds(lower, upper)

    def _restricted(
        self, solution: Vector, reduced: Vector, free: int, start: Vector | None
    ) -> tuple[Vector, Vector]:
        """Return bounds that leave free what is in doubt, and what the start has."""
        lower, upper = self.live.lower.copy(), self.live.upper.copy()
        whole = self.live.integer
        used = np.unique(self._owners[solution > INTEGRALITY])
        kept = np.isin(self._owners, ["", *used])
        fractional = whole & (solution > INTEGRALITY) & (solution < 1 - INTEGRALITY)
        doubt = np.where(fractional, -1.0, np.abs(reduced))
        open_columns = np.flatnonzero(whole & kept)
        most = max(free, int(fractional.sum()))
        chosen = open_columns[np.argsort(doubt[open_columns], kind="stable")[:most]]
        settled: Mask = whole.copy()
        settled[chosen] = False
        value = np.where(kept, np.round(solution), lower)
        lower[settled] = upper[settled] = value[settled]
        if start is not None:
            lower = np.where(whole, np.minimum(lower, start), lower)
            upper = np.where(whole, np.maximum(upper, start), upper)
        return lower, upper

    def _keep(self, solution: Vector) -> None:
        rounded = np.where(self.live.integer, np.round(solution), solution)
        decisions = read_decisions(self.sheet, rounded)
        faults = broken(self.problem, decisions)
        if faults:
            msg = f"{HIGHS} gave decisions that break conditions: {'; '.join(faults)}"
            raise SolverError(msg)
        self.add(decisions)
