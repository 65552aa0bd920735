r"""The compromise: the plan whose worst regret over several draws is least.

With θ_d the draws (people's own weights, say) and v_d the value of the best plan known under each,

.. math:: \min_P \max_d \bigl( v_d - value(P, θ_d) \bigr)

is one more mixed-integer programme over the same decisions: a column *regret* ≥ 0 and one row
value(P, θ_d) + regret ≥ v_d per draw (minmax regret; Kouvelis & Yu 1997, *Robust Discrete
Optimization and Its Applications*). v_d is at most the bound b_d; so the true worst regret of the
plan found is at most the larger of b_d − value(P, θ_d), and no plan's is less than the bound of the
programme.

The worst regret alone leaves all other draws to chance: many plans may share it, and some of them
lose less elsewhere. So a second search looks, among plans whose worst regret is no greater than
what was found, for the one worth most on average.
"""

from array import array
from dataclasses import dataclass

import numpy as np

from config.base import Frozen
from optimizer.audit import broken
from optimizer.decisions import Decisions, read_decisions, write_decisions
from optimizer.highs_model import HighsModel, Outcome, Vector
from optimizer.model.compile import compile_problem
from optimizer.model.matrix import INFINITY, MatrixModel
from optimizer.robust.sampling import Sample, plan_values
from optimizer.robust.search import FEW, DrawEffort
from optimizer.robust.stakes import StakeCosts
from optimizer.solve import HIGHS, SolverError
from optimizer.stop import Stop
from optimizer.tightened import Tight, Tightened
from optimizer.tolerances import EXACT_GAP, INTEGRALITY, VALUE_TIE

REGRET = ("regret",)
"""Key of the column that holds the worst regret."""
NEAR = 4
"""Plans that a restricted search may choose from."""
FREE = 300
"""Yes/no columns that it leaves free, if those that are in doubt are no more."""
HALF = 0.5
FINER = 0.1
"""Share of the gap asked at which the search for the best on average may end."""


class Compromise(Frozen):
    """The plan with the least worst regret over all draws."""

    decisions: Decisions
    worst: float
    """Its largest regret, in points, against the best plans known."""
    worst_most: float
    """Its largest regret against the bounds: proven, never more."""
    least: float
    """Proven: the largest regret of any plan is not less."""
    regrets: tuple[float, ...]
    """Its regret under each draw, against the best plans known."""

    @property
    def proven(self) -> bool:
        """Whether no plan is better, by more than what counts as equally good."""
        return self.worst_most - self.least <= VALUE_TIE


@dataclass(frozen=True, eq=False)
class _Model:
    sheet: MatrixModel
    live: HighsModel
    regret: int
    """Position of the column of the worst regret."""
    mean: Vector
    """Points of a plan per unit of every column, mean over the draws, shape (columns,)."""


def compromise(sample: Sample, effort: DrawEffort, *, stop: Stop | None = None) -> Compromise:
    """Return the plan with the least worst regret, and of such plans the best on average.

    Args:
        sample: the draws, with the best plan known of each.
        effort: ``gap``: relative gap (of the regret) at which to end; ``nodes``: most branches
            of a search; ``full``: search on until the gap is closed.
        stop: ends the search early when thrown.

    Raises:
        ValueError: the sample has no draws.
    """
    if not sample.draws:
        msg = "the sample must have at least one draw"
        raise ValueError(msg)
    model = _compiled(sample)
    lost = sample.value[:, None] - sample.points
    number = _least(lost, sample.points.mean(axis=0))
    decisions, worst = sample.plans[number], float(lost[:, number].max())
    tight = Tightened(model.sheet, sample.inquiry.problem).solve(stop=stop)
    least = max(0.0, -tight.bound)
    whole = int(model.live.integer.sum()) <= FEW or effort.full
    if tight.solution is not None:
        if not whole:
            model.live.set_bounds(*_near(sample, model, lost, tight))
        if worst > least + VALUE_TIE:
            outcome = _search(model, effort, decisions, worst, stop)
            if whole:
                least = max(least, -outcome.bound)
            decisions, worst = _better(sample, model, outcome, decisions, worst)
        decisions = _best_on_average(sample, model, effort, decisions, worst, stop)
    values = plan_values(sample.stakes, (decisions,), sample.theta)[:, 0]
    worst = max(0.0, float((sample.value - values).max()))
    return Compromise(
        decisions=decisions,
        worst=worst,
        worst_most=max(worst, float((sample.bound - values).max())),
        least=min(least, worst),
        regrets=tuple(np.maximum(0.0, sample.value - values).tolist()),
    )


def _least(lost: Vector, mean: Vector) -> int:
    """Return the plan whose largest loss is least, of equals the one with the best mean."""
    worst = lost.max(axis=0)
    good = np.flatnonzero(worst <= worst.min() + VALUE_TIE)
    return int(good[np.argmax(np.round(mean[good], 9))])


def _search(
    model: _Model, effort: DrawEffort, decisions: Decisions, worst: float, stop: Stop | None
) -> Outcome:
    return model.live.solve(
        gap=EXACT_GAP if effort.full else effort.gap,
        start=_start(model, decisions, worst),
        nodes=None if effort.full else effort.nodes,
        stop=stop,
    )


def _best_on_average(
    sample: Sample,
    model: _Model,
    effort: DrawEffort,
    decisions: Decisions,
    worst: float,
    stop: Stop | None,
) -> Decisions:
    """Return a plan that is worth most on average, of those that nowhere lose more than worst."""
    if stop is not None and stop.thrown:
        return decisions
    upper = model.live.upper.copy()
    upper[model.regret] = worst + VALUE_TIE / 2
    model.live.set_bounds(model.live.lower, upper)
    model.live.set_costs(model.mean)
    model.live.forget()
    fine = effort.but(gap=effort.gap * FINER)
    outcome = _search(model, fine, decisions, worst, stop)
    if outcome.solution is None:
        return decisions
    found = _read(sample, model, outcome.solution)
    values = plan_values(sample.stakes, (decisions, found), sample.theta)
    within = float((sample.value - values[:, 1]).max()) <= worst + VALUE_TIE
    gained = values[:, 1].mean() - values[:, 0].mean()
    return found if within and gained > VALUE_TIE else decisions


def _compiled(sample: Sample) -> _Model:
    """Return the programme that minimises the worst regret (as a maximum of its negative)."""
    sheet = compile_problem(sample.inquiry.problem)
    costs = StakeCosts(sample.stakes, sheet)
    rows = [costs.at(theta) for theta in sample.theta]
    regret = sheet.column(*REGRET, upper=INFINITY, integer=False)
    for number, cost in enumerate(rows):
        terms = [(place, float(cost[place])) for place in np.flatnonzero(cost).tolist()]
        least = float(sample.value[number]) - sheet.constant
        sheet.row("regret", str(number), terms=[*terms, (regret, 1.0)], lower=least)
    sheet.constant = 0.0
    sheet.cost = array("d", [0.0]) * len(sheet.cost)
    sheet.earn(regret, -1.0)
    live = HighsModel(sheet)
    live.be_brisk()
    return _Model(sheet, live, regret, np.append(np.mean(rows, axis=0), 0.0))


def _near(sample: Sample, model: _Model, lost: Vector, tight: Tight) -> tuple[Vector, Vector]:
    """Return bounds that leave free what good plans and the relaxation are not at one about.

    All other yes/no columns stay as the relaxation has them.
    """
    lower, upper = model.live.lower.copy(), model.live.upper.copy()
    relaxed, reduced = tight.solution, tight.reduced_costs
    if relaxed is None or reduced is None:
        return lower, upper
    whole = model.live.integer
    good = np.argsort(lost.max(axis=0), kind="stable")[:NEAR]
    doubt = np.abs(reduced)
    doubt[(relaxed > INTEGRALITY) & (relaxed < 1 - INTEGRALITY)] = -1.0
    for number in good:
        doubt[np.abs(_start(model, sample.plans[number], 0.0) - np.round(relaxed)) > HALF] = -1.0
    places = np.flatnonzero(whole)
    most = max(FREE, int((doubt[places] < 0).sum()))
    settled = whole.copy()
    settled[places[np.argsort(doubt[places], kind="stable")[:most]]] = False
    lower[settled] = upper[settled] = np.round(relaxed[settled])
    return lower, upper


def _start(model: _Model, decisions: Decisions, worst: float) -> Vector:
    values = write_decisions(model.sheet, decisions)
    values[model.regret] = worst
    return values


def _better(
    sample: Sample, model: _Model, outcome: Outcome, decisions: Decisions, worst: float
) -> tuple[Decisions, float]:
    """Return the plan of a solution where its worst regret is less."""
    if outcome.solution is None:
        return decisions, worst
    found = _read(sample, model, outcome.solution)
    values = plan_values(sample.stakes, (found,), sample.theta)[:, 0]
    loss = float((sample.value - values).max())
    return (found, loss) if loss < worst else (decisions, worst)


def _read(sample: Sample, model: _Model, solution: Vector) -> Decisions:
    """Return the decisions of a solution, held against the conditions of the problem."""
    found = read_decisions(sample.inquiry.problem, model.sheet, solution)
    faults = broken(sample.inquiry.problem, found)
    if faults:
        msg = f"{HIGHS} gave decisions that break conditions: {'; '.join(faults)}"
        raise SolverError(msg)
    return found
