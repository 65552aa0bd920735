"""Among equally good plans: the least money, then the fewest staff-weeks, then the lowest ids.

Lexicographic, by solving again: what makes plans equally good is held while money is minimised,
then money is held while staff-weeks are, then both while, for the yes/no decisions in the order of
their ids, a yes is preferred to a no. The last step works on blocks of decisions with weights 2^k,
which is the lexicographic order itself within a block; decisions that no equally good plan can
change are left out beforehand.

Every step may look at no more than :data:`NODES` branches, a limit that does not depend on the
speed of the machine; where it is reached, the plan says that ties are not settled.
"""

from dataclasses import dataclass

import numpy as np

from optimizer.highs_model import HighsModel, Mask, Vector
from optimizer.model.matrix import MatrixModel
from optimizer.problem import Problem
from optimizer.search.model import Goal, SearchModel
from optimizer.stop import Stop
from optimizer.tolerances import (
    INTEGRALITY,
    MONEY_TIE_USD,
    STAFF_TIE_WEEKS,
    USD_SCALE,
)

NODES = 2000
"""Most branches that one tie-breaking solve looks at."""
BLOCK = 16
"""Decisions told apart in one solve; their weights 2^k stay exact in the solver's tolerances."""


@dataclass(frozen=True)
class TieBreak:
    """What became of the ties."""

    solution: Vector
    """The chosen one among the equally good, shape (columns,)."""
    settled: bool
    """Whether every step was proven."""
    others: bool | None
    """Whether other plans are equally good, cheap and light; None when not known."""


def money_costs(sheet: MatrixModel, problem: Problem) -> Vector:
    """Return thousand USD per unit of every column, shape (columns,)."""
    costs = np.zeros(len(sheet.cost))
    for area in problem.areas:
        for option in area.options:
            for period in problem.periods:
                costs[sheet.columns["service", area.id, option.service, period.id]] = (
                    option.usd / USD_SCALE
                )
    for joint in problem.joints:
        for period in problem.periods:
            costs[sheet.columns["joint", joint.id, period.id]] = joint.usd / USD_SCALE
    return costs


def staff_costs(sheet: MatrixModel, problem: Problem) -> Vector:
    """Return staff-weeks per unit of every column, shape (columns,); a lead saves its share."""
    costs = np.zeros(len(sheet.cost))
    weeks = {}
    for area in problem.areas:
        for option in area.options:
            total = sum(option.weeks.values())
            weeks[area.id, option.service] = total * option.partner_lead
            for period in problem.periods:
                costs[sheet.columns["service", area.id, option.service, period.id]] = total
    for key, position in sheet.columns.items():
        if key[0] == "lead":
            costs[position] = -weeks[key[2], key[3]]
    for joint in problem.joints:
        for period in problem.periods:
            costs[sheet.columns["joint", joint.id, period.id]] = sum(joint.weeks.values())
    return costs


def break_ties(model: SearchModel, solution: Vector, stop: Stop | None = None) -> TieBreak:
    """Return the equally good solution with least money, then staff, then lowest ids.

    Args:
        model: of the problem; it holds already what makes solutions equally good. Its costs,
            bounds and rows are as before afterwards.
        solution: one of them, shape (columns,).
        stop: ends the search early when thrown.
    """
    live, matrix, problem = model.live, model.matrix, model.problem
    goal, lower, upper = Goal(live.cost, live.offset), live.lower, live.upper
    rows = live.row_count
    steps = _Steps(live, solution, stop)
    money, staff = money_costs(matrix, problem), staff_costs(matrix, problem)
    if steps.minimise(money):
        steps.hold(-money, MONEY_TIE_USD / USD_SCALE)
        if steps.minimise(staff):
            steps.hold(-staff, STAFF_TIE_WEEKS)
            _lowest_ids(steps, matrix, live.integer)
    live.remove_rows_from(rows)
    live.set_bounds(lower, upper)
    live.set_costs(goal.costs, goal.constant)
    return TieBreak(steps.solution, settled=steps.settled, others=steps.others)


class _Steps:
    """The solution so far, and whether all that was asked could be proven."""

    def __init__(self, live: HighsModel, solution: Vector, stop: Stop | None) -> None:
        self.live = live
        self.solution = solution
        self.stop = stop
        self.settled = True
        self.others: bool | None = None

    def hold(self, cost: Vector, tolerance: float) -> None:
        """Keep Σ cost · column at least at the present solution's."""
        used = np.flatnonzero(cost)
        if len(used):
            level = float(cost[used] @ self.solution[used])
            self.live.add_row(used.tolist(), cost[used].tolist(), level - tolerance)

    def minimise(self, cost: Vector) -> bool:
        """Make Σ cost · column as small as possible; False when that could not be proven."""
        if not self.settled or not np.any(cost):
            return self.settled
        self.live.set_costs(-cost)
        outcome = self.live.solve(gap=0.0, start=self.solution, stop=self.stop, nodes=NODES)
        if outcome.solution is not None:
            self.solution = np.where(
                self.live.integer, np.round(outcome.solution), outcome.solution
            )
        self.settled = outcome.status == "optimal"
        return self.settled


def _lowest_ids(steps: _Steps, sheet: MatrixModel, integer: Mask) -> None:
    """Prefer a yes for the lowest ids, block after block."""
    yes = steps.solution > 1 - INTEGRALITY
    flips = np.where(integer, np.where(yes, 1.0, -1.0), 0.0)
    found = steps.solution
    if not steps.minimise(flips):
        return
    steps.others = bool(np.any((steps.solution > 1 - INTEGRALITY)[integer] != yes[integer]))
    steps.solution = found
    if not steps.others:
        return
    decided = sorted(
        (key[1:], position)
        for key, position in sheet.columns.items()
        if integer[position] and steps.live.lower[position] < steps.live.upper[position]
    )
    positions = [position for _, position in decided]
    lower, upper = steps.live.lower.copy(), steps.live.upper.copy()
    for first in range(0, len(positions), BLOCK):
        block = positions[first : first + BLOCK]
        if not all(steps.solution[block] > 1 - INTEGRALITY):
            preference = np.zeros(len(lower))
            preference[block] = -(2.0 ** np.arange(len(block) - 1, -1, -1))
            if not steps.minimise(preference):
                return
        lower[block] = upper[block] = steps.solution[block]
        steps.live.set_bounds(lower, upper)
