"""Wilson's interval against the table of Newcombe (1998), and intervals of means."""

import numpy as np
import pytest

from scoring.sampling_error import mean_interval, standard_error, wilson


@pytest.mark.parametrize(
    ("hits", "draws", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_as_published(hits: int, draws: int, low: float, high: float) -> None:
    """Oracle: Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3."""
    assert wilson(hits / draws, draws) == pytest.approx((low, high), abs=5e-5)


def test_standard_error() -> None:
    assert standard_error([0.5, 0, 1], 10_000) == pytest.approx([0.005, 0, 0])


def test_missing_stays_missing() -> None:
    low, high = wilson([np.nan, 0.5], 100)
    assert np.isnan([low[0], high[0]]).all()
    assert not np.isnan([low[1], high[1]]).any()


def test_a_mean_of_nothing_may_still_be_something() -> None:
    """No gain in 20 draws, and none above 10: ten times Newcombe's share of 0 in 20."""
    assert mean_interval(np.zeros(20), 10.0) == pytest.approx((0, 1.611), abs=5e-4)
    assert mean_interval(np.zeros(20), 0.0) == (0, 0)


@pytest.mark.parametrize("rare", [0.02, 0.3, 1.0])
def test_an_interval_of_a_mean_holds_it_nearly_always(rare: float) -> None:
    """Oracle: a thousand samples of 200, uniform on 0..1 with some chance, else 0."""
    rng = np.random.default_rng(1)
    held = 0
    for _ in range(1000):
        values = rng.random(200) * (rng.random(200) < rare)
        low, high = mean_interval(values, 1.0)
        held += low <= rare / 2 <= high
    assert held >= 930
