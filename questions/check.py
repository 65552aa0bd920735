"""What is allowed in the dataset and the configuration, but unwise?"""

from typing import ClassVar

from optimizer.presolve.caution import Caution
from optimizer.presolve.check import presolve_check
from questions.asking import Asking
from questions.question import Question


class CheckQuestion(Question[tuple[Caution, ...]]):
    """Every caution, those about evidence first."""

    name: ClassVar[str] = "check"

    def work(self, asking: Asking[tuple[Caution, ...]]) -> tuple[Caution, ...]:
        """Look at everything."""
        return presolve_check(asking.study, self.scenario)
