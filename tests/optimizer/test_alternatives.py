"""Alternatives and favouring plans against the enumeration of all plans."""

from collections.abc import Iterator

import numpy as np
import pytest

from optimizer.alternatives import alternatives, distance, favouring
from optimizer.problem import Problem
from optimizer.search.effort import EXACT
from optimizer.stop import Stop
from tests.optimizer.brute_force import BruteForce
from tests.optimizer.factories import Size, random_problem
from tests.optimizer.solved import solve
from tests.optimizer.why.test_overruling import example

Focus = frozenset[tuple[str, str]]


def every_focus(problem: Problem) -> Iterator[tuple[Focus, float]]:
    """Yield every possible focus list of all periods, and the best value of a plan with it."""
    brute = BruteForce(problem)
    for sets in brute.sequences():
        inners = brute.inners(sets)
        if any(inner is None for inner in inners):
            continue
        value = -brute._drops(sets) + sum(
            period.discount * (inner.points + brute.level(focus))
            for period, inner, focus in zip(problem.periods, inners, sets, strict=True)
            if inner is not None
        )
        pairs = zip(problem.periods, sets, strict=True)
        yield frozenset((name, period.id) for period, one in pairs for name in one), value


@pytest.mark.parametrize("chunk", range(2))
def test_next_best_plans_are_those_of_all_plans(chunk: int) -> None:
    """Each alternative is the best of all that are far enough from those before it."""
    looked = 0
    for seed in range(chunk * 20, chunk * 20 + 20):
        size = Size(areas=5) if seed % 2 else Size(areas=3, periods=2)
        problem = random_problem(np.random.default_rng(seed), size)
        plan = solve(problem)
        if plan.value is None:
            continue
        everything = list(every_focus(problem))
        known = [plan]
        for found in alternatives(problem, plan, number=3, differ=2, effort=EXACT):
            far = [
                value
                for focus, value in everything
                if all(len(focus ^ other.decisions.focus) >= 2 for other in known)
            ]
            assert found.plan.value == pytest.approx(max(far), abs=1e-5), seed
            assert found.gives_up.exact
            assert found.gives_up.found == pytest.approx(plan.value - max(far), abs=1e-5)
            assert all(distance(found.plan, other) >= 2 for other in known)
            known.append(found.plan)
            looked += 1
        if len(known) < 4:
            assert not any(
                all(len(focus ^ other.decisions.focus) >= 2 for other in known)
                for focus, _ in everything
            ), seed
    assert looked >= 10


def test_a_favouring_plan_has_the_most_of_all_good_plans() -> None:
    more = 0
    for seed in range(40):
        problem = random_problem(np.random.default_rng(seed), Size(areas=5))
        plan = solve(problem)
        if plan.value is None:
            continue
        kind = problem.areas[seed % 5].kind
        favoured = frozenset(area.id for area in problem.areas if area.kind == kind)
        found = favouring(problem, plan, favoured, share=0.3, effort=EXACT)
        assert found is not None
        floor = plan.value - 0.3 * abs(plan.value)
        good = [
            (sum(name in favoured for name, _ in focus), value)
            for focus, value in every_focus(problem)
            if value >= floor - 1e-6
        ]
        count, value = max(good)
        assert (found.count, found.most) == (count, count), seed
        assert found.plan.value == pytest.approx(value, abs=1e-5), seed
        more += found.count > found.before
    assert more >= 2


def test_the_next_best_by_hand() -> None:
    """A + b = 90; without b: a + c = 80; two apart from both: b + c = 70; then a alone."""
    problem = example()
    found = list(alternatives(problem, solve(problem), number=3, differ=2, effort=EXACT))
    assert [one.plan.value for one in found] == pytest.approx([80, 70, 0])
    assert (found[0].change.left, found[0].change.entered) == (("b",), ("c",))


def test_numbers_must_make_sense() -> None:
    problem = example()
    with pytest.raises(ValueError, match="differ must be at least 1"):
        list(alternatives(problem, solve(problem), differ=0))
    nothing = solve(example(must=frozenset({"a", "b", "c"})))
    with pytest.raises(ValueError, match="must be a plan"):
        favouring(problem, nothing, frozenset({"a"}))


def test_a_stop_leaves_what_is_found() -> None:
    stop = Stop()
    problem = example()
    found = []
    for one in alternatives(problem, solve(problem), number=3, differ=2, stop=stop):
        found.append(one)
        stop.throw()
    assert len(found) == 1
