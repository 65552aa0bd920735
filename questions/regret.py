"""What did departures from the plan cost, seen with the evidence of today?

A round departs from its plan with what it knows then, and keeps what each departure was found to
cost. Seen later, the same decision is posed once more: everything as it was then (levers, weights,
capacities, rules, the list then in force) but the evidence, which is that of today. The price now
is what the best plan of that problem loses by the departure. Nothing else differs from the price
then, so that what differs is what has become known since.
"""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from config.base import Frozen
from config.problems import InputError
from optimizer.bounded_value import BoundedValue
from optimizer.plan import Plan
from optimizer.search.effort import PLAN, Effort
from optimizer.study import Study
from questions.asking import Asking
from questions.overlay import with_list_in_force
from questions.plan import PlanQuestion
from questions.question import NothingYetError, Question


class Departure(Frozen):
    """A candidate that was put in, or left out, against the plan."""

    candidate: str
    side: Literal["in", "out"]


class PriceNow(Frozen):
    """What a departure costs with the evidence of today."""

    departure: Departure
    known: bool = True
    """Whether today's tables have the candidate."""
    agrees: bool = False
    """Whether the plan of today has it on the same side by itself."""
    price: BoundedValue | None = None
    """Points; None where no plan has it on that side, or it is not known any more."""


class Regret(Frozen):
    """What departures cost with the evidence of today."""

    plan: Plan
    """The plan with today's evidence and no departure."""
    each: tuple[PriceNow, ...]
    """By itself, in the order asked; fewer where the work was ended early."""
    together: BoundedValue | None = None
    """All of them at once; None where there is no such plan, or it is not known."""


class RegretQuestion(Question[Regret]):
    """The price of each departure, and of all together; asked of a study made in hindsight."""

    name: ClassVar[str] = "regret"

    departures: Annotated[tuple[Departure, ...], Field(min_length=1)]
    plan: Effort = PLAN
    """How hard to look for each plan."""

    def work(self, asking: Asking[Regret]) -> Regret:
        """Plan without any departure, then with each, then with all.

        Raises:
            InputError: the study does not fit the levers.
        """
        known = [one for one in self.departures if one.candidate in asking.study.dataset.by_id]
        total = len(known) + 1 + (len(known) > 1)
        asking.progress(0, total, "plans")
        plan = self._planned(asking, ())
        each: dict[Departure, PriceNow] = {
            one: PriceNow(departure=one, known=False) for one in self.departures if one not in known
        }
        together: BoundedValue | None = None
        try:
            for done, one in enumerate(known, start=1):
                asking.progress(done, total, "plans")
                price = _price(plan, self._planned(asking, (one,)))
                agrees = (one.candidate in plan.ids) == (one.side == "in") and plan.found
                each[one] = PriceNow(departure=one, agrees=agrees, price=price)
            together = each[known[0]].price if len(known) == 1 else None
            if len(known) > 1:
                asking.progress(total - 1, total, "plans")
                together = _price(plan, self._planned(asking, known))
        except NothingYetError:
            together = None
        found = tuple(each[one] for one in self.departures if one in each)
        return Regret(plan=plan, each=found, together=together)

    def _planned(
        self, asking: Asking[Regret], departures: tuple[Departure, ...] | list[Departure]
    ) -> Plan:
        scenario = self.scenario
        for one in departures:
            scenario = scenario.locked(one.candidate, one.side)
        return asking.ask(PlanQuestion(scenario=scenario, effort=self.plan)).result.plan


def hindsight(then: Study, now: Study) -> Study:
    """Return the study of an earlier round with the evidence of another one.

    ``now`` has the tables, ``then`` the configuration and the list in force.

    Raises:
        InputError: the tables have a kind that the configuration of then does not know.
    """
    kinds = then.configuration.criteria.kinds
    strange = sorted({one.kind for one in now.dataset.candidates} - kinds.keys())
    if strange:
        raise InputError.one(
            file="candidates.csv",
            must="must have kinds that the round knows, to be seen as it saw them",
            do="Look back with tables of the same kinds.",
            value=", ".join(strange),
        )
    in_force = [one.id for one in then.dataset.candidates if one.incumbent]
    return with_list_in_force(Study(now.dataset, then.configuration), in_force)


def _price(plan: Plan, departed: Plan) -> BoundedValue | None:
    if not plan.found or not departed.found:
        return None
    return BoundedValue.between(departed, plan)
