"""What drawing lots finds. Oracles: tables by hand, scipy's hypergeometric, all draws counted."""

from itertools import combinations
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import hypergeom

from scoring.chance import Lots, against_lots, distribution


def test_a_table_by_hand() -> None:
    """Two of four are on the list, two are drawn: of six draws 1, 4 and 1 find 0, 1 and 2."""
    shares = distribution([Lots(among=4, listed=2, chosen=2)])
    assert shares.tolist() == pytest.approx([1 / 6, 4 / 6, 1 / 6])
    found = against_lots(2, [Lots(among=4, listed=2, chosen=2)])
    assert (found.expected, found.low, found.high) == (1, 0, 2)
    assert found.at_least == pytest.approx(1 / 6)
    assert not found.beyond


def test_the_bundled_list_by_hand() -> None:
    """Thirteen of 76, thirteen drawn: 13 · 13 / 76 on average, 63 over 13 ways to find nobody."""
    found = against_lots(0, [Lots(among=76, listed=13, chosen=13)])
    assert found.expected == pytest.approx(169 / 76)
    assert distribution([Lots(among=76, listed=13, chosen=13)])[0] == pytest.approx(
        comb(63, 13) / comb(76, 13)
    )
    assert found.at_least == 1


sizes = st.integers(1, 30).flatmap(
    lambda among: st.tuples(st.just(among), st.integers(0, among), st.integers(0, among))
)


@given(sizes, st.integers(0, 30))
def test_one_part_is_the_hypergeometric(size: tuple[int, int, int], hits: int) -> None:
    """Oracle: scipy.stats.hypergeom; the mean is m · K / N."""
    among, listed, chosen = size
    part, law = Lots(among=among, listed=listed, chosen=chosen), hypergeom(among, listed, chosen)
    shares = distribution([part])
    assert shares == pytest.approx(law.pmf(np.arange(shares.size)), abs=1e-12)
    hits = min(hits, shares.size - 1)
    found = against_lots(hits, [part])
    assert found.expected == pytest.approx(chosen * listed / among, abs=1e-12)
    assert found.at_least == pytest.approx(law.sf(hits - 1), abs=1e-12)
    below = law.cdf(np.arange(shares.size))
    assert below[found.low] >= 0.025 - 1e-12
    assert found.low == 0 or below[found.low - 1] < 0.025 + 1e-12
    assert below[found.high] >= 0.975 - 1e-12
    assert found.high == 0 or below[found.high - 1] < 0.975 + 1e-12
    assert found.beyond == (found.at_least <= 0.025)


small = st.integers(0, 5).flatmap(
    lambda among: st.tuples(st.just(among), st.integers(0, among), st.integers(0, among))
)


@given(small, small)
def test_regions_are_drawn_each_by_itself(
    one: tuple[int, int, int], other: tuple[int, int, int]
) -> None:
    """Oracle: every draw of both regions counted."""
    ways: dict[int, int] = {}
    for first in combinations(range(one[0]), one[2]):
        for second in combinations(range(other[0]), other[2]):
            hits = sum(x < one[1] for x in first) + sum(x < other[1] for x in second)
            ways[hits] = ways.get(hits, 0) + 1
    parts = [Lots(among=n, listed=k, chosen=m) for n, k, m in (one, other)]
    shares = distribution(parts)
    whole = sum(ways.values())
    assert shares.tolist() == pytest.approx(
        [ways.get(hits, 0) / whole for hits in range(shares.size)]
    )
    assert shares.sum() == pytest.approx(1)
