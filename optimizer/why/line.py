r"""The line: the potential at which a candidate crosses into the plan, or out of it.

p = potential (score without focus overlap ÷ 100) of one candidate, all else as it is. V_out = best
value without it in any period; V_in(p) = best value with it in focus in at least one period. A
plan P with it is worth a_P + s_P p, s_P = Σ_t δ_t α Σ_s β_s z_st ≥ 0, so that

.. math:: V_{in}(p) = \max_P (a_P + s_P\, p)

rises, piecewise linear and convex, and meets V_out once: the line p*. Below it the candidate is
out of every best plan, above it in. Newton's method from the right (Dinkelbach 1967) meets it in a
few solves: each takes the best plan at p and goes to where that plan is worth V_out. It begins
where the best plan known with the candidate is worth V_out.

Plans and bounds prove an interval: where a plan found is worth the *bound* on V_out, the candidate
is in for certain; where the relaxation of V_in is worth no more than the plan found for V_out, it
is out for certain. The relaxation's value is convex in p too, so the same steps find that end.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from config.base import Frozen
from optimizer.decisions import Decisions
from optimizer.highs_model import Outcome, Vector
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.search.best_plan import best_plan
from optimizer.search.effort import Effort
from optimizer.search.maximise import maximise
from optimizer.search.model import Goal, SearchModel
from optimizer.stop import Stop
from optimizer.tolerances import VALUE_TIE, worth_more
from optimizer.why.overruling import forced

STEPS = 40
"""Most steps of Newton's method; one or two are usual."""
SETTLED = 1e-3
"""A step shorter than this, a tenth of a point of the score, is the last."""


class Line(Frozen):
    """Where a candidate crosses, on the scale of its potential (0..1)."""

    candidate: str
    inside: bool
    """Whether the plan has it."""
    potential: float
    """As it is."""
    most: float
    """The highest potential that its criteria allow."""
    found: float | None
    """The line between the best plans found; None when even the highest potential is too low."""
    low: float
    """Proven: below this it is out of every best plan."""
    high: float | None
    """Proven: above this it is in every best plan; None when that is proven for no potential."""
    possible: bool = True
    """Whether any plan can have it at all."""

    @property
    def change(self) -> float | None:
        """Points (of 100) by which the score has to change to reach the line."""
        return None if self.found is None else 100 * (self.found - self.potential)

    @property
    def exact(self) -> bool:
        """Whether both proven ends are the same, to a hundredth of a point of the score."""
        return self.high is not None and self.high - self.low <= 1e-4


@dataclass
class _Inside:
    """The model in which the candidate is in focus in at least one period, at any potential."""

    problem: Problem
    candidate: str

    def __post_init__(self) -> None:
        mine = frozenset({self.candidate})
        self.model = SearchModel(
            self.problem.but(
                must=self.problem.must - mine, must_not=self.problem.must_not - mine
            )
        )  # fmt: skip
        self.model.hold(self.model.weights("focus", mine), 1.0)
        self.seen: list[Vector] = []
        """Solutions met so far."""
        self.slope = self._slopes()
        self.now = self.problem.by_id[self.candidate].potential
        self.fixed = self.model.value.costs - self.now * self.slope

    def _slopes(self) -> Vector:
        """Return points per unit of potential and of every column, shape (columns,)."""
        area = self.problem.by_id[self.candidate]
        slope = np.zeros(len(self.model.matrix.cost))
        for option in area.options:
            for period in self.problem.periods:
                column = self.model.matrix.columns["service", area.id, option.service, period.id]
                slope[column] = period.discount * area.worth * option.unlocks
        return slope

    def relaxed_root(self, from_p: float, level: float, stop: Stop | None) -> float:
        """Return the potential at which the relaxation is worth a level; 0 when it always is."""
        p = from_p
        for _ in range(STEPS):
            goal = self.goal(p)
            solved, _ = self.model.relaxation.solve(goal.costs, goal.constant, stop=stop)
            if solved.solution is None:
                return from_p
            slope = float(self.slope @ solved.solution)
            above = solved.bound - level
            if above <= VALUE_TIE or slope <= 0:
                return p if above <= VALUE_TIE else 0.0
            p = max(0.0, p - above / slope)
            if p == 0.0:
                return 0.0
        return 0.0

    def goal(self, p: float) -> Goal:
        """Return the plan's value at a potential."""
        return Goal(self.fixed + p * self.slope, self.model.matrix.constant)

    def best(
        self, p: float, effort: Effort, starts: Sequence[Decisions], stop: Stop | None
    ) -> Outcome:
        """Return the best solution found at a potential."""
        goal = self.goal(p)
        return maximise(
            self.model, effort, goal=goal, starts=starts, solutions=self.seen, stop=stop
        )

    def known(self, plan: Plan) -> tuple[float, float]:
        """Return (a, s) of a plan that has the candidate."""
        assert plan.value is not None  # noqa: S101 (callers checked)
        slope = float(self.slope @ self.model.vector(plan.decisions))
        return plan.value - self.now * slope, slope

    def terms(self, solution: Vector) -> tuple[float, float]:
        """Return (a, s) of a solution, worth a + s p at any potential p, and remember it."""
        self.seen.append(solution)
        return Goal(self.fixed, self.model.matrix.constant).of(solution), float(
            self.slope @ solution
        )


def line(
    problem: Problem,
    plan: Plan,
    candidate: str,
    *,
    other: Plan | None = None,
    most: float = 1.0,
    effort: Effort | None = None,
    stop: Stop | None = None,
) -> Line:
    """Return the potential at which a candidate crosses the line.

    Args:
        problem: the plan's.
        plan: the best one known.
        candidate: id.
        other: the best plan known with the candidate forced to the other side, if that is known.
        most: the highest potential that the candidate's criteria allow, 0..1.
        effort: how long each of a few searches may take.
        stop: ends the searches early when thrown; what was found until then stands.

    Raises:
        ValueError: there is no plan.
        KeyError: the problem has no such candidate.
    """
    if not plan.found:
        msg = "there must be a plan to draw a line in"
        raise ValueError(msg)
    effort = effort or Effort()
    area = problem.by_id[candidate]
    inside = candidate in plan.ids
    most = max(most, area.potential)
    without, within = (other, plan) if inside else (plan, other)
    if without is None or candidate in (problem.must | problem.must_not):
        without = best_plan(
            forced(problem, candidate, "out"), effort, starts=(plan.decisions,), stop=stop
        )
    common = {
        "candidate": candidate,
        "inside": inside,
        "potential": area.potential,
        "most": most,
    }
    if area.barred is not None or (
        within is not None and within.status == "infeasible" and len(problem.periods) == 1
    ):
        return Line(**common, found=None, low=most, high=None, possible=False)
    if without.value is None:
        return Line(**common, found=0.0, low=0.0, high=0.0)
    model = _Inside(problem, candidate)
    return _found(model, without, within, common, most, effort, stop)


def _found(
    model: _Inside,
    without: Plan,
    within: Plan | None,
    common: dict[str, object],
    most: float,
    effort: Effort,
    stop: Stop | None,
) -> Line:
    """Walk down to where the best plan found is worth V_out, from where the known one is."""
    assert without.value is not None  # noqa: S101 (callers checked)
    surely = without.value if without.bound is None else without.bound
    p, found, possible = most, None, True
    seen: list[tuple[float, float]] = []
    starts: tuple[Decisions, ...] = ()
    if within is not None and within.found:
        starts, effort = (within.decisions,), effort.but(core=(), rounds=0)
        seen.append(model.known(within))
        p, found = _crossed(seen[0], without.value, most)
    for _ in range(STEPS):
        if p == 0.0 or (stop is not None and stop.thrown):
            break
        outcome = model.best(p, effort, starts, stop)
        if outcome.solution is None:
            possible = outcome.status != "infeasible"
            break
        seen.append(model.terms(outcome.solution))
        before = p
        p, better = _crossed(seen[-1], without.value, p)
        found = found if better is None else better
        if before - p < SETTLED:
            break
    if not seen:
        low = 0.0 if possible else most
        return Line(**common, found=None, low=low, high=None, possible=possible)
    crossings = [_reaches(fixed, slope, surely) for fixed, slope in seen]
    sure = min((c for c in crossings if c is not None and c <= most), default=None)
    high = sure
    if found is None and seen[0][0] + seen[0][1] * most >= without.value - VALUE_TIE:
        found = most
    low = min(model.relaxed_root(most, without.value, stop), most if found is None else found)
    return Line(**common, found=found, low=low, high=high)


def _crossed(terms: tuple[float, float], level: float, p: float) -> tuple[float, float | None]:
    """Return where a plan is worth no more than a level, below p, and the same if it is so at p."""
    fixed, slope = terms
    if not worth_more(fixed + slope * p, level):
        return p, None
    crossing = max(0.0, (level - fixed) / slope) if slope > 0 else 0.0
    return crossing, crossing


def _reaches(fixed: float, slope: float, level: float) -> float | None:
    """Return the potential from which a plan is worth a level; None when it never is."""
    if fixed >= level:
        return 0.0
    return (level - fixed) / slope if slope > 0 else None
