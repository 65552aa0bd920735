"""Did stated shares hold? What was said of how sure an area was, beside what came of it.

Areas are put into bands by the share that was stated. In each, the mean of the stated shares stands
beside the share that came, with the interval of Jeffreys: the quantiles of the beta distribution
Beta(*x* + ½, *n* - *x* + ½), its lower end 0 where none came and its upper end 1 where all did
(Brown, Cai & DasGupta 2001, *Statistical Science* 16, 101-133). It takes areas as strangers, which
those of one list are not quite.
"""

from collections.abc import Iterable
from itertools import pairwise

from scipy import stats

from config.base import Frozen

SURE = 0.95
BANDS = (0.0, 0.3, 0.5, 0.7, 0.9, 1.0)
"""Ends of the bands; the upper end belongs to the next band, but for the last."""
FEWEST = 10
"""Areas of a band below which nothing can be told."""


class Stated(Frozen):
    """One area, the share that was stated of it, and whether it came."""

    candidate: str
    record: str
    """In which it was stated."""
    share: float
    came: bool


class Band(Frozen):
    """Areas with stated shares alike."""

    low: float
    high: float
    cases: int
    stated: float | None
    """Mean of the stated shares; None of no area."""
    came: int
    interval: tuple[float, float] | None
    """Where the share that came lies with 95 %; None where there are too few to tell."""

    @property
    def holds(self) -> bool | None:
        """Whether what was stated lies within the interval; None where it cannot be told."""
        if self.interval is None or self.stated is None:
            return None
        return self.interval[0] <= self.stated <= self.interval[1]


def jeffreys(came: int, cases: int) -> tuple[float, float]:
    """Return the interval of Jeffreys of 95 % for a share of at least one case."""
    tail = (1 - SURE) / 2
    low, high = stats.beta.ppf((tail, 1 - tail), came + 0.5, cases - came + 0.5)
    return (0.0 if came == 0 else float(low)), (1.0 if came == cases else float(high))


def calibration(stated: Iterable[Stated]) -> tuple[Band, ...]:
    """Return every band, the lowest first."""
    every = tuple(stated)
    found = []
    for low, high in pairwise(BANDS):
        last = high == BANDS[-1]
        own = [one for one in every if low <= one.share and (one.share < high or last)]
        came = sum(one.came for one in own)
        found.append(
            Band(
                low=low,
                high=high,
                cases=len(own),
                stated=sum(one.share for one in own) / len(own) if own else None,
                came=came,
                interval=jeffreys(came, len(own)) if len(own) >= FEWEST else None,
            )
        )
    return tuple(found)
