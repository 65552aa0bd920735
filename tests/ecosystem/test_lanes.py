"""Lanes; oracles are a network without crossings, and the network worked by hand."""

from itertools import combinations

from hypothesis import given

from data.dataset import Dataset, Partner
from ecosystem.lanes import Lanes, lanes
from ecosystem.reach import How
from tests.ecosystem.networks import (
    candidate,
    crossing,
    datasets,
    engagement,
    hand_worked,
    reordered,
)


def lane(found: Lanes, name: str) -> list[str]:
    """Return the ids of one lane from the top."""
    return [node.id for node in found.nodes if node.lane == name]


def test_a_commitment_in_focus_stands_for_its_places_and_theme() -> None:
    """SE1 lies in GHA-sek, Ghana and budgets; gift reaches the places through SE1."""
    found = lanes(hand_worked(), ["commitment:SE1"])
    assert set(lane(found, "place")) == {"country:GHA", "country:GHA-sek"}
    assert lane(found, "theme") == ["theme:budgets"]
    edges = {(edge.partner, edge.candidate): edge for edge in found.edges}
    assert edges["partner:gift", "country:GHA-sek"].how is How.PARTS
    assert edges["partner:gift", "country:GHA-sek"].amount == 0.25
    assert edges["partner:wb", "theme:budgets"].how is How.DIRECT
    assert ("partner:send", "country:GHA-sek") not in edges


def test_what_is_nowhere_is_no_place() -> None:
    """A campaign on no theme, without region, country or parts: it stands in no lane."""
    worked = hand_worked()
    dataset = worked.but(candidates=(*worked.candidates, candidate("campaign:C")))
    found = lanes(dataset, ["commitment:SE1", "campaign:C"])
    assert found == lanes(worked, ["commitment:SE1"])


def test_order_undoes_avoidable_crossings() -> None:
    """Four places joined one to one with partners and themes whose names run the other way."""
    dataset = Dataset(
        candidates=(
            *(candidate(f"country:{number}", "Africa") for number in range(4)),
            *(candidate(f"theme:{number}") for number in range(4)),
            candidate("commitment:K", "Africa"),
        ),
        links=crossing("commitment:K", "country:0", "theme:0"),
        partners=tuple(Partner(id=f"partner:{number}", name=str(number)) for number in range(4)),
        engagements=tuple(
            engagement(str(number), f"{kind}:{3 - number}", 1.0)
            for number in range(4)
            for kind in ("country", "theme")
        ),
    )
    focus = [item.id for item in dataset.candidates if item.kind != "commitment"]
    found = lanes(dataset, focus)
    at = {node.id: node.position for node in found.nodes}
    for ends in ("country", "theme"):
        ties = [(edge.partner, edge.candidate) for edge in found.edges if ends in edge.candidate]
        for (one, here), (other, there) in combinations(ties, 2):
            assert (at[one] - at[other]) * (at[here] - at[there]) > 0


def test_partners_beyond_the_most_are_named() -> None:
    found = lanes(hand_worked(), most=1)
    assert lane(found, "partner") == ["partner:oo"]
    assert found.hidden == ("partner:gift", "partner:send", "partner:wb")


@given(datasets())
def test_what_a_picture_must_keep(dataset: Dataset) -> None:
    focus = [item.id for item in dataset.candidates]
    found = lanes(dataset, focus)
    ids = [node.id for node in found.nodes]
    assert len(set(ids)) == len(ids)
    assert all({edge.partner, edge.candidate} <= set(ids) for edge in found.edges)
    assert all(0 <= node.position <= 1 for node in found.nodes)
    regions = [node.region for node in found.nodes if node.lane == "place"]
    assert regions == sorted(regions)
    assert found == lanes(reordered(dataset), focus)
