"""What did every team and fund that a lever gives more or less buy, or cost?"""

from typing import ClassVar, Literal

from config.base import Frozen
from optimizer.bounded_value import BoundedValue
from optimizer.difference import PlanDifference, difference
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.scenario import Scenario
from questions.about import AboutOtherPlans
from questions.asking import Asking
from questions.plan import PlanQuestion
from questions.question import NothingYetError

FIELDS = ("weeks", "universal_share", "usd")
"""Levers of the scenario that give a team or fund more or less."""


class LeverGain(Frozen):
    """What one lever did, with every other lever where it is."""

    field: Literal["weeks", "universal_share", "usd"]
    resource: str
    """Id of the team or fund."""
    label: str
    unit: Literal["staff-weeks", "USD"]
    more: float
    """What focus areas may have more of it per period than without the lever."""
    free: float
    """The least that the plan leaves of it in a period."""
    points: BoundedValue | None
    """What the plan gains by the lever, below 0 where it takes; None = there is no plan without."""
    change: PlanDifference | None
    """From the plan without the lever."""


class LeversQuestion(AboutOtherPlans[tuple[LeverGain, ...]]):
    """What each moved team and fund bought: the plan against the one without its lever."""

    name: ClassVar[str] = "levers"
    immaterial: ClassVar[frozenset[str]] = frozenset({"effort"})

    def work(self, asking: Asking[tuple[LeverGain, ...]]) -> tuple[LeverGain, ...]:
        """Take the plan, and that of every scenario with one lever put back.

        Raises:
            InputError: there is no plan.
        """
        plan = self.known_plan(asking)
        levers = moved(self.scenario)
        asking.progress(0, len(levers), "levers")
        found: list[LeverGain] = []
        for field, resource in levers:
            question = PlanQuestion(
                scenario=without(self.scenario, field, resource), effort=self.plan
            )
            try:
                other = asking.ask(question).result.plan
            except NothingYetError:
                break
            there = _open(asking.problem(self.scenario), resource)
            more = there - _open(asking.problem(question.scenario), resource)
            found.append(_gain(field, resource, more, other, plan))
            asking.show(tuple(found))
            asking.progress(len(found), len(levers), "levers")
        return tuple(found)


def moved(scenario: Scenario) -> tuple[tuple[str, str], ...]:
    """Return the levers of teams and funds: field and id, in the order of the fields.

    Weeks and universal share of one team are one lever: together they say what focus areas have.
    """
    return tuple(
        (field, one)
        for field in FIELDS
        for one in sorted(getattr(scenario, field))
        if field != "universal_share" or one not in scenario.weeks
    )


def without(scenario: Scenario, field: str, name: str) -> Scenario:
    """Return the scenario with one of its levers put back."""
    both = ("weeks", "universal_share") if field == "weeks" else (field,)
    return scenario.but(
        **{
            one: {other: v for other, v in getattr(scenario, one).items() if other != name}
            for one in both
        }
    )


def _open(problem: Problem, resource: str) -> float:
    """Return what focus areas may have of a team or fund per period."""
    teams = {team.id: team.open_weeks for team in problem.teams}
    return teams.get(resource, sum(fund.usd for fund in problem.funds if fund.id == resource))


def _gain(field: str, resource: str, more: float, other: Plan, plan: Plan) -> LeverGain:
    uses = [use for use in plan.capacity if use.resource == resource]
    points = change = None
    if other.found:
        gained = BoundedValue.between(*((other, plan) if more >= 0 else (plan, other)))
        points = gained if more >= 0 else gained.turned
        change = difference(other, plan)
    return LeverGain.model_validate(
        {
            "field": field,
            "resource": resource,
            "label": uses[0].label,
            "unit": uses[0].unit,
            "more": more,
            "free": min(use.free for use in uses),
            "points": points,
            "change": change,
        }
    )
