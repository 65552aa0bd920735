r"""The tightened relaxation of a draw, over the candidates that may matter, proven for all of them.

Under any one draw most candidates are far from the plan. Those that look promising at the prices of
the central draw are relaxed; the prices y that come out of it tell what each of the others would
add at most (:mod:`optimizer.decoupled`). With V(K) the relaxation over the candidates K,

.. math:: V \le V(K) + \sum_{i \notin K} \sum_t \max(0, g_{it}(y)),

and whoever would add something joins K (sifting; Bixby, Gregory, Lustig, Marsten & Shanno 1992,
*Operations Research* 40(5), 885-897). Cuts are added in the same rounds.
"""

from dataclasses import replace

import numpy as np

from optimizer.cuts.cut import Cut
from optimizer.decoupled import Decoupled, Shares
from optimizer.highs_model import Mask, Vector
from optimizer.model.matrix import Key, MatrixModel
from optimizer.problem import Problem
from optimizer.stop import Stop
from optimizer.tightened import LITTLE, ROUNDS, Tight, Tightened
from optimizer.tolerances import INTEGRALITY, VALUE_TIE

LIKELY = 60
"""Candidates relaxed at first, beside those that the relaxation uses under the central draw."""


class Sifted:
    """A relaxation that is solved for one draw after the other."""

    def __init__(self, sheet: MatrixModel, problem: Problem, cost: Vector) -> None:
        """Solve the relaxation once over all candidates.

        Args:
            sheet: the model.
            problem: the same, for the candidates.
            cost: points per unit of every column under the central draw, shape (columns,).
        """
        self._sheet, self._problem = sheet, problem
        self._decoupled = Decoupled(sheet, problem)
        places = {area.id: place for place, area in enumerate(problem.areas)}
        self.owner = np.array([places.get(_owner(key), -1) for key in sheet.columns])
        """Place of the candidate that a column belongs to, −1 for none; shape (columns,)."""
        self._central_cuts: tuple[Cut, ...] = ()
        self.begin()
        self._central = self._tightened.solve(cost)
        self._central_cuts = self._central.cuts
        self._used = np.ones(len(places), dtype=bool)
        if self._central.solution is not None:
            self._used = self.users(self._central.solution)

    def begin(self) -> None:
        """Start afresh with the cuts of the central draw; what was done has no influence."""
        self._tightened = Tightened(self._sheet, self._problem)
        for cut in self._central_cuts:
            self._tightened.add(cut)

    def users(self, solution: Vector) -> Mask:
        """Return the candidates that a solution, shape (columns,), uses; shape (candidates,)."""
        used = np.zeros(len(self._problem.areas), dtype=bool)
        owners = self.owner[solution > INTEGRALITY]
        used[owners[owners >= 0]] = True
        return used

    def solve(
        self,
        cost: Vector,
        *,
        enough: float = -np.inf,
        little: float = LITTLE,
        stop: Stop | None = None,
    ) -> tuple[Tight, Shares]:
        """Return the relaxation under a draw, and what candidates add at its prices.

        Args:
            cost: points per unit of every column, shape (columns,).
            enough: a bound at or below this ends the rounds.
            little: a round that lowers the bound by less than this share ends the rounds.
            stop: ends the rounds early when thrown.
        """
        self._tightened.keep(len(self._central_cuts))
        self._tightened.live.forget()
        self._tightened.live.set_costs(cost, self._sheet.constant)
        kept = self._likely(cost)
        self._open(kept)
        bound = np.inf
        for number in range(ROUNDS + 1):
            tight = self._tightened.relaxed()
            shares = self._decoupled.shares(tight, cost)
            if tight.solution is None:
                if kept.all():
                    return tight, shares
                kept[:] = True
                self._open(kept)
                continue
            outside = float(np.maximum(0.0, shares.gain[~kept]).sum())
            before, bound = bound, min(bound, tight.bound + outside, shares.bound)
            joining = ~kept & np.any(shares.gain > VALUE_TIE, axis=1)
            slow = before - bound < little * max(1.0, abs(bound)) and not joining.any()
            if bound <= enough or slow or number == ROUNDS or (stop and stop.thrown):
                break
            if not self._tightened.add_missed(tight.solution) and not joining.any():
                break
            if joining.any():
                kept |= joining
                self._open(kept)
        return replace(tight, bound=bound), shares

    def _likely(self, cost: Vector) -> Mask:
        """Return the candidates to begin with, shape (candidates,)."""
        gain = self._decoupled.shares(self._central, cost).gain.max(axis=1)
        kept = self._used.copy()
        kept[np.argsort(-gain, kind="stable")[:LIKELY]] = True
        return kept

    def _open(self, kept: Mask) -> None:
        """Let only some candidates be in focus."""
        lower, upper = np.array(self._sheet.lower), np.array(self._sheet.upper)
        closed = (self.owner >= 0) & ~kept[self.owner]
        upper[closed] = lower[closed]
        self._tightened.live.set_bounds(lower, upper)


def _owner(key: Key) -> str:
    """Return the candidate that must be in focus for a column to be other than 0; blank if none."""
    match key:
        case ("focus" | "service" | "money" | "overlap", candidate, *_):
            return candidate
        case ("lead" | "near", _, candidate, *_):
            return candidate
    return ""
