r"""Would another method say the same?

The ranking rests on additive values. Three other families of methods rank the same candidates from
the same values and weights, each with another idea of what makes one candidate better:

* **TOPSIS** (Hwang & Yoon 1981): near the best and far from the worst that anyone is, by Euclidean
  distance. Values are vector-normalised, :math:`r_{ic} = v_{ic} / \sqrt{\sum_j v_{jc}^2}`, as in
  the book; with min-max normalisation, which some libraries default to, results differ.
* **PROMETHEE II** (Brans & Vincke 1985): beats others clearly and often, in pairs. A difference up
  to 5 points counts nothing, from 25 points all, in between in proportion (preference function of
  type V). These two thresholds are our assumption; one threshold over the whole scale would give
  back the weighted sum and prove nothing.
* **VIKOR** (Opricovic 1998): a compromise between little regret overall and little regret on the
  worst criterion, half and half.

They are there to question the ranking, not to replace it: where they agree, the ranking does not
hang on the method; where they do not, the candidate is strong on some criteria and weak on others.
Criteria on which all candidates are equal tell nobody apart and are left out. Candidates that fail
a gate take no part. The methods are those of the pymcdm library (Kizielewicz, Shekhovtsov & Sałabun
2023, SoftwareX 22, 101368).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from pymcdm.methods import PROMETHEE_II, TOPSIS, VIKOR
from pymcdm.normalizations import vector_normalization
from scipy import stats

from scoring.kind_scores import KindScores, shared_places
from scoring.rank_correlation import spearman
from scoring.value import Floats

INDIFFERENCE, PREFERENCE = 5.0, 25.0
"""PROMETHEE II: differences (points) that count nothing, and that count in full."""

EVEN = 1e-12
"""Spread of regrets (shares of the weight) below which all are equal."""

PAIRS_MOST = 2_000
"""Most candidates for PROMETHEE II, which compares each with each; left out beyond."""


@dataclass(frozen=True, eq=False)
class MethodRanking:
    """How another method ranks n candidates.

    Attributes:
        name: the method.
        value: shape (n,), what the method ranks by, in its own unit; more is better.
        rank: shape (n,), 1 = best; equals share a rank.
        spearman: rank correlation with our scores, −1..1; None where all values are equal.
        kendall: Kendall's tau-b with our scores, −1..1; None likewise.
    """

    name: str
    value: Floats
    rank: NDArray[np.int64]
    spearman: float | None
    kendall: float | None


@dataclass(frozen=True, eq=False)
class MethodComparison:
    """How other methods rank the candidates of a kind that fail no gate.

    Attributes:
        ids: the n candidates, sorted by id.
        rank: shape (n,), our ranks, 1 = best.
        methods: the other methods.
    """

    ids: tuple[str, ...]
    rank: NDArray[np.int64]
    methods: tuple[MethodRanking, ...]

    @cached_property
    def shift(self) -> NDArray[np.int64]:
        """Shape (n,): by how many ranks the method that differs most puts a candidate elsewhere."""
        apart = [np.abs(method.rank - self.rank) for method in self.methods]
        return np.max(apart, axis=0) if apart else np.zeros_like(self.rank)

    def shared_first(self, places: int) -> Mapping[str, int]:
        """Return, per method, how many of our first candidates are among its first, too."""
        ours = self.rank <= places
        return {method.name: int((ours & (method.rank <= places)).sum()) for method in self.methods}


def compare_methods(scores: KindScores) -> MethodComparison:
    """Rank the candidates of a kind by other methods, from their central values."""
    taking_part = np.flatnonzero(scores.passing)
    values, ours = scores.values[taking_part], scores.score[taking_part]
    telling = (np.ptp(values, axis=0) > 0) & (scores.weights > 0) if len(values) else scores.overlap
    columns = values[:, telling]
    weights = scores.weights[telling] / (scores.weights[telling].sum() or 1.0)
    methods: dict[str, Callable[[Floats, Floats], Floats]] = {"TOPSIS": _topsis, "VIKOR": _vikor}
    if len(values) <= PAIRS_MOST:
        methods["PROMETHEE II"] = _promethee
    return MethodComparison(
        ids=tuple(scores.ids[position] for position in taking_part),
        rank=_rank(ours),
        methods=tuple(
            _ranking(name, method(columns, weights), ours)
            if telling.any()
            else _ranking(name, np.zeros(len(values)), ours)
            for name, method in sorted(methods.items())
        ),
    )


def _topsis(values: Floats, weights: Floats) -> Floats:
    return _run(TOPSIS(vector_normalization), values, weights)


def _promethee(values: Floats, weights: Floats) -> Floats:
    count = weights.size
    method = PROMETHEE_II("vshape_2", p=[PREFERENCE] * count, q=[INDIFFERENCE] * count)
    return _run(method, values, weights)


def _vikor(values: Floats, weights: Floats) -> Floats:
    """Return VIKOR's compromise, negated so that more is better.

    It divides by the spread of both regrets. Where one has none, it tells nobody apart, and the
    other decides alone.
    """
    regret = weights * (values.max(axis=0) - values) / np.ptp(values, axis=0)
    overall, worst = regret.sum(axis=1), regret.max(axis=1)
    spread = [np.ptp(overall) > EVEN, np.ptp(worst) > EVEN]
    if all(spread):
        return -_run(VIKOR(), values, weights)
    return np.asarray(-overall if spread[0] else -worst)


def _run(method: Callable[..., Floats], values: Floats, weights: Floats) -> Floats:
    """Run a method of the library; every criterion is of the kind "more is better"."""
    found = method(values, weights, np.ones(weights.size), validation=False)
    return np.asarray(found, dtype=np.float64)


def _ranking(name: str, value: Floats, ours: Floats) -> MethodRanking:
    alike = spearman(ours, value)
    kendall = None if alike is None else float(stats.kendalltau(ours, value).statistic)
    return MethodRanking(name, value, _rank(value), alike, kendall)


def _rank(value: Floats) -> NDArray[np.int64]:
    """Return ranks from 1, more being better; equals share one."""
    order = np.argsort(-value, kind="stable")
    rank = np.empty(value.size, dtype=np.int64)
    rank[order] = shared_places(value[order])
    return rank
