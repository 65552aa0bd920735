"""What else scores go with. Oracles: scipy, the published interval, group means by hand."""

import math

import numpy as np
import pytest
from scipy import stats

from scoring.links import group_link, number_link


def test_a_number_by_scipy_and_fisher() -> None:
    rng = np.random.default_rng(2)
    score = rng.normal(size=40)
    number = score + rng.normal(size=40)
    number[:10] = np.nan
    found = number_link(score, number)
    assert found is not None
    expected = stats.spearmanr(score[10:], number[10:]).statistic
    assert found.known == 30
    assert found.correlation == pytest.approx(expected)
    half = 1.96 * math.sqrt(1.06 / 27)
    assert found.span == pytest.approx(
        (math.tanh(math.atanh(expected) - half), math.tanh(math.atanh(expected) + half))
    )
    assert found.tells


def test_too_few_and_no_spread_say_nothing() -> None:
    score = np.arange(12.0)
    assert number_link(score, np.where(score < 9, score, np.nan)) is None
    assert number_link(score, np.ones(12)) is None


def test_groups_by_hand() -> None:
    """Means 2, 5 and 8 of threes: between 6, within 2/3 (variances); one group is too small."""
    score = np.array([1.0, 2, 3, 4, 5, 6, 7, 8, 9, 100, 100])
    groups = ("low",) * 3 + ("mid",) * 3 + ("high",) * 3 + ("rare", "")
    found = group_link(score, groups)
    assert found is not None
    assert found.known == 9
    assert found.share == pytest.approx(6 / (6 + 2 / 3))
    assert list(found.medians.items()) == [("high", 8.0), ("mid", 5.0), ("low", 2.0)]
    assert found.chance == pytest.approx(stats.kruskal([1, 2, 3], [4, 5, 6], [7, 8, 9]).pvalue)
    assert found.tells
    assert group_link(score[:4], groups[:4]) is None
