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

A budget path is not nested: a candidate may be in at a small budget, out at a larger one and in
again. Each point names those that were in at the point before it and drop out at it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from config.base import Frozen
from optimizer.live import Outcome, Vector
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.stop import Stop
from optimizer.ties import staff_costs
from optimizer.tolerances import FEASIBILITY, USD_SCALE, VALUE_TIE
from optimizer.why.asking import Effort, Model

Resource = Literal["money", "staff"]
By = Resource | tuple[str, str]
"""A resource, or two kinds: what the first earns against what the second earns."""
POINTS = 7
"""Points of a frontier unless another number is asked for."""
LEAST_STEP = {"money": 1.0, "staff": 0.01, "kinds": 0.01}
"""Shortest step that makes sense: USD, staff-weeks, points."""


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


class Frontier(Frozen):
    """The frontier, from the least used to the most."""

    by: By
    unit: Literal["USD", "staff-weeks", "points"]
    points: tuple[FrontierPoint, ...]
    step: Annotated[float, Field(ge=0)]
    """No point further than this from its neighbours is missed, as far as values are proven."""
    complete: bool
    """Whether it was walked to its end."""

    @property
    def returns(self) -> tuple[str, ...]:
        """Candidates that drop out along the path although they were in before, sorted."""
        return tuple(sorted({name for point in self.points for name in point.dropped}))


def frontier(
    problem: Problem,
    plan: Plan,
    by: By = "money",
    *,
    points: int = POINTS,
    step: float | None = None,
    effort: Effort | None = None,
    stop: Stop | None = None,
    progress: Callable[[int, FrontierPoint], None] | None = None,
) -> Frontier:
    """Return the frontier between a plan's value and what it uses, or between two kinds.

    Args:
        problem: the plan's.
        plan: the best one known.
        by: ``money``, ``staff``, or two kinds.
        points: how many points to aim for; 2 at least.
        step: distance of neighbouring points, in USD, staff-weeks or points, instead of a number.
        effort: how long each of two or three searches per point may take.
        stop: ends the walk early when thrown; what was found until then stands.
        progress: told the number of points found so far, and the last one.

    Raises:
        ValueError: there is no plan, fewer than two points are asked for, or the problem has no
            such kind.
    """
    _check(problem, plan, by, points)
    walk = _Walk(Model(problem), problem, plan, by, effort or Effort(), stop)
    least, most = walk.ends()
    shortest = LEAST_STEP[by if isinstance(by, str) else "kinds"]
    step = max(shortest, (most - least) / (points - 1)) if step is None else step
    found: list[FrontierPoint] = []
    for point in walk.points(most, least, step):
        found.append(point)
        if progress is not None:
            progress(len(found), point)
    sign = -1.0 if isinstance(by, tuple) else 1.0
    return Frontier(
        by=by,
        unit="points" if isinstance(by, tuple) else "USD" if by == "money" else "staff-weeks",
        points=_marked(_undominated(found, sign)),
        step=step,
        complete=walk.complete,
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


@dataclass
class _Walk:
    """The model, what is made large and what is made small."""

    model: Model
    problem: Problem
    plan: Plan
    by: By
    effort: Effort
    stop: Stop | None
    complete: bool = False

    def __post_init__(self) -> None:
        sheet = self.model.sheet
        self.rows = self.model.live.row_count
        self.start: Vector = self.model.planner.vector(self.plan.decisions)
        self.goal: Vector | None = None
        if isinstance(self.by, tuple):
            self.goal = kind_costs(self.model, self.by[0])
            self.use = -kind_costs(self.model, self.by[1])
        elif self.by == "staff":
            self.use = staff_costs(sheet, self.problem)
        else:
            self.use = np.array([USD_SCALE * (key[0] == "money") for key in sheet.columns])

    @property
    def thrown(self) -> bool:
        """Whether the walk is to end."""
        return self.stop is not None and self.stop.thrown

    def ask(self, goal: Vector | None, start: Vector | None) -> Outcome:
        return self.model.maximise(self.effort, goal=goal, start=start, stop=self.stop)

    def ends(self) -> tuple[float, float]:
        """Return the least that can be used, and what the greatest goal uses."""
        low = self.ask(-self.use, self.start)
        high = self.best(float("inf"))
        least = float("-inf") if low.solution is None else float(self.use @ low.solution)
        return least, least if high is None else max(least, self.used(high[0]))

    def used(self, outcome: Outcome) -> float:
        """Return what a solution uses."""
        assert outcome.solution is not None  # noqa: S101 (callers checked)
        return float(self.use @ outcome.solution)

    def best(self, limit: float) -> tuple[Outcome, Outcome] | None:
        """Return the cheapest solution of the greatest goal within a limit, and the goal's own."""
        live = self.model.live
        live.remove_rows_from(self.rows)
        if np.isfinite(limit):
            self.model.hold(-self.use, -limit)
        first = self.ask(self.goal, self.start)
        if first.solution is None:
            live.remove_rows_from(self.rows)
            return None
        goal = self.model.value_costs if self.goal is None else self.goal
        self.model.hold(goal, float(goal @ first.solution) - VALUE_TIE)
        last = self.ask(-self.use, first.solution)
        last = first if last.solution is None else last
        if self.goal is not None and last.solution is not None:
            self.model.hold(-self.use, -self.used(last) - VALUE_TIE)
            richest = self.ask(None, last.solution)
            last = last if richest.solution is None else richest
        live.remove_rows_from(self.rows)
        return last, first

    def points(self, most: float, least: float, step: float) -> Iterator[FrontierPoint]:
        """Yield points from the most used down to the least."""
        limit, bound = most, float("inf")
        while not self.thrown:
            found = self.best(limit + FEASIBILITY)
            if found is None:
                self.complete = not self.thrown
                return
            last, first = found
            assert last.solution is not None  # noqa: S101 (checked in best)
            self.start = last.solution
            bound = min(bound, first.bound)
            used = self.used(last)
            yield self._point(last, used, limit, bound)
            limit = used - step
            if limit < least - FEASIBILITY:
                if used <= least + step * FEASIBILITY + VALUE_TIE:
                    self.complete = True
                    return
                limit = least

    def _point(self, last: Outcome, used: float, limit: float, bound: float) -> FrontierPoint:
        sign = -1.0 if isinstance(self.by, tuple) else 1.0
        over = self.plan.bound if self.plan.bound is not None else float("inf")
        plan = self.model.plan(last, over if self.goal is not None else min(over, bound))
        assert plan.value is not None and last.solution is not None  # noqa: S101, PT018
        value = plan.value if self.goal is None else float(self.goal @ last.solution)
        return FrontierPoint(
            used=sign * used + 0.0,
            value=value,
            bound=max(value, bound if self.goal is not None else min(over, bound)),
            limit=sign * limit + 0.0,
            plan=plan,
        )


def kind_costs(model: Model, kind: str) -> Vector:
    """Return the points that a kind's focus areas earn per unit of every column."""
    mine = {area.id for area in model.problem.areas if area.kind == kind}
    costs = np.zeros(len(model.sheet.cost))
    for key, position in model.sheet.columns.items():
        if key[0] in ("service", "overlap") and key[1] in mine:
            costs[position] = model.value_costs[position]
    return costs


def _undominated(found: list[FrontierPoint], sign: float) -> list[FrontierPoint]:
    """Return the points that no other beats in both, the least used first."""
    order = sorted(found, key=lambda point: (sign * point.used, -point.value))
    kept: list[FrontierPoint] = []
    for point in order:
        if not kept or point.value > kept[-1].value + VALUE_TIE:
            kept.append(point)
    return sorted(kept, key=lambda point: point.used)


def _marked(points: list[FrontierPoint]) -> tuple[FrontierPoint, ...]:
    """Return the points with what drops out at each, seen from the one before it."""
    marked: list[FrontierPoint] = []
    for point in points:
        gone = marked[-1].plan.ids - point.plan.ids if marked else frozenset[str]()
        marked.append(point.but(dropped=tuple(sorted(gone))))
    return tuple(marked)
