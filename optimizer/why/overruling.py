"""The price of overruling: the best plan, against the best one with a candidate forced in or out.

V is the best value of the problem, V' that of the problem with the candidate as a must-have (when
the plan leaves it out) or a must-not (when the plan has it), in every period. Every plan of the
second is one of the first, so that the price V − V' is never below 0; plans found (v, v') and
their bounds (b, b') prove

    max(0, v − b')  ≤  V − V'  ≤  b − v'

What it would displace, and what is short for it, is read off the two plans found. Where no plan has
the candidate so, the reason is a conflict among the other conditions: what is asked about the
candidate is in force, but never part of it.
"""

from collections.abc import Collection
from typing import Literal

from config.base import Frozen
from optimizer.audit import held, in_focus, net_weeks, rule_count, rule_limits
from optimizer.bounded_value import BoundedValue
from optimizer.conditions import CapacityCondition, Condition, Lock, Side
from optimizer.conflicts import find_conflict
from optimizer.decisions import Decisions
from optimizer.difference import PlanDifference, difference
from optimizer.plan import CapacityUse, Conflict, Plan
from optimizer.problem import Problem
from optimizer.search.best_plan import best_plan
from optimizer.search.effort import Effort
from optimizer.stop import Stop
from optimizer.tolerances import FEASIBILITY, worth_more
from optimizer.why.packages import SupportNeed, support_need


class Shortage(Frozen):
    """A capacity that leaves less than the candidate takes of it."""

    resource: str
    label: str
    unit: Literal["staff-weeks", "USD"]
    period: str
    takes: float
    """Of it, the candidate, in the plan that has it."""
    left: float
    """Of it, in the plan that does not have it."""


class Limit(Frozen):
    """A hard rule that stands at its bound in the plan and counts the candidate."""

    rule: str
    group: str
    label: str
    period: str
    bound: float
    count: int


class Overruling(Frozen):
    """What it costs to put a candidate in that the plan leaves out, or the other way round."""

    candidate: str
    forced: Side
    """What it would be forced to."""
    status: Literal["found", "impossible", "unknown"]
    """``impossible``: no plan has it so; ``unknown``: none was found in the time given."""
    before: Plan
    """The best plan known."""
    after: Plan
    """The best plan known with the candidate forced."""
    points: BoundedValue | None = None
    """The price; None unless found."""
    change: PlanDifference | None = None
    """From ``before`` to ``after``."""
    shortages: tuple[Shortage, ...] = ()
    """What is short for the plan to hold the candidate and all that it displaces."""
    limits: tuple[Limit, ...] = ()
    """Hard rules at their bound for it."""
    conflict: Conflict | None = None
    """Why it is impossible; None where it is not, or where that was not found out."""
    support: SupportNeed | None = None
    """What the candidate needs of capacities, where nothing else is in its way."""

    @property
    def displaced(self) -> tuple[str, ...]:
        """Focus areas that make room, the candidate itself apart."""
        return self._others("left")

    @property
    def gained(self) -> tuple[str, ...]:
        """Focus areas that come in, the candidate itself apart."""
        return self._others("entered")

    @property
    def open(self) -> bool:
        """Whether the two best plans found are equally good, or the forced one is better.

        Then nothing found says that the candidate belongs where the plan has it.
        """
        if self.before.value is None or self.after.value is None:
            return False
        return not worth_more(self.before.value, self.after.value)

    def _others(self, what: Literal["left", "entered"]) -> tuple[str, ...]:
        if self.change is None:
            return ()
        return tuple(name for name in getattr(self.change, what) if name != self.candidate)


def forced(problem: Problem, candidate: str, side: Side) -> Problem:
    """Return the problem with the candidate as a must-have, or as a must-not."""
    must, must_not = problem.must - {candidate}, problem.must_not - {candidate}
    if side == "in":
        return problem.but(must=must | {candidate}, must_not=must_not)
    return problem.but(must=must, must_not=must_not | {candidate})


def overruling(
    problem: Problem,
    plan: Plan,
    candidate: str,
    effort: Effort | None = None,
    stop: Stop | None = None,
    moved: Collection[Condition] = (),
) -> Overruling:
    """Return the price of overruling a plan on one candidate.

    Args:
        problem: the plan's.
        plan: the best one known.
        candidate: id.
        effort: how long to look for the other plan.
        stop: ends the search early when thrown.
        moved: conditions that a scenario changes; where it is impossible, they are named first.

    Raises:
        ValueError: there is no plan to overrule.
        KeyError: the problem has no such candidate.
    """
    if plan.value is None:
        msg = "there must be a plan to overrule"
        raise ValueError(msg)
    side: Side = "out" if candidate in plan.ids else "in"
    locked = candidate in (problem.must if side == "out" else problem.must_not)
    other = forced(problem, candidate, side)
    most = None if locked or plan.bound is None else plan.bound
    after = best_plan(
        other,
        effort or Effort(),
        starts=(_others(plan.decisions, candidate),),
        swap=True,
        most=most,
        stop=stop,
    )
    if after.value is None:
        impossible = after.status == "infeasible"
        lock = Lock(candidate=candidate, side=side)
        conflict = None
        if impossible:
            conflict = find_conflict(other, moved=moved, given=(lock,), infeasible=True, stop=stop)
        return Overruling(
            candidate=candidate,
            forced=side,
            status="impossible" if impossible else "unknown",
            before=plan,
            after=after,
            conflict=conflict,
            support=None if conflict is None else _support(other, lock, conflict),
        )
    return found_price(problem, plan, candidate, after)


def found_price(problem: Problem, plan: Plan, candidate: str, after: Plan) -> Overruling:
    """Return the price that two plans make, and what is read off them; nothing is solved.

    Args:
        problem: the plan's.
        plan: the best one known.
        candidate: id.
        after: the best one known with the candidate on the other side.

    Raises:
        ValueError: one of the two is no plan.
    """
    side: Side = "out" if candidate in plan.ids else "in"
    locked = candidate in (problem.must if side == "out" else problem.must_not)
    has, lacks = (after, plan) if side == "in" else (plan, after)
    return Overruling(
        candidate=candidate,
        forced=side,
        status="found",
        before=plan,
        after=after,
        points=BoundedValue.loss(plan, after) if locked else BoundedValue.between(after, plan),
        change=difference(plan, after),
        shortages=_shortages(problem, candidate, has, lacks if side == "in" else None),
        limits=_limits(problem, candidate, plan, side),
    )


def _support(problem: Problem, lock: Lock, conflict: Conflict) -> SupportNeed | None:
    """Return what a candidate put in needs, where only capacities are in its way, or nothing is."""
    short = [one for one in conflict.conditions if isinstance(one, CapacityCondition)]
    if lock.side == "out" or len(short) < len(conflict.conditions):
        return None
    return support_need(problem, lock.candidate, short)


def _others(decisions: Decisions, candidate: str) -> Decisions:
    """Return decisions without the candidate."""
    return decisions.but(
        focus=frozenset(key for key in decisions.focus if key[0] != candidate),
        services=frozenset(key for key in decisions.services if key[0] != candidate),
        leads=frozenset(key for key in decisions.leads if key[1] != candidate),
    )


def _shortages(
    problem: Problem, candidate: str, has: Plan, lacks: Plan | None
) -> tuple[Shortage, ...]:
    """Return the capacities of which the candidate takes more than is left without it.

    With ``lacks`` None, what is left is counted in the plan that has it: what the candidate frees
    is wanted by others where nothing else is left.
    """
    mine = has.decisions.but(
        services=frozenset(key for key in has.decisions.services if key[0] == candidate),
        leads=frozenset(key for key in has.decisions.leads if key[1] == candidate),
    )
    takes = dict(net_weeks(problem, mine))
    for joint, period in (
        held(problem, mine).keys() & held(problem, _others(has.decisions, candidate)).keys()
    ):
        for team, weeks in problem.joint_by_id[joint].weeks.items():
            takes[team, period] -= weeks
    for (owner, _, fund, period), usd in has.decisions.money.items():
        if owner == candidate:
            takes[fund, period] = takes.get((fund, period), 0.0) + usd
    found = []
    for use in (lacks or has).capacity:
        amount = takes.get((use.resource, use.period), 0.0)
        left = _left(use)
        if amount > FEASIBILITY and amount > left + FEASIBILITY:
            found.append(
                Shortage(
                    resource=use.resource,
                    label=use.label,
                    unit=use.unit,
                    period=use.period,
                    takes=amount,
                    left=left,
                )
            )
    return tuple(found)


def _left(use: CapacityUse) -> float:
    return max(0.0, use.free)


def _limits(problem: Problem, candidate: str, plan: Plan, side: Side) -> tuple[Limit, ...]:
    """Return the hard rules that stand at the bound which the candidate would push against."""
    found = []
    for period in problem.periods:
        focus = in_focus(plan.decisions, period.id)
        for rule in problem.rules:
            if not rule.hard or candidate not in rule.members:
                continue
            count, base = rule_count(rule, focus)
            low, high = rule_limits(rule, base)
            bound = high if side == "in" else low
            short = (1 if side == "in" else -1) * ((bound or 0.0) - count) < 1 - FEASIBILITY
            if bound is not None and short:
                found.append(
                    Limit(
                        rule=rule.rule,
                        group=rule.group,
                        label=rule.label or rule.rule,
                        period=period.id,
                        bound=bound,
                        count=count,
                    )
                )
    return tuple(found)
