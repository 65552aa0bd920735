r"""The tightened relaxation over the candidates that may matter, proven for all of them.

Under any one question most candidates are far from the plan. Those that look promising are relaxed;
the prices y that come out of it tell what each of the others would add at most
(:mod:`optimizer.search.lagrangian`). With V(K) the relaxation over the candidates K,

.. math:: V \le V(K) + \sum_{i \notin K} \sum_t \max(0, g_{it}(y)),

and whoever would add something joins K, those who would add most first (sifting; Bixby, Gregory,
Lustig, Marsten & Shanno 1992, *Operations Research* 40(5), 885-897). Cuts are looked for once
nobody joins any more; whom they make worth while joins together with the next ones.
"""

from dataclasses import replace

import numpy as np

from optimizer.cuts.cut import Cut, Positions
from optimizer.highs_model import Mask, Vector
from optimizer.model.matrix import Key, MatrixModel
from optimizer.problem import Problem
from optimizer.search.cut_relaxation import LITTLE, ROUNDS, CutRelaxation, Relaxed
from optimizer.search.lagrangian import LagrangianBound, Prices
from optimizer.stop import Stop
from optimizer.tolerances import INTEGRALITY, VALUE_TIE

LIKELY = 60
"""Candidates relaxed at first where prices are known from an earlier question, beside those that
the relaxation used under it."""
ENOUGH = 4
"""Members of a rule relaxed at first for each that it asks for."""
AT_ONCE = 500
"""Candidates relaxed at first where no prices are known, and most that join in one round."""


class SiftedRelaxation:
    """A relaxation that is solved for one goal after the other."""

    def __init__(self, matrix: MatrixModel, problem: Problem) -> None:
        """Load the relaxation; nothing is solved yet."""
        self._matrix, self._problem = matrix, problem
        self.lagrangian = LagrangianBound(matrix, problem)
        places = {area.id: place for place, area in enumerate(problem.areas)}
        self.owner = np.array(
            [places.get(_owner(key), -1) for key in matrix.columns], dtype=np.int64
        )
        """Place of the candidate that a column belongs to, −1 for none; shape (columns,)."""
        self._lower, self._upper = np.array(matrix.lower), np.array(matrix.upper)
        self._model = CutRelaxation(matrix, problem)
        self._learned: Relaxed | None = None
        self._learned_cuts: tuple[Cut, ...] = ()
        self._used: Mask = np.zeros(len(places), dtype=bool)
        self._kept: Mask | None = None
        """Who was relaxed last, as long as nothing is learned."""

    def learn(self, relaxed: Relaxed) -> None:
        """Begin every later question with the cuts and prices of this one."""
        self._learned = relaxed
        self._learned_cuts = tuple(cut for cut in relaxed.cuts if not cut.held)
        self._used = np.ones(len(self._used), dtype=bool)
        if relaxed.solution is not None:
            self._used = self.users(relaxed.solution)
        self.begin()

    def begin(self) -> None:
        """Start afresh with what was learned; questions since then have no influence."""
        self._model.keep(0)
        self._model.add(self._learned_cuts)
        self._model.live.forget()

    def hold(self, row: Cut) -> None:
        """Keep a row in every later question, until it is let go of."""
        self._model.add([row])

    def let_go(self) -> None:
        """Let go of all rows that are held."""
        self._model.let_go()

    def users(self, solution: Vector) -> Mask:
        """Return the candidates that a solution, shape (columns,), uses; shape (candidates,)."""
        used = np.zeros(len(self._problem.areas), dtype=bool)
        owners = self.owner[solution > INTEGRALITY]
        used[owners[owners >= 0]] = True
        return used

    def solve(
        self,
        cost: Vector,
        constant: float,
        *,
        enough: float = -np.inf,
        little: float = LITTLE,
        rounds: int = ROUNDS,
        stop: Stop | None = None,
    ) -> tuple[Relaxed, Prices]:
        """Return the relaxation under a goal, and what candidates add at its prices.

        Args:
            cost: points per unit of every column, shape (columns,).
            constant: points that no decision changes.
            enough: a bound at or below this ends the rounds.
            little: a round that lowers the bound by less than this share ends the rounds.
            rounds: most rounds of cuts.
            stop: ends the rounds early when thrown, with what the last whole one has told.
        """
        model = self._model
        model.live.set_costs(cost, constant)
        kept = self._likely(cost)
        self._open(kept)
        bound, before, left = np.inf, np.inf, rounds
        last: Relaxed | None = None
        while True:
            relaxed = model.relaxed(stop)
            if relaxed.solution is None:
                stopped = stop is not None and stop.thrown
                if last is not None and stopped:
                    relaxed = last
                    break
                if kept.all() or stopped:
                    return relaxed, self.lagrangian.prices(relaxed, cost, constant)
                kept[:] = True
                self._open(kept)
                continue
            last = relaxed
            outside = 0.0
            joining = np.zeros_like(kept)
            if not kept.all():
                gain = self.lagrangian.prices(relaxed, cost, constant).gain
                outside = float(np.maximum(0.0, gain[~kept]).sum())
                joining = _joining(gain, kept)
            bound = min(bound, relaxed.bound + outside)
            if bound <= enough or (stop and stop.thrown):
                break
            joins_first = left == rounds or self._learned is not None
            if not (joins_first and joining.any()):
                slow = left < rounds and before - bound < little * max(1.0, abs(bound))
                if left > 0 and not slow and model.add_missed(relaxed.solution):
                    before, left = bound, left - 1
                    continue
            if not joining.any():
                break
            kept |= joining
            self._open(kept)
        self._kept = kept
        prices = self.lagrangian.prices(relaxed, cost, constant)
        bound = min(bound, prices.bound)
        return replace(relaxed, bound=bound), prices

    def _likely(self, cost: Vector) -> Mask:
        """Return the candidates to begin with, shape (candidates,)."""
        if self._kept is not None and self._learned is None:
            return self._kept.copy()
        most = AT_ONCE if self._learned is None else LIKELY
        kept = self._used.copy()
        if len(kept) <= most:
            kept[:] = True
            return kept
        gain = self.lagrangian.prices(self._learned, cost, 0.0).gain.max(axis=1)
        order = np.argsort(-gain, kind="stable")
        kept[order[:most]] = True
        if self._learned is None:
            kept[self._needed(order)] = True
        return kept

    def _needed(self, order: Positions) -> list[int]:
        """Return places of candidates without whom locks and rules could not be met.

        Args:
            order: places of all candidates, the most promising first, shape (candidates,).
        """
        ids = [self._problem.areas[place].id for place in order.tolist()]
        place_of = dict(zip(ids, order.tolist(), strict=True))
        needed = set(self._problem.must)
        for rule in self._problem.rules:
            if rule.low:
                members = frozenset(rule.members)
                least = len(members) if rule.base else round(ENOUGH * rule.low)
                needed.update([name for name in ids if name in members][:least])
        return sorted(place_of[name] for name in needed)

    def _open(self, kept: Mask) -> None:
        """Let only some candidates be in focus."""
        upper = self._upper.copy()
        closed = (self.owner >= 0) & ~kept[self.owner]
        upper[closed] = self._lower[closed]
        self._model.live.set_bounds(self._lower, upper)


def _joining(gain: Vector, kept: Mask) -> Mask:
    """Return who joins next: those outside who would add most, shape (candidates,)."""
    most = np.where(kept, -np.inf, gain.max(axis=1))
    joining: Mask = most > VALUE_TIE
    if joining.sum() > AT_ONCE:
        joining[np.argsort(-most, kind="stable")[AT_ONCE:]] = False
    return joining


def _owner(key: Key) -> str:
    """Return the candidate that must be in focus for a column to be other than 0; blank if none."""
    match key:
        case ("focus" | "service" | "money" | "overlap", candidate, *_):
            return candidate
        case ("lead" | "near", _, candidate, *_):
            return candidate
    return ""
