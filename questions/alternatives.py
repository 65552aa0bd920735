"""What else is nearly as good?"""

from collections.abc import Iterable, Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from config.base import Share
from config.problems import InputError
from optimizer.alternatives import DIFFER, Alternative, Favoured, alternatives, favouring
from optimizer.search.effort import PLAN, Effort
from optimizer.study import Study
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
    """A good plan with as many as can be of a kind or region."""

    name: ClassVar[str] = "favouring"

    favour: str
    """Which one, as in ``kind=country``."""
    share: Share = 0.02
    """Most of the plan's worth that may be given up."""

    def work(self, asking: Asking[Favoured]) -> Favoured:
        """Look for it.

        Raises:
            InputError: there is no such kind or region.
        """
        check_favour(asking.study, self.favour)
        found = favouring(
            asking.problem(self.scenario),
            self.known_plan(asking),
            frozenset(_among(asking.study, self.favour)),
            share=self.share,
            effort=self.effort,
            stop=asking.stop,
        )
        if found is None:
            raise NothingYetError
        return found


def favours(study: Study) -> dict[str, str]:
    """Return what may be favoured, as in ``kind=country``, with what it is called."""
    kinds = study.configuration.criteria.kinds
    regions = sorted({one.region for one in study.dataset.candidates} - {""})
    return {
        **{f"kind={name}": kind.label for name, kind in kinds.items()},
        **{f"region={region}": region for region in regions},
    }


def check_favour(study: Study, text: str) -> str:
    """Return what is favoured, as in ``kind=country``; capital letters make no difference.

    Raises:
        InputError: there is no such kind or region.
    """
    wanted = "=".join(part.strip() for part in text.casefold().split("=", 1))
    known = {one.casefold(): one for one in favours(study)}
    if wanted not in known:
        raise InputError.one(
            file="--favour",
            must=f"must be one of {', '.join(known.values())}",
            do="Write, say, kind=country.",
            value=text,
        )
    return known[wanted]


def _among(study: Study, favour: str) -> Iterator[str]:
    column, _, value = favour.partition("=")
    for one in study.dataset.candidates:
        if value == (one.kind if column == "kind" else one.region):
            yield one.id


def _best_first(found: Iterable[Alternative]) -> tuple[Alternative, ...]:
    return tuple(sorted(found, key=lambda one: -(one.plan.value or 0.0)))
