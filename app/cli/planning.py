"""From the options of ``focus plan`` to a plan with everything that its page needs."""

import time
from dataclasses import dataclass
from pathlib import Path

from app.cli.levers import LeverTexts, read_levers
from app.cli.output import working
from app.cli.solving import Solving, searching, write_model
from app.condition_words import ConditionWords
from config.configuration import Configuration
from config.problems import InputError, Problems
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.scenario import Scenario
from optimizer.search.effort import PLAN
from optimizer.search.model import HIGHS
from optimizer.stop import By
from optimizer.study import Study, open_study
from questions.asking import ask
from questions.plan import Planned, PlanQuestion, SolverQuestion
from questions.question import NothingYetError, Question

NONE_YET = Plan(status="unknown", value=None, bound=None, gap=None, seconds=0.0, solver=HIGHS)
"""What stands for a plan where the search was ended before any was found."""


@dataclass(frozen=True)
class Asked:
    """What was asked: folders, levers, and how to search (None when that could not be read)."""

    data: Path | None
    config: Path | None
    levers: LeverTexts
    solving: Solving | None
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

    @property
    def interrupted(self) -> bool:
        """Whether the user ended the search."""
        return self.stopped == "person"

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
    assert asked.solving is not None  # noqa: S101 (its problems were raised just now)
    if asked.lp is not None:
        write_model(study.problem(scenario), asked.lp)
    return find(study, scenario, asked.solving)


def find(study: Study, scenario: Scenario, solving: Solving) -> Found:
    """Search for the plan of a scenario, the same that every page shows.

    Raises:
        SolverError: another solver gave decisions that break conditions.
    """
    question: Question[Planned] = PlanQuestion(scenario=scenario, effort=solving.effort(PLAN))
    if solving.solver != HIGHS:
        question = SolverQuestion(
            scenario=scenario,
            solver=solving.solver,
            gap=PLAN.gap if solving.gap is None else solving.gap,
            seconds=solving.seconds,
        )
    limit = solving.seconds
    words = "" if limit is None else f", at most {limit:g} s"
    message = f"Searching for the best plan{words} (Ctrl-C: the best so far)"
    ends_itself = isinstance(question, SolverQuestion)
    began = time.perf_counter()
    with working(message), searching(None if ends_itself else solving) as search:
        try:
            answer = ask(study, question, stop=search.stop)
            plan, stopped = answer.result.plan, answer.stopped
        except NothingYetError:
            plan, stopped = NONE_YET, search.stop.by
    return Found(
        plan=plan.but(seconds=time.perf_counter() - began),
        study=study,
        scenario=scenario,
        configuration=study.configured(scenario),
        problem=study.problem(scenario),
        stopped=stopped,
    )
