"""Ego view: one node of the network and those around it, placed for a picture.

Rings around the node in the middle: its direct neighbours, by engagement or by link, and, when
asked for, theirs. A *tie* is an engagement (strength 0..1, the strongest of a pair) or a link of
candidates (1). A ring holds at most ``most`` nodes, those with the strongest ties to the ring
within; how many are left out is said. The whole network at once is not a picture.

Every ring is a column, the node in the middle the first, so that names stand level. In a column
nodes are ordered by role, kind or type, region and label, so that the same dataset gives the same
picture, and like lies beside like.
"""

from typing import NamedTuple

import networkx as nx

from config.base import Frozen
from config.problems import InputError
from data.dataset import Dataset
from ecosystem.graph import Role, network, partner_named

MOST = 40
"""Most nodes of one ring that a picture carries."""


class PlacedNode(Frozen):
    """A node and where to draw it."""

    id: str
    label: str
    role: Role
    """Partner or candidate."""
    group: str
    """Kind of a candidate, type of a partner."""
    region: str
    """Blank for partners and themes."""
    ring: int
    """0 = the middle."""
    x: float
    """0 (the first column) .. 1 (the last)."""
    y: float
    """0 (top) .. 1 (bottom), evenly spaced within the column."""


class PlacedEdge(Frozen):
    """A tie between two nodes of the picture."""

    source: str
    """The partner of an engagement, or the part of a link."""
    target: str
    role: Role
    """Engagement or link."""
    labels: tuple[str, ...]
    """Services (``general`` = none named) or relations."""
    strength: float
    """0..1; 1 for links."""


class Ego(Frozen):
    """One node and those around it."""

    centre: str
    nodes: tuple[PlacedNode, ...]
    """From the middle outward."""
    edges: tuple[PlacedEdge, ...]
    hidden: int
    """Neighbours left out of the rings."""


class _Ring(NamedTuple):
    shown: list[str]
    hidden: int


def ego(dataset: Dataset, centre: str, *, rings: int = 1, most: int = MOST) -> Ego:
    """Return a node and those around it.

    Args:
        dataset: candidates, links, partners and engagements are read.
        centre: id of a partner or a candidate.
        rings: 1 = direct neighbours, 2 = theirs as well.
        most: most nodes of one ring.

    Raises:
        InputError: no partner and no candidate has that id, or the dataset does not hold together.
    """
    graph = network(dataset)
    if centre not in graph or graph.nodes[centre]["role"] == Role.SERVICE:
        _refuse(dataset, centre)
    graph.remove_nodes_from(
        [node for node in list(graph) if graph.nodes[node]["role"] == Role.SERVICE]
    )
    ties = _ties(graph)
    shells, hidden = [[centre]], 0
    for _ in range(rings):
        ring = _next_ring(ties, shells, most)
        hidden += ring.hidden
        if ring.shown:
            shells.append(sorted(ring.shown, key=lambda node: _place(graph, node)))
    shown = {node: depth for depth, shell in enumerate(shells) for node in shell}
    return Ego(
        centre=centre,
        nodes=_nodes(graph, shells),
        edges=tuple(edge for pair, edge in ties.items() if shown.keys() >= set(pair)),
        hidden=hidden,
    )


def _refuse(dataset: Dataset, centre: str) -> None:
    try:
        partner_named(dataset, centre)
    except InputError as error:
        (problem,) = error.problems
        known = "the id must be that of a partner or a candidate"
        raise InputError([problem.but(file="partners.csv, candidates.csv", must=known)]) from error


def _ties(graph: "nx.MultiDiGraph[str]") -> dict[tuple[str, str], PlacedEdge]:
    found: dict[tuple[str, str], PlacedEdge] = {}
    for source, target, label, columns in graph.edges(keys=True, data=True):
        known = found.get((source, target))
        found[source, target] = PlacedEdge(
            source=source,
            target=target,
            role=Role(columns["role"]),
            labels=tuple(sorted({*(known.labels if known else ()), label})),
            strength=max(known.strength if known else 0.0, columns.get("strength", 1.0)),
        )
    return {pair: found[pair] for pair in sorted(found)}


def _next_ring(
    ties: dict[tuple[str, str], PlacedEdge], shells: list[list[str]], most: int
) -> _Ring:
    inner = {node for shell in shells for node in shell}
    last = set(shells[-1])
    best: dict[str, float] = {}
    for (source, target), edge in ties.items():
        for near, far in ((source, target), (target, source)):
            if near in last and far not in inner:
                best[far] = max(best.get(far, 0.0), edge.strength)
    ranked = sorted(best, key=lambda node: (-best[node], node))
    return _Ring(ranked[:most], len(ranked[most:]))


def _place(graph: "nx.MultiDiGraph[str]", node: str) -> tuple[str, str, str, str, str]:
    columns = graph.nodes[node]
    return (columns["role"], _group(columns), columns.get("region", ""), columns["label"], node)


def _group(columns: dict[str, str]) -> str:
    return columns.get("kind", columns.get("type", ""))


def _nodes(graph: "nx.MultiDiGraph[str]", shells: list[list[str]]) -> tuple[PlacedNode, ...]:
    return tuple(
        PlacedNode(
            id=node,
            label=graph.nodes[node]["label"],
            role=Role(graph.nodes[node]["role"]),
            group=_group(graph.nodes[node]),
            region=graph.nodes[node].get("region", ""),
            ring=ring,
            x=ring / max(len(shells) - 1, 1),
            y=place / (len(shell) - 1) if len(shell) > 1 else 0.5,
        )
        for ring, shell in enumerate(shells)
        for place, node in enumerate(shell)
    )
