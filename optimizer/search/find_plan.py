"""The plan that people get: the best one found, near the list that they compare it with.

1. The best plan that the effort finds (:mod:`optimizer.search.maximise`), started from what is
   known, so that it is never worse than that. Of several periods a plan made period by period is
   known first, and a bound with it (:mod:`optimizer.search.rolling`).
2. Of its near-equals the one nearest to the list compared with (:mod:`optimizer.search.closest`).
3. Where the best is proven, equal ones that are as near are told apart
   (:mod:`optimizer.search.ties`).
"""

from collections.abc import Callable, Collection, Sequence

import numpy as np

from optimizer.conditions import Condition
from optimizer.conflicts import find_conflict
from optimizer.decisions import Decisions
from optimizer.highs_model import Outcome
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.search.best_plan import no_plan
from optimizer.search.closest import closest
from optimizer.search.effort import LEAST, QUESTION, Effort
from optimizer.search.maximise import maximise
from optimizer.search.model import SearchModel
from optimizer.search.rolling import bound_apart, rolled
from optimizer.search.ties import break_ties
from optimizer.stop import Stop
from optimizer.tolerances import EXACT_GAP, VALUE_TIE, worth_more

ROLLING = (LEAST.but(served=0), QUESTION)
"""How hard to look for the plan of each period, where there are several: for something to show,
and for something to start from."""
SMALL_NODES = 2000
"""Most branches of the full model where it is small, however little effort is asked for: small
problems are searched to their end."""


def find_plan(
    asked: Problem | SearchModel,
    effort: Effort,
    *,
    starts: Sequence[Decisions] = (),
    compared_with: Decisions | None = None,
    tolerance: float = 0.0,
    moved: Collection[Condition] = (),
    stop: Stop | None = None,
    show: Callable[[Plan], None] | None = None,
) -> Plan:
    """Return the best plan found, the same on every machine unless it is stopped.

    Args:
        asked: the problem, or a model of it that has not been searched yet.
        effort: how hard to look.
        starts: plans known for this or another problem; the plan is never worth less than any of
            them that holds here, nor than what is left of one that does not (less the tolerance,
            where another is nearer).
        compared_with: the plan that people compare this one with; None = the list in force.
        tolerance: share of the value within which a plan nearer to that list is preferred.
        moved: conditions that the scenario changes; where there is no plan, they are named first.
        stop: ends the search early when thrown.
        show: told every better plan as it is found, before it is the final one.
    """
    model = SearchModel(asked) if isinstance(asked, Problem) else asked
    problem, gap = model.problem, effort.gap
    if model.few:
        nodes = None if effort.nodes is None else max(effort.nodes, SMALL_NODES)
        effort = effort.but(gap=min(effort.gap, EXACT_GAP), nodes=nodes)

    telling = model.telling(show, effort.gap)
    first = period_by_period(model, gap, stop, show)
    most = None if first is None else first.bound
    if first is not None:
        starts = (*starts, first.decisions)
    outcome = maximise(
        *(model, effort),
        starts=starts,
        most=np.inf if most is None else most,
        stop=stop,
        show=telling,
    )
    if first is not None and (outcome.solution is None or outcome.value < (first.value or 0.0)):
        return first
    if outcome.solution is None:
        return _none(problem, outcome, moved, stop)
    solution, value = outcome.solution, outcome.value
    near = _list_in_force(problem) if compared_with is None else compared_with
    if near.focus:
        solution = closest(model, solution, near, tolerance, seen=outcome.seen, stop=stop)
    else:
        model.hold(model.value.costs, value - model.value.constant - VALUE_TIE)
    ties = None
    if outcome.bound - value <= VALUE_TIE and not (stop and stop.thrown):
        ties = break_ties(model, solution, stop)
        solution = ties.solution
    plan = model.plan(model.decisions(solution), outcome.bound, gap=gap)
    return plan.but(
        gave_up=_given_up(plan, value),
        ties_settled=None if ties is None else ties.settled,
        other_ties=None if ties is None else ties.others,
    )


def period_by_period(
    model: SearchModel, gap: float, stop: Stop | None, show: Callable[[Plan], None] | None
) -> Plan | None:
    """Return the best plan made period by period, soon shown; None of one period, or without one.

    Args:
        model: of the problem.
        gap: relative gap at which a plan counts as proven.
        stop: ends the search early when thrown.
        show: told every better plan.
    """
    problem, best, most = model.problem, None, np.inf
    for effort in ROLLING if len(problem.periods) > 1 and not model.few else ():
        known = rolled(problem, effort, stop)
        if known.decisions is None:
            break
        if best is None:
            most = bound_apart(problem, known.first, effort, stop)
        if not np.isfinite(most):
            break
        plan = model.plan(known.decisions, most, gap=gap)
        if best is None or worth_more(plan.value or 0.0, best.value or 0.0):
            best = plan
            if show is not None:
                show(plan)
    return best


def _none(
    problem: Problem, outcome: Outcome, moved: Collection[Condition], stop: Stop | None
) -> Plan:
    """Return the plan that says there is none, and which conditions conflict."""
    plan = no_plan(outcome)
    if plan.status != "infeasible":
        return plan
    conflict = find_conflict(problem, moved=moved, infeasible=True, stop=stop)
    return plan if conflict is None else plan.but(conflicts=(conflict,))


def _given_up(plan: Plan, best: float) -> float:
    """Return the points that nearness gave up of the best plan found."""
    less = best - (plan.value or 0.0)
    return less if less > VALUE_TIE else 0.0


def _list_in_force(problem: Problem) -> Decisions:
    """Return the list in force, as if it went on in every period."""
    return Decisions(
        focus=frozenset(
            (area.id, period.id)
            for area in problem.areas
            if area.incumbent
            for period in problem.periods
        )
    )
