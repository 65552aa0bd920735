r"""What is believed of a measure of a candidate, where it is missing or given as a range.

This is the one reading of "missing" in Focus: draws ("how sure"), finding out and the chance of
passing a gate all read it here. What is uncertain is the *evidence*, in the unit of the measure,
and never its points: a candidate has one value of a measure, whatever number of criteria, gates and
peers look at it.

* **A range** ``[low, high]``: any number in it, all equally likely. Of a measure in levels: any of
  the levels whose numbers lie in it.
* **Missing, anywhere**: any level of the scale, all equally likely, or any number of the scale. The
  scale of levels are those that every criterion of the kind gives a value; that of numbers is
  ``missing_within`` of the catalogue of measures, else its ``scale``, else the stretch over which
  the kind's value functions and gates tell one number from another.
* **Missing, like the stand-in**: the known evidence of the kind, by its quantiles, where there is
  enough of it for a median to stand in for the others; else as above. A criterion whose choice for
  missing evidence is ``low`` counts it as 0 points, and one whose choice is ``midpoint`` as above.

A *point* u of a belief, uniform between 0 and 1, is a value of the evidence: for numbers
:math:`low + u\,(high - low)`; for L levels the one numbered :math:`\lfloor u L \rfloor`, so that
each is as likely as any other.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from config.criteria import Kind, Levels, Linear, Measure, Piecewise, Threshold
from scoring.evidence_table import EvidenceTable, MeasureColumn
from scoring.value import LINE_MARGIN, Floats, Numeric

LEAST_KNOWN = 5
"""Known values of a measure from which their median stands in for the others; in a kind of fewer
than ten candidates, half of them. One value is no more typical than the middle of the scale, and
would move everybody else's score."""


class MissingDraw(StrEnum):
    """Where missing evidence is drawn from."""

    ANYWHERE = "anywhere"
    LIKE_STAND_IN = "like the stand-in"


@dataclass(frozen=True, eq=False)
class Belief:
    """What is believed of one measure of the n candidates of a kind.

    Evidence is a number in the unit of the measure; of a measure in levels it is the position of
    the level in ``levels``.

    Attributes:
        measure: id of the measure.
        levels: the levels of the scale, in order; none for numbers.
        central: shape (n,), the evidence itself; NaN where missing.
        low: shape (n,), the least that is believed; NaN where nothing is.
        high: shape (n,), the most that is believed; NaN where nothing is.
        missing: shape (n,), where there is no evidence.
        known: what is known of the kind, sorted; empty where that is too little to say anything of
            the others.
    """

    measure: str
    levels: tuple[str, ...]
    central: Floats
    low: Floats
    high: Floats
    missing: NDArray[np.bool_]
    known: Floats

    @property
    def open(self) -> NDArray[np.bool_]:
        """Shape (n,): where more than one value is believed possible."""
        return np.asarray(self.high > self.low)

    def of(self, rows: NDArray[np.int64]) -> "Belief":
        """Return what is believed of some candidates, by their positions; ``known`` stays."""
        return replace(
            self,
            central=self.central[rows],
            low=self.low[rows],
            high=self.high[rows],
            missing=self.missing[rows],
        )

    def at(self, points: Floats, missing: MissingDraw = MissingDraw.ANYWHERE) -> Floats:
        """Return the evidence at points of the belief.

        Args:
            points: shape (…, n), 0..1; NaN for the central value.
            missing: where missing evidence is drawn from.

        Returns:
            Evidence, same shape; NaN where the central value is missing, or nothing is believed.
        """
        if self.levels:
            count = self.high - self.low + 1
            found = self.low + _numbered(points, count)
        else:
            found = self.low + points * (self.high - self.low)
        if missing is MissingDraw.LIKE_STAND_IN and self.known.size and self.missing.any():
            found = np.where(self.missing, self._quantile(points), found)
        return np.where(np.isnan(points) | ~self.open, self.certain, found)

    @property
    def certain(self) -> Floats:
        """Shape (n,): the central value, or the only one that is believed possible."""
        return np.where(self.missing & (self.low == self.high), self.low, self.central)

    def _quantile(self, points: Floats) -> Floats:
        """Return the quantiles of what is known; of levels one of those known."""
        along = np.nan_to_num(points)
        if self.levels:
            places = _numbered(along, np.asarray(float(self.known.size)))
            return np.asarray(self.known[places.astype(np.int64)])
        return np.asarray(np.quantile(self.known, along))


def _numbered(points: Floats, count: Floats) -> Floats:
    """Return which of so many equally likely levels a point stands for, from 0."""
    return np.minimum(np.floor(points * count), count - 1)


def beliefs_of(kind: Kind, ids: Sequence[str], table: EvidenceTable) -> tuple[Belief, ...]:
    """Return what is believed of every measure of a kind: of criteria first, then of gates alone.

    Args:
        kind: the kind with its criteria and gates.
        ids: the n candidates, in the order wanted.
        table: all evidence, and the catalogue of measures.
    """
    uses = [use for criterion in kind.criteria.values() for use in criterion.measures]
    counted = sorted({use.measure for use in uses})
    gated = {measure for gate in kind.gates.values() for measure in gate.measures}
    found = []
    for name in (*counted, *sorted(gated - set(counted))):
        functions = [use.value for use in uses if use.measure == name]
        column = table.column(name, ids)
        scales = [function for function in functions if isinstance(function, Levels)]
        if scales:
            found.append(_in_levels(name, column, _common(scales)))
        else:
            numeric = [
                use.value
                for use in uses
                if use.measure == name and use.peers is None and not isinstance(use.value, Levels)
            ]
            stretch = _stretch(table.catalogue[name], numeric, _limits(kind, name))
            found.append(_in_numbers(name, column, stretch))
    return tuple(found)


def _limits(kind: Kind, measure: str) -> list[float]:
    """Return the limits at which the gates of a kind tell one number from another."""
    return [
        limit
        for gate in kind.gates.values()
        for one in gate.single
        if one.measure == measure
        for limit in (one.at_least, one.at_most)
        if limit is not None
    ]


def _common(scales: Sequence[Levels]) -> tuple[str, ...]:
    """Return the levels to which every one of several value functions gives a value.

    Levels that are named by numbers come in the order of these, so that a range is a stretch.
    """
    common = [
        label for label in scales[0].levels if all(label in other.levels for other in scales[1:])
    ]
    numbers = {label: number_of(label) for label in common}
    return tuple(sorted(common, key=lambda label: _first_if_number(numbers[label])))


def _first_if_number(number: float | None) -> tuple[bool, float]:
    return number is None, 0.0 if number is None else number


def number_of(label: str) -> float | None:
    """Return the number that a level is named by; None for a word."""
    try:
        return float(label)
    except ValueError:
        return None


def tells(known: int, candidates: int) -> bool:
    """Say whether so many known values are enough for their median to stand in for the others.

    Args:
        known: number of known values of a measure.
        candidates: number of the kind's candidates, known or not.
    """
    return 0 < known >= min(LEAST_KNOWN, math.ceil(candidates / 2))


def _known(central: Floats) -> Floats:
    known = np.sort(central[~np.isnan(central)])
    return known if tells(known.size, central.size) else known[:0]


def _in_levels(measure: str, column: MeasureColumn, levels: tuple[str, ...]) -> Belief:
    places = {label: float(place) for place, label in enumerate(levels)}
    central = np.array(
        [
            places.get(column.text(at), np.nan) if known else np.nan
            for at, known in enumerate(column.known.tolist())
        ],
        dtype=np.float64,
    )
    low, high = central.copy(), central.copy()
    for label, place in places.items():
        number = number_of(label)
        if number is not None:
            within = (column.low <= number) & (number <= column.high)
            low = np.where(within, np.fmin(low, place), low)
            high = np.where(within, np.fmax(high, place), high)
    missing = ~column.known
    last = float(len(levels) - 1) if levels else np.nan
    low[missing], high[missing] = (0.0 if levels else np.nan), last
    return Belief(measure, levels, central, low, high, missing, _known(central))


def _in_numbers(measure: str, column: MeasureColumn, stretch: tuple[float, float]) -> Belief:
    missing = np.isnan(column.low)
    least, most = stretch
    return Belief(
        measure=measure,
        levels=(),
        central=column.number,
        low=np.where(missing, least, column.low),
        high=np.where(missing, most, column.high),
        missing=missing,
        known=_known(column.number),
    )


def _stretch(
    measure: Measure, functions: Iterable[Numeric], limits: Iterable[float]
) -> tuple[float, float]:
    """Return the least and the greatest number that a missing measure may turn out to be.

    Returns:
        NaN twice where nothing says so.
    """
    said = measure.missing_within or measure.scale
    if said is not None:
        return said
    corners = [*limits, *(at for function in functions for at in _corners(function))]
    if not corners:
        return math.nan, math.nan
    least, most = min(corners), max(corners)
    margin = 0.0 if least < most else LINE_MARGIN * max(abs(least), 1.0)
    return least - margin, most + margin


def _corners(function: Numeric) -> Iterator[float]:
    match function:
        case Linear():
            yield from (function.worst, function.best)
        case Piecewise():
            yield from (at for at, _ in function.points)
        case Threshold():
            yield function.at
