"""The ego view; oracles are the network worked by hand, and what a picture must keep."""

import pytest
from hypothesis import given

from config.problems import InputError
from data.dataset import Dataset
from ecosystem.ego import ego
from ecosystem.graph import Role
from tests.ecosystem.networks import datasets, engagement, hand_worked, reordered


def test_hand_worked_neighbourhood_of_a_country() -> None:
    """Kenya has two partners and two commitments; wb is there without a named service."""
    found = ego(hand_worked(), "country:KEN")
    assert {node.id for node in found.nodes if node.ring == 1} == {
        "partner:oo",
        "partner:wb",
        "commitment:KE1",
        "commitment:KE2",
    }
    edges = {(edge.source, edge.target): edge for edge in found.edges}
    assert edges["partner:wb", "country:KEN"].labels == ("general",)
    assert edges["partner:wb", "commitment:KE2"].strength == 0.6
    assert edges["commitment:KE1", "country:KEN"].role is Role.LINK
    assert len(edges) == 5
    assert found.hidden == 0


def test_second_ring_and_what_is_hidden() -> None:
    """Around send: Ghana, then its town; around Kenya with one place a ring, by strongest tie."""
    found = ego(hand_worked(), "partner:send", rings=2)
    assert [(node.id, node.ring) for node in found.nodes] == [
        ("partner:send", 0),
        ("country:GHA", 1),
        ("country:GHA-sek", 2),
    ]
    narrow = ego(hand_worked(), "country:KEN", most=1)
    assert ([node.id for node in narrow.nodes[1:]], narrow.hidden) == (["commitment:KE1"], 3)


def test_two_services_are_one_tie() -> None:
    dataset = hand_worked()
    more = engagement("oo", "country:KEN", 0.9, "funding")
    found = ego(dataset.but(engagements=(*dataset.engagements, more)), "partner:oo")
    (edge,) = [edge for edge in found.edges if edge.target == "country:KEN"]
    assert (edge.labels, edge.strength) == (("funding", "technical"), 0.9)


def test_a_node_without_neighbours_is_a_picture_of_one() -> None:
    found = ego(hand_worked(), "country:MLT", rings=2)
    assert [(node.id, node.x, node.y) for node in found.nodes] == [("country:MLT", 0.0, 0.5)]


@pytest.mark.parametrize("name", ["country:KENN", "service:technical"])
def test_unknown_nodes_are_refused(name: str) -> None:
    with pytest.raises(InputError, match="partner or a candidate"):
        ego(hand_worked(), name)


@given(datasets())
def test_rings_lie_where_they_should_and_row_order_changes_nothing(dataset: Dataset) -> None:
    centre = dataset.candidates[0].id
    found = ego(dataset, centre, rings=2)
    outermost = max(node.ring for node in found.nodes)
    for node in found.nodes:
        assert node.x == (node.ring / outermost if outermost else 0.0)
        assert 0 <= node.y <= 1
    shown = {node.id for node in found.nodes}
    assert len(shown) == len(found.nodes)
    assert all({edge.source, edge.target} <= shown for edge in found.edges)
    assert found == ego(reordered(dataset), centre, rings=2)
