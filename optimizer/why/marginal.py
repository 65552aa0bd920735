"""What one more unit of a capacity is worth, what it would buy, and where more stops helping.

V(c) = best value with c more of one team's staff-weeks or one fund's USD, in every period. It never
falls with c. By solving again, near the plan known, and never by the shadow price alone: services
come in lumps, so that one unit may buy nothing and five units a whole focus area.

    worth of a unit     V(unit) − V(0), found and proven
    shadow price        rate at which the linear relaxation's bound rises; quick, not a promise
    stops helping       the least c found that is worth as much as any: the resource set free
                        altogether, then the plan of that value that uses least of it
"""

from collections.abc import Iterator, Sequence
from typing import Literal

import numpy as np

from config.base import Frozen
from optimizer.bottleneck import TEN_THOUSAND_USD, WEEK, scarcities
from optimizer.bounded_value import BoundedValue
from optimizer.conditions import CapacityCondition
from optimizer.conditions import Unit as CapacityUnit
from optimizer.difference import PlanDifference, difference
from optimizer.highs_model import Vector
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.search.best_plan import best_plan
from optimizer.search.effort import Effort
from optimizer.search.maximise import maximise
from optimizer.search.model import Goal, SearchModel
from optimizer.stop import Stop
from optimizer.tolerances import VALUE_TIE, worth_more

Unit = Literal["staff-week", "USD 10,000"]


class Enough(Frozen):
    """Where more of a capacity stops helping."""

    more: float
    """Amount beyond what there is, staff-weeks or USD per period, that the plan found needs."""
    points: BoundedValue
    """What any amount of it would add."""
    after: Plan
    """The best plan found with any amount of it."""


class Marginal(Frozen):
    """What one more unit of a capacity is worth."""

    resource: str
    label: str
    unit: Unit
    amount: float
    """One unit, in staff-weeks or USD."""
    points: BoundedValue
    shadow: float
    """Points per unit at the margin of the linear relaxation, summed over the periods."""
    change: PlanDifference | None
    """What it buys: from the plan without to the plan with it; None where no plan was found."""
    after: Plan
    enough: Enough | None = None
    """None when that was not asked, or not found."""

    @property
    def buys(self) -> bool:
        """Whether the unit was found to buy anything."""
        return self.points.found > VALUE_TIE


def resources(problem: Problem) -> tuple[str, ...]:
    """Return teams and funds, in the problem's order."""
    return (*(team.id for team in problem.teams), *(fund.id for fund in problem.funds))


def with_more(problem: Problem, resource: str, amount: float) -> Problem:
    """Return the problem with so many more staff-weeks for focus areas, or USD, of a resource.

    Raises:
        KeyError: the problem has no such team or fund.
    """
    if resource not in resources(problem):
        raise KeyError(resource)
    return problem.but(
        teams=tuple(
            team.with_open(team.open_weeks + amount) if team.id == resource else team
            for team in problem.teams
        ),
        funds=tuple(
            fund.but(usd=fund.usd + amount) if fund.id == resource else fund
            for fund in problem.funds
        ),
    )


def marginals(
    problem: Problem,
    plan: Plan,
    which: Sequence[str] = (),
    *,
    far: bool = True,
    effort: Effort | None = None,
    stop: Stop | None = None,
) -> Iterator[Marginal]:
    """Yield what one more unit of each team (a staff-week) and fund (USD 10,000) is worth.

    Args:
        problem: the plan's.
        plan: the best one known.
        which: teams and funds; none = all.
        far: whether to find out where more stops helping as well.
        effort: how long each of two or three searches per resource may take.
        stop: ends the searches early when thrown; nothing further is then yielded.

    Raises:
        KeyError: the problem has no such team or fund.
        ValueError: there is no plan.
    """
    if not plan.found:
        msg = "there must be a plan to add a unit to"
        raise ValueError(msg)
    effort = effort or Effort()
    shadows: dict[str, float] = {}
    for scarcity in scarcities(problem):
        shadows[scarcity.resource] = shadows.get(scarcity.resource, 0.0) + scarcity.points
    for resource in which or resources(problem):
        if stop is not None and stop.thrown:
            return
        unit = _unit(problem, resource)
        more = with_more(problem, resource, unit[1])
        after = best_plan(more, effort, starts=(plan.decisions,), stop=stop)
        yield Marginal(
            resource=resource,
            label=_label(problem, resource),
            unit=unit[0],
            amount=unit[1],
            points=BoundedValue.between(plan, after),
            shadow=shadows.get(resource, 0.0),
            change=difference(plan, after),
            after=after,
            enough=_enough(problem, plan, resource, effort, stop) if far else None,
        )


def _unit(problem: Problem, resource: str) -> tuple[Unit, float]:
    if any(team.id == resource for team in problem.teams):
        return "staff-week", WEEK
    return "USD 10,000", TEN_THOUSAND_USD


def _label(problem: Problem, resource: str) -> str:
    labels = {team.id: team.label for team in problem.teams}
    labels |= {fund.id: fund.label for fund in problem.funds}
    return labels[resource] or resource


def _enough(
    problem: Problem, plan: Plan, resource: str, effort: Effort, stop: Stop | None
) -> Enough | None:
    """Return where more of a resource stops helping: set it free, then use as little as can be.

    A fund that is set free pays after all others, so that it is told what it has to pay.
    """
    wide = with_more(problem, resource, _wanted(problem, resource))
    wide = wide.but(funds=tuple(sorted(wide.funds, key=lambda fund: fund.id == resource)))
    best = best_plan(wide, effort, starts=(plan.decisions,), stop=stop)
    if best.value is None or plan.value is None:
        return None
    if not worth_more(best.value, plan.value):
        return Enough(more=0.0, points=BoundedValue.between(plan, best), after=best)
    model = SearchModel(wide)
    model.hold(model.value.costs, best.value - model.value.constant - VALUE_TIE)
    goal = Goal(-_use(model, resource))
    least = maximise(model, effort, goal=goal, starts=(best.decisions,), stop=stop).solution
    after = best
    if least is not None and best.bound is not None:
        after = model.plan(model.decisions(least), best.bound)
    return Enough(
        more=max(0.0, *(-left for left in _left(problem, after, resource))),
        points=BoundedValue.between(plan, best),
        after=after,
    )


def _wanted(problem: Problem, resource: str) -> float:
    """Return what all candidates together could take of a resource in one period."""
    staff = any(team.id == resource for team in problem.teams)
    unit: CapacityUnit = "staff-weeks" if staff else "USD"
    return CapacityCondition(resource=resource, unit=unit).wanted(problem)


def _use(model: SearchModel, resource: str) -> Vector:
    """Return staff-weeks, or thousand USD, of a resource per unit of every column."""
    use = np.zeros(len(model.matrix.cost))
    options = {
        (area.id, option.service): option for area in model.problem.areas for option in area.options
    }
    for key, position in model.matrix.columns.items():
        match key:
            case ("service", candidate, service, _):
                use[position] = options[candidate, service].weeks.get(resource, 0.0)
            case ("lead", _, candidate, service, _):
                option = options[candidate, service]
                use[position] = -option.weeks.get(resource, 0.0) * option.partner_lead
            case ("joint", joint, _):
                use[position] = model.problem.joint_by_id[joint].weeks.get(resource, 0.0)
            case ("money", _, _, fund, _) | ("setup", _, fund, _) if fund == resource:
                use[position] = 1.0
    return use


def _left(problem: Problem, plan: Plan, resource: str) -> list[float]:
    """Return what a plan leaves of what there is of a resource in each period; below 0 if over."""
    teams = {team.id: team for team in problem.teams}
    funds = {fund.id: fund.usd for fund in problem.funds}
    return [
        (teams[resource].open_in(use.period) if resource in teams else funds[resource]) - use.used
        for use in plan.capacity
        if use.resource == resource
    ]
