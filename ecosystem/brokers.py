"""Brokers: partners that bridge regions and themes.

On the graph of work (:func:`ecosystem.graph.work`: partners and candidates, an edge per pair with
some work, strengths left aside) the **brokerage** of a partner p is the share of shortest paths
that pass it,

    b_p = Σ_{(s,t)} σ_st(p) ÷ σ_st  ÷  number of connected pairs (s, t)

over ordered pairs of candidates s ≠ t, in three readings:

- overall: all pairs;
- across regions: s and t both have a region, and not the same;
- across themes: s and t both have themes, and none in common (a theme has itself, a commitment its
  themes; countries have none).

0..1: 0.1 = one in ten of the shortest connections between candidates of different regions runs
through this partner. σ_st counts shortest paths, σ_st(p) those through p (Freeman 1977,
*Sociometry* 40, 35-41). Exact at every size; see :mod:`ecosystem.betweenness`.
"""

from collections.abc import Sequence

import networkx as nx
import numpy as np
import numpy.typing as npt

from config.base import Frozen
from data.dataset import Dataset
from ecosystem.betweenness import betweenness
from ecosystem.graph import Role, work
from ecosystem.links import themes_of

Mask = npt.NDArray[np.bool_]


class Broker(Frozen):
    """How much one partner bridges."""

    partner: str
    overall: float
    """Share of shortest connections between candidates that run through it, 0..1."""
    across_regions: float
    """The same, between candidates of different regions."""
    across_themes: float
    """The same, between candidates without a theme in common."""
    regions: tuple[str, ...]
    """Regions it works in."""
    themes: tuple[str, ...]
    """Themes it works on, or on whose commitments it works."""
    candidates: int
    """Candidates it works for or in."""


def brokers(dataset: Dataset) -> tuple[Broker, ...]:
    """Return every partner with some work: who bridges most regions first, then most overall.

    Args:
        dataset: candidates, links, partners and engagements are read.
    """
    graph = work(dataset)
    nodes = sorted(graph)
    number = {node: place for place, node in enumerate(nodes)}
    candidates = np.array(
        [number[node] for node in nodes if graph.nodes[node]["role"] == Role.CANDIDATE], dtype=int
    )
    region = {item.id: item.region for item in dataset.candidates}
    themes = themes_of(dataset)
    masks = (
        _all_pairs(candidates, len(nodes)),
        _apart(
            [frozenset({region[nodes[place]]}) - {""} for place in candidates],
            candidates,
            len(nodes),
        ),
        _apart(
            [themes.get(nodes[place], frozenset()) for place in candidates], candidates, len(nodes)
        ),
    )
    adjacency = nx.to_scipy_sparse_array(graph, nodelist=nodes, weight=None, dtype=np.dtype(float))
    results = [betweenness(adjacency, candidates, mask) for mask in masks]
    shares = np.array([found.between / max(found.pairs, 1) for found in results])
    rows = (
        _broker(graph, node, shares[:, number[node]], region, themes)
        for node in nodes
        if graph.nodes[node]["role"] == Role.PARTNER and graph.degree(node) > 0
    )
    return tuple(sorted(rows, key=lambda row: (-row.across_regions, -row.overall, row.partner)))


def _broker(
    graph: "nx.Graph[str]",
    partner: str,
    shares: npt.NDArray[np.float64],
    region: dict[str, str],
    themes: dict[str, frozenset[str]],
) -> Broker:
    at = sorted(graph.neighbors(partner))
    return Broker(
        partner=partner,
        overall=float(shares[0]),
        across_regions=float(shares[1]),
        across_themes=float(shares[2]),
        regions=tuple(sorted({region[candidate] for candidate in at} - {""})),
        themes=tuple(sorted({theme for candidate in at for theme in themes.get(candidate, ())})),
        candidates=len(at),
    )


def _all_pairs(candidates: npt.NDArray[np.int_], nodes: int) -> Mask:
    mask = np.zeros((len(candidates), nodes), dtype=bool)
    mask[:, candidates] = True
    return mask


def _apart(labels: Sequence[frozenset[str]], candidates: npt.NDArray[np.int_], nodes: int) -> Mask:
    """Return τ, candidates × nodes: both have labels, and none in common."""
    known = sorted({label for row in labels for label in row})
    table = np.array([[label in row for label in known] for row in labels], dtype=float)
    table = table.reshape(len(labels), len(known))
    some = np.asarray(table.any(axis=1))
    mask = np.zeros((len(candidates), nodes), dtype=bool)
    common = table @ table.T
    mask[:, candidates] = np.logical_and.outer(some, some) & np.less(common, 1)
    return mask
