r"""What else: the next-best plans that really differ, and good plans that favour a kind or region.

Two plans differ by the number of decisions "i is a focus area in t" that one has and the other has
not; with one period, by the number of focus areas that come in or go out. With A the focus of a
plan that is known,

.. math:: \sum_{(i,t) \notin A} x_{it} - \sum_{(i,t) \in A} x_{it} \;\ge\; d - |A|

keeps a new plan at least d away from it (Tsai, Lin & Hu 2008, *Finding multiple solutions to
general integer linear programs*). The next-best plan is the best one that far from the best plan
and from every alternative before it.

A good plan that favours candidates F: with v* the best value known, first the most decisions for F
among plans worth at least (1 − ε) v*, then the most points among those that have as many.
"""

import math
from collections.abc import Iterator
from typing import Annotated

import numpy as np
from pydantic import Field

from config.base import Frozen
from optimizer.bounded_value import BoundedValue
from optimizer.difference import PlanDifference, difference
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.search.effort import Effort
from optimizer.search.maximise import maximise
from optimizer.search.model import Goal, SearchModel
from optimizer.stop import Stop
from optimizer.tolerances import INTEGRALITY, VALUE_TIE

DIFFER = 3
"""Usual least focus areas in which any two plans differ."""
MARGIN = 1e-6
"""By how much a count may fall short of a whole number and still be it."""


class Alternative(Frozen):
    """A plan that differs from the best one, and from the alternatives before it."""

    plan: Plan
    change: PlanDifference
    """From the best plan to this one."""
    gives_up: BoundedValue
    """What it is worth less than the best plan."""
    distance: int
    """Decisions (focus area and period) in which it differs from the best plan."""


class Favoured(Frozen):
    """A good plan with as many focus areas of a kind or region as can be."""

    plan: Plan
    change: PlanDifference
    """From the best plan to this one."""
    gives_up: BoundedValue
    count: int
    """Decisions (focus area and period) for the favoured in this plan."""
    before: int
    """As many in the best plan."""
    most: int
    """Proven: no plan as good has more."""
    share: Annotated[float, Field(ge=0, le=1)]
    """What it may give up of the best value known."""


def alternatives(
    problem: Problem,
    plan: Plan,
    *,
    number: int = 3,
    differ: int = DIFFER,
    effort: Effort | None = None,
    stop: Stop | None = None,
) -> Iterator[Alternative]:
    """Yield the next-best plans, each at least so far from the best one and from those before it.

    Ends early when no plan is that far away, or when stopped.

    Args:
        problem: the plan's.
        plan: the best one known.
        number: how many to look for.
        differ: least number of focus areas (per period) in which two of them differ.
        effort: how long each search may take.
        stop: ends the search early when thrown.

    Raises:
        ValueError: there is no plan, or the numbers are below 1.
    """
    _check(plan, number=number, differ=differ)
    model = SearchModel(problem)
    last = plan
    for _ in range(number):
        if stop is not None and stop.thrown:
            return
        _keep_away(model, last, differ)
        outcome = maximise(
            model, effort or Effort(), starts=(last.decisions,), swap=True, stop=stop
        )
        if outcome.solution is None:
            return
        most = outcome.bound if plan.bound is None else min(plan.bound, outcome.bound)
        last = model.plan(model.decisions(outcome.solution), most)
        yield Alternative(
            plan=last,
            change=difference(plan, last),
            gives_up=BoundedValue.between(last, plan),
            distance=distance(plan, last),
        )


def distance(first: Plan, second: Plan) -> int:
    """Return the number of decisions (focus area and period) that one has and the other has not."""
    return len(first.decisions.focus ^ second.decisions.focus)


def favouring(
    problem: Problem,
    plan: Plan,
    favoured: frozenset[str],
    *,
    share: float = 0.02,
    effort: Effort | None = None,
    stop: Stop | None = None,
) -> Favoured | None:
    """Return a good plan with as many of the favoured candidates as can be.

    Args:
        problem: the plan's.
        plan: the best one known.
        favoured: candidates.
        share: what it may give up of the plan's value, 0..1.
        effort: how long each of two searches may take.
        stop: ends the searches early when thrown.

    Returns:
        The plan; None when it was stopped before any was found.

    Raises:
        ValueError: there is no plan.
    """
    _check(plan)
    assert plan.value is not None  # noqa: S101 (checked just now)
    effort = effort or Effort()
    model = SearchModel(problem)
    count = model.weights("focus", favoured)
    floor = plan.value - share * abs(plan.value) - VALUE_TIE
    model.hold(model.value.costs, floor - model.value.constant)
    exact, starts = effort.but(gap=0.0), (plan.decisions,)
    first = maximise(model, exact, goal=Goal(count), starts=starts, stop=stop)
    if first.solution is None:
        return None
    number = round(float(count @ first.solution))
    model.hold(count, number - INTEGRALITY)
    outcome = maximise(model, effort, solutions=(first.solution,), stop=stop)
    solution = first.solution if outcome.solution is None else outcome.solution
    bound = plan.bound if plan.bound is not None else np.inf
    most = min(bound, outcome.bound) if outcome.found else bound
    found = model.plan(model.decisions(solution), most)
    return Favoured(
        plan=found,
        change=difference(plan, found),
        gives_up=BoundedValue.between(found, plan),
        count=_count(found, favoured),
        before=_count(plan, favoured),
        most=max(number, math.floor(first.bound + MARGIN)),
        share=share,
    )


def _check(plan: Plan, **numbers: int) -> None:
    if not plan.found:
        msg = "there must be a plan for others to be compared with"
        raise ValueError(msg)
    for name, value in numbers.items():
        if value < 1:
            msg = f"{name} must be at least 1 (found {value})"
            raise ValueError(msg)


def _keep_away(model: SearchModel, plan: Plan, differ: int) -> None:
    """Keep every later plan so many decisions away from this one."""
    weights = np.zeros(len(model.matrix.cost))
    for key, position in model.matrix.columns.items():
        if key[0] == "focus":
            weights[position] = -1.0 if (key[1], key[2]) in plan.decisions.focus else 1.0
    model.hold(weights, differ - len(plan.decisions.focus))


def _count(plan: Plan, favoured: frozenset[str]) -> int:
    return sum(candidate in favoured for candidate, _ in plan.decisions.focus)
