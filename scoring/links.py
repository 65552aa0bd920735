r"""What else do scores go with? Measures on record, in the criteria or not, and columns of words.

A number is set against the score by Spearman's rank correlation, with a 95 % interval by Fisher's
transformation (standard error :math:`\sqrt{1.06 / (n - 3)}`; Fieller, Hartley & Pearson 1957,
*Biometrika* 44, 470-481). A column of words, such as an income group, is set against it by the
share of the variance of scores that lies between its groups (the correlation ratio) and by the test
of Kruskal & Wallis (1952), *Journal of the American Statistical Association* 47, 583-621.

Source: OECD & JRC (2008), Handbook on Constructing Composite Indicators, step 9.
"""

from collections.abc import Mapping

import numpy as np
from scipy import stats

from config.base import Frozen
from scoring.main_effects import correlation_ratio
from scoring.value import Floats

LEAST = 10
"""Candidates of whom a number must be known."""
SMALLEST_GROUP = 3
"""Candidates that a group must have to count."""
TELLS = 0.05
"""Chance, were there nothing in it, down to which groups are said to differ."""
SAME = 1e-9
HALF_WIDTH = 1.96


class NumberLink(Frozen):
    """How scores go with a number."""

    known: int
    correlation: float
    """Spearman's, −1..1."""
    span: tuple[float, float]
    """95 % sure."""

    @property
    def tells(self) -> bool:
        """Whether there is something in it, with 95 %."""
        return self.span[0] > 0 or self.span[1] < 0


class GroupLink(Frozen):
    """How scores differ between groups."""

    known: int
    """Candidates in groups that are large enough."""
    share: float
    """Share (0..1) of the variance of their scores that lies between the groups."""
    chance: float
    """How likely such differences are by chance alone."""
    medians: Mapping[str, float]
    """Group → median score, the highest first."""

    @property
    def tells(self) -> bool:
        """Whether chance alone would hardly make such groups."""
        return self.chance <= TELLS


def number_link(score: Floats, number: Floats, least: int = LEAST) -> NumberLink | None:
    """Return how scores go with a number; None where that cannot be said.

    Args:
        score: shape (n,).
        number: shape (n,), NaN where not known.
        least: candidates of whom it must be known.
    """
    known = ~np.isnan(number)
    x, y = number[known], score[known]
    if x.size < max(least, 4) or np.ptp(x) < SAME or np.ptp(y) < SAME:
        return None
    found = float(stats.spearmanr(x, y).statistic)
    error = HALF_WIDTH * (1.06 / (x.size - 3)) ** 0.5
    at = np.arctanh(np.clip(found, -1 + 1e-12, 1 - 1e-12))
    low, high = np.tanh([at - error, at + error]).tolist()
    return NumberLink(known=int(x.size), correlation=found, span=(low, high))


def group_link(score: Floats, groups: tuple[str, ...]) -> GroupLink | None:
    """Return how scores differ between groups; None where there are no two that are large enough.

    Args:
        score: shape (n,).
        groups: n words; blank = in none.
    """
    names = np.array(groups)
    members = {
        name: score[names == name]
        for name in sorted(set(groups) - {""})
        if groups.count(name) >= SMALLEST_GROUP
    }
    if len(members) < 2:
        return None
    every = np.concatenate(list(members.values()))
    if np.ptp(every) < SAME:
        return None
    at = np.repeat(np.arange(len(members)), [one.size for one in members.values()])
    medians = {name: float(np.median(one)) for name, one in members.items()}
    return GroupLink(
        known=int(every.size),
        share=correlation_ratio(at.astype(np.float64), every, few=len(members)),
        chance=float(stats.kruskal(*members.values()).pvalue),
        medians=dict(sorted(medians.items(), key=lambda item: (-item[1], item[0]))),
    )
