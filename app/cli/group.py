"""From the options of ``focus group`` to people's weights and plans."""

import os
from contextlib import nullcontext
from typing import TYPE_CHECKING

from app.cli.failure import finish
from app.cli.known import AskedAbout
from app.cli.levers import read_levers
from app.cli.limits import within
from app.cli.output import working_on
from app.cli.planning import folders, found_plan, hints, opened
from app.cli.render import show
from app.cli.sampling import at_work
from app.cli.solving import read_limits, searching
from app.export import files
from config.problems import InputError, Problems
from data.people import PeopleWeights, template
from data.people.reading import LONGEST_NAME, MOST_PEOPLE, parse_people, read_people
from optimizer.group_plans import group_consensus
from optimizer.study import Study
from questions.about import NoPlanHereError
from questions.group import GAP, MORE_STEPS, group_question
from questions.jobs import JobQueue
from questions.question import NothingYetError
from reports import group
from reports.plan import brief
from reports.setting import Setting

if TYPE_CHECKING:
    from app.cli.commands.group import GroupOptions

USUAL_PEOPLE = ("First person", "Second person")
"""Columns of a template when nobody is named."""


def write_template(asked: AskedAbout, options: "GroupOptions") -> str:
    """Write a table to fill in; return what was done, in a sentence.

    Raises:
        InputError: an option is not as it must be, or the file cannot be written.
    """
    problems = Problems()
    study = opened(asked.data, asked.config, problems)
    criteria = study.configured(read_levers(study, asked.levers, problems)).criteria
    people = tuple(name.strip() for name in options.person or USUAL_PEOPLE)
    _check_names(people, problems)
    if options.table is not None:
        problems.add(
            "TABLE", "must not be given together with --template", "Leave one of them away.",
            value=str(options.table),
        )  # fmt: skip
    problems.raise_if_any()
    path, text = options.template, template(people, criteria)
    assert path is not None  # noqa: S101 (the caller's reason to call)
    parse_people(path.name, text.encode(), criteria)
    files.write(
        "--template", {path: text.encode("utf-8-sig")},
        overwrite=options.overwrite, inputs=folders(asked.data, asked.config),
    )  # fmt: skip
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


def tell_group(asked: AskedAbout, options: "GroupOptions", *, as_json: bool) -> None:
    """Say what the people of a table would do, each alone and all together.

    Raises:
        InputError: an input or an option is not as it must be; carries every problem.
    """
    problems = Problems()
    limits = read_limits(options.gap, options.time_limit, problems)
    within("--workers", options.workers, problems)
    for option, given in (("--person", options.person), ("--overwrite", options.overwrite)):
        if given:
            problems.add(option, must="must be given with --template", do="Leave it away.")
    study = opened(asked.data, asked.config, problems)
    people = _people(study, options, problems)
    scenario = read_levers(study, asked.levers, problems)
    assert limits is not None  # noqa: S101 (its problems were raised just now)
    gap = GAP if limits.gap is None else limits.gap
    question = group_question(scenario, people, gap)
    total = len(question.order) + MORE_STEPS
    plans = none = None
    more: tuple[str, ...] = ()
    with (
        at_work(min(total, options.workers or os.cpu_count() or 1), None) as workers,
        searching(limits) as search,
    ):
        queue = JobQueue(cores=0, workers=lambda: nullcontext(workers))
        with working_on("Planning for each of them (Ctrl-C: what there is)") as told:
            try:
                plans = queue.answer(study, question, stop=search.stop, progress=told).result
            except (NothingYetError, NoPlanHereError):
                plans = None
        if plans is None:
            found = found_plan(study, limits.question(scenario), queue, search, limits)
            none, more = (
                brief(found.planned, found.setting, stopped=found.stopped),
                (*hints(found),),
            )
    report = group.report(
        people,
        group_consensus(queue.scorecard(study, scenario), people),
        Setting(study, scenario, queue=queue),
        gap=gap,
        found=plans,
        none=none,
        most=None if options.every else group.NAMED,
        stopped=search.stop.thrown,
    )
    if plans is not None and not options.every:
        more = ("--all names everybody in lists.",)
    show(report, as_json=as_json, every=options.every, hints=more)
    status = None if none is None else none.facts["status"]
    finish(answered=plans is not None, proven_none=status == "infeasible")


def _people(study: Study, options: "GroupOptions", problems: Problems) -> PeopleWeights:
    """Read the table; what is wrong with it joins what is wrong with other options."""
    if options.table is None:
        problems.add(
            "TABLE",
            must="must name a table of people's weights",
            do="Let focus group --template FILE write one to fill in.",
        )
        return {}
    try:
        return read_people(options.table, study.configuration.criteria)
    except InputError as error:
        problems.take(error)
        return {}
