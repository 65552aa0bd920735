"""Samples of weights: against the moments that theory gives, within five standard errors."""

import math
from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from config.problems import InputError
from scoring.weight_samples import (
    AnyWeights,
    FixedWeights,
    WeightBelief,
    WeightOrder,
    WeightsAround,
    WeightsOfPeople,
    sample_weights,
)
from scoring.weights import rank_order_centroid

GIVEN = {"a": 0.5, "b": 0.3, "c": 0.2, "d": 0.0}
DRAWS = 40_000


def draw(belief: WeightBelief, weights: Mapping[str, float] = GIVEN) -> np.ndarray:
    return sample_weights(belief, weights, DRAWS, np.random.default_rng(1))


def close(sample: np.ndarray, mean: list[float]) -> bool:
    error = sample.std(axis=0) / math.sqrt(DRAWS)
    return bool((np.abs(sample.mean(axis=0) - mean) <= 5 * error + 1e-12).all())


def test_fixed_weights_do_not_move() -> None:
    assert (draw(FixedWeights()) == list(GIVEN.values())).all()


def test_weights_around_the_given_ones() -> None:
    """Oracle: mean and variance w(1 − w)/(c + 1) of the Dirichlet distribution."""
    sample = draw(WeightsAround(concentration=9))
    assert close(sample, list(GIVEN.values()))
    expected = [math.sqrt(w * (1 - w) / 10) for w in GIVEN.values()]
    assert sample.std(axis=0) == pytest.approx(expected, rel=0.02)
    assert (sample[:, 3] == 0).all()


def test_any_weights() -> None:
    """Oracle: uniform on the simplex of m: mean 1/m, P(w > t) = (1 − t)^(m − 1)."""
    sample = draw(AnyWeights())
    assert close(sample, [0.25] * 4)
    assert (sample[:, 0] > 0.4).mean() == pytest.approx(0.6**3, abs=0.01)


def test_order_only() -> None:
    """Oracle: the mean of all weights of an order is the rank-order centroid."""
    sample = draw(WeightOrder())
    assert (np.diff(sample, axis=1) <= 0).all()
    assert close(sample, list(rank_order_centroid({"a": 1, "b": 2, "c": 3, "d": 4}).values()))


def test_equal_weights_have_no_order() -> None:
    weights = {"a": 0.2, "b": 0.4, "c": 0.4}
    sample = draw(WeightOrder(), weights)
    assert (sample[:, 0] <= sample[:, 1:].min(axis=1)).all()
    assert (sample[:, 1] > sample[:, 2]).mean() == pytest.approx(0.5, abs=0.0125)
    assert close(sample, list(rank_order_centroid({"a": 2, "b": 1, "c": 1}).values()))


def test_people_are_equally_likely() -> None:
    people = {"Ana": {"a": 1.0}, "Bo": {"b": 2.0, "c": 2.0}}
    sample = draw(WeightsOfPeople(people=people))
    assert {tuple(row) for row in sample.tolist()} == {(1, 0, 0, 0), (0, 0.5, 0.5, 0)}
    assert sample[:, 0].mean() == pytest.approx(0.5, abs=0.0125)
    with pytest.raises(InputError, match="must be one of"):
        draw(WeightsOfPeople(people={"Ana": {"x": 1.0}}))


@settings(max_examples=50)
@given(
    st.lists(st.floats(0, 1), min_size=2, max_size=6).filter(any),
    st.sampled_from([FixedWeights(), WeightsAround(concentration=3), WeightOrder(), AnyWeights()]),
    st.integers(0, 9),
)
def test_every_sample_is_a_set_of_weights(
    raw: list[float], belief: WeightBelief, seed: int
) -> None:
    weights = {str(place): weight / sum(raw) for place, weight in enumerate(raw)}
    sample = sample_weights(belief, weights, 20, np.random.default_rng(seed))
    assert (sample >= 0).all()
    assert sample.sum(axis=1) == pytest.approx(1, abs=1e-9)


def test_a_belief_can_be_read_from_words() -> None:
    adapter: TypeAdapter[WeightBelief] = TypeAdapter(WeightBelief)
    assert adapter.validate_python({"type": "around"}) == WeightsAround()
    assert adapter.validate_python({"type": "any"}) == AnyWeights()
