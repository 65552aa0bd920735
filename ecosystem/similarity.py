"""Similarity of partners: which pairs do most of the same in the same places.

With x_pj the strength of partner p's strongest engagement on item j (0..1, 0 where there is none):

    similarity(p, q) = Σ_j min(x_pj, x_qj) ÷ Σ_j max(x_pj, x_qj)

0 = nothing in common, 1 = the same engagements at the same strengths. This is the weighted Jaccard
coefficient (Ružička 1958; as a metric, Chierichetti et al. 2010, *Finding the Jaccard median*),
and (1 − b) ÷ (1 + b) of the Bray–Curtis dissimilarity b. An item is a candidate (``by="place"``),
or a candidate and a service (``by="service"``), where work on an unknown service is an item of its
own. Two partners with one engagement each, on one theme, are already alike by 1, which says little:
hence the least common effort Σ min that can be asked for.
"""

import heapq
from collections.abc import Iterator
from typing import Literal

import numpy as np
from scipy import sparse

from config.base import Frozen
from data.dataset import Dataset

By = Literal["place", "service"]
Item = tuple[str, str | None]
"""Candidate, and service if items are told apart by service."""


class SharedItem(Frozen):
    """One thing that two partners have in common."""

    candidate: str
    service: str | None
    """None = unknown, or items are candidates."""
    first: float
    """Strength of the first partner's engagement, 0..1."""
    second: float
    """Strength of the second partner's engagement, 0..1."""


class SimilarPair(Frozen):
    """Two partners and what they have in common."""

    first: str
    """The partner with the lower id."""
    second: str
    similarity: float
    """Weighted Jaccard coefficient, 0..1."""
    common: float
    """Σ min, in units of one full engagement."""
    shared: tuple[SharedItem, ...]
    """What they share, the most common effort first."""


def similar_partners(
    dataset: Dataset, *, by: By = "place", most: int = 20, least_common: float = 0.0
) -> tuple[SimilarPair, ...]:
    """Return the pairs of partners that resemble each other most.

    Args:
        dataset: engagements are read.
        by: what counts as the same: the place, or the place and the service.
        most: how many pairs to return.
        least_common: least common effort Σ min, in units of one full engagement.

    Returns:
        Most similar first; among equals the greater common effort, then ids. Pairs with nothing in
        common are never returned.
    """
    strengths = _strengths(dataset, by)
    partners = sorted(strengths)
    best = heapq.nsmallest(most, _pairs(_matrix(strengths, partners), most, least_common))
    return tuple(
        SimilarPair(
            first=partners[p],
            second=partners[q],
            similarity=-similarity,
            common=-common,
            shared=_shared(strengths[partners[p]], strengths[partners[q]]),
        )
        for similarity, common, p, q in best
    )


def _strengths(dataset: Dataset, by: By) -> dict[str, dict[Item, float]]:
    found: dict[str, dict[Item, float]] = {}
    for row in dataset.engagements:
        if row.strength > 0:
            item = (row.target, row.service if by == "service" else None)
            mine = found.setdefault(row.partner, {})
            mine[item] = max(mine.get(item, 0.0), row.strength)
    return found


def _matrix(strengths: dict[str, dict[Item, float]], partners: list[str]) -> sparse.csr_array:
    """Return x, partners × items, both in order of their ids."""
    items = sorted({item for row in strengths.values() for item in row}, key=_item_order)
    column = {item: number for number, item in enumerate(items)}
    cells = [
        (row, column[item], strengths[partner][item])
        for row, partner in enumerate(partners)
        for item in sorted(strengths[partner], key=_item_order)
    ]
    rows, columns, values = zip(*cells, strict=True) if cells else ((), (), ())
    return sparse.csr_array(
        (np.array(values, dtype=float), (np.array(rows, int), np.array(columns, int))),
        shape=(len(partners), len(items)),
    )


def _item_order(item: Item) -> tuple[str, str]:
    return (item[0], item[1] or "")


def _pairs(
    matrix: sparse.csr_array, most: int, least_common: float
) -> Iterator[tuple[float, float, int, int]]:
    """Yield (−similarity, −common, p, q), p < q, at most ``most`` for each p, among them the best.

    One pass over each partner's items adds up Σ min with everybody who shares the item; then
    Σ max = Σ x_p + Σ x_q − Σ min. Time grows with Σ_j (partners on item j)².
    """
    columns = matrix.tocsc()
    totals = matrix.sum(axis=1)
    for p in range(matrix.shape[0]):
        common = np.zeros(matrix.shape[0])
        for cell in range(matrix.indptr[p], matrix.indptr[p + 1]):
            item = matrix.indices[cell]
            span = slice(columns.indptr[item], columns.indptr[item + 1])
            common[columns.indices[span]] += np.minimum(columns.data[span], matrix.data[cell])
        others = np.flatnonzero(common > 0)
        others = others[(others > p) & (common[others] >= least_common)]
        similarity = common[others] / (totals[p] + totals[others] - common[others])
        for place in np.lexsort((others, -common[others], -similarity))[:most]:
            q = int(others[place])
            yield (-float(similarity[place]), -float(common[q]), p, q)


def _shared(first: dict[Item, float], second: dict[Item, float]) -> tuple[SharedItem, ...]:
    items = sorted(
        first.keys() & second.keys(),
        key=lambda item: (-min(first[item], second[item]), _item_order(item)),
    )
    return tuple(
        SharedItem(candidate=item[0], service=item[1], first=first[item], second=second[item])
        for item in items
    )
