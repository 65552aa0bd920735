"""Group weights, worked by hand.

Ana (0.5, 0.5, 0), Bo (0.5, 0, 0.5), Cy (0.5, 0.5, 0): mean (0.5, 1/3, 1/6). Ana and Cy agree; each
would have to move half of the weight to reach Bo. Of the three pairs two are 0.5 apart: mean 1/3,
half of it on the second criterion and half on the third.
"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.problems import InputError
from scoring.group import group_weights

PEOPLE: dict[str, dict[str, float]] = {
    "Ana": {"a": 2, "b": 2},
    "Bo": {"a": 50, "c": 50},
    "Cy": {"a": 0.1, "b": 0.1, "c": 0},
}


def test_by_hand() -> None:
    group = group_weights(PEOPLE, ["a", "b", "c"])
    assert group.mean == pytest.approx({"a": 0.5, "b": 1 / 3, "c": 1 / 6})
    assert group.spread == {"a": (0.5, 0.5), "b": (0, 0.5), "c": (0, 0.5)}
    assert group.ends["a"] == (("Ana", "Bo", "Cy"), ("Ana", "Bo", "Cy"))
    assert group.ends["b"] == (("Bo",), ("Ana", "Cy"))
    expected = [[0, 0.5, 0], [0.5, 0, 0.5], [0, 0.5, 0]]
    assert group.distances == pytest.approx(np.array(expected))
    assert group.disagreement == pytest.approx(1 / 3)
    assert group.furthest == ("Ana", "Bo")
    assert dict(group.contested) == pytest.approx({"b": 1 / 6, "c": 1 / 6, "a": 0})


def test_one_person_agrees() -> None:
    group = group_weights({"Ana": {"a": 1}}, ["a", "b"])
    assert group.disagreement == 0
    assert group.furthest is None
    assert dict(group.contested) == {"a": 0, "b": 0}


weights = st.lists(st.floats(0.01, 1), min_size=3, max_size=3)


@given(st.lists(weights, min_size=2, max_size=6), st.lists(st.floats(0, 100), min_size=3))
def test_the_mean_is_fair_to_scores(rows: list[list[float]], values: list[float]) -> None:
    """The score under the mean weights is the mean of the members' scores; distances add up."""
    people = {str(place): dict(zip("abc", row, strict=True)) for place, row in enumerate(rows)}
    group = group_weights(people, "abc")
    own = group.weights @ np.array(values[:3])
    assert np.array(list(group.mean.values())) @ values[:3] == pytest.approx(own.mean())
    assert sum(part for _, part in group.contested) == pytest.approx(group.disagreement)
    assert group.distances == pytest.approx(group.distances.T)
    assert (group.distances <= 1 + 1e-12).all()


def test_every_problem_names_its_person() -> None:
    with pytest.raises(InputError) as raised:
        group_weights({"Ana": {"x": 1, "a": 1}, "Bo": {"a": -1}, "Cy": {}}, ["a", "b"])
    columns = [problem.column for problem in raised.value.problems]
    assert columns == ["Ana: x", "Bo: a", "Cy"]
    with pytest.raises(InputError, match="one person"):
        group_weights({}, ["a"])
