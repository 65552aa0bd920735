"""Pieces of the simplex. Oracles: corners and areas by hand, uniform draws that are thrown away."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.weight_region import WeightRegion

HALF = np.array([[1.0, -1.0, 0.0]])
"""The first weight is at least the second."""


def test_the_whole_simplex() -> None:
    region = WeightRegion(np.empty((0, 3)))
    assert region.span == ((0.0, 1.0),) * 3
    assert region.middle[0] == pytest.approx([1 / 3] * 3)
    assert region.most(np.array([1.0, 2.0, -1.0])) == pytest.approx(2.0)
    assert region.least_ratio(0, 1) == 0.0


def test_a_cut_by_hand() -> None:
    """Corners (1, 0, 0), (½, ½, 0), (0, 0, 1): the second weight is ½ at most."""
    region = WeightRegion(HALF)
    assert np.array(region.span) == pytest.approx(np.array([[0, 1], [0, 0.5], [0, 1]]))
    assert region.least_ratio(0, 1) == pytest.approx(1.0)
    assert region.most(np.array([-1.0, 1.0, 0.0])) == pytest.approx(0.0)
    corners = np.array([[1, 0, 0], [0.5, 0.5, 0], [0, 0, 1]])
    assert region.draws(20_000, 1).mean(axis=0) == pytest.approx(corners.mean(axis=0), abs=0.01)


def test_nothing_is_left() -> None:
    region = WeightRegion(np.array([[1.0, -1.0], [-1.0, 0.5], [0.0, 1.0], [1.0, -2.0]]) - 0.5)
    assert region.empty
    with pytest.raises(ValueError, match="no weights"):
        _ = region.span


def test_a_point_is_all_there_is() -> None:
    region = WeightRegion(np.array([[1.0, -1.0], [-1.0, 1.0]]))
    assert region.draws(3, 0) == pytest.approx(np.full((3, 2), 0.5))


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 4))
def test_draws_are_those_that_rejection_keeps(seed: int, count: int) -> None:
    rng = np.random.default_rng(seed)
    rows = np.zeros((2, count))
    for row in rows:
        first, second = rng.choice(count, 2, replace=False)
        row[first], row[second] = 1.0, -rng.uniform(0.3, 1.5)
    every = rng.dirichlet(np.ones(count), 40_000)
    kept = every[(every @ rows.T >= 0).all(axis=1)]
    region = WeightRegion(rows)
    if len(kept) < 2_000:
        return
    drawn = region.draws(4_000, seed)
    assert (drawn @ rows.T >= -1e-9).all()
    assert drawn.sum(axis=1) == pytest.approx(np.ones(4_000))
    assert drawn.mean(axis=0) == pytest.approx(kept.mean(axis=0), abs=0.03)
    assert drawn.std(axis=0) == pytest.approx(kept.std(axis=0), abs=0.03)
    low, high = np.array(region.span).T
    assert (kept >= low - 1e-9).all()
    assert (kept <= high + 1e-9).all()
