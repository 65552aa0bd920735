"""Measures held against peers: worked by hand, medians by numpy, percentiles by scipy."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from scipy.stats import percentileofscore

from config.criteria import Against, Criteria, MeasureUse
from data.dataset import Candidate, Dataset, Evidence
from scoring.belief import MissingDraw
from scoring.draws import BLOCK, draw_blocks
from scoring.gaps import gaps_of
from scoring.kind_scores import KindScores
from scoring.peers import alone, groups_of, medians, to_beat, together
from scoring.scorecard import score
from scoring.weight_samples import FixedWeights

LINE = {"type": "linear", "worst": -5, "best": 5}
SHARE = {"type": "linear", "worst": 0, "best": 100}


def scores_of(
    found: list[tuple[float, ...] | None], groups: str, against: str = "median", **more: Any
) -> KindScores:
    """Return scores of one measure on 0..10 against a group; A, B, … in order."""
    criterion = {
        "label": "c",
        "weight": 1,
        "source": "test",
        "measure": "m",
        "peers": "group",
        "against": against,
        "value": LINE if against == "median" else SHARE,
        "missing": "midpoint",
        **more,
    }
    kind = {"label": "K", "singular": "k", "worth": 1, "criteria": {"c": criterion}}
    config = Criteria.model_validate(
        {"kinds": {"k": kind}, "measures": {"m": {"label": "m", "scale": [0, 10]}}}
    )
    ids = "ABCDEFGH"[: len(found)]
    rows = tuple(
        Evidence(
            candidate=name,
            measure="m",
            basis="observed",
            source="test",
            **dict(zip(("value", "low", "high"), one, strict=False)),
        )
        for name, one in zip(ids, found, strict=True)
        if one is not None
    )
    candidates = tuple(
        Candidate(id=name, kind="k", name=name, attributes={"group": group.strip()})
        for name, group in zip(ids, groups, strict=True)
    )
    return score(Dataset(candidates=candidates, evidence=rows), config).kinds["k"]


def test_against_the_median_of_its_group() -> None:
    """Of x: 2, 4 and 9, median 4; of y: 6 and 8, median 7; nobody's group: missing.

    10 points per unit, 50 at the median.
    """
    scores = scores_of([(2,), (4,), (9,), (6,), (8,), (3,)], "xxxyy ")
    assert scores.score == pytest.approx([30, 50, 100, 40, 60, 50])
    assert scores.low == pytest.approx([30, 50, 100, 40, 60, 0])
    assert scores.coverage == pytest.approx([1, 1, 1, 1, 1, 0])


def test_as_a_percentile_of_its_group() -> None:
    """Of x: 2, 4, 4 and 9: 1/8, 4/8, 4/8 and 7/8; alone in y: the middle."""
    scores = scores_of([(2,), (4,), (4,), (9,), (1,)], "xxxxy", "percentile")
    assert scores.score == pytest.approx([12.5, 50, 50, 87.5, 50])


def test_the_uncertainty_of_the_median_is_carried_along() -> None:
    """A is 5, B 4 and C missing, 0 to 10: the median is 4 to 5, so that A is 0 to 1 above it.

    With C known to be 7 to 9 it is 5. B is 0 to 1 below.
    """
    scores = scores_of([(5,), (4,), None], "xxx")
    assert scores.score[:2] == pytest.approx([55, 45])
    assert scores.low == pytest.approx([50, 40, 0])
    assert scores.high == pytest.approx([60, 50, 100])
    draws = draw_blocks(scores, FixedWeights(), 30 * BLOCK, seed=2)
    drawn = np.concatenate([block.score for block in draws])
    assert drawn[:, 0].min() == pytest.approx(50, abs=0.1)
    assert drawn[:, 0].max() == pytest.approx(60)
    assert (drawn[:, 0] == 60).mean() == pytest.approx(0.4, abs=0.04)
    assert (drawn[:, 0] == 50).mean() == pytest.approx(0.5, abs=0.04)
    known = scores_of([(5,), (4,), (8, 7, 9)], "xxx")
    assert (known.low[0], known.high[0]) == pytest.approx((50, 50))


def test_a_draw_has_one_median_for_all_of_a_group() -> None:
    """In every draw half of a group is at 50 or above: medians are redrawn with the evidence."""
    scores = scores_of([(5, 0, 10), (5, 2, 8), None, (4,), (6, 3, 9)], "xxxxx")
    for block in draw_blocks(scores, FixedWeights(), 3 * BLOCK, seed=2):
        assert np.median(block.score, axis=1) == pytest.approx(np.full(len(block.score), 50))


def test_finding_out_moves_nobody_else() -> None:
    """C is missing between 4 and 5: found to be m it lies m − clip(m, 4, 5) from the median."""
    scores = scores_of([(5,), (4,), None], "xxx")
    (gap,) = gaps_of(scores, MissingDraw.ANYWHERE)
    assert gap.places.tolist() == [2]
    m = (np.arange(200) + 0.5) / 20
    assert gap.values[:, 0] == pytest.approx(np.clip(50 + 10 * (m - np.clip(m, 4, 5)), 0, 100))


values = st.integers(0, 6).map(float)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(values, values, values).map(sorted), min_size=1, max_size=6))
def test_intervals_hold_and_are_reached(found: list[list[float]]) -> None:
    """Every corner of the box of ranges, medians by numpy and percentiles by scipy."""
    low, own, high = (np.array(each) for each in zip(*found, strict=True))
    groups = groups_of("x" * len(found))
    corners = np.array(np.meshgrid(*zip(low, high, strict=True))).reshape(len(found), -1).T
    by_median = corners - np.median(corners, axis=1)[:, None]
    by_share = np.array([[percentileofscore(row, one, "mean") for one in row] for row in corners])
    for how, truth in ((Against.MEDIAN, by_median), (Against.PERCENTILE, by_share)):
        assert together(corners, groups, how) == pytest.approx(truth)
        least = alone(low[None], high, groups, how)[0]
        most = alone(high[None], low, groups, how)[0]
        assert least == pytest.approx(truth.min(axis=0))
        assert most == pytest.approx(truth.max(axis=0))
        assert alone(own[None], own, groups, how)[0] == pytest.approx(together(own, groups, how))
    if len(found) > 1:
        up, down = to_beat(own, groups), to_beat(own, groups, below=True)
        middle = medians(own, groups)
        assert ((own > up) == (own > middle)).all()
        assert ((own < down) == (own < middle)).all()


@settings(max_examples=60, deadline=None)
@given(st.lists(values, min_size=1, max_size=6), values)
def test_whom_one_without_a_value_must_be_above(others: list[float], own: float) -> None:
    """With any value of its own it is above the median where it is above that one."""
    found = np.array([*others, np.nan])
    groups = groups_of("x" * len(found))
    median = np.median([*others, own])
    assert (own > to_beat(found, groups)[-1]) == (own > median)
    assert (own < to_beat(found, groups, below=True)[-1]) == (own < median)


def test_what_cannot_be_held_against_peers_is_refused() -> None:
    levels = {"type": "levels", "levels": {"a": 0, "b": 100}}
    with pytest.raises(ValidationError, match="must have a value function of numbers"):
        MeasureUse.model_validate({"measure": "m", "peers": "group", "value": levels})
    with pytest.raises(ValidationError, match="must come with peers"):
        MeasureUse.model_validate({"measure": "m", "against": "percentile", "value": LINE})
