"""The linear relaxation, tightened by cuts: a bound a few times nearer to the best plan.

Cuts hold for every plan, whatever it is worth and whatever is locked; so they are kept while costs
and column bounds change. They rest on the capacities: for other capacities, tighten anew. Rows that
a question holds, such as a least worth, stand beside them and can be let go of again.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from optimizer.cuts.cut import Cut
from optimizer.cuts.rounding import RoundingCuts
from optimizer.cuts.support import SupportCuts
from optimizer.highs_model import HighsModel, Outcome, Vector
from optimizer.model.matrix import MatrixModel
from optimizer.problem import Problem
from optimizer.stop import Stop
from optimizer.tolerances import INTEGRALITY

ROUNDS = 12
"""Most rounds of cuts in one relaxation."""
LITTLE = 1e-5
"""A round that lowers the bound by less than this share ends the rounds."""


@dataclass(frozen=True, eq=False)
class Relaxed:
    """A tightened relaxation: no solution within its bounds is worth more than ``bound``."""

    bound: float
    """Points; minus infinity when there is no solution at all."""
    solution: Vector | None
    """Shape (columns,); mostly 0 and 1."""
    reduced_costs: Vector | None
    """Shape (columns,)."""
    row_duals: Vector | None
    """Of the matrix's rows, shape (rows,)."""
    cut_duals: Vector | None
    """Of ``cuts``, shape (len(cuts),)."""
    cuts: tuple[Cut, ...]
    """Rows beyond those of the matrix: cuts, and what a question holds."""

    @property
    def binding(self) -> tuple[Cut, ...]:
        """The cuts that shape the solution: those with a price."""
        duals = np.zeros(len(self.cuts)) if self.cut_duals is None else self.cut_duals
        pairs = zip(self.cuts, duals.tolist(), strict=True)
        return tuple(cut for cut, dual in pairs if abs(dual) > INTEGRALITY and not cut.held)


class CutRelaxation:
    """A relaxed model that stays loaded and gathers cuts."""

    def __init__(self, sheet: MatrixModel, problem: Problem) -> None:
        self.live = HighsModel(sheet)
        self.live.relax()
        self.rows = self.live.row_count
        self.cuts: list[Cut] = []
        self._families = (SupportCuts(sheet, problem), RoundingCuts(sheet))

    def relaxed(self, stop: Stop | None = None) -> Relaxed:
        """Solve the relaxation as it stands, without cuts; where stopped, without solution."""
        return self._tight(self.live.solve(gap=0.0, stop=stop))

    def add_missed(self, solution: Vector) -> bool:
        """Add the cuts that a solution, shape (columns,), misses; say whether there are any."""
        found = [cut for family in self._families for cut in family.missed(solution)]
        self.add(found)
        return bool(found)

    def add(self, cuts: Sequence[Cut]) -> None:
        """Add rows to every later relaxation."""
        self.live.add_rows(cuts)
        self.cuts.extend(cuts)

    def keep(self, count: int) -> None:
        """Forget all cuts but the first ``count``."""
        if count < len(self.cuts):
            self.live.remove_rows_from(self.rows + count)
            del self.cuts[count:]

    def let_go(self) -> None:
        """Let go of the rows that questions hold; cuts stay."""
        kept = [cut for cut in self.cuts if not cut.held]
        if len(kept) < len(self.cuts):
            self.keep(0)
            self.add(kept)

    def _tight(self, outcome: Outcome) -> Relaxed:
        duals = outcome.row_duals
        return Relaxed(
            bound=outcome.bound,
            solution=outcome.solution if outcome.status == "optimal" else None,
            reduced_costs=outcome.reduced_costs,
            row_duals=None if duals is None else duals[: self.rows],
            cut_duals=None if duals is None else duals[self.rows :],
            cuts=tuple(self.cuts),
        )
