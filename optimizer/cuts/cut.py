"""A cut: an inequality that every plan meets, whatever anything is worth."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from optimizer.highs_model import Vector

Positions = npt.NDArray[np.int64]

SLACK: Final = 1e-9
"""Cuts are loosened by this share of their size, so that rounding cannot make them too tight."""
VIOLATED: Final = 1e-4
"""Least amount by which a solution must miss a cut for it to be worth adding."""


@dataclass(frozen=True, eq=False)
class Cut:
    """``Σ value · column ≥ least`` for every plan."""

    positions: Positions
    """Columns, shape (k,)."""
    values: Vector
    """Coefficients, shape (k,)."""
    least: float
    local: bool = False
    """Whether all its columns belong to one candidate in one period."""
    held: bool = False
    """Whether it is no cut but a condition of one question, which plans may miss otherwise."""

    def missed_by(self, solution: Vector) -> float:
        """Return how far a solution, shape (columns,), is from meeting it; negative if it does."""
        return self.least - float(self.values @ solution[self.positions])


def cut(positions: Positions, values: Vector, least: float, *, local: bool = False) -> Cut:
    """Return a cut without zero coefficients, loosened by :data:`SLACK`."""
    kept = np.abs(values) > SLACK
    size = float(np.abs(values[kept]).sum()) + abs(least)
    return Cut(positions[kept], values[kept], least - SLACK * size, local)
