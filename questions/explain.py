"""Why is a candidate in the plan or out of it, and what would overruling that cost?"""

from typing import ClassVar

from optimizer.conditions import moved_conditions
from optimizer.why.explanation import Explanation, explain
from optimizer.why.overruling import Overruling, overruling
from questions.about import AboutOtherPlans
from questions.asking import Asking


class OverrulingQuestion(AboutOtherPlans[Overruling]):
    """What overruling the plan on one candidate would cost, and who else would move."""

    name: ClassVar[str] = "overruling"

    candidate: str
    """Id."""

    def work(self, asking: Asking[Overruling]) -> Overruling:
        """Look for the best plan with the candidate on the other side."""
        problem, plan = asking.problem(self.scenario), self.known_plan(asking)
        return overruling(
            problem,
            plan,
            self.candidate,
            self.effort,
            asking.stop,
            moved_conditions(problem, self.scenario),
        )


class ExplainQuestion(AboutOtherPlans[Explanation]):
    """Why one candidate is in the plan or out of it, with the price of the other side."""

    name: ClassVar[str] = "explain"

    candidate: str
    """Id."""

    def work(self, asking: Asking[Explanation]) -> Explanation:
        """Take the price of overruling, shown early, and look for the line."""
        price = OverrulingQuestion(
            scenario=self.scenario, plan=self.plan, effort=self.effort, candidate=self.candidate
        )
        return explain(
            asking.study,
            self.scenario,
            self.known_plan(asking),
            self.candidate,
            price=asking.ask(price).result,
            effort=self.effort,
            stop=asking.stop,
            early=asking.show,
        )
