"""The relaxation over the candidates that may matter.

Oracle: the relaxation over all candidates at once, with the same cuts.
"""

import numpy as np
import pytest

from optimizer.robust.objective import ObjectiveCoefficients
from optimizer.robust.search import Searcher
from optimizer.search import sifted_relaxation as sifted
from optimizer.search.cut_relaxation import CutRelaxation
from optimizer.search.effort import EXACT
from optimizer.search.model import Goal
from tests.optimizer.factories import Size, random_problem
from tests.optimizer.tighten import tighten

SIZE = Size(areas=30, services=3, weeks=40, usd=200)


def _searcher(seed: int) -> Searcher:
    problem = random_problem(np.random.default_rng(seed), SIZE)
    return Searcher(problem.but(areas=tuple(area.but(worth=60.0) for area in problem.areas)))


def _theta(objective: ObjectiveCoefficients, rng: np.random.Generator) -> np.ndarray:
    potential = rng.integers(0, 21, len(objective.candidates)) / 20
    return np.concatenate([potential, rng.integers(0, 6, len(objective.relations)) / 20])


@pytest.mark.parametrize("seed", [2, 3, 5, 8, 11])
def test_few_candidates_bound_all_plans(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Never below the best plan, never above the plain relaxation of all candidates."""
    monkeypatch.setattr(sifted, "LIKELY", 4)
    searcher = _searcher(seed)
    rng = np.random.default_rng(seed)
    for _ in range(5):
        coefficients = _theta(searcher.objective, rng)
        goal = Goal(searcher.costs.at(coefficients), searcher.model.matrix.constant)
        tight, shares = searcher.model.relaxation.solve(goal.costs, goal.constant)
        relaxation = CutRelaxation(searcher.model.matrix, searcher.problem)
        plain = tighten(relaxation, goal.costs, rounds=0)
        best = searcher.search(coefficients, EXACT)
        assert best is not None
        assert best.value - 1e-6 <= tight.bound <= plain.bound + 1e-6
        assert shares.bound >= best.value - 1e-6


def test_few_candidates_end_where_all_do(monkeypatch: pytest.MonkeyPatch) -> None:
    searcher = _searcher(8)
    rng = np.random.default_rng(1)
    for _ in range(6):
        cost = searcher.costs.at(_theta(searcher.objective, rng))
        constant, relaxation = searcher.model.matrix.constant, searcher.model.relaxation
        monkeypatch.setattr(sifted, "LIKELY", 4)
        few, _ = relaxation.solve(cost, constant, little=0.0)
        monkeypatch.setattr(sifted, "LIKELY", 30)
        every, _ = relaxation.solve(cost, constant, little=0.0)
        assert few.bound == pytest.approx(every.bound, rel=2e-3)


def test_candidates_left_out_cannot_make_conditions_impossible(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Locks on candidates that are worth nothing under the draw."""
    monkeypatch.setattr(sifted, "LIKELY", 1)
    problem = random_problem(np.random.default_rng(8), SIZE)
    objective = ObjectiveCoefficients(problem)
    free = Searcher(problem)
    best = free.search(objective.central(), EXACT)
    assert best is not None
    candidate = min(free.pool.plans[best.plan].decisions.ids)
    coefficients = objective.central()
    coefficients[objective.candidates.index(candidate)] = 0.0
    searcher = Searcher(problem.but(must=frozenset({candidate})))
    found = searcher.search(coefficients, EXACT)
    assert found is not None
    assert candidate in searcher.pool.plans[found.plan].decisions.ids
    assert found.gap <= 1e-6
