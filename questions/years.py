"""Year after year: the lists that the same criteria would have, with what was known each year.

The first list is the recommended one as of the first day, beside the list in force; each later one
is recommended beside the list of the year before, which then is the list in force. Weights, rules,
staff, money and who can be chosen stay as they are: only what is known changes, and the list.

Each change is put down to what became known, and to the list in force (:mod:`questions.reassess`).
Beside each list stand two others of the same year: the best that keeps everybody of the year before
who may stay, so that what the change is worth can be told; and the best that knows no list in
force, so that one sees what the price for dropping holds still.
"""

import re
from itertools import pairwise
from typing import ClassVar

from config.base import Frozen
from config.problems import Problems
from data.dataset import Dataset
from data.vintage import at, last_day
from optimizer.attribution import ATTRIBUTION, Move
from optimizer.bounded_value import BoundedValue
from optimizer.past_list import could_be_chosen, unaware
from optimizer.plan import Plan
from optimizer.search.effort import PLAN, Effort
from optimizer.study import Study
from questions.asking import Asking
from questions.over_tables import OverTables
from questions.overlay import with_list_in_force
from questions.plan import PlanQuestion
from questions.question import NothingYetError
from questions.reassess import ReassessQuestion
from scoring.difference import ScoreChange

_SPAN = re.compile(r"(?P<first>[0-9]{4})\.\.(?P<last>[0-9]{4})")
_YEAR = re.compile(r"[0-9]{4}")
MOST = 12
"""Years that are asked for at once."""
STEPS = 3
"""Steps of the work of a year, as far as people are told."""


class YearList(Frozen):
    """The list of one year, and how it came out of the one before."""

    as_of: str
    plan: Plan
    moves: tuple[Move, ...] = ()
    """Who enters and leaves against the year before, and why; fewer where it cannot be said."""
    scores: tuple[ScoreChange, ...] = ()
    """Of those."""
    worth: BoundedValue | None = None
    """What the list is worth more than the best one that keeps all of the year before who may stay;
    None where there is no such list."""
    cannot_stay: tuple[str, ...] = ()
    """Of the year before, behind a gate or a firm rule now."""
    free: frozenset[str] = frozenset()
    """The list that nobody's place in the year before would have touched."""


class Years(Frozen):
    """The first list and those after it; fewer than asked for where the work was ended."""

    lists: tuple[YearList, ...]

    def entered(self, place: int) -> frozenset[str]:
        """Return who is in a list and not in the one before."""
        return self.lists[place].plan.ids - self.lists[place - 1].plan.ids

    def left(self, place: int) -> frozenset[str]:
        """Return who is in a list no more."""
        return self.lists[place - 1].plan.ids - self.lists[place].plan.ids


class YearsQuestion(OverTables[Years, Dataset]):
    """The lists of several years, by what was known in each.

    It is asked over the dataset with everything that is dated, of the study of the first list.
    """

    name: ClassVar[str] = "years"
    takes_minutes: ClassVar[bool] = True

    years: tuple[str, ...]
    """Vintages after that of the study, in order."""
    plan: Effort = PLAN
    """How hard to look for each list."""
    effort: Effort = ATTRIBUTION
    """How hard to look for the plans between two of them."""

    def study(self, as_of: str, of: Study, incumbents: frozenset[str]) -> Study:
        """Return what was known by then, with the list of the year before in force."""
        return with_list_in_force(Study(at(self._over, as_of), of.configuration), incumbents)

    def studies(self, of: Study, found: Years) -> dict[str, Study]:
        """Return the day of each later list → what was known by then."""
        return {
            one.as_of: self.study(as_of, of, before.plan.ids)
            for as_of, before, one in zip(self.years, found.lists, found.lists[1:], strict=False)
        }

    def work(self, asking: Asking[Years]) -> Years:
        """Make the first list, then that of each year, as far as time allows."""
        total = 1 + STEPS * len(self.years)
        planned = PlanQuestion(scenario=self.scenario, effort=self.plan)
        asking.progress(0, total, "steps")
        plan = asking.ask(planned).result.plan
        free = self._free(asking, asking.study)
        lists = [YearList(as_of=asking.study.dataset.vintage.day, plan=plan, free=free)]
        before = asking.study
        for number, as_of in enumerate(self.years):
            if not lists[-1].plan.found:
                break
            after = self.study(as_of, asking.study, lists[-1].plan.ids)
            try:
                one = self._year(asking, before, after, lists[-1].plan, 1 + STEPS * number)
            except NothingYetError:
                break
            lists.append(one)
            before = after
        if len(lists) == 1 and self.years and plan.found:
            raise NothingYetError
        return Years(lists=tuple(lists))

    def _year(
        self, asking: Asking[Years], before: Study, after: Study, last: Plan, step: int
    ) -> YearList:
        total = 1 + STEPS * len(self.years)
        asking.progress(step, total, "steps")
        question = ReassessQuestion.since(
            before, self.scenario, self.plan, self.effort, before=self.scenario
        )
        planned = PlanQuestion(scenario=self.scenario, effort=self.plan)
        plan = asking.ask(planned, after).result.plan
        day = after.dataset.vintage.day
        if not plan.found:
            return YearList(as_of=day, plan=plan)
        changed = asking.ask(question, after).result
        asking.progress(step + 1, total, "steps")
        may = could_be_chosen(after.problem(self.scenario))
        held = self.scenario.but(must=self.scenario.must | (last.ids & may))
        kept = asking.ask(PlanQuestion(scenario=held, effort=self.plan), after).result.plan
        asking.progress(step + 2, total, "steps")
        moved = plan.ids ^ last.ids
        moves = () if changed.attribution is None else changed.attribution.moves
        return YearList(
            as_of=day,
            plan=plan,
            moves=tuple(one for one in moves if one.id in moved),
            scores=tuple(one for one in changed.scores if one.candidate in moved),
            worth=BoundedValue.between(kept, plan) if kept.found else None,
            cannot_stay=tuple(sorted(last.ids - may)),
            free=self._free(asking, after),
        )

    def _free(self, asking: Asking[Years], study: Study) -> frozenset[str]:
        """Return the list of a year as if there were none in force."""
        blind, scenario = unaware(study, self.scenario)
        planned = PlanQuestion(scenario=scenario, effort=self.plan)
        return asking.ask(planned, blind).result.plan.ids


def read_years(where: str, typed: str, problems: Problems) -> tuple[str, ...]:
    """Return the years that are typed, one by one or first and last.

    They are as in 2021,2022,2023 or 2021..2023; ``where`` is the option or field, as a problem
    names it.
    """
    span = _SPAN.fullmatch(typed.strip())
    if span is not None and 0 <= int(span["last"]) - int(span["first"]) < MOST:
        return tuple(str(year) for year in range(int(span["first"]), int(span["last"]) + 1))
    years = tuple(part.strip() for part in typed.split(","))
    if span is None and len(years) <= MOST and all(map(_YEAR.fullmatch, years)):
        return years
    must = f"must be years, {MOST} at most"
    problems.add(where, must, "Write, say, 2021,2022,2023 or 2021..2023.", value=typed)
    return ()


def check_order(where: str, years: tuple[str, ...], study: Study, problems: Problems) -> None:
    """Tell years that do not come one after the other, after the day of the study.

    ``study`` is that of the first list; ``where`` the option or field, as a problem names it.
    """
    days = [study.dataset.vintage.day, *(last_day(one).isoformat() for one in years)]
    if not days[0]:
        must = "the first list must be as of a day, after which the years come"
        problems.add("--as-of", must, "Write --as-of with the year of the first list.")
    elif any(after <= before for before, after in pairwise(days)):
        must = f"must come one after the other, and after {days[0]}"
        problems.add(where, must, "Put them in order.", value=",".join(years))
