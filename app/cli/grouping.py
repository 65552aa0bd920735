"""From the options of ``focus group`` to people's weights and plans."""

import os
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from app.cli.known import AskedAbout
from app.cli.levers import read_levers
from app.cli.limits import within
from app.cli.planning import Found, found_plan, opened
from app.cli.sampling import at_work, counting, steps
from app.cli.solving import read_limits, searching
from config.problems import InputError, Problems
from data.people import PeopleWeights, template
from data.people_reading import LONGEST_NAME, MOST_PEOPLE, parse_people, read_people
from optimizer.group_plans import GroupPlans, group_consensus
from optimizer.problem import Problem
from optimizer.scenario import Scenario
from optimizer.study import Study
from questions.about import NoPlanHereError
from questions.group import GAP, MORE_STEPS, group_question
from questions.jobs import JobQueue
from questions.plan import PlanQuestion
from questions.question import NothingYetError
from scoring.group import GroupWeights
from scoring.scorecard import Scorecard

USUAL_PEOPLE = ("First person", "Second person")
"""Columns of a template when nobody is named."""


@dataclass(frozen=True)
class GroupTexts:
    """The options of ``focus group``, as typed."""

    table: Path | None
    template: Path | None = None
    person: tuple[str, ...] = ()
    gap: str | None = None
    time_limit: str | None = None
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
    limits = read_limits(texts.gap, texts.time_limit, problems)
    within("--workers", texts.workers, problems)
    if texts.person:
        problems.add("--person", must="must be given with --template", do="Leave it away.")
    study = opened(asked.data, asked.config, problems)
    people = _read_people(study, texts.table, problems)
    scenario = read_levers(study, asked.levers, problems)
    assert limits is not None  # noqa: S101 (its problems were raised just now)
    gap = GAP if limits.gap is None else limits.gap
    groups = group_consensus(study.scorecard(scenario), people)
    question = group_question(scenario, people, gap)
    total = len(question.order) + MORE_STEPS
    plans = no_plan = None
    with (
        at_work(min(total, texts.workers or os.cpu_count() or 1), None) as workers,
        searching(limits) as search,
    ):
        queue = JobQueue(cores=0, workers=lambda: nullcontext(workers))
        with counting("Planning for each of them", total) as told:
            try:
                plans = queue.answer(study, question, stop=search.stop, progress=steps(told)).result
            except (NothingYetError, NoPlanHereError):
                plans = None
        if plans is None:
            no_plan = found_plan(study, PlanQuestion(scenario=scenario), queue, search, limits)
    return Grouped(
        study=study,
        scenario=scenario,
        scorecard=queue.scorecard(study, scenario),
        problem=queue.problem(study, scenario),
        people=people,
        groups=groups,
        plans=plans,
        gap=gap,
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
