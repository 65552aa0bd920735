"""What would one more unit of a team or fund buy?"""

from typing import ClassVar

from optimizer.why.marginal import Marginal, marginals
from questions.about import AboutOtherPlans
from questions.asking import Asking


class CapacitiesQuestion(AboutOtherPlans[tuple[Marginal, ...]]):
    """What one more unit of each of some teams and funds is worth, and what it buys."""

    name: ClassVar[str] = "capacities"

    resources: tuple[str, ...] = ()
    """Ids of teams and funds; none = all, the shortest first."""

    def work(self, asking: Asking[tuple[Marginal, ...]]) -> tuple[Marginal, ...]:
        """Plan with more of each, one after the other."""
        problem, plan = asking.problem(self.scenario), self.known_plan(asking)
        every = len(self.resources) or len(problem.teams) + len(problem.funds)
        total = len(problem.periods) * every
        found = marginals(problem, plan, self.resources, effort=self.effort, stop=asking.stop)
        return asking.gathered(found, total, "teams and funds")
