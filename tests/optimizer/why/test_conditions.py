"""What conditions cost, against brute force; prices one by one add up."""

import numpy as np
import pytest

from optimizer.conditions import Lock, priced_conditions
from optimizer.search.effort import EXACT
from optimizer.stop import Stop
from optimizer.why.conditions import AddedCondition, added_conditions, condition_costs
from tests.optimizer.brute_force import BruteForce
from tests.optimizer.factories import Size, random_problem
from tests.optimizer.solved import solve
from tests.optimizer.why.test_overruling import example


@pytest.mark.parametrize("chunk", range(3))
def test_costs_are_those_of_the_best_of_all_plans(chunk: int) -> None:
    costly = 0
    for seed in range(chunk * 20, chunk * 20 + 20):
        problem = random_problem(np.random.default_rng(seed), Size(areas=4, locks=0.2))
        best = BruteForce(problem).best()
        if best is None:
            continue
        plan = solve(problem)
        found = list(condition_costs(problem, plan, effort=EXACT))
        every = priced_conditions(problem)
        assert [cost.condition for cost in found] == list(every)
        for cost, one in zip(found, every, strict=True):
            without = BruteForce(one.without(problem)).best()
            assert without is not None
            assert cost.points.exact
            assert cost.points.found == pytest.approx(without.value - best.value, abs=1e-5), seed
            costly += cost.points.found > 1e-5
        steps = added_conditions(problem, plan, effort=EXACT)
        wide = problem
        for one in every:
            wide = one.without(wide)
        free = BruteForce(wide).best()
        assert free is not None
        assert steps[0].plan.value == pytest.approx(free.value, abs=1e-5)
        total = sum(step.points.found for step in steps if step.points is not None)
        assert total == pytest.approx(free.value - best.value, abs=1e-4)
    assert costly >= 3


def test_a_lock_that_protects_the_list_in_force_is_seen_as_such() -> None:
    """C is in force and a must-have: 80 instead of 90, and one of one is kept instead of none."""
    problem = example(must=frozenset({"c"}))
    areas = (*problem.areas[:2], problem.areas[2].but(incumbent=True))
    problem = problem.but(areas=areas)
    steps = added_conditions(problem, solve(problem), effort=EXACT)
    assert [(step.kept, step.in_force) for step in steps] == [(0, 1), (1, 1)]
    assert steps[1].points is not None
    assert steps[1].points.found == pytest.approx(10)
    (cost,) = condition_costs(problem, solve(problem), effort=EXACT)
    assert cost.condition == Lock(candidate="c", side="in")
    assert cost.hard
    assert cost.change is not None
    assert (cost.change.entered, cost.change.left) == (("b",), ("c",))


def test_a_walk_that_is_ended_early_keeps_the_steps_nearest_to_the_plan() -> None:
    """Two locks; stopped after the last one's price: it starts with the first in force."""
    problem = example(must=frozenset({"c"}), must_not=frozenset({"a"}))
    plan = solve(problem)
    stop, told = Stop(), []

    def heard(steps: tuple[AddedCondition, ...]) -> None:
        told.append(steps)
        stop.throw()

    whole = added_conditions(problem, plan, effort=EXACT)
    part = added_conditions(problem, plan, effort=EXACT, stop=stop, progress=heard)
    assert told == [part]
    assert (part[0].condition, part[0].skipped) == (None, 1)
    assert [step.condition for step in part[1:]] == [step.condition for step in whole[2:]]
    assert part[1].points == whole[2].points


def test_what_a_condition_keeps_of_the_list_in_force() -> None:
    problem = example(must=frozenset({"c"}))
    areas = (*problem.areas[:2], problem.areas[2].but(incumbent=True))
    problem = problem.but(areas=areas)
    (cost,) = condition_costs(problem, solve(problem), effort=EXACT)
    assert cost.keeps == 1


def test_prices_are_seen_from_a_plan_that_was_looked_for_as_hard() -> None:
    """A plan of 70 is known, though 80 is best with a must-have: the lock costs 10, not 20."""
    problem = example(must=frozenset({"c"}))
    poor = solve(problem.but(must_not=frozenset({"a"}))).but(bound=90.0, gap=20 / 70)
    assert poor.value == pytest.approx(70)
    (cost,) = condition_costs(problem, poor, effort=EXACT)
    assert cost.points.found == pytest.approx(10)
    steps = added_conditions(problem, poor, effort=EXACT)
    assert steps[-1].plan.value == pytest.approx(80)
