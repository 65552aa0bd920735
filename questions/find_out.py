"""What should we find out next?"""

from typing import ClassVar

from optimizer.robust.findings import WorthKnowing
from optimizer.robust.sampling import Progress
from optimizer.robust.worth_knowing import worth_knowing
from questions.about import AboutPlan
from questions.asking import Asking
from questions.robust import SampleQuestion
from scoring.draws import MissingDraw


class FindOutQuestion(AboutPlan[WorthKnowing]):
    """What finding out about each gap in the evidence would be expected to gain."""

    name: ClassVar[str] = "find out"

    missing: MissingDraw = MissingDraw.ANYWHERE
    """What is believed of missing evidence."""
    sampled: SampleQuestion | None = None
    """Draws whose plans are made use of; None = the plan alone."""

    def work(self, asking: Asking[WorthKnowing]) -> WorthKnowing:
        """Look for plans that other evidence would ask for."""

        def told(progress: Progress) -> None:
            asking.progress(progress.done, progress.total, "searches")

        plan = self.known_plan(asking)
        drawn = () if self.sampled is None else asking.ask(self.sampled).result.plans
        return worth_knowing(
            asking.problem(self.scenario),
            asking.scorecard(self.scenario),
            (plan.decisions, *drawn),
            missing=self.missing,
            stop=asking.stop,
            progress=told,
            show=asking.show,
        )
