"""From the options of ``focus plan`` to a plan with everything that its page needs."""

from dataclasses import dataclass
from pathlib import Path

from optimizer.solve import SolveOptions, solve

from app.cli.levers import LeverTexts, read_levers
from app.cli.output import working
from app.cli.solving import searching, write_model
from app.condition_words import ConditionWords
from config.configuration import Configuration
from config.problems import InputError, Problems
from optimizer.conditions import moved_conditions
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.scenario import Scenario
from optimizer.study import Study, open_study


@dataclass(frozen=True)
class Asked:
    """What was asked: folders, levers, and how to solve (None when that could not be read)."""

    data: Path | None
    config: Path | None
    levers: LeverTexts
    options: SolveOptions | None
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
    options: SolveOptions
    interrupted: bool
    """Whether the user ended the search."""

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
    assert asked.options is not None  # noqa: S101 (its problems were raised just now)
    configuration = study.configured(scenario)
    problem = study.problem(scenario)
    if asked.lp is not None:
        write_model(problem, asked.lp)
    limit = asked.options.seconds
    words = "" if limit is None else f", at most {limit:g} s"
    message = f"Searching for the best plan{words} (Ctrl-C: the best so far)"
    with working(message), searching(limit) as search:
        plan = solve(problem, asked.options, search.stop, moved_conditions(problem, scenario))
    return Found(
        plan=plan,
        study=study,
        scenario=scenario,
        configuration=configuration,
        problem=problem,
        options=asked.options,
        interrupted=search.interrupted,
    )
