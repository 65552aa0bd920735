"""The area under the curve and its error. Oracles: by hand, scikit-learn, a published table."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import roc_auc_score  # type: ignore[import-untyped]

from scoring.separation import separation
from scoring.value import Floats


def figures(*values: float) -> Floats:
    return np.array(values, dtype=np.float64)


def test_by_hand() -> None:
    """Of 2 × 3 pairs: 3 is ahead of 1 and 2, ties with 3; 2 is ahead of 1, ties with 2.

    V = (2.5, 1.5) / 3, W = (1, 0.75, 0.25); their variances are 1/18 and 7/48.
    """
    found = separation(figures(3, 2), figures(1, 2, 3))
    assert found is not None
    assert found.area == pytest.approx(4 / 6)
    assert found.error == pytest.approx((1 / 18 / 2 + 7 / 48 / 3) ** 0.5)
    assert (found.listed, found.others) == (2, 3)
    assert not found.tells
    assert not found.against
    assert found.span[0] == pytest.approx(found.area - 1.96 * found.error)
    assert found.span[1] == 1


def test_apart_without_a_mistake_and_the_other_way_round() -> None:
    ahead, behind = separation(figures(5, 6), figures(1, 2)), separation(figures(1), figures(2))
    assert ahead is not None
    assert ahead.area == 1
    assert ahead.tells
    assert behind is None
    turned = separation(figures(1, 2), figures(5, 6))
    assert turned is not None
    assert turned.against
    assert turned.span == (0, 0)


def test_a_published_table() -> None:
    """Hanley & McNeil (1982, Radiology 143, 29-36), 109 CT images rated 1 to 5: 0.893 ± 0.032."""
    normal = np.repeat(np.arange(1.0, 6), [33, 6, 6, 11, 2])
    abnormal = np.repeat(np.arange(1.0, 6), [3, 2, 2, 11, 33])
    found = separation(abnormal, normal)
    assert found is not None
    assert found.area == pytest.approx(0.893, abs=5e-4)
    assert found.error == pytest.approx(0.032, abs=2e-3)


values = st.lists(st.integers(0, 6).map(float), min_size=2, max_size=9)


@given(values, values)
def test_the_area_is_that_of_scikit_learn(listed: list[float], others: list[float]) -> None:
    found = separation(figures(*listed), figures(*others))
    assert found is not None
    truth = [1] * len(listed) + [0] * len(others)
    assert found.area == pytest.approx(roc_auc_score(truth, [*listed, *others]), abs=1e-12)
    turned = separation(figures(*others), figures(*listed))
    assert turned is not None
    assert turned.area == pytest.approx(1 - found.area)
    assert turned.error == pytest.approx(found.error)


def test_the_error_is_how_far_areas_of_other_samples_lie() -> None:
    """Oracle: 4,000 samples of two normal distributions; the error told is the spread seen."""
    random = np.random.default_rng(0)
    told = [separation(random.normal(0.7, 1, 13), random.normal(0, 1, 63)) for _ in range(4_000)]
    areas = np.array([one.area for one in told if one is not None])
    errors = np.array([one.error for one in told if one is not None])
    assert errors.mean() == pytest.approx(areas.std(), rel=0.05)
