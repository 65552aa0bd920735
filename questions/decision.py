"""What is known when somebody decides: the plan, what else there was, and prices of departures.

One question for every face: what it finds is what a decision record holds.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from config.base import Frozen
from optimizer.alternatives import DIFFER, Alternative, alternatives
from optimizer.conditions import moved_conditions
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.robust.core_index import shares
from optimizer.robust.sampling import Sample
from optimizer.scenario import Scenario
from optimizer.search.effort import PLAN, QUESTION, Effort
from optimizer.standing import standings
from optimizer.study import BASELINE
from optimizer.why.overruling import Overruling, overruling
from questions.about import NoPlanHereError
from questions.asking import Asking
from questions.plan import Planned, PlanQuestion
from questions.question import Question
from questions.shares import Shares

PLAN_NAME = "plan"
"""What the recommended plan is called, beside ids of candidates and names of alternatives."""
ALTERNATIVE = "alternative "
"""How the names of other plans begin."""
NEXT = 2
"""Candidates next behind the line, of each kind and region, that get a price, too."""
Which = Literal["none", "usual", "all"]
"""Whose price is looked for: nobody's; of those in the plan, in the list in force, and next behind
the line; or everybody's that can be in a plan at all."""


class Decision(Frozen):
    """What was found for whoever decided: the plan, what else there was, and prices."""

    scenario: Scenario = BASELINE
    planned: Planned
    rated: bool = False
    """Whether ratings were accepted after a first plan: then the plan is the one nearest to
    that."""
    effort: Effort = PLAN
    """How hard the plan was looked for."""
    draws: int = 0
    """Draws that tell how sure the plan is; 0 = it was not asked."""
    shares: Mapping[str, float] = Field(default_factory=dict, exclude_if=lambda shares: not shares)
    """Candidate → share of the best lists of those draws that have it; nothing where none has."""
    differ: int = DIFFER
    """Focus areas in which the other plans differ at least."""
    alternatives: tuple[Alternative, ...] = ()
    """In the order in which they were looked for: each differs from the plan and from all before
    it."""
    overrulings: tuple[Overruling, ...] = ()
    """Prices of overruling the plan on single candidates."""

    def with_draws(self, sample: Sample | None, kept: Shares | None = None) -> "Decision":
        """Return the same with what draws tell of how sure the plan is.

        What was kept with a round stands unless there are more draws now.
        """
        if kept is not None and (sample is None or sample.draws <= kept.draws):
            return self.but(draws=kept.draws, shares=kept.shares)
        return self if sample is None else self.but(draws=sample.draws, shares=shares(sample))

    @property
    def plan(self) -> Plan:
        """The recommended plan."""
        return self.planned.plan

    @property
    def best_first(self) -> tuple[Alternative, ...]:
        """The other plans, the best first."""
        return tuple(sorted(self.alternatives, key=lambda one: -(one.plan.value or 0.0)))

    @property
    def plans(self) -> Iterator[tuple[str, Plan, Scenario]]:
        """Every plan that is stated, with what it is called, and under which levers it holds."""
        yield PLAN_NAME, self.plan, self.scenario
        for place, one in enumerate(self.alternatives):
            yield alternative(place), one.plan, self.scenario
        for price in self.overrulings:
            if price.status == "found":
                yield price.candidate, price.after, self.otherwise(price)

    def otherwise(self, price: Overruling) -> Scenario:
        """Return the levers with one candidate decided otherwise, a lock on it given up."""
        return self.scenario.locked(price.candidate, price.forced)

    @property
    def prices(self) -> dict[str, Overruling]:
        """Candidate → price of overruling the plan on it."""
        return {one.candidate: one for one in self.overrulings}


def alternative(place: int) -> str:
    """Return what an alternative is called."""
    return f"{ALTERNATIVE}{place + 1}"


class DecisionQuestion(Question[Decision]):
    """The plan, other plans that really differ, and what overruling it on candidates costs."""

    name: ClassVar[str] = "decision"
    takes_minutes: ClassVar[bool] = True

    about: Planned | None = None
    """The plan, where it is known already, as that of a round; None = it is asked for."""
    rated: bool = False
    """Whether that plan is the nearest to one without ratings."""
    effort: Effort = PLAN
    """How hard to look for the plan and the other plans."""
    others: Annotated[int, Field(ge=0)] = 2
    """Other plans that are looked for."""
    differ: int = DIFFER
    """Focus areas in which any two of them differ at least."""
    prices: Which = "usual"
    besides: tuple[str, ...] = ()
    """Candidates whose price is looked for whatever else is."""

    def work(self, asking: Asking[Decision]) -> Decision:
        """Look for one plan after the other.

        Raises:
            NoPlanHereError: there is no plan to decide on.
        """
        question = PlanQuestion(scenario=self.scenario, effort=self.effort)
        planned = self.about or asking.ask(question).result
        if not planned.plan.found:
            raise NoPlanHereError
        problem = asking.problem(self.scenario)
        plan = planned.plan.but(seconds=0.0)
        found = asking.before or Decision(
            scenario=self.scenario, planned=planned.but(plan=plan), rated=self.rated,
            differ=self.differ, effort=self.effort,
        )  # fmt: skip
        priced = self._priced(asking, problem, plan)
        total = self.others + len(priced)

        def told(more: Decision, done: int) -> Decision:
            asking.show(more)
            asking.progress(done, total, "plans")
            return more

        asking.progress(0, total, "plans")
        if self.others and len(found.alternatives) < self.others:
            found = found.but(alternatives=())
            for one in alternatives(
                problem,
                plan,
                number=self.others,
                differ=self.differ,
                effort=self.effort,
                stop=asking.stop,
            ):
                if asking.stop.thrown:
                    break
                there = (*found.alternatives, one)
                found = told(found.but(alternatives=there), len(there))
        known = found.prices
        moved = moved_conditions(problem, self.scenario)
        for done, who in enumerate(priced, start=self.others + 1):
            if who in known:
                continue
            price = overruling(problem, plan, who, QUESTION, asking.stop, moved)
            if asking.stop.thrown:
                break
            found = told(found.but(overrulings=(*found.overrulings, price)), done)
        return found

    def _priced(self, asking: Asking[Decision], problem: Problem, plan: Plan) -> list[str]:
        if self.prices == "none":
            return sorted({*self.besides})
        if self.prices == "all":
            return sorted({area.id for area in problem.areas} | {*self.besides})
        near = standings(problem, plan, asking.scorecard(self.scenario), NEXT)
        return sorted({*(one.id for one in near), *self.besides})
