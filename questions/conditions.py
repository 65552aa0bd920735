"""What do the rules and locks cost, and what could be given up where no plan meets them all?"""

from typing import ClassVar

from config.base import Frozen
from optimizer.conditions import priced_conditions
from optimizer.why.conditions import (
    AddedCondition,
    ConditionCost,
    added_conditions,
    condition_costs,
)
from optimizer.why.infeasible import Corrections, corrections
from questions.about import AboutOtherPlans
from questions.asking import Asking

STEPS = "rules and locks"


class ConditionsQuestion(AboutOtherPlans[tuple[ConditionCost, ...]]):
    """What each rule and lock costs where everything else stands."""

    name: ClassVar[str] = "conditions"

    def work(self, asking: Asking[tuple[ConditionCost, ...]]) -> tuple[ConditionCost, ...]:
        """Plan without each of them, one after the other."""
        problem, plan = asking.problem(self.scenario), self.known_plan(asking)
        found = condition_costs(problem, plan, effort=self.effort, stop=asking.stop)
        return asking.gathered(found, len(priced_conditions(problem)), STEPS)


class AddedConditions(Frozen):
    """The way from no condition to all of them, as far as it is walked."""

    steps: tuple[AddedCondition, ...]
    whole: bool


class AddedConditionsQuestion(AboutOtherPlans[AddedConditions]):
    """What rules and locks cost, added one by one to a plan that has none."""

    name: ClassVar[str] = "added conditions"

    def work(self, asking: Asking[AddedConditions]) -> AddedConditions:
        """Plan with fewer and fewer of them."""
        problem, plan = asking.problem(self.scenario), self.known_plan(asking)
        total = len(priced_conditions(problem))

        def way(steps: tuple[AddedCondition, ...]) -> AddedConditions:
            return AddedConditions(steps=steps, whole=len(steps) > total)

        def told(steps: tuple[AddedCondition, ...]) -> None:
            asking.show(way(steps))
            asking.progress(max(0, len(steps) - 1), total, STEPS)

        asking.progress(0, total, STEPS)
        return way(
            added_conditions(problem, plan, effort=self.effort, stop=asking.stop, progress=told)
        )


class WaysOutQuestion(AboutOtherPlans[Corrections]):
    """The smallest sets of conditions to give up where no plan meets all of them."""

    name: ClassVar[str] = "ways out"
    immaterial: ClassVar[frozenset[str]] = frozenset({"plan"})

    def work(self, asking: Asking[Corrections]) -> Corrections:
        """Look for the sets, then plan with each of them given up."""

        def told(found: Corrections) -> None:
            asking.show(found)
            planned = sum(one.plan.found for one in found.sets)
            asking.progress(planned, len(found.sets), "ways out planned with")

        return corrections(
            asking.problem(self.scenario), effort=self.effort, stop=asking.stop, progress=told
        )
