"""From the options of ``focus plan`` to a plan with everything that its page needs."""

import time
from dataclasses import dataclass, field
from pathlib import Path

from app.cli.levers import LeverTexts, read_levers
from app.cli.output import working
from app.cli.solving import Limits, Search, searching, write_lp
from config.configuration import Configuration
from config.problems import InputError, Problems
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.scenario import Scenario
from optimizer.search.effort import PLAN
from optimizer.search.model import HIGHS
from optimizer.stop import By
from optimizer.study import Study, open_study
from optimizer.tally import Tally
from questions.jobs import JobQueue
from questions.plan import Planned, PlanQuestion, SolverQuestion
from questions.question import NothingYetError, Question
from reports.condition_words import ConditionWords


@dataclass(frozen=True)
class Asked:
    """What was asked: folders, levers, and how hard to look (None when that was not readable)."""

    data: Path | None
    config: Path | None
    levers: LeverTexts
    limits: Limits | None
    lp: Path | None = None


@dataclass(frozen=True)
class Found:
    """A plan, and what it was made from."""

    plan: Plan
    study: Study
    scenario: Scenario
    configuration: Configuration
    """With the levers moved."""
    problem: Problem
    stopped: By | None = None
    """Who ended the search early, if anybody did."""
    work: Tally = field(default_factory=Tally)
    """What the search cost."""

    @property
    def moved(self) -> bool:
        """Whether the plan was compared with the one without levers, not with the list in force."""
        return PlanQuestion(scenario=self.scenario).compared_with is not None

    @property
    def conditions(self) -> ConditionWords:
        """What puts the conditions of its problem into words."""
        return ConditionWords(self.problem, self.scenario, typed=True)


def opened(data: Path | None, config: Path | None, problems: Problems) -> Study:
    """Open a study; when that fails, tell the problems of options found so far as well.

    Raises:
        InputError: every problem of dataset and configuration, and those already found.
    """
    try:
        return open_study(data, config)
    except InputError as error:
        raise InputError([*error.problems, *problems.found()]) from None


def make_plan(asked: Asked, problems: Problems) -> Found:
    """Make the plan that was asked for.

    Raises:
        InputError: an input or an option is not as it must be; carries every problem.
        SolverError: another solver gave decisions that break conditions.
    """
    study = opened(asked.data, asked.config, problems)
    scenario = read_levers(study, asked.levers, problems)
    limits = asked.limits
    assert limits is not None  # noqa: S101 (its problems were raised just now)
    queue = JobQueue(cores=0)
    if asked.lp is not None:
        write_lp(queue.problem(study, scenario), asked.lp)
    question: Question[Planned] = PlanQuestion(scenario=scenario, effort=limits.plan)
    if limits.solver != HIGHS:
        question = SolverQuestion(
            scenario=scenario,
            solver=limits.solver,
            gap=PLAN.gap if limits.gap is None else limits.gap,
            seconds=limits.seconds,
        )
    ends_itself = isinstance(question, SolverQuestion)
    with searching(None if ends_itself else limits) as search:
        return found_plan(study, question, queue, search, limits)


def found_plan(
    study: Study, question: Question[Planned], queue: JobQueue, search: Search, limits: Limits
) -> Found:
    """Ask for a plan, and return it with what it was made from."""
    words = "" if limits.seconds is None else f", at most {limits.seconds:g} s"
    stopped, work, began = None, Tally(), time.perf_counter()
    with working(f"Searching for the best plan{words} (Ctrl-C: the best so far)"):
        try:
            answer = queue.answer(study, question, stop=search.stop)
            plan, stopped, work = answer.result.plan, answer.stopped, answer.work
        except NothingYetError:
            plan, stopped = no_plan_yet(), search.stop.by
    return Found(
        plan=plan.but(seconds=time.perf_counter() - began),
        study=study,
        scenario=question.scenario,
        configuration=study.configured(question.scenario),
        problem=queue.problem(study, question.scenario),
        stopped=stopped,
        work=work,
    )


def no_plan_yet() -> Plan:
    """Return what there is where a search was ended before it found any plan."""
    return Plan(status="unknown", value=None, bound=None, gap=None, seconds=0.0, solver=HIGHS)
