"""The partner graph; the oracle is the network written out by hand."""

from collections import Counter

import pytest
from hypothesis import given

from config.problems import InputError
from data.dataset import Dataset
from ecosystem.graph import focus_areas, in_force, network, partner_named, services_on_record, work
from tests.ecosystem.networks import candidate, datasets, engagement, hand_worked, reordered


def test_network_holds_every_record_with_its_role() -> None:
    graph = network(hand_worked())
    roles = Counter(graph.nodes[node]["role"] for node in graph)
    assert roles == {"partner": 4, "candidate": 9, "service": 2}
    assert graph.edges["partner:wb", "commitment:KE2", "funding"] == {
        "role": "engagement",
        "strength": 0.6,
        "source": "",
    }
    assert graph.has_edge("partner:wb", "country:KEN", "general")
    assert graph.has_edge("commitment:KE1", "theme:owners", "on_theme")
    assert graph.edges["partner:gift", "service:technical", "offers"]["engagements"] == 2
    assert graph.number_of_edges() == 8 + 7 + 4
    assert "capacity" not in graph.nodes["partner:wb"]


def test_work_has_one_edge_per_pair_with_the_strongest_engagement() -> None:
    """The eight engagements; gift, at work for SE1 with 0.5, is in its town and country, too."""
    dataset = hand_worked()
    rows = (
        *dataset.engagements,
        engagement("wb", "country:KEN", 0.2, "funding"),
        engagement("wb", "country:MLT", 0.0),
    )
    graph = work(dataset.but(engagements=rows))
    assert graph.edges["partner:wb", "country:KEN"]["weight"] == 1.0
    assert graph.degree("country:MLT") == 0
    assert graph.edges["partner:gift", "country:GHA-sek"]["weight"] == 0.25
    assert graph.edges["partner:gift", "country:GHA"]["weight"] == 0.25
    assert graph.number_of_edges() == 8 + 2


def test_two_rows_on_one_service_keep_the_stronger() -> None:
    rows = (
        engagement("a", "country:KEN", 0.9, "funding"),
        engagement("a", "country:KEN", 0.3, "funding"),
    )
    dataset = hand_worked().but(partners=(), candidates=(candidate("country:KEN"),), links=())
    dataset = dataset.but(partners=hand_worked().partners[:1], engagements=rows)
    graph = network(dataset.but(engagements=tuple(row.but(partner="partner:oo") for row in rows)))
    assert graph.edges["partner:oo", "country:KEN", "funding"]["strength"] == 0.9


def test_every_dangling_end_is_reported_at_once_with_the_nearest_ids() -> None:
    dataset = hand_worked()
    rows = (
        *dataset.engagements,
        engagement("ooo", "country:KEN", 1.0),
        engagement("oo", "country:KENYA", 1.0),
    )
    with pytest.raises(InputError) as caught:
        network(dataset.but(engagements=rows))
    assert [(item.column, item.value) for item in caught.value.problems] == [
        ("partner", "partner:ooo"),
        ("target", "country:KENYA"),
    ]
    assert "partner:oo" in caught.value.problems[0].do


def test_one_id_for_two_things_is_refused() -> None:
    dataset = hand_worked()
    same = dataset.partners[0].but(id="country:KEN")
    with pytest.raises(InputError, match="one thing only"):
        network(dataset.but(partners=(*dataset.partners, same)))


def test_focus_areas_are_those_named_or_the_list_in_force() -> None:
    dataset = hand_worked()
    assert in_force(dataset) == ("country:GHA", "country:KEN", "theme:owners")
    assert focus_areas(dataset, None) == in_force(dataset)
    assert focus_areas(dataset, ["country:MLT", "country:MLT"]) == ("country:MLT",)
    with pytest.raises(InputError, match="country:KEN"):
        focus_areas(dataset, ["country:KNE"])


def test_an_unknown_partner_is_refused_with_the_nearest_id() -> None:
    assert partner_named(hand_worked(), "partner:wb").name == "WB"
    with pytest.raises(InputError, match=r"Did you mean partner:wb"):
        partner_named(hand_worked(), "partner:wbb")


@given(datasets())
def test_row_order_changes_nothing(dataset: Dataset) -> None:
    for build in (network, work):
        plain, other = build(dataset), build(reordered(dataset))
        assert list(plain.nodes(data=True)) == list(other.nodes(data=True))
        assert list(plain.edges(data=True)) == list(other.edges(data=True))
    assert services_on_record(dataset) == services_on_record(reordered(dataset))


def test_work_across_a_region_is_an_edge_to_everybody_it_counts_for() -> None:
    dataset = hand_worked()
    rows = (*dataset.engagements, engagement("gift", "Africa", 0.2, "funding"))
    graph = network(dataset.but(engagements=rows))
    across = [(start, end) for start, end, row in graph.edges(data=True) if row.get("region")]
    assert across == [("partner:gift", "country:GHA"), ("partner:gift", "country:KEN")]
    assert graph.edges["partner:gift", "service:funding", "offers"]["engagements"] == 1
    assert work(dataset.but(engagements=rows)).edges["partner:gift", "country:KEN"]["weight"] == 0.2


def test_an_engagement_across_a_region_that_nobody_lies_in() -> None:
    dataset = hand_worked()
    rows = (*dataset.engagements, engagement("gift", "Asia", 0.2))
    with pytest.raises(InputError, match="Asia"):
        network(dataset.but(engagements=rows))
