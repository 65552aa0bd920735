"""How far people who rate the same things agree: Krippendorff's alpha.

Krippendorff, *Content Analysis* (2004), chapter 11: alpha = 1 − D_observed / D_expected over the
pairs of values that different people gave to the same thing; 1 = all agree, 0 = no more than by
chance, below 0 = less. Things that fewer than two people rated do not count.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike


def krippendorff_alpha(ratings: ArrayLike, *, ordinal: bool = False) -> float | None:
    """Return Krippendorff's alpha; None where nothing can be compared, or nothing differs.

    Args:
        ratings: people × things; NaN where somebody did not rate a thing.
        ordinal: whether the values only have an order; otherwise their differences count.
    """
    given = np.atleast_2d(np.asarray(ratings, dtype=float))
    levels = np.unique(given[~np.isnan(given)])
    if len(levels) < 2:
        return None
    counts = (given[:, :, None] == levels).sum(axis=0).astype(float)
    paired = counts[counts.sum(axis=1) > 1]
    if not len(paired):
        return None
    sizes = paired.sum(axis=1)
    pairs = np.einsum("ti,tj->ij", paired / (sizes - 1)[:, None], paired)
    pairs[np.diag_indices_from(pairs)] -= (paired / (sizes - 1)[:, None]).sum(axis=0)
    totals = pairs.sum(axis=1)
    distance = _ordinal(totals) if ordinal else (levels[:, None] - levels[None, :]) ** 2
    expected = totals[:, None] * totals[None, :] / (totals.sum() - 1)
    disagreement = float((expected * distance).sum())
    return 1.0 - float((pairs * distance).sum()) / disagreement if disagreement > 0 else None


def _ordinal(
    totals: np.ndarray[tuple[int], np.dtype[np.float64]],
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Return squared distances between levels: values given in between, half of the two ends."""
    up = np.cumsum(totals)
    between = up[None, :] - up[:, None] - (totals[None, :] - totals[:, None]) / 2
    distances: np.ndarray[tuple[int, int], np.dtype[np.float64]] = between**2
    return distances


def middle(values: Sequence[float]) -> float:
    """Return the median; of an even number of values the mean of the two in the middle."""
    return float(np.median(values))
