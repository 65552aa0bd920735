"""A problem compiled once, which holds further rows and is asked for any goal.

Every question of this program is such a goal over such rows: the plan's value, the fewest changes,
the least money, the points that one kind earns.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from optimizer.audit import broken
from optimizer.cuts.cut import Cut, Positions
from optimizer.decisions import Decisions, read_decisions
from optimizer.highs_model import HighsModel, Outcome, Vector
from optimizer.model.compile import compile_problem
from optimizer.model.matrix import MatrixModel
from optimizer.plan import Plan, Status
from optimizer.problem import Problem
from optimizer.reading import read_plan
from optimizer.search.cut_relaxation import Relaxed
from optimizer.search.effort import HIGHS
from optimizer.search.lagrangian import Prices
from optimizer.search.limits import Limits
from optimizer.search.part import Whole, loosened
from optimizer.search.sifted_relaxation import SiftedRelaxation
from optimizer.stop import Stop
from optimizer.tolerances import EXACT_GAP, FEASIBILITY, VALUE_TIE

FEW = 400
"""Models with no more yes/no columns are searched in full at once."""


class SolverError(Exception):
    """A named solver is unknown, not installed here, or gave decisions that break conditions."""


@dataclass(frozen=True, eq=False)
class Goal:
    """What is to be great: Σ costs · column + constant."""

    costs: Vector
    """Per unit of every column, shape (columns,)."""
    constant: float = 0.0

    def of(self, solution: Vector) -> float:
        """Return what a solution, shape (columns,), comes to."""
        return float(self.costs @ solution) + self.constant


class SearchModel:
    """A problem's matrix, loaded twice: as it is, and as its relaxation with cuts."""

    def __init__(
        self, problem: Problem, matrix: MatrixModel | None = None, *, seed: int = 0
    ) -> None:
        """Load a problem.

        Args:
            problem: the problem.
            matrix: its programme, where that has been written already or holds more than the
                problem's own columns and rows; None = as it compiles.
            seed: of the solver's own chances, in restricted searches.
        """
        self.problem = problem
        self.matrix = compile_problem(problem) if matrix is None else matrix
        arrays = loosened(self.matrix)
        self.live, self._whole = HighsModel(arrays), Whole(arrays, seed)
        self.relaxation = SiftedRelaxation(self.matrix, problem)
        self.value = Goal(np.array(self.matrix.cost, dtype=np.float64), self.matrix.constant)
        """The plan's value, in points."""
        self._loose: Relaxed | None = None
        self.tight: tuple[Relaxed, Prices] | None = None
        """The relaxation of the plan's value with cuts, once it has been solved, and its prices."""
        self.held: list[Cut] = []
        self.leaders = _leaders(self.matrix)
        """Position of the focus column without which a column must be 0, −1 for none; (columns,).
        """

    def relax(self, goal: Goal, rounds: int, stop: Stop | None = None) -> tuple[Relaxed, Prices]:
        """Return the relaxation under a goal with so many rounds of cuts at most, and its prices.

        That of the plan's value is remembered.
        """
        found = self.relaxation.solve(goal.costs, goal.constant, rounds=rounds, stop=stop)
        if goal is self.value and rounds:
            self.tight = found
        elif goal is self.value:
            self._loose = found[0]
        return found

    @property
    def loose(self) -> Relaxed:
        """The linear relaxation of the plan's value without cuts, solved once."""
        return self._loose or self.relax(self.value, 0)[0]

    def weights(self, concept: str, among: Iterable[str], sign: float = 1.0) -> Vector:
        """Return ``sign`` at the concept's columns of these candidates, 0 elsewhere."""
        wanted = frozenset(among)
        weights = np.zeros(len(self.matrix.cost))
        for key, position in self.matrix.columns.items():
            if key[0] == concept and key[1] in wanted:
                weights[position] = sign
        return weights

    def hold(self, weights: Vector, least: float) -> None:
        """Keep ``Σ weight · column ≥ least`` in every later question."""
        used = np.flatnonzero(weights)
        row = Cut(used, weights[used], least, held=True)
        self.held.append(row)
        self.live.add_rows([row])
        self.relaxation.hold(row)

    def release(self) -> None:
        """Let go of all rows held."""
        if self.held:
            self.live.remove_rows_from(self.live.row_count - len(self.held))
            self.relaxation.let_go()
            self.held.clear()

    @property
    def few(self) -> bool:
        """Whether the model is so small that it is searched in full at once."""
        return int(self.live.integer.sum()) <= FEW

    def restricted(
        self,
        lower: Vector,
        upper: Vector,
        limits: Limits,
        *,
        start: Vector | None = None,
        cuts: Sequence[Cut] = (),
    ) -> Outcome:
        """Search within bounds, under the costs that stand.

        The outcome's bound says nothing of solutions outside.

        Args:
            lower: least values of the columns, shape (columns,).
            upper: greatest values, the same.
            limits: when to end.
            start: a solution within the bounds, shape (columns,).
            cuts: further rows that hold, such as those that tighten the model.
        """
        low = np.where(self.leaders >= 0, upper[self.leaders], 1.0) <= 0
        upper = np.where(low & (lower <= 0), np.minimum(upper, 0.0), upper)
        rows = (*self.held, *cuts)
        live = self.live
        return self._whole.search(live.cost, live.offset, (lower, upper), rows, start, limits)

    def vector(self, decisions: Decisions) -> Vector:
        """Return the columns' values of known decisions, to start a search from.

        Columns that the decisions do not name are 0; what the solver can work out itself, such as
        focus overlap, need not be right. Decisions of candidates, services or partners that the
        problem does not have are left out.
        """
        values = np.zeros(len(self.matrix.cost))
        known = self.matrix.columns
        values[[known[key] for key in decisions.columns() if key in known]] = 1.0
        return np.clip(values, self.live.lower, self.live.upper)

    def whole(self, solution: Vector) -> Vector:
        """Return a solution, shape (columns,), with what is yes or no put right."""
        return np.where(self.live.integer, np.round(solution), solution)

    def allows(self, solution: Vector) -> bool:
        """Say whether a whole solution, shape (columns,), keeps the rows that are held."""
        return all(row.missed_by(solution) <= FEASIBILITY for row in self.held)

    def decisions(self, solution: Vector) -> Decisions:
        """Return the decisions of a solution, after the audit.

        Raises:
            SolverError: they break a condition of the problem.
        """
        found = read_decisions(self.problem, self.matrix, self.whole(solution))
        faults = broken(self.problem, found)
        if faults:
            msg = f"{HIGHS} gave decisions that break the problem's conditions: {'; '.join(faults)}"
            raise SolverError(msg)
        return found

    def plan(self, decisions: Decisions, bound: float, *, gap: float = EXACT_GAP) -> Plan:
        """Return decisions that hold as a plan, ``optimal`` where proven to ``gap``."""
        plan = read_plan(
            self.problem, decisions, status="feasible", bound=bound, seconds=0.0, solver=HIGHS
        )
        return plan.but(status=proven(plan, gap))

    def telling(
        self, show: Callable[[Plan], None] | None, gap: float
    ) -> Callable[[Vector, float, float], None] | None:
        """Return what tells solutions, their points and a bound as plans; None if nobody looks."""
        if show is None:
            return None
        return lambda solution, _, bound: show(self.plan(self.decisions(solution), bound, gap=gap))


def _leaders(matrix: MatrixModel) -> Positions:
    leaders = np.full(len(matrix.columns), -1, dtype=np.int64)
    for key, position in matrix.columns.items():
        match key:
            case (
                ("service", candidate, _, period)
                | ("lead", _, candidate, _, period)
                | ("money", candidate, _, _, period)
                | ("overlap", candidate, _, period)
                | ("near", _, candidate, period)
            ):
                leaders[position] = matrix.columns["focus", candidate, period]
    return leaders


def proven(plan: Plan, gap: float) -> Status:
    """Return what is proven of a plan: ``optimal`` to a relative gap, or only ``feasible``."""
    if plan.value is None or plan.bound is None or plan.gap is None:
        return plan.status
    proven = plan.gap <= gap or plan.bound - plan.value <= VALUE_TIE
    return "optimal" if proven else "feasible"
