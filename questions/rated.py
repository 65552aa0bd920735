"""What is the plan with other ratings, as near as can be to the plan without them?"""

from typing import ClassVar, Self

from pydantic import PrivateAttr

from optimizer.plan import Plan
from optimizer.scenario import Scenario
from optimizer.search.effort import PLAN, Effort
from optimizer.search.model import SearchModel
from optimizer.study import Study
from questions.asking import Asking
from questions.plan import Planned, PlanQuestion, nearest
from questions.question import Inputs, Question, inputs_of


class NearPlanQuestion(Question[Planned]):
    """The plan of a scenario, and of near-equals the one nearest to a plan that is given."""

    name: ClassVar[str] = "plan near another"

    near: Plan
    """The plan that it is compared with."""
    effort: Effort = PLAN
    """How hard to look."""

    def work(self, asking: Asking[Planned]) -> Planned:
        """Search, starting from the plan given."""
        model = SearchModel(asking.problem(self.scenario))
        return nearest(asking, model, self.scenario, self.effort, self.near, asking.show)


class RatedPlanQuestion(Question[Planned]):
    """The plan on evidence with other ratings in it.

    The search starts from the plan without them, and of near-equals it chooses the plan nearest to
    that one: a rating moves nobody whom it is not about by chance.
    """

    name: ClassVar[str] = "plan with ratings"

    earlier: Inputs
    """Contents without the ratings."""
    effort: Effort = PLAN
    """How hard to look, for both plans."""
    _earlier: Study = PrivateAttr()

    @classmethod
    def since(cls, earlier: Study, scenario: Scenario, effort: Effort = PLAN) -> Self:
        """Return the question for the plan of a study with ratings.

        ``earlier`` is the study without them.
        """
        question = cls(scenario=scenario, earlier=inputs_of(earlier), effort=effort)
        question._earlier = earlier
        return question

    def work(self, asking: Asking[Planned]) -> Planned:
        """Search, starting from the plan without the ratings."""
        without = PlanQuestion(scenario=self.scenario, effort=self.effort)
        before = asking.ask(without, self._earlier).result.plan
        model = SearchModel(asking.problem(self.scenario))
        return nearest(asking, model, self.scenario, self.effort, before, asking.show)
