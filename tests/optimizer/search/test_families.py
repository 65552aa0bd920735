"""Bounds hold with every family of the model: tight relaxation, prices, pegging.

Oracle: :mod:`tests.optimizer.brute_force`, which shares nothing with the model.
"""

import numpy as np
import pytest

from optimizer.search.cut_relaxation import ROUNDS
from optimizer.search.limits import Limits
from optimizer.search.model import SearchModel
from tests.optimizer.brute_force import BruteForce
from tests.optimizer.factories import Size, random_problem, with_families

CHUNKS = 5
PER_CHUNK = 60
SIZES = (Size(areas=4, periods=1), Size(areas=3, periods=2), Size(areas=5, periods=1, weeks=12))


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_no_bound_is_below_the_best_plan(chunk: int) -> None:
    """The relaxation with and without cuts, its prices, and what they shut out.

    Bounds that shut out what no better plan has, for a value just below the best, leave the best.
    """
    tighter = found = 0
    for seed in range(chunk * PER_CHUNK, (chunk + 1) * PER_CHUNK):
        rng = np.random.default_rng(seed)
        problem = with_families(rng, random_problem(rng, SIZES[seed % len(SIZES)]))
        best = BruteForce(problem).best()
        if best is None:
            continue
        found += 1
        model = SearchModel(problem)
        loose = model.loose.bound
        tight, prices = model.relax(model.value, ROUNDS)
        assert best.value - 1e-6 <= tight.bound <= loose + 1e-6, seed
        assert best.value - 1e-6 <= prices.bound, seed
        tighter += tight.bound < loose - 0.01
        lower, upper = model.relaxation.lagrangian.pegged(
            prices, best.value - 0.01, model.live.lower, model.live.upper
        )
        outcome = model.restricted(lower, upper, Limits(0.0))
        assert outcome.value == pytest.approx(best.value, abs=1e-5), seed
    assert found > PER_CHUNK / 2
    assert tighter > PER_CHUNK / 10
