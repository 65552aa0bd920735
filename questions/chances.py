"""What foresaw results: how commitments of earlier years fared, given what was known beforehand."""

from typing import ClassVar

import numpy as np

from config.base import Frozen
from data.chances.estimate import Influence, estimate, known_by
from data.chances.history import OUTCOMES, History, Outcome
from questions.asking import Asking
from questions.over_tables import OverTables
from scoring.foresight import Foresight, Foretold, foresight, foretold
from scoring.separation import Separation, separation

ALWAYS = "9999"
"""In place of a year where every report counts."""
FIRST = "0000"


class OutcomeForeseen(Frozen):
    """What is known of one outcome."""

    outcome: Outcome
    reported: int
    """Commitments whose outcome had been reported."""
    came: int
    """Of those, with the outcome."""
    cases: int
    """Of those, on which the regression rests: all that it takes is known of them."""
    members: int
    """Whose they are."""
    columns: tuple[str, ...]
    """What was known beforehand and is taken, in order."""
    left_out: tuple[str, ...]
    """What is not, for want of cases."""
    influences: tuple[Influence, ...]
    held_out: Foresight | None
    """Up to the year: what would have been foreseen each year, and came."""
    since: Foresight | None
    """The same of what was reported after that year."""
    tells_apart: Separation | None
    """How well all that would have been foreseen tells those with the outcome from the others."""


class Chances(Frozen):
    """What earlier commitments say."""

    by: str
    """Last year whose reports count."""
    outcomes: tuple[OutcomeForeseen, ...]
    """Those with enough cases."""
    too_few: tuple[Outcome, ...]


class ChancesQuestion(OverTables[Chances, History]):
    """What foresaw how commitments fared, and how well.

    It is asked over a table of earlier commitments; of the study only its day counts.
    """

    name: ClassVar[str] = "chances"

    by: str | None = None
    """Last year whose reports count; None = the one before the day of the study."""

    def work(self, asking: Asking[Chances]) -> Chances:
        """Fit each outcome, and hold what would have been foreseen against what came."""
        by = self.by or _before(asking.study.dataset.vintage.day)
        found, too_few = list[OutcomeForeseen](), list[Outcome]()
        for done, outcome in enumerate(OUTCOMES):
            asking.progress(done, len(OUTCOMES), "outcomes")
            one = _foreseen(self._over, outcome, by)
            if one is None:
                too_few.append(outcome)
            else:
                found.append(one)
        return Chances(by=by, outcomes=tuple(found), too_few=tuple(too_few))


def _before(day: str) -> str:
    return f"{int(day[:4]) - 1:04d}" if day else ALWAYS


def _foreseen(history: History, outcome: Outcome, by: str) -> OutcomeForeseen | None:
    reported = known_by(history, outcome, by)
    made = estimate(reported, outcome, history.beforehand, history.references)
    if made is None:
        return None
    told = foretold(history, outcome, FIRST, ALWAYS)
    return OutcomeForeseen(
        outcome=outcome,
        reported=len(reported),
        came=sum(case.came[outcome] for case in reported),
        cases=len(made),
        members=len({case.member for case in made.cases}),
        columns=made.columns,
        left_out=made.left_out,
        influences=tuple(made.influences()),
        held_out=foresight([one for one in told if one.year <= by]),
        since=foresight([one for one in told if one.year > by]),
        tells_apart=_apart(told),
    )


def _apart(told: tuple[Foretold, ...]) -> Separation | None:
    with_it, without = (
        np.array([one.chance for one in told if one.came == came]) for came in (True, False)
    )
    return separation(with_it, without)
