"""What is more or less money, staff time or room for another kind worth?"""

from itertools import combinations
from typing import Annotated, ClassVar

from pydantic import Field

from optimizer.frontier import POINTS, By, Frontier, frontier
from optimizer.study import Study
from questions.about import AboutOtherPlans
from questions.asking import Asking


class FrontierQuestion(AboutOtherPlans[Frontier]):
    """The plans that no other is better than in both: worth, and what it uses."""

    name: ClassVar[str] = "frontier"

    by: By = "money"
    """A resource, or two kinds: what the first earns against what the second earns."""
    points: Annotated[int, Field(ge=1)] = POINTS
    """About how many."""

    def work(self, asking: Asking[Frontier]) -> Frontier:
        """Walk the frontier, from all there is to less and less."""

        def told(line: Frontier) -> None:
            asking.show(line)
            asking.progress(min(len(line.points), self.points), self.points, "points")

        plan = self.known_plan(asking)
        asking.progress(0, self.points, "points")
        return frontier(
            asking.problem(self.scenario),
            plan,
            self.by,
            points=self.points,
            effort=self.effort,
            stop=asking.stop,
            progress=told,
        )


def offered(study: Study) -> dict[str, tuple[By, str]]:
    """Return what a plan's worth may be held against, as it is typed, with what it is called.

    Of two kinds, what the first earns is shown against what the second earns.
    """
    kinds = study.configuration.criteria.kinds
    between = {
        f"{one}:{other}": ((one, other), f"{kinds[one].label} against {kinds[other].label.lower()}")
        for one, other in combinations(kinds, 2)
    }
    return {"money": ("money", "Money"), "staff": ("staff", "Staff-weeks"), **between}
