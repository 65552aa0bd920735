"""Partner overlap; oracles are examples worked by hand and the definition by brute force."""

import pytest
from hypothesis import given

from data.dataset import Dataset
from ecosystem.doing import Doing, work_at_candidates
from ecosystem.overlap import OverlapIndex, overlap_indices, planned_overlaps, shared_work
from tests.ecosystem.networks import (
    candidate,
    crossing,
    datasets,
    engagement,
    hand_worked,
    mirrored,
    reordered,
)

KENYA = Dataset(
    candidates=tuple(map(candidate, ("country:KEN", "theme:owners", "commitment:KE1"))),
    links=crossing("commitment:KE1", "country:KEN", "theme:owners"),
    engagements=(
        engagement("a", "country:KEN", 0.8, "technical"),
        engagement("b", "country:KEN", 0.5, "technical"),
        engagement("c", "country:KEN", 0.3, "technical"),
        engagement("c", "country:KEN", 0.4, "funding"),
        engagement("d", "country:KEN", 0.6),
        engagement("e", "country:KEN", 0.2),
        engagement("a", "theme:owners", 0.6, "technical"),
        engagement("b", "commitment:KE1", 0.7, "technical"),
    ),
)


def test_shared_work_worked_by_hand() -> None:
    """Kenya/technical repeats 0.5 + 0.3; Kenya/unknown 0.2; at the pair b does 0.7 and a 0.6."""
    assert [
        (item.place, item.service, len(item.partners), round(item.duplicated, 9))
        for item in shared_work(KENYA)
    ] == [
        (("country:KEN",), "technical", 3, 0.8),
        (("country:KEN", "theme:owners"), "technical", 2, 0.6),
        (("country:KEN",), None, 2, 0.2),
    ]
    assert shared_work(KENYA)[1].partners == (
        Doing(partner="partner:b", strength=0.7, through=("commitment:KE1",)),
        Doing(
            partner="partner:a",
            strength=0.6,
            inferred=True,
            through=("country:KEN", "theme:owners"),
        ),
    )
    assert [item.place for item in shared_work(KENYA, ["theme:owners"])] == [
        ("country:KEN", "theme:owners")
    ]


def test_index_worked_by_hand() -> None:
    """Kenya: effort 0.8+0.5+0.3+0.4+0.6+0.2 = 2.8; repeated 0.8, with the unknown 1.0."""
    kenya, commitment = overlap_indices(KENYA, ["country:KEN", "commitment:KE1"])[::-1]
    assert (kenya.candidate, commitment.candidate) == ("country:KEN", "commitment:KE1")
    assert kenya.effort == pytest.approx(2.8)
    assert kenya.low == pytest.approx(0.8 / 2.8)
    assert kenya.high == pytest.approx(1.0 / 2.8)
    assert commitment.low == commitment.high == pytest.approx(0.6 / 1.3)


def test_one_partner_or_different_services_do_not_overlap() -> None:
    rows = (
        engagement("a", "country:KEN", 1.0, "technical"),
        engagement("b", "country:KEN", 1.0, "funding"),
    )
    dataset = KENYA.but(engagements=rows)
    (only,) = overlap_indices(dataset, ["country:KEN"])
    assert (only.low, only.high, only.shared) == (0.0, 0.0, ())
    assert shared_work(dataset) == ()


def test_on_a_theme_work_in_different_countries_is_not_overlap() -> None:
    dataset = Dataset(
        candidates=tuple(
            map(
                candidate,
                ("country:A", "country:B", "theme:t", "commitment:A1", "commitment:B1"),
            )
        ),
        links=(
            *crossing("commitment:A1", "country:A", "theme:t"),
            *crossing("commitment:B1", "country:B", "theme:t"),
        ),
        engagements=(
            engagement("a", "commitment:A1", 1.0, "technical"),
            engagement("b", "commitment:B1", 1.0, "technical"),
        ),
    )
    assert shared_work(dataset) == ()
    assert overlap_indices(dataset, ["theme:t"]) == ()


def test_a_pair_is_listed_only_where_it_says_more_than_a_commitment() -> None:
    """Two partners of one commitment are listed there; of two commitments, at their pair."""
    dataset = Dataset(
        candidates=tuple(
            map(candidate, ("country:A", "theme:t", "theme:u", "commitment:A1", "commitment:A2"))
        ),
        links=(
            *crossing("commitment:A1", "country:A", "theme:t", "theme:u"),
            *crossing("commitment:A2", "country:A", "theme:u"),
        ),
        engagements=(
            engagement("a", "commitment:A1", 1.0, "technical"),
            engagement("b", "commitment:A1", 0.5, "technical"),
        ),
    )
    assert [item.place for item in shared_work(dataset)] == [("commitment:A1",)]
    more = engagement("c", "commitment:A2", 0.5, "technical")
    assert [
        item.place for item in shared_work(dataset.but(engagements=(*dataset.engagements, more)))
    ] == [("country:A", "theme:u"), ("commitment:A1",)]


def test_planned_support_that_partners_already_give() -> None:
    planned = {"country:KEN": ["technical", "peer_learning"], "commitment:KE1": ["technical"]}
    first, second = planned_overlaps(KENYA, planned)
    assert (first.candidate, first.service) == ("country:KEN", "technical")
    assert [doing.partner for doing in first.partners] == ["partner:a", "partner:b", "partner:c"]
    assert [doing.partner for doing in first.perhaps] == ["partner:d", "partner:e"]
    assert (second.candidate, second.perhaps) == ("commitment:KE1", ())
    assert planned_overlaps(KENYA, {}) == ()


def test_the_list_in_force_is_the_default() -> None:
    """Kenya has oo on technical and wb on something unknown: nothing repeats for certain."""
    dataset = hand_worked()
    assert {item.candidate for item in overlap_indices(dataset)} == {
        "country:KEN",
        "country:GHA",
        "theme:owners",
    }


@given(datasets())
def test_index_agrees_with_its_definition_and_stays_on_its_scale(dataset: Dataset) -> None:
    names = [item.id for item in dataset.candidates]
    work = work_at_candidates(dataset, names)
    found: dict[str, OverlapIndex] = {
        item.candidate: item for item in overlap_indices(dataset, names)
    }
    assert found.keys() == {name for name in names if work[name]}
    for name, item in found.items():
        best = {service: max(d.strength for d in row) for service, row in work[name].items()}
        spread = sum(d.strength for d in work[name].get(None, ()))
        apart = sum(best.values()) - best.get(None, 0.0) + spread
        assert item.low == pytest.approx(1 - apart / item.effort, abs=1e-9)
        assert item.high == pytest.approx(1 - sum(best.values()) / item.effort, abs=1e-9)
        assert 0 <= item.low <= item.high < 1


@given(datasets())
def test_row_order_and_names_change_nothing(dataset: Dataset) -> None:
    names = [item.id for item in dataset.candidates]
    assert overlap_indices(dataset, names) == overlap_indices(reordered(dataset), names)
    assert shared_work(dataset) == shared_work(reordered(dataset))
    other, new = mirrored(dataset)
    plain = {new[item.candidate]: item.high for item in overlap_indices(dataset, names)}
    moved = overlap_indices(other, [new[name] for name in names])
    assert {item.candidate: item.high for item in moved} == pytest.approx(plain)
    assert len(shared_work(dataset)) == len(shared_work(other))


def test_what_is_shared_across_a_region_is_told_once() -> None:
    """Two unions across Africa, where Ghana and Kenya are; in Kenya a bank repeats them."""
    both = ("country:GHA", "country:KEN")
    dataset = Dataset(
        candidates=tuple(candidate(name, "Africa") for name in both),
        engagements=(
            engagement("union", "Africa", 0.4, "technical"),
            engagement("league", "Africa", 0.2, "technical"),
            engagement("bank", "country:KEN", 0.6, "technical"),
        ),
    )
    kenya, region = shared_work(dataset)
    assert (kenya.place, len(kenya.partners)) == (("country:KEN",), 3)
    assert kenya.duplicated == pytest.approx(0.6)
    assert (region.place, region.duplicated) == (("Africa",), 0.2)
    assert [one.through for one in region.partners] == [("Africa",), ("Africa",)]
    assert region in shared_work(dataset, ["country:GHA"])
    (ghana,) = overlap_indices(dataset, ["country:GHA"])
    assert (ghana.low, ghana.high) == pytest.approx((1 / 3, 1 / 3))
