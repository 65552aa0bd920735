"""One measure, found out for all candidates of a kind who lack it."""

import numpy as np

from optimizer.live import Vector
from optimizer.robust.crossing import gain_of
from optimizer.robust.findings import MeasureWorth
from optimizer.robust.other_sides import OtherSides, has_in_focus
from optimizer.robust.unknowns import Column
from optimizer.tolerances import VALUE_TIE

Z = 1.96
"""Standard errors to either side of a mean that hold the true one in 95 of 100 cases."""


def measure_worth(sides: OtherSides, number: int) -> MeasureWorth:
    """Return what finding out a measure for all who lack it would gain.

    Args:
        sides: plans known and bounds.
        number: of the measure among the columns of what is not known.
    """
    column = sides.unknowns.columns[number]
    fixed, slopes = sides.nearby.lines()
    points = sides.unknowns.if_found(sides.nearby.central, column) @ slopes.T + fixed
    best = points.argmax(axis=1)
    gain = points.max(axis=1) - points[:, sides.number]
    has = has_in_focus(sides.nearby)
    better = gain > VALUE_TIE
    entering = (has[best] & ~has[sides.number]).sum(axis=1) * better
    leaving = (~has[best] & has[sides.number]).sum(axis=1) * better
    most = _most(sides, number) - sides.best - sides.in_hand_moves(column)
    error = Z * float(gain.std(ddof=1)) / len(gain) ** 0.5
    return MeasureWorth(
        kind=column.gaps.kind,
        measure=column.gaps.measure,
        missing=int(column.gaps.missing.sum()),
        ranged=int((~column.gaps.missing).sum()),
        chance=float(((entering > 0) | (leaving > 0)).mean()),
        entering=float(entering.mean()),
        gain=gain_of(gain, most, sides.open, error),
    )


def _most(sides: OtherSides, number: int) -> Vector:
    """Return what no plan exceeds when a measure is found out, shape (STEPS,)."""
    column = sides.unknowns.columns[number]
    bounds = np.minimum(
        sides.prices.together(column.where, column.jointly), sides.best + _rises(sides, column)
    )
    for (asked, draw), bound in sides.draw_bounds.items():
        if asked == number:
            bounds[draw] = min(bounds[draw], bound)
    return bounds


def _rises(sides: OtherSides, column: Column) -> Vector:
    """Return the most that any plan can gain when a measure is found out, shape (STEPS,)."""
    steepest = np.array([sides.steepest[place] for place in column.where.tolist()])
    moved = column.jointly - sides.nearby.central[column.where]
    return np.asarray(np.maximum(moved, 0.0) @ steepest)
