"""Effective weights. Oracles: Ishigami's function, closed forms, group means by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.main_effects import correlation_ratio, main_effects, squared_correlation
from tests.scoring.test_methods import scores_of


def test_ishigami_by_its_published_main_effects() -> None:
    """Ishigami & Homma (1990), a = 7, b = 0.1: S = 0.3139, 0.4424, 0; no line finds the second."""
    x = np.random.default_rng(0).uniform(-np.pi, np.pi, (4_000, 3))
    y = np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])
    found = [correlation_ratio(column, y) for column in x.T]
    assert found == pytest.approx([0.3139, 0.4424, 0.0], abs=0.03)
    assert squared_correlation(x[:, 1], y) < 0.01


def test_few_values_have_means_of_their_own() -> None:
    """Means 1, 4 and 1 of twos: between 2, in all 2.5 (variances)."""
    x = np.array([0.0, 0.0, 1.0, 1.0, 2.0, 2.0])
    y = np.array([0.0, 2.0, 4.0, 4.0, 1.0, 1.0])
    assert correlation_ratio(x, y) == pytest.approx(2 / (14 / 6))
    assert squared_correlation(x, y) == pytest.approx(0.0)


def test_independent_criteria_move_by_weight_squared_times_variance() -> None:
    """Paruolo, Saisana & Saltelli (2013), section 3: S = w² var / Σ w² var where uncorrelated."""
    table = [[a, b] for a in (0.0, 30.0, 60.0, 90.0) for b in (0.0, 40.0, 80.0)]
    found = {one.criterion: one for one in main_effects(scores_of(table, [3.0, 1.0]))}
    of_a, of_b = 9 * np.var([0, 30, 60, 90]), np.var([0, 40, 80])
    assert found["a"].effect == pytest.approx(of_a / (of_a + of_b))
    assert found["a"].share + found["b"].share == pytest.approx(1.0)
    assert found["a"].weight == 0.75


def test_what_does_not_vary_moves_nothing() -> None:
    table = [[float(place), 50.0] for place in range(12)]
    found = {one.criterion: one for one in main_effects(scores_of(table, [1.0, 9.0]))}
    assert (found["a"].share, found["b"].share, found["b"].weight) == (1.0, 0.0, 0.9)
    assert main_effects(scores_of(table[:9], [1.0, 9.0])) == ()


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.integers(12, 60))
def test_a_main_effect_is_a_share_and_no_less_than_a_line_says(seed: int, count: int) -> None:
    table = np.random.default_rng(seed).integers(0, 101, (count, 3)).astype(float).tolist()
    for one in main_effects(scores_of(table, [1.0, 2.0, 3.0])):
        assert 0 <= one.linear <= one.effect <= 1
