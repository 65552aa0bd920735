"""Questions about a plan: which one, how hard they look, and what is said where there is none."""

from config.problems import InputError
from optimizer.plan import Plan
from optimizer.search.effort import PLAN, QUESTION, Effort
from questions.asking import Asking
from questions.plan import PlanQuestion
from questions.question import Question, Result


class AboutPlan(Question[Result]):
    """A question about the plan of its scenario, which is asked first."""

    plan: Effort = PLAN
    """How hard to look for that plan."""
    effort: Effort = QUESTION
    """How hard each search of this question looks."""

    @property
    def planned(self) -> PlanQuestion:
        """The question for that plan."""
        return PlanQuestion(scenario=self.scenario, effort=self.plan)

    def known_plan(self, asking: Asking[Result]) -> Plan:
        """Return the plan.

        Raises:
            InputError: there is none.
        """
        plan = asking.ask(self.planned).result.plan
        if not plan.found:
            raise no_plan()
        return plan


def no_plan() -> InputError:
    """Return what is told where a question about a plan is asked, and there is none."""
    return InputError.one(
        file="scenario",
        must="one plan at least must meet all conditions",
        do="focus plan and the page What-if say which of them cannot all hold.",
    )
