"""Groups; oracles are networks with known communities, networkx's modularity, and symmetry."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import assume, given, settings

from benchmarks.synthetic_partners import ecosystem
from data.dataset import Dataset, Partner
from ecosystem.graph import work
from ecosystem.groups import canonical_order, groups
from tests.ecosystem.networks import (
    candidate,
    datasets,
    engagement,
    mirrored,
    reordered,
)


def two_clusters() -> Dataset:
    """Return three partners around four countries in Africa, three in Europe, and a bridge."""
    rows = [
        engagement(f"{side}{partner}", f"country:{side}{place}", 1.0)
        for side in "AE"
        for partner in range(3)
        for place in range(4)
    ]
    rows.append(engagement("A0", "country:E0", 0.1))
    return Dataset(
        candidates=tuple(
            candidate(f"country:{side}{place}", region)
            for side, region in (("A", "Africa"), ("E", "Europe"))
            for place in range(4)
        ),
        partners=tuple(
            Partner(id=f"partner:{side}{number}", name="") for side in "AE" for number in range(3)
        ),
        engagements=tuple(rows),
    )


def test_two_clusters_and_a_faint_bridge_are_two_stable_groups() -> None:
    """W = 24.1; each side holds 12 of it and all but 0.1 of what its members do."""
    found = groups(two_clusters())
    assert [item.partners for item in found.groups] == [
        ("partner:A0", "partner:A1", "partner:A2"),
        ("partner:E0", "partner:E1", "partner:E2"),
    ]
    assert [item.regions for item in found.groups] == [("Africa",), ("Europe",)]
    assert [item.stability for item in found.groups] == [1.0, 1.0]
    assert found.groups[0].inside == pytest.approx(24 / 24.1)
    assert found.modularity == pytest.approx(2 * (12 / 24.1 - (24.1 / 48.2) ** 2))


def test_nothing_on_record_makes_no_groups() -> None:
    assert groups(two_clusters().but(engagements=())).groups == ()


def test_the_best_of_several_runs_counts_and_disagreement_shows() -> None:
    """On a network without clear groups the runs differ; the first best one is returned."""
    dataset = ecosystem(partners=60, candidates=120, engagements=400, seed=3)
    single = [groups(dataset, seed=seed, runs=1).modularity for seed in range(5)]
    together = groups(dataset, runs=5)
    assert together.modularity == max(single) > single[0]
    assert min(item.stability for item in together.groups) < 1


def test_one_run_is_stable_by_definition() -> None:
    assert {item.stability for item in groups(two_clusters(), runs=1).groups} == {1.0}


@settings(max_examples=40, deadline=None)
@given(datasets(most_partners=8))
def test_groups_split_everything_with_work_and_modularity_agrees(dataset: Dataset) -> None:
    found = groups(dataset)
    graph = work(dataset)
    busy = {node for node in graph if graph.degree(node) > 0}
    members = [{*item.partners, *item.candidates} for item in found.groups]
    assert sum(map(len, members)) == len(busy)
    assert set().union(*members) == busy
    if busy:
        whole = nx.Graph(graph.subgraph(busy))
        assert found.modularity == pytest.approx(nx.community.modularity(whole, members))


@settings(max_examples=40, deadline=None)
@given(datasets(most_partners=8))
def test_row_order_changes_nothing(dataset: Dataset) -> None:
    assert groups(dataset) == groups(reordered(dataset))


@settings(max_examples=40, deadline=None)
@given(datasets(most_partners=8))
def test_names_change_nothing_where_structure_tells_nodes_apart(dataset: Dataset) -> None:
    """Every engagement gets a strength of its own, so that no two nodes look the same."""
    rng = np.random.default_rng(0)
    rows = tuple(
        row.but(strength=float(strength))
        for row, strength in zip(
            dataset.engagements, rng.permutation(len(dataset.engagements)) / 20 + 0.1, strict=True
        )
    )
    assume(len({(row.partner, row.target) for row in rows}) == len(rows))
    distinct = dataset.but(engagements=rows)
    other, names = mirrored(distinct)
    plain = {
        frozenset(names[one] for one in (*item.partners, *item.candidates))
        for item in groups(distinct).groups
    }
    assert plain == {frozenset((*item.partners, *item.candidates)) for item in groups(other).groups}


def test_order_comes_from_structure() -> None:
    """A path a–X–b–Y with strengths 1, 2, 3 (÷ 10) is read the same way under any names."""
    dataset = Dataset(
        candidates=(candidate("country:X"), candidate("country:Y")),
        partners=(Partner(id="partner:a", name=""), Partner(id="partner:b", name="")),
        engagements=(
            engagement("a", "country:X", 0.1),
            engagement("b", "country:X", 0.2),
            engagement("b", "country:Y", 0.3),
        ),
    )
    other, names = mirrored(dataset)
    plain = [names[node] for node in canonical_order(work(dataset))]
    assert plain == canonical_order(work(other))
