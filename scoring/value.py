"""Value functions: from a measure, in its own unit, to the common scale 0 (worst) .. 100 (best).

For a measure ``m`` a value function ``v`` gives ``v(m)`` in 0..100 points; four forms:

* linear: ``100·(m − worst) / (best − worst)``, cut off at 0 and 100;
* points: straight lines between given points, flat before the first and after the last;
* threshold: one value below a limit, another at and above it;
* levels: a value for each named level.

A measure that is only known to lie in ``[low, high]`` has a value in
``[min v(m), max v(m) : low ≤ m ≤ high]``. Linear and threshold functions never turn, so that both
extremes lie at an end of the interval; a points function can turn at its points only, so that both
extremes lie at an end or at a point in between. The intervals are therefore exact for continuous
functions, rising, falling or neither; for a threshold they are attained as well, because the limit
itself belongs to the upper side.

Source: Keeney & Raiffa (1976), Decisions with Multiple Objectives, chapter 3.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from config.criteria import Levels, Linear, Piecewise, Threshold, ValueFunction

BEST = 100.0
"""The most points a measure can be worth; the least is 0."""

Floats = NDArray[np.float64]
Numeric = Linear | Piecewise | Threshold
"""A value function of a measured number; levels are the value functions of words."""

LINE_MARGIN = 0.1
"""How far beyond its own points a curve is drawn when the measure has no scale (share of width)."""


def value(function: Numeric, measure: ArrayLike) -> Floats:
    """Return the value of each measured number.

    Args:
        function: a value function of numbers.
        measure: numbers in the measure's unit, any shape; NaN where missing.

    Returns:
        Points 0..100, same shape; NaN where the measure is missing.
    """
    measured = np.asarray(measure, dtype=np.float64)
    match function:
        case Linear():
            share = (measured - function.worst) / (function.best - function.worst)
            return np.asarray(np.clip(share, 0.0, 1.0) * BEST)
        case Piecewise():
            at, points = np.asarray(function.points, dtype=np.float64).T
            return np.asarray(np.interp(measured, at, points), dtype=np.float64)
        case Threshold():
            points = np.where(measured < function.at, function.below, function.above)
            return np.where(np.isnan(measured), np.nan, points)


def value_range(function: Numeric, low: ArrayLike, high: ArrayLike) -> tuple[Floats, Floats]:
    """Return the least and the greatest value that a measure in ``[low, high]`` can have.

    Args:
        function: a value function of numbers.
        low: least possible measures, any shape; NaN where missing.
        high: greatest possible measures, same shape, nowhere below ``low``.

    Returns:
        Two arrays of points 0..100, same shape; NaN where the measure is missing.
    """
    low_end = np.asarray(low, dtype=np.float64)
    high_end = np.asarray(high, dtype=np.float64)
    at_ends = value(function, low_end), value(function, high_end)
    least, greatest = np.minimum(*at_ends), np.maximum(*at_ends)
    if isinstance(function, Piecewise):
        for at, points in function.points:
            between = (low_end < at) & (at < high_end)
            least = np.where(between, np.minimum(least, points), least)
            greatest = np.where(between, np.maximum(greatest, points), greatest)
    return least, greatest


def level_values(function: Levels, labels: Sequence[str | None]) -> Floats:
    """Return the value of each level.

    Args:
        function: the value of each named level.
        labels: levels as evidence writes them; None where missing.

    Returns:
        Points 0..100, shape ``(len(labels),)``; NaN where missing.

    Raises:
        KeyError: a label is not one of the levels.
    """
    points = [np.nan if label is None else function.levels[label] for label in labels]
    return np.array(points, dtype=np.float64)


def direction(function: ValueFunction) -> int:
    """Return +1 if more of the measure is worth more, −1 if less of it is.

    A points function is judged by its two ends; levels count as rising.
    """
    match function:
        case Linear():
            falls = function.best < function.worst
        case Piecewise():
            falls = function.points[-1][1] < function.points[0][1]
        case Threshold():
            falls = function.above < function.below
        case Levels():
            falls = False
    return -1 if falls else 1


def curve(
    function: ValueFunction, scale: tuple[float, float] | None = None
) -> tuple[tuple[float | str, float], ...]:
    """Return the corners of a value function's picture, in drawing order.

    Args:
        function: any value function.
        scale: lowest and highest possible measure, where the measure has such; the curve then
            covers at least that range.

    Returns:
        Pairs of measure (or level) and points 0..100. Lines between neighbours are straight; a
        threshold's step is two corners at the same measure; levels have no lines between them.
    """
    if isinstance(function, Levels):
        return tuple(function.levels.items())
    match function:
        case Linear():
            corners = [(function.worst, 0.0), (function.best, BEST)]
        case Piecewise():
            corners = list(function.points)
        case Threshold():
            corners = [(function.at, function.below), (function.at, function.above)]
    corners.sort(key=lambda corner: corner[0])
    first, last = corners[0], corners[-1]
    margin = LINE_MARGIN * ((last[0] - first[0]) or max(abs(last[0]), 1.0))
    lowest, highest = scale or (first[0] - margin, last[0] + margin)
    before = [(lowest, first[1])] if lowest < first[0] else []
    after = [(highest, last[1])] if highest > last[0] else []
    return (*before, *corners, *after)
