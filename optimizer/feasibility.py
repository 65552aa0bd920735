r"""Is there a plan under some conditions of a problem? One model, asked again and again.

Every condition can be let go without compiling anything again: the rows of locks, of bounds of hard
rules and of limits lose their sides; the columns that a gate or a window fixes are freed; and of
every team *g* and fund *f* there may be an extra :math:`e \ge 0` per period, 0 while its capacity
holds:

.. math:: \sum_{is} weeks_{isg} z_{ist} - \dots - e_g \le weeks_g (1 - \rho_g), \qquad
   \sum_{ic} y_{icft} - e_f \le usd_f

The least extra with which there is a plan is a solve of the same model. Every plan found is kept:
where it meets all that is asked, nothing has to be solved.
"""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

import numpy as np

from optimizer.conditions import (
    CapacityCondition,
    ChangeLimit,
    Condition,
    DependencyCondition,
    Gate,
    Lock,
    MinimumStay,
    ReviewCondition,
    RuleCondition,
    Window,
    capacities,
    facts,
    hard_conditions,
)
from optimizer.highs_model import HighsModel, Vector
from optimizer.model.compile import compile_problem
from optimizer.model.matrix import INFINITY, Key
from optimizer.problem import Problem
from optimizer.stop import Stop
from optimizer.tolerances import FEASIBILITY, USD_SCALE

CHECK_NODES = 1000
"""Most branches of one look for a plan, and of one search for the least extra."""


@dataclass
class _Hold:
    """What holds one condition in the model."""

    rows: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    """Fixed at 0."""
    extra: int | None = None
    """Column of what there may be more of a capacity."""


@dataclass(frozen=True)
class Extra:
    """The least more of a capacity with which there is a plan."""

    amount: float
    """Staff-weeks or USD per period."""
    exact: bool
    """Whether it is proven that less does not do."""


class Feasibility:
    """A problem compiled once, whose conditions can be let go and put back."""

    def __init__(self, problem: Problem, stop: Stop | None = None) -> None:
        self.problem = problem
        self.stop = stop
        self.conditions: tuple[Condition, ...] = (
            *hard_conditions(problem),
            *capacities(problem),
            *facts(problem),
        )
        """Every one, in the order of the problem."""
        self._sheet = compile_problem(problem)
        self._live = HighsModel(self._sheet)
        self._holds = self._found_holds()
        self._costs = np.zeros(self._live.columns)
        self._live.set_costs(self._costs)
        self._kept: frozenset[Condition] = frozenset(self.conditions)
        self._met: list[frozenset[Condition]] = []
        self._refuted: list[frozenset[Condition]] = []

    @property
    def stopped(self) -> bool:
        """Whether nothing further is looked for."""
        return self.stop is not None and self.stop.thrown

    def possible(self, kept: AbstractSet[Condition]) -> bool | None:
        """Say whether a plan meets these conditions, all others let go; None if not found out."""
        asked = frozenset(kept)
        if any(asked <= met for met in self._met):
            return True
        if any(refuted <= asked for refuted in self._refuted):
            return False
        if not self._sheet.cost:
            return all(self._meets(one, np.zeros(0)) for one in asked)
        if self.stopped:
            return None
        self._keep(asked)
        self._live.forget()
        outcome = self._live.solve(gap=float("inf"), nodes=CHECK_NODES, stop=self.stop)
        if outcome.solution is not None:
            met = (one for one in self.conditions if self._meets(one, outcome.solution))
            self._met.append(asked.union(met))
            return True
        if outcome.status != "infeasible":
            return None
        self._refuted.append(asked)
        return False

    def least_extra(
        self,
        capacity: CapacityCondition,
        kept: AbstractSet[Condition],
        more: Sequence[tuple[CapacityCondition, float]] = (),
    ) -> Extra | None:
        """Return the least extra of one capacity with which a plan meets the conditions kept.

        Args:
            capacity: not among the conditions kept.
            kept: conditions in force; what is not among them is let go.
            more: further capacities that are not let go, but have so much more per period.

        Returns:
            None where no plan was found.
        """
        if self.stopped:
            return None
        self._keep(frozenset(kept))
        upper = self._live.upper.copy()
        for other, amount in more:
            upper[self._extra(other)] = amount / _scale(other)
        self._live.set_bounds(self._live.lower, upper)
        costs = self._costs.copy()
        costs[self._extra(capacity)] = -1.0
        self._live.set_costs(costs)
        self._live.forget()
        outcome = self._live.solve(gap=0.0, nodes=CHECK_NODES, stop=self.stop)
        self._live.set_costs(self._costs)
        self._set_bounds()
        if outcome.solution is None:
            return None
        amount = max(0.0, float(outcome.solution[self._extra(capacity)])) * _scale(capacity)
        return Extra(amount, exact=outcome.status == "optimal")

    def _extra(self, capacity: CapacityCondition) -> int:
        position = self._holds[capacity].extra
        assert position is not None  # noqa: S101 (every capacity has one)
        return position

    def _found_holds(self) -> dict[Condition, _Hold]:
        """Return what holds each condition; capacities get their columns."""
        holds: dict[Condition, _Hold] = {one: _Hold() for one in self.conditions}
        by_row: dict[Key, list[Condition]] = {}
        for one in self.conditions:
            for key in self._row_keys(one):
                by_row.setdefault(key, []).append(one)
        for key, position in self._sheet.rows.items():
            for one in (*by_row.get(key[:2], ()), *by_row.get(key[:1], ())):
                holds[one].rows.append(position)
        for one, hold in holds.items():
            if isinstance(one, CapacityCondition):
                hold.extra = self._live.add_column(hold.rows, [-1.0] * len(hold.rows), upper=0.0)
            elif isinstance(one, (Gate, Window)):
                hold.columns = self._closed(one)
        return holds

    def _row_keys(self, condition: Condition) -> Iterable[Key]:
        """Return the first ids of the keys of the rows that hold a condition."""
        match condition:
            case Lock():
                yield "must" if condition.side == "in" else "must_not", condition.candidate
            case RuleCondition():
                concept = "rule_least" if condition.bound == "least" else "rule_most"
                for term in self.problem.rules:
                    if condition.of(term):
                        yield concept, term.id
            case DependencyCondition():
                for kind in ("requires", "excludes", "after"):
                    yield kind, condition.rule
            case CapacityCondition():
                concept = "staff" if condition.unit == "staff-weeks" else "fund"
                yield concept, condition.resource
            case ReviewCondition():
                yield "review", condition.of
            case ChangeLimit() | MinimumStay():
                yield ("most_changes" if isinstance(condition, ChangeLimit) else "stay",)

    def _closed(self, fact: Gate | Window) -> list[int]:
        """Return the columns that a gate or a window fixes at 0."""
        windows = self.problem.by_id[fact.candidate].windows or ()
        return [
            self._sheet.columns["focus", fact.candidate, period.id]
            for period in self.problem.periods
            if isinstance(fact, Gate) or period.id not in windows
        ]

    def _keep(self, kept: frozenset[Condition]) -> None:
        """Put these conditions in force, and let every other one go."""
        for one in self._kept ^ kept:
            if isinstance(one, CapacityCondition):
                continue
            for row in self._holds[one].rows:
                sides = (self._sheet.row_lower[row], self._sheet.row_upper[row])
                self._live.set_row(row, *(sides if one in kept else (-INFINITY, INFINITY)))
        self._kept = kept
        self._set_bounds()

    def _set_bounds(self) -> None:
        upper = self._live.upper.copy()
        upper[: len(self._sheet.upper)] = self._sheet.upper
        for freed in (True, False):
            for one, hold in self._holds.items():
                if (one in self._kept) != freed:
                    upper[hold.columns] = 1.0 if freed else 0.0
                if hold.extra is not None:
                    upper[hold.extra] = 0.0 if one in self._kept else INFINITY
        self._live.set_bounds(self._live.lower, upper)

    def _meets(self, condition: Condition, solution: Vector) -> bool:
        """Say whether a solution meets a condition, in force or not."""
        hold = self._holds[condition]
        if any(solution[column] > FEASIBILITY for column in hold.columns):
            return False
        for row in hold.rows:
            inside = slice(self._sheet.row_start[row], self._sheet.row_start[row + 1])
            columns = self._sheet.indices[inside]
            value = float(np.dot(self._sheet.coefficients[inside], solution[columns]))
            if value > self._sheet.row_upper[row] + FEASIBILITY:
                return False
            if value < self._sheet.row_lower[row] - FEASIBILITY:
                return False
        return True


def _scale(capacity: CapacityCondition) -> float:
    return USD_SCALE if capacity.unit == "USD" else 1.0
