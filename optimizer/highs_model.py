"""A live HiGHS model: loaded once from a sheet, then changed and solved again.

Costs, bounds and right-hand sides can change between solves without building anything again;
a solve can start from a known solution. Maximises, as the sheet does.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

import highspy
import numpy as np
import numpy.typing as npt

from optimizer.stop import Stop
from optimizer.tally import count
from optimizer.tolerances import FEASIBILITY, INTEGRALITY

Vector = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

_STATUS: Final[Mapping[Any, str]] = {
    highspy.HighsModelStatus.kOptimal: "optimal",
    highspy.HighsModelStatus.kInfeasible: "infeasible",
    highspy.HighsModelStatus.kUnboundedOrInfeasible: "infeasible",
    highspy.HighsModelStatus.kModelEmpty: "optimal",
}


@dataclass(frozen=True)
class Outcome:
    """What a solve found."""

    status: str
    """``optimal`` (to the gap asked), ``feasible`` (stopped early), ``infeasible``, ``unknown``."""
    value: float
    """Points of the best solution found; minus infinity when there is none."""
    bound: float
    """No solution is worth more than this."""
    solution: Vector | None = None
    """Values of the columns, shape (columns,)."""
    reduced_costs: Vector | None = None
    """Of a relaxed solve: change of the value per unit of a column at its bound."""
    row_duals: Vector | None = None
    """Of a relaxed solve: change of the value per unit of a row's right-hand side."""
    seen: tuple[Vector, ...] = ()
    """Other solutions that a search came upon, shapes (columns,)."""

    @property
    def found(self) -> bool:
        """Whether there is a solution."""
        return self.solution is not None

    @property
    def gap(self) -> float:
        """Relative gap: (bound − value) / max(1, |value|); infinite without a solution."""
        return relative_gap(self.value, self.bound)


def relative_gap(value: float, bound: float) -> float:
    """Return (bound − value) / max(1, |value|), never below 0; infinite without a value."""
    if not np.isfinite(value) or not np.isfinite(bound):
        return float("inf")
    return max(0.0, bound - value) / max(1.0, abs(value))


class RowAtLeast(Protocol):
    """A row ``Σ value · column ≥ least``."""

    @property
    def positions(self) -> npt.NDArray[np.int64]:
        """Columns, shape (k,)."""

    @property
    def values(self) -> Vector:
        """Coefficients, shape (k,)."""

    @property
    def least(self) -> float:
        """The right-hand side."""


_AGGREGATOR = 1 << 12
"""HiGHS's presolve rule that substitutes columns out of equations, as a bit of its option.

Switched off: HiGHS 1.15 can run in circles there, deaf to time limits and to being stopped.
"""


class Arrays(Protocol):
    """Columns and rows of a model to be maximised, row after row."""

    @property
    def lower(self) -> Sequence[float] | Vector:
        """Least values of the columns."""

    @property
    def upper(self) -> Sequence[float] | Vector:
        """Greatest values."""

    @property
    def integer(self) -> bytearray | Mask:
        """Which columns are yes or no."""

    @property
    def cost(self) -> Sequence[float] | Vector:
        """Points per unit of each column."""

    @property
    def constant(self) -> float:
        """Points that no column changes."""

    @property
    def row_lower(self) -> Sequence[float] | Vector:
        """Least values of the rows."""

    @property
    def row_upper(self) -> Sequence[float] | Vector:
        """Greatest values."""

    @property
    def row_start(self) -> Sequence[int] | npt.NDArray[np.int32]:
        """Where each row's terms begin, and where the last row's end."""

    @property
    def indices(self) -> Sequence[int] | npt.NDArray[np.int32]:
        """Columns of the terms."""

    @property
    def coefficients(self) -> Sequence[float] | Vector:
        """Values of the terms."""


class HighsModel:
    """One HiGHS model that stays loaded."""

    def __init__(self, sheet: Arrays) -> None:
        self.columns = len(sheet.cost)
        self.integer = np.array(sheet.integer, dtype=bool)
        self.lower = np.array(sheet.lower, dtype=np.float64)
        self.upper = np.array(sheet.upper, dtype=np.float64)
        self.cost = np.array(sheet.cost, dtype=np.float64)
        self.offset = sheet.constant
        self._positions = np.arange(self.columns, dtype=np.int32)
        least, most = np.array(sheet.row_lower), np.array(sheet.row_upper)
        self._nothing_holds = bool(np.all((least <= 0) & (most >= 0)))
        self._relaxed = False
        self._highs = highspy.Highs()  # type: ignore[no-untyped-call]
        self._option("output_flag", value=False)
        self._option("threads", 1)
        self._option("presolve_rule_off", _AGGREGATOR)
        self._option("random_seed", 0)
        self._option("mip_abs_gap", 0.0)
        self._option("primal_feasibility_tolerance", FEASIBILITY / 10)
        self._option("mip_feasibility_tolerance", INTEGRALITY)
        self._load(sheet)

    def _option(self, name: str, value: float | str) -> None:
        self._highs.setOptionValue(name, value)

    def _load(self, sheet: Arrays) -> None:
        model = highspy.HighsLp()
        model.num_col_ = self.columns
        model.num_row_ = len(sheet.row_lower)
        model.sense_ = highspy.ObjSense.kMaximize
        model.offset_ = sheet.constant
        model.col_cost_ = self.cost
        model.col_lower_ = self.lower
        model.col_upper_ = self.upper
        model.row_lower_ = np.array(sheet.row_lower, dtype=np.float64)
        model.row_upper_ = np.array(sheet.row_upper, dtype=np.float64)
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.array(sheet.row_start, dtype=np.int32)
        model.a_matrix_.index_ = np.array(sheet.indices, dtype=np.int32)
        model.a_matrix_.value_ = np.array(sheet.coefficients, dtype=np.float64)
        model.integrality_ = self._kinds()
        self._highs.passModel(model)

    def _kinds(self) -> list[Any]:
        integer, continuous = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
        return [integer if flag and not self._relaxed else continuous for flag in self.integer]

    def set_costs(self, cost: Vector, offset: float = 0.0) -> None:
        """Replace the objective: points per unit of every column, shape (columns,)."""
        self.cost, self.offset = np.asarray(cost, dtype=np.float64), offset
        self._highs.changeColsCost(self.columns, self._positions, self.cost)
        self._highs.changeObjectiveOffset(offset)

    def set_bounds(self, lower: Vector, upper: Vector) -> None:
        """Replace the bounds of every column, shapes (columns,)."""
        self.lower = np.asarray(lower, dtype=np.float64)
        self.upper = np.asarray(upper, dtype=np.float64)
        self._highs.changeColsBounds(self.columns, self._positions, self.lower, self.upper)

    def set_row(self, position: int, lower: float, upper: float) -> None:
        """Replace both sides of one row."""
        self._highs.changeRowBounds(position, lower, upper)

    def add_row(self, positions: Sequence[int], values: Sequence[float], lower: float) -> int:
        """Add ``lower ≤ Σ value · column``; return the row's position."""
        self._highs.addRow(
            lower,
            highspy.kHighsInf,
            len(positions),
            np.array(positions, dtype=np.int32),
            np.array(values, dtype=np.float64),
        )
        return int(self._highs.getNumRow()) - 1

    def add_rows(self, rows: Sequence[RowAtLeast]) -> None:
        """Add rows ``Σ value · column ≥ least``, all in one call."""
        if not rows:
            return
        starts = np.cumsum([0, *(len(row.positions) for row in rows[:-1])])
        positions = np.concatenate([row.positions for row in rows])
        self._highs.addRows(
            len(rows),
            np.array([row.least for row in rows], dtype=np.float64),
            np.full(len(rows), highspy.kHighsInf),
            len(positions),
            starts.astype(np.int32),
            positions.astype(np.int32),
            np.concatenate([row.values for row in rows]),
        )

    def add_column(self, rows: Sequence[int], values: Sequence[float], *, upper: float) -> int:
        """Add a column between 0 and ``upper``, with its values in rows; return its position."""
        self._highs.addCol(
            0.0,
            0.0,
            upper,
            len(rows),
            np.array(rows, dtype=np.int32),
            np.array(values, dtype=np.float64),
        )
        position = self.columns
        self.columns += 1
        self._positions = np.arange(self.columns, dtype=np.int32)
        self.integer = np.append(self.integer, False)
        self.lower, self.cost = np.append(self.lower, 0.0), np.append(self.cost, 0.0)
        self.upper = np.append(self.upper, upper)
        return position

    def remove_rows_from(self, first: int) -> None:
        """Remove every row from the given position on."""
        rows = np.arange(first, self._highs.getNumRow(), dtype=np.int32)
        if len(rows):
            self._highs.deleteRows(len(rows), rows)

    def be_brisk(self, *, brisk: bool = True) -> None:
        """Look for good solutions rather than for symmetries and new beginnings, or no longer so.

        A column counts as known after two branchings on it instead of eight: most of the time of a
        restricted search goes into trying out branchings. It pays where few columns are free; in a
        whole model it costs proof.
        """
        self._option("mip_detect_symmetry", value=not brisk)
        self._option("mip_allow_restart", value=not brisk)
        self._option("mip_heuristic_run_root_reduced_cost", value=not brisk)
        self._option("mip_pscost_minreliable", 2 if brisk else 8)

    def reseed(self, seed: int) -> None:
        """Give the solver other chances than its usual ones: another way to equally good ends."""
        self._option("random_seed", seed)

    def forget(self) -> None:
        """Start the next solve from nothing: no basis, no solution of the last one."""
        self._highs.clearSolver()

    @property
    def row_count(self) -> int:
        """Number of rows loaded."""
        return int(self._highs.getNumRow())

    def relax(self, *, relaxed: bool = True) -> None:
        """Drop the integrality of all columns, or put it back."""
        if relaxed == self._relaxed:
            return
        self._relaxed = relaxed
        self._highs.changeColsIntegrality(
            self.columns, self._positions, np.array(self._kinds(), dtype=object)
        )

    def solve(
        self,
        *,
        gap: float,
        start: Vector | None = None,
        stop: Stop | None = None,
        nodes: int | None = None,
        target: float | None = None,
    ) -> Outcome:
        """Solve the model as it stands.

        Args:
            gap: relative gap at which to stop.
            start: a known solution to start from, shape (columns,).
            stop: a switch that ends the solve early when thrown.
            nodes: most branches to look at; None = no limit.
            target: a solution worth this much ends the search; None = none does.
        """
        self._option("mip_rel_gap", gap)
        self._option("mip_max_nodes", highspy.kHighsIInf if nodes is None else nodes)
        self._option("objective_target", -highspy.kHighsInf if target is None else target)
        self._run(start, stop)
        if start is not None and self._unsearched():
            self._search(start, stop)
        return self._outcome()

    def _run(self, start: Vector | None, stop: Stop | None) -> None:
        if start is not None:
            known = highspy.HighsSolution()
            known.col_value = [float(value) for value in start]
            self._highs.setSolution(known)
        if stop is None:
            self._highs.run()
        else:
            with stop.watching(self._highs):
                self._highs.run()
        info = self._highs.getInfo()
        count(info.mip_node_count, info.simplex_iteration_count)

    def _unsearched(self) -> bool:
        """Say whether presolve alone ended a search, as proven best.

        HiGHS 1.15 then returns the start for proven best even where it is not: when presolve
        reduces the model to no yes/no column at all, or calls it infeasible by a rounding error.
        """
        return (
            not self._relaxed
            and bool(self.integer.any())
            and self._highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
            and self._highs.getInfo().mip_node_count == 0
        )

    def _search(self, start: Vector, stop: Stop | None) -> None:
        """Solve again without the start; if that finds nothing, with the start but no presolve."""
        self._highs.clearSolver()
        self._run(None, stop)
        if self._highs.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
            self._highs.clearSolver()
            self._option("presolve", "off")
            self._run(start, stop)
            self._option("presolve", "choose")

    def _outcome(self) -> Outcome:
        status = _STATUS.get(self._highs.getModelStatus(), "unknown")
        if self.columns == 0 and not self._nothing_holds:
            status = "infeasible"  # HiGHS does not look at the rows of a model without columns
        info = self._highs.getInfo()
        feasible = highspy.SolutionStatus.kSolutionStatusFeasible
        found = status != "infeasible" and (
            info.primal_solution_status == feasible or self.columns == 0
        )
        if not found:
            value = -np.inf
            bound = -np.inf if status == "infeasible" else np.inf
            return Outcome(status, value, bound)
        solution = self._highs.getSolution()
        values = np.array(solution.col_value, dtype=np.float64)
        value = float(info.objective_function_value)
        if self._relaxed or not self.integer.any():
            reduced = np.array(solution.col_dual, dtype=np.float64)
            duals = np.array(solution.row_dual, dtype=np.float64)
            ended = status == "optimal"
            bound = value if ended else np.inf
            return Outcome(status if ended else "feasible", value, bound, values, reduced, duals)
        bound = float(info.mip_dual_bound)
        bound = value if status == "optimal" and not np.isfinite(bound) else max(bound, value)
        name = "optimal" if status == "optimal" else "feasible"
        return Outcome(name, value, bound, values)
