"""The line against brute force: just below it the candidate is out, just above it is in."""

import numpy as np
import pytest

from optimizer.problem import Problem
from optimizer.search.effort import EXACT
from optimizer.why.line import line
from tests.optimizer.brute_force import BruteForce
from tests.optimizer.factories import Size, random_problem
from tests.optimizer.solved import solve
from tests.optimizer.why.test_overruling import example

STEP = 0.002


def at(problem: Problem, candidate: str, potential: float) -> Problem:
    """Return the problem with another potential of one candidate, and no lock on it."""
    areas = tuple(
        area.but(potential=potential) if area.id == candidate else area for area in problem.areas
    )
    return problem.but(areas=areas)


def values(problem: Problem, candidate: str) -> tuple[float | None, float | None]:
    """Return the best values of all plans with the candidate somewhere in focus, and without."""
    free = problem.but(must=problem.must - {candidate}, must_not=problem.must_not - {candidate})
    out = BruteForce(free.but(must_not=free.must_not | {candidate})).best()
    brute = BruteForce(free)
    best = None
    for sets in brute.sequences():
        inners = brute.inners(sets)
        if any(inner is None for inner in inners) or not any(candidate in one for one in sets):
            continue
        value = -brute._drops(sets) + sum(
            period.discount * (inner.points + brute.level(focus))
            for period, inner, focus in zip(problem.periods, inners, sets, strict=True)
            if inner is not None
        )
        best = value if best is None else max(best, value)
    return best, None if out is None else out.value


@pytest.mark.parametrize("chunk", range(3))
def test_the_candidate_crosses_at_the_line(chunk: int) -> None:
    """One hundred lines of small problems, half of them over two periods."""
    crossed = 0
    for seed in range(chunk * 16, chunk * 16 + 16):
        size = Size(areas=4) if seed % 2 else Size(areas=3, periods=2)
        problem = random_problem(np.random.default_rng(seed), size)
        plan = solve(problem)
        if not plan.found:
            continue
        for area in problem.areas[:2]:
            found = line(problem, plan, area.id, effort=EXACT)
            top_in, out = values(at(problem, area.id, 1.0), area.id)
            if area.barred is not None or top_in is None:
                assert not found.possible, seed
                continue
            assert found.possible, seed
            if out is None:
                assert found.found == 0.0
                continue
            if found.found is None:
                assert top_in < out + 1e-4, seed
                continue
            assert found.low <= found.found + 1e-9
            assert found.high is None or found.found <= found.high + 1e-4
            if found.found > STEP:
                below, _ = values(at(problem, area.id, found.found - STEP), area.id)
                assert below is not None
                assert below < out, seed
                crossed += 1
            if found.found < 1 - STEP:
                above, _ = values(at(problem, area.id, found.found + STEP), area.id)
                assert above is not None
                assert above > out - 1e-6, seed
    assert crossed >= 2


def test_the_line_by_hand() -> None:
    """A and b fill the team at 50 and 40 points; c crosses at 40, a at 30."""
    problem = example()
    plan = solve(problem)
    c = line(problem, plan, "c", effort=EXACT)
    assert c.found == pytest.approx(0.40)
    assert c.change == pytest.approx(10)
    assert c.high == pytest.approx(0.40)
    assert c.exact
    a = line(problem, plan, "a", effort=EXACT)
    assert a.inside
    assert a.found == pytest.approx(0.30)
    assert a.change == pytest.approx(-20)


def test_out_of_reach() -> None:
    """C can never be worth more than 35 of 100: even then b's 40 are better."""
    found = line(example(), solve(example()), "c", most=0.35, effort=EXACT)
    assert found.found is None
    assert found.high is None
    assert found.low == pytest.approx(0.35)
