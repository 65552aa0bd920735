r"""Draws of what is not known for sure about the candidates of a kind: weights and values.

A draw is one set of weights (:mod:`scoring.weight_samples`) and one value for every measure that is
missing or given as a range, as :mod:`scoring.belief` reads these. One measure is drawn once per
candidate, also where several criteria use it or a gate reads it: a draw in which the gate fails is
one without the candidate.

Where the known values of a measure crowd at one end, drawing missing evidence from the whole scale
treats candidates without evidence kindly, or harshly, next to those with; drawing it like the
stand-in does not. What is sure under both readings is sure.

Draws come in blocks of a fixed size, each with its own source of chance made from the seed, the
kind and the number of the block. The same seed therefore gives the same draws in any order, in any
number of processes, and a longer run begins with the draws of a shorter one. Kinds are drawn
independently, except that one person is chosen for all kinds where weights are people's own.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from scoring.belief import MissingDraw
from scoring.believed import believed, believed_passing, open_cells
from scoring.focus_overlap import relation_shares
from scoring.kind_scores import KindScores
from scoring.value import BEST, Floats
from scoring.weight_samples import WeightBelief, WeightsOfPeople, sample_weights

BLOCK = 100
"""Draws in a block: 5,200 candidates with 20 measures take some 100 MB at once."""


@dataclass(frozen=True, eq=False)
class Draws:
    """A block of d draws for the n candidates and m criteria of a kind.

    Attributes:
        scores: the kind's scores, of which these are draws.
        weights: shape (d, m); every row sums to 1.
        values: shape (d, n, m), points 0..100; (1, n, m) where no value is uncertain.
        passing: shape (d, n), who fails no gate; (1, n) where no gate is uncertain.
    """

    scores: KindScores
    weights: Floats
    values: Floats
    passing: NDArray[np.bool_]

    @cached_property
    def score(self) -> Floats:
        """Shape (d, n): points 0..100."""
        return weighted(self.values, self.weights)

    @cached_property
    def potential(self) -> Floats:
        """Shape (d, n): score without focus overlap, ÷ 100."""
        apart = np.where(self.scores.overlap, 0.0, self.weights)
        return weighted(self.values, apart) / BEST

    @cached_property
    def relation_weights(self) -> dict[str, Floats]:
        """Relation → shape (d,): weight (0..1) earned by one target in focus (focus overlap)."""
        found: dict[str, Floats] = {}
        for position, criterion in enumerate(self.scores.spec.criteria.values()):
            if criterion.overlap:
                for relation, share in relation_shares(criterion).items():
                    part = self.weights[:, position] * share
                    found[relation] = found.get(relation, np.zeros(part.size)) + part
        return found


def weighted(values: Floats, weights: Floats) -> Floats:
    """Return weighted sums.

    Args:
        values: shape (d, n, m), or (1, n, m) where all draws have the same values.
        weights: shape (d, m).

    Returns:
        Shape (d, n).
    """
    if values.shape[0] == 1:
        return np.asarray(weights @ values[0].T)
    return np.asarray(np.matmul(values, weights[:, :, None])[:, :, 0])


def draw_blocks(
    scores: KindScores,
    belief: WeightBelief,
    draws: int,
    seed: int,
    *,
    evidence: bool = True,
    missing: MissingDraw = MissingDraw.ANYWHERE,
) -> Iterator[Draws]:
    """Give all draws, block by block.

    Args:
        scores: the kind's scores.
        belief: what is believed about its weights.
        draws: number of draws.
        seed: the same seed gives the same draws.
        evidence: draw missing and ranged evidence too; else central values are used.
        missing: where missing evidence is drawn from.
    """
    for block in range(-(-draws // BLOCK)):
        size = min(BLOCK, draws - block * BLOCK)
        yield draw_block(scores, belief, block, seed, size=size, evidence=evidence, missing=missing)


def draw_block(
    scores: KindScores,
    belief: WeightBelief,
    block: int,
    seed: int,
    *,
    size: int = BLOCK,
    evidence: bool = True,
    missing: MissingDraw = MissingDraw.ANYWHERE,
) -> Draws:
    """Return one block of draws; a block cut short holds the first draws of the whole one.

    Args:
        scores: the kind's scores.
        belief: what is believed about its weights.
        block: number of the block, from 0.
        seed: the same seed, kind and block give the same draws.
        size: draws wanted, at most ``BLOCK``.
        evidence: draw missing and ranged evidence too; else central values are used.
        missing: where missing evidence is drawn from.
    """
    kind = zlib.crc32(scores.kind.encode())
    chance = np.random.SeedSequence(entropy=seed, spawn_key=(kind, block))
    for_weights, for_values = (np.random.default_rng(part) for part in chance.spawn(2))
    if isinstance(belief, WeightsOfPeople):
        for_weights = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(block,)))
    given = dict(zip(scores.criteria, scores.weights.tolist(), strict=True))
    weights = sample_weights(belief, given, BLOCK, for_weights)[:size]
    if not evidence:
        return Draws(scores, weights, scores.values[None], scores.passing[None])
    values, passing = _evidence(scores, for_values, missing)
    return Draws(scores, weights, values[:size], passing[:size])


def _evidence(
    scores: KindScores, rng: np.random.Generator, missing: MissingDraw
) -> tuple[Floats, NDArray[np.bool_]]:
    """Draw a block of evidence.

    Returns:
        Values, shape (BLOCK, n, m), or (1, n, m) where nothing is uncertain; and who passes all
        gates, shape (BLOCK, n) or (1, n).
    """
    cells = open_cells(scores)
    if not cells.any():
        return scores.values[None], scores.passing[None]
    points = np.zeros((BLOCK, *cells.shape))
    counted = np.array([one.measure in scores.measures.measure for one in scores.beliefs])
    for part in (cells & counted, cells & ~counted):
        points[:, part] = rng.random((BLOCK, int(part.sum())))
    values = believed(scores, points, missing)
    if not scores.gate_model.drawn.any():
        return values, scores.passing[None]
    return values, believed_passing(scores, points, missing)
