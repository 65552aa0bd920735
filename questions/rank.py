"""Who comes first?"""

from typing import ClassVar

from questions.asking import Asking
from questions.question import Question
from scoring.scorecard import Scorecard


class RankQuestion(Question[Scorecard]):
    """The scores of every kind under the scenario's weights, best first."""

    name: ClassVar[str] = "rank"

    def work(self, asking: Asking[Scorecard]) -> Scorecard:
        """Score."""
        return asking.scorecard(self.scenario)
