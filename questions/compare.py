"""Which scenario? Several of them side by side, each with its own plan.

Each scenario is planned as everywhere else, so that its plan is the one that What-if shows. What
lies between two of them is told with their proof: let v ≤ V ≤ b be what is known of the best value
of a scenario. As v counts the best plan known of it, its own or that of another scenario wherever
that one holds here as well. So where every plan of one scenario is a plan of another, worth as much
there, the second never shows a loss against the first
(:class:`optimizer.bounded_value.BoundedValue`).

Where scenarios weigh differently their points are not of one measure. Then every plan is also
valued as the first scenario weighs: a sum over the decisions as they are, without any search.
"""

from math import inf
from typing import Annotated, ClassVar, Self

from pydantic import Field

from config.base import Frozen
from optimizer.audit import broken, worth
from optimizer.bounded_value import BoundedValue
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.scenario import OF_SCORES, Scenario
from optimizer.search.effort import PLAN, Effort
from optimizer.study import BASELINE
from questions.asking import Asking
from questions.plan import Planned, PlanQuestion
from questions.question import NothingYetError, Question

MOST = 8
"""Scenarios that fit side by side."""


class Side(Frozen):
    """One of the scenarios."""

    planned: Planned
    best: float | None
    """Points of the best plan known of it; None where there is none."""
    as_first: float | None = None
    """Points of its plan as the first scenario weighs; None where both weigh alike, or where there
    is no plan."""


class Compared(Frozen):
    """Several scenarios, in the order asked."""

    sides: tuple[Side, ...]

    def gain(self, place: int, over: int = 0) -> BoundedValue | None:
        """Return what one scenario is worth more than another; None where one has no plan."""
        before, after = self.sides[over], self.sides[place]
        if before.best is None or after.best is None:
            return None
        return BoundedValue.gain_of(
            (before.best, _bound(before.planned.plan, before.best)),
            (after.best, _bound(after.planned.plan, after.best)),
        )


class CompareQuestion(Question[Compared]):
    """The plans of several scenarios, side by side; the first is what the others are held to."""

    name: ClassVar[str] = "compare"
    immaterial: ClassVar[frozenset[str]] = frozenset({"names"})

    scenarios: Annotated[tuple[Scenario, ...], Field(min_length=2, max_length=MOST)]
    """Without names."""
    names: tuple[str, ...] = ()
    """What each is called."""
    plan: Effort = PLAN
    """How hard to look for each plan."""

    @classmethod
    def of(cls, *scenarios: Scenario, plan: Effort = PLAN) -> Self:
        """Return the question about scenarios under their names."""
        return cls(
            scenarios=tuple(one.but(name=BASELINE.name) for one in scenarios),
            names=tuple(one.name for one in scenarios),
            plan=plan,
        )

    def work(self, asking: Asking[Compared]) -> Compared:
        """Take the plan of each, and hold each against those of the others."""
        total = len(self.scenarios)
        asking.progress(0, total, "plans")
        found: list[Planned] = []
        for scenario in self.scenarios:
            question = PlanQuestion(scenario=scenario, effort=self.plan)
            try:
                found.append(asking.ask(question).result)
            except NothingYetError:
                break
            asking.progress(len(found), total, "plans")
            if len(found) > 1:
                asking.show(self._held(asking, found))
        if not found:
            raise NothingYetError
        return self._held(asking, found)

    def _held(self, asking: Asking[Compared], found: list[Planned]) -> Compared:
        problems = [asking.problem(one) for one in self.scenarios[: len(found)]]
        plans = [one.plan for one in found]
        first, *_ = self.scenarios
        sides = []
        for place, planned in enumerate(found):
            as_first = None
            if planned.plan.found and self.scenarios[place].of_scores != first.of_scores:
                scores = {name: getattr(first, name) for name in OF_SCORES}
                problem = asking.problem(self.scenarios[place].but(**scores))
                as_first = worth(problem, planned.plan.decisions).total
            best = _best(problems[place], plans[place], plans)
            sides.append(Side(planned=planned, best=best, as_first=as_first))
        return Compared(sides=tuple(sides))


def _best(problem: Problem, plan: Plan, others: list[Plan]) -> float | None:
    """Return the points of the best plan known of a problem; None where there is none."""
    if plan.value is None:
        return None
    known = [
        worth(problem, other.decisions).total
        for other in others
        if other.found and other is not plan and not broken(problem, other.decisions)
    ]
    return max([plan.value, *known])


def _bound(plan: Plan, best: float) -> float:
    return inf if plan.bound is None else max(plan.bound, best)
