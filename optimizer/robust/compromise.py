r"""The compromise: the plan whose worst regret over several draws is least.

With θ_d the draws (people's own weights, say) and v_d the value of the best plan known under each,

.. math:: \min_P \max_d \bigl( v_d - value(P, θ_d) \bigr)

is one more mixed-integer programme over the same decisions: a column *regret* ≥ 0 and one row
value(P, θ_d) + regret ≥ v_d per draw (minmax regret; Kouvelis & Yu 1997, *Robust Discrete
Optimization and Its Applications*). v_d is at most the bound b_d; so the true worst regret of the
plan found is at most the larger of b_d − value(P, θ_d), and no plan's is less than the bound of the
programme.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from config.base import Frozen
from optimizer.audit import broken
from optimizer.decisions import Decisions, read_decisions
from optimizer.live import Live, Vector
from optimizer.model.compile import compile_problem
from optimizer.model.sheet import INFINITY, Sheet
from optimizer.robust.sampling import Sample, plan_values
from optimizer.robust.search import FEW, DrawEffort
from optimizer.robust.stakes import StakeCosts
from optimizer.solve import HIGHS, SolverError
from optimizer.stop import Stop
from optimizer.tightened import Tightened
from optimizer.tolerances import EXACT_GAP, INTEGRALITY, VALUE_TIE

REGRET = ("regret",)
"""Key of the column that holds the worst regret."""
NEAR = 12
"""Plans whose candidates a restricted search may choose from."""


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
    sheet: Sheet
    live: Live
    regret: int


def compromise(
    sample: Sample, effort: DrawEffort, *, nodes: int = 200, stop: Stop | None = None
) -> Compromise:
    """Return the plan with the least worst regret.

    Args:
        sample: the draws, with the best plan known of each.
        effort: ``gap``: relative gap (of the regret) at which to end; ``full``: search on until
            it is reached.
        nodes: most branches of a search that is not full.
        stop: ends the search early when thrown.

    Raises:
        ValueError: the sample has no draws.
    """
    if not sample.draws:
        msg = "the sample must have at least one draw"
        raise ValueError(msg)
    model = _compiled(sample)
    lost = sample.value[:, None] - sample.points
    number = int(np.argmin(np.round(lost.max(axis=0), 9)))
    decisions, worst = sample.plans[number], float(lost[:, number].max())
    tightened = Tightened(model.sheet, sample.inquiry.problem)
    tight = tightened.solve(stop=stop)
    least = max(0.0, -tight.bound)
    whole = int(model.live.integer.sum()) <= FEW or effort.full
    if worst > least + VALUE_TIE and tight.solution is not None:
        if not whole:
            model.live.set_bounds(*_near(sample, model, lost, tight.solution))
        outcome = model.live.solve(
            gap=EXACT_GAP if effort.full else effort.gap,
            start=_start(model, decisions, worst),
            nodes=None if effort.full else nodes,
            stop=stop,
        )
        if whole:
            least = max(least, -outcome.bound)
        if outcome.solution is not None:
            decisions, worst = _better(sample, model, outcome.solution, decisions, worst)
    values = plan_values(sample.stakes, (decisions,), sample.theta)[:, 0]
    return Compromise(
        decisions=decisions,
        worst=worst,
        worst_most=max(worst, float((sample.bound - values).max())),
        least=min(least, worst),
        regrets=tuple(np.maximum(0.0, sample.value - values).tolist()),
    )


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
    sheet.cost[:] = [0.0] * len(sheet.cost)
    sheet.earn(regret, -1.0)
    live = Live(sheet)
    live.be_brisk()
    return _Model(sheet, live, regret)


def _near(sample: Sample, model: _Model, lost: Vector, relaxed: Vector) -> tuple[Vector, Vector]:
    """Return bounds that keep the candidates of good plans and of the relaxation."""
    lower, upper = model.live.lower.copy(), model.live.upper.copy()
    good = np.argsort(lost.max(axis=0), kind="stable")[:NEAR]
    names = set().union(*(sample.plans[number].ids for number in good))
    for key, place in model.sheet.columns.items():
        if key[0] == "focus" and relaxed[place] > INTEGRALITY:
            names.add(key[1])
    for key, place in model.sheet.columns.items():
        if key[0] == "focus" and key[1] not in names:
            upper[place] = lower[place]
    return lower, upper


def _start(model: _Model, decisions: Decisions, worst: float) -> Vector:
    values = np.zeros(len(model.sheet.cost))
    keys: Sequence[tuple[str, ...]] = (
        *(("focus", *key) for key in decisions.focus),
        *(("service", *key) for key in decisions.services),
        *(("lead", *key) for key in decisions.leads),
    )
    values[[model.sheet.columns[key] for key in keys]] = 1.0
    values[model.regret] = worst
    return values


def _better(
    sample: Sample, model: _Model, solution: Vector, decisions: Decisions, worst: float
) -> tuple[Decisions, float]:
    """Return the plan of a solution where its worst regret is less."""
    found = read_decisions(model.sheet, np.where(model.live.integer, np.round(solution), solution))
    faults = broken(sample.inquiry.problem, found)
    if faults:
        msg = f"{HIGHS} gave decisions that break conditions: {'; '.join(faults)}"
        raise SolverError(msg)
    values = plan_values(sample.stakes, (found,), sample.theta)[:, 0]
    loss = float((sample.value - values).max())
    return (found, loss) if loss < worst else (decisions, worst)
