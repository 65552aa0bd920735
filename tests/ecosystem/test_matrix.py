"""The matrix; oracles are the measures it puts together, and the network worked by hand."""

import pytest
from hypothesis import given

from data.dataset import Dataset
from ecosystem.gaps import Served
from ecosystem.matrix import matrix
from ecosystem.overlap import overlap_indices
from ecosystem.reach import How
from ecosystem.strength import partner_strength
from tests.ecosystem.networks import datasets, hand_worked, reordered


def test_hand_worked_matrix() -> None:
    found = matrix(hand_worked(), ["country:KEN", "country:MLT", "commitment:KE1"])
    assert [(row.candidate, row.served) for row in found.rows] == [
        ("commitment:KE1", Served.FROM_AFAR),
        ("country:KEN", Served.DIRECTLY),
        ("country:MLT", Served.NO_RECORD),
    ]
    assert [row.strength for row in found.rows] == pytest.approx([0.2, 0.7, None])
    assert [(one.partner, one.rows) for one in found.columns] == [
        ("partner:oo", 2),
        ("partner:wb", 1),
    ]
    assert [(cell.candidate, cell.partner, cell.how, cell.services) for cell in found.cells] == [
        ("commitment:KE1", "partner:oo", How.CROSSING, ("technical",)),
        ("country:KEN", "partner:oo", How.DIRECT, ("technical",)),
        ("country:KEN", "partner:wb", How.DIRECT, ()),
    ]


def test_columns_beyond_the_most_are_named() -> None:
    found = matrix(hand_worked(), most=1)
    assert [one.partner for one in found.columns] == ["partner:oo"]
    assert found.hidden == ("partner:gift", "partner:send", "partner:wb")
    assert {cell.partner for cell in found.cells} == {"partner:oo"}


@given(datasets())
def test_agrees_with_the_measures(dataset: Dataset) -> None:
    focus = [item.id for item in dataset.candidates]
    found = matrix(dataset, focus)
    strengths = partner_strength(dataset)
    overlaps = {item.candidate: item for item in overlap_indices(dataset, focus)}
    for row in found.rows:
        assert row.strength == strengths.get(row.candidate)
        if row.candidate in overlaps:
            assert row.overlap_high == overlaps[row.candidate].high
        cells = [cell for cell in found.cells if cell.candidate == row.candidate]
        assert bool(cells) == (row.served in (Served.DIRECTLY, Served.FROM_AFAR))
    assert found == matrix(reordered(dataset), focus)
