"""Spearman's rank correlation, for whoever asks: do two lists of numbers go in the same order?"""

import numpy as np

from scoring.value import Floats

SAME = 1e-9
"""Spread below which all numbers are the same."""


def spearman(one: Floats, other: Floats) -> float | None:
    """Return the rank correlation, −1..1; None where there are no two, or all of one are the same.

    Args:
        one: shape (n,).
        other: shape (n,).
    """
    from scipy.stats import spearmanr  # takes half a second to load

    if one.size < 2 or np.ptp(one) < SAME or np.ptp(other) < SAME:
        return None
    return float(spearmanr(one, other).statistic)
