r"""Draws of what is not known for sure about the candidates of a kind: weights and values.

A draw is one set of weights (:mod:`scoring.weight_samples`) and one value for every measure,
uniform within the measure's value interval. One measure is drawn once per candidate, also where
several criteria use it: at the same point of each interval, turned round where less of the measure
is worth more.

Missing evidence is drawn from the whole scale, 0..100 ("anywhere"): it could be anything. Where the
known values of a measure crowd at one end, this treats candidates without evidence kindly, or
harshly, next to those with. The other reading draws it around what stands in for it in the score
("like the stand-in"), by the criterion's choice for missing evidence: ``median`` draws from the
known values of the kind, ``low`` stays at 0, ``midpoint`` draws from the whole scale. What is sure
under both readings is sure.

Draws come in blocks of a fixed size, each with its own source of chance made from the seed, the
kind and the number of the block. The same seed therefore gives the same draws in any order, in any
number of processes, and a longer run begins with the draws of a shorter one. Kinds are drawn
independently, except that one person is chosen for all kinds where weights are people's own.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np

from config.criteria import Missing
from scoring.criterion_values import MeasureValues, criterion_values, tells
from scoring.evidence_table import MISSING
from scoring.focus_overlap import relation_shares
from scoring.kind_scores import KindScores
from scoring.value import BEST, Floats
from scoring.weight_samples import WeightBelief, WeightsOfPeople, sample_weights

BLOCK = 100
"""Draws in a block: 5,200 candidates with 20 measures take some 100 MB at once."""


class MissingDraw(StrEnum):
    """Where missing evidence is drawn from."""

    ANYWHERE = "anywhere"
    LIKE_STAND_IN = "like the stand-in"


@dataclass(frozen=True, eq=False)
class Draws:
    """A block of d draws for the n candidates and m criteria of a kind.

    Attributes:
        scores: the kind's scores, of which these are draws.
        weights: shape (d, m); every row sums to 1.
        values: shape (d, n, m), points 0..100; (1, n, m) where no value is uncertain.
    """

    scores: KindScores
    weights: Floats
    values: Floats

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
    values = _values(scores, for_values, missing)[:size] if evidence else scores.values[None]
    return Draws(scores, weights, values)


def measure_names(uses: MeasureValues) -> tuple[str, ...]:
    """Return the k measures that are used, each once, in the order in which they are drawn."""
    return tuple(sorted(set(uses.measure)))


def believed(scores: KindScores, points: Floats, missing: MissingDraw) -> Floats:
    """Return the values of criteria where every measure lies at a point of what is believed of it.

    Args:
        scores: the kind's scores.
        points: shape (b, n, k), from 0 (the least that is believed of the measure where more is
            worth more) to 1, for each of the k measures of :func:`measure_names`; NaN for the
            central value. Points of what is known for sure do not count.
        missing: where missing evidence is drawn from.

    Returns:
        Points 0..100, shape (b, n, m).
    """
    values = criterion_values(
        believed_uses(scores, points, missing), scores.measures, scores.spec.criteria
    )
    values[:, :, scores.overlap] = scores.values[:, scores.overlap]
    return values


def believed_uses(scores: KindScores, points: Floats, missing: MissingDraw) -> Floats:
    """Return the value of every use of a measure at a point of what is believed of it.

    All uses of a measure lie at the same point; where less is worth more, from the other end.

    Args:
        scores: the kind's scores.
        points: shape (b, n, k), as of :func:`believed`.
        missing: where missing evidence is drawn from.

    Returns:
        Points 0..100, shape (b, n, u).
    """
    uses = scores.measures
    names = measure_names(uses)
    along = points[:, :, [names.index(name) for name in uses.measure]]
    falling = uses.direction < 0
    along[:, :, falling] = 1 - along[:, :, falling]
    placed = uses.low + along * (uses.high - uses.low)
    if missing is MissingDraw.LIKE_STAND_IN:
        choices = [criterion.missing for criterion in scores.spec.criteria.values()]
        for use, position in enumerate(uses.criterion.tolist()):
            gap = uses.basis[:, use] == MISSING
            known = uses.central[~gap, use]
            if choices[position] is Missing.LOW:
                placed[:, gap, use] = 0.0
            elif choices[position] is Missing.MEDIAN and gap.any() and tells(known, gap.size):
                placed[:, gap, use] = _quantile(known, along[:, gap, use])
    return np.where(np.isnan(along), uses.central, placed)


def _quantile(known: Floats, along: Floats) -> Floats:
    return np.asarray(np.quantile(known, np.nan_to_num(along)))


def _values(scores: KindScores, rng: np.random.Generator, missing: MissingDraw) -> Floats:
    """Draw a block of values, shape (BLOCK, n, m), or (1, n, m) where nothing is uncertain."""
    uses = scores.measures
    uncertain = uses.high > uses.low
    if not uncertain.any():
        return scores.values[None]
    names = measure_names(uses)
    cells = np.zeros((uncertain.shape[0], len(names)), dtype=np.bool_)
    for use, name in enumerate(uses.measure):
        cells[:, names.index(name)] |= uncertain[:, use]
    points = np.zeros((BLOCK, *cells.shape))
    points[:, cells] = rng.random((BLOCK, int(cells.sum())))
    return believed(scores, points, missing)
