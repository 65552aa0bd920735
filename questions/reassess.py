"""What changed since an earlier round, and which cause did it?"""

from typing import ClassVar, Self

from pydantic import PrivateAttr

from config.base import Frozen
from optimizer.attribution import ATTRIBUTION, Attribution, NoPlanBetweenError, attribute
from optimizer.rounds import Cause, Round, Rounds
from optimizer.scenario import Scenario
from optimizer.search.effort import PLAN, Effort
from optimizer.study import BASELINE, Study
from questions.about import AboutOtherPlans
from questions.answer import Answer
from questions.asking import Asking
from questions.plan import Planned, PlanQuestion
from questions.question import Inputs, NothingYetError, inputs_of
from scoring.difference import ScoreChange, score_changes


class Reassessed(Frozen):
    """What changed and why, or why that cannot be said."""

    attribution: Attribution | None
    scores: tuple[ScoreChange, ...] = ()
    """Of those who enter or leave and are scored in both rounds."""
    mix: frozenset[Cause] = frozenset()
    """What is taken from the later round where there is no plan between the two."""
    proven: bool = False
    """Whether no plan can meet all conditions of that mix; else none was found."""


class ReassessQuestion(AboutOtherPlans[Reassessed]):
    """What differs between an earlier round and this one, and what each difference did."""

    name: ClassVar[str] = "reassess"
    takes_minutes: ClassVar[bool] = True

    effort: Effort = ATTRIBUTION
    """How hard to look for each plan between the two rounds."""
    earlier: Inputs
    """Contents of the earlier round."""
    before: Scenario = BASELINE
    """Levers of the earlier round."""
    _earlier: Study = PrivateAttr()

    @classmethod
    def since(
        cls,
        earlier: Study,
        scenario: Scenario,
        plan: Effort = PLAN,
        effort: Effort = ATTRIBUTION,
        before: Scenario = BASELINE,
    ) -> Self:
        """Return the question what changed since an earlier round.

        ``before`` are the levers of that round, and ``effort`` is how hard to look for each plan
        between.
        """
        question = cls(
            scenario=scenario,
            earlier=inputs_of(earlier),
            plan=plan,
            effort=effort,
            before=before.but(name=BASELINE.name),
        )
        question._earlier = earlier
        return question

    def rounds(self, study: Study) -> Rounds:
        """Return the earlier round and this one."""
        return Rounds(Round(self._earlier, self.before), Round(study, self.scenario))

    def work(self, asking: Asking[Reassessed]) -> Reassessed:
        """Take the plans of both rounds, and plan every mix of the two."""
        rounds = self.rounds(asking.study)
        total = 2 ** len(rounds.causes)
        asking.progress(0, total, "plans")
        known: dict[frozenset[Cause], Answer[Planned]] = {}
        if rounds.causes:
            known = {
                frozenset[Cause](): asking.ask(
                    PlanQuestion(scenario=self.before, effort=self.plan), self._earlier
                ),
                frozenset(rounds.causes): asking.ask(self.planned),
            }
        try:
            found = attribute(
                rounds,
                effort=self.effort,
                known={mix: answer.result.plan for mix, answer in known.items()},
                stop=asking.stop,
                progress=lambda done, total: asking.progress(done, total, "plans"),
            )
        except NoPlanBetweenError as error:
            return Reassessed(attribution=None, mix=error.mix, proven=error.proven)
        if found is None:
            raise NothingYetError
        return Reassessed(
            attribution=found,
            scores=score_changes(
                rounds.before.study.scorecard(rounds.before.scenario),
                asking.scorecard(self.scenario),
                [move.id for move in found.moves],
            ),
        )
