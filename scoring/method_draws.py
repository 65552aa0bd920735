r"""Draws of the method: on which scale criteria are put, and how they are put together.

The scales and the ways are those of :mod:`scoring.method_doubt`, each as likely as any other: the
values that value functions give, or these put from least to greatest, in standard deviations, or in
ranks; the weighted sum, or the geometric mean. One method holds for all kinds. With W the weight of
the criteria other than focus overlap, which keeps its own points, a candidate's potential is

.. math:: W \cdot M(v_c; w_c / W) / 100, \qquad M = \sum_c (w_c / W) v_c \text{ or }
   \prod_c v_c^{w_c / W}.
"""

import zlib

import numpy as np

from scoring.draws import BLOCK, Draws
from scoring.method_doubt import SCALES, WAYS
from scoring.value import BEST, Floats
from scoring.variants import Aggregation, Scale, aggregated, rescaled

Method = tuple[Scale | None, Aggregation | None]
"""Scale and way; None = as they are."""
STREAM = zlib.crc32(b"method")


def draw_methods(seed: int, block: int, size: int) -> list[Method]:
    """Return the methods of a block of draws; the same seed gives the same ones."""
    rng = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(STREAM, block)))
    scales, ways = rng.integers(len(SCALES), size=BLOCK), rng.integers(len(WAYS), size=BLOCK)
    pairs = zip(scales.tolist(), ways.tolist(), strict=True)
    return [(SCALES[scale], WAYS[way]) for scale, way in pairs][:size]


def potential_by(draws: Draws, methods: list[Method]) -> Floats:
    """Return potentials by a method for each draw, shape (d, n), 0..1.

    Args:
        draws: weights and values of d draws.
        methods: d of them.
    """
    apart = ~draws.scores.overlap
    values, weights = draws.values[:, :, apart], draws.weights[:, apart]
    found = np.empty((len(methods), values.shape[1]))
    for row, (scale, way) in enumerate(methods):
        own = values[row if values.shape[0] > 1 else 0]
        total = float(weights[row].sum())
        if total == 0:
            found[row] = 0.0
            continue
        placed = own if scale is None else rescaled(own, scale)
        found[row] = total * aggregated(placed, weights[row] / total, way) / BEST
    return np.clip(found, 0.0, 1.0)
