"""How the candidates of a kind stand on one measure, as one criterion uses it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from config.criteria import Measure, ValueFunction
from scoring.kind_scores import KindScores
from scoring.value import curve


@dataclass(frozen=True)
class KnownValue:
    """A candidate whose number is known."""

    id: str
    name: str
    measure: float
    """In the unit of the measure."""
    points: float
    """What that is worth, 0..100."""


@dataclass(frozen=True)
class UseValues:
    """One criterion's use of a measure.

    Attributes:
        share: of the criterion, 0..1.
        known: those whose number is known, in the order of ids.
        held: level → how many candidates hold it.
        levels: candidate → its level, for those who have one.
        missing: how many have no evidence.
        stand_in: points that stand in for it; None where none is missing.
    """

    share: float
    known: tuple[KnownValue, ...]
    held: Mapping[str, int]
    levels: Mapping[str, str]
    missing: int
    stand_in: float | None


def measure_use(scores: KindScores, criterion: str, measure: str) -> UseValues:
    """Return how candidates stand on a measure, as a criterion uses it."""
    values, column = scores.measures, scores.criteria.index(criterion)
    uses = np.flatnonzero(values.criterion == column).tolist()
    use = next(one for one in uses if values.measure[one] == measure)
    numbers, labels = values.number[:, use].tolist(), values.label[use]
    central = values.central[:, use].tolist()
    known, levels, missing = [], {}, []
    for at, (name, number, label) in enumerate(zip(scores.ids, numbers, labels, strict=True)):
        if not np.isnan(number):
            known.append(KnownValue(name, scores.names[at], number, central[at]))
        if label is None and np.isnan(number):
            missing.append(central[at])
        else:
            levels[name] = f"{number:g}" if label is None else label
    return UseValues(
        share=float(values.share[use]),
        known=tuple(known),
        held=Counter(levels.values()),
        levels=levels,
        missing=len(missing),
        stand_in=missing[0] if missing else None,
    )


def corners(
    function: ValueFunction, measure: Measure, known: UseValues
) -> tuple[tuple[float, float], ...]:
    """Return the corners (measure, points) of a value function of numbers, in drawing order.

    They cover the candidates' own range: a scale that nobody comes near is left out.
    """
    found = [(float(at), points) for at, points in curve(function, measure.scale)]
    if not known.known:
        return tuple(found)
    near = [float(at) for at, _ in curve(function)] + [one.measure for one in known.known]
    return tuple((min(max(at, min(near)), max(near)), points) for at, points in found)
