"""Differences of scores, worked by hand on the shared example (its table: ``test_scorecard``).

New evidence: A's participation is 60, not 80 (will of A: mean(60, 50) = 55, not 65). New weights:
corruption 0.5, so that will has 0.5 · 5/7 = 5/14 and press 1/7 (before: 1/2, 3/10, 1/5).

A, will: weight (5/14 − 1/2)·(65 + 55)/2 = −60/7, value (55 − 65)·(1/2 + 5/14)/2 = −30/7.
A, corruption: weight (1/2 − 3/10)·60 = 12. A, press: weight (1/7 − 1/5)·80 = −32/7.
C has no evidence on participation; its stand-in is the median of (60, 40), 50 instead of 60.
"""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.criteria import Criteria
from data.dataset import Dataset
from scoring.difference import Cause, gaps, score_change
from scoring.scorecard import score
from scoring.weights import with_weights


def with_evidence(dataset: Dataset, candidate: str, measure: str, **fields: Any) -> Dataset:
    rows = [
        row.but(**fields) if (row.candidate, row.measure) == (candidate, measure) else row
        for row in dataset.evidence
    ]
    return dataset.but(evidence=tuple(rows))


def test_change_of_weights_and_evidence(hand_dataset: Dataset, hand_criteria: Criteria) -> None:
    before = score(hand_dataset, hand_criteria).kinds["country"]
    dataset = with_evidence(hand_dataset, "country:A", "csp", value=0.6)
    criteria = with_weights(hand_criteria, "country", {"corruption": 0.5})
    after = score(dataset, criteria).kinds["country"]

    change = score_change(before, after, "country:A")
    found = {part.criterion: part for part in change.changes}
    assert found["will"].by_weight == pytest.approx(-60 / 7)
    assert found["will"].by_value == pytest.approx(-30 / 7)
    assert found["will"].causes == (Cause.EVIDENCE,)
    assert found["corruption"].by_weight == pytest.approx(12)
    assert found["press"].points == pytest.approx(-32 / 7)
    assert found["press"].causes == ()
    assert [part.criterion for part in change.changes] == ["will", "corruption", "press"]
    assert change.by_weight == pytest.approx(-60 / 7 + 12 - 32 / 7)
    assert change.by_value == pytest.approx(-30 / 7)
    assert change.points == pytest.approx(change.by_weight + change.by_value)

    stood_in = {part.criterion: part for part in score_change(before, after, "country:C").changes}
    assert stood_in["will"].causes == (Cause.STAND_IN,)


def test_change_of_the_list_in_force(hand_dataset: Dataset, hand_criteria: Criteria) -> None:
    """Without A in the list, commitment 2 loses in_country: 75 points × weight 0.25."""
    before = score(hand_dataset, hand_criteria).kinds["commitment"]
    rows = [
        row.but(incumbent=False) if row.id == "country:A" else row
        for row in hand_dataset.candidates
    ]
    after = score(hand_dataset.but(candidates=tuple(rows)), hand_criteria).kinds["commitment"]
    change = score_change(before, after, "commitment:2")
    assert change.points == pytest.approx(-18.75)
    assert change.changes[0].criterion == "focus"
    assert change.changes[0].causes == (Cause.LIST_IN_FORCE,)


def test_change_of_levels_and_of_a_value_function(
    hand_dataset: Dataset, hand_criteria: Criteria
) -> None:
    before = score(hand_dataset, hand_criteria).kinds["country"]
    rated = with_evidence(hand_dataset, "country:A", "rating", value="strong")
    change = score_change(before, score(rated, hand_criteria).kinds["country"], "country:A")
    assert change.changes[0].causes == (Cause.EVIDENCE,)
    assert change.points == pytest.approx(0.5 * 25)

    country = hand_criteria.kinds["country"]
    corruption = country.criteria["corruption"]
    use = corruption.measures[0]
    steeper = corruption.but(measures=(use.but(value=use.value.but(worst=8)),))
    criteria = hand_criteria.but(
        kinds={
            **hand_criteria.kinds,
            "country": country.but(criteria={**country.criteria, "corruption": steeper}),
        }
    )
    change = score_change(before, score(hand_dataset, criteria).kinds["country"], "country:A")
    assert change.changes[0].causes == (Cause.VALUE_FUNCTION,)
    assert change.points == pytest.approx(0.3 * (50 - 60))


def test_a_criterion_added_counts_as_weight(hand_dataset: Dataset, hand_criteria: Criteria) -> None:
    country = hand_criteria.kinds["country"]
    fewer = {name: item for name, item in country.criteria.items() if name != "press"}
    criteria = hand_criteria.but(
        kinds={**hand_criteria.kinds, "country": country.but(criteria=fewer)}
    )
    before = score(hand_dataset, criteria).kinds["country"]
    after = score(hand_dataset, hand_criteria).kinds["country"]
    change = score_change(before, after, "country:A")
    found = {part.criterion: part for part in change.changes}
    assert found["press"].by_weight == pytest.approx(16)
    assert found["press"].by_value == 0
    assert sum(part.points for part in change.changes) == pytest.approx(change.points)


def test_gaps_between_two_candidates(hand_dataset: Dataset, hand_criteria: Criteria) -> None:
    """A against C: 32.5 − 33.75, 18 − 0, 16 − 0."""
    scores = score(hand_dataset, hand_criteria).kinds["country"]
    found = gaps(scores, "country:A", "country:C")
    assert [(gap.criterion, round(gap.points, 9)) for gap in found] == [
        ("corruption", 18.0),
        ("press", 16.0),
        ("will", -1.25),
    ]
    assert (found[0].value, found[0].other_value) == (60, 0)
    with pytest.raises(ValueError, match="not in"):
        gaps(scores, "country:A", "country:Z")


@given(
    st.floats(0, 1), st.floats(0, 1), st.floats(0, 10), st.sampled_from(["none", "some", "strong"])
)
def test_parts_always_add_up(
    hand_dataset: Dataset,
    hand_criteria: Criteria,
    participation: float,
    weight: float,
    perceived: float,
    rating: str,
) -> None:
    dataset = with_evidence(hand_dataset, "country:A", "csp", value=participation)
    dataset = with_evidence(dataset, "country:B", "rating", value=rating)
    dataset = with_evidence(dataset, "country:B", "perceived", value=perceived)
    criteria = with_weights(hand_criteria, "country", {"press": weight})
    before = score(hand_dataset, hand_criteria).kinds["country"]
    after = score(dataset, criteria).kinds["country"]
    for candidate in before.ids:
        change = score_change(before, after, candidate)
        assert sum(part.points for part in change.changes) == pytest.approx(change.points, abs=1e-9)
        assert change.by_weight + change.by_value == pytest.approx(change.points, abs=1e-9)
        back = score_change(after, before, candidate)
        assert back.by_weight == pytest.approx(-change.by_weight, abs=1e-9)
        assert np.isfinite(change.points)
