r"""What the variance of an outcome comes from: Sobol' indices, first-order and total, of groups.

Of N rows the outcome is known for inputs *A*, for independent inputs *B*, and for each group *g* of
inputs for *A* with that group taken from *B*. With f an outcome of k parts (in or out, for each of
k candidates), all variances are sums over the parts (Gamboa, Janon, Klein & Lagnoux 2014,
*Electronic Journal of Statistics* 8, 575-603):

.. math::
    S_g = \frac{\sum \overline{(f_B - \bar f)\,(f_{A_g} - f_A)}}{\sum \mathrm{var} f}, \qquad
    T_g = \frac{\sum \overline{(f_A - f_{A_g})^2}}{2 \sum \mathrm{var} f}.

:math:`S_g` is the share of the variance that would go if the group alone were known,
:math:`T_g` the share that would stay if all but the group were known (Saltelli et al. 2010,
*Computer Physics Communications* 181, 259-270; Jansen 1999). What the first-order shares leave up
to 1 comes from groups together. Intervals: rows drawn again with replacement.
"""

from collections.abc import Mapping

import numpy as np

from config.base import Frozen
from scoring.value import Floats

AGAIN = 1_000
"""Times that rows are drawn again for an interval."""
TAIL = 2.5
"""Percent cut off at each end of an interval."""


class VarianceShare(Frozen):
    """What one group of inputs does to the outcome."""

    first: float
    """Share of the variance that would go if it alone were known."""
    first_span: tuple[float, float]
    total: float
    """Share that would stay if all else were known."""
    total_span: tuple[float, float]
    changes: float
    """Mean sum of squared changes of the parts when the group alone is another one."""
    changes_span: tuple[float, float]


def variance_shares(
    a: Floats, b: Floats, mixed: Mapping[str, Floats], seed: int = 0, again: int = AGAIN
) -> dict[str, VarianceShare]:
    """Return what each group of inputs does to an outcome.

    Args:
        a: shape (N, k), the outcome for inputs A.
        b: shape (N, k), for inputs B.
        mixed: group → shape (N, k), for A with that group taken from B.
        seed: of the rows that are drawn again.
        again: how often they are; without, intervals are the figures themselves.
    """
    rows = np.random.default_rng(seed).integers(0, len(a), (again, len(a)))
    weights = np.full((again + 1, len(a)), 1 / len(a))
    for place, drawn in enumerate(rows, start=1):
        weights[place] = np.bincount(drawn, minlength=len(a)) / len(a)
    mean = (weights @ a + weights @ b) / 2
    spread = ((weights @ a**2 + weights @ b**2) / 2 - mean**2).sum(axis=1)
    found = {}
    for group, other in mixed.items():
        product = (weights @ (b * (other - a))).sum(axis=1)
        product -= (mean * (weights @ (other - a))).sum(axis=1)
        change = weights @ ((a - other) ** 2).sum(axis=1)
        with np.errstate(divide="ignore", invalid="ignore"):
            first = np.nan_to_num(np.where(spread > 0, product / spread, 0.0))
            total = np.nan_to_num(np.where(spread > 0, change / (2 * spread), 0.0))
        found[group] = VarianceShare(
            first=float(first[0]),
            first_span=_span(first),
            total=float(total[0]),
            total_span=_span(total),
            changes=float(change[0]),
            changes_span=_span(change),
        )
    return found


def _span(values: Floats) -> tuple[float, float]:
    low, high = np.percentile(
        values[1:] if values.size > 1 else values, [TAIL, 100 - TAIL]
    ).tolist()
    return low, high
