"""Questions of a command: of one study and scenario, with one queue, one clock and one Ctrl-C."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from app.cli.failure import finish
from app.cli.interruption import INTERRUPTION
from app.cli.options import Out
from app.cli.output import working, working_on
from app.cli.reading import Limits, Reader
from app.cli.render import show
from app.export.takeaway import Takeaway
from optimizer.conditions import ChangeLimit, Lock, MinimumStay, RuleCondition
from optimizer.plan import Conflict, Plan
from optimizer.problem import Problem
from optimizer.robust.workers import Workers
from optimizer.scenario import Scenario
from optimizer.search.effort import HIGHS, PLAN
from optimizer.stop import By, Stop
from optimizer.study import Study
from optimizer.tally import Tally
from questions.about import NoPlanHereError
from questions.jobs import JobQueue
from questions.plan import Planned, PlanQuestion, SolverQuestion
from questions.question import NothingYetError, Question, Result
from reports.conditions import ConditionWords, bound_words, capacity_option, typed
from reports.plan import brief
from reports.report import Report, Table
from reports.setting import Setting
from reports.source import source_line
from reports.worth import EXACT

NONE_YET = Plan(status="unknown", value=None, bound=None, gap=None, seconds=0.0, solver=HIGHS)
"""What there is where a search was ended before it found any plan."""


@dataclass(frozen=True)
class Found:
    """The plan, and what it took."""

    planned: Planned
    stopped: By | None
    """Who ended the search early, if anybody did."""
    work: Tally = field(default_factory=Tally)
    """What the search cost."""


@dataclass(frozen=True)
class Asking:
    """What may be asked; what is worked out once is not again."""

    study: Study
    scenario: Scenario
    limits: Limits = field(default_factory=Limits)
    queue: JobQueue = field(default_factory=lambda: JobQueue(cores=0))
    stop: Stop = field(default_factory=Stop)
    """Ends all searches, when the time is up or at the first Ctrl-C."""

    @classmethod
    def of(
        cls, reader: Reader, limits: Limits, workers: Callable[[], Workers] | None = None
    ) -> "Asking":
        """Return what may be asked once all options hold.

        ``workers`` shares out draws; None = as many threads as suit the machine.

        Raises:
            InputError: an option is not as it must be; carries every problem.
        """
        who = None if workers is None else lambda: nullcontext(workers())
        return cls(reader.study, reader.scenario(), limits, JobQueue(cores=0, workers=who))

    def ask(self, question: Question[Result], doing: str) -> Result | None:
        """Return the result of a question; None where there is no plan that it could be about.

        None as well when the work was ended before there was any result.

        Raises:
            InputError: the question does not fit the study.
        """
        with self._searching(), working_on(f"{doing} (Ctrl-C: what there is)") as told:
            try:
                answer = self.queue.answer(self.study, question, stop=self.stop, progress=told)
            except (NothingYetError, NoPlanHereError):
                return None
        return answer.result

    def about_plan(self, question: Question[Result], doing: str) -> Result | None:
        """Return the result of a question about the plan, which is asked for first."""
        return self.ask(question, doing) if self.plan.found else None

    def at_once(self, question: Question[Result]) -> Result:
        """Return the result of a question that takes no search."""
        return self.queue.answer(self.study, question).result

    @cached_property
    def found(self) -> Found:
        """The plan, asked for once, with what it took."""
        seconds = self.limits.seconds
        words = "" if seconds is None else f", at most {seconds:g} s"
        began = time.perf_counter()
        doing = f"Searching for the best plan{words} (Ctrl-C: the best so far)"
        with self._searching(heeded=self.limits.solver == HIGHS), working(doing):
            try:
                answer = self.queue.answer(self.study, self._question, stop=self.stop)
                found = Found(answer.result, answer.stopped, answer.work)
            except NothingYetError:
                found = Found(Planned(scenario=self.scenario, plan=NONE_YET), self.stop.by)
        plan = found.planned.plan.but(seconds=time.perf_counter() - began)
        return Found(found.planned.but(plan=plan), found.stopped, found.work)

    @property
    def _question(self) -> Question[Planned]:
        """The question for the plan, for the solver that was chosen."""
        limits = self.limits
        if limits.solver == HIGHS:
            return PlanQuestion(scenario=self.scenario, effort=limits.plan)
        gap = PLAN.gap if limits.gap is None else limits.gap
        return SolverQuestion(
            scenario=self.scenario, solver=limits.solver, gap=gap, seconds=limits.seconds
        )

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.found.planned.plan

    @cached_property
    def setting(self) -> Setting:
        """What reports about the plan need."""
        return Setting(self.study, self.scenario, self.plan, self.queue)

    @cached_property
    def names(self) -> Setting:
        """The same where no plan is needed."""
        return Setting(self.study, self.scenario, queue=self.queue)

    @property
    def brief(self) -> Report:
        """The plan in brief, or why there is none."""
        return brief(self.found.planned, self.setting, stopped=self.found.stopped)

    @property
    def about(self) -> dict[str, Any]:
        """What every question about the plan says of it: the levers, and how hard to look."""
        return {"scenario": self.scenario, "plan": self.limits.plan}

    @property
    def hints(self) -> Iterator[str]:
        """What can be typed to go on from the plan, or from where there is none."""
        plan = self.plan
        if plan.status == "infeasible":
            yield from advice(plan.conflicts, self.setting.conditions)
        elif not plan.found:
            yield "--time-limit gives the search longer."
        else:
            if any(line.leads for line in plan.focus):
                yield (
                    "--details says who leads what; focus partners --without NAME what hangs on "
                    "one."
                )
            if self.found.stopped is None and (plan.gap or 0.0) > EXACT:
                yield "A plan may still be better by that little: --gap 0 asks for the proven best."

    def tell(
        self,
        report: Report,
        out: Out,
        *,
        every: bool = False,
        hints: Iterable[str] = (),
        answered: bool = True,
        values: Any = None,  # noqa: ANN401 (JSON's types)
        main: Table | None = None,
    ) -> None:
        """Show a report about the plan, and end with the status that it has.

        Hints say what the command can do besides; where there is no plan, those of the plan take
        their place. ``values`` and ``main`` are those of a :class:`Takeaway`.
        """
        found = self.plan.found
        taken = self.taken(report, values=values, main=main)
        show(taken, out, every=every, hints=hints if found else self.hints)
        self.finish(answered=answered)

    def taken(self, report: Report, **how: Any) -> Takeaway:  # noqa: ANN401 (as a Takeaway has them)
        """Return a report with where it comes from, and what else leaves with it."""
        return Takeaway(report, source_line(self.study), **how)

    def finish(self, *, answered: bool = True) -> None:
        """End the command with the status that its answer about the plan has."""
        proven_none = self.plan.status == "infeasible"
        finish(answered=self.plan.found and answered, proven_none=proven_none)

    @contextmanager
    def _searching(self, *, heeded: bool = True) -> Iterator[None]:
        """Throw the stop when the time is up, or at the first Ctrl-C of the command.

        Where what searches does not heed the stop, Ctrl-C ends the command at once.
        """
        timer, until = None, self.limits.until
        if until is not None:
            timer = threading.Timer(until - time.monotonic(), self.stop.throw, ("time",))
        with INTERRUPTION.ending(self.stop.throw) if heeded else nullcontext():
            try:
                if timer is not None:
                    timer.daemon = True
                    timer.start()
                yield
            finally:
                if timer is not None:
                    timer.cancel()


def advice(conflicts: Iterable[Conflict], told: ConditionWords) -> Iterator[str]:
    """Yield what to type to give up the conditions that no plan meets, or to loosen them."""
    every = tuple(conflicts)
    changes = [
        " ".join(filter(None, (capacity_option(one, told.scenario) for one in change)))
        for conflict in every
        for change in conflict.changes
    ]
    if any(changes):
        yield f"As options: {'; or '.join(filter(None, changes))}."
    conditions = dict.fromkeys(one for conflict in every for one in conflict.conditions)
    if any(isinstance(one, Lock) for one in conditions):
        yield "Locks are --in and --out."
    for one in conditions:
        if isinstance(one, RuleCondition):
            yield _rule(one, told.problem)
    if any(isinstance(one, ChangeLimit) for one in conditions):
        yield "Without --most-changes any number may change."
    if any(isinstance(one, MinimumStay) for one in conditions):
        yield "Without --min-stay no focus area has to stay."


def _rule(condition: RuleCondition, problem: Problem) -> str:
    """Return the option that gives up a bound, and what it lifts and keeps besides."""
    terms = [term for term in problem.rules if term.rule == condition.rule]
    everywhere = f" in all {len(terms)} groups" if len(terms) > 1 else ""
    least = condition.bound == "least"
    mine, other = ("least", "most") if least else ("most", "least")
    value = terms[0].high if least else terms[0].low
    if condition.loose is None:
        too = f"; its {other} goes, too" if value is not None else ""
        return f"--rule {condition.rule}=off switches the rule off{everywhere}{too}."
    loose = typed(condition.loose)
    bounds = f"{loose}.." if least else f"..{loose}"
    stays = bound_words(value, share=bool(terms[0].base)) if value is not None else ""
    return (
        f"--rule {condition.rule}={bounds} gives up its {mine}{everywhere} and keeps its "
        f"{other}, {stays}; --rule {condition.rule}=off lifts both."
    )
