"""Similar partners; oracles are scipy's Bray–Curtis and Jaccard distances, and a hand example."""

import numpy as np
import pytest
from hypothesis import given
from scipy.spatial.distance import braycurtis, jaccard

from data.dataset import Dataset
from ecosystem.similarity import By, SharedItem, similar_partners
from tests.ecosystem.networks import candidate, datasets, engagement, mirrored, reordered

ROWS = (
    engagement("a", "country:KEN", 0.8, "technical"),
    engagement("a", "country:GHA", 0.4),
    engagement("b", "country:KEN", 0.5, "funding"),
    engagement("b", "country:GHA", 0.4),
    engagement("c", "country:GHA", 1.0),
    engagement("d", "country:MLT", 1.0),
)
DATASET = Dataset(
    candidates=tuple(map(candidate, ("country:KEN", "country:GHA", "country:MLT"))),
    engagements=ROWS,
)


def test_pairs_worked_by_hand() -> None:
    """a,b: (0.5 + 0.4) / (0.8 + 0.4); a,c: 0.4 / (0.8 + 1.0); b,c: 0.4 / (0.5 + 1.0)."""
    pairs = similar_partners(DATASET)
    assert [(item.first[-1], item.second[-1]) for item in pairs] == [
        ("a", "b"),
        ("b", "c"),
        ("a", "c"),
    ]
    assert [item.similarity for item in pairs] == pytest.approx([0.75, 0.4 / 1.5, 0.4 / 1.8])
    assert pairs[0].shared == (
        SharedItem(candidate="country:KEN", service=None, first=0.8, second=0.5),
        SharedItem(candidate="country:GHA", service=None, first=0.4, second=0.4),
    )


def test_told_apart_by_service() -> None:
    """Partners a and b then share Ghana only: 0.4 / (0.8 + 0.5 + 0.4)."""
    pair = similar_partners(DATASET, by="service")[1]
    assert (pair.first, pair.second) == ("partner:a", "partner:b")
    assert pair.similarity == pytest.approx(0.4 / 1.7)


def test_most_and_least() -> None:
    assert len(similar_partners(DATASET, most=1)) == 1
    assert [item.first for item in similar_partners(DATASET, least_common=0.5)] == ["partner:a"]
    assert similar_partners(DATASET.but(engagements=())) == ()


@given(datasets())
@pytest.mark.parametrize("by", ["place", "service"])
def test_agrees_with_bray_curtis(by: By, dataset: Dataset) -> None:
    """J = (1 − b) / (1 + b) for the Bray–Curtis dissimilarity b."""
    keys = sorted(
        {(r.target, r.service or "" if by == "service" else "") for r in dataset.engagements}
    )
    table = {partner.id: np.zeros(len(keys)) for partner in dataset.partners}
    for row in dataset.engagements:
        column = keys.index((row.target, row.service or "" if by == "service" else ""))
        table[row.partner][column] = max(table[row.partner][column], row.strength)
    found = {(item.first, item.second): item for item in similar_partners(dataset, by=by)}
    ids = sorted(table)
    for place, first in enumerate(ids):
        for second in ids[place + 1 :]:
            if np.minimum(table[first], table[second]).any():
                distance = braycurtis(table[first], table[second])
                expected = pytest.approx((1 - distance) / (1 + distance))
                assert found[first, second].similarity == expected
            else:
                assert (first, second) not in found


@given(datasets())
def test_with_equal_strengths_it_is_the_plain_jaccard_coefficient(dataset: Dataset) -> None:
    rows = tuple(row.but(strength=1.0) for row in dataset.engagements)
    places = [item.id for item in dataset.candidates]
    for pair in similar_partners(dataset.but(engagements=rows)):
        sets = [
            [any(r.partner == one and r.target == place for r in rows) for place in places]
            for one in (pair.first, pair.second)
        ]
        assert pair.similarity == pytest.approx(1 - jaccard(*sets))


@given(datasets())
def test_row_order_and_names_change_nothing(dataset: Dataset) -> None:
    plain = similar_partners(dataset)
    assert plain == similar_partners(reordered(dataset))
    other, names = mirrored(dataset)
    moved = {frozenset((one.first, one.second)): one.similarity for one in similar_partners(other)}
    assert moved == {
        frozenset((names[one.first], names[one.second])): pytest.approx(one.similarity)
        for one in plain
    }
