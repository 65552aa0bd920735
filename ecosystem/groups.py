"""Groups: partners, and the candidates they gather around, that could be convened together.

Communities of the graph of work (:func:`ecosystem.graph.work`, with its weights) that make the
modularity

    Q = Σ_groups ( w_in ÷ W − (w_all ÷ 2W)² )

large: W = all weight, w_in = weight of the edges within the group, w_all = Σ of its nodes' weights
(Newman & Girvan 2004, *Phys. Rev. E* 69, 026113). Found by the Louvain method (Blondel et al. 2008,
*J. Stat. Mech.* P10008; networkx) in several seeded runs, of which the first with the greatest Q
counts. How far the other runs agree is the **stability** of a group: the share of its pairs of
nodes that stay together in them, 1 = always.

The method visits nodes in an order; here that order comes from the structure alone (colours of
Weisfeiler & Leman 1968, refined until they stay), and ids decide only between nodes that this
cannot tell apart. So neither the order of rows nor, but for such twins, the names change a group.
"""

from collections import Counter
from math import fsum

import networkx as nx
import numpy as np
import numpy.typing as npt

from config.base import Frozen
from data.dataset import Dataset
from ecosystem.graph import Role, work

RUNS = 5
"""Seeded runs of the Louvain method."""

EQUAL = 1e-9
"""Difference of modularity that counts as none."""


class Group(Frozen):
    """Partners that work around the same candidates."""

    partners: tuple[str, ...]
    candidates: tuple[str, ...]
    regions: tuple[str, ...]
    """Regions of the candidates, the most frequent first."""
    inside: float
    """Share of the members' work that stays in the group, 0..1."""
    stability: float
    """Share of pairs of members that other runs keep together, 0..1."""


class Groups(Frozen):
    """All groups of a dataset."""

    groups: tuple[Group, ...]
    """Largest first."""
    modularity: float
    """Q, from −½ to 1; above about 0.3 there is structure worth speaking of."""


def groups(dataset: Dataset, *, seed: int = 0, runs: int = RUNS) -> Groups:
    """Return the groups that could be convened.

    Args:
        dataset: candidates, partners and engagements are read.
        seed: of the first run; the others count up.
        runs: how many to make, at least one.
    """
    graph = work(dataset)
    graph.remove_nodes_from([node for node, degree in list(graph.degree()) if degree == 0])
    if not graph:
        return Groups(groups=(), modularity=0.0)
    nodes = canonical_order(graph)
    plain = _renumbered(graph, nodes)
    found = [
        sorted(nx.community.louvain_communities(plain, weight="weight", seed=seed + run), key=min)
        for run in range(runs)
    ]
    quality = [nx.community.modularity(plain, parts, weight="weight") for parts in found]
    best = next(run for run in range(runs) if quality[run] >= max(quality) - EQUAL)
    labels = np.array([_labels(parts, len(nodes)) for parts in found])
    rows = [
        _group(dataset, graph, [nodes[place] for place in part], _stability(labels, best, part))
        for part in found[best]
    ]
    rows.sort(key=lambda row: (-len(row.partners), -len(row.candidates), row.partners))
    return Groups(groups=tuple(rows), modularity=quality[best])


def canonical_order(graph: "nx.Graph[str]") -> list[str]:
    """Return the nodes in an order that their names decide only where structure cannot.

    Colours start as the role of a node and are refined by the sorted weights and colours of its
    neighbours until their number stays the same.
    """
    colour = _ranked({node: (0, graph.nodes[node]["role"], ()) for node in graph})
    while True:
        finer = _ranked({node: (colour[node], "", _around(graph, node, colour)) for node in graph})
        if max(finer.values()) == max(colour.values()):
            return sorted(graph, key=lambda node: (finer[node], node))
        colour = finer


Signature = tuple[int, str, tuple[tuple[float, int], ...]]
"""Colour so far, role, and the weights and colours around."""


def _around(
    graph: "nx.Graph[str]", node: str, colour: dict[str, int]
) -> tuple[tuple[float, int], ...]:
    return tuple(sorted((row["weight"], colour[other]) for other, row in graph[node].items()))


def _ranked(signatures: dict[str, Signature]) -> dict[str, int]:
    """Return node → place of its signature among all different ones."""
    places = {signature: place for place, signature in enumerate(sorted(set(signatures.values())))}
    return {node: places[signature] for node, signature in signatures.items()}


def _renumbered(graph: "nx.Graph[str]", nodes: list[str]) -> "nx.Graph[int]":
    """Return the graph with nodes 0, 1, … in the order given, edges in order, too."""
    number = {node: place for place, node in enumerate(nodes)}
    plain: nx.Graph[int] = nx.Graph()
    plain.add_nodes_from(range(len(nodes)))
    plain.add_weighted_edges_from(
        sorted(
            (min(number[one], number[other]), max(number[one], number[other]), columns["weight"])
            for one, other, columns in graph.edges(data=True)
        )
    )
    return plain


def _labels(parts: list[set[int]], nodes: int) -> list[int]:
    labels = [0] * nodes
    for label, part in enumerate(parts):
        for node in part:
            labels[node] = label
    return labels


def _stability(labels: npt.NDArray[np.int_], best: int, part: set[int]) -> float:
    """Return the share of pairs of a part that the other runs keep together."""
    pairs = len(part) * (len(part) - 1) / 2
    others = np.delete(labels, best, axis=0)[:, sorted(part)]
    if not pairs or not len(others):
        return 1.0
    kept = [sum(count * (count - 1) / 2 for count in np.bincount(row)) for row in others]
    return float(np.mean(kept) / pairs)


def _group(dataset: Dataset, graph: "nx.Graph[str]", members: list[str], stability: float) -> Group:
    candidates = sorted(node for node in members if graph.nodes[node]["role"] == Role.CANDIDATE)
    regions = Counter(dataset.by_id[candidate].region for candidate in candidates)
    del regions[""]
    within = fsum(row["weight"] for _, _, row in graph.subgraph(members).edges(data=True))
    total = fsum(row["weight"] for node in members for row in graph[node].values())
    return Group(
        partners=tuple(sorted(set(members) - set(candidates))),
        candidates=tuple(candidates),
        regions=tuple(sorted(regions, key=lambda region: (-regions[region], region))),
        inside=2 * within / total,
        stability=stability,
    )
