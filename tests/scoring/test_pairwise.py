"""Pairwise comparisons against Saaty's published examples and simulated random indices."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.problems import InputError
from scoring.pairwise import RANDOM_INDEX, RandomIndexTable, pairwise_weights

HOUSE = (
    (5, 3, 7, 6, 6, 1 / 3, 1 / 4),
    (1 / 3, 5, 3, 3, 1 / 5, 1 / 7),
    (6, 3, 4, 6, 1 / 5),
    (1 / 3, 1 / 4, 1 / 7, 1 / 8),
    (1 / 2, 1 / 5, 1 / 6),
    (1 / 5, 1 / 6),
    (1 / 2,),
)
DRINKS = (
    (9, 5, 2, 1, 1, 1 / 2),
    (1 / 3, 1 / 9, 1 / 9, 1 / 9, 1 / 9),
    (1 / 3, 1 / 4, 1 / 3, 1 / 9),
    (1 / 2, 1, 1 / 3),
    (2, 1 / 2),
    (1 / 3,),
)


def comparisons(upper: tuple[tuple[float, ...], ...]) -> dict[tuple[str, str], float]:
    """Return comparisons of criteria named 0, 1, … from the upper triangle of a matrix."""
    return {
        (str(row), str(row + 1 + offset)): float(ratio)
        for row, ratios in enumerate(upper)
        for offset, ratio in enumerate(ratios)
    }


def test_buying_a_house() -> None:
    """Oracle: Saaty (1990), European Journal of Operational Research 48, 9-26, table 2.

    Priorities .173 .054 .188 .018 .031 .036 .167 .333, eigenvalue 9.669, CI .238, CR .169.
    """
    names = [str(place) for place in range(8)]
    found = pairwise_weights(names, comparisons(HOUSE), RandomIndexTable.SAATY_1980)
    published = (0.173, 0.054, 0.188, 0.018, 0.031, 0.036, 0.167, 0.333)
    assert tuple(found.weights.values()) == pytest.approx(published, abs=6e-4)
    assert found.eigenvalue == pytest.approx(9.669, abs=5e-4)
    assert found.consistency_index == pytest.approx(0.238, abs=5e-4)
    assert found.consistency_ratio == pytest.approx(0.169, abs=5e-4)
    assert not found.accepted


def test_drinks() -> None:
    """Oracle: Saaty (2008), International Journal of Services Sciences 1(1), 83-98.

    Shares of drinks consumed in the United States: .177 .019 .042 .116 .190 .129 .327, CR .022.
    """
    names = [str(place) for place in range(7)]
    found = pairwise_weights(names, comparisons(DRINKS))
    published = (0.177, 0.019, 0.042, 0.116, 0.190, 0.129, 0.327)
    assert tuple(found.weights.values()) == pytest.approx(published, abs=6e-4)
    assert found.consistency_ratio == pytest.approx(0.022, abs=5e-4)
    assert found.accepted


def test_the_table_is_named_because_tables_differ() -> None:
    names = [str(place) for place in range(8)]
    ratios = {
        table: pairwise_weights(names, comparisons(HOUSE), table).consistency_ratio
        for table in RandomIndexTable
    }
    assert len({round(ratio or 0, 4) for ratio in ratios.values()}) == len(RandomIndexTable)


@pytest.mark.parametrize("count", [3, 5, 8])
def test_random_index_by_simulation(count: int) -> None:
    """Oracle: the mean consistency index of 20,000 random matrices of our own, within 4 errors."""
    rng = np.random.default_rng(20)
    scale = np.array([1 / k for k in range(9, 1, -1)] + [float(k) for k in range(1, 10)])
    matrices = np.ones((20_000, count, count))
    for row, column in itertools.combinations(range(count), 2):
        matrices[:, row, column] = rng.choice(scale, matrices.shape[0])
        matrices[:, column, row] = 1 / matrices[:, row, column]
    index = (np.linalg.eigvals(matrices).real.max(axis=1) - count) / (count - 1)
    error = index.std() / math.sqrt(index.size)
    published = RANDOM_INDEX[RandomIndexTable.ALONSO_LAMATA_2006][count - 3]
    assert index.mean() == pytest.approx(published, abs=4 * error + 1e-4)


@given(st.lists(st.floats(0.1, 10), min_size=2, max_size=7))
def test_comparisons_that_fit_give_back_their_weights(worths: list[float]) -> None:
    names = [str(place) for place in range(len(worths))]
    pairs = {
        (first, second): worths[int(first)] / worths[int(second)]
        for first, second in itertools.combinations(names, 2)
    }
    found = pairwise_weights(names, pairs)
    total = sum(worths)
    assert list(found.weights.values()) == pytest.approx([w / total for w in worths], abs=1e-9)
    assert found.consistency_ratio == pytest.approx(0, abs=1e-9)
    assert found.accepted


def test_the_least_consistent_comparison_is_named_with_what_would_fit() -> None:
    """Worths 8 : 4 : 2 : 1, and one slip of the pen: a and d called equal."""
    worths = {"a": 8, "b": 4, "c": 2, "d": 1}
    pairs = {
        (first, second): worths[first] / worths[second]
        for first, second in itertools.combinations("abcd", 2)
    }
    pairs["a", "d"] = 1.0
    found = pairwise_weights("abcd", pairs)
    assert not found.accepted
    assert found.least_consistent == ("a", "d")
    assert found.consistent_value == pytest.approx(found.weights["a"] / found.weights["d"])
    assert found.consistent_value is not None
    assert found.consistent_value > 1
    assert pairwise_weights("ab", {("a", "b"): 3}).least_consistent is None


def test_every_bad_comparison_is_named() -> None:
    pairs = {("a", "b"): 0.0, ("b", "a"): 1.0, ("b", "b"): 1.0, ("c", "x"): 1.0, ("b", "c"): 2.0}
    pairs[("c", "b")] = 2.0
    with pytest.raises(InputError) as raised:
        pairwise_weights(["a", "b", "c"], pairs)
    words = "\n".join(str(problem) for problem in raised.value.problems)
    assert "a : b: a comparison must be a number above 0" in words
    assert "b : b: a comparison must be of two different criteria" in words
    assert "c : x: a comparison must be of two different criteria" in words
    assert "b : c: a comparison given in both directions" in words
    assert "a : c: every pair of criteria must be compared" in words


def test_more_criteria_than_the_tables_cover() -> None:
    names = [str(place) for place in range(16)]
    pairs = dict.fromkeys(itertools.combinations(names, 2), 1.0)
    found = pairwise_weights(names, pairs)
    assert found.consistency_ratio is None
    assert not found.accepted
