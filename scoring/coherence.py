r"""Do the criteria of a kind say different things, and the measures of a criterion the same?

Of values that are known (stand-ins left out), so that more is better on each:

* correlations (Pearson) of two measures, or of two criteria, over the candidates of whom both are
  known;
* Cronbach's alpha of the k measures of a kind, from their covariances :math:`C`,
  :math:`\alpha = \frac{k}{k-1}\,(1 - \mathrm{tr}\,C / \sum_{ij} C_{ij})`: how far they could be
  parts of one thing (Cronbach 1951, *Psychometrika* 16, 297-334);
* eigenvalues of the correlation matrix of the criteria, over the candidates of whom all are known:
  how many separate things they speak of (principal components; Kaiser's rule counts those above 1).

A criterion counts as known of a candidate where no more than half of it is missing. Two things of
which too few candidates are known are not compared; what is the same for all is not either.

Source: OECD & JRC (2008), Handbook on Constructing Composite Indicators, step 4.
"""

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from config.base import Frozen
from scoring.evidence_table import MISSING
from scoring.kind_scores import KindScores
from scoring.value import Floats

LEAST = 10
"""Candidates of whom two things must be known before they are compared."""
REDUNDANT = 0.9
"""Correlation from which two things say the same."""
OPPOSED = -0.3
"""Correlation down to which two things pull apart: what one adds the other takes away."""
KNOWN = 0.5
"""Greatest share of a criterion that may be missing where it counts as known."""
KAISER = 1.0
"""Eigenvalue above which a component says more than a single criterion."""
SAME = 1e-9
"""Spread (points) below which all are the same."""


class Pair(Frozen):
    """Two measures, or two criteria, over the candidates of whom both are known."""

    first: str
    second: str
    within: str | None
    """Criterion that both measures belong to; None where they belong to two, and for criteria."""
    correlation: float
    known: int
    """Candidates of whom both are known."""


class Coherence(Frozen):
    """How the criteria and measures of a kind go together."""

    measures: tuple[Pair, ...]
    """Every two measures that can be compared, those that go together most first."""
    criteria: tuple[Pair, ...]
    uncompared: int
    """Pairs of measures of whom too few are known, or that are the same for all."""
    alpha: float | None
    """Cronbach's alpha of the measures that can all be compared; None for fewer than two."""
    alpha_of: int
    """How many measures that are."""
    eigenvalues: tuple[float, ...]
    """Of the criteria, largest first; empty where too few candidates are known on all."""
    eigenvalues_of: tuple[str, ...]
    """The criteria that are in it."""
    complete: int
    """Candidates of whom all of these are known."""

    @property
    def components(self) -> int:
        """How many components say more than a single criterion."""
        return sum(value > KAISER for value in self.eigenvalues)


def coherence(scores: KindScores, least: int = LEAST) -> Coherence:
    """Return how the criteria and measures of a kind go together."""
    uses = scores.measures
    points = np.where(uses.basis == MISSING, np.nan, uses.central)
    within = [scores.criteria[position] for position in uses.criterion.tolist()]
    names = [f"{criterion}.{name}" for criterion, name in zip(within, uses.measure, strict=True)]
    measures, uncompared = _pairs(points, names, within, least)
    known = scores.basis[:, :, MISSING] <= KNOWN
    values = np.where(known, scores.values, np.nan)
    criteria, _ = _pairs(values, scores.criteria, None, least)
    together = _together(points, measures, names)
    counted = _counted(values, least)
    complete = ~np.isnan(values[:, counted]).any(axis=1)
    enough = len(counted) > 1 and int(complete.sum()) > max(least, len(counted))
    return Coherence(
        measures=measures,
        criteria=criteria,
        uncompared=uncompared,
        alpha=cronbach_alpha(points[:, together]) if len(together) > 1 else None,
        alpha_of=len(together),
        eigenvalues=eigenvalues(values[complete][:, counted]) if enough else (),
        eigenvalues_of=tuple(scores.criteria[place] for place in counted) if enough else (),
        complete=int(complete.sum()) if counted else 0,
    )


def cronbach_alpha(points: Floats) -> float | None:
    """Return Cronbach's alpha of k columns; None where they have no spread at all.

    Args:
        points: shape (n, k), NaN where not known; covariances are taken over whom both are known.
    """
    count = points.shape[1]
    if count < 2:
        return None
    covariance = pd.DataFrame(points).cov().fillna(0.0).to_numpy()
    total = float(covariance.sum())
    if total <= SAME:
        return None
    return float(count / (count - 1) * (1 - float(np.trace(covariance)) / total))


def eigenvalues(values: Floats) -> tuple[float, ...]:
    """Return the eigenvalues of the correlation matrix of columns, largest first.

    Args:
        values: shape (n, k), complete.
    """
    if np.any(np.ptp(values, axis=0) < SAME):
        return ()
    found = np.linalg.eigvalsh(np.corrcoef(values, rowvar=False))
    return tuple(np.maximum(found[::-1], 0.0).tolist())


def _pairs(
    values: Floats, names: Sequence[str], within: Sequence[str] | None, least: int
) -> tuple[tuple[Pair, ...], int]:
    """Return every two columns that can be compared, and how many cannot be."""
    found, uncompared = [], 0
    for first, second in combinations(range(values.shape[1]), 2):
        both = ~np.isnan(values[:, [first, second]]).any(axis=1)
        one, other = values[both, first], values[both, second]
        if one.size < least or np.ptp(one) < SAME or np.ptp(other) < SAME:
            uncompared += 1
            continue
        same = within is not None and within[first] == within[second]
        found.append(
            Pair(
                first=names[first],
                second=names[second],
                within=within[first] if within is not None and same else None,
                correlation=float(np.clip(np.corrcoef(one, other)[0, 1], -1.0, 1.0)),
                known=int(one.size),
            )
        )
    found.sort(key=lambda pair: (-pair.correlation, pair.first, pair.second))
    return tuple(found), uncompared


def _together(points: Floats, pairs: Sequence[Pair], names: Sequence[str]) -> list[int]:
    """Return columns of which every two can be compared: the most widely known come first."""
    compared = {frozenset((pair.first, pair.second)) for pair in pairs}
    known: NDArray[np.int64] = (~np.isnan(points)).sum(axis=0)
    found: list[int] = []
    for place in np.lexsort((np.arange(len(names)), -known)).tolist():
        if all(frozenset((names[place], names[other])) in compared for other in found):
            found.append(place)
    return sorted(found) if len(found) > 1 else []


def _counted(values: Floats, least: int) -> list[int]:
    """Return the criteria that are known of enough candidates, and differ among them."""
    found = []
    for place in range(values.shape[1]):
        known = values[~np.isnan(values[:, place]), place]
        if known.size >= least and np.ptp(known) >= SAME:
            found.append(place)
    return found
