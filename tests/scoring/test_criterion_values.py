"""Values of criteria: combination, stand-ins and intervals, worked by hand and by sampling corners.

Four candidates on two measures, x linear 0..10 and y linear 10..0, shares 3 and 1:

==  ==============  =========  ==================================
id  x               y          mean; least; greatest
==  ==============  =========  ==================================
A   4 (2 to 6)      0          (3·40 + 100)/4 = 55; 40; 100
B   10              missing    y median(100, 20) = 60: 90; 60; 100
C   missing         8          x median(40, 100) = 70: 57.5; 20; 70
D   missing         missing    70 and 60: 67.5; 60; 70
==  ==============  =========  ==================================
"""

import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.criteria import Combine, Criteria, Kind
from data.dataset import Candidate, Dataset, Evidence
from scoring.belief import tells
from scoring.criterion_values import (
    basis_shares,
    combined,
    criterion_values,
    measure_values,
)
from scoring.evidence_table import evidence_table

LINEAR = ({"type": "linear", "worst": 0, "best": 10}, {"type": "linear", "worst": 10, "best": 0})
IDS = "ABCDEFGHIJKL"
FIELDS: dict[str, Any] = {"basis": "observed", "source": "test"}
EVIDENCE = (
    Evidence(candidate="A", measure="x", value=4, low=2, high=6, **FIELDS),
    Evidence(candidate="A", measure="y", value=0, basis="judgement", source="test"),
    Evidence(candidate="B", measure="x", value=10, **FIELDS),
    Evidence(candidate="C", measure="y", value=8, **FIELDS),
)


def criteria_with(**fields: Any) -> Criteria:
    measures = [
        {"measure": name, "weight": share, "value": function}
        for name, share, function in zip("xy", (3, 1), LINEAR, strict=True)
    ]
    criterion = {"label": "c", "weight": 1, "source": "test", "measures": measures, **fields}
    kind = {"label": "K", "singular": "k", "worth": 1, "criteria": {"c": criterion}}
    names = {name: {"label": name} for name in "xyz"}
    return Criteria.model_validate({"kinds": {"k": kind}, "measures": names})


def values_of(
    criteria: Criteria, evidence: tuple[Evidence, ...] = EVIDENCE, ids: str = "ABCD"
) -> tuple[Any, Kind, list[str]]:
    kind = criteria.kinds["k"]
    dataset = Dataset(
        candidates=tuple(Candidate(id=name, kind="k", name=name) for name in ids),
        evidence=evidence,
    )
    table = evidence_table(dataset, criteria.measures, {})
    uses, problems = measure_values(kind, ids, table)
    return uses, kind, [str(problem) for problem in problems]


@pytest.mark.parametrize(
    ("how", "central", "low", "high"),
    [
        ("mean", (55, 90, 57.5, 67.5), (40, 75, 5, 0), (70, 100, 80, 100)),
        ("min", (40, 60, 20, 60), (20, 0, 0, 0), (60, 100, 20, 100)),
        ("max", (100, 100, 70, 70), (100, 100, 20, 0), (100, 100, 100, 100)),
    ],
)
def test_combinations(
    how: str, central: tuple[float, ...], low: tuple[float, ...], high: tuple[float, ...]
) -> None:
    uses, kind, problems = values_of(criteria_with(combine=how))
    assert problems == []
    for points, expected in ((uses.central, central), (uses.low, low), (uses.high, high)):
        found = criterion_values(points, uses, kind.criteria)
        assert found[:, 0] == pytest.approx(expected)


@pytest.mark.parametrize(
    ("missing", "stand_ins"), [("midpoint", (50, 50)), ("median", (70, 60)), ("low", (0, 0))]
)
def test_stand_ins(missing: str, stand_ins: tuple[float, float]) -> None:
    uses, _, _ = values_of(criteria_with(missing=missing))
    assert uses.central[3] == pytest.approx(stand_ins)
    assert uses.low[3] == pytest.approx([0, 0])
    assert uses.high[3] == pytest.approx([100, 100])


def test_the_median_of_nothing_is_the_midpoint() -> None:
    uses, _, _ = values_of(criteria_with(missing="median"), ())
    assert uses.central == pytest.approx(np.full((4, 2), 50))


@pytest.mark.parametrize(
    ("known", "candidates", "enough"),
    [
        *((0, 0, False), (0, 3, False), (1, 1, True), (1, 2, True), (1, 3, False), (2, 3, True)),
        *((4, 9, False), (5, 9, True), (4, 10, False), (5, 10, True), (4, 98, False)),
    ],
)
def test_how_many_known_values_tell_of_the_others(
    known: int, candidates: int, *, enough: bool
) -> None:
    """Five, or half of a kind of fewer than ten; of nobody's values there is no median."""
    assert tells(known, candidates) is enough


def test_a_first_rating_moves_nobody_else() -> None:
    """Of 12 candidates, one with 10 of y (worst 10, best 0: no points) leaves the others at 50."""

    def stand_in(rated: int) -> float:
        rows = tuple(Evidence(candidate=name, measure="y", value=10, **FIELDS)
                     for name in IDS[:rated])  # fmt: skip
        uses, _, _ = values_of(criteria_with(missing="median"), rows, IDS)
        return float(uses.central[-1, 1])

    assert [stand_in(rated) for rated in (0, 1, 4)] == pytest.approx([50, 50, 50])
    assert stand_in(5) == pytest.approx(0)


def test_what_values_rest_on() -> None:
    """A: x observed (3/4), y judged (1/4); B: y missing; C: x missing; D: both."""
    uses, _, _ = values_of(criteria_with())
    expected = [(0.75, 0.25, 0, 0), (0.75, 0, 0, 0.25), (0.25, 0, 0, 0.75), (0, 0, 0, 1)]
    assert basis_shares(uses, 1)[:, 0] == pytest.approx(np.array(expected))


@pytest.mark.parametrize("how", list(Combine))
def test_a_measure_without_share_does_not_count(how: Combine) -> None:
    assert combined(np.array([[70.0, 10.0]]), np.array([1.0, 0.0]), how) == pytest.approx([70])


points = st.tuples(st.floats(0, 100), st.floats(0, 100)).map(sorted)


@given(st.lists(points, min_size=1, max_size=4), st.sampled_from(list(Combine)), st.data())
def test_intervals_are_those_of_the_corners(
    ranges: list[list[float]], how: Combine, data: st.DataObject
) -> None:
    """Oracle: every corner of the box of ranges; the extremes are attained there."""
    shares = np.array(
        data.draw(st.lists(st.floats(0.01, 1), min_size=len(ranges), max_size=len(ranges)))
    )
    shares /= shares.sum()
    corners = combined(np.array(list(itertools.product(*ranges))), shares, how)
    box = np.array(ranges)
    assert combined(box[:, 0], shares, how) == pytest.approx(corners.min())
    assert combined(box[:, 1], shares, how) == pytest.approx(corners.max())


def test_levels_named_by_numbers_can_have_a_range() -> None:
    """Levels 1 to 4 worth 0, 60, 40, 100: "2 to 3" is worth 40 to 60, "3" is found as 3.0."""
    use = {
        "measure": "z",
        "value": {"type": "levels", "levels": {"1": 0, "2": 60, "3": 40, "4": 100}},
    }
    criteria = criteria_with(measures=[use])
    evidence = (
        Evidence(candidate="A", measure="z", value=3.0, low=2, high=3, **FIELDS),
        Evidence(candidate="B", measure="z", value="4", **FIELDS),
        Evidence(candidate="C", measure="z", value="5", **FIELDS),
    )
    uses, _, problems = values_of(criteria, evidence)
    assert (uses.low[0, 0], uses.central[0, 0], uses.high[0, 0]) == (40, 40, 60)
    assert uses.central[1, 0] == 100
    assert len(problems) == 1
    assert (
        "evidence.csv line 4, value: the value of C on z must be one of: 1, 2, 3, 4" in problems[0]
    )
