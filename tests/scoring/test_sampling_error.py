"""Wilson's interval against the table of Newcombe (1998)."""

import numpy as np
import pytest

from scoring.sampling_error import standard_error, wilson


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
