r"""How well chances foresaw what came, year after year, beside the plain share of what came before.

For every year in which outcomes were reported, chances are made from what had been reported before
that year alone, and held against what came. The *Brier score* is the mean of
:math:`(p_i - y_i)^2`, 0 at best (Brier 1950, *Monthly Weather Review* 78, 1-3); beside it stands
that of the *base rate*, the share of all outcomes before that year, told of everybody. By how much
the one is lower than the other has a standard error that takes the cases of one member as one,

.. math:: SE^2 = \frac{G}{G - 1} \frac{1}{n^2}
    \sum_g \Bigl( \sum_{i \in g} (d_i - \bar d) \Bigr)^2 ,

and an interval of Student's t with :math:`G - 1` degrees of freedom. *Calibration*: of those with
chances alike, what was foreseen on average beside the share that came, with Wilson's interval.
"""

from collections.abc import Iterable, Sequence
from math import sqrt

import numpy as np
from scipy import stats

from config.base import Frozen
from data.chances.estimate import Chance, foreseen, known_by
from data.chances.history import Case, History, Outcome
from scoring.value import Floats

SURE = 0.95
PARTS = 5
"""Into how many parts, as equal as may be, cases are put by their chances."""
LEAST_IN_A_PART = 10
"""Cases of a part below which nothing is told of it."""


class Foretold(Frozen):
    """One case, and what was foreseen of it before."""

    commitment: str
    member: str
    year: str
    """In which its outcome was reported."""
    chance: float
    base: float
    """Share that had come of all before."""
    came: bool


class Part(Frozen):
    """Cases with chances alike, or of one year."""

    label: str
    """The year; blank = a part by chances."""
    cases: int
    foreseen: float
    """Mean of their chances."""
    came: float
    """Share that came."""
    low: float
    high: float
    """Where that lies with 95 %, as if they were strangers."""


class Foresight(Frozen):
    """How well chances foresaw what came."""

    cases: int
    members: int
    brier: float
    base: float
    """Brier score of the base rate."""
    better: float
    """By how much the first is lower."""
    low: float
    high: float
    """Where that lies with 95 %."""
    parts: tuple[Part, ...]
    """By chances, the lowest first."""
    years: tuple[Part, ...]

    @property
    def tells(self) -> bool:
        """Whether chances foresee more than the base rate does, beyond chance."""
        return self.low > 0


def wilson(came: int, cases: int) -> tuple[float, float]:
    """Return Wilson's interval of 95 % for a share (1927, *J. Am. Stat. Assoc.* 22, 209-212)."""
    found = stats.binomtest(came, cases).proportion_ci(SURE, "wilson")
    return float(found.low), float(found.high)


def foretold(history: History, outcome: Outcome, since: str, until: str) -> tuple[Foretold, ...]:
    """Return what would have been foreseen of each case, by what was reported before its year.

    Args:
        history: of earlier commitments.
        outcome: what is foreseen.
        since: first year of outcomes that are foreseen.
        until: last one.
    """
    found = list[Foretold]()
    every = known_by(history, outcome, until)
    for year in sorted({case.known[outcome] for case in every}):
        if year < since:
            continue
        before = str(int(year) - 1)
        past = known_by(history, outcome, before)
        now = [case for case in every if case.known[outcome] == year]
        if not past:
            continue
        base = sum(case.came[outcome] for case in past) / len(past)
        chances = foreseen(history, outcome, before, [case.levels for case in now])
        found += _told(now, chances, base, outcome)
    return tuple(found)


def _told(
    now: Sequence[Case], chances: Sequence[Chance | None], base: float, outcome: Outcome
) -> Iterable[Foretold]:
    for case, chance in zip(now, chances, strict=True):
        if chance is not None:
            yield Foretold(
                commitment=case.commitment, member=case.member, year=case.known[outcome],
                chance=chance.value, base=base, came=case.came[outcome],
            )  # fmt: skip


def foresight(told: Sequence[Foretold]) -> Foresight | None:
    """Return how well chances foresaw what came; None where fewer than two members were foreseen.

    Args:
        told: what was foreseen, and came.
    """
    members = sorted({one.member for one in told})
    if len(members) < 2:
        return None
    chance, base, came = (
        np.array([float(getattr(one, name)) for one in told]) for name in ("chance", "base", "came")
    )
    gain = (base - came) ** 2 - (chance - came) ** 2
    groups = np.array([members.index(one.member) for one in told])
    better = float(gain.mean())
    sums = np.bincount(groups, weights=gain - better)
    many = len(members)
    error = sqrt(many / (many - 1) * float((sums**2).sum())) / len(told)
    reach = float(stats.t.ppf((1 + SURE) / 2, many - 1)) * error
    return Foresight(
        cases=len(told),
        members=many,
        brier=float(((chance - came) ** 2).mean()),
        base=float(((base - came) ** 2).mean()),
        better=better,
        low=better - reach,
        high=better + reach,
        parts=tuple(_parts(chance, came)),
        years=tuple(
            _part(year, chance[own], came[own])
            for year in sorted({one.year for one in told})
            if (own := np.array([one.year == year for one in told])).any()
        ),
    )


def _parts(chance: Floats, came: Floats) -> Iterable[Part]:
    order = np.argsort(chance, kind="stable")
    parts = min(PARTS, len(order) // LEAST_IN_A_PART)
    for own in np.array_split(order, parts) if parts else ():
        yield _part("", chance[own], came[own])


def _part(label: str, chance: Floats, came: Floats) -> Part:
    low, high = wilson(int(came.sum()), len(came))
    return Part(
        label=label, cases=len(came), foreseen=float(chance.mean()), came=float(came.mean()),
        low=low, high=high,
    )  # fmt: skip
