"""Gaps; the oracle is the network worked by hand (see test_strength for who reaches whom)."""

import pytest
from hypothesis import given

from config.problems import InputError
from config.services import Service, Services
from data.dataset import Dataset
from ecosystem.dependence import without
from ecosystem.gaps import Served, gaps
from tests.ecosystem.networks import datasets, engagement, hand_worked, reordered

EVERYWHERE = {"country": 0.4, "commitment": 0.4, "theme": 0.4}
SERVICES = Services(
    services={
        "technical": Service(label="Technical", unlocks=EVERYWHERE, partner_lead=0.5),
        "funding": Service(label="Funding", unlocks={"country": 0.6}, partner_lead=0.5),
        "insight": Service(
            label="Insight", unlocks={"commitment": 0.6, "theme": 0.6}, partner_lead=0
        ),
    }
)


def test_hand_worked_gaps() -> None:
    """Of Malta nothing is on record; KE1 is served from afar, with oo's technical support.

    In GHA-sek nobody has an engagement; KE2 has funding only, which commitments are not offered;
    SE1 has technical support; theme budgets has it too, and wb with an unknown service.
    """
    found = gaps(hand_worked(), SERVICES, [item.id for item in hand_worked().candidates])
    assert [(gap.candidate, gap.served, gap.missing) for gap in found] == [
        ("country:MLT", Served.NO_RECORD, ("technical", "funding")),
        ("country:GHA-sek", Served.FROM_AFAR, ("technical", "funding")),
        ("commitment:KE1", Served.FROM_AFAR, ()),
        ("commitment:KE2", Served.DIRECTLY, ("technical",)),
        ("country:GHA", Served.DIRECTLY, ("technical",)),
        ("country:KEN", Served.DIRECTLY, ("funding",)),
    ]
    by_id = {gap.candidate: gap for gap in found}
    assert by_id["country:KEN"].perhaps == ("partner:wb",)
    assert by_id["country:GHA-sek"].partners == ("partner:send", "partner:gift")


def test_recorded_as_none_is_told_from_no_record() -> None:
    dataset = hand_worked()
    looked = dataset.but(engagements=(engagement("wb", "country:MLT", 0.0),))
    (gap,) = gaps(looked, SERVICES, ["country:MLT"])
    assert gap.served is Served.RECORDED_AS_NONE


def test_the_list_in_force_is_the_default_and_unknown_names_are_refused() -> None:
    assert {gap.candidate for gap in gaps(hand_worked(), SERVICES)} == {
        "country:KEN",
        "country:GHA",
    }
    with pytest.raises(InputError):
        gaps(hand_worked(), SERVICES, ["country:XXX"])


@given(datasets())
def test_losing_a_partner_never_closes_a_gap(dataset: Dataset) -> None:
    names = [item.id for item in dataset.candidates]
    before = {gap.candidate: gap for gap in gaps(dataset, SERVICES, names)}
    after = {gap.candidate: gap for gap in gaps(without(dataset, "partner:P0"), SERVICES, names)}
    assert before.keys() <= after.keys()
    assert all(set(before[name].missing) <= set(after[name].missing) for name in before)


@given(datasets())
def test_row_order_changes_nothing(dataset: Dataset) -> None:
    names = [item.id for item in dataset.candidates]
    assert gaps(dataset, SERVICES, names) == gaps(reordered(dataset), SERVICES, names)


def test_who_works_across_the_region_only_serves_from_afar() -> None:
    """Malta has nobody of its own; a union works across Europe."""
    dataset = hand_worked()
    rows = (*dataset.engagements, engagement("wb", "Europe", 0.2, "technical"))
    (gap,) = gaps(dataset.but(engagements=rows), SERVICES, ["country:MLT"])
    assert (gap.served, gap.partners, gap.missing) == (
        Served.FROM_AFAR,
        ("partner:wb",),
        ("funding",),
    )
