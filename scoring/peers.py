r"""Peers: those of a kind who have the same value in a column of candidates, oneself included.

The median of n members is never above one of them, i, unless i is above the ⌈n/2⌉-th lowest of the
n − 1 others: with k = ⌊(n − 1)/2⌋ counted from 0,

.. math:: m_i > \mathrm{median}(m_1, \dots, m_n) \iff m_i > o_{(k)},

o the others in rising order. (Of an odd number of members, the median is o_(k) or below as soon as
i lies above o_(k); of an even number it is the mean of o_(k) and something greater, but at most
m_i.) So whether somebody is above the median depends on one of the others alone, and where their
evidence is a range, on its ends.

A measure *against the median* is m_i less the median; its *percentile* is the share of members
below, and half of those alike, oneself included, times 100. Both never fall when one's own measure
rises, and never rise when another's does: so their least and greatest are at the ends of ranges.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from config.criteria import Against
from scoring.value import BEST, Floats

Groups = NDArray[np.int64]
"""Number of the group of each candidate; −1 where its column is blank."""


def groups_of(column: Sequence[str]) -> Groups:
    """Return who are peers: the same number for the same value, −1 for a blank."""
    names = {name: number for number, name in enumerate(sorted(set(column) - {""}))}
    return np.array([names.get(name, -1) for name in column], dtype=np.int64)


def comparable(groups: Groups, usable: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return who has peers: at least two of the group of whom something is believed, shape (n,)."""
    members = np.bincount(groups[usable & (groups >= 0)], minlength=groups.max(initial=-1) + 1)
    return np.asarray(usable & (groups >= 0) & (members[groups] > 1))


def medians(values: Floats, groups: Groups) -> Floats:
    """Return the median of everybody's group, shape (…, n), of values (…, n).

    NaN do not count; NaN where the group has no value, or is not known.
    """
    result = np.full(values.shape, np.nan)
    for group in range(int(groups.max(initial=-1)) + 1):
        mine = groups == group
        some = values[..., mine]
        kept = ~np.isnan(some).any(axis=tuple(range(some.ndim - 1)))
        if kept.any():
            result[..., mine] = np.median(some[..., kept], axis=-1)[..., None]
    return result


def to_beat(values: Floats, groups: Groups, *, below: bool = False) -> Floats:
    """Return the one of the others whom one must be above to be above the median, shape (n,).

    Args:
        values: shape (n,); NaN do not count.
        groups: who are peers.
        below: whom one must be below to be below the median.

    Returns:
        NaN where there are no others. Whose own value is NaN is one more than those that count.
    """
    sign = -1.0 if below else 1.0
    result = np.full(values.shape, np.nan)
    for group in range(int(groups.max(initial=-1)) + 1):
        members = np.flatnonzero(groups == group)
        lacking = np.isnan(values[members])
        mine, others = members[~lacking], members[lacking]
        order = mine[np.argsort(sign * values[mine], kind="stable")]
        if mine.size:
            result[others] = values[order[mine.size // 2]]
        if mine.size > 1:
            middle = (mine.size - 1) // 2
            at = np.arange(mine.size)
            result[order] = values[order[np.where(at > middle, middle, middle + 1)]]
    return result


def together(values: Floats, groups: Groups, how: Against) -> Floats:
    """Return everybody's measure against peers where all turn out at once, shape (…, n).

    Args:
        values: shape (…, n); NaN do not count.
        groups: who are peers.
        how: against their median, or as a percentile among them.

    Returns:
        NaN where one's own value is NaN, or the group is not known.
    """
    if how is Against.MEDIAN:
        return np.asarray(values - medians(values, groups))
    result = np.full(values.shape, np.nan)
    for group in range(int(groups.max(initial=-1)) + 1):
        kept = np.flatnonzero(
            (groups == group) & ~np.isnan(values).any(axis=tuple(range(values.ndim - 1)))
        )
        if kept.size:
            from scipy.stats import rankdata  # only where a percentile is asked for

            ranks = rankdata(values[..., kept], method="average", axis=-1)
            result[..., kept] = (ranks - 0.5) / kept.size * BEST
    return result


def alone(own: Floats, others: Floats, groups: Groups, how: Against) -> Floats:
    """Return everybody's measure against peers where each turns out by itself, shape (b, n).

    Args:
        own: shape (b, n), one's own values.
        others: shape (n,), where everybody is as a peer of others; NaN do not count.
        groups: who are peers.
        how: against their median, or as a percentile among them.

    Returns:
        NaN where one's own value is NaN, or the group is not known.
    """
    result = np.full(own.shape, np.nan)
    for group in range(int(groups.max(initial=-1)) + 1):
        members = np.flatnonzero(groups == group)
        counted = members[~np.isnan(others[members])]
        for place in members.tolist():
            rest = np.sort(others[counted[counted != place]])
            result[:, place] = _against(own[:, place], rest, how)
    return result


def _against(own: Floats, rest: Floats, how: Against) -> Floats:
    """Return values, shape (b,), against sorted others, shape (k,)."""
    if how is Against.PERCENTILE:
        below, up_to = (np.searchsorted(rest, own, side) for side in ("left", "right"))
        return np.where(np.isnan(own), np.nan, (below + up_to + 1) / 2 / (rest.size + 1) * BEST)
    walled = np.concatenate([[-np.inf], rest, [np.inf]])
    middle = (rest.size + 1) // 2
    if rest.size % 2 == 0:
        median = np.clip(own, walled[middle], walled[middle + 1])
    else:
        median = (walled[middle] + np.clip(own, walled[middle - 1], walled[middle + 1])) / 2
    return np.asarray(own - median)
