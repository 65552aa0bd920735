"""Which weights would find a list of the past? The most that any can, and the nearest that do."""

from typing import ClassVar

from config.problems import InputError
from optimizer.inverse_weights import InverseWeights, Ranking, inverse_weights
from optimizer.past_list import INCUMBENT, could_be_chosen, past_list, unaware
from questions.asking import Asking
from questions.question import Question


class InverseWeightsQuestion(Question[InverseWeights]):
    """What weights of one kind's criteria can find of a list, all else as in the scenario."""

    name: ClassVar[str] = "inverse weights"

    kind: str
    column: str = INCUMBENT
    """Column of ``candidates.csv`` that says who is on the list."""
    value: str = "yes"
    """What those on the list have there."""

    def work(self, asking: Asking[InverseWeights]) -> InverseWeights:
        """Take the list away, and look for weights.

        Raises:
            InputError: nobody of the kind who could be chosen is on the list.
        """
        past = past_list(asking.study.dataset, self.column, self.value)
        study, scenario = unaware(asking.study, self.scenario)
        could = could_be_chosen(study.problem(scenario))
        scores = study.scorecard(scenario).kinds[self.kind]
        inside = [at for at, one in enumerate(scores.ids) if one in could]
        listed = frozenset(scores.ids[at] for at in inside) & past
        if not listed:
            raise InputError.one(
                file="candidates.csv",
                must="the list that is to be found must have one of the kind who could be chosen",
                do="Choose another kind or another list.",
                value=self.kind,
            )
        ranking = Ranking(
            criteria=scores.criteria,
            weights=tuple(scores.weights.tolist()),
            ids=tuple(scores.ids[at] for at in inside),
            values=tuple(tuple(scores.values[at].tolist()) for at in inside),
            listed=listed,
            places=len(listed),
        )
        return inverse_weights(ranking, stop=asking.stop)
