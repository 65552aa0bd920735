"""What does the doubt about the plan come from?"""

from dataclasses import dataclass
from typing import ClassVar

from optimizer.robust.doubt import Doubt, doubt, lists_of, sources
from questions.asking import Asking
from questions.question import NothingYetError
from questions.robust import AboutDraws, Count

DRAWS = 40
"""Usual number of rows, of five lists each, and one more for each further thing that is drawn."""


@dataclass(frozen=True, eq=False)
class Doubted:
    """What the doubt comes from, as far as it is known."""

    doubt: Doubt
    asked: int
    """Rows that were asked for."""


class DoubtQuestion(AboutDraws[Doubted]):
    """How much of the doubt comes from weights, evidence, assumptions, method, and the search."""

    name: ClassVar[str] = "doubt"

    draws: Count = DRAWS
    """Rows: two draws each, of which five lists or more are made."""

    def work(self, asking: Asking[Doubted]) -> Doubted:
        """Make the lists, row by row.

        Raises:
            NoPlanHereError: there is no plan.
            NothingYetError: it was stopped before any row was whole.
        """
        plan = self.known_plan(asking)
        found = None
        scorecard = asking.scorecard(self.scenario)
        assumed = self.assumed(asking.study, scorecard)
        changed = sources(self.uncertainty, assumed=assumed is not None)
        total = lists_of(changed) * self.draws
        asking.progress(0, total, "lists")
        with asking.workers() as workers:
            for one in doubt(
                asking.problem(self.scenario),
                scorecard,
                self.uncertainty,
                self.draws,
                seed=self.seed,
                effort=self.effort(assumed=assumed is not None),
                plan=plan.decisions,
                assumed=assumed,
                workers=workers,
                stop=asking.stop,
                progress=lambda made: asking.progress(made, total, "lists"),
            ):
                found = Doubted(one, self.draws)
                asking.show(found)
        if found is None:
            raise NothingYetError
        return found
