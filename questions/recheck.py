"""Does a decision hold? What was found once, added up anew, and searched for anew.

Two ways of looking, and neither trusts what is stated:

- *adding up*: every plan that is stated keeps all conditions of the problem, is worth what is
  stated of it, and no more than its bound; every price follows from the two plans that it is of;
- *searching*: the best plan is looked for again, by the same search or by another solver. A search
  that finds v′ and proves b′ agrees with a stated value v and bound b where v′ ≤ b and v ≤ b′: both
  intervals hold the same best value. The same engine has to find the very same list.
"""

from collections.abc import Callable, Iterator
from math import inf
from typing import Any, Literal

from config.base import Frozen
from optimizer.alternatives import DIFFER, Alternative
from optimizer.audit import broken, worth
from optimizer.bounded_value import BoundedValue
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.scenario import Scenario
from optimizer.study import BASELINE
from optimizer.tolerances import VALUE_TIE
from optimizer.why.overruling import Overruling
from questions.alternatives import AlternativesQuestion
from questions.explain import OverrulingQuestion
from questions.plan import Planned, PlanQuestion, SolverQuestion
from questions.question import Question

PLAN = "plan"
"""What the recommended plan is called, beside ids of candidates and names of alternatives."""
WIDEST = 1e-4
"""Share of its value by which another solver's proof may be looser than what it was asked for."""


class Decision(Frozen):
    """What was found for whoever decided: the plan, what else there was, and prices."""

    scenario: Scenario = BASELINE
    planned: Planned
    differ: int = DIFFER
    """Focus areas in which the other plans differ at least."""
    alternatives: tuple[Alternative, ...] = ()
    overrulings: tuple[Overruling, ...] = ()
    """Prices of overruling the plan on single candidates."""

    @property
    def plans(self) -> Iterator[tuple[str, Plan, Scenario]]:
        """Every plan that is stated, with what it is called, and under which levers it holds."""
        yield PLAN, self.planned.plan, self.scenario
        for place, one in enumerate(self.alternatives):
            yield alternative(place), one.plan, self.scenario
        for price in self.overrulings:
            if price.status == "found":
                yield price.candidate, price.after, self.otherwise(price)

    def otherwise(self, price: Overruling) -> Scenario:
        """Return the levers with one candidate decided otherwise, a lock on it given up."""
        return self.scenario.locked(price.candidate, price.forced)


class Mismatch(Frozen):
    """Where what is stated is not what is found."""

    what: Literal["conditions", "value", "bound", "price", "none", "list", "words"]
    about: str
    """The plan, an alternative, or the candidate whose price it is; a report where words differ."""
    stated: str = ""
    found: str = ""


class Rechecked(Frozen):
    """What was looked at, and what does not hold."""

    added_up: int
    """Plans and prices that were added up anew."""
    searched: int
    """Searches that were made again."""
    solver: str
    """That searched."""
    reports: int
    """Reports that were told anew."""
    mismatches: tuple[Mismatch, ...]
    planned: Planned | None = None
    """The plan as it was found now; None where the search was ended early."""

    @property
    def holds(self) -> bool:
        """Whether nothing differs."""
        return not self.mismatches


Ask = Callable[[Question[Any]], Any]
"""What works out a question; None where it was ended early."""


def alternative(place: int) -> str:
    """Return what an alternative is called."""
    return f"alternative {place + 1}"


def add_up(problem: Callable[[Scenario], Problem], decision: Decision) -> Iterator[Mismatch]:
    """Yield what does not hold of the stated plans and prices, without any search.

    Args:
        problem: the problem that levers pose.
        decision: what is stated.
    """
    for about, plan, levers in decision.plans:
        yield from _added_up(problem(levers), about, plan)
    best = decision.planned.plan
    for place, one in enumerate(decision.alternatives):
        yield from _price(alternative(place), one.gives_up, one.plan, best)
    for price in decision.overrulings:
        if price.status != "found" or price.points is None:
            continue
        if price.before.decisions != best.decisions:
            yield Mismatch(what="list", about=price.candidate)
        yield from _price(price.candidate, price.points, price.after, best)


def _added_up(problem: Problem, about: str, plan: Plan) -> Iterator[Mismatch]:
    if plan.value is None:
        if plan.found:
            yield Mismatch(what="none", about=about)
        return
    wrong = broken(problem, plan.decisions)
    if wrong:
        yield Mismatch(what="conditions", about=about, found="; ".join(wrong[:3]))
        return
    value = worth(problem, plan.decisions).total
    if abs(value - plan.value) > VALUE_TIE:
        yield Mismatch(what="value", about=about, stated=_text(plan.value), found=_text(value))
    if plan.bound is not None and plan.bound < value - VALUE_TIE:
        yield Mismatch(what="bound", about=about, stated=_text(plan.bound), found=_text(value))


def _price(about: str, stated: BoundedValue, other: Plan, best: Plan) -> Iterator[Mismatch]:
    """Yield a price that does not follow from the two plans that it is of."""
    signed = BoundedValue.loss(best, other)
    allowed = (signed, signed.never_below_zero)
    if not any(_same(stated, one) for one in allowed):
        yield Mismatch(what="price", about=about, stated=_span(stated), found=_span(allowed[1]))


def _same(one: BoundedValue, other: BoundedValue) -> bool:
    ends = ((one.low, other.low), (one.found, other.found), (one.high, other.high))
    return all(a == b or abs(a - b) <= VALUE_TIE for a, b in ends)


def search_again(
    decision: Decision, ask: Ask, *, solver: str = "", same_engine: bool, prices: bool
) -> tuple[int, Planned | None, tuple[Mismatch, ...]]:
    """Return how many searches were made, the plan found, and what does not agree.

    Args:
        decision: what is stated.
        ask: works out a question.
        solver: name of another solver that PuLP knows; blank = the search of Focus.
        same_engine: whether the versions are those with which it was found: then lists must be
            the same, too.
        prices: whether prices are searched for again as well.
    """
    best, found = decision.planned.plan, list[Mismatch]()
    again: Planned | None = ask(_question(decision.scenario, best, solver))
    made = 1
    if again is not None:
        found += _agree(PLAN, best, again.plan, alike=same_engine and not solver)
    if decision.alternatives and not solver:
        number = len(decision.alternatives)
        others = ask(AlternativesQuestion(
            scenario=decision.scenario, number=number, differ=decision.differ))  # fmt: skip
        made += 1
        for place, (one, other) in enumerate(
            zip(decision.alternatives, others or (), strict=False)
        ):
            found += _agree(alternative(place), one.plan, other.plan, alike=same_engine)
    for price in decision.overrulings if prices else ():
        now = _overruled(decision, price, ask, solver)
        made += 1
        if now is not None:
            found += _agree(price.candidate, price.after, now, alike=False)
    return made, again, tuple(found)


def _question(scenario: Scenario, stated: Plan, solver: str) -> Question[Planned]:
    if not solver:
        return PlanQuestion(scenario=scenario)
    return SolverQuestion(scenario=scenario, solver=solver, gap=max(stated.gap or 0.0, WIDEST))


def _overruled(decision: Decision, price: Overruling, ask: Ask, solver: str) -> Plan | None:
    if not solver:
        again = ask(OverrulingQuestion(scenario=decision.scenario, candidate=price.candidate))
        return None if again is None else again.after
    planned = ask(_question(decision.otherwise(price), price.after, solver))
    return None if planned is None else planned.plan


def _agree(about: str, stated: Plan, found: Plan, *, alike: bool) -> Iterator[Mismatch]:
    """Yield where a plan that was found again is at odds with what is stated of it."""
    if stated.found != found.found:
        proven = "infeasible" in (stated.status, found.status)
        if proven:
            yield Mismatch(what="none", about=about, stated=stated.status, found=found.status)
        return
    if stated.value is None or found.value is None:
        return
    bound, other = (inf if plan.bound is None else plan.bound for plan in (stated, found))
    if found.value > bound + VALUE_TIE or stated.value > other + VALUE_TIE:
        yield Mismatch(what="bound", about=about,
                       stated=f"{_text(stated.value)} to {_text(bound)}",
                       found=f"{_text(found.value)} to {_text(other)}")  # fmt: skip
    if alike and stated.ids != found.ids:
        odd = sorted(stated.ids ^ found.ids)
        yield Mismatch(what="list", about=about, found=", ".join(odd))


def _text(value: float) -> str:
    return f"{value:,.3f}"


def _span(value: BoundedValue) -> str:
    return f"{_text(value.found)} ({_text(value.low)} to {_text(value.high)})"
