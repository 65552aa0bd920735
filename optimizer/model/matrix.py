"""The matrix a model is written on: columns and rows in the order of their writing, as arrays.

Every family of constraints writes through :meth:`MatrixModel.column` and :meth:`MatrixModel.row`.
A live solver loads the arrays as they are. The PuLP problem of the same columns and rows is what is
exported (``.lp``) and what any solver that PuLP knows can solve; it is built when first asked for.
Works with PuLP 3.3 and 4.
"""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from optimizer.model.names import name_of

if TYPE_CHECKING:
    import pulp

INFINITY = float("inf")
LONGEST_NAME = 10_000
"""Characters of a name in an exported file; PuLP's own limit of 100 is too short for four ids."""

Key = tuple[str, ...]
"""Concept and ids, as given to :func:`optimizer.model.names.name_of`."""


def _numbers() -> "array[float]":
    return array("d")


def _positions() -> "array[int]":
    return array("i")


@dataclass
class MatrixModel:
    """Columns and rows of a model to be maximised.

    Numbers are kept in growing arrays of the machine's own kind, which NumPy copies as a whole.
    """

    columns: dict[Key, int] = field(default_factory=dict)
    """Key → position of the column."""
    rows: dict[Key, int] = field(default_factory=dict)
    """Key → position of the row."""
    lower: "array[float]" = field(default_factory=_numbers)
    upper: "array[float]" = field(default_factory=_numbers)
    integer: bytearray = field(default_factory=bytearray)
    """1 for a yes/no column, 0 for one that may take any value between its bounds."""
    cost: "array[float]" = field(default_factory=_numbers)
    """Points per unit of each column, to be maximised."""
    constant: float = 0.0
    """Points that no decision changes."""
    row_lower: "array[float]" = field(default_factory=_numbers)
    row_upper: "array[float]" = field(default_factory=_numbers)
    row_start: "array[int]" = field(default_factory=lambda: array("i", [0]))
    """Where each row's terms begin in ``indices``, and where the last row's end."""
    indices: "array[int]" = field(default_factory=_positions)
    coefficients: "array[float]" = field(default_factory=_numbers)

    def column(
        self,
        *key: str,
        upper: float = 1.0,
        integer: bool = True,
        fixed: float | None = None,
    ) -> int:
        """Add a column between 0 and ``upper`` (or fixed to a value); return its position."""
        low, high = (0.0, upper) if fixed is None else (fixed, fixed)
        position = len(self.cost)
        self.columns[key] = position
        self.lower.append(low)
        self.upper.append(high)
        self.integer.append(integer)
        self.cost.append(0.0)
        return position

    def row(
        self,
        *key: str,
        terms: Iterable[tuple[int, float]],
        lower: float = -INFINITY,
        upper: float = INFINITY,
    ) -> None:
        """Add the row ``lower ≤ Σ coefficient · column ≤ upper``; one side at least is finite.

        Terms with coefficient 0 are left out.
        """
        self.rows[key] = len(self.row_lower)
        self.row_lower.append(lower)
        self.row_upper.append(upper)
        for position, value in terms:
            if value != 0.0:
                self.indices.append(position)
                self.coefficients.append(value)
        self.row_start.append(len(self.indices))

    def earn(self, position: int, points: float) -> None:
        """Add points per unit of a column to the objective."""
        self.cost[position] += points

    def names(self) -> list[str]:
        """Return the columns' names in order."""
        return [name_of(*key) for key in self.columns]

    @cached_property
    def _pulp(self) -> "tuple[pulp.LpProblem, list[pulp.LpVariable]]":
        return _written(self)

    @property
    def lp(self) -> "pulp.LpProblem":
        """The same model as a PuLP problem, written once: what is added later is not in it.

        A row with two different finite sides is two rows there, the second with ``_low`` after its
        concept.
        """
        return self._pulp[0]

    @property
    def variables(self) -> "list[pulp.LpVariable]":
        """The PuLP variables, in the order of the columns."""
        return self._pulp[1]

    def values_from_pulp(self) -> np.ndarray:
        """Return the PuLP variables' values, shape (columns,); missing ones as 0."""
        return np.array([variable.varValue or 0.0 for variable in self.variables])

    def write(self, path: Path) -> None:
        """Export the model in LP format.

        Raises:
            OSError: the file cannot be written.
        """
        self.lp.writeLP(str(path), max_length=LONGEST_NAME)


def _written(sheet: MatrixModel) -> "tuple[pulp.LpProblem, list[pulp.LpVariable]]":
    """Return a model as a PuLP problem, and its variables in the order of the columns."""
    import pulp

    of_pairs = getattr(pulp.LpAffineExpression, "from_list", pulp.LpAffineExpression)
    lp = pulp.LpProblem("focus", pulp.LpMaximize)
    variables = [
        lp.add_variable(
            name,
            sheet.lower[at],
            None if sheet.upper[at] == INFINITY else sheet.upper[at],
            pulp.LpInteger if sheet.integer[at] else pulp.LpContinuous,
        )
        for at, name in enumerate(sheet.names())
    ]
    for (concept, *ids), at in sheet.rows.items():
        inside = slice(sheet.row_start[at], sheet.row_start[at + 1])
        pairs = zip(sheet.indices[inside], sheet.coefficients[inside], strict=True)
        terms = of_pairs([(variables[position], value) for position, value in pairs])
        lower, upper = sheet.row_lower[at], sheet.row_upper[at]
        if lower == upper:
            lp.addConstraint(terms == lower, name_of(concept, *ids))
            continue
        if upper < INFINITY:
            lp.addConstraint(terms <= upper, name_of(concept, *ids))
        if lower > -INFINITY:
            both = upper < INFINITY
            again = terms.copy() if both else terms
            lp.addConstraint(again >= lower, name_of(f"{concept}_low" if both else concept, *ids))
    earned = [(variables[at], points) for at, points in enumerate(sheet.cost) if points]
    lp.setObjective(of_pairs(earned, constant=sheet.constant))
    return lp, variables
