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

from dataclasses import dataclass

import numpy as np

from config.base import Frozen
from optimizer.decisions import Decisions, write_decisions
from optimizer.highs_model import Outcome, Vector
from optimizer.model.compile import compile_problem
from optimizer.robust.objective import ColumnCosts
from optimizer.robust.sampling import Sample, plan_values
from optimizer.search.effort import Effort
from optimizer.search.maximise import maximise
from optimizer.search.model import Goal, SearchModel
from optimizer.stop import Stop
from optimizer.tolerances import VALUE_TIE

REGRET = ("regret",)
"""Key of the column that holds the worst regret."""
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
class _Programme:
    """The programme whose decisions are a plan, with its worst regret as one more column."""

    model: SearchModel
    regret: int
    """Position of the column of the worst regret."""
    mean: Goal
    """Points of a plan, mean over the draws."""

    @property
    def least(self) -> Goal:
        """Least worst regret, as a maximum of its negative."""
        costs = np.zeros(len(self.model.matrix.cost))
        costs[self.regret] = -1.0
        return Goal(costs)

    def solution(self, decisions: Decisions, worst: float) -> Vector:
        """Return a plan and its worst regret as values of the columns."""
        values = write_decisions(self.model.matrix, decisions)
        values[self.regret] = worst
        return values


def compromise(sample: Sample, effort: Effort, *, stop: Stop | None = None) -> Compromise:
    """Return the plan with the least worst regret, and of such plans the best on average.

    Args:
        sample: the draws, with the best plan known of each.
        effort: how hard to look; its gap is that of the regret.
        stop: ends the search early when thrown.

    Raises:
        ValueError: the sample has no draws.
    """
    if not sample.draws:
        msg = "the sample must have at least one draw"
        raise ValueError(msg)
    lost = sample.value[:, None] - sample.left
    number = _least(lost, sample.left.mean(axis=0))
    decisions, worst = sample.plans[number], float(lost[:, number].max())
    programme = _compiled(sample, worst)
    outcome = maximise(
        programme.model,
        effort,
        goal=programme.least,
        known=(programme.solution(decisions, worst), -worst),
        most=0.0,
        stop=stop,
    )
    least = max(0.0, -outcome.bound) if np.isfinite(outcome.bound) else 0.0
    decisions, worst = _better(sample, programme, outcome, decisions, worst)
    decisions = _best_on_average(sample, programme, effort, decisions, worst, stop)
    values = plan_values(sample.objective, (decisions,), _known(sample))[:, 0]
    worst = max(0.0, float((sample.value - values).max()))
    return Compromise(
        decisions=decisions,
        worst=worst,
        worst_most=max(worst, float((sample.bound - values).max())),
        least=min(least, worst),
        regrets=tuple(np.maximum(0.0, sample.value - values).tolist()),
    )


def _known(sample: Sample) -> Vector:
    """Return the draws as they are for a plan that does not know whom they bar."""
    return sample.objective.left(sample.coefficients)


def _least(lost: Vector, mean: Vector) -> int:
    """Return the plan whose largest loss is least, of equals the one with the best mean."""
    worst = lost.max(axis=0)
    good = np.flatnonzero(worst <= worst.min() + VALUE_TIE)
    return int(good[np.argmax(np.round(mean[good], 9))])


def _compiled(sample: Sample, worst: float) -> _Programme:
    """Return the programme in which no plan's worst regret is more than one that is known."""
    problem = sample.inquiry.problem
    matrix = compile_problem(problem)
    costs = ColumnCosts(sample.objective, matrix)
    rows = [costs.at(coefficients) for coefficients in _known(sample)]
    regret = matrix.column(*REGRET, upper=max(0.0, worst) + VALUE_TIE, integer=False)
    for number, cost in enumerate(rows):
        terms = [(place, float(cost[place])) for place in np.flatnonzero(cost).tolist()]
        least = float(sample.value[number]) - matrix.constant
        matrix.row("regret", str(number), terms=[*terms, (regret, 1.0)], lower=least)
    mean = Goal(np.append(np.mean(rows, axis=0), 0.0), matrix.constant)
    return _Programme(SearchModel(problem, matrix), regret, mean)


def _best_on_average(
    sample: Sample,
    programme: _Programme,
    effort: Effort,
    decisions: Decisions,
    worst: float,
    stop: Stop | None,
) -> Decisions:
    """Return a plan that is worth most on average, of those that nowhere lose more than worst."""
    if stop is not None and stop.thrown:
        return decisions
    model = programme.model
    model.hold(programme.least.costs, -worst - VALUE_TIE / 2)
    values = plan_values(sample.objective, (decisions,), _known(sample))[:, 0]
    outcome = maximise(
        model,
        effort.but(gap=effort.gap * FINER),
        goal=programme.mean,
        known=(programme.solution(decisions, worst), float(values.mean())),
        stop=stop,
    )
    model.release()
    if outcome.solution is None:
        return decisions
    found = model.decisions(outcome.solution)
    others = plan_values(sample.objective, (found,), _known(sample))[:, 0]
    within = float((sample.value - others).max()) <= worst + VALUE_TIE
    gained = others.mean() - values.mean()
    return found if within and gained > VALUE_TIE else decisions


def _better(
    sample: Sample,
    programme: _Programme,
    outcome: Outcome,
    decisions: Decisions,
    worst: float,
) -> tuple[Decisions, float]:
    """Return the plan of a solution where its worst regret is less."""
    if outcome.solution is None:
        return decisions, worst
    found = programme.model.decisions(outcome.solution)
    values = plan_values(sample.objective, (found,), _known(sample))[:, 0]
    loss = float((sample.value - values).max())
    return (found, loss) if loss < worst else (decisions, worst)
