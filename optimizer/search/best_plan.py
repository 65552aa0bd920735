"""The best plan of a problem: searched from what is known, rounded, audited, with its proof."""

from collections.abc import Callable, Sequence

import numpy as np

from optimizer.audit import broken, worth
from optimizer.decisions import Decisions
from optimizer.highs_model import Outcome
from optimizer.plan import Plan, Status
from optimizer.problem import Problem
from optimizer.reading import read_plan
from optimizer.search.effort import HIGHS, Effort
from optimizer.search.maximise import maximise
from optimizer.search.model import SearchModel
from optimizer.stop import Stop
from optimizer.tolerances import worth_more


def best_plan(
    asked: Problem | SearchModel,
    effort: Effort,
    *,
    starts: Sequence[Decisions] = (),
    swap: bool = False,
    most: float | None = None,
    stop: Stop | None = None,
    show: Callable[[Plan], None] | None = None,
) -> Plan:
    """Return the best plan found of a problem; or the plan that there is none.

    Args:
        asked: the problem, or the model of it where that is loaded already.
        effort: how hard to look.
        starts: plans known, of this or another problem. The plan is never worth less than any of
            them that holds here, nor than what is left of one that does not.
        swap: whether it must not be worth less than a repair of them by one swap, either.
        most: points that no plan of the problem exceeds, where known from a wider problem.
        stop: ends the search early when thrown.
        show: told every better plan as it is found.

    Raises:
        SolverError: the solver broke a condition.
    """
    model = SearchModel(asked) if isinstance(asked, Problem) else asked
    outcome = maximise(
        model,
        effort,
        starts=starts,
        swap=swap,
        most=np.inf if most is None else most,
        stop=stop,
        show=model.telling(show, effort.gap),
    )
    if outcome.solution is None:
        return no_plan(outcome)
    return model.plan(model.decisions(outcome.solution), outcome.bound, gap=effort.gap)


def no_plan(outcome: Outcome) -> Plan:
    """Return the plan that says there is none, or that none was found."""
    status: Status = "infeasible" if outcome.status == "infeasible" else "unknown"
    return Plan(status=status, value=None, bound=None, gap=None, seconds=0.0, solver=HIGHS)


def at_least(problem: Problem, plan: Plan, known: Decisions) -> Plan:
    """Return a plan of a problem, or known decisions where they hold and are worth more."""
    if plan.value is None or plan.bound is None:
        return plan
    if not worth_more(worth(problem, known).total, plan.value) or broken(problem, known):
        return plan
    return read_plan(
        problem,
        known,
        status="feasible",
        bound=plan.bound,
        seconds=plan.seconds,
        solver=plan.solver,
    )


def as_good(problem: Problem, plan: Plan, effort: Effort, stop: Stop | None = None) -> Plan:
    """Return a plan, or the better one that as much effort finds as others will have.

    What is then compared with it is not found better only because it was looked for harder.
    """
    if plan.gap is not None and plan.gap <= effort.gap:
        return plan
    return best_plan(problem, effort, starts=(plan.decisions,), most=plan.bound, stop=stop)
