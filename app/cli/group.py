"""From the options of ``focus group`` to people's weights and plans."""

import os
from pathlib import Path

from app.cli.asking import Asking
from app.cli.commands.group import GroupOptions
from app.cli.options import Asked, Out
from app.cli.reading import Reader
from app.cli.render import show
from app.cli.robust import at_work
from config.problems import Problems
from data.people import template
from data.people.reading import LONGEST_NAME, MOST_PEOPLE, parse_people
from optimizer.group_plans import group_consensus
from questions.group import GAP, MORE_STEPS, group_question
from reports import group
from reports.setting import Setting

USUAL_PEOPLE = ("First person", "Second person")
"""Columns of a template when nobody is named."""


def write_template(asked: Asked, options: GroupOptions, path: Path, out: Out) -> str:
    """Write a table to fill in; return what was done, in a sentence.

    Raises:
        InputError: an option is not as it must be, or the file cannot be written.
    """
    reader = Reader(asked)
    people = tuple(name.strip() for name in options.person or USUAL_PEOPLE)
    _check_names(people, reader.problems)
    if options.table is not None:
        reader.problems.add(
            "TABLE",
            must="must not be given together with --template",
            do="Leave one of them away.",
            value=str(options.table),
        )
    criteria = reader.study.configured(reader.scenario()).criteria
    text = template(people, criteria)
    parse_people(path.name, text.encode(), criteria)
    reader.write("--template", path, text.encode("utf-8-sig"), overwrite=out.overwrite)
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


def tell_group(asked: Asked, options: GroupOptions, *, out: Out) -> None:
    """Say what the people of a table would do, each alone and all together."""
    reader = Reader(asked, out)
    limits = reader.limits(options.gap, options.time_limit)
    reader.within("--workers", options.workers)
    alone = {"--person": options.person, "--overwrite": out.overwrite and not out.save}
    reader.only(alone, "with --template")
    people = {} if options.table is None else reader.people(options.table)
    if options.table is None:
        reader.problems.add(
            "TABLE",
            must="must name a table of people's weights",
            do="Let focus group --template FILE write one to fill in.",
        )
    scenario = reader.scenario()
    gap = GAP if limits.gap is None else limits.gap
    question = group_question(scenario, people, gap)
    total = len(question.order) + MORE_STEPS
    with at_work(min(total, options.workers or os.cpu_count() or 1)) as workers:
        asking = Asking.of(reader, limits, lambda: workers)
        plans = asking.ask(question, "Planning for each of them")
    every = options.every
    report = group.report(
        people,
        group_consensus(asking.queue.scorecard(asking.study, scenario), people),
        Setting(asking.study, scenario, queue=asking.queue),
        gap=gap,
        found=plans,
        none=asking.brief if plans is None else None,
        most=None if every else group.NAMED,
        stopped=asking.stop.thrown,
    )
    if plans is None:
        asking.tell(report, out, every=every, hints=asking.hints, answered=False)
    else:
        hints = () if every else ("--all names everybody in lists.",)
        show(asking.taken(report), out, every=every, hints=hints)
