r"""Bands: candidates of a kind that the evidence cannot tell apart.

Under the weights given, candidate *i* is **told apart from** *j*, as the better one, where its
score is higher and the evidence leaves little chance that it is not:

* for up to ``acceptability.PAIRWISE_MOST`` candidates: where *i* scores above *j* in at least
  ``SURE`` of ``DRAWS`` draws of missing and ranged evidence (:mod:`scoring.draws`; missing evidence
  may be anything on its scale, weights stay; who fails a gate in a draw scores above nobody);
* for more: where even the least possible score of *i* lies above the greatest possible one of *j*.

Being told apart is no order of places: *a* may be told apart from *c* while *b* is told apart from
neither. Band 1 are all candidates that nobody is told apart from as the better one: each of them
could be called the best. Band 2 are those for whom that holds once band 1 is taken away, and so on
(no circles: only a higher score is told apart from a lower one):

.. math:: band_j = 1 + \max \{ band_i : i \text{ told apart from } j \}, \quad \max \{\} = 0

Two candidates in one band are never told apart. A candidate of which little is known can be in an
earlier band than others with a higher score. Those that fail a gate have no band.

Sources: layers of an interval order, Fishburn (1985), *Interval Orders and Interval Graphs*;
pairwise winning as in :mod:`scoring.acceptability`.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from scoring.acceptability import PAIRWISE_MOST, TIE
from scoring.draws import draw_blocks
from scoring.kind_scores import TIE_DECIMALS, KindScores
from scoring.value import Floats
from scoring.weight_samples import FixedWeights

SURE = 0.95
"""Share of draws in which one must score above another to be told apart from it."""
DRAWS = 1_000
"""Draws of the evidence; a share of 0.95 then has a standard error of 0.007."""


@lru_cache(maxsize=8)
def bands(scores: KindScores) -> tuple[int | None, ...]:
    """Return the band of each candidate, 1 = the first; None where a gate fails."""
    ranked = scores.order[: int(scores.passing.sum())]
    found: list[int | None] = [None] * len(scores.ids)
    heights = (
        _by_draws(scores, ranked) if ranked.size <= PAIRWISE_MOST else _by_range(scores, ranked)
    )
    for position, band in zip(ranked.tolist(), heights, strict=True):
        found[position] = band
    return tuple(found)


def _by_draws(scores: KindScores, ranked: NDArray[np.intp]) -> list[int]:
    """Return bands in order of score, from draws."""
    count = ranked.size
    above = np.zeros((count, count), dtype=np.int32)
    draws = 0
    for block in draw_blocks(scores, FixedWeights(), DRAWS, 0):
        score = np.where(block.passing, block.score, -np.inf)[:, ranked]
        draws += len(score)
        above += (score[:, :, None] > score[:, None, :] + TIE).sum(axis=0, dtype=np.int32)
    tied = np.round(scores.score[ranked], TIE_DECIMALS)
    apart = (above >= SURE * draws) & (tied[:, None] > tied[None, :])
    found = np.ones(count, dtype=np.int64)
    for place in range(1, count):
        better = found[apart[:, place]]
        found[place] = 1 + (better.max() if better.size else 0)
    return [int(band) for band in found]


def _by_range(scores: KindScores, ranked: NDArray[np.intp]) -> list[int]:
    """Return bands in order of score, from the least and the greatest possible scores.

    Band after band: those whose greatest score no least score of the rest lies above.
    """
    low: Floats = scores.low[ranked]
    high: Floats = scores.high[ranked]
    found = np.zeros(ranked.size, dtype=np.int64)
    band = 0
    while (left := np.flatnonzero(found == 0)).size:
        band += 1
        found[left[high[left] >= low[left].max() - TIE]] = band
    return [int(band) for band in found]
