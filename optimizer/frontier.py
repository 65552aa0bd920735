r"""The frontier: what more money, more staff time or more of another kind is worth.

ε-constraint (Haimes, Lasdon & Wismer 1971), walked from the end where the goal is greatest. G(plan)
= goal to be large; U(plan) = what is used, to be small:

    by money       G = the plan's value,       U = USD over all periods
    by staff       G = the plan's value,       U = staff-weeks over all periods, leads counted
    kind A : B     G = points that A earns,    U = − points that B earns

Each step maximises G under U ≤ ε, then makes U least at that G, so that no point is dominated; the
next ε lies one step below the U just reached. With a step no larger than the least difference of
two plans, every point is found; with a larger one, none that is further apart than a step is
missed. Points that a kind earns: support and own focus overlap, discounted; where two plans are
equal in both, the one of the greatest value.

What a plan uses is added up from its decisions, in whole cents or in millionths of a staff-week,
never read off a solver's columns. All plans use multiples of a *grain*, the greatest common divisor
of what services cost; so U ≤ ε is asked with half a grain to spare, and a plan that uses ε exactly
is within it whatever the solver's tolerance.

Every search starts from the best solution met so far that keeps within its limit, so that no point
is worth less than a plan known for no more.

A budget path is not nested: a candidate may be in at a small budget, out at a larger one and in
again. Each point names those that were in at the point before it and drop out at it.
"""

import itertools
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from config.base import Frozen
from optimizer.audit import in_focus, net_weeks
from optimizer.cents import CENTS, cents, in_usd
from optimizer.decisions import Decisions
from optimizer.highs_model import Outcome, Vector
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.search.effort import Effort
from optimizer.search.maximise import maximise
from optimizer.search.model import Goal, SearchModel
from optimizer.search.ties import money_costs, staff_costs
from optimizer.stop import Stop
from optimizer.tolerances import USD_SCALE, VALUE_TIE, worth_more

Resource = Literal["money", "staff"]
By = Resource | tuple[str, str]
"""A resource, or two kinds: what the first earns against what the second earns."""
POINTS = 7
"""Points of a frontier unless another number is asked for."""
LEAST_STEP = {"money": 1.0, "staff": 0.01, "kinds": 0.01}
"""Shortest step that makes sense: USD, staff-weeks, points."""
WEEK_PARTS = 1_000_000
"""Parts of a staff-week in which staff is counted."""
HALF = 0.5
NOISE = 1e-6
"""Share of a grain within which an amount counts as a whole number of them."""
LITTLE = 0.02
"""Share of its points at which the other kind counts in a search with a limit."""


class FrontierPoint(Frozen):
    """One plan that no other is better than in both."""

    used: float
    """USD or staff-weeks over all periods; or points that the second kind earns."""
    value: float
    """Points of the plan; or points that the first kind earns."""
    bound: float
    """Proven: no plan within the same limit has a higher value."""
    limit: float
    """What was allowed (of the second kind: asked for) when the plan was found."""
    plan: Plan
    dropped: tuple[str, ...] = ()
    """In at the point before it, out at this one."""

    @property
    def exact(self) -> bool:
        """Whether the value is proven the greatest."""
        return self.bound - self.value <= 2 * VALUE_TIE


class Band(Frozen):
    """A stretch of levels with the same found and the same possible."""

    start: float
    """USD, staff-weeks or points of the second kind, as ``used`` of a point."""
    end: float
    found: float
    """Value of the best plan found that keeps within any level of the stretch."""
    most: float
    """Proven: no plan within such a level has a higher value."""


class Frontier(Frozen):
    """The frontier, from the least used to the most."""

    by: By
    unit: Literal["USD", "staff-weeks", "points"]
    points: tuple[FrontierPoint, ...]
    step: Annotated[float, Field(ge=0)]
    """No point further than this from its neighbours is missed, as far as values are proven."""
    complete: bool
    """Whether it was walked to its end, no search passing its limit."""

    @property
    def returns(self) -> tuple[str, ...]:
        """Candidates that drop out along the path although they were in before, sorted."""
        return tuple(sorted({name for point in self.points for name in point.dropped}))

    def within(self, level: float) -> FrontierPoint | None:
        """Return the greatest point that uses no more than so much of a resource, if any."""
        return max(
            (point for point in self.points if point.used <= level),
            key=lambda point: point.used,
            default=None,
        )

    def of_plan(self, plan: Plan) -> tuple[float, float]:
        """Return what a plan uses of the resource, and all there is for it, over all periods."""
        uses = [use for use in plan.capacity if use.unit == self.unit]
        return sum(use.used for use in uses), sum(use.used + use.free for use in uses)

    def bands(self, end: float | None = None) -> tuple[Band, ...]:
        """Return what is found, and proven to be the most, on every stretch of levels.

        Within a level the best plan found is the one of the greatest point that it allows; nothing
        exceeds the bound of the first point whose limit allows it. (Of two kinds: what is asked of
        the second, so that the sides are exchanged.)

        Args:
            end: where the last stretch ends, if beyond the last point.
        """
        corners = {level for point in self.points for level in (point.used, point.limit)}
        if end is not None:
            corners.add(end)
        bands = []
        for start, stop in itertools.pairwise(sorted(corners)):
            found, most = self._at((start + stop) / 2)
            if found is not None and most is not None:
                bands.append(Band(start=start, end=stop, found=found, most=max(found, most)))
        return tuple(bands)

    def _at(self, level: float) -> tuple[float | None, float | None]:
        """Return the value found, and the most proven, within a level."""
        sign = -1.0 if isinstance(self.by, tuple) else 1.0
        within = [p.value for p in self.points if sign * p.used <= sign * level]
        over = [p.bound for p in self.points if sign * p.limit >= sign * level]
        if not over and not isinstance(self.by, tuple):
            over = [max(p.bound for p in self.points)]
        return max(within, default=None), min(over, default=None)


def frontier(
    problem: Problem,
    plan: Plan,
    by: By = "money",
    *,
    points: int = POINTS,
    step: float | None = None,
    effort: Effort | None = None,
    stop: Stop | None = None,
    progress: Callable[[Frontier], None] | None = None,
) -> Frontier:
    """Return the frontier between a plan's value and what it uses, or between two kinds.

    Args:
        problem: the plan's.
        plan: the best one known.
        by: ``money``, ``staff``, or two kinds.
        points: how many points to aim for; 2 at least.
        step: distance of neighbouring points, in USD, staff-weeks or points, instead of a number.
        effort: how long the search of a point may take. Only without a limit on branches is what
            reaches as much with less, and then with the greatest value, looked for by itself.
        stop: ends the walk early when thrown; what was found until then stands.
        progress: told the frontier as far as it is walked, at every new point.

    Raises:
        ValueError: there is no plan, fewer than two points are asked for, or the problem has no
            such kind.
    """
    _check(problem, plan, by, points)
    walk = _Walk(SearchModel(problem), problem, plan, by, effort or Effort(), stop)
    least, most = walk.ends()
    shortest = LEAST_STEP[by if isinstance(by, str) else "kinds"]
    step = max(shortest, (most - least) / (points - 1)) if step is None else step
    found: list[FrontierPoint] = []
    for point in walk.points(least, step):
        found.append(point)
        if progress is not None:
            progress(_frontier(by, found, step, complete=False))
    return _frontier(by, found, step, complete=walk.complete)


def _frontier(by: By, found: Sequence[FrontierPoint], step: float, *, complete: bool) -> Frontier:
    sign = -1.0 if isinstance(by, tuple) else 1.0
    return Frontier(
        by=by,
        unit="points" if isinstance(by, tuple) else "USD" if by == "money" else "staff-weeks",
        points=_marked(_undominated(found, sign)),
        step=step,
        complete=complete,
    )


def _check(problem: Problem, plan: Plan, by: By, points: int) -> None:
    if not plan.found:
        msg = "there must be a plan for a frontier to start from"
        raise ValueError(msg)
    if points < 2:
        msg = f"points must be at least 2 (found {points})"
        raise ValueError(msg)
    if isinstance(by, tuple):
        kinds = {area.kind for area in problem.areas}
        unknown = sorted(set(by) - kinds)
        if unknown or by[0] == by[1]:
            msg = f"the two must be different kinds of the problem: {', '.join(sorted(kinds))}"
            raise ValueError(msg)


@dataclass(frozen=True)
class _Use:
    """What is made small: its columns, and how it is counted from decisions."""

    weights: Vector
    """Per unit of every column, shape (columns,): thousand USD, staff-weeks or points."""
    used: Callable[[Decisions], float]
    """USD, staff-weeks or points that decisions use."""
    grain: float | None
    """What every plan uses a whole number of; None = any amount."""
    scale: float = 1.0
    """What one unit of the weights is of what is used."""

    def ceiling(self, limit: float) -> float:
        """Return a level between a limit and what the next plan beyond it would use."""
        if self.grain is None or not math.isfinite(limit):
            return limit + VALUE_TIE
        return (math.floor(limit / self.grain + NOISE) + HALF) * self.grain

    def keeps(self, amount: float, limit: float) -> bool:
        """Say whether an amount is within a limit."""
        return amount <= self.ceiling(limit)


def _use(model: SearchModel, problem: Problem, by: By) -> _Use:
    """Return what a frontier makes small."""
    if isinstance(by, tuple):
        other = by[1]
        return _Use(
            -kind_costs(model, other), lambda made: -kind_points(problem, made, other), None
        )
    if by == "money":
        money = money_costs(model.matrix, problem)
        return _Use(money, _usd, _grain(USD_SCALE * money, CENTS), USD_SCALE)
    weeks = staff_costs(model.matrix, problem)
    return _Use(weeks, lambda made: _weeks(problem, made), _grain(weeks, WEEK_PARTS))


def _grain(amounts: Vector, parts: int) -> float:
    """Return the greatest common divisor of amounts, each a whole number of parts of one."""
    found = math.gcd(*(round(amount * parts) for amount in amounts.tolist()))
    return max(found, 1) / parts


def _usd(decisions: Decisions) -> float:
    return in_usd(sum(cents(usd) for usd in decisions.money.values()))


def _weeks(problem: Problem, decisions: Decisions) -> float:
    return round(math.fsum(net_weeks(problem, decisions).values()) * WEEK_PARTS) / WEEK_PARTS


@dataclass
class _Walk:
    """The model, what is made large and what is made small."""

    model: SearchModel
    problem: Problem
    plan: Plan
    by: By
    effort: Effort
    stop: Stop | None
    complete: bool = False
    top: "tuple[Outcome, Outcome] | None" = None
    """The greatest goal without a limit, reached with the least."""
    known: list[Vector] = field(default_factory=list)
    """Solutions met so far."""

    def __post_init__(self) -> None:
        self.use = _use(self.model, self.problem, self.by)
        self.goal = self.model.value
        if isinstance(self.by, tuple):
            self.goal = Goal(kind_costs(self.model, self.by[0]))

    @property
    def thrown(self) -> bool:
        """Whether the walk is to end."""
        return self.stop is not None and self.stop.thrown

    def ask(self, goal: Goal) -> Outcome:
        """Return the best solution of a goal, never worse than any met so far that is allowed."""
        found = maximise(
            self.model,
            self.effort,
            goal=goal,
            starts=(self.plan.decisions,),
            solutions=self.known,
            stop=self.stop,
        )
        if found.solution is not None:
            self.known.append(found.solution)
        return found

    def ends(self) -> tuple[float, float]:
        """Return the least that can be used, and what the greatest goal uses."""
        self.top = self.best(float("inf"))
        low = self.ask(Goal(-self.use.weights))
        least = float("-inf") if low.solution is None else self.used(low)
        return least, least if self.top is None else max(least, self.used(self.top[0]))

    def used(self, outcome: Outcome) -> float:
        """Return what the decisions of a solution use."""
        assert outcome.solution is not None  # noqa: S101 (callers checked)
        return self.use.used(self.model.decisions(outcome.solution))

    def keep_within(self, limit: float) -> None:
        """Let every later solution use no more than a limit."""
        if np.isfinite(limit):
            self.model.hold(-self.use.weights, -self.use.ceiling(limit) / self.use.scale)

    def best(self, limit: float) -> tuple[Outcome, Outcome] | None:
        """Return the cheapest solution of the greatest goal within a limit, and the goal's own."""
        self.keep_within(limit)
        found = self._exactly() if self.effort.nodes is None else self._roughly()
        self.model.release()
        return found

    def _exactly(self) -> tuple[Outcome, Outcome] | None:
        """Make the goal great, then the use small, then, of two kinds, the value great."""
        first = self.ask(self.goal)
        if first.solution is None:
            return None
        self.model.hold(
            self.goal.costs, self.goal.of(first.solution) - self.goal.constant - VALUE_TIE
        )
        last = self.ask(Goal(-self.use.weights))
        last = first if last.solution is None else last
        if self.goal is not self.model.value:
            self.keep_within(self.used(last))
            richest = self.ask(self.model.value)
            last = last if richest.solution is None else richest
        return last, first

    def _roughly(self) -> tuple[Outcome, Outcome] | None:
        """Ask once; of two kinds, for the first with a little of the other and of the value."""
        goal, value = self.goal, self.model.value
        if goal is value:
            found = self.ask(value)
            return None if found.solution is None else (found, found)
        relaxed, _ = self.model.relaxation.solve(goal.costs, goal.constant, stop=self.stop)
        mixed = goal.costs - LITTLE * self.use.weights + LITTLE**2 * value.costs
        found = self.ask(Goal(mixed))
        if found.solution is None:
            return None
        earned = goal.of(found.solution)
        bound = max(earned, relaxed.bound)
        found = Outcome("feasible", earned, bound, solution=found.solution)
        return found, found

    def points(self, least: float, step: float) -> Iterator[FrontierPoint]:
        """Yield points from the most used down to the least."""
        found, bound, limit, within = self.top, float("inf"), float("inf"), True
        while found is not None:
            last, first = found
            assert last.solution is not None  # noqa: S101 (checked in best)
            bound = min(bound, first.bound)
            used = self.used(last)
            within = within and self.use.keeps(used, limit)
            yield self._point(last, used, used if np.isinf(limit) else limit, bound)
            if self.use.keeps(used, least):
                self.complete = within
                return
            limit = max(least, min(used, limit) - step)
            if self.thrown:
                return
            found = self.best(limit)

    def _point(self, last: Outcome, used: float, limit: float, bound: float) -> FrontierPoint:
        over = self.plan.bound if self.plan.bound is not None else float("inf")
        assert last.solution is not None  # noqa: S101 (checked in best)
        kinds = self.goal is not self.model.value
        most = over if kinds else min(over, bound)
        plan = self.model.plan(self.model.decisions(last.solution), most)
        assert plan.value is not None  # noqa: S101 (there is a solution)
        value, sign = plan.value, 1.0
        if isinstance(self.by, tuple):
            value, sign = kind_points(self.problem, plan.decisions, self.by[0]), -1.0
        return FrontierPoint(
            used=sign * used + 0.0,
            value=value,
            bound=max(value, bound if kinds else most),
            limit=sign * limit + 0.0,
            plan=plan,
        )


def kind_points(problem: Problem, decisions: Decisions, kind: str) -> float:
    """Return the points that a kind's focus areas earn: support and their own focus overlap."""
    areas, earned = problem.by_id, []
    for period in problem.periods:
        focus = in_focus(decisions, period.id)
        earned += [
            period.discount * term.points
            for term in problem.overlaps
            if areas[term.candidate].kind == kind
            and term.candidate in focus
            and not focus.isdisjoint(term.targets)
        ]
        earned += [
            period.discount
            * areas[candidate].worth
            * areas[candidate].potential
            * problem.options[candidate, service].unlocks
            for candidate, service, when in decisions.services
            if when == period.id and areas[candidate].kind == kind
        ]
    return math.fsum(earned)


def kind_costs(model: SearchModel, kind: str) -> Vector:
    """Return the points that a kind's focus areas earn per unit of every column."""
    mine = {area.id for area in model.problem.areas if area.kind == kind}
    costs = np.zeros(len(model.matrix.cost))
    for key, position in model.matrix.columns.items():
        if key[0] in ("service", "overlap") and key[1] in mine:
            costs[position] = model.value.costs[position]
    return costs


def _undominated(found: Sequence[FrontierPoint], sign: float) -> list[FrontierPoint]:
    """Return the points that no other beats in both, the least used first."""
    order = sorted(found, key=lambda point: (sign * point.used, -point.value))
    kept: list[FrontierPoint] = []
    for point in order:
        if not kept or worth_more(point.value, kept[-1].value):
            kept.append(point)
    return sorted(kept, key=lambda point: point.used)


def _marked(points: list[FrontierPoint]) -> tuple[FrontierPoint, ...]:
    """Return the points with what drops out at each, seen from the one before it."""
    marked: list[FrontierPoint] = []
    for point in points:
        gone = marked[-1].plan.ids - point.plan.ids if marked else frozenset[str]()
        marked.append(point.but(dropped=tuple(sorted(gone))))
    return tuple(marked)
