"""What else is nearly as good?"""

from collections.abc import Iterable
from typing import Annotated, ClassVar

from pydantic import Field

from config.base import Share
from optimizer.alternatives import DIFFER, Alternative, Favoured, alternatives, favouring
from optimizer.search.effort import PLAN, Effort
from questions.about import AboutOtherPlans
from questions.asking import Asking
from questions.question import NothingYetError


class AlternativesQuestion(AboutOtherPlans[tuple[Alternative, ...]]):
    """The next best plans that really differ, the best first."""

    name: ClassVar[str] = "alternatives"

    number: Annotated[int, Field(ge=1)] = 3
    """How many."""
    differ: Annotated[int, Field(ge=1)] = DIFFER
    """Focus areas in which any two differ at least; one out and one in count as two."""
    effort: Effort = PLAN
    """How hard to look for each: as hard as for the plan that they are compared with."""

    def work(self, asking: Asking[tuple[Alternative, ...]]) -> tuple[Alternative, ...]:
        """Look for one after the other, each apart from all before it."""
        plan = self.known_plan(asking)
        found: list[Alternative] = []
        asking.progress(0, self.number, "plans")
        for one in alternatives(
            asking.problem(self.scenario),
            plan,
            number=self.number,
            differ=self.differ,
            effort=self.effort,
            stop=asking.stop,
        ):
            found.append(one)
            asking.show(_best_first(found))
            asking.progress(len(found), self.number, "plans")
        return _best_first(found)


class FavouringQuestion(AboutOtherPlans[Favoured]):
    """A good plan with as many as can be of some candidates."""

    name: ClassVar[str] = "favouring"

    favoured: frozenset[str]
    """Ids of the candidates."""
    share: Share = 0.02
    """Most of the plan's worth that may be given up."""

    def work(self, asking: Asking[Favoured]) -> Favoured:
        """Look for it."""
        found = favouring(
            asking.problem(self.scenario),
            self.known_plan(asking),
            self.favoured,
            share=self.share,
            effort=self.effort,
            stop=asking.stop,
        )
        if found is None:
            raise NothingYetError
        return found


def _best_first(found: Iterable[Alternative]) -> tuple[Alternative, ...]:
    return tuple(sorted(found, key=lambda one: -(one.plan.value or 0.0)))
