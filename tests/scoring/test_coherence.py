"""How criteria go together. Oracles: a table by hand, scikit-learn's PCA, closed forms."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.decomposition import PCA  # type: ignore[import-untyped]
from sklearn.preprocessing import StandardScaler  # type: ignore[import-untyped]

from scoring.coherence import coherence, cronbach_alpha, eigenvalues
from tests.scoring.test_methods import scores_of

FIVE = np.array(
    [[1.0, 2.0, 3.0], [2.0, 2.0, 4.0], [3.0, 4.0, 3.0], [4.0, 3.0, 5.0], [5.0, 5.0, 5.0]]
)


def test_cronbach_alpha_by_hand() -> None:
    """Variances 2.5, 1.7, 1; sums 6, 8, 10, 12, 15 with variance 12.2: 3/2 (1 - 5.2/12.2)."""
    assert FIVE.var(axis=0, ddof=1).tolist() == pytest.approx([2.5, 1.7, 1.0])
    assert FIVE.sum(axis=1).var(ddof=1) == pytest.approx(12.2)
    assert cronbach_alpha(FIVE) == pytest.approx(1.5 * (1 - 5.2 / 12.2))


def test_the_same_item_twice_is_one_thing() -> None:
    assert cronbach_alpha(FIVE[:, [0, 0]]) == pytest.approx(1.0)
    assert cronbach_alpha(np.ones((5, 2))) is None


def test_eigenvalues_of_equal_correlations_in_closed_form() -> None:
    """All correlations r: one eigenvalue 1 + (m - 1) r, the others 1 - r."""
    rng = np.random.default_rng(1)
    white = StandardScaler().fit_transform(PCA().fit_transform(rng.normal(size=(200, 4))))
    matrix = np.full((4, 4), 0.4) + 0.6 * np.eye(4)
    values = white @ np.linalg.cholesky(matrix).T
    assert eigenvalues(values) == pytest.approx((2.2, 0.6, 0.6, 0.6))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 5))
def test_eigenvalues_are_those_of_scikit_learn(seed: int, count: int) -> None:
    values = np.random.default_rng(seed).normal(size=(30, count)) @ np.ones((count, count)) * 0.2
    values = values + np.random.default_rng(seed + 1).normal(size=(30, count))
    found = PCA().fit(StandardScaler().fit_transform(values)).explained_variance_ratio_
    ours = np.array(eigenvalues(values))
    assert ours / ours.sum() == pytest.approx(found, abs=1e-9)
    assert ours.sum() == pytest.approx(count)


def test_what_says_the_same_and_what_pulls_apart() -> None:
    up = [float(10 * place) for place in range(10)]
    table = [[one, 100 - one, one / 2 + (place % 2)] for place, one in enumerate(up)]
    found = coherence(scores_of(table, [1.0, 1.0, 1.0]))
    by = {(one.first, one.second): one.correlation for one in found.criteria}
    assert by["a", "b"] == pytest.approx(-1.0)
    assert by["a", "c"] > 0.99
    assert (found.alpha_of, found.complete, len(found.eigenvalues)) == (3, 10, 0)
    few = coherence(scores_of(table[:9], [1.0, 1.0, 1.0]))
    assert (few.measures, few.uncompared, few.alpha, few.eigenvalues) == ((), 3, None, ())
