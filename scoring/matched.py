r"""Did those who were chosen change otherwise than like ones who were not? Matched comparison.

Each of the *N* chosen is held against the *M* others that were nearest to it beforehand, in
covariates measured in their standard deviations; others may serve several times. What is told is
the effect on the chosen: by how much their change differs from that of their matches,

.. math:: \hat\tau = \frac1N \sum_{i} \Bigl( Y_i - \hat\mu(X_i)
    - \frac1M \sum_{j \in J(i)} (Y_j - \hat\mu(X_j)) \Bigr),

where the linear fit :math:`\hat\mu` of the matches' changes on the covariates takes away what is
left of the difference between the chosen and their matches (bias correction, Abadie & Imbens 2011,
*Journal of Business & Economic Statistics* 29, 1-11). Its variance is that of Abadie & Imbens
(2006, *Econometrica* 74, 235-267) for the effect on the chosen,

.. math:: \hat V = \frac1{N^2} \sum_i (\hat\tau_i - \hat\tau)^2
    + \frac1{N^2} \sum_j \frac{K_j (K_j - 1)}{M^2} \hat\sigma_j^2,

with :math:`K_j` how often *j* serves and :math:`\hat\sigma_j^2` half the squared difference to the
nearest other that was not chosen. Intervals are those of Student's t with *N* - 1 degrees of
freedom. They hold as far as nothing that is not among the covariates made the chosen both chosen
and change: that is an assumption, and no figure can check it.
"""

from typing import TYPE_CHECKING

import numpy as np
from scipy import stats

from config.base import Frozen
from scoring.value import Floats

if TYPE_CHECKING:
    from numpy.typing import NDArray

MATCHES = 3
"""Others that each of the chosen is held against."""
LEAST_CHOSEN, LEAST_OTHERS = 5, 10
"""Fewer are told as too few."""
SURE = 0.95
POWER = 0.8
"""Chance with which a true difference of the size told as visible would have been seen."""


class Matched(Frozen):
    """How the change of those chosen differs from that of their like."""

    chosen: int
    others: int
    """Who could serve as a match."""
    served: int
    """Of those, who do."""
    change: float
    """Mean change of the chosen."""
    like: float
    """Mean change of their matches."""
    effect: float
    """By how much the chosen changed more, with the bias correction."""
    error: float
    """Its standard error."""
    low: float
    high: float
    """Where the effect lies with 95 %."""
    visible: float
    """Smallest true difference that would have been seen in four cases of five."""

    @property
    def beyond_chance(self) -> bool:
        """Whether the interval does not hold nothing."""
        return self.low > 0 or self.high < 0


def by_chance(telling: int, tests: int) -> float:
    """Return the chance that so many tests or more look telling where nothing is there.

    As if they were strangers to each other: of measures that move together more would at once.
    """
    return float(stats.binom.sf(telling - 1, tests, 1 - SURE))


def matched(
    change: Floats, before: Floats, chosen: "NDArray[np.bool_]", *, matches: int = MATCHES
) -> Matched | None:
    """Return how the chosen changed beside their like; None where there are too few of either.

    Args:
        change: shape (n,), in the unit of what changed.
        before: shape (n, k), what was known beforehand; columns that do not vary say nothing.
        chosen: shape (n,), whether each was chosen.
        matches: others that each is held against; ties are broken by order.
    """
    inside, outside = np.flatnonzero(chosen), np.flatnonzero(~chosen)
    if len(inside) < LEAST_CHOSEN or len(outside) < max(LEAST_OTHERS, matches + 1):
        return None
    spread = before.std(axis=0, ddof=1)
    scaled = (before / np.where(spread > 0, spread, 1.0))[:, spread > 0]
    near = _nearest(scaled[inside], scaled[outside], matches)
    served = np.bincount(near.ravel(), minlength=len(outside))
    fit = _fit(scaled[outside], change[outside], served)
    rest = change - fit(scaled)
    each = rest[inside] - rest[outside][near].mean(axis=1)
    effect = float(each.mean())
    apart = _apart(scaled[outside], change[outside])
    n = len(inside)
    variance = ((each - effect) ** 2).sum() / n**2
    variance += (served * (served - 1) / matches**2 * apart).sum() / n**2
    error = float(np.sqrt(variance))
    reach = float(stats.t.ppf((1 + SURE) / 2, n - 1))
    return Matched(
        chosen=n,
        others=len(outside),
        served=int((served > 0).sum()),
        change=float(change[inside].mean()),
        like=float(change[outside][near].mean()),
        effect=effect,
        error=error,
        low=effect - reach * error,
        high=effect + reach * error,
        visible=(reach + float(stats.t.ppf(POWER, n - 1))) * error,
    )


def _nearest(these: Floats, those: Floats, many: int) -> "NDArray[np.intp]":
    """Return for each of these the nearest of those, shape (these, many); ties by order."""
    apart = ((these[:, None, :] - those[None, :, :]) ** 2).sum(axis=2)
    return np.argsort(apart, axis=1, kind="stable")[:, :many]


class _Fit:
    """A linear fit; a constant where there is nothing to fit with."""

    def __init__(self, coefficients: Floats) -> None:
        self._coefficients = coefficients

    def __call__(self, covariates: Floats) -> Floats:
        found: Floats = _with_constant(covariates) @ self._coefficients
        return found


def _with_constant(covariates: Floats) -> Floats:
    return np.column_stack([np.ones(len(covariates)), covariates])


def _fit(covariates: Floats, change: Floats, served: "NDArray[np.intp]") -> _Fit:
    """Fit changes of those who serve, each as often as it does."""
    weight = np.sqrt(served)
    design = _with_constant(covariates) * weight[:, None]
    found: Floats = np.linalg.lstsq(design, change * weight, rcond=None)[0].astype(np.float64)
    return _Fit(found)


def _apart(covariates: Floats, change: Floats) -> Floats:
    """Return half the squared difference of each change to that of the nearest other."""
    apart = ((covariates[:, None, :] - covariates[None, :, :]) ** 2).sum(axis=2)
    np.fill_diagonal(apart, np.inf)
    nearest = np.argmin(apart, axis=1)
    found: Floats = (change - change[nearest]) ** 2 / 2
    return found
