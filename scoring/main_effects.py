r"""Does a criterion move the score as much as its weight says? Nominal against effective weights.

The effective weight of a criterion *c* is its main effect on the score *y*, the share of the
variance of the scores that goes with it alone,

.. math:: S_c = \frac{\mathrm{Var}_{x_c}\,[\,E(y \mid x_c)\,]}{\mathrm{Var}(y)},

the correlation ratio of Pearson (1905), and the square of the correlation where the relation is a
straight line. Criteria that vary little, or that are known of few, move the score less than their
weight says; criteria that go together with others move it more, so that main effects need not add
up to 1. Shares of their sum are set against the weights.

:math:`E(y \mid x_c)` is a smoothing spline, its smoothness chosen by generalised cross-validation;
where a criterion has few values it is the mean of each, and never does it say less than a straight
line.

Source: Paruolo, Saisana & Saltelli (2013), *Journal of the Royal Statistical Society A* 176(3),
609-634.
"""

import numpy as np
from scipy.interpolate import make_smoothing_spline

from config.base import Frozen
from scoring.kind_scores import KindScores
from scoring.value import Floats

FEW = 8
"""Values of a criterion up to which every value has a mean of its own."""
GRID = 2
"""Decimals of the range of a criterion to which values are taken together: hundredths of it."""
KNOTS = 5
"""Fewest values that a smoothing spline is put through."""
LEAST = 10
"""Candidates below which nothing is said."""
SAME = 1e-9


class MainEffect(Frozen):
    """What one criterion does to the scores of a kind."""

    criterion: str
    weight: float
    """Nominal: share of the weight, 0..1."""
    effect: float
    """Main effect: share (0..1) of the variance of scores that goes with the criterion alone."""
    linear: float
    """The same where only straight lines are looked at: the squared correlation."""
    share: float
    """Effective weight: its share of the sum of all main effects."""


def main_effects(scores: KindScores, least: int = LEAST) -> tuple[MainEffect, ...]:
    """Return what every criterion does to the scores of those who fail no gate; none for few."""
    taking_part = np.flatnonzero(scores.passing)
    if taking_part.size < least:
        return ()
    values, score = scores.values[taking_part], scores.score[taking_part]
    linear = [squared_correlation(column, score) for column in values.T]
    found = [
        max(line, correlation_ratio(column, score))
        for line, column in zip(linear, values.T, strict=True)
    ]
    total = sum(found) or 1.0
    return tuple(
        MainEffect(criterion=name, weight=weight, effect=effect, linear=line, share=effect / total)
        for name, weight, effect, line in zip(
            scores.criteria, scores.weights.tolist(), found, linear, strict=True
        )
    )


def squared_correlation(x: Floats, y: Floats) -> float:
    """Return the squared correlation of two columns; 0 where one does not vary."""
    if np.ptp(x) < SAME or np.ptp(y) < SAME:
        return 0.0
    return float(min(1.0, np.corrcoef(x, y)[0, 1] ** 2))


def correlation_ratio(x: Floats, y: Floats, few: int = FEW) -> float:
    """Return the share (0..1) of the variance of y that goes with x.

    Args:
        x: shape (n,).
        y: shape (n,).
        few: up to so many different values of x each has a mean of its own.
    """
    if np.ptp(x) < SAME or np.ptp(y) < SAME:
        return 0.0
    unit = (x - x.min()) / np.ptp(x)
    smooth = np.unique(np.round(unit, 9)).size > few
    at, place = np.unique(np.round(unit, GRID if smooth else 9), return_inverse=True)
    number = np.bincount(place).astype(np.float64)
    mean = np.bincount(place, weights=y) / number
    if smooth and at.size >= KNOTS:
        mean = make_smoothing_spline(at, mean, w=number)(at)
    return min(1.0, float(np.var(mean[place]) / np.var(y)))
