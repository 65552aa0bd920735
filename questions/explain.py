"""Why is a candidate in the plan or out of it, and what would overruling that cost?"""

from typing import ClassVar

from optimizer.why.explanation import Explanation, explain
from questions.about import AboutPlan
from questions.asking import Asking


class ExplainQuestion(AboutPlan[Explanation]):
    """Why one candidate is in the plan or out of it, with the price of the other side."""

    name: ClassVar[str] = "explain"

    candidate: str
    """Id."""

    def work(self, asking: Asking[Explanation]) -> Explanation:
        """Look for the best plan on the other side, shown early, and for the line."""
        return explain(
            asking.study,
            self.scenario,
            self.known_plan(asking),
            self.candidate,
            effort=self.effort,
            stop=asking.stop,
            early=asking.show,
        )
