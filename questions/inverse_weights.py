"""Which weights would find a list of the past? The most that any can, and the nearest that do.

Asked of the ranking, and of the plan, where staff, money and rules have their say too.
"""

from typing import ClassVar

import numpy as np

from config.problems import InputError
from optimizer.inverse_plan import Criteria, Work, inverse_plan
from optimizer.inverse_weights import InverseWeights, Ranking, inverse_weights
from optimizer.past_list import INCUMBENT, could_be_chosen, past_list, unaware
from optimizer.robust.objective import ObjectiveCoefficients
from optimizer.robust.weight_sets import kind_draws
from optimizer.scenario import Scenario
from optimizer.search.effort import PLAN, Effort
from optimizer.study import Study
from questions.asking import Asking
from questions.question import Question


def kinds_on(
    study: Study, scenario: Scenario, column: str = INCUMBENT, value: str = "yes"
) -> tuple[str, ...]:
    """Return the kinds of which somebody on a list could be chosen, in configured order.

    Raises:
        InputError: nobody is on the list.
    """
    past = past_list(study.dataset, column, value)
    blind, levers = unaware(study, scenario)
    problem = blind.problem(levers)
    there = {problem.by_id[one].kind for one in past & could_be_chosen(problem)}
    return tuple(name for name in study.configuration.criteria.kinds if name in there)


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


class InversePlanQuestion(InverseWeightsQuestion):
    """What weights of one kind's criteria can put into the plan of a list, all else as it is."""

    name: ClassVar[str] = "inverse plan"
    takes_minutes: ClassVar[bool] = True

    effort: Effort = PLAN
    """How hard to look for each plan."""

    def work(self, asking: Asking[InverseWeights]) -> InverseWeights:
        """Take the list away, and look for weights; those that put it first in a ranking help.

        Raises:
            InputError: nobody of the kind who could be chosen is on the list.
        """
        shared = InverseWeightsQuestion.model_fields
        ranked = InverseWeightsQuestion(**{name: getattr(self, name) for name in shared})
        first = asking.ask(ranked).result
        past = past_list(asking.study.dataset, self.column, self.value)
        study, scenario = unaware(asking.study, self.scenario)
        problem = study.problem(scenario)
        scores = study.scorecard(scenario).kinds[self.kind]
        objective = ObjectiveCoefficients(problem)
        corners = kind_draws(objective, scores, np.eye(len(scores.criteria)))
        corners = np.where(np.isnan(corners), objective.central(), corners)
        criteria = Criteria(
            names=scores.criteria,
            given=tuple(scores.weights.tolist()),
            corners=tuple(map(tuple, corners.tolist())),
        )
        return inverse_plan(
            problem,
            criteria,
            past & could_be_chosen(problem) & frozenset(scores.ids),
            Work(plans=self.effort),
            starts=[tuple(one.weights[name] for name in scores.criteria) for one in first.steps],
            stop=asking.stop,
        )
