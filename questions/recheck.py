"""Does a decision hold? What was found once, added up anew, told anew and searched for anew.

Three ways of looking, and none trusts what is stated:

- *adding up*: every plan that is stated keeps all conditions of the problem, and is worth what is
  stated of it; services, staff, money and rules follow from its decisions; every price, and who
  makes room for whom, follows from the two plans that it is of;
- *proving*: a solver looks for a plan that is worth more than the bound of each stated plan, and
  for any plan at all where none is stated to be possible. Value and bound hold together: the first
  by adding up, the second because there is no such plan
  (:mod:`optimizer.search.exceeding`);
- *searching*: Focus looks for the plan and the other plans again. The same version has to find the
  very same, to the last service; another one has to agree: a search that finds v′ and proves b′
  agrees with a stated value v and bound b where v′ ≤ b and v ≤ b′.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import inf, isclose
from typing import Any, ClassVar, Literal

from config.base import Frozen
from optimizer.alternatives import Alternative, distance
from optimizer.audit import broken, worth
from optimizer.bounded_value import BoundedValue
from optimizer.decisions import Decisions
from optimizer.difference import difference
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.reading import read_plan
from optimizer.scenario import Scenario
from optimizer.search.effort import HIGHS
from optimizer.search.exceeding import Exceeding, exceeding
from optimizer.tolerances import VALUE_TIE
from optimizer.why.overruling import Overruling, found_price
from questions.asking import Asking
from questions.decision import PLAN_NAME, Decision, DecisionQuestion, alternative
from questions.plan import Planned, PlanQuestion
from questions.question import Question
from questions.rated import NearPlanQuestion

READ_OFF = ("worth", "focus", "capacity", "rules", "overlaps", "entered", "left", "stayed", "gap")
"""What a plan states that follows from its decisions."""
CLOSE = 1e-6
"""Relative difference of two figures that are the same, on whatever machine."""

What = Literal[
    "conditions", "value", "bound", "price", "none", "list", "details", "words", "signature",
    "rating",
]  # fmt: skip


class Mismatch(Frozen):
    """Where what is stated is not what is found."""

    what: What
    about: str
    """The plan, an alternative, or the candidate whose price it is; a report where words differ."""
    stated: str = ""
    found: str = ""


Step = Literal["sums", "words", "acts", "searches", "proofs"]


class Looked(Frozen):
    """One way of looking, and what came of it."""

    step: Step
    times: int
    """Statements that were looked at."""
    mismatches: tuple[Mismatch, ...] = ()
    open: tuple[str, ...] = ()
    """What was not settled within the branches."""


class Rechecked(Frozen):
    """What was looked at, and what does not hold."""

    looked: tuple[Looked, ...]
    solver: str
    """That was asked to refute what is proven."""

    def of(self, step: Step) -> Looked:
        """Return what came of one way of looking."""
        there = (one for one in self.looked if one.step == step)
        return next(there, Looked(step=step, times=0))

    @property
    def mismatches(self) -> tuple[Mismatch, ...]:
        """All that does not hold."""
        return tuple(wrong for one in self.looked for wrong in one.mismatches)


Ask = Callable[[Question[Any]], Any]
"""What works out a question; None where it was ended early."""


def add_up(problem: Callable[[Scenario], Problem], decision: Decision) -> Iterator[Mismatch]:
    """Yield what does not hold of the stated plans and prices, without any search.

    ``problem`` is that which levers pose.
    """
    holds = set[str]()
    for about, plan, levers in decision.plans:
        wrong = tuple(_added_up(problem(levers), about, plan))
        yield from wrong
        holds |= set() if wrong else {about}
    best = decision.plan
    if not best.found or PLAN_NAME not in holds:
        return
    before = [best]
    for place, one in enumerate(decision.alternatives):
        about = alternative(place)
        if one.plan.found and about in holds:
            yield from _alternative(about, one, before, decision.differ)
        before.append(one.plan)
    for price in decision.overrulings:
        if price.status == "found" and price.candidate in holds:
            yield from _price(problem(decision.scenario), best, price)


def _added_up(problem: Problem, about: str, plan: Plan) -> Iterator[Mismatch]:
    if plan.value is None:
        if plan.found or plan.decisions.focus:
            yield Mismatch(what="none", about=about)
        return
    wrong = broken(problem, plan.decisions)
    if wrong:
        yield Mismatch(what="conditions", about=about, found="; ".join(wrong[:3]))
        return
    value = worth(problem, plan.decisions).total
    if abs(value - plan.value) > VALUE_TIE:
        yield Mismatch(what="value", about=about, stated=_text(plan.value), found=_text(value))
        return
    if plan.bound is None or plan.bound < value - VALUE_TIE:
        stated = "nothing" if plan.bound is None else _text(plan.bound)
        yield Mismatch(what="bound", about=about, stated=stated, found=_text(value))
        return
    again = read_plan(problem, plan.decisions, status=plan.status, bound=plan.bound, seconds=0.0,
                      solver=plan.solver)  # fmt: skip
    yield from _same(about, _only(plan, READ_OFF), _only(again, READ_OFF))


def _alternative(
    about: str, one: Alternative, before: Sequence[Plan], differ: int
) -> Iterator[Mismatch]:
    best = before[0]
    nearest = min(distance(other, one.plan) for other in before)
    if nearest < differ:
        yield Mismatch(what="list", about=about, stated=str(differ), found=str(nearest))
    again = one.but(change=difference(best, one.plan), distance=distance(best, one.plan),
                    gives_up=BoundedValue.between(one.plan, best))  # fmt: skip
    yield from _figures(about, one.gives_up, again.gives_up)
    names = ("change", "distance")
    yield from _same(about, _only(one, names), _only(again, names))


def _price(problem: Problem, best: Plan, price: Overruling) -> Iterator[Mismatch]:
    again = found_price(problem, best, price.candidate, price.after)
    yield from _figures(price.candidate, price.points, again.points)
    names = ("forced", "change", "shortages", "limits")
    yield from _same(price.candidate, _only(price, names), _only(again, names))


def _figures(
    about: str, stated: BoundedValue | None, found: BoundedValue | None
) -> Iterator[Mismatch]:
    if stated is None or found is None or _differs(stated.model_dump(), found.model_dump()):
        yield Mismatch(what="price", about=about, stated=_ends(stated), found=_ends(found))


def _only(value: Frozen, names: Sequence[str]) -> dict[str, Any]:
    found: dict[str, Any] = value.model_dump(mode="json", include=set(names))
    return found


def _same(about: str, stated: object, found: object) -> Iterator[Mismatch]:
    """Yield the first thing in which two values differ, if they do."""
    where = _differs(stated, found)
    if where is not None:
        place, one, other = where
        yield Mismatch(what="details", about=about, stated=f"{place} {one}".strip()[:LONGEST],
                       found=f"{other}"[:LONGEST])  # fmt: skip


LONGEST = 120
"""Characters of what differs that are told."""


def _differs(stated: object, found: object, place: str = "") -> tuple[str, object, object] | None:
    """Return where two values of JSON's types first differ, and both; None where they do not."""
    if isinstance(stated, Mapping) and isinstance(found, Mapping):
        names = [*stated, *(name for name in found if name not in stated)]
        inside = ((name, stated.get(name), found.get(name)) for name in names)
        parts = (_differs(a, b, f"{place}.{name}".strip(".")) for name, a, b in inside)
        return next((one for one in parts if one is not None), None)
    if isinstance(stated, list | tuple) and isinstance(found, list | tuple):
        if len(stated) != len(found):
            return place, len(stated), len(found)
        pairs = enumerate(zip(stated, found, strict=True))
        parts = (_differs(a, b, f"{place}.{number}") for number, (a, b) in pairs)
        return next((one for one in parts if one is not None), None)
    if _number(stated) and _number(found):
        same = isclose(float(stated), float(found), rel_tol=CLOSE, abs_tol=VALUE_TIE)  # type: ignore[arg-type]
        return None if same else (place, stated, found)
    return None if stated == found else (place, stated, found)


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


class ExceedingQuestion(Question[Exceeding]):
    """Is any plan worth more than what is stated?"""

    name: ClassVar[str] = "exceeding"

    most: float | None
    """Points that none is stated to exceed; None = it is stated that there is no plan."""
    solver: str = HIGHS
    """Name of a solver that PuLP knows."""
    others: tuple[Decisions, ...] = ()
    """Plans from which it has to differ."""
    differ: int = 0

    def work(self, asking: Asking[Exceeding]) -> Exceeding:
        """Let the solver look for one.

        Raises:
            SolverError: it is not installed, or cannot solve the model.
        """
        return exceeding(asking.problem(self.scenario), self.most, self.solver,
                         others=self.others, differ=self.differ)  # fmt: skip


def statements(decision: Decision, solver: str) -> Iterator[tuple[str, ExceedingQuestion]]:
    """Yield what it is about, and the question that would refute it, for all that is proven."""
    best = decision.plan
    levers = decision.scenario
    if best.bound is not None:
        yield PLAN_NAME, ExceedingQuestion(scenario=levers, most=best.bound, solver=solver)
    before = [best.decisions]
    for place, one in enumerate(decision.alternatives):
        if one.plan.bound is not None:
            yield alternative(place), ExceedingQuestion(
                scenario=levers, most=one.plan.bound, solver=solver, others=tuple(before),
                differ=decision.differ,
            )  # fmt: skip
        before.append(one.plan.decisions)
    for price in decision.overrulings:
        impossible = price.status == "impossible"
        if impossible or (price.status == "found" and price.after.bound is not None):
            yield (
                price.candidate,
                ExceedingQuestion(
                    scenario=decision.otherwise(price), most=price.after.bound, solver=solver
                ),
            )


def prove(decision: Decision, ask: Ask, solver: str) -> Looked:
    """Return what a solver finds against bounds, and against what is said to be impossible."""
    wrong, unsettled, times = list[Mismatch](), list[str](), 0
    for about, question in statements(decision, solver):
        found: Exceeding | None = ask(question)
        if found is None:
            break
        times += 1
        wrong += _refuted(about, question, found)
        unsettled += [about] if found.outcome == "open" else []
    return Looked(step="proofs", times=times, mismatches=tuple(wrong), open=tuple(unsettled))


def _refuted(about: str, question: ExceedingQuestion, found: Exceeding) -> Iterator[Mismatch]:
    if found.outcome == "some" and found.value is not None:
        what: What = "none" if question.most is None else "bound"
        stated = "" if question.most is None else f"at most {_text(question.most)}"
        yield Mismatch(what=what, about=about, stated=stated, found=_text(found.value))


def search_again(decision: Decision, ask: Ask, *, same_engine: bool) -> Looked:
    """Return what differs from what Focus finds now.

    The same engine, with which it was found, has to find all of it again.
    """
    again: Planned | None = ask(_question(decision))
    if again is None:
        return Looked(step="searches", times=0)
    found = list(_agree(PLAN_NAME, decision.plan, again.plan))
    if same_engine and not found:
        found += _same_list(PLAN_NAME, decision.plan, again.plan) or _same(
            PLAN_NAME, *map(_without_clock, (decision.planned, again))
        )
    impossible = tuple(o.candidate for o in decision.overrulings if o.status == "impossible")
    number = len(decision.alternatives)
    if found or not (number or impossible):
        return Looked(step="searches", times=1, mismatches=tuple(found))
    more: Decision | None = ask(DecisionQuestion(
        scenario=decision.scenario, about=again, others=number, differ=decision.differ,
        effort=decision.effort, prices="none", besides=impossible))  # fmt: skip
    if more is None:
        return Looked(step="searches", times=1)
    there = zip(decision.alternatives, more.alternatives, strict=False)
    for place, (one, other) in enumerate(there):
        about = alternative(place)
        agree = tuple(_agree(about, one.plan, other.plan))
        found += agree
        if same_engine and not agree:
            found += _same_list(about, one.plan, other.plan) or _same(
                about, *map(_without_clock, (one, other))
            )
    if same_engine:
        for candidate, price in more.prices.items():
            stated = decision.prices[candidate]
            found += _same(candidate, *map(_without_clock, (stated, price)))
    times = 1 + number + len(impossible)
    return Looked(step="searches", times=times, mismatches=tuple(found))


def _same_list(about: str, stated: Plan, found: Plan) -> tuple[Mismatch, ...]:
    odd = ", ".join(sorted(stated.ids ^ found.ids))
    return (Mismatch(what="list", about=about, found=odd),) if odd else ()


def _question(decision: Decision) -> Question[Planned]:
    near = decision.planned.compared
    if decision.rated and near is not None:
        return NearPlanQuestion(scenario=decision.scenario, near=near, effort=decision.effort)
    return PlanQuestion(scenario=decision.scenario, effort=decision.effort)


def _without_clock(value: Frozen) -> object:
    return _cleared(value.model_dump(mode="json"))


def _cleared(value: object) -> object:
    """Return a value without what a clock said, and without the plan that every price repeats."""
    if isinstance(value, Mapping):
        return {k: _cleared(v) for k, v in value.items() if k not in ("seconds", "before")}
    return [_cleared(one) for one in value] if isinstance(value, list | tuple) else value


def _agree(about: str, stated: Plan, found: Plan) -> Iterator[Mismatch]:
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


def _text(value: float) -> str:
    return f"{value:,.3f}"


def _ends(value: BoundedValue | None) -> str:
    return "nothing" if value is None else value.span
