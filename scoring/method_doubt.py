r"""What the doubt about a ranking comes from: weights, evidence, scales, or how criteria are added.

All four are drawn at once, as the Handbook asks of an analysis of uncertainty: weights near the
given ones, what is missing or ranged, the scale of measures (the value functions, or their points
put from least to greatest, in standard deviations, or in ranks) and how criteria are put together
(weighted sum or geometric mean), each scale and each way as likely as any other. Told are by how
many places a candidate moves on average, in how many draws it is among the first, and what share of
that doubt comes from what (Sobol' indices over all candidates together, :mod:`scoring.sobol`).

The scales of a draw are those of points, not of measured numbers: a drawn value has no number.

Sources: OECD & JRC (2008), Handbook on Constructing Composite Indicators, step 7; Saisana, Saltelli
& Tarantola (2005), *Journal of the Royal Statistical Society A* 168(2), 307-323.
"""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.belief import MissingDraw
from scoring.believed import believed_uses, open_cells
from scoring.criterion_values import criterion_values
from scoring.kind_scores import KindScores
from scoring.sobol import VarianceShare, variance_shares
from scoring.value import Floats
from scoring.variants import Aggregation, Scale, aggregated, places, rescaled
from scoring.weight_samples import WeightBelief, WeightsAround, sample_weights

ROWS = 200
"""Usual number of rows; each takes six rankings."""
SCALES: tuple[Scale | None, ...] = (None, *Scale)
"""The scales that are drawn; None = the value functions."""
WAYS: tuple[Aggregation | None, ...] = (None, Aggregation.GEOMETRIC)
"""The ways to put criteria together that are drawn; None = the weighted sum."""

WEIGHTS, EVIDENCE, SCALE, AGGREGATION = "weights", "evidence", "scale", "aggregation"
SOURCES = (WEIGHTS, EVIDENCE, SCALE, AGGREGATION)
"""What is drawn; the names are those of the inputs."""


@dataclass(frozen=True, eq=False)
class MethodDoubt:
    """How a ranking moves when all that could be otherwise is drawn.

    Attributes:
        ids: the n candidates that fail no gate.
        rows: rows drawn; each is two draws.
        first: how many count as the first.
        shares: source → what it does to who is among the first.
        shift: mean change of places, over candidates and draws.
        among: shape (n,), share of draws in which the candidate is among the first.
        low: shape (n,), place that 5 % of the draws are better than, or as good.
        high: shape (n,), place that 95 % of them are better than, or as good.
    """

    ids: tuple[str, ...]
    rows: int
    first: int
    shares: Mapping[str, VarianceShare]
    shift: float
    among: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True, eq=False)
class _Inputs:
    """One draw for each of N rows."""

    weights: Floats
    evidence: NDArray[np.int64]
    """Seeds: what they draw would not fit in memory for many rows of many candidates."""
    scale: NDArray[np.int64]
    aggregation: NDArray[np.int64]


def method_doubt(
    scores: KindScores,
    first: int,
    *,
    belief: WeightBelief | None = None,
    missing: MissingDraw = MissingDraw.LIKE_STAND_IN,
    rows: int = ROWS,
    seed: int = 0,
) -> MethodDoubt:
    """Return what the doubt about a ranking comes from.

    Args:
        scores: of the candidates ranked.
        first: how many count as the first.
        belief: what is believed about weights; None = near the given ones.
        missing: where missing evidence is drawn from.
        rows: how many.
        seed: the same seed gives the same answer.
    """
    chance = np.random.SeedSequence(seed, spawn_key=(zlib.crc32(scores.kind.encode()),))
    belief = belief or WeightsAround()
    a, b = (_drawn(scores, belief, rows, np.random.default_rng(part)) for part in chance.spawn(2))
    ranks = {"a": _ranked(scores, a, missing), "b": _ranked(scores, b, missing)}
    for source in SOURCES:
        mixed = {name: getattr(a, name) for name in SOURCES} | {source: getattr(b, source)}
        ranks[source] = _ranked(scores, _Inputs(**mixed), missing)
    inside = {name: (found <= first).astype(np.float64) for name, found in ranks.items()}
    taking_part = np.flatnonzero(scores.passing)
    ours = places(scores.score[taking_part])
    both = np.concatenate([ranks["a"], ranks["b"]])
    low, high = np.percentile(both, [5, 95], axis=0)
    return MethodDoubt(
        ids=tuple(scores.ids[place] for place in taking_part.tolist()),
        rows=rows,
        first=first,
        shares=variance_shares(
            inside["a"], inside["b"], {name: inside[name] for name in SOURCES}, seed=seed
        ),
        shift=float(np.abs(both - ours).mean()) if both.size else 0.0,
        among=np.asarray((both <= first).mean(axis=0)),
        low=np.asarray(low),
        high=np.asarray(high),
    )


def _drawn(
    scores: KindScores, belief: WeightBelief, rows: int, rng: np.random.Generator
) -> _Inputs:
    given = dict(zip(scores.criteria, scores.weights.tolist(), strict=True))
    return _Inputs(
        weights=sample_weights(belief, given, rows, rng),
        evidence=rng.integers(2**62, size=rows),
        scale=rng.integers(len(SCALES), size=rows),
        aggregation=rng.integers(len(WAYS), size=rows),
    )


def _ranked(scores: KindScores, inputs: _Inputs, missing: MissingDraw) -> NDArray[np.int64]:
    """Return the places of the candidates that fail no gate, shape (N, candidates)."""
    taking_part = np.flatnonzero(scores.passing)
    shape = (1, *open_cells(scores).shape)
    found = np.empty((len(inputs.weights), taking_part.size), dtype=np.int64)
    for row, weights in enumerate(inputs.weights):
        along = np.random.default_rng(int(inputs.evidence[row])).random(shape)
        points = believed_uses(scores, along, missing)[0]
        scale = SCALES[int(inputs.scale[row])]
        overlap = scores.values[:, scores.overlap]
        if scale is not None:
            points, overlap = rescaled(points, scale), rescaled(overlap, scale)
        values = criterion_values(points, scores.measures, scores.spec.criteria)
        values[:, scores.overlap] = overlap
        score = aggregated(values[taking_part], weights, WAYS[int(inputs.aggregation[row])])
        found[row] = places(score)
    return found
