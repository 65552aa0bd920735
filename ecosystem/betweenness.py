"""Betweenness on an unweighted graph, for chosen sources and targets, all sources at once.

With σ_st the number of shortest paths from s to t, σ_st(v) those of them that pass v (v ≠ s, t) and
τ_st ∈ {0, 1} whether the pair counts:

    b_v = Σ_s Σ_t τ_st · σ_st(v) ÷ σ_st

Brandes' algorithm (2001, *Journal of Mathematical Sociology* 25, 163-177): a breadth-first wave
from every source counts paths, and dependencies

    δ_s(v) = Σ_{w one step farther than v} σ_sv ÷ σ_sw · (τ_sw + δ_s(w))

flow back. Here every wave is one product of the sparse adjacency matrix with a dense block of
sources, so that thousands of exact waves take seconds; a block has at most :data:`BLOCK` sources,
which bounds memory at a few arrays of nodes × block.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import sparse

Floats = npt.NDArray[np.float64]

BLOCK = 256
"""Sources per block."""


class Betweenness(NamedTuple):
    """Betweenness of every node, and how many pairs there were to be between."""

    between: Floats
    """b, one per node: paths that pass it, summed over the pairs that count."""
    pairs: int
    """Ordered pairs (s, t) that count and are connected."""


def betweenness(
    adjacency: sparse.csr_array, sources: npt.NDArray[np.intp], counts: npt.NDArray[np.bool_]
) -> Betweenness:
    """Return the betweenness of every node over chosen ordered pairs.

    Args:
        adjacency: symmetric, nodes × nodes, 1 where there is an edge.
        sources: node numbers, each once.
        counts: τ, sources × nodes.
    """
    between = np.zeros(adjacency.shape[0])
    pairs = 0
    for start in range(0, len(sources), BLOCK):
        block = slice(start, start + BLOCK)
        waves, paths = _forward(adjacency, sources[block])
        wanted = counts[block].T & (paths > 0)
        wanted[sources[block], np.arange(wanted.shape[1])] = False
        pairs += int(wanted.sum())
        between += _backward(adjacency, waves, paths, wanted)
    return Betweenness(between, pairs)


def _forward(
    adjacency: sparse.csr_array, sources: npt.NDArray[np.intp]
) -> tuple[list[npt.NDArray[np.bool_]], Floats]:
    """Return the nodes of every wave (nodes × sources) and σ (nodes × sources)."""
    front = np.zeros((adjacency.shape[0], len(sources)))
    front[sources, np.arange(len(sources))] = 1.0
    paths = front.copy()
    waves = [front > 0]
    while True:
        front = adjacency @ front
        front[paths > 0] = 0.0
        if not front.any():
            return waves, paths
        paths += front
        waves.append(front > 0)


def _backward(
    adjacency: sparse.csr_array,
    waves: list[npt.NDArray[np.bool_]],
    paths: Floats,
    wanted: npt.NDArray[np.bool_],
) -> Floats:
    """Return Σ_s δ_s, the sources themselves left out."""
    dependency = np.zeros_like(paths)
    safe = np.where(paths > 0, paths, 1.0)
    for nearer, farther in zip(waves[-2::-1], waves[:0:-1], strict=True):
        flow = np.where(farther, (wanted + dependency) / safe, 0.0)
        dependency += np.where(nearer, paths * (adjacency @ flow), 0.0)
    dependency[waves[0]] = 0.0
    total: Floats = dependency.sum(axis=1)
    return total
