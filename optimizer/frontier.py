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

Every search starts from the best solution met so far that keeps within its limit, so that no point
is worth less than a plan known for no more.

A budget path is not nested: a candidate may be in at a small budget, out at a larger one and in
again. Each point names those that were in at the point before it and drop out at it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from config.base import Frozen
from optimizer.highs_model import Outcome, Vector
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.stop import Stop
from optimizer.ties import staff_costs
from optimizer.tolerances import FEASIBILITY, USD_SCALE, VALUE_TIE, worth_more
from optimizer.why.asking import Effort, Model

Resource = Literal["money", "staff"]
By = Resource | tuple[str, str]
"""A resource, or two kinds: what the first earns against what the second earns."""
POINTS = 7
"""Points of a frontier unless another number is asked for."""
LEAST_STEP = {"money": 1.0, "staff": 0.01, "kinds": 0.01}
"""Shortest step that makes sense: USD, staff-weeks, points."""
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
    walk = _Walk(Model(problem), problem, plan, by, effort or Effort(), stop)
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
    top: "tuple[Outcome, Outcome] | None" = None
    """The greatest goal without a limit, reached with the least."""
    known: list[Vector] = field(default_factory=list)
    """Solutions met so far."""

    def __post_init__(self) -> None:
        sheet = self.model.sheet
        self.start: Vector = self.model.planner.vector(self.plan.decisions)
        self.goal: Vector | None = None
        if isinstance(self.by, tuple):
            self.goal = kind_costs(self.model, self.by[0])
            self.use = -kind_costs(self.model, self.by[1])
        elif self.by == "staff":
            self.use = staff_costs(sheet, self.problem)
        else:
            self.use = np.array([USD_SCALE * (key[0] == "money") for key in sheet.columns])
        self.worth = self.model.value_costs if self.goal is None else self.goal

    @property
    def thrown(self) -> bool:
        """Whether the walk is to end."""
        return self.stop is not None and self.stop.thrown

    def ask(self, goal: Vector | None, start: Vector | None) -> Outcome:
        found = self.model.maximise(self.effort, goal=goal, start=start, stop=self.stop)
        if found.solution is not None:
            self.known.append(found.solution)
        return found

    def ends(self) -> tuple[float, float]:
        """Return the least that can be used, and what the greatest goal uses."""
        self.top = self.best(float("inf"))
        low = self.ask(-self.use, self.start)
        least = float("-inf") if low.solution is None else self.used(low)
        return least, least if self.top is None else max(least, self.used(self.top[0]))

    def used(self, outcome: Outcome) -> float:
        """Return what a solution uses."""
        assert outcome.solution is not None  # noqa: S101 (callers checked)
        return float(self.use @ outcome.solution)

    def nearest(self, limit: float) -> Vector:
        """Return the best solution met within a limit; the last point's where there is none."""
        within = [one for one in self.known if self.use @ one <= limit]
        return max(within, key=lambda one: float(self.worth @ one), default=self.start)

    def best(self, limit: float) -> tuple[Outcome, Outcome] | None:
        """Return the cheapest solution of the greatest goal within a limit, and the goal's own."""
        if np.isfinite(limit):
            self.model.hold(-self.use, -limit)
        found = self._exactly(limit) if self.effort.nodes is None else self._roughly(limit)
        self.model.release(0)
        return found

    def _exactly(self, limit: float) -> tuple[Outcome, Outcome] | None:
        """Make the goal great, then the use small, then, of two kinds, the value great."""
        first = self.ask(self.goal, self.nearest(limit))
        if first.solution is None:
            return None
        self.model.hold(self.worth, float(self.worth @ first.solution) - VALUE_TIE)
        last = self.ask(-self.use, first.solution)
        last = first if last.solution is None else last
        if self.goal is not None and last.solution is not None:
            self.model.hold(-self.use, -self.used(last) - VALUE_TIE)
            richest = self.ask(None, last.solution)
            last = last if richest.solution is None else richest
        return last, first

    def _roughly(self, limit: float) -> tuple[Outcome, Outcome] | None:
        """Ask once; of two kinds, for the first with a little of the other and of the value."""
        if self.goal is None:
            found = self.ask(None, self.nearest(limit))
            return None if found.solution is None else (found, found)
        bound = self.model.relaxed(self.goal, self.stop)
        mixed = self.goal - LITTLE * self.use + LITTLE**2 * self.model.value_costs
        found = self.ask(mixed, self.nearest(limit))
        if found.solution is None:
            return None
        value = float(self.goal @ found.solution)
        found = Outcome("feasible", value, max(value, bound), found.seconds, found.solution)
        return found, found

    def points(self, least: float, step: float) -> Iterator[FrontierPoint]:
        """Yield points from the most used down to the least."""
        found, bound, limit = self.top, float("inf"), float("inf")
        while found is not None:
            last, first = found
            assert last.solution is not None  # noqa: S101 (checked in best)
            self.start = last.solution
            bound = min(bound, first.bound)
            used = self.used(last)
            yield self._point(last, used, used if np.isinf(limit) else limit, bound)
            limit = used - step
            if limit < least - FEASIBILITY:
                if used <= least + step * FEASIBILITY + VALUE_TIE:
                    self.complete = True
                    return
                limit = least
            if self.thrown:
                return
            found = self.best(limit + FEASIBILITY)
        self.complete = not self.thrown

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
