"""The stop switch: a plan never claims more than was proven, whenever it is thrown.

Oracle: a longer search of the same problem, between whose value and bound the best value lies.
"""

import threading
import time
from functools import cache

import numpy as np
import pytest

from optimizer.audit import broken
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.search.best_plan import best_plan
from optimizer.search.effort import EXACT, LEAST, PLAN, Effort
from optimizer.search.find_plan import find_plan
from optimizer.search.model import SearchModel
from optimizer.stop import Stop
from tests.optimizer.factories import Size, random_problem
from tests.optimizer.problems import area, option, problem, teams
from tests.optimizer.solved import solve


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
    """Return the plan of a longer search."""
    return best_plan(large(), EXACT.but(nodes=3000))


def honest(plan: Plan) -> bool:
    """Say whether a plan's proof is consistent with what the longer search knows."""
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


def test_the_problem_is_large_enough() -> None:
    assert reference().status == "feasible"


@pytest.mark.parametrize("after", [0.0, 0.001, 0.02, 0.1, 0.3, 1.0])
def test_a_stop_never_gives_a_proof(after: float) -> None:
    stop = Stop()
    timer = threading.Timer(after, stop.throw)
    timer.start()
    assert honest(find_plan(large(), EXACT, stop=stop))
    timer.join()


def test_a_thrown_switch_ends_at_once() -> None:
    stop = Stop()
    assert not stop.thrown
    stop.throw()
    assert stop.thrown
    began = time.perf_counter()
    assert honest(best_plan(large(), EXACT, stop=stop))
    assert time.perf_counter() - began < 10


def test_what_is_known_is_kept_when_there_is_no_time() -> None:
    known = best_plan(large(), PLAN)
    stop = Stop()
    stop.throw()
    model = SearchModel(large())
    again = best_plan(model, EXACT, starts=(known.decisions,), stop=stop)
    assert honest(again)
    assert again.value is None or again.value == pytest.approx(known.value)


def test_the_model_can_be_used_after_a_stop() -> None:
    """A stop ends one search, not the next; bounds and costs are as before."""
    size = Size(areas=6, services=2, locks=0.0, hard=0.0)
    small = random_problem(np.random.default_rng(2), size)
    model = SearchModel(small)
    stop = Stop()
    stop.throw()
    best_plan(model, EXACT, stop=stop)
    assert best_plan(model, EXACT).value == pytest.approx(solve(small).value)


@pytest.mark.parametrize("field", [{"gap": -0.1}, {"nodes": -1}, {"core": 1.5}, {"gap": "x"}])
def test_impossible_efforts_are_refused(field: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=next(iter(field))):
        Effort.model_validate(field)


@pytest.mark.parametrize("gap", [0.5, 0.1])
def test_a_wanted_gap_is_reached(gap: float) -> None:
    """Optimal means: proven to the gap asked."""
    plan = best_plan(large(), Effort(gap=gap, nodes=None))
    assert plan.status == "optimal"
    assert plan.gap is not None
    assert plan.gap <= gap


def test_more_effort_is_never_worse() -> None:
    values = [
        best_plan(large(), effort).value or 0.0
        for effort in (LEAST.but(gap=0.0), Effort(gap=0.0), EXACT.but(nodes=300))
    ]
    assert values == sorted(values)
