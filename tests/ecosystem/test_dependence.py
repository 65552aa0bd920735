"""Dependence; oracles are the network worked by hand, networkx components and `without` itself."""

import networkx as nx
import pytest
from hypothesis import given

from config.problems import InputError
from data.dataset import Dataset
from ecosystem.dependence import concentrations, cut_partners, dependences, without
from ecosystem.graph import work
from ecosystem.reach import ReachRules
from ecosystem.strength import partner_strength
from tests.ecosystem.networks import (
    candidate,
    datasets,
    engagement,
    hand_worked,
    mirrored,
    regional,
    reordered,
)


def test_hand_worked_focus_areas_left_alone() -> None:
    """On the list in force (KEN, GHA, owners), see test_strength for the strengths.

    oo: owners is left alone (0.5 lost) and KEN falls 0.7 → 0.5. send: GHA keeps gift from afar,
    0.4375 → 0.0625, but has no partner of its own left. wb: KEN falls 0.7 → 0.4. gift: GHA falls
    0.4375 → 0.4.
    """
    by_partner = {item.partner: item for item in dependences(hand_worked())}
    assert list(by_partner) == ["partner:oo", "partner:send", "partner:wb", "partner:gift"]
    oo = by_partner["partner:oo"]
    assert oo.serves == ("country:KEN", "theme:owners")
    assert (oo.alone, oo.alone_directly) == (("theme:owners",), ("theme:owners",))
    assert oo.loss == pytest.approx(0.7)
    send = by_partner["partner:send"]
    assert (send.alone, send.alone_directly) == ((), ("country:GHA",))
    assert send.loss == pytest.approx(0.375)
    assert by_partner["partner:wb"].loss == pytest.approx(0.3)
    assert by_partner["partner:gift"].loss == pytest.approx(0.0375)


def test_hand_worked_concentration() -> None:
    """KEN has shares 1.0/1.8 and 0.8/1.8: H = 1.64/3.24; owners hangs on one partner: H = 1."""
    by_candidate = {item.candidate: item for item in concentrations(hand_worked())}
    kenya = by_candidate["country:KEN"]
    assert kenya.herfindahl == pytest.approx(1.64 / 3.24)
    assert kenya.effective_partners == pytest.approx(3.24 / 1.64)
    assert kenya.largest == "partner:wb"
    assert kenya.largest_share == pytest.approx(1 / 1.8)
    assert by_candidate["theme:owners"].herfindahl == 1.0
    assert concentrations(hand_worked(), ["country:MLT"]) == ()


@pytest.mark.parametrize(("strengths", "losses"), [((1.0, 0.5), (0.5, 0.0)), ((1.0, 1.0), (0, 0))])
def test_a_partner_may_close_everything(
    strengths: tuple[float, float], losses: tuple[float, float]
) -> None:
    """With a = 1 a full partner alone makes a complete ecosystem: 1 − 0.5 is lost, or nothing."""
    rows = tuple(
        engagement(name, "country:KEN", strength)
        for name, strength in zip("ab", strengths, strict=True)
    )
    dataset = Dataset(candidates=(candidate("country:KEN"),), engagements=rows)
    found = dependences(dataset, ["country:KEN"], ReachRules(closes=1))
    assert tuple(item.loss for item in found) == losses


@pytest.mark.parametrize("count", [1, 2, 5])
def test_equal_partners_are_as_many_as_they_are(count: int) -> None:
    rows = tuple(engagement(str(number), "country:KEN", 0.4) for number in range(count))
    dataset = Dataset(candidates=(candidate("country:KEN"),), engagements=rows)
    (only,) = concentrations(dataset, ["country:KEN"])
    assert only.effective_partners == pytest.approx(count)
    assert only.largest == "partner:0"


def test_hand_worked_cut_partner() -> None:
    """Work joins owners–oo–KEN–wb–{KE2, budgets}–gift–{SE1, GHA-sek, GHA}–send.

    gift works for SE1, and so in its town and country. Without oo, owners falls off; without wb,
    {owners, KEN} and KE2 (the largest rest is around gift); without gift, each of its three.
    """
    cuts = {item.partner: item.pieces for item in cut_partners(hand_worked())}
    assert cuts == {
        "partner:gift": (("commitment:SE1",), ("country:GHA",), ("country:GHA-sek",)),
        "partner:wb": (("country:KEN", "theme:owners"), ("commitment:KE2",)),
        "partner:oo": (("theme:owners",),),
    }


def test_without_leaves_records_of_no_work_and_no_capacity() -> None:
    gone = without(hand_worked(), "partner:oo")
    assert {row.strength for row in gone.engagements if row.partner == "partner:oo"} == {0.0}
    assert [item.capacity for item in gone.partners if item.id == "partner:oo"] == [0.0]
    assert partner_strength(gone)["theme:owners"] == 0.0
    with pytest.raises(InputError, match="partner:oo"):
        without(hand_worked(), "partner:o")


@given(regional())
def test_removing_a_partner_never_raises_a_strength_nor_makes_it_missing(dataset: Dataset) -> None:
    before = partner_strength(dataset)
    for partner in dataset.partners:
        after = partner_strength(without(dataset, partner.id))
        assert after.keys() == before.keys()
        assert all(after[key] <= before[key] for key in before)


@given(regional())
def test_losses_agree_with_computing_again_without_the_partner(dataset: Dataset) -> None:
    focus = [item.id for item in dataset.candidates]
    before = partner_strength(dataset)
    for item in dependences(dataset, focus):
        after = partner_strength(without(dataset, item.partner))
        lost = sum(before[key] - after[key] for key in before)
        assert item.loss == pytest.approx(lost, abs=1e-9)
        assert set(item.alone) == {key for key in item.serves if after[key] == 0}


@given(datasets())
def test_cut_partners_agree_with_counting_components(dataset: Dataset) -> None:
    graph = work(dataset)
    before = nx.number_connected_components(graph)
    splits = {
        partner.id
        for partner in dataset.partners
        if nx.number_connected_components(
            graph.subgraph(node for node in graph if node != partner.id)
        )
        > before
    }
    assert {item.partner for item in cut_partners(dataset)} == splits


@given(datasets())
def test_row_order_changes_nothing(dataset: Dataset) -> None:
    focus = [item.id for item in dataset.candidates]
    other = reordered(dataset)
    assert dependences(dataset, focus) == dependences(other, focus)
    assert concentrations(dataset, focus) == concentrations(other, focus)
    assert cut_partners(dataset) == cut_partners(other)


@given(datasets())
def test_names_change_nothing(dataset: Dataset) -> None:
    focus = [item.id for item in dataset.candidates]
    other, names = mirrored(dataset)
    moved = [names[item] for item in focus]
    assert {names[one.partner]: one.loss for one in dependences(dataset, focus)} == {
        one.partner: one.loss for one in dependences(other, moved)
    }
    assert {names[one.candidate]: one.herfindahl for one in concentrations(dataset, focus)} == {
        one.candidate: one.herfindahl for one in concentrations(other, moved)
    }
    assert {names[one.partner]: one.cut_off for one in cut_partners(dataset)}.keys() == {
        one.partner for one in cut_partners(other)
    }
