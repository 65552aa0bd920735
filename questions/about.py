"""Questions about a plan: which one, how hard they look, and what is said where there is none."""

from config.problems import InputError, InputProblem
from optimizer.plan import Plan
from optimizer.search.effort import PLAN, QUESTION, Effort
from questions.asking import Asking
from questions.plan import PlanQuestion
from questions.question import Question, Result


class AboutPlan(Question[Result]):
    """A question about the plan of its scenario, which is asked first."""

    plan: Effort = PLAN
    """How hard to look for that plan."""

    @property
    def planned(self) -> PlanQuestion:
        """The question for that plan."""
        return PlanQuestion(scenario=self.scenario, effort=self.plan)

    def known_plan(self, asking: Asking[Result]) -> Plan:
        """Return the plan.

        Raises:
            NoPlanHereError: there is none.
        """
        plan = asking.ask(self.planned).result.plan
        if not plan.found:
            raise NoPlanHereError
        return plan


class AboutOtherPlans(AboutPlan[Result]):
    """A question about a plan that searches for other plans."""

    effort: Effort = QUESTION
    """How hard each of its searches looks."""


class NoPlanHereError(InputError):
    """A question about a plan was asked, and no plan meets all conditions."""

    def __init__(self) -> None:
        super().__init__(
            [
                InputProblem(
                    file="scenario",
                    must="one plan at least must meet all conditions",
                    do="focus plan and the page What-if say which of them cannot all hold.",
                )
            ]
        )
