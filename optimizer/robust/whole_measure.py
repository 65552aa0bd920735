"""Several gaps found out together: one measure for all who lack it, or everything."""

from dataclasses import dataclass

import numpy as np

from optimizer.highs_model import Vector
from optimizer.robust.crossing import Gain, gain_of
from optimizer.robust.findings import MeasureWorth
from optimizer.robust.other_sides import OtherSides, has_in_focus
from optimizer.robust.unknowns import Places
from optimizer.tolerances import VALUE_TIE

Z = 1.96
"""Standard errors to either side of a mean that hold the true one in 95 of 100 cases."""


@dataclass(frozen=True)
class Together:
    """What finding out several gaps together would do."""

    gain: Gain
    changed: float
    """Share of cases in which somebody enters or leaves."""
    entering: float
    """Focus areas that would be new, on average."""


def measure_worth(sides: OtherSides, number: int) -> MeasureWorth:
    """Return what finding out a measure for all who lack it would gain.

    Args:
        sides: plans known and bounds.
        number: of the measure among the columns of what is not known.
    """
    column = sides.unknowns.columns[number]
    bounds = {draw: bound for (of, draw), bound in sides.draw_bounds.items() if of == number}
    found = together(sides, column.where, column.jointly, bounds)
    return MeasureWorth(
        kind=column.gaps.kind,
        measure=column.gaps.measure,
        missing=int(column.gaps.missing.sum()),
        ranged=int((~column.gaps.missing).sum()),
        chance=found.changed,
        entering=found.entering,
        gain=found.gain,
    )


def everything(sides: OtherSides) -> Together:
    """Return what finding out all gaps of all candidates would do."""
    where = np.arange(sides.unknowns.together.shape[1])
    return together(sides, where, sides.unknowns.together, {})


def together(
    sides: OtherSides, where: Places, potentials: Vector, bounds: dict[int, float]
) -> Together:
    """Return what finding out several potentials together would do.

    Args:
        sides: plans known and bounds.
        where: shape (g,), positions of the candidates whose potentials they are.
        potentials: shape (k, g), equally likely cases.
        bounds: case → what no plan exceeds then, where that is known.
    """
    nearby = sides.nearby
    fixed, slopes = nearby.lines()
    moved = potentials - nearby.central[where]
    points = fixed + slopes @ nearby.central + moved @ slopes[:, where].T
    best = points.argmax(axis=1)
    gain = points.max(axis=1) - points[:, sides.number]
    has = has_in_focus(nearby)
    better = gain > VALUE_TIE
    entering = (has[best] & ~has[sides.number]).sum(axis=1) * better
    leaving = (~has[best] & has[sides.number]).sum(axis=1) * better
    steepest = np.array([sides.steepest[place] for place in where.tolist()])
    most = sides.best + np.maximum(moved, 0.0) @ steepest
    most = np.minimum(most, sides.prices.together(where, potentials))
    for case, bound in bounds.items():
        most[case] = min(most[case], bound)
    error = Z * float(gain.std(ddof=1)) / len(gain) ** 0.5
    return Together(
        gain=gain_of(gain, most - points[:, sides.number], sides.open, error),
        changed=float(((entering > 0) | (leaving > 0)).mean()),
        entering=float(entering.mean()),
    )
