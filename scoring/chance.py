r"""How many of a list drawing lots would find: the hypergeometric distribution, region by region.

Of N candidates K are on the list, and m are chosen. By lots the number X found among them has

.. math:: P(X = x) = \binom{K}{x} \binom{N - K}{m - x} / \binom{N}{m};

where it is given how many are chosen in each region, X is the sum of independent numbers of this
kind, one for each region, and its distribution the convolution of theirs.
"""

from collections.abc import Iterable
from math import comb

import numpy as np

from config.base import Frozen
from scoring.value import Floats

SURE = 0.95
"""Share of all draws within which lots are said to end."""


class Lots(Frozen):
    """One part of the candidates, of which lots draw some."""

    among: int
    """Candidates, N."""
    listed: int
    """Of these on the list, K."""
    chosen: int
    """Of these drawn, m."""


class Found(Frozen):
    """How many of a list were found, and how many lots would have found."""

    hits: int
    listed: int
    chosen: int
    among: int
    expected: float
    """Mean of what lots find."""
    low: int
    high: int
    """Between these lots end in 95 % of draws (each end cut off at 2.5 %)."""
    at_least: float
    """Share of draws in which lots find as many or more."""

    @property
    def beyond(self) -> bool:
        """Whether lots would hardly find so many: in no more than 2.5 % of draws."""
        return self.at_least <= (1 - SURE) / 2


def distribution(parts: Iterable[Lots]) -> Floats:
    """Return the probabilities of 0, 1, 2, … found by lots; they sum to 1."""
    found = np.ones(1)
    for one in parts:
        ways = [
            comb(one.listed, x) * comb(one.among - one.listed, one.chosen - x)
            for x in range(min(one.listed, one.chosen) + 1)
        ]
        whole = comb(one.among, one.chosen)
        found = np.convolve(found, [way / whole for way in ways])
    return found


def against_lots(hits: int, parts: Iterable[Lots]) -> Found:
    """Return how many were found, against lots that draw as many from each part."""
    every = tuple(parts)
    shares = distribution(every)
    below = np.cumsum(shares)
    tail = (1 - SURE) / 2
    return Found(
        hits=hits,
        listed=sum(one.listed for one in every),
        chosen=sum(one.chosen for one in every),
        among=sum(one.among for one in every),
        expected=float(shares @ np.arange(shares.size)),
        low=int(np.searchsorted(below, tail)),
        high=min(int(np.searchsorted(below, 1 - tail)), shares.size - 1),
        at_least=float(shares[hits:].sum()),
    )
