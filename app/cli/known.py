"""What questions about a plan are asked of: one study, one scenario, one queue, one Ctrl-C."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from app.cli.failure import finish
from app.cli.levers import LeverTexts, read_levers
from app.cli.output import working_on
from app.cli.planning import Found, found_plan, hints, opened
from app.cli.solving import Limits, Search, read_limits, searching
from config.problems import Problems
from optimizer.robust.workers import Workers
from optimizer.stop import By
from optimizer.study import Study
from questions.jobs import JobQueue
from questions.plan import PlanQuestion
from questions.question import NothingYetError, Question, Result
from reports.plan import brief
from reports.report import Report
from reports.setting import Setting
from scoring.scorecard import Scorecard


@dataclass(frozen=True)
class AskedAbout:
    """The options that every question about a plan has, as they were typed."""

    data: Path | None
    config: Path | None
    levers: LeverTexts
    gap: str | None = None
    time_limit: str | None = None


@dataclass(frozen=True)
class Known:
    """The plan, and what else may be asked about it; what is worked out once is not again."""

    found: Found
    limits: Limits
    queue: JobQueue
    search: Search

    @property
    def scorecard(self) -> Scorecard:
        """The scores under the scenario's weights."""
        return self.queue.scorecard(self.found.study, self.found.scenario)

    @property
    def setting(self) -> Setting:
        """What reports about the plan need."""
        return self.found.setting

    @property
    def brief(self) -> Report:
        """The plan in brief, or why there is none."""
        return brief(self.found.planned, self.setting, stopped=self.found.stopped)

    @property
    def hints(self) -> Iterable[str]:
        """What can be typed to go on from where there is no plan."""
        return () if self.found.plan.found else hints(self.found)

    @property
    def stopped(self) -> By | None:
        """Who ended the work early, if anybody did."""
        return self.search.stop.by

    def finish(self, *, answered: bool) -> None:
        """End the command with the status that its answer has.

        Args:
            answered: whether anything was found of what was asked about the plan, or nobody ended
                the search for it.
        """
        plan = self.found.plan
        finish(answered=plan.found and answered, proven_none=plan.status == "infeasible")

    @property
    def interrupted(self) -> bool:
        """Whether time or the user ended the work early."""
        return self.search.stop.thrown

    def ask(
        self, question: Question[Result], what: str, *, without_plan: bool = False
    ) -> Result | None:
        """Return the result of a question about the plan; None where there is no plan.

        None as well when the work was ended before there was any result.

        Args:
            question: what is asked.
            what: what is being done, for whoever waits.
            without_plan: whether it is asked because there is no plan.

        Raises:
            InputError: the question does not fit the study.
        """
        if not self.found.plan.found and not without_plan:
            return None
        with working_on(f"{what} (Ctrl-C: what there is)") as told:
            try:
                return self.queue.answer(
                    self.found.study, question, stop=self.search.stop, progress=told
                ).result
            except NothingYetError:
                return None


@contextmanager
def knowing(
    asked: AskedAbout,
    problems: Problems,
    check: Callable[[Study, Problems], None],
    workers: Callable[[], Workers] | None = None,
) -> Iterator[Known]:
    """Make the plan that questions are asked about, once all options hold.

    Args:
        asked: the options.
        problems: what is wrong with options that were read already.
        check: looks at the options of the command itself, before anything is solved.
        workers: who shares out draws; None = as many threads as suit the machine.

    Raises:
        InputError: an input or an option is not as it must be; carries every problem.
    """
    limits = read_limits(asked.gap, asked.time_limit, problems)
    study = opened(asked.data, asked.config, problems)
    check(study, problems)
    scenario = read_levers(study, asked.levers, problems)
    assert limits is not None  # noqa: S101 (its problems were raised just now)
    queue = JobQueue(cores=0, workers=None if workers is None else lambda: nullcontext(workers()))
    with searching(limits) as search:
        question = PlanQuestion(scenario=scenario, effort=limits.plan)
        found = found_plan(study, question, queue, search, limits)
        yield Known(found, limits, queue, search)
