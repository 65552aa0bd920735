r"""How well a figure tells those on a list from the others: the area under the ROC curve.

The area is the share of pairs, one on the list and one not, in which the one on the list has the
higher figure; equal ones count half (the Mann-Whitney statistic over its greatest value). 0.5 is no
better than lots, 1 tells them apart without a mistake, below 0.5 the list has the lower ones.

Its standard error is that of DeLong, DeLong & Clarke-Pearson (1988, *Biometrics* 44, 837-845): with
:math:`V_i` the share of the others that candidate *i* of the list is ahead of, and :math:`W_j` the
share of the list that is ahead of *j* of the others,

.. math:: SE^2 = \mathrm{var}(V) / K + \mathrm{var}(W) / (N - K).

It takes the candidates as a sample: how far the area could be another one with others like them.
"""

import numpy as np

from config.base import Frozen
from scoring.value import Floats

EVEN = 0.5
"""The area of what says nothing."""
Z = 1.96
"""Standard errors to either side of a figure that hold 95 % of a normal distribution."""


class Separation(Frozen):
    """How well something tells a list from the others."""

    area: float
    error: float
    """Standard error of the area."""
    listed: int
    """Of the list, those that it is known of."""
    others: int
    """Of the others, those that it is known of."""

    @property
    def span(self) -> tuple[float, float]:
        """Where the area lies with 95 %, within 0 and 1."""
        return max(0.0, self.area - Z * self.error), min(1.0, self.area + Z * self.error)

    @property
    def tells(self) -> bool:
        """Whether the list has the higher figures, beyond what chance may do."""
        return self.span[0] > EVEN

    @property
    def against(self) -> bool:
        """Whether the list has the lower figures, beyond what chance may do."""
        return self.span[1] < EVEN


def separation(listed: Floats, others: Floats) -> Separation | None:
    """Return how well figures tell the list from the others.

    Args:
        listed: shape (k,), of those on the list.
        others: shape (l,), of the others.

    Returns:
        None where either has fewer than two, so that no error can be told.
    """
    if min(listed.size, others.size) < 2:
        return None
    ahead = np.sign(listed[:, None] - others[None, :]) / 2 + 0.5
    of_listed, of_others = ahead.mean(axis=1), ahead.mean(axis=0)
    variance = of_listed.var(ddof=1) / listed.size + of_others.var(ddof=1) / others.size
    return Separation(
        area=float(ahead.mean()),
        error=float(np.sqrt(variance)),
        listed=listed.size,
        others=others.size,
    )
