"""Time limits and the stop switch: a plan never claims more than was proven.

Oracle: a longer solve of the same problem, between whose value and bound the best value lies.
"""

import threading
import time
from functools import cache

import numpy as np
import pytest

from optimizer.audit import broken
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.solve import Planner, SolveOptions, solve
from optimizer.stop import Stop
from tests.optimizer.factories import Size, random_problem
from tests.optimizer.problems import area, option, problem, teams


@cache
def large() -> Problem:
    """Return a problem that takes the solver minutes: 160 areas, eight teams, no two alike."""
    rng = np.random.default_rng(1)
    names = [f"team{number}" for number in range(8)]
    areas = []
    for number in range(160):
        weeks = {name: float(rng.integers(5, 60)) / 4 for name in names}
        points = sum(weeks.values()) / 2 + rng.uniform(0, 10)
        areas.append(area(f"country:c{number:03}", min(100.0, points), option(weeks=weeks)))
    return problem(*areas, teams=teams(**dict.fromkeys(names, 300.0)))


@cache
def reference() -> Plan:
    """Return the plan of a longer solve."""
    return Planner(large()).exact(seconds=3.0, break_ties=False)


def test_the_problem_is_large_enough() -> None:
    assert reference().status == "feasible"


def honest(plan: Plan) -> bool:
    """Say whether a plan's proof is consistent with what the longer solve knows."""
    if plan.status == "unknown":
        return plan.value is None and plan.bound is None and plan.gap is None and not plan.focus
    known = reference()
    assert known.value is not None
    assert known.bound is not None
    assert plan.value is not None
    assert plan.bound is not None
    assert plan.gap == pytest.approx((plan.bound - plan.value) / max(1.0, abs(plan.value)))
    return (
        plan.status == "feasible"
        and plan.bound >= known.value - 1e-5
        and plan.value <= known.bound + 1e-5
        and not broken(large(), plan.decisions)
    )


@pytest.mark.parametrize("seconds", [1e-9, 1e-3, 0.02, 0.1, 0.3])
def test_a_tiny_limit_never_gives_a_proof(seconds: float) -> None:
    assert honest(Planner(large()).exact(seconds=seconds))
    assert honest(Planner(large()).quick(seconds=seconds, gap=1e-9))


def test_a_limit_is_kept() -> None:
    """The relaxation, half a second here, comes on top of the limit; ties are left alone."""
    planner = Planner(large())
    assert planner.relaxation.solution is not None
    began = time.perf_counter()
    plan = planner.exact(seconds=0.3)
    assert time.perf_counter() - began < 2.0
    assert honest(plan)
    assert plan.ties_settled is None


def test_solving_on_improves_the_proof() -> None:
    planner = Planner(large())
    first = planner.exact(seconds=0.3, break_ties=False)
    second = planner.exact(seconds=0.5, break_ties=False)
    assert first.value is not None
    assert second.value is not None
    assert first.bound is not None
    assert second.bound is not None
    assert second.value >= first.value - 1e-5
    assert second.bound <= first.bound + 1e-5


def test_a_known_plan_is_kept_when_there_is_no_time() -> None:
    planner = Planner(large())
    known = planner.exact(seconds=0.5, break_ties=False)
    again = planner.exact(seconds=1e-9, break_ties=False)
    assert again.value == pytest.approx(known.value)
    assert honest(again)


def test_a_thrown_switch_ends_at_once() -> None:
    stop = Stop()
    assert not stop.thrown
    stop.throw()
    assert stop.thrown
    began = time.perf_counter()
    assert honest(Planner(large()).exact(stop=stop))
    assert honest(Planner(large()).quick(stop=stop, gap=1e-9))
    assert time.perf_counter() - began < 10


def test_a_switch_thrown_in_between_gives_the_best_so_far() -> None:
    planner = Planner(large())
    planner.exact(seconds=0.3, break_ties=False)
    stop = Stop()
    timer = threading.Timer(0.3, stop.throw)
    timer.start()
    plan = planner.exact(stop=stop)
    timer.join()
    assert plan.status == "feasible"
    assert honest(plan)


def test_the_planner_can_be_used_after_a_stop() -> None:
    """A stop ends one solve, not the next; bounds and costs are as before."""
    size = Size(areas=6, services=2, locks=0.0, hard=0.0)
    small = random_problem(np.random.default_rng(2), size)
    planner = Planner(small)
    stop = Stop()
    stop.throw()
    planner.exact(stop=stop)
    assert planner.exact().but(seconds=0.0) == solve(small).but(seconds=0.0)


def test_limits_through_solve() -> None:
    assert honest(solve(large(), SolveOptions(seconds=0.1)))
    stop = Stop()
    stop.throw()
    assert honest(solve(large(), stop=stop))


@pytest.mark.parametrize(
    "field", [{"gap": -0.1}, {"seconds": 0.0}, {"seconds": -1.0}, {"gap": "x"}]
)
def test_impossible_options_are_refused(field: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=next(iter(field))):
        SolveOptions.model_validate(field)


@pytest.mark.parametrize("gap", [0.5, 0.1])
def test_a_wanted_gap_is_reached(gap: float) -> None:
    """Optimal means: proven to the gap asked."""
    plan = Planner(large()).exact(gap=gap, break_ties=False)
    assert plan.status == "optimal"
    assert plan.gap is not None
    assert plan.gap <= gap
