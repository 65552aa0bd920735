"""Minimal correction sets against the enumeration of all subsets of conditions."""

import itertools

import numpy as np
import pytest

from optimizer.conditions import (
    CapacityCondition,
    Condition,
    Lock,
    capacities,
    hard_conditions,
)
from optimizer.problem import Fund, Problem
from optimizer.scenario import Scenario
from optimizer.search.effort import EXACT
from optimizer.stop import Stop
from optimizer.why.infeasible import Corrections, corrections
from tests.optimizer.brute_force import BruteForce
from tests.optimizer.factories import Size, random_problem
from tests.optimizer.why.test_overruling import example


def every_minimal_set(problem: Problem) -> set[frozenset[Condition]]:
    """Return every minimal correction set, by brute force: capacities are let go altogether."""
    named = (*hard_conditions(problem), *capacities(problem))
    found: set[frozenset[Condition]] = set()
    for size in range(len(named) + 1):
        for chosen in itertools.combinations(named, size):
            if any(known <= set(chosen) for known in found):
                continue
            wider = problem
            for one in chosen:
                wider = one.without(wider)
            if BruteForce(wider).best() is not None:
                found.add(frozenset(chosen))
    return found


def test_every_minimal_set_is_found_the_cheapest_first() -> None:
    """All infeasible ones of 60 small problems; some need two conditions given up."""
    looked, pairs, raised = 0, 0, 0
    for seed in range(60):
        size = Size(areas=3, rules=2, hard=0.9, locks=0.3)
        problem = random_problem(np.random.default_rng(seed), size)
        if len(hard_conditions(problem)) > 6 or BruteForce(problem).best() is not None:
            continue
        found = corrections(problem, effort=EXACT, most=999, size=99)
        assert found.complete
        assert {frozenset(one.conditions) for one in found.sets} == every_minimal_set(problem), seed
        for one in found.sets:
            best = BruteForce(one.without(problem)).best()
            assert best is not None, (seed, one)
            assert one.plan.value == pytest.approx(best.value, abs=1e-5)
        order = [(len(one.conditions), -(one.plan.value or 0)) for one in found.sets]
        assert order == sorted(order)
        looked += 1
        pairs += any(len(one.conditions) > 1 for one in found.sets)
        raised += any(one.changes for one in found.sets)
    assert looked >= 5
    assert pairs >= 1
    assert raised >= 3


def lock(candidate: str) -> Lock:
    return Lock(candidate=candidate, side="in")


def test_three_must_haves_in_a_team_of_two_by_hand() -> None:
    """With 9 weeks all three fit (120 points); giving up c leaves 90, then b 80, then a 70."""
    found = corrections(example(must=frozenset({"a", "b", "c"})), effort=EXACT)
    core = CapacityCondition(resource="core", unit="staff-weeks")
    assert [one.conditions for one in found.sets] == [
        (core,), (lock("c"),), (lock("b"),), (lock("a"),),
    ]  # fmt: skip
    assert [one.plan.value for one in found.sets] == pytest.approx([120, 90, 80, 70])
    assert [(one.need, one.total) for one in found.sets[0].changes] == [(9, 9)]
    scenario = Scenario(must=frozenset({"a", "b", "c"}))
    assert found.sets[0].lever(scenario) == scenario.but(weeks={"core": 9.0})
    assert found.sets[1].lever(scenario) == scenario.but(must=frozenset({"a", "b"}))


def test_two_capacities_are_raised_together_by_as_little_as_possible() -> None:
    """All three take 9 weeks of 6 and 30 USD of 20; one lock less fits both."""
    problem = example(must=frozenset({"a", "b", "c"}))
    areas = tuple(area.but(options=(area.options[0].but(usd=10.0),)) for area in problem.areas)
    purse = Fund(id="purse", usd=20, pays_for=frozenset({"a", "b", "c"}))
    found = corrections(problem.but(areas=areas, funds=(purse,)), effort=EXACT)
    assert [len(one.conditions) for one in found.sets] == [1, 1, 1, 2]
    assert [one.need for one in found.sets[3].changes] == [9, 30]
    assert found.sets[3].plan.value == pytest.approx(120)


def test_a_problem_with_a_plan_needs_no_way_out() -> None:
    assert corrections(example()).feasible


def test_a_stop_thrown_leaves_what_is_found_and_says_so() -> None:
    stop = Stop()
    stop.throw()
    found = corrections(example(must=frozenset({"a", "b", "c"})), stop=stop)
    assert not found.complete
    assert not found.sets


def test_the_sets_are_told_before_their_plans_and_a_stop_keeps_them() -> None:
    stop, told = Stop(), []

    def heard(found: Corrections) -> None:
        told.append(found)
        if any(one.plan.found for one in found.sets):
            stop.throw()

    problem = example(must=frozenset({"a", "b", "c"}))
    last = corrections(problem, effort=EXACT, stop=stop, progress=heard)
    assert [len(one.sets) for one in told[:4]] == [1, 2, 3, 4]
    assert not any(one.plan.found for one in told[3].sets)
    assert {one.conditions for one in last.sets} == {one.conditions for one in told[3].sets}
    assert sum(one.plan.found for one in last.sets) == 1
    assert last.complete
