"""Rankings that change, worked by hand; rank correlation against its textbook formula."""

import pytest

from scoring.rank_change import ranking_change
from scoring.weights import with_weights
from tests.scoring.test_selection import CRITERIA, Table, scores_of

BEFORE: Table = {"a": (100.0, 0.0), "b": (60.0, 60.0), "c": (20.0, 80.0), "d": (0.0, 0.0)}
"""Scores at even weights: a 50, b 60, c 50, d 0; so b, then a and c in one place, then d."""
AFTER: Table = {"a": (100.0, 0.0), "b": (60.0, 60.0), "c": (100.0, 80.0), "d": (0.0, 0.0)}
"""Scores: a 50, b 60, c 90, d 0; so c, b, a, d."""


def test_places_gained_and_lost() -> None:
    found = ranking_change(scores_of(BEFORE), scores_of(AFTER))
    assert [change.id for change in found.changes] == ["c", "b", "a", "d"]
    assert {change.id: change.places for change in found.changes} == {
        "c": 1,
        "b": -1,
        "a": -1,
        "d": 0,
    }
    assert [change.id for change in found.moved] == ["c", "b", "a"]
    assert (found.changes[0].score_before, found.changes[0].score_after) == (50.0, 90.0)


def test_who_comes_into_and_drops_out_of_the_first() -> None:
    found = ranking_change(scores_of(BEFORE), scores_of(AFTER))
    assert [change.id for change in found.into_first(1)] == ["c"]
    assert [change.id for change in found.out_of_first(1)] == ["b"]
    assert [change.id for change in found.out_of_first(2)] == ["a"]
    assert found.into_first(4) == found.out_of_first(4) == ()


def test_correlation_is_that_of_the_formula() -> None:
    # Scores without ties: ranks 1 2 3 against 2 1 3, so 1 − 6·(1 + 1 + 0) / (3·8) = 0.5.
    first: Table = {"a": (90.0, 90.0), "b": (50.0, 50.0), "c": (10.0, 10.0)}
    second: Table = {"a": (40.0, 40.0), "b": (50.0, 50.0), "c": (10.0, 10.0)}
    found = ranking_change(scores_of(first), scores_of(second))
    assert found.spearman == pytest.approx(0.5)


def test_no_correlation_where_nothing_differs() -> None:
    same = scores_of({"a": (50.0, 50.0), "b": (50.0, 50.0)})
    assert ranking_change(same, same).spearman is None
    assert ranking_change(same, same, among={"a"}).spearman is None


def test_only_those_ranked_in_both_are_compared() -> None:
    before = scores_of(BEFORE, inactive="b")
    found = ranking_change(before, scores_of(AFTER))
    assert [(c.id, c.rank_before, c.rank_after) for c in found.changes] == [
        ("c", 1, 1),
        ("a", 1, 2),
        ("d", 3, 3),
    ]


def test_ranks_run_among_those_asked_for() -> None:
    found = ranking_change(scores_of(BEFORE), scores_of(AFTER), among={"a", "b", "d"})
    assert [(c.id, c.rank_before, c.rank_after) for c in found.changes] == [
        ("b", 1, 1),
        ("a", 2, 2),
        ("d", 3, 3),
    ]
    assert found.moved == ()


def test_other_weights_change_places() -> None:
    # All weight on y: a 0, b 60, c 80, d 0.
    heavier = scores_of(BEFORE, criteria=with_weights(CRITERIA, "k", {"y": 1.0}))
    found = ranking_change(scores_of(BEFORE), heavier)
    assert [change.id for change in found.changes] == ["c", "b", "a", "d"]
