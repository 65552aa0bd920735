"""The matrix a model is written on: a PuLP problem, and the same columns and rows as arrays.

Every family of constraints writes through :meth:`MatrixModel.column` and :meth:`MatrixModel.row`.
The PuLP problem is what is exported (``.lp``) and what any solver that PuLP knows can solve; the
arrays let a live solver load, and later change, the same model without walking through PuLP
objects. Works with PuLP 3.3 and 4.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pulp

from optimizer.model.names import name_of

INFINITY = float("inf")
LONGEST_NAME = 10_000
"""Characters of a name in an exported file; PuLP's own limit of 100 is too short for four ids."""

_expression = getattr(pulp.LpAffineExpression, "from_list", pulp.LpAffineExpression)

Key = tuple[str, ...]
"""Concept and ids, as given to :func:`optimizer.model.names.name_of`."""


def owner_of(key: Key) -> str:
    """Return the candidate that a yes/no column belongs to; blank for columns of none."""
    match key:
        case ("focus" | "service", candidate, *_) | ("lead", _, candidate, *_):
            return candidate
    return ""


@dataclass
class MatrixModel:
    """Columns and rows of a model to be maximised, in the order they were written."""

    lp: pulp.LpProblem = field(default_factory=lambda: pulp.LpProblem("focus", pulp.LpMaximize))
    columns: dict[Key, int] = field(default_factory=dict)
    """Key → position of the column."""
    rows: dict[Key, int] = field(default_factory=dict)
    """Key → position of the row."""
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    integer: list[bool] = field(default_factory=list)
    cost: list[float] = field(default_factory=list)
    """Points per unit of each column, to be maximised."""
    constant: float = 0.0
    """Points that no decision changes."""
    row_lower: list[float] = field(default_factory=list)
    row_upper: list[float] = field(default_factory=list)
    row_start: list[int] = field(default_factory=lambda: [0])
    indices: list[int] = field(default_factory=list)
    coefficients: list[float] = field(default_factory=list)
    _variables: list[pulp.LpVariable] = field(default_factory=list)

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
        self._variables.append(
            self.lp.add_variable(
                name_of(*key),
                low,
                None if high == INFINITY else high,
                pulp.LpInteger if integer else pulp.LpContinuous,
            )
        )
        return position

    def row(
        self,
        *key: str,
        terms: Iterable[tuple[int, float]],
        lower: float = -INFINITY,
        upper: float = INFINITY,
    ) -> None:
        """Add the row ``lower ≤ Σ coefficient · column ≤ upper``; one side at least is finite.

        Terms with coefficient 0 are left out. A row with two different finite sides is written
        to PuLP as two rows, the second with ``_low`` after its concept.
        """
        pairs = [(position, value) for position, value in terms if value != 0.0]
        self.rows[key] = len(self.row_lower)
        self.row_lower.append(lower)
        self.row_upper.append(upper)
        self.indices.extend(position for position, _ in pairs)
        self.coefficients.extend(value for _, value in pairs)
        self.row_start.append(len(self.indices))
        expression = _expression([(self._variables[position], value) for position, value in pairs])
        if lower == upper:
            self.lp.addConstraint(expression == lower, name_of(*key))
            return
        if upper < INFINITY:
            self.lp.addConstraint(expression <= upper, name_of(*key))
        if lower > -INFINITY:
            both = upper < INFINITY
            concept = f"{key[0]}_low" if both else key[0]
            again = expression.copy() if both else expression
            self.lp.addConstraint(again >= lower, name_of(concept, *key[1:]))

    def earn(self, position: int, points: float) -> None:
        """Add points per unit of a column to the objective."""
        self.cost[position] += points

    def finish(self) -> None:
        """Write the objective to the PuLP problem, once every family has written its part."""
        pairs = [
            (variable, cost)
            for variable, cost in zip(self._variables, self.cost, strict=True)
            if cost
        ]
        self.lp.setObjective(_expression(pairs, constant=self.constant))

    def names(self) -> list[str]:
        """Return the columns' names in order."""
        return [name_of(*key) for key in self.columns]

    def values_from_pulp(self) -> np.ndarray:
        """Return the PuLP variables' values, shape (columns,); missing ones as 0."""
        return np.array([variable.varValue or 0.0 for variable in self._variables])

    def write(self, path: Path) -> None:
        """Export the model in LP format.

        Raises:
            OSError: the file cannot be written.
        """
        self.lp.writeLP(str(path), max_length=LONGEST_NAME)
