"""The same ranking made otherwise. Oracles: small tables by hand, scipy, what moves no rank."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from config.criteria import Criteria
from data.dataset import Candidate, Dataset, Evidence
from scoring.kind_scores import KindScores
from scoring.scorecard import score
from scoring.variants import (
    Aggregation,
    Scale,
    StandIn,
    aggregated,
    filled,
    places,
    rescaled,
    variant,
    variants,
)
from tests.scoring.test_methods import scores_of


def test_ways_to_put_criteria_together_by_hand() -> None:
    values, weights = np.array([[90.0, 10.0], [49.0, 49.0]]), np.array([0.5, 0.5])
    assert aggregated(values, weights).tolist() == [50.0, 49.0]
    geometric = aggregated(values, weights, Aggregation.GEOMETRIC)
    assert geometric.tolist() == pytest.approx([30.0, 49.0])
    assert aggregated(values, weights, Aggregation.WORST).tolist() == [10.0, 49.0]
    assert aggregated(values, np.array([1.0, 0.0]), Aggregation.WORST).tolist() == [90.0, 49.0]


def test_the_strong_and_weak_one_loses_its_place() -> None:
    found = variant(scores_of([[90, 10], [49, 49], [20, 20]], [1, 1]), Aggregation.GEOMETRIC)
    assert (found.ours.tolist(), found.rank.tolist()) == ([1, 2, 3], [2, 1, 3])
    assert found.shift == pytest.approx(2 / 3)
    assert (found.kept(1), found.out(1), found.into(1)) == (0, [0], [1])
    assert found.spearman == pytest.approx(0.5)


def test_scales_by_hand_and_by_scipy() -> None:
    known = np.array([2.0, 4.0, 4.0, 10.0])
    assert rescaled(known, Scale.MIN_MAX).tolist() == [0.0, 25.0, 25.0, 100.0]
    assert rescaled(known, Scale.Z_SCORE) == pytest.approx(50 + 10 * stats.zscore(known))
    assert rescaled(known, Scale.RANK).tolist() == [12.5, 50.0, 50.0, 87.5]
    assert rescaled(np.full(3, 7.0), Scale.Z_SCORE).tolist() == [50.0] * 3
    assert rescaled(np.empty(0), Scale.RANK).size == 0


def with_gaps() -> KindScores:
    """Return five candidates; the last has no value of the only measure, where less is better."""
    kind = {
        "label": "K", "singular": "k", "worth": 1,
        "criteria": {"a": {"label": "a", "weight": 1, "source": "test", "measure": "a",
                           "missing": "low", "value": {"type": "linear", "worst": 100, "best": 0}}},
    }  # fmt: skip
    rows = [
        Evidence(candidate=f"k{at}", measure="a", value=value, basis="observed", source="test")
        for at, value in enumerate((10.0, 20.0, 50.0, 80.0))
    ]
    dataset = Dataset(
        candidates=tuple(Candidate(id=f"k{at}", kind="k", name=str(at)) for at in range(5)),
        evidence=tuple(rows),
    )
    criteria = Criteria.model_validate({"kinds": {"k": kind}, "measures": {"a": {"label": "a"}}})
    return score(dataset, criteria).kinds["k"]


@pytest.mark.parametrize(
    ("stand_in", "points"),
    [
        (StandIn.MEDIAN, 65.0), (StandIn.MEAN, 60.0), (StandIn.MIDPOINT, 50.0),
        (StandIn.LEAST, 20.0), (StandIn.GREATEST, 90.0),
    ],
)  # fmt: skip
def test_other_stand_ins_by_hand(stand_in: StandIn, points: float) -> None:
    """Points 90, 80, 50, 20 are known; what stands in as configured is 0."""
    scores = with_gaps()
    assert scores.score.tolist() == [90, 80, 50, 20, 0]
    assert filled(scores, stand_in)[:, 0].tolist() == [90, 80, 50, 20, points]


def test_where_less_is_better_a_scale_is_turned_round() -> None:
    found = variant(with_gaps(), Scale.MIN_MAX)
    assert found.score.tolist() == pytest.approx([100, 600 / 7, 300 / 7, 0, 0])
    assert found.rank.tolist() == [1, 2, 3, 4, 4]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 100), min_size=2, max_size=12))
def test_one_criterion_known_of_all_is_ranked_alike_by_every_choice(column: list[int]) -> None:
    """Every choice keeps the order of a single criterion; a floor may tie the lowest."""
    scores = scores_of([[float(one + 1) if one < 100 else 100.0] for one in column], [1.0])
    for one in variants(scores):
        assert one.rank.tolist() == one.ours.tolist()
        assert one.shift == 0


def test_equals_share_a_place() -> None:
    assert places(np.array([5.0, 7.0, 7.0, 1.0])).tolist() == [3, 1, 1, 4]
