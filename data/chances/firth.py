r"""Logistic regression with Firth's penalty, and intervals that allow for groups of cases.

Of case *i* with a row :math:`x_i` of the design (a constant first) the chance is
:math:`π_i = 1 / (1 + e^{-x_i β})`. The coefficients maximise the log-likelihood with the penalty of
Firth (1993, *Biometrika* 80, 27-38),

.. math:: \ell^*(β) = \sum_i \bigl( y_i \log π_i + (1 - y_i) \log(1 - π_i) \bigr)
    + \tfrac12 \log \det I(β), \qquad I(β) = X^\top W X, \quad W = \mathrm{diag}(π_i (1 - π_i)),

which takes away the bias of few cases, and stays finite where a level has only successes or only
failures (Heinze & Schemper 2002, *Statistics in Medicine* 21, 2409-2419). It is found by Newton's
method on the modified score :math:`X^\top (y - π + h (\tfrac12 - π))`, *h* the leverages.

Cases of one member are alike, so that they say less than as many strangers. With :math:`u_g` the
modified score summed over group *g* of *G* the covariance is that of the sandwich,

.. math:: V = \tfrac{G}{G - 1} \tfrac{n - 1}{n - k}\,
    I^{-1} \Bigl( \sum_g u_g u_g^\top \Bigr) I^{-1},

and :math:`d_j = \max(1, V_{jj} / (I^{-1})_{jj})` the design effect of coefficient *j*. Its interval
holds the values *b* for which the profile of the penalised likelihood falls short of its maximum by
no more than :math:`\tfrac12 d_j t^2`, *t* the quantile of Student's t with :math:`G - 1` degrees of
freedom: the profile of Heinze & Schemper, with the likelihood ratio divided by the design effect as
Rao & Scott (1984, *Annals of Statistics* 12, 46-60) do.

The penalty draws chances towards one half. So for chances the constant is fitted once more, without
it and with all else held (FLIC, Puhr, Heinze, Nold, Lusa & Geroldinger 2017, *Statistics in
Medicine* 36, 2302-2317): then they are right on average.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, special, stats

Floats = NDArray[np.float64]
Numbers = NDArray[np.intp]

SURE = 0.95
STEPS = 100
"""Most steps of Newton's method; it takes some six."""
CLOSE = 1e-9
"""Largest modified score, per case, at which it ends."""
FAR = 5.0
"""Longest step of a coefficient."""
EXACT = 1e-3
"""How exactly the ends of an interval are found, in standard errors."""
WIDEST = 30.0
"""Distance of an end from the estimate beyond which an interval counts as open."""


@dataclass(frozen=True, eq=False)
class Fit:
    """A regression on cases.

    Attributes:
        design: shape (n, k), the constant first.
        came: shape (n,), 1 where the result came, 0 where it did not.
        groups: shape (n,), number of the group that a case is of, from 0; None = all are strangers.
        coefficients: shape (k,), those of the penalised likelihood.
    """

    design: Floats
    came: Floats
    groups: Numbers | None
    coefficients: Floats

    @cached_property
    def _model_covariance(self) -> Floats:
        chances = special.expit(_along(self.design, self.coefficients))
        found = np.linalg.inv(_information(self.design, chances))
        return found.astype(np.float64)

    @cached_property
    def degrees(self) -> float:
        """Degrees of freedom: one less than there are groups; without groups infinite."""
        return np.inf if self.groups is None else float(self.groups.max())

    @cached_property
    def covariance(self) -> Floats:
        """Covariance of the coefficients, shape (k, k), that allows for groups."""
        if self.groups is None:
            return self._model_covariance
        n, k = self.design.shape
        each = _modified(self.design, self.came, self.coefficients)[:, None] * self.design
        many = int(self.groups.max()) + 1
        sums = np.zeros((many, k))
        np.add.at(sums, self.groups, each)
        scale = many / max(1, many - 1) * (n - 1) / max(1, n - k)
        inverse = self._model_covariance
        found: Floats = scale * inverse @ (sums.T @ sums) @ inverse
        return found

    @cached_property
    def quantile(self) -> float:
        """Standard errors to either side that hold 95 %."""
        return float(stats.t.ppf((1 + SURE) / 2, max(1.0, self.degrees)))

    def design_effect(self, place: int) -> float:
        """Return by how much groups widen the variance of a coefficient; at least 1."""
        alone = self._model_covariance[place, place]
        return max(1.0, float(self.covariance[place, place] / alone))

    def interval(self, place: int) -> tuple[float, float]:
        """Return where a coefficient lies with 95 %; an end that is open is infinite."""
        best = _penalised(self.design, self.came, self.coefficients)
        short = 0.5 * self.design_effect(place) * self.quantile**2
        error = float(np.sqrt(self._model_covariance[place, place]))
        ends = (self._end(place, way, best - short, error) for way in (-1.0, 1.0))
        low, high = ends
        return low, high

    def _end(self, place: int, way: float, level: float, error: float) -> float:
        at = float(self.coefficients[place])
        start = self.coefficients

        def over(distance: float) -> float:
            nonlocal start
            start = start.copy()
            start[place] = at + way * distance
            start = _maximum(self.design, self.came, start, held=place)
            return _penalised(self.design, self.came, start) - level

        inside, outside = 0.0, 1.1 * self.quantile * error * np.sqrt(self.design_effect(place))
        while over(outside) > 0:
            inside, outside = outside, 2 * outside
            if outside > WIDEST:
                return way * np.inf
        found = optimize.brentq(over, inside, outside, xtol=EXACT * error)
        return at + way * float(found)

    @cached_property
    def constant(self) -> float:
        """The constant with which chances are right on average."""
        rest = self.design[:, 1:] @ self.coefficients[1:]
        wanted = float(self.came.sum())
        if wanted in (0.0, float(len(self.came))):
            return float(self.coefficients[0])
        centre, reach = float(special.logit(self.came.mean())), float(np.abs(rest).max()) + 1.0
        return float(
            optimize.brentq(
                lambda at: float(special.expit(at + rest).sum()) - wanted,
                centre - reach, centre + reach,
            )
        )  # fmt: skip

    def chances(self, design: Floats) -> tuple[Floats, Floats, Floats]:
        """Return chances, and where they lie with 95 %.

        Args:
            design: shape (m, k), the constant first.

        Returns:
            Chance, low and high, each of shape (m,), 0..1.
        """
        at = self.constant + design[:, 1:] @ self.coefficients[1:]
        variance = np.maximum(
            np.einsum("ij,jk,ik->i", design, self.covariance, design),
            np.einsum("ij,jk,ik->i", design, self._model_covariance, design),
        )
        reach = self.quantile * np.sqrt(variance)
        chance, low, high = (special.expit(one) for one in (at, at - reach, at + reach))
        return chance, low, high


def fit(design: Floats, came: Floats, groups: Numbers | None = None) -> Fit:
    """Fit coefficients.

    Args:
        design: shape (n, k) of full column rank, the constant first.
        came: shape (n,), 1 where the result came, 0 where it did not.
        groups: shape (n,), numbers from 0 of the groups that cases are of, of which none is left
            out; None = all are strangers.
    """
    start = np.zeros(design.shape[1])
    return Fit(design, came, groups, _maximum(design, came, start))


def _information(design: Floats, chances: Floats) -> Floats:
    found: Floats = np.einsum(
        "ji,ki->jk", (design * (chances * (1 - chances))[:, None]).T.copy(), design.T.copy()
    )
    return found


def _along(design: Floats, at: Floats) -> Floats:
    """Return the log odds of each case.

    Here as elsewhere in this module no library is asked that would share out so little work among
    threads: on a busy machine they would wait for each other.
    """
    found: Floats = np.einsum("ij,j->i", design, at)
    return found


def _penalised(design: Floats, came: Floats, at: Floats) -> float:
    """Return the penalised log-likelihood."""
    rest = _along(design, at)
    likelihood = float((came * rest - np.logaddexp(0.0, rest)).sum())
    sign, size = np.linalg.slogdet(_information(design, special.expit(rest)))
    return likelihood + 0.5 * float(size) if sign > 0 else -np.inf


def _modified(design: Floats, came: Floats, at: Floats) -> Floats:
    """Return what each case adds to the modified score, before its row of the design."""
    chances = special.expit(_along(design, at))
    weights = chances * (1 - chances)
    inverse = np.linalg.inv(_information(design, chances))
    leverage = weights * (np.einsum("ij,jk->ik", design, inverse) * design).sum(axis=1)
    found: Floats = came - chances + leverage * (0.5 - chances)
    return found


def _maximum(design: Floats, came: Floats, start: Floats, held: int | None = None) -> Floats:
    """Return where the penalised likelihood is greatest, one coefficient held where it starts."""
    free = np.array([one for one in range(design.shape[1]) if one != held], dtype=np.intp)
    at, value = start.copy(), _penalised(design, came, start)
    part = design[:, free]
    for _ in range(STEPS):
        score = np.einsum("ij,i->j", part, _modified(design, came, at))
        if np.abs(score).max(initial=0.0) <= CLOSE * len(came):
            break
        step = np.linalg.solve(_information(part, special.expit(_along(design, at))), score)
        step *= min(1.0, FAR / float(np.abs(step).max()))
        while True:
            tried = at.copy()
            tried[free] += step
            reached = _penalised(design, came, tried)
            if reached >= value or np.abs(step).max() < CLOSE:
                break
            step /= 2
        at, value = tried, max(value, reached)
    return at
