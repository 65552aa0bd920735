"""Lay exports or indices over a dataset, tell the difference, and write it once confirmed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from app.cli.commands.import_ import ImportOptions
from app.cli.options import Out
from app.cli.output import confirm, working
from app.cli.render import show
from app.export import files
from config.configuration import Configuration
from config.indicators import load_indicators
from config.load import bundled_configuration_folder
from config.problems import Problems
from data.dataset import Dataset
from data.difference import difference
from data.importers.indicators.read import read_releases
from data.importers.indicators.update import lay, national_names
from data.importers.ogp.exports import LABELS, read_exports
from data.importers.ogp.update import update
from data.load import bundled_dataset_folder, load_inputs
from data.vintage import EVERYTHING, at, is_as_of
from data.write import files as written
from optimizer.plan import Plan
from optimizer.study import Study
from questions.jobs import JobQueue
from questions.plan import PlanQuestion
from reports import indicators
from reports.dataset_change import NOTHING, left_out, report
from reports.setting import Setting

YEARS = re.compile(r"(?P<first>[0-9]{4})(?:\.\.(?P<last>[0-9]{4}))?")
OGP, INDICATORS = "ogp", "indicators"
KNOWN = (OGP, INDICATORS)
"""What can be laid over a dataset."""


@dataclass(frozen=True)
class Inputs:
    """What something is laid over."""

    dataset: Dataset
    """With everything that is dated."""
    configuration: Configuration
    folder: Path
    """Of the configuration."""
    years: tuple[int, int] | None


@dataclass(frozen=True)
class Made:
    """What came out of it, and what was read and taken, in sentences."""

    dataset: Dataset
    told: Sequence[str]


def bring_in(wanted: ImportOptions, *, as_json: bool) -> None:
    """Say what exports or indices change in a dataset, and write it once that is confirmed."""
    problems = Problems()
    if wanted.what not in KNOWN:
        do = "Write focus import ogp FILE, or focus import indicators FILE. Other tables are taken "
        do += "by focus new TABLE."
        problems.add("WHAT", f"must be {' or '.join(KNOWN)}", do, value=wanted.what)
    years = _years(wanted.years, problems)
    _check_options(wanted, problems)
    data = wanted.data or bundled_dataset_folder()
    config = wanted.config or bundled_configuration_folder()
    if wanted.out is not None:
        files.check_new_folder("--out", wanted.out, problems, inputs=(data, config))
    problems.raise_if_any()
    with working("Reading the tables"):
        inputs = Inputs(*load_inputs(data, config), config, years)
        made = (_indicators if wanted.what == INDICATORS else _exports)(wanted, inputs)
    found = difference(inputs.dataset, made.dataset)
    before, after = (Study(at(one), inputs.configuration) for one in (inputs.dataset, made.dataset))
    queue = JobQueue(cores=0)
    plans = _plans(queue, before, after) if wanted.plan and found else None
    told = report(
        found,
        Setting(before, queue=queue),
        Setting(after, queue=queue),
        plans=plans,
        left_out=made.told,
    )
    show(told, Out(as_json=as_json))
    if wanted.out is None or told.answer == NOTHING:
        return
    if not wanted.yes:
        confirm("Take this over", as_json=as_json)
    contents = {name: text.encode() for name, text in written(made.dataset).items()}
    files.write_folder("--out", wanted.out, contents, inputs=(data, config))
    if not as_json:
        typer.echo(f"Written: {wanted.out}. Go on with: focus plan --data {wanted.out}")


def _check_options(wanted: ImportOptions, problems: Problems) -> None:
    if wanted.as_of == EVERYTHING:
        do = "Name a year, a month or a day."
        problems.add("--as-of", "must be a date here", do, value=wanted.as_of)
    elif wanted.as_of is not None:
        is_as_of("--as-of", wanted.as_of, problems)
    if wanted.what != OGP:
        return
    for option, value in (("--as-of", wanted.as_of), ("--sheet", wanted.sheet)):
        if value:
            must, do = "goes with focus import indicators only", "Leave it out."
            problems.add(option, must, do, value=value)


def _exports(wanted: ImportOptions, inputs: Inputs) -> Made:
    exports = read_exports(wanted.exports)
    made = update(inputs.dataset, exports, inputs.configuration, inputs.years)
    read = [(one.file, LABELS[one.version], len(one.rows)) for one in exports]
    others = [(one.name, one.rows) for one in made.left_out]
    return Made(made.dataset, tuple(left_out(read, others)))


def _indicators(wanted: ImportOptions, inputs: Inputs) -> Made:
    releases = read_releases(wanted.exports, national_names(inputs.dataset), wanted.sheet)
    laid = lay(
        inputs.dataset,
        inputs.configuration,
        releases,
        load_indicators(inputs.folder),
        years=inputs.years,
        as_of=wanted.as_of,
    )
    setting = Setting(Study(at(laid.dataset), inputs.configuration))
    told = indicators.told(laid, setting, usual_before=inputs.dataset.usual_as_of)
    return Made(laid.dataset, tuple(told))


def _years(text: str | None, problems: Problems) -> tuple[int, int] | None:
    if text is None:
        return None
    found = YEARS.fullmatch(text)
    first, last = (found["first"], found["last"] or found["first"]) if found else ("1", "0")
    if first > last:
        must = "must be a year, or a first and a last year"
        problems.add("--years", must, "Write, say, 2018..2020.", value=text)
    return int(first), int(last)


def _plans(queue: JobQueue, before: Study, after: Study) -> tuple[Plan, Plan]:
    with working("Planning with and without them"):
        old, new = (queue.answer(one, PlanQuestion()).result.plan for one in (before, after))
    return old, new
