"""What should we find out next?"""

from typing import ClassVar

from optimizer.robust.value_of_information.evaluate import value_of_information
from optimizer.robust.value_of_information.results import ValueOfInformation
from questions.about import AboutPlan
from questions.asking import Asking
from questions.robust import SampleQuestion
from scoring.belief import MissingDraw


class FindOutQuestion(AboutPlan[ValueOfInformation]):
    """What finding out about each gap in the evidence would be expected to gain."""

    name: ClassVar[str] = "find out"

    missing: MissingDraw = MissingDraw.ANYWHERE
    """What is believed of missing evidence."""
    sampled: SampleQuestion | None = None
    """Draws whose plans are made use of; None = the plan alone."""

    def work(self, asking: Asking[ValueOfInformation]) -> ValueOfInformation:
        """Look for plans that other evidence would ask for."""
        plan = self.known_plan(asking)
        drawn = () if self.sampled is None else asking.ask(self.sampled).result.plans
        return value_of_information(
            asking.problem(self.scenario),
            asking.scorecard(self.scenario),
            (plan.decisions, *drawn),
            missing=self.missing,
            stop=asking.stop,
            progress=asking.counting("searches"),
            show=asking.show,
        )
