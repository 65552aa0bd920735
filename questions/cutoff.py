"""Who stands at the line of the plan, so that another could stand there too?"""

from typing import ClassVar

from optimizer.cutoff import CutOff, cut_off
from questions.about import AboutPlan
from questions.asking import Asking


class CutOffQuestion(AboutPlan[CutOff]):
    """Who could change places, one for one, within the proof of the plan and within the doubt."""

    name: ClassVar[str] = "cut-off"

    def work(self, asking: Asking[CutOff]) -> CutOff:
        """Try every swap that could matter.

        Raises:
            NoPlanHereError: there is no plan.
        """
        plan = self.known_plan(asking)
        return cut_off(asking.problem(self.scenario), plan, asking.scorecard(self.scenario))
