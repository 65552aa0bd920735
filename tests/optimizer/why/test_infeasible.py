"""Minimal correction sets against the enumeration of all subsets of conditions."""

import itertools

import numpy as np
import pytest

from optimizer.conflicts import conditions
from optimizer.problem import Problem
from optimizer.stop import Stop
from optimizer.why.asking import EXACT
from optimizer.why.infeasible import Corrections, corrections
from tests.optimizer.brute_force import BruteForce
from tests.optimizer.factories import Size, random_problem
from tests.optimizer.why.test_overruling import example


def every_minimal_set(problem: Problem) -> dict[frozenset[str], float]:
    """Return every minimal correction set and the best value without it, by brute force."""
    named = conditions(problem)
    found: dict[frozenset[str], float] = {}
    for size in range(len(named) + 1):
        for chosen in itertools.combinations(named, size):
            words = frozenset(one for one, _ in chosen)
            if any(known <= words for known in found):
                continue
            wider = problem
            for _, without in chosen:
                wider = without(wider)
            best = BruteForce(wider).best()
            if best is not None:
                found[words] = best.value
    return found


def test_every_minimal_set_is_found_the_cheapest_first() -> None:
    """All infeasible ones of 60 small problems; some need two conditions given up."""
    looked, pairs = 0, 0
    for seed in range(60):
        size = Size(areas=4, rules=4, hard=0.9, locks=0.3)
        problem = random_problem(np.random.default_rng(seed), size)
        if len(conditions(problem)) > 7 or BruteForce(problem).best() is not None:
            continue
        expected = every_minimal_set(problem)
        found = corrections(problem, effort=EXACT, most=99, size=9)
        assert found.complete
        assert found.hopeless == (not expected), seed
        assert {frozenset(one.conditions) for one in found.sets} == expected.keys(), seed
        for one in found.sets:
            assert one.plan.value == pytest.approx(expected[frozenset(one.conditions)], abs=1e-5)
        order = [(len(one.conditions), -(one.plan.value or 0)) for one in found.sets]
        assert order == sorted(order)
        looked += 1
        pairs += any(len(one.conditions) > 1 for one in found.sets)
    assert looked >= 5
    assert pairs >= 1


def test_three_must_haves_in_a_team_of_two_by_hand() -> None:
    """Giving up c is cheapest (90 points left), then b (80), then a (70)."""
    found = corrections(example(must=frozenset({"a", "b", "c"})), effort=EXACT)
    assert [one.conditions for one in found.sets] == [
        ("must have c (c)",),
        ("must have b (b)",),
        ("must have a (a)",),
    ]
    assert [one.plan.value for one in found.sets] == pytest.approx([90, 80, 70])


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
    assert [len(one.sets) for one in told[:3]] == [1, 2, 3]
    assert [one.plan.found for one in told[2].sets] == [False, False, False]
    assert {one.conditions for one in last.sets} == {one.conditions for one in told[2].sets}
    assert [one.plan.found for one in last.sets] == [True, False, False]
    assert last.complete
