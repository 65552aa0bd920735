"""Focus overlap read off the list in force, worked by hand on the shared example."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.criteria import Criteria
from data.dataset import Dataset, Link
from scoring.focus_overlap import kind_shares, overlap_value, relation_shares

COMMITMENTS = ("commitment:1", "commitment:2", "commitment:3")


def test_one_target_in_focus_earns_the_whole_relation(
    hand_dataset: Dataset, hand_criteria: Criteria
) -> None:
    """Shares 3 : 1. In focus: A and x. 1 has theme x (25), 2 has both (100), 3 has no links."""
    criterion = hand_criteria.kinds["commitment"].criteria["focus"]
    assert relation_shares(criterion) == {"in_country": 0.75, "on_theme": 0.25}
    found = overlap_value(criterion, COMMITMENTS, hand_dataset, {"country:A", "theme:x"})
    assert found == pytest.approx([25, 100, 0])
    assert overlap_value(criterion, COMMITMENTS, hand_dataset, ()) == pytest.approx([0, 0, 0])


def test_shares_of_a_kind(hand_criteria: Criteria) -> None:
    weight, shares = kind_shares(hand_criteria.kinds["commitment"])
    assert weight == pytest.approx(0.25)
    assert shares == {"in_country": 0.75, "on_theme": 0.25}
    assert kind_shares(hand_criteria.kinds["country"]) == (0.0, {})


targets = st.sampled_from(["country:A", "country:B", "country:C", "theme:x", "theme:y"])


@given(targets, st.sampled_from(["in_country", "on_theme"]), st.sets(targets))
def test_a_further_link_never_takes_anything_away(
    hand_dataset: Dataset, hand_criteria: Criteria, target: str, relation: str, in_focus: set[str]
) -> None:
    criterion = hand_criteria.kinds["commitment"].criteria["focus"]
    link = Link(candidate="commitment:1", target=target, relation=relation)
    before = overlap_value(criterion, COMMITMENTS, hand_dataset, in_focus)
    more = hand_dataset.but(links=(*hand_dataset.links, link))
    after = overlap_value(criterion, COMMITMENTS, more, in_focus)
    assert (after >= before).all()
    assert (after[1:] == before[1:]).all()
