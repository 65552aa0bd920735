r"""The line: the potential at which a candidate crosses into the plan, or out of it.

p = potential (score without focus overlap ÷ 100) of one candidate, all else as it is. V_out = best
value without it in any period; V_in(p) = best value with it in focus in at least one period. A
plan P with it is worth a_P + s_P p, s_P = Σ_t δ_t α Σ_s β_s z_st ≥ 0, so that

.. math:: V_{in}(p) = \max_P (a_P + s_P\, p)

rises, piecewise linear and convex, and meets V_out once: the line p*. Below it the candidate is
out of every best plan, above it in. Newton's method from the right (Dinkelbach 1967) meets it in a
few solves: each takes the best plan at p and goes to where that plan is worth V_out.

Plans and bounds prove an interval: where a plan found is worth the *bound* on V_out, the candidate
is in for certain; where the relaxation of V_in is worth no more than the plan found for V_out, it
is out for certain. The relaxation's value is convex in p too, so the same steps find that end.
"""

from dataclasses import dataclass

import numpy as np

from config.base import Frozen
from optimizer.decisions import Decisions
from optimizer.highs_model import Vector
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.quick import relax
from optimizer.stop import Stop
from optimizer.tolerances import VALUE_TIE
from optimizer.why.asking import Effort, Model, ask
from optimizer.why.overruling import forced

STEPS = 40
"""Most steps of Newton's method; a handful is usual."""


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
        self.model = Model(
            self.problem.but(
                must=self.problem.must - mine, must_not=self.problem.must_not - mine
            )
        )  # fmt: skip
        self.model.hold(self.model.weights("focus", mine), 1.0)
        self.slope = self._slopes()
        now = self.problem.by_id[self.candidate].potential
        self.fixed = self.model.value_costs - now * self.slope
        self.start: Vector | None = None

    def _slopes(self) -> Vector:
        """Return points per unit of potential and of every column, shape (columns,)."""
        area = self.problem.by_id[self.candidate]
        slope = np.zeros(len(self.model.sheet.cost))
        for option in area.options:
            for period in self.problem.periods:
                column = self.model.sheet.columns["service", area.id, option.service, period.id]
                slope[column] = period.discount * area.worth * option.unlocks
        return slope

    def relaxed_root(self, from_p: float, level: float) -> float:
        """Return the potential at which the relaxation is worth a level; 0 when it always is."""
        p = from_p
        for _ in range(STEPS):
            self.model.live.set_costs(self.fixed + p * self.slope, self.model.sheet.constant)
            solved = relax(self.model.live)
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

    def best(
        self, p: float, effort: Effort, start: Vector | None, stop: Stop | None
    ) -> tuple[float, float, Vector] | None:
        """Return (a, s) of the best plan found at p, and the plan; None when there is none."""
        goal = self.fixed + p * self.slope
        outcome = self.model.maximise(effort, goal=goal, start=start, stop=stop)
        if outcome.solution is None:
            return None
        solution = np.where(self.model.live.integer, np.round(outcome.solution), outcome.solution)
        constant = self.model.sheet.constant
        return (
            float(self.fixed @ solution) + constant,
            float(self.slope @ solution),
            outcome.solution,
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
        without = ask(forced(problem, candidate, "out"), effort, near=plan.decisions, stop=stop)
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
    start = _start(model, within.decisions if within is not None and within.found else None)
    return _found(model, without, common, most, effort, start, stop)


def _start(model: _Inside, decisions: Decisions | None) -> Vector | None:
    return None if decisions is None else model.model.planner.vector(decisions)


def _found(
    model: _Inside,
    without: Plan,
    common: dict[str, object],
    most: float,
    effort: Effort,
    start: Vector | None,
    stop: Stop | None,
) -> Line:
    """Walk down from the highest potential to where the best plan found is worth V_out."""
    assert without.value is not None  # noqa: S101 (callers checked)
    surely = without.value if without.bound is None else without.bound
    p, found, high = most, None, None
    seen: list[tuple[float, float]] = []
    for _ in range(STEPS):
        best = model.best(p, effort, start, stop)
        if best is None:
            break
        fixed, slope, start = best
        seen.append((fixed, slope))
        if fixed + slope * p <= without.value + VALUE_TIE:
            break
        if slope <= 0:
            found = 0.0
            break
        p = found = max(0.0, (without.value - fixed) / slope)
        if p == 0.0 or (stop is not None and stop.thrown):
            break
    if not seen:
        infeasible = model.model.live.solve(gap=float("inf"), seconds=1.0).status == "infeasible"
        return Line(**common, found=None, low=most if infeasible else 0.0, high=None,
                    possible=not infeasible)  # fmt: skip
    crossings = [_reaches(fixed, slope, surely) for fixed, slope in seen]
    sure = min((c for c in crossings if c is not None and c <= most), default=None)
    high = sure
    if found is None and seen[0][0] + seen[0][1] * most >= without.value - VALUE_TIE:
        found = most
    low = min(model.relaxed_root(most, without.value), most if found is None else found)
    return Line(**common, found=found, low=low, high=high)


def _reaches(fixed: float, slope: float, level: float) -> float | None:
    """Return the potential from which a plan is worth a level; None when it never is."""
    if fixed >= level:
        return 0.0
    return (level - fixed) / slope if slope > 0 else None
