"""The plan that a command is about: asked for once, with everything that is told about it."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from app.cli.advice import advice
from app.cli.output import working
from app.cli.solving import Limits, Search
from config.configuration import Configuration
from config.load import bundled_configuration_folder
from config.problems import InputError, Problems
from data.load import bundled_dataset_folder
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.scenario import Scenario
from optimizer.search.model import HIGHS
from optimizer.stop import By
from optimizer.study import Study, open_study
from optimizer.tally import Tally
from questions.jobs import JobQueue
from questions.plan import Planned
from questions.question import NothingYetError, Question
from reports.conditions import ConditionWords
from reports.setting import Setting
from reports.worth import EXACT


@dataclass(frozen=True)
class Found:
    """The answer to a question about the plan, and what it was made from."""

    planned: Planned
    setting: Setting
    stopped: By | None = None
    """Who ended the search early, if anybody did."""
    work: Tally = field(default_factory=Tally)
    """What the search cost."""

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.planned.plan

    @property
    def study(self) -> Study:
        """What it was made from."""
        return self.setting.study

    @property
    def scenario(self) -> Scenario:
        """The levers."""
        return self.setting.scenario

    @property
    def configuration(self) -> Configuration:
        """With the levers moved."""
        return self.setting.configuration

    @property
    def problem(self) -> Problem:
        """The problem that the scenario poses."""
        return self.setting.problem

    @property
    def conditions(self) -> ConditionWords:
        """What puts the conditions of its problem into words."""
        return self.setting.conditions


def opened(data: Path | None, config: Path | None, problems: Problems) -> Study:
    """Open a study; when that fails, tell the problems of options found so far as well.

    Raises:
        InputError: every problem of dataset and configuration, and those already found.
    """
    try:
        return open_study(data, config)
    except InputError as error:
        raise InputError([*error.problems, *problems.found()]) from None


def folders(data: Path | None, config: Path | None) -> tuple[Path, Path]:
    """Return the folders that are read, which nothing is ever written to."""
    return data or bundled_dataset_folder(), config or bundled_configuration_folder()


def found_plan(
    study: Study,
    question: Question[Planned],
    queue: JobQueue,
    search: Search,
    limits: Limits,
) -> Found:
    """Ask for a plan, and return it with what it was made from."""
    words = "" if limits.seconds is None else f", at most {limits.seconds:g} s"
    stopped, work, began = None, Tally(), time.perf_counter()
    with working(f"Searching for the best plan{words} (Ctrl-C: the best so far)"):
        try:
            answer = queue.answer(study, question, stop=search.stop)
            planned, stopped, work = answer.result, answer.stopped, answer.work
        except NothingYetError:
            planned, stopped = Planned(scenario=question.scenario, plan=NONE_YET), search.stop.by
    planned = planned.but(plan=planned.plan.but(seconds=time.perf_counter() - began))
    return Found(planned, Setting(study, question.scenario, planned.plan, queue), stopped, work)


NONE_YET = Plan(status="unknown", value=None, bound=None, gap=None, seconds=0.0, solver=HIGHS)
"""What there is where a search was ended before it found any plan."""


def hints(found: Found) -> Iterator[str]:
    """Yield what can be typed to go on from a plan, or from where there is none."""
    plan = found.plan
    if plan.status == "infeasible":
        yield from advice(plan.conflicts, found.conditions)
        return
    if not plan.found:
        yield "--time-limit gives the search longer."
        return
    if any(line.leads for line in plan.focus):
        yield "--details says who leads what; focus partners --without NAME what hangs on one."
    if found.stopped is None and (plan.gap or 0.0) > EXACT:
        yield "A plan may still be better by that little: --gap 0 asks for the proven best."
