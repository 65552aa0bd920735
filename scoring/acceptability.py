r"""How sure is the ranking? Stochastic multicriteria acceptability analysis (SMAA-2).

Over many draws of weights and of uncertain evidence, with rank 1 the best:

* **rank acceptability** :math:`b_i^r`: the share of draws in which candidate *i* has rank *r*;
* **pairwise winning** :math:`p_{ij}`: the share in which *i* ranks above *j*;
* **central weights** :math:`w_i^c`: the mean of the weights that put *i* first, "what you would
  have to think for *i* to be the best";
* **confidence factor** :math:`p_i^c`: the share of draws of the evidence in which *i* is first if
  its central weights hold. A low one says that the evidence is too weak to support the choice, even
  for someone who wants it.

Every one of these is a sampled share, given with its standard error and a 95 % confidence interval.
Candidates with equal scores are put in a random order in each draw, so that none gains by its name.
Candidates that fail a gate take no part; where evidence decides that, in the draws in which they
fail: they have no rank then, and everybody who passes ranks above them.

Sources: Lahdelma & Salminen (2001), Operations Research 49(3), 444-454; Tervonen & Lahdelma (2007),
European Journal of Operational Research 178(2), 500-513; pairwise winning: Leskinen, Viitanen,
Kangas & Kangas (2006), Forest Science 52(3), 304-312.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from config.problems import InputError
from scoring.belief import MissingDraw
from scoring.draws import draw_blocks, weighted
from scoring.kind_scores import KindScores
from scoring.sampling_error import standard_error, wilson
from scoring.value import Floats
from scoring.weight_samples import AnyWeights, WeightBelief

DRAWS = 10_000
"""Usual number of draws: a share of one half then has a standard error of 0.005."""

TIE = 1e-9
"""Scores (points) nearer than this are tied."""

PAIRWISE_MOST = 500
"""Most candidates for which pairs are compared: every draw compares each with each."""

AT_ONCE = 20
"""Central weights tried at once on a block of values, to bound the memory taken."""

Block = tuple[Floats, Floats, NDArray[np.bool_]]
"""Weights (d, m), values (d, n, m), or (1, n, m) where all draws share their values, and who passes
all gates (d, n), or (1, n)."""


@dataclass(frozen=True, eq=False)
class Acceptability:
    """How sure the ranking of n candidates over m criteria is, from a number of draws.

    Attributes:
        ids: the n candidates that take part.
        criteria: the m criteria.
        draws: number of draws.
        rank: shape (n, n), share of draws in which candidate i has rank r + 1; rows and columns
            sum to 1, rows to the share in which it passes where a gate is uncertain.
        winning: shape (n, n), share of draws in which i ranks above j; with its transpose it sums
            to 1 off the diagonal, which is 0. None for more than ``PAIRWISE_MOST`` candidates.
        central_weights: shape (n, m), mean weights of the draws in which i is first; NaN where it
            never is.
        central_error: shape (n, m), standard errors of the central weights; NaN where there are
            fewer than two such draws.
        confidence: shape (n,), share of draws in which i is first under its central weights; NaN
            where it never is first, or where the work was stopped before this was known.
    """

    ids: tuple[str, ...]
    criteria: tuple[str, ...]
    draws: int
    rank: Floats
    winning: Floats | None
    central_weights: Floats
    central_error: Floats
    confidence: Floats

    @cached_property
    def rank_error(self) -> Floats:
        """Shape (n, n): standard errors of ``rank``."""
        return standard_error(self.rank, self.draws)

    @cached_property
    def rank_interval(self) -> tuple[Floats, Floats]:
        """Two of shape (n, n): 95 % confidence intervals of ``rank``."""
        return wilson(self.rank, self.draws)

    @cached_property
    def winning_interval(self) -> tuple[Floats, Floats] | None:
        """Two of shape (n, n): 95 % confidence intervals of ``winning``."""
        return None if self.winning is None else wilson(self.winning, self.draws)

    @cached_property
    def confidence_interval(self) -> tuple[Floats, Floats]:
        """Two of shape (n,): 95 % confidence intervals of ``confidence``."""
        return wilson(self.confidence, self.draws)

    def among_first(self, places: int) -> Floats:
        """Return the share of draws in which each candidate is among the first, shape (n,)."""
        return np.asarray(np.minimum(self.rank[:, :places].sum(axis=1), 1.0))

    @cached_property
    def expected_rank(self) -> Floats:
        """Shape (n,): mean rank over the draws in which it has one, 1 = best; else last."""
        count = len(self.ids)
        ranked = self.rank.sum(axis=1)
        mean = self.rank @ np.arange(1, count + 1) / np.maximum(ranked, TIE)
        return np.asarray(np.where(ranked > TIE, mean, count))

    def rank_range(self, share: float = 0.9) -> tuple[tuple[int, int], ...]:
        """Return, for each candidate, the ranks that hold the middle ``share`` of its draws."""
        tail = (1 - share) / 2
        ranked = np.maximum(self.rank.sum(axis=1, keepdims=True), TIE)
        grown = np.cumsum(self.rank / ranked, axis=1)
        first = (grown > tail + TIE).argmax(axis=1) + 1
        last = (grown >= 1 - tail - TIE).argmax(axis=1) + 1
        return tuple(zip(first.tolist(), last.tolist(), strict=True))


def acceptability(
    scores: KindScores,
    belief: WeightBelief | None = None,
    *,
    draws: int = DRAWS,
    seed: int = 0,
    evidence: bool = True,
    missing: MissingDraw = MissingDraw.ANYWHERE,
    stopped: Callable[[], bool] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Acceptability:
    """Return how sure the ranking of a kind is.

    Args:
        scores: the kind's scores.
        belief: what is believed about its weights; None = nothing.
        draws: number of draws.
        seed: the same seed gives the same result.
        evidence: draw missing and ranged evidence too; else central values are used.
        missing: where missing evidence is drawn from.
        stopped: asked after every block of draws whether to end; what is drawn by then is kept.
        progress: told after every block how many draws are done, and of how many.

    Raises:
        InputError: fewer than one draw is asked for, or people's own weights do not hold.
    """
    if draws < 1:
        must = "the number of draws must be 1 or more"
        raise InputError.one(file="draws", must=must, do="Ask for 1,000 or more.", value=str(draws))
    taking_part = np.flatnonzero(scores.passing)
    ids = tuple(scores.ids[position] for position in taking_part)

    held = belief or AnyWeights()

    most = 0

    def blocks() -> Iterable[Block]:
        nonlocal most
        done = 0
        for block in draw_blocks(scores, held, draws, seed, evidence=evidence, missing=missing):
            done += len(block.weights)
            if progress is not None and done > most:
                most = done
                progress(done, draws)
            yield block.weights, block.values[:, taking_part], block.passing[:, taking_part]

    return acceptability_of(ids, scores.criteria, blocks, seed=seed, stopped=stopped)


def acceptability_of(
    ids: Sequence[str],
    criteria: Sequence[str],
    blocks: Callable[[], Iterable[Block]],
    *,
    seed: int = 0,
    stopped: Callable[[], bool] | None = None,
) -> Acceptability:
    """Return how sure a ranking is, from any draws of weights and values.

    Args:
        ids: the n candidates.
        criteria: the m criteria.
        blocks: gives all blocks of draws, the same ones each time it is called.
        seed: decides the order of ties.
        stopped: asked after every block whether to end, with the draws until then.
    """
    count = len(ids)
    ranks = np.zeros((count, count), dtype=np.int32)
    wins = np.zeros((count, count), dtype=np.int32) if count <= PAIRWISE_MOST else None
    sums, squares = np.zeros((2, count, len(criteria)))
    draws = 0
    rng = np.random.default_rng(seed)
    won = np.zeros((count, 1), dtype=np.int32)
    for weights, values, passing in blocks():
        draws += weights.shape[0]
        if not count:
            continue
        score = np.where(passing, weighted(values, weights), -np.inf)
        rank, among = _ranks(score, rng), score > -np.inf
        np.add.at(ranks, (np.nonzero(among)[1], rank[among]), 1)
        if wins is not None:
            above = (rank[:, :, None] < rank[:, None, :]) & among[:, :, None]
            wins += above.sum(axis=0, dtype=np.int32)
        some = among.any(axis=1)
        first, mine = rank.argmin(axis=1)[some], weights[some]
        np.add.at(won, first, 1)
        np.add.at(sums, first, mine)
        np.add.at(squares, first, mine**2)
        if stopped is not None and stopped():
            break
    central, error = _central(sums, squares, won)
    return Acceptability(
        ids=tuple(ids),
        criteria=tuple(criteria),
        draws=draws,
        rank=ranks / draws,
        winning=None if wins is None else wins / draws,
        central_weights=central,
        central_error=error,
        confidence=_confidence(central, blocks, draws, stopped),
    )


def _ranks(score: Floats, rng: np.random.Generator) -> NDArray[np.int32]:
    """Return ranks from 0 (best), shape (d, n); ties are put in a random order."""
    shaken = np.round(score / TIE) + rng.random(score.shape) / 2
    order = np.argsort(-shaken, axis=1)
    ranks = np.empty(order.shape, dtype=np.int32)
    places = np.arange(order.shape[1], dtype=np.int32)
    np.put_along_axis(ranks, order, np.broadcast_to(places, order.shape), axis=1)
    return ranks


def _central(sums: Floats, squares: Floats, first: NDArray[np.int32]) -> tuple[Floats, Floats]:
    """Return central weights and their standard errors from sums over the draws won.

    Args:
        sums: shape (n, m), sums of the weights of the draws in which i is first.
        squares: shape (n, m), sums of their squares.
        first: shape (n, 1), number of such draws.
    """
    some = np.where(first > 0, first, np.nan)
    more = np.where(first > 1, first, np.nan)
    mean = sums / some
    variance = np.maximum(squares / some - mean**2, 0.0)
    return mean, np.sqrt(variance / (more - 1))


def _confidence(
    central: Floats,
    blocks: Callable[[], Iterable[Block]],
    draws: int,
    stopped: Callable[[], bool] | None,
) -> Floats:
    """Return the share of draws of the values in which i is first under its central weights.

    All NaN where the work is stopped before it is known.
    """
    confidence = np.full(central.shape[0], np.nan)
    winners = np.flatnonzero(~np.isnan(central[:, :1]).any(axis=1))
    if not winners.size:
        return confidence
    held = np.zeros(winners.size)
    for weights, values, passing in blocks():
        if stopped is not None and stopped():
            return confidence
        for start in range(0, winners.size, AT_ONCE):
            some = slice(start, start + AT_ONCE)
            score = values @ np.ascontiguousarray(central[winners[some]].T)
            score = np.where(passing[:, :, None], score, -np.inf)
            own = score[:, winners[some], np.arange(score.shape[2])]
            best = ((own >= score.max(axis=1) - TIE) & (own > -np.inf)).mean(axis=0)
            held[some] += best * weights.shape[0]
    confidence[winners] = held / draws
    return confidence
