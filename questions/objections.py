"""What would the list be if every objection were followed, and what would that cost?"""

from typing import ClassVar, Self

from pydantic import PrivateAttr

from config.base import Frozen
from optimizer.bounded_value import BoundedValue
from optimizer.conditions import moved_conditions
from optimizer.plan import Plan
from optimizer.scenario import Scenario
from optimizer.search.find_plan import find_plan
from optimizer.search.model import SearchModel
from optimizer.study import Study
from questions.about import AboutPlan, NoPlanHereError
from questions.asking import Asking
from questions.question import Inputs, inputs_of
from questions.rated import RatedPlanQuestion


class Followed(Frozen):
    """Two plans: as recommended, and without those who are objected to."""

    without: tuple[str, ...]
    """Candidates that are left out, by id."""
    before: Plan
    plan: Plan
    """The best without them; there may be none."""
    locks: bool = False
    """Whether one of them had to be in, so that leaving it out takes a condition away."""

    @property
    def entered(self) -> tuple[str, ...]:
        """Who would come in, by id."""
        return tuple(sorted(self.plan.ids - self.before.ids)) if self.plan.found else ()

    @property
    def left(self) -> tuple[str, ...]:
        """Who would go, by id."""
        return tuple(sorted(self.before.ids - self.plan.ids)) if self.plan.found else ()

    @property
    def price(self) -> BoundedValue | None:
        """Points that the list would be worth less; None where there would be no plan."""
        if not self.plan.found:
            return None
        if self.locks:
            return BoundedValue.loss(self.before, self.plan)
        return BoundedValue.between(self.plan, self.before)


class ObjectionsQuestion(AboutPlan[Followed]):
    """The plan without every candidate that is objected to, against the one with them.

    To leave candidates out only takes plans away, so it never gains anything:

        0  ≤  V − V′,     v − b′  ≤  V − V′  ≤  b − v′
    """

    name: ClassVar[str] = "objections"

    without: tuple[str, ...]
    """Candidates that are left out, by id and in order."""
    rated_since: Inputs | None = None
    """Contents before ratings were accepted, if any were: the plan with these is the one with
    them."""
    _earlier: Study | None = PrivateAttr(None)

    @classmethod
    def of(cls, scenario: Scenario, without: tuple[str, ...], earlier: Study | None) -> Self:
        """Return the question about a plan with ratings.

        ``earlier`` is the study before ratings were accepted; None = none were.
        """
        since = None if earlier is None else inputs_of(earlier)
        question = cls(scenario=scenario, without=tuple(sorted(without)), rated_since=since)
        question._earlier = earlier
        return question

    def known_plan(self, asking: Asking[Followed]) -> Plan:
        """Return the plan with them.

        Raises:
            NoPlanHereError: there is none.
        """
        if self._earlier is None:
            return super().known_plan(asking)
        question = RatedPlanQuestion.since(self._earlier, self.scenario, self.plan)
        plan = asking.ask(question).result.plan
        if not plan.found:
            raise NoPlanHereError
        return plan

    def work(self, asking: Asking[Followed]) -> Followed:
        """Plan again without them, starting from the plan with them.

        Raises:
            NoPlanHereError: there is no plan with them.
        """
        before, out = self.known_plan(asking), frozenset(self.without)
        scenario = self.scenario.but(
            must=self.scenario.must - out, must_not=self.scenario.must_not | out
        )
        locks = bool(self.scenario.must & out)
        if scenario.must_not == self.scenario.must_not:
            return Followed(without=self.without, before=before, plan=before, locks=locks)
        problem = asking.problem(scenario)
        plan = find_plan(
            SearchModel(problem),
            self.plan,
            starts=(before.decisions,),
            compared_with=before.decisions,
            tolerance=scenario.tolerance,
            moved=moved_conditions(problem, scenario),
            stop=asking.stop,
        )
        return Followed(without=self.without, before=before, plan=plan, locks=locks)
