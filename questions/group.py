"""What would several people do, each alone and all together?"""

from typing import ClassVar

from config.base import Share
from data.people import PeopleWeights, everyone
from optimizer.group_plans import GROUP_EFFORT, GroupPlans, group_plans
from optimizer.scenario import Scenario
from optimizer.search.effort import EXACT
from questions.asking import Asking
from questions.question import NothingYetError, Question

GAP = GROUP_EFFORT.gap
"""Usual relative gap of everybody's plan."""
MORE_STEPS = 2
"""Steps beside one plan per person: the plan of the consensus, and the compromise."""


class GroupQuestion(Question[GroupPlans]):
    """Everybody's own plan, the plan of the consensus weights, and the compromise.

    The scenario's weights are those of people who say nothing of a kind.
    """

    name: ClassVar[str] = "group"
    takes_minutes: ClassVar[bool] = True

    people: PeopleWeights
    """Kind → person → criterion → weight."""
    order: tuple[str, ...]
    """Everybody, in the order in which they are shown."""
    gap: Share = GAP
    """Relative gap of everybody's plan; 0 = proven best."""

    def work(self, asking: Asking[GroupPlans]) -> GroupPlans:
        """Plan for one after the other.

        Raises:
            InputError: weights do not hold, or no plan meets all conditions.
        """
        asking.progress(0, len(self.order) + MORE_STEPS, "plans")
        with asking.workers() as workers:
            found = group_plans(
                asking.problem(self.scenario),
                asking.scorecard(self.scenario),
                self.people,
                effort=GROUP_EFFORT.but(gap=self.gap) if self.gap else EXACT,
                workers=workers,
                stop=asking.stop,
                progress=asking.counting("plans"),
            )
        if found is None:
            raise NothingYetError
        return found


def group_question(scenario: Scenario, people: PeopleWeights, gap: float = GAP) -> GroupQuestion:
    """Return the question for a group of people, in their order."""
    return GroupQuestion(scenario=scenario, people=people, order=everyone(people), gap=gap)
