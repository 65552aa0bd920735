"""Weights by hand, by swings and by order of importance, against published and worked values."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.criteria import Criteria
from config.problems import InputError
from scoring.weights import normalised, rank_order_centroid, swing_weights, with_weights

amounts = st.dictionaries(st.text(min_size=1, max_size=3), st.floats(0, 1e9), min_size=1)


@given(amounts)
def test_weights_normalise_to_one(weights: dict[str, float]) -> None:
    if not any(weights.values()):
        with pytest.raises(InputError, match="above 0"):
            normalised(weights)
        return
    shares = normalised(weights)
    assert math.fsum(shares.values()) == pytest.approx(1, abs=1e-12)
    assert all(share >= 0 for share in shares.values())
    assert normalised({name: weight * 7 for name, weight in weights.items()}) == pytest.approx(
        shares, abs=1e-12
    )


def test_every_bad_weight_is_named() -> None:
    with pytest.raises(InputError) as raised:
        normalised({"a": -1, "b": math.nan, "c": math.inf, "d": 1})
    assert [problem.column for problem in raised.value.problems] == ["a", "b", "c"]


def test_a_given_share_leaves_the_rest_in_proportion(hand_criteria: Criteria) -> None:
    """Weights 0.5, 0.3, 0.2; corruption gets 0.6; 0.4 is left for 5 : 2, 2/7 and 4/35."""
    changed = with_weights(hand_criteria, "country", {"corruption": 0.6})
    expected = {"will": 0.4 * 5 / 7, "corruption": 0.6, "press": 0.4 * 2 / 7}
    assert changed.kinds["country"].weights == pytest.approx(expected, abs=1e-12)
    assert changed.kinds["commitment"] == hand_criteria.kinds["commitment"]


def test_the_whole_weight_on_one_criterion_and_back(hand_criteria: Criteria) -> None:
    """Criteria without weight of their own take what is left in equal parts."""
    alone = with_weights(hand_criteria, "country", {"press": 1})
    assert alone.kinds["country"].weights == {"will": 0, "corruption": 0, "press": 1}
    shared = with_weights(alone, "country", {"press": 0.5})
    expected = {"will": 0.25, "corruption": 0.25, "press": 0.5}
    assert shared.kinds["country"].weights == pytest.approx(expected)


def test_shares_for_every_criterion_set_all_weights(hand_criteria: Criteria) -> None:
    shares = {"will": 0.1, "corruption": 0.2, "press": 0.7}
    changed = with_weights(hand_criteria, "country", shares)
    assert changed.kinds["country"].weights == pytest.approx(shares)


@pytest.mark.parametrize(
    ("kind", "shares", "words"),
    [
        ("town", {"will": 0.1}, "kind must be one of: country, commitment, theme"),
        ("country", {"wil": 0.1}, "must be one of: will, corruption, press"),
        ("country", {"will": 1.1}, "must lie in 0 to 1"),
        ("country", {"will": math.nan}, "must lie in 0 to 1"),
        ("country", {"will": 0.6, "press": 0.6}, "must not sum to more than 1"),
        ("country", {"will": 0.1, "press": 0.1, "corruption": 0.1}, "must sum to 1"),
    ],
)
def test_impossible_shares_are_refused_in_words(
    hand_criteria: Criteria, kind: str, shares: dict[str, float], words: str
) -> None:
    with pytest.raises(InputError, match=words):
        with_weights(hand_criteria, kind, shares)


def test_swing_weights() -> None:
    """Swings 100, 80, 20: 200 in all."""
    assert swing_weights({"a": 100, "b": 80, "c": 20}) == pytest.approx(
        {"a": 0.5, "b": 0.4, "c": 0.1}
    )
    with pytest.raises(InputError, match="0 to 100"):
        swing_weights({"a": 120, "b": 80})


@pytest.mark.parametrize(
    "published",
    [
        (0.7500, 0.2500),
        (0.6111, 0.2778, 0.1111),
        (0.5208, 0.2708, 0.1458, 0.0625),
        (0.4567, 0.2567, 0.1567, 0.0900, 0.0400),
    ],
)
def test_rank_order_centroid_as_published(published: tuple[float, ...]) -> None:
    """Oracle: Barron & Barrett (1996), table of rank-order-centroid weights for 2 to 5 criteria."""
    weights = rank_order_centroid({str(place): place for place in range(len(published))})
    assert tuple(weights.values()) == pytest.approx(published, abs=5e-5)


def test_tied_criteria_share_their_places() -> None:
    """Three criteria, the last two tied: (0.2778 + 0.1111) / 2; the order of the input is kept."""
    weights = rank_order_centroid({"x": 9, "top": 1, "y": 9})
    assert list(weights) == ["x", "top", "y"]
    assert weights == pytest.approx({"x": 7 / 36, "top": 11 / 18, "y": 7 / 36})
    with pytest.raises(InputError, match="at least"):
        rank_order_centroid({})
