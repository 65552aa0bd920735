"""The best plan of every draw, with its proof.

Oracle: every plan of small random problems tried one by one, under the draw written out.
"""

import numpy as np
import pytest

from optimizer.robust import search
from optimizer.robust.objective import ObjectiveCoefficients
from optimizer.robust.search import Searcher
from optimizer.search import model
from optimizer.search.effort import EXACT, Effort
from tests.optimizer.brute_force import BruteForce
from tests.optimizer.factories import Size, random_problem
from tests.optimizer.robust.drawn import problem_at
from tests.optimizer.solved import solve

SIZES = (
    Size(areas=4, periods=1),
    Size(areas=3, periods=2),
    Size(areas=5, periods=1, weeks=12),
    Size(areas=3, services=3, periods=1),
)


def _one_worth(seed: int) -> ObjectiveCoefficients:
    """Return a random problem in which all candidates of a kind are worth the same."""
    problem = random_problem(np.random.default_rng(seed), SIZES[seed % len(SIZES)])
    return ObjectiveCoefficients(
        problem.but(areas=tuple(area.but(worth=60.0) for area in problem.areas))
    )


def _theta(objective: ObjectiveCoefficients, rng: np.random.Generator) -> np.ndarray:
    potential = rng.integers(0, 21, len(objective.candidates)) / 20
    return np.concatenate([potential, rng.integers(0, 6, len(objective.relations)) / 20])


@pytest.mark.parametrize("chunk", range(5))
def test_draws_have_the_best_of_all_plans(chunk: int) -> None:
    """Value, and that bounds with and without each candidate hold, over 300 problems drawn."""
    for seed in range(chunk * 20, chunk * 20 + 20):
        rng = np.random.default_rng(1000 + seed)
        objective = _one_worth(seed)
        searcher = Searcher(objective.problem)
        for _ in range(3):
            coefficients = _theta(objective, rng)
            drawn = problem_at(objective, coefficients)
            best = BruteForce(drawn).best()
            found = searcher.search(coefficients, EXACT)
            if best is None:
                assert found is None
                break
            assert found is not None
            assert found.value == pytest.approx(best.value, abs=1e-6), seed
            assert found.bound == pytest.approx(best.value, abs=1e-4), seed
            for place, area in enumerate(objective.problem.areas):
                inside = any(name == area.id for name, _ in best.focus)
                bound = found.with_it if inside else found.without_it
                assert bound[place] >= best.value - 1e-6, (seed, area.id)


def test_restricted_searches_reach_the_gap_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A larger problem, searched as if it were too large to be searched in full."""
    monkeypatch.setattr(model, "FEW", 0)
    problem = random_problem(
        np.random.default_rng(8), Size(areas=30, services=3, weeks=40, usd=200)
    )
    problem = problem.but(areas=tuple(area.but(worth=60.0) for area in problem.areas))
    objective = ObjectiveCoefficients(problem)
    searcher, exact = Searcher(problem), Searcher(problem)
    rng = np.random.default_rng(0)
    for _ in range(6):
        coefficients = _theta(objective, rng)
        found = searcher.search(coefficients, Effort(gap=0.02, nodes=None))
        best = exact.search(coefficients, EXACT)
        assert found is not None
        assert best is not None
        assert found.gap <= 0.02
        assert found.value <= best.value + 1e-6 <= found.bound + 2e-6


def test_a_search_cut_short_tells_its_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "FEW", 0)
    problem = random_problem(
        np.random.default_rng(8), Size(areas=30, services=3, weeks=40, usd=200)
    )
    problem = problem.but(areas=tuple(area.but(worth=60.0) for area in problem.areas))
    objective = ObjectiveCoefficients(problem)
    searcher, exact = Searcher(problem), Searcher(problem)
    gaps = []
    rng = np.random.default_rng(0)
    for _ in range(6):
        coefficients = _theta(objective, rng)
        found = searcher.search(coefficients, Effort(gap=1e-6, core=((0, 1),), rounds=0))
        best = exact.search(coefficients, EXACT)
        assert found is not None
        assert best is not None
        assert found.value <= best.value + 1e-6 <= found.bound + 2e-6
        gaps.append(found.gap)
    assert max(gaps) > 1e-3


def test_plans_known_spare_the_search() -> None:
    """The same draw again: the plan is known, and its value is read off it."""
    objective = _one_worth(4)
    searcher = Searcher(objective.problem)
    coefficients = objective.central()
    first = searcher.search(coefficients, EXACT)
    assert first is not None
    plans = [plan.decisions for plan in searcher.pool.plans]
    searcher.begin(plans)
    again = searcher.search(coefficients, EXACT)
    assert again is not None
    assert again.value == pytest.approx(first.value)
    assert searcher.pool.plans[again.plan].decisions == plans[first.plan]


def test_a_plan_known_first_has_no_advantage(monkeypatch: pytest.MonkeyPatch) -> None:
    """A known plan that meets the gap, but only just: the search finds a better one."""
    monkeypatch.setattr(model, "FEW", 0)
    problem = random_problem(
        np.random.default_rng(8), Size(areas=30, services=3, weeks=40, usd=200)
    )
    problem = problem.but(areas=tuple(area.but(worth=60.0) for area in problem.areas))
    coefficients = ObjectiveCoefficients(problem).central()
    searcher = Searcher(problem)
    best = solve(problem)
    others = [solve(problem.but(must_not=problem.must_not | {one})) for one in sorted(best.ids)]
    known = min((one for one in others if one.found), key=lambda plan: plan.value or 0.0)
    searcher.begin([known.decisions, best.decisions])
    value, most = searcher.pool.values(coefficients[None])[0].tolist()
    assert value < most - 1e-3
    relaxation = searcher.model.relaxation
    tight, _ = relaxation.solve(searcher.costs.at(coefficients), searcher.model.matrix.constant)
    gap = 2.0 * (tight.bound - value) / value
    found = {}
    for share in (0.25, 1.0):
        monkeypatch.setattr(search, "KNOWN", share)
        searcher.begin([known.decisions])
        one = searcher.search(coefficients, Effort(gap=gap))
        assert one is not None
        found[share] = one.value
    assert found[1.0] == pytest.approx(value)
    assert found[0.25] > value + 1e-6


def test_what_was_done_before_has_no_influence() -> None:
    problem = random_problem(
        np.random.default_rng(8), Size(areas=20, services=3, weeks=30, usd=150)
    )
    objective = ObjectiveCoefficients(
        problem.but(areas=tuple(area.but(worth=60.0) for area in problem.areas))
    )
    rng = np.random.default_rng(2)
    thetas = [_theta(objective, rng) for _ in range(4)]
    used, fresh = Searcher(objective.problem), Searcher(objective.problem)
    for coefficients in thetas:
        used.search(coefficients, Effort(gap=0.05))
    used.begin()
    for coefficients in thetas[2:]:
        one, other = used.search(coefficients, EXACT), fresh.search(coefficients, EXACT)
        assert one is not None
        assert other is not None
        assert used.pool.plans[one.plan].decisions == fresh.pool.plans[other.plan].decisions
