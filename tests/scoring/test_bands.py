"""Bands, by hand, and against the definition written out for every pair.

Oracle: the longest chain of candidates each told apart from the next, by recursion over draws (or
least and greatest scores) that are counted one by one in plain Python.
"""

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import scoring.bands
from scoring.bands import DRAWS, SURE, bands
from scoring.draws import draw_blocks
from scoring.kind_scores import KindScores, shared_places
from scoring.weight_samples import FixedWeights
from tests.scoring.test_selection import Table, scores_of

VALUES = st.one_of(st.none(), st.integers(0, 10).map(lambda tens: 10.0 * tens))
TABLES = st.dictionaries(
    st.sampled_from("abcdefgh"), st.tuples(VALUES, VALUES), min_size=1, max_size=8
)


def chains(scores: KindScores, told_apart: dict[tuple[int, int], bool]) -> list[int]:
    """Return for each candidate the length of the longest chain that ends at it."""

    @cache
    def band(at: int) -> int:
        better = [band(i) for i in range(len(scores.ids)) if told_apart[i, at]]
        return 1 + max(better, default=0)

    return [band(at) for at in range(len(scores.ids))]


def by_draws(scores: KindScores) -> list[int]:
    everybody = range(len(scores.ids))
    wins = dict.fromkeys([(i, j) for i in everybody for j in everybody], 0)
    for block in draw_blocks(scores, FixedWeights(), DRAWS, 0):
        for line in block.score.tolist():
            for i, j in wins:
                wins[i, j] += line[i] > line[j] + 1e-9
    higher = scores.score.round(9).tolist()
    return chains(
        scores,
        {(i, j): higher[i] > higher[j] and wins[i, j] >= SURE * DRAWS for i, j in wins},
    )


def by_range(scores: KindScores) -> list[int]:
    everybody = range(len(scores.ids))
    low, high = scores.low.tolist(), scores.high.tolist()
    return chains(scores, {(i, j): low[i] > high[j] + 1e-9 for i in everybody for j in everybody})


@settings(max_examples=25, deadline=None)
@given(TABLES)
def test_bands_are_what_the_definition_says(table: Table) -> None:
    scores = scores_of(table)
    assert list(bands(scores)) == by_draws(scores)


@settings(max_examples=50, deadline=None)
@given(TABLES)
def test_bands_of_very_many_come_from_ranges_alone(table: Table) -> None:
    scores = scores_of(table)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scoring.bands, "PAIRWISE_MOST", 0)
        assert list(bands(scores)) == by_range(scores)


def test_who_is_told_apart_by_hand() -> None:
    """Weights are even. a: 90, b: 80, c: 5..55, d: 0; b is above c whatever c turns out."""
    scores = scores_of({"a": (90.0, 90.0), "b": (80.0, 80.0), "c": (10.0, None), "d": (0.0, 0.0)})
    assert bands(scores) == (1, 2, 3, 4)


def test_what_is_not_known_keeps_candidates_in_one_band() -> None:
    """a: 30..80 against b: 50; a is above b in 60 % of draws, below in 40 %."""
    scores = scores_of({"a": (60.0, None), "b": (50.0, 50.0), "c": (0.0, 0.0)})
    assert bands(scores) == (1, 1, 2)


def test_equals_share_band_and_place() -> None:
    scores = scores_of({"a": (90.0, 90.0), "b": (60.0, 60.0), "c": (60.0, 60.0), "d": (0.0, 0.0)})
    assert bands(scores) == (1, 2, 2, 3)
    assert scores.rank == (1, 2, 2, 4)


def test_who_fails_a_gate_has_no_band() -> None:
    scores = scores_of({"a": (90.0, 90.0), "b": (60.0, 60.0)}, inactive="a")
    assert bands(scores) == (None, 1)


@given(st.lists(st.integers(0, 4), max_size=9))
def test_places_count_those_that_are_better(points: list[int]) -> None:
    best_first = sorted(points, reverse=True)
    found = shared_places(np.array(best_first, dtype=float))
    assert found == tuple(1 + sum(other > one for other in points) for one in best_first)


@settings(max_examples=25, deadline=None)
@given(TABLES)
def test_to_share_a_band_is_to_be_alike_and_bands_have_no_gaps(table: Table) -> None:
    """Alike is an equivalence: one number each. The best score is in the first band."""
    scores = scores_of(table)
    found = bands(scores)
    assert found == bands.__wrapped__(scores)
    known = sorted({band for band in found if band is not None})
    assert known == list(range(1, len(known) + 1))
    assert found[int(scores.score.argmax())] == 1
