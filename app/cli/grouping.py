"""From the options of ``focus group`` to people's weights and plans."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from optimizer.solve import HIGHS, SolveOptions, solve

from app.cli.drawing import at_work, counting
from app.cli.known import AskedAbout
from app.cli.levers import read_levers
from app.cli.limits import within
from app.cli.planning import Found, opened
from app.cli.solving import read_solving, searching
from config.problems import InputError, Problems
from data.people import PeopleWeights, everyone, template
from data.people_reading import LONGEST_NAME, MOST_PEOPLE, parse_people, read_people
from optimizer.conditions import moved_conditions
from optimizer.group_plans import GroupPlans, group_consensus, group_plans
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.robust.jobs import NoPlanError
from optimizer.robust.sampling import Progress
from optimizer.robust.search import EXACT_DRAWS, DrawEffort
from optimizer.scenario import Scenario
from optimizer.study import Study
from scoring.group import GroupWeights
from scoring.scorecard import Scorecard

USUAL_PEOPLE = ("First person", "Second person")
"""Columns of a template when nobody is named."""
LOOK_SECONDS = 20.0
"""Longest time to look for what cannot be met, where there is no plan."""
MORE_STEPS = 2
"""Steps beside one plan per person: the plan of the consensus, and the compromise."""


@dataclass(frozen=True)
class GroupTexts:
    """The options of ``focus group``, as typed."""

    table: Path | None
    template: Path | None = None
    person: tuple[str, ...] = ()
    gap: str = "0.5%"
    time_limit: str = "none"
    workers: int | None = None


@dataclass(frozen=True)
class Grouped:
    """What was found about a group."""

    study: Study
    scenario: Scenario
    scorecard: Scorecard
    problem: Problem
    people: PeopleWeights
    groups: Mapping[str, GroupWeights]
    """Kind → weights of those who weigh it."""
    plans: GroupPlans | None
    """None where there is no plan, or none was found in time."""
    gap: float
    """Relative gap asked of every plan."""
    no_plan: Found | None = None
    """Where there is none: why."""
    interrupted: bool = False


def write_template(asked: AskedAbout, texts: GroupTexts) -> str:
    """Write a table to fill in; return what was done, in a sentence.

    Raises:
        InputError: an option is not as it must be, or the file is there already or cannot be
            written.
    """
    problems = Problems()
    study = opened(asked.data, asked.config, problems)
    criteria = study.configured(read_levers(study, asked.levers, problems)).criteria
    people = tuple(name.strip() for name in texts.person or USUAL_PEOPLE)
    _check_names(people, problems)
    if texts.table is not None:
        problems.add(
            "TABLE", "must not be given together with --template", "Leave one of them away.",
            value=str(texts.table),
        )  # fmt: skip
    problems.raise_if_any()
    path, text = texts.template, template(people, criteria)
    assert path is not None  # noqa: S101 (the caller's reason to call)
    parse_people(path.name, text.encode(), criteria)
    try:
        with path.open("x", encoding="utf-8-sig", newline="") as file:
            file.write(text)
    except FileExistsError as error:
        raise InputError.one(
            file="--template",
            must="must be a file that is not there yet",
            do="Name another.",
            value=str(path),
        ) from error
    except OSError as error:
        raise InputError.one(
            file="--template",
            must=f"must be a file that can be written ({error.strerror or error})",
            do="Name a file in a folder that exists and that you may write to.",
            value=str(path),
        ) from error
    return f"Wrote {path}: fill in the columns, then run focus group on it."


def _check_names(people: tuple[str, ...], problems: Problems) -> None:
    for name in people:
        if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
            must = f"must be a name of at most {LONGEST_NAME} characters"
            problems.add("--person", must, "Write who it is.", value=name)
        elif name in ("kind", "criterion", "label", "person", "weight"):
            must = "must not be a name that a column of the table has"
            problems.add("--person", must, "Name them otherwise.", value=name)
    for name in {name for name in people if people.count(name) > 1}:
        problems.add("--person", "must name everybody once", "Name them apart.", value=name)
    if len(people) > MOST_PEOPLE:
        must = f"must not be given more than {MOST_PEOPLE} times"
        problems.add("--person", must, "Put people who think alike together.")


def find_group(asked: AskedAbout, texts: GroupTexts) -> Grouped:
    """Read the people, and plan for each of them and for all together.

    Raises:
        InputError: an input or an option is not as it must be; carries every problem.
    """
    problems = Problems()
    options = read_solving(texts.gap, texts.time_limit, HIGHS, problems)
    within("--workers", texts.workers, problems)
    if texts.person:
        problems.add("--person", must="must be given with --template", do="Leave it away.")
    study = opened(asked.data, asked.config, problems)
    people = _read_people(study, texts.table, problems)
    scenario = read_levers(study, asked.levers, problems)
    assert options is not None  # noqa: S101 (its problems were raised just now)
    scorecard, problem = study.scorecard(scenario), study.problem(scenario)
    groups = group_consensus(scorecard, people)
    steps = len(everyone(people)) + MORE_STEPS
    effort = DrawEffort(gap=options.gap) if options.gap else EXACT_DRAWS
    no_plan = None
    with (
        at_work(min(steps, texts.workers or os.cpu_count() or 1), None) as workers,
        searching(options.seconds) as search,
        counting("Planning for each of them", steps) as told,
    ):

        def progress(now: Progress) -> None:
            told(now.done, now.total)

        try:
            plans = group_plans(
                problem, scorecard, people,
                effort=effort, workers=workers, stop=search.stop, progress=progress,
            )  # fmt: skip
        except NoPlanError:
            plans = None
    if plans is None:
        no_plan = _why_none(study, scenario, problem, options, interrupted=search.stop.thrown)
    return Grouped(
        study=study,
        scenario=scenario,
        scorecard=scorecard,
        problem=problem,
        people=people,
        groups=groups,
        plans=plans,
        gap=options.gap,
        no_plan=no_plan,
        interrupted=search.stop.thrown,
    )


def _read_people(study: Study, table: Path | None, problems: Problems) -> PeopleWeights:
    """Read the table; what is wrong with it joins what is wrong with other options."""
    if table is None:
        problems.add(
            "TABLE",
            must="must name a table of people's weights",
            do="Let focus group --template FILE write one to fill in.",
        )
        return {}
    try:
        return read_people(table, study.configuration.criteria)
    except InputError as error:
        for one in error.problems:
            problems.add(
                one.file, one.must, one.do, row=one.row, column=one.column, value=one.value
            )
        return {}


def _why_none(
    study: Study,
    scenario: Scenario,
    problem: Problem,
    options: SolveOptions,
    *,
    interrupted: bool,
) -> Found:
    """Return why there is no plan: the conditions that cannot all hold, or that time was over."""
    plan = None
    if not interrupted:
        moved = moved_conditions(problem, scenario)
        plan = solve(problem, SolveOptions(seconds=LOOK_SECONDS), moved=moved)
    return Found(
        plan=plan or Plan(status="unknown", value=None, bound=None, gap=None, seconds=0.0,
                          solver=HIGHS),
        study=study,
        scenario=scenario,
        configuration=study.configured(scenario),
        problem=problem,
        options=options,
        interrupted=interrupted and options.seconds is None,
    )  # fmt: skip
