"""What earlier commitments say of the chance of one outcome, given what is known beforehand.

Every level but the most frequent of a column has a coefficient. Columns are let in as they stand
in the table, as far as there are cases for them: for every coefficient at least five of the rarer
outcome (Vittinghoff & McCulloch 2007, *American Journal of Epidemiology* 165, 710-718). Cases of
which something that is let in is not known are left out.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import isfinite

import numpy as np

from config.base import Frozen
from data.chances.firth import Fit, Floats, Numbers, fit
from data.chances.history import CODED, Case, History, Outcome

PER_COEFFICIENT = 5
"""Cases of the rarer outcome that a coefficient needs."""
LEAST_CASES, LEAST_MEMBERS = 30, 10
"""Fewer tell nothing of a chance."""
NOTHING_LEFT = 1e-6
"""Share of a column, beside what those before it give, that is none."""
LEAST_OF_A_LEVEL = 5
"""Cases of a level below which nothing is said of it."""


class Chance(Frozen):
    """A chance, 0..1, and where it lies with 95 %."""

    value: float
    low: float
    high: float


class Influence(Frozen):
    """How much a level says, all others equal."""

    column: str
    level: str
    reference: str
    """Level that it is held against."""
    cases: int
    """Of the level."""
    came: int
    """Of those, with the outcome."""
    coefficient: float
    """Change of the log odds."""
    low: float | None
    high: float | None
    """Where it lies with 95 %; None = it is open to that side."""
    design_effect: float
    """By how much groups widen its variance."""


@dataclass(frozen=True, eq=False)
class Estimate:
    """A regression on earlier commitments.

    Attributes:
        outcome: what is foreseen.
        columns: what was known beforehand and is let in, in order.
        left_out: columns that are not, for want of cases.
        levels: column and level of every coefficient after the constant.
        references: column → level that others are held against.
        cases: that it rests on.
        fit: the regression.
    """

    outcome: Outcome
    columns: tuple[str, ...]
    left_out: tuple[str, ...]
    levels: tuple[tuple[str, str], ...]
    references: Mapping[str, str]
    cases: tuple[Case, ...]
    fit: Fit

    def __len__(self) -> int:
        """Return the number of cases."""
        return len(self.cases)

    @cached_property
    def came(self) -> int:
        """Cases with the outcome."""
        return int(self.fit.came.sum())

    def chances(self, known: Sequence[Mapping[str, str]]) -> list[Chance]:
        """Return the chances of commitments of which every column that is let in is known."""
        if not known:
            return []
        ends = self.fit.chances(_design(known, self.levels))
        return [
            Chance(value=float(value), low=float(low), high=float(high))
            for value, low, high in zip(*ends, strict=True)
        ]

    def influences(self) -> Iterator[Influence]:
        """Yield how much every level says, in the order of the columns."""
        for place, (column, level) in enumerate(self.levels, start=1):
            have = [case for case in self.cases if case.levels[column] == level]
            low, high = self.fit.interval(place)
            yield Influence(
                column=column,
                level=level,
                reference=self.references[column],
                cases=len(have),
                came=sum(case.came[self.outcome] for case in have),
                coefficient=float(self.fit.coefficients[place]),
                low=low if isfinite(low) else None,
                high=high if isfinite(high) else None,
                design_effect=self.fit.design_effect(place),
            )


def known_by(history: History, outcome: Outcome, year: str) -> tuple[Case, ...]:
    """Return the cases whose outcome had been reported by the end of a year."""
    return tuple(
        case for case in history.cases if outcome in case.came and case.known[outcome] <= year
    )


def estimate(
    cases: Iterable[Case],
    outcome: Outcome,
    columns: Sequence[str],
    references: Mapping[str, str],
) -> Estimate | None:
    """Fit the chance of an outcome; None where there are too few cases for any.

    Args:
        cases: with the outcome.
        outcome: what is to be foreseen.
        columns: what is known beforehand, the more important first.
        references: column → level that its others are held against.
    """
    every = tuple(cases)
    if not _enough(every):
        return None
    rarer = _rarer(every, outcome)
    inside, levels = list[str](), list[tuple[str, str]]()
    left_out = list[str]()
    for column in columns:
        if column == CODED and outcome != "completed":
            continue
        new = _levels(every, column, references.get(column, ""))
        if not new:
            continue
        if len(levels) + len(new) > rarer / PER_COEFFICIENT:
            left_out.append(column)
            continue
        inside.append(column)
        levels += new
    allowed = {column: {references[column]} for column in inside}
    for column, level in levels:
        allowed[column].add(level)
    whole = tuple(
        case
        for case in every
        if all(case.levels.get(column) in allowed[column] for column in inside)
    )
    if not _enough(whole):
        return None
    known = [case.levels for case in whole]
    told = _independent(_design(known, levels))
    levels = [one for place, one in enumerate(levels, start=1) if place in told]
    came = np.array([float(case.came[outcome]) for case in whole])
    return Estimate(
        outcome=outcome,
        columns=tuple(inside),
        left_out=tuple(left_out),
        levels=tuple(levels),
        references={column: references[column] for column in inside},
        cases=whole,
        fit=fit(_design(known, levels), came, _groups(whole)),
    )


def foreseen(
    history: History, outcome: Outcome, year: str, wanted: Sequence[Mapping[str, str]]
) -> list[Chance | None]:
    """Return the chances of commitments by what had been reported by a year.

    Where something is not known of one, the regression leaves it out for all.

    Args:
        history: of earlier commitments.
        outcome: what is to be foreseen.
        year: the last one whose reports count.
        wanted: of each commitment what is known → level.
    """
    cases, references = known_by(history, outcome, year), history.references
    found: list[Chance | None] = [None] * len(wanted)
    patterns: dict[tuple[str, ...], list[int]] = {}
    for place, known in enumerate(wanted):
        pattern = tuple(column for column in history.beforehand if _usable(cases, known, column))
        patterns.setdefault(pattern, []).append(place)
    for pattern, places in patterns.items():
        made = estimate(cases, outcome, pattern, references)
        if made is not None:
            chances = made.chances([wanted[place] for place in places])
            for place, chance in zip(places, chances, strict=True):
                found[place] = chance
    return found


def _usable(cases: Sequence[Case], known: Mapping[str, str], column: str) -> bool:
    """Say whether a commitment has a level in a column of which enough cases speak."""
    level = known.get(column)
    return level is not None and (
        sum(case.levels.get(column) == level for case in cases) >= LEAST_OF_A_LEVEL
    )


def _enough(cases: Sequence[Case]) -> bool:
    members = {case.member for case in cases}
    return len(cases) >= LEAST_CASES and len(members) >= LEAST_MEMBERS


def _rarer(cases: Sequence[Case], outcome: Outcome) -> int:
    came = sum(case.came[outcome] for case in cases)
    return min(came, len(cases) - came)


def _levels(cases: Sequence[Case], column: str, reference: str) -> list[tuple[str, str]]:
    """Return the levels of a column that have a coefficient."""
    said = [case.levels[column] for case in cases if column in case.levels]
    levels = sorted(set(said) - {reference})
    return [(column, one) for one in levels if said.count(one) >= LEAST_OF_A_LEVEL]


def _design(known: Sequence[Mapping[str, str]], levels: Sequence[tuple[str, str]]) -> Floats:
    rows = [[1.0, *(float(one[column] == level) for column, level in levels)] for one in known]
    return np.array(rows)


def _independent(design: Floats) -> frozenset[int]:
    """Return the columns of a design that no linear combination of those before them gives."""
    kept, basis = list[int](), list[Floats]()
    for place, column in enumerate(design.T):
        rest = column.copy()
        for one in (*basis, *basis):  # twice, against rounding
            rest -= (one * rest).sum() * one
        size = np.sqrt((rest * rest).sum())
        if size > NOTHING_LEFT * np.sqrt((column * column).sum()):
            kept.append(place)
            basis.append(rest / size)
    return frozenset(kept)


def _groups(cases: Sequence[Case]) -> Numbers:
    numbers = {member: place for place, member in enumerate(sorted({c.member for c in cases}))}
    return np.array([numbers[case.member] for case in cases], dtype=np.intp)
