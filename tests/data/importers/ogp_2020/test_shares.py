"""Shares and their intervals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from data.importers.ogp_2020.shares import FEWEST, share_evidence, wilson

Z_95 = 1.959963984540054


@pytest.mark.parametrize(
    ("successes", "cases", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611),
     (1, 29, 0.0061, 0.1718)],
)  # fmt: skip
def test_wilson_reproduces_newcombe(successes: int, cases: int, low: float, high: float) -> None:
    """Oracle: Newcombe (1998), Statistics in Medicine 17:857-872, table I, method 3."""
    assert wilson(successes, cases, Z_95) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_agrees_with_scipy(counts: tuple[int, int]) -> None:
    """Oracle: scipy.stats.binomtest, method "wilson"."""
    successes, cases = counts
    expected = binomtest(successes, cases).proportion_ci(0.9, "wilson")
    assert wilson(successes, cases) == pytest.approx((expected.low, expected.high), abs=1e-9)


@pytest.mark.parametrize(("successes", "cases"), [(0, 0), (3, 2), (-1, 2)])
def test_impossible_counts_are_refused(successes: int, cases: int) -> None:
    with pytest.raises(ValueError, match="0 <= successes <= cases"):
        wilson(successes, cases)


def test_too_few_cases_are_missing_and_not_zero() -> None:
    few = [False] * (FEWEST - 1)
    assert share_evidence("country:X", "m", few, source="s", as_of="2019", what="cases") == []
    (row,) = share_evidence("country:X", "m", [*few, True], source="s", as_of="2019", what="cases")
    assert (row["value"], row["note"]) == ("0.333", "1 of 3 cases; range: Wilson 90 %")
    assert float(row["low"]) < 1 / 3 < float(row["high"])
