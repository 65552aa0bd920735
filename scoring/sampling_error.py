"""How precise a sampled share or mean is: standard errors and confidence intervals."""

from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike

from scoring.value import Floats

CONFIDENCE = 0.95
"""How often the intervals given here hold the true share or mean."""
FEW = 10
"""Draws that are not 0, below which their own spread says too little of a mean."""


def standard_error(share: ArrayLike, draws: int) -> Floats:
    r"""Return the standard error :math:`\sqrt{p (1 - p) / N}` of shares of N independent draws."""
    p = np.asarray(share, dtype=np.float64)
    return np.asarray(np.sqrt(p * (1 - p) / draws))


def wilson(share: ArrayLike, draws: int, confidence: float = CONFIDENCE) -> tuple[Floats, Floats]:
    r"""Return Wilson's confidence interval of shares of N independent draws.

    With *z* the normal quantile of the confidence wanted, the interval is

    .. math:: \frac{p + z^2/2N \pm z \sqrt{p (1-p)/N + z^2/4N^2}}{1 + z^2/N}.

    It stays within 0..1 and has a width also where a share is 0 or 1: "never in 1,000 draws" is not
    "never".

    Args:
        share: shares observed, any shape; NaN stays NaN.
        draws: N.
        confidence: how often the interval shall hold the true share.

    Returns:
        Lower and upper ends, same shape.

    Source: Wilson (1927), Journal of the American Statistical Association 22(158), 209-212.
    """
    p = np.asarray(share, dtype=np.float64)
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    middle = p + z**2 / (2 * draws)
    half = z * np.sqrt(p * (1 - p) / draws + z**2 / (4 * draws**2))
    scale = 1 + z**2 / draws
    return np.clip((middle - half) / scale, 0, 1), np.clip((middle + half) / scale, 0, 1)


def precision(draws: int) -> float:
    """Return half the width of the 95 % interval of a share of one half, 0..1."""
    low, high = wilson(0.5, draws)
    return float(high - low) / 2


def mean_interval(
    values: ArrayLike, most: float, confidence: float = CONFIDENCE
) -> tuple[float, float]:
    r"""Return a confidence interval of the mean of values between 0 and a known most.

    By the spread of the values drawn, where enough of them are not 0. Else by the widest spread
    that such values can have, :math:`\mu (M - \mu)` (Bhatia & Davis 2000, The American
    Mathematical Monthly 107(4), 353-357), which makes Wilson's interval one of the mean: "nothing
    gained in 200 draws" is not "nothing to gain".

    Args:
        values: drawn, shape (N,).
        most: M, no value is greater.
        confidence: how often the interval shall hold the true mean.
    """
    drawn = np.asarray(values, dtype=np.float64)
    mean = float(drawn.mean())
    if np.count_nonzero(drawn) >= FEW:
        z = NormalDist().inv_cdf((1 + confidence) / 2)
        half = z * float(drawn.std(ddof=1)) / drawn.size**0.5
        return max(0.0, mean - half), min(max(most, mean), mean + half)
    if most <= 0:
        return mean, mean
    low, high = wilson(min(1.0, mean / most), drawn.size, confidence)
    return float(low) * most, float(high) * most
