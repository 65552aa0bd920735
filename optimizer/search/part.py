"""A part of a model, loaded by itself: the columns that bounds leave free, all others put in.

A restricted search holds most of a model. Loading what is left of it takes less than letting the
solver find that out anew each time, and leaves the whole model as it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from optimizer.cuts.cut import Cut
from optimizer.highs_model import Arrays, HighsModel, Mask, Outcome, Vector
from optimizer.model.matrix import MatrixModel
from optimizer.search.limits import Limits
from optimizer.tolerances import FEASIBILITY

PAID = ("paid_in_full", "setup_paid")
"""Concepts of the rows that pay for services and set-ups."""


@dataclass(frozen=True, eq=False)
class Loaded:
    """Columns and rows as a live model loads them."""

    lower: Vector
    upper: Vector
    integer: Mask
    cost: Vector
    constant: float
    row_lower: Vector
    row_upper: Vector
    row_start: npt.NDArray[np.int32]
    indices: npt.NDArray[np.int32]
    coefficients: Vector


def loosened(matrix: MatrixModel) -> Loaded:
    """Return a model in which services may be paid more than in full.

    Nobody does where that is not worth anything, and who pays what is worked out from the services
    afterwards (:mod:`optimizer.payments`); inequalities leave the solver more room than equations.
    """
    most = np.array(matrix.row_upper)
    most[[row for key, row in matrix.rows.items() if key[0] in PAID]] = np.inf
    return Loaded(
        lower=np.array(matrix.lower),
        upper=np.array(matrix.upper),
        integer=np.array(matrix.integer, dtype=bool),
        cost=np.array(matrix.cost),
        constant=matrix.constant,
        row_lower=np.array(matrix.row_lower),
        row_upper=most,
        row_start=np.array(matrix.row_start, dtype=np.int32),
        indices=np.array(matrix.indices, dtype=np.int32),
        coefficients=np.array(matrix.coefficients),
    )


class Whole:
    """The rows of a model, ready to be cut down to some columns."""

    def __init__(self, matrix: Arrays, seed: int = 0) -> None:
        self._seed = seed
        shape = (len(matrix.row_lower), len(matrix.cost))
        parts = (
            np.array(matrix.coefficients),
            np.array(matrix.indices, dtype=np.int32),
            np.array(matrix.row_start, dtype=np.int32),
        )
        self._rows = sparse.csr_matrix(parts, shape=shape)
        self._integer = np.array(matrix.integer, dtype=bool)
        self._least, self._most = np.array(matrix.row_lower), np.array(matrix.row_upper)

    def search(
        self,
        cost: Vector,
        constant: float,
        bounds: tuple[Vector, Vector],
        rows: Sequence[Cut],
        start: Vector | None,
        limits: Limits,
    ) -> Outcome:
        """Search within bounds; the outcome's bound says nothing of solutions outside.

        Args:
            cost: to be maximised, per unit of every column, shape (columns,).
            constant: what no column changes.
            bounds: least and greatest values of the columns, shapes (columns,).
            rows: further rows that hold.
            start: a solution within the bounds, shape (columns,).
            limits: when to end.
        """
        lower, upper = bounds
        free = lower < upper
        put_in = np.where(free, 0.0, lower)
        least, most = self._least, self._most
        matrix = self._rows
        if rows:
            matrix = sparse.vstack([matrix, _stacked(rows, matrix.shape[1])], format="csr")
            least = np.append(least, [row.least for row in rows])
            most = np.append(most, np.full(len(rows), np.inf))
        taken = matrix @ put_in
        least, most = least - taken, most - taken
        part = matrix[:, free]
        filled = np.diff(part.indptr) > 0
        room = FEASIBILITY * np.maximum(1.0, np.abs(taken))
        if np.any(~filled & ((least > room) | (most < -room))):
            return Outcome("infeasible", -np.inf, -np.inf)
        part = part[filled]
        fixed = float(cost @ put_in) + constant
        if not free.any():
            return Outcome("optimal", fixed, fixed, solution=put_in)
        live = HighsModel(
            Loaded(
                lower=lower[free],
                upper=upper[free],
                integer=self._integer[free],
                cost=cost[free],
                constant=fixed,
                row_lower=least[filled],
                row_upper=most[filled],
                row_start=part.indptr,
                indices=part.indices,
                coefficients=part.data,
            )
        )
        live.be_brisk()
        if self._seed:
            live.reseed(self._seed)
        found = live.solve(
            gap=limits.gap,
            nodes=limits.nodes,
            target=limits.target,
            start=None if start is None else start[free],
            stop=limits.stop,
        )
        if found.solution is None:
            return found
        solution = put_in
        solution[free] = found.solution
        return Outcome(found.status, found.value, found.bound, solution=solution)


def _stacked(rows: Sequence[Cut], columns: int) -> sparse.csr_matrix:
    starts = np.cumsum([0, *(len(row.positions) for row in rows)])
    positions = np.concatenate([row.positions for row in rows])
    values = np.concatenate([row.values for row in rows])
    return sparse.csr_matrix((values, positions, starts), shape=(len(rows), columns))
