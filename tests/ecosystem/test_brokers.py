"""Brokers; oracles are networkx's betweenness (all pairs, and subsets), and a hand-worked chain."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given

from data.dataset import Dataset, Partner
from ecosystem.betweenness import betweenness
from ecosystem.brokers import brokers
from ecosystem.graph import work
from tests.ecosystem.networks import (
    candidate,
    crossing,
    datasets,
    engagement,
    mirrored,
    reordered,
)

CHAIN = Dataset(
    candidates=(
        candidate("country:KEN", "Africa"),
        candidate("country:GHA", "Africa"),
        candidate("country:GEO", "Europe"),
        candidate("country:ARM", "Europe"),
        candidate("theme:t"),
        candidate("commitment:AR1", "Europe"),
    ),
    links=crossing("commitment:AR1", "country:ARM", "theme:t"),
    partners=tuple(Partner(id=f"partner:{name}", name=name) for name in "abcd"),
    engagements=(
        engagement("a", "country:KEN", 1.0),
        engagement("a", "country:GHA", 1.0),
        engagement("b", "country:GHA", 0.2),
        engagement("b", "country:GEO", 1.0),
        engagement("c", "country:GEO", 1.0),
        engagement("c", "country:ARM", 1.0),
        engagement("d", "theme:t", 1.0),
    ),
).but(partners=tuple({"id": f"partner:{name}", "name": name} for name in "abcd"))


def test_hand_worked_chain() -> None:
    """KEN –a– GHA –b– GEO –c– ARM, and a theme apart: 6 connected pairs, 4 across regions.

    a lies on KEN–{GHA, GEO, ARM}; b on {KEN, GHA}–{GEO, ARM}; c as a. Across regions b is on all,
    a on KEN–GEO and KEN–ARM, c on KEN–ARM and GHA–ARM.
    """
    found = {item.partner[-1]: item for item in brokers(CHAIN)}
    assert list(found) == ["b", "a", "c", "d"]
    assert [found[name].overall for name in "abcd"] == pytest.approx([3 / 6, 4 / 6, 3 / 6, 0])
    assert [found[name].across_regions for name in "abcd"] == pytest.approx([0.5, 1.0, 0.5, 0])
    assert found["b"].regions == ("Africa", "Europe")
    assert found["d"].themes == ("theme:t",)
    assert found["b"].candidates == 2


def test_across_themes_counts_pairs_without_a_theme_in_common() -> None:
    """K1 on t, u and K2 on u share a theme; K1 and theme v do not: only d bridges them."""
    dataset = Dataset(
        candidates=tuple(
            map(
                candidate,
                ("country:A", "theme:t", "theme:u", "theme:v", "commitment:K1", "commitment:K2"),
            )
        ),
        links=(
            *crossing("commitment:K1", "country:A", "theme:t", "theme:u"),
            *crossing("commitment:K2", "country:A", "theme:u"),
            *crossing("commitment:K2", "country:A", "theme:u"),
        ),
        partners=CHAIN.partners,
        engagements=(
            engagement("a", "commitment:K1", 1.0),
            engagement("a", "commitment:K2", 1.0),
            engagement("d", "commitment:K2", 1.0),
            engagement("d", "theme:t", 1.0),
            engagement("b", "country:A", 1.0),
            engagement("b", "theme:t", 1.0),
        ),
    )
    found = {item.partner[-1]: item.across_themes for item in brokers(dataset)}
    assert found["d"] == 1.0
    assert found["a"] == found["b"] == 0.0


def test_no_work_no_brokers() -> None:
    assert brokers(CHAIN.but(engagements=())) == ()


@given(datasets())
def test_all_pairs_agree_with_networkx(dataset: Dataset) -> None:
    graph = work(dataset)
    nodes = sorted(graph)
    adjacency = nx.to_scipy_sparse_array(graph, nodelist=nodes, weight=None, dtype=np.dtype(float))
    everyone = np.arange(len(nodes))
    found = betweenness(adjacency, everyone, np.ones((len(nodes), len(nodes)), dtype=bool))
    expected = nx.betweenness_centrality(graph, normalized=False)
    assert found.between / 2 == pytest.approx([expected[node] for node in nodes])
    sizes = [len(part) for part in nx.connected_components(graph)]
    assert found.pairs == sum(size * (size - 1) for size in sizes)


@given(datasets(most_partners=8))
def test_across_regions_agrees_with_networkx_on_subsets(dataset: Dataset) -> None:
    """Undirected subset betweenness from Africa to Europe counts each unordered pair once."""
    graph = work(dataset)
    by_region = {
        region: [item.id for item in dataset.candidates if item.region == region]
        for region in ("Africa", "Europe")
    }
    sources, targets = by_region["Africa"], by_region["Europe"]
    expected = nx.betweenness_centrality_subset(graph, sources, targets)
    pairs = sum(nx.has_path(graph, one, other) for one in sources for other in targets)
    for item in brokers(dataset):
        share = 2 * expected[item.partner] / max(pairs, 1)
        assert item.across_regions == pytest.approx(share)


@given(datasets())
def test_row_order_and_names_change_nothing(dataset: Dataset) -> None:
    plain = brokers(dataset)
    assert plain == brokers(reordered(dataset))
    other, names = mirrored(dataset)
    moved = {item.partner: item.overall for item in brokers(other)}
    assert moved == {names[item.partner]: pytest.approx(item.overall) for item in plain}
