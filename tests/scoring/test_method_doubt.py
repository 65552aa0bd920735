"""What the doubt about a ranking comes from. Oracle: cases in which only one thing can matter."""

import numpy as np
import pytest

from scoring.belief import MissingDraw
from scoring.method_doubt import AGGREGATION, EVIDENCE, SCALE, WEIGHTS, method_doubt
from scoring.weight_samples import AnyWeights, FixedWeights
from tests.scoring.test_methods import scores_of
from tests.scoring.test_variants import with_gaps


def test_two_mirror_images_hang_on_the_weights_alone() -> None:
    """Who is best on one criterion and worst on the other is first as often as not."""
    scores = scores_of([[100, 50], [50, 100], [50, 50], [49, 49]], [1, 1])
    found = method_doubt(scores, 1, belief=AnyWeights(), rows=200)
    assert found.among[:2] == pytest.approx([0.5, 0.5], abs=0.07)
    assert found.among[2:].tolist() == [0, 0]
    assert found.shares[WEIGHTS].first > 0.9
    assert found.shares[EVIDENCE].changes == 0


def test_where_only_evidence_is_open_all_doubt_is_there() -> None:
    """One of five is not known, one criterion: no weights, no scale and no sum can matter."""
    found = method_doubt(with_gaps(), 2, missing=MissingDraw.ANYWHERE, rows=150)
    assert found.shares[EVIDENCE].total == pytest.approx(1.0, abs=0.25)
    assert found.shares[WEIGHTS].total == found.shares[AGGREGATION].total == 0
    assert found.among[4] == pytest.approx(0.2, abs=0.07)


def test_a_scale_or_a_sum_can_decide() -> None:
    """The geometric mean turns 90 and 10 behind 49 and 49, whatever the scale of points."""
    scores = scores_of([[90, 10], [49, 49], [1, 1], [100, 100]], [1, 1])
    found = method_doubt(scores, 2, belief=FixedWeights(), rows=150)
    assert found.shares[AGGREGATION].total > 0.2
    assert found.shares[WEIGHTS].total == found.shares[EVIDENCE].total == 0
    assert found.shares[SCALE].total >= 0


def test_the_same_seed_gives_the_same_answer() -> None:
    scores = scores_of([[90, 10], [49, 49], [30, 60]], [1, 1])
    one, same, other = (method_doubt(scores, 1, rows=30, seed=seed) for seed in (3, 3, 4))
    assert np.array_equal(one.among, same.among)
    assert one.shares == same.shares
    assert not np.array_equal(one.among, other.among)
    assert np.all(one.low <= one.high)
