"""What the page is about: the plan on screen, or a round."""

from dataclasses import dataclass
from functools import cached_property

from app.web import asking, state
from app.web.review import reading
from app.web.review.reading import Seen
from app.web.widgets import standing
from optimizer.cutoff import CutOff
from optimizer.plan import Plan
from optimizer.robust.sampling import Sample
from optimizer.scenario import Scenario
from optimizer.search.effort import PLAN, Effort
from optimizer.study import Study
from questions.decision import Decision, DecisionQuestion
from questions.jobs import JobQueue
from questions.plan import Planned
from records import trail
from records.permissions import Act, Verdict
from records.store import Records
from records.trail import Head
from records.view import View
from reports.setting import Setting


@dataclass(frozen=True)
class Subject:
    """A plan with all that it was made from; of a round, with the round."""

    study: Study
    scenario: Scenario
    planned: Planned
    settled: bool
    """Whether the plan is there to stay."""
    queue: JobQueue
    """Knows what has been worked out."""
    seen: Seen | None = None
    """The round, and who looks at it; None = it is the plan on screen."""

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.planned.plan

    @property
    def view(self) -> View | None:
        """The round; None where it is the plan on screen."""
        return None if self.seen is None else self.seen.view

    @property
    def records(self) -> Records | None:
        """Where the round is kept."""
        return None if self.seen is None else self.seen.records

    @property
    def effort(self) -> Effort:
        """How hard the plan was looked for."""
        return PLAN if self.view is not None else asking.effort()

    @property
    def title(self) -> str:
        """What it is called."""
        if self.view is not None:
            return self.view.round.title
        return self.study.configuration.criteria.title

    @property
    def name(self) -> str:
        """How names of files begin."""
        return "focus" if self.view is None else self.view.round.id

    @cached_property
    def setting(self) -> Setting:
        """What reports need."""
        if self.view is not None:
            return reading.setting(self.view, self.plan)
        return asking.setting(self.study, self.scenario, self.plan)

    @property
    def sample(self) -> Sample | None:
        """Best lists of draws, as far as they are there."""
        return standing.sample(self.study, self.scenario, settled=self.settled)

    @property
    def line(self) -> CutOff | None:
        """Who stands at the line of the plan on screen, once that is known."""
        if self.view is not None:
            return None
        return standing.line(self.study, self.scenario, settled=self.settled)

    @property
    def head(self) -> Head | None:
        """End of the audit trail of the round."""
        if self.view is None or self.records is None:
            return None
        with self.records.reading() as connection:
            return trail.head(connection, self.view.round.by)

    def may(self, act: Act) -> Verdict:
        """Say whether who looks may take something away; of the plan on screen everybody may."""
        return Verdict(act=act) if self.seen is None else reading.can(self.seen, act)

    @property
    def question(self) -> DecisionQuestion:
        """What has to be worked out for record and public pages."""
        if self.view is None:
            return DecisionQuestion(scenario=self.scenario, effort=self.effort)
        return DecisionQuestion(
            scenario=self.scenario,
            about=self.planned,
            rated=bool(self.view.accepted),
            besides=tuple(one.candidate for one in self.view.overrides),
        )

    @property
    def decision(self) -> Decision | None:
        """Other lists and prices; None where they have not been worked out."""
        known = self.queue.final(self.study, self.question)
        return None if known is None else known.result


def on_screen() -> tuple[Subject | None, asking.AtHand]:
    """Return the plan on screen as far as it is there, and how far it is."""
    study, scenario = state.study(), state.session().scenario
    at_hand = asking.at_hand(asking.current(study))
    if at_hand.planned is None:
        return None, at_hand
    return Subject(study, scenario, at_hand.planned, at_hand.settled, asking.jobs()), at_hand


def of_round(seen: Seen, found: View) -> Subject | None:
    """Return a round with the plan that is recommended now, once that is known."""
    now, job = found.planned, reading.planned(found)
    if job is not None:
        now = asking.result(job, "Planning with the ratings that were accepted")
        reading.keep(seen, found, job)
    if now is None or not now.plan.found:
        return None
    settled = job is None or (job.answer is not None and job.answer.final)
    return Subject(found.rated, found.round.scenario, now, settled, asking.jobs(), seen)
