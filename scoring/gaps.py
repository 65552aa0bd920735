r"""Gaps of the evidence: what may be found where evidence is missing or given as a range.

A gap is one measure of one candidate. What is believed of it is what draws believe
(:mod:`scoring.draws`): anything between its ends, or, for missing evidence "like the stand-in",
what is known of the others. All else stays at its central value, so that finding out moves nothing
but the potential of this one candidate,

.. math:: θ_i(u) = θ̂_i + \sum_c w_c\, \bigl(v_{ic}(u) - \hat v_{ic}\bigr) / 100,

with u the point of the belief, uniform between 0 and 1, and c the criteria that use the measure:
combined by mean, least or greatest with the central values of their other measures, as always.

Beliefs are laid out in :data:`STEPS` equally likely steps, each at its middle. Values are piecewise
linear in u, so that a mean over the steps is exact but for the steps in which a kink lies.

Several gaps at once are laid out as a Latin hypercube (McKay, Beckman & Conover 1979,
*Technometrics* 21, 239-245): every gap has each of its steps once, in an order of its own.

What finding out would do beyond that is left out: one more known value can move the median that
stands in for others, a new partner can lead services too.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.draws import MissingDraw, believed, measure_names, use_values
from scoring.evidence_table import MISSING
from scoring.kind_scores import KindScores
from scoring.value import BEST, Floats

STEPS = 200
"""Equally likely steps in which the belief about a gap is laid out."""


@dataclass(frozen=True, eq=False)
class MeasureGaps:
    """All gaps of one measure: g candidates of a kind.

    Attributes:
        kind: the kind.
        measure: id of the measure.
        places: shape (g,), positions of the candidates among the kind's.
        missing: shape (g,), where there is no evidence at all; elsewhere a range.
        central: shape (g,), points 0..100 that the plan goes by.
        values: shape (STEPS, g), points 0..100 that may be found.
        potential: shape (STEPS, g), the candidate's potential then, 0..1.
    """

    kind: str
    measure: str
    places: NDArray[np.int64]
    missing: NDArray[np.bool_]
    central: Floats
    values: Floats
    potential: Floats


def gaps_of(scores: KindScores, missing: MissingDraw) -> tuple[MeasureGaps, ...]:
    """Return all gaps of a kind's evidence, measure by measure.

    Args:
        scores: the kind's scores.
        missing: what is believed of missing evidence; where that leaves one value, there is no gap.
    """
    found = []
    for number, measure in enumerate(measure_names(scores.measures)):
        use = scores.measures.measure.index(measure)
        open_ = _open(scores, measure)
        points = np.full((STEPS, len(scores.ids), len(measure_names(scores.measures))), np.nan)
        points[:, open_, number] = _middles()[:, None]
        falling = scores.measures.direction[use] < 0
        along = np.full((STEPS, len(scores.ids), len(scores.measures.measure)), np.nan)
        along[:, :, use] = (1 - points[:, :, number]) if falling else points[:, :, number]
        values = use_values(scores, along, missing)[:, :, use]
        wide = open_ & (np.ptp(values, axis=0) > 0)
        if not wide.any():
            continue
        found.append(
            MeasureGaps(
                kind=scores.kind,
                measure=measure,
                places=np.flatnonzero(wide),
                missing=scores.measures.basis[wide, use] == MISSING,
                central=scores.measures.central[wide, use],
                values=values[:, wide],
                potential=potential_of(scores, believed(scores, points, missing))[:, wide],
            )
        )
    return tuple(found)


def all_gaps_at_once(
    scores: KindScores,
    missing: MissingDraw,
    seed: int = 0,
    measures: Sequence[str] | None = None,
) -> Floats:
    """Return the potentials when all gaps of some measures are found out, shape (STEPS, n).

    Args:
        scores: the kind's scores.
        missing: what is believed of missing evidence.
        seed: the same seed gives the same layout.
        measures: whose gaps; None = all measures'.
    """
    names = measure_names(scores.measures)
    points = np.full((STEPS, len(scores.ids), len(names)), np.nan)
    for number, measure in enumerate(names):
        if measures is None or measure in measures:
            key = (zlib.crc32(scores.kind.encode()), zlib.crc32(measure.encode()))
            rng = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=key))
            order = rng.permuted(np.tile(_middles(), (len(scores.ids), 1)), axis=1).T
            open_ = _open(scores, measure)
            points[:, open_, number] = order[:, open_]
    return potential_of(scores, believed(scores, points, missing))


def potential_of(scores: KindScores, values: Floats) -> Floats:
    """Return the potentials (0..1) of values of criteria, shape (…, n), of (…, n, m)."""
    apart = np.where(scores.overlap, 0.0, scores.weights)
    return np.asarray(np.clip(values @ apart / BEST, 0.0, 1.0))


def _middles() -> Floats:
    return (np.arange(STEPS) + 0.5) / STEPS


def _open(scores: KindScores, measure: str) -> NDArray[np.bool_]:
    """Return where the measure is not known for sure, shape (n,)."""
    uses = scores.measures
    mine = [use for use, name in enumerate(uses.measure) if name == measure]
    return np.asarray((uses.high[:, mine] > uses.low[:, mine]).any(axis=1))
