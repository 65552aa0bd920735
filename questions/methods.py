"""Would another method rank the candidates as we do?"""

from typing import ClassVar

from questions.asking import Asking
from questions.question import Question
from scoring.methods import MethodComparison, compare_methods
from scoring.selection import of_candidates


class MethodsQuestion(Question[MethodComparison]):
    """How other methods rank the candidates of a kind, from the same values and weights."""

    name: ClassVar[str] = "methods"

    kind: str
    ids: frozenset[str] | None = None
    """Candidates ranked among each other; None = all of the kind."""

    def work(self, asking: Asking[MethodComparison]) -> MethodComparison:
        """Rank by every method."""
        scores = asking.scorecard(self.scenario).kinds[self.kind]
        return compare_methods(scores if self.ids is None else of_candidates(scores, self.ids))
