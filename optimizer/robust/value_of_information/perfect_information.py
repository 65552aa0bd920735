"""Several gaps found out together: one measure for all who lack it, or everything."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from optimizer.highs_model import Vector
from optimizer.robust.value_of_information.results import MeasureWorth
from optimizer.robust.value_of_information.switching import (
    Gain,
    SwitchingCurve,
    gain_of,
    where_more,
)
from optimizer.robust.value_of_information.switching_search import SwitchingSearch, has_in_focus
from optimizer.robust.value_of_information.uncertain_evidence import Places
from scoring.sampling_error import wilson


@dataclass(frozen=True)
class Together:
    """What finding out several gaps together would do."""

    gain: Gain
    changed: float
    """Share of cases in which somebody enters or leaves."""
    interval: tuple[float, float] | None
    """95 % interval of that share where the cases are a sample."""
    entering: float
    """Focus areas that would be new, on average."""


def measure_value(
    sides: SwitchingSearch, curves: Sequence[SwitchingCurve], number: int
) -> MeasureWorth:
    """Return what finding out a measure for all who lack it would gain (EVPPI).

    Args:
        sides: plans known and bounds.
        curves: of every candidate, in the order of the problem.
        number: of the measure among the columns of what is not known.
    """
    column = sides.evidence.columns[number]
    bounds = {draw: bound for (of, draw), bound in sides.draw_bounds.items() if of == number}
    found = together(
        sides, column.where, column.jointly, column.share, bounds, sampled=column.sampled
    )
    gain = found.gain
    if len(column.where) == 1:
        gain = curves[int(column.where[0])].gain(column.gaps.findings(0))
    return MeasureWorth(
        kind=column.gaps.kind,
        measure=column.gaps.measure,
        missing=int(column.gaps.missing.sum()),
        ranged=int((~column.gaps.missing).sum()),
        chance=found.changed,
        chance_interval=found.interval,
        entering=found.entering,
        gain=gain,
    )


def all_evidence(sides: SwitchingSearch, curves: Sequence[SwitchingCurve]) -> Gain:
    """Return what finding out all gaps of all candidates would gain (EVPI)."""
    evidence = sides.evidence
    if len(evidence.about) == 1:
        ((place, one),) = evidence.about.items()
        return curves[place].gain(one)
    where = np.arange(evidence.together.shape[1])
    cases = evidence.together
    share = np.full(len(cases), 1 / len(cases))
    return together(sides, where, cases, share, {}, sampled=bool(evidence.about)).gain


def together(
    sides: SwitchingSearch,
    where: Places,
    potentials: Vector,
    share: Vector,
    bounds: Mapping[int, float],
    *,
    sampled: bool,
) -> Together:
    """Return what finding out several potentials together would do.

    Args:
        sides: plans known and bounds.
        where: shape (g,), positions of the candidates whose potentials they are.
        potentials: shape (k, g), the cases.
        share: shape (k,), how likely each is.
        bounds: case → what no plan exceeds then, where that is known.
        sampled: whether the cases are a sample of what may be found, and not all of it.
    """
    nearby = sides.nearby
    fixed, slopes = nearby.lines()
    moved = potentials - nearby.central[where]
    points = fixed + slopes @ nearby.central + moved @ slopes[:, where].T
    best = points.argmax(axis=1)
    gain = points.max(axis=1) - points[:, sides.number]
    has = has_in_focus(nearby)
    alike = (has == has[sides.number]).all(axis=1)
    changed = where_more(points.max(axis=1), points[:, alike].max(axis=1))
    entering = (has[best] & ~has[sides.number]).sum(axis=1) * changed
    steepest = np.array([sides.steepest[place] for place in where.tolist()])
    most = sides.best + np.maximum(moved, 0.0) @ steepest
    most = np.minimum(most, sides.prices.together(where, potentials))
    for case, bound in bounds.items():
        most[case] = min(most[case], bound)
    chance = float(share @ changed)
    ends = [float(end) for end in wilson(chance, share.size)]
    return Together(
        gain=gain_of(gain, most - points[:, sides.number], sides.open, share, sampled=sampled),
        changed=chance,
        interval=(ends[0], ends[1]) if sampled else None,
        entering=float(share @ entering),
    )
