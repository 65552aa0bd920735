"""What puts the first ones first. Oracle: four candidates by hand."""

import pytest

from scoring.drivers import drivers, line
from tests.scoring.test_methods import scores_of

FOUR = [[80.0, 60.0], [60.0, 60.0], [60.0, 20.0], [20.0, 20.0]]
"""Scores 70, 60, 40, 20 with equal weights."""


def test_the_parts_of_a_lead_add_up() -> None:
    """The first two have 35 and 30 points on average, the others 20 and 10."""
    found = drivers(scores_of(FOUR, [1, 1]), 2)
    assert [(one.criterion, one.first, one.others, one.lead) for one in found] == [
        ("b", 30.0, 10.0, 20.0), ("a", 35.0, 20.0, 15.0),
    ]  # fmt: skip
    assert sum(one.lead for one in found) == (70 + 60) / 2 - (40 + 20) / 2


def test_the_line() -> None:
    found = line(scores_of(FOUR, [1, 1]), 2)
    assert found is not None
    assert (found.last_in, found.first_out) == ("k1", "k2")
    assert found.points == pytest.approx(20.0)
    assert (found.gaps[0].criterion, found.gaps[0].points) == ("b", 20.0)


def test_nobody_behind() -> None:
    scores = scores_of(FOUR, [1, 1])
    assert drivers(scores, 4) == ()
    assert line(scores, 4) is None
