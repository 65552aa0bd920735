"""Lay exports over a dataset, tell the difference, and write it once that is confirmed."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from app.cli.confirming import confirm
from app.cli.options import Out
from app.cli.output import working
from app.cli.render import show
from app.export import files
from config.load import bundled_configuration_folder
from config.problems import Problems
from data.difference import difference
from data.importers.ogp.exports import LABELS, Export, read_exports
from data.importers.ogp.update import LeftOut, update
from data.load import bundled_dataset_folder, load_inputs
from data.write import files as written
from optimizer.plan import Plan
from optimizer.study import Study
from questions.jobs import JobQueue
from questions.plan import PlanQuestion
from reports.dataset_change import NOTHING, left_out, report
from reports.setting import Setting

if TYPE_CHECKING:
    from app.cli.commands.import_ import ImportOptions

YEARS = re.compile(r"(?P<first>[0-9]{4})(?:\.\.(?P<last>[0-9]{4}))?")


def bring_in(wanted: "ImportOptions", *, as_json: bool) -> None:
    """Say what exports change in a dataset, and write it once that is confirmed.

    Raises:
        InputError: an export, an option or an input is not as it must be.
    """
    problems = Problems()
    if wanted.what != "ogp":
        do = "Write focus import ogp FILE. Other tables are taken by focus new TABLE."
        problems.add("WHAT", "must be ogp", do, value=wanted.what)
    years = _years(wanted.years, problems)
    data = wanted.data or bundled_dataset_folder()
    config = wanted.config or bundled_configuration_folder()
    if wanted.out is not None:
        files.check_new_folder("--out", wanted.out, problems, inputs=(data, config))
    problems.raise_if_any()
    with working("Reading the exports"):
        exports = read_exports(wanted.exports)
        base, configuration = load_inputs(data, config)
        made = update(base, exports, configuration, years)
    found = difference(base, made.dataset)
    before, after = Study(base, configuration), Study(made.dataset, configuration)
    queue = JobQueue(cores=0)
    plans = _plans(queue, before, after) if wanted.plan and found else None
    told = report(
        found,
        Setting(before, queue=queue),
        Setting(after, queue=queue),
        plans=plans,
        left_out=tuple(left_out(_read(exports), _others(made.left_out))),
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


def _read(exports: Sequence[Export]) -> list[tuple[str, str, int]]:
    return [(one.file, LABELS[one.version], len(one.rows)) for one in exports]


def _others(found: Sequence[LeftOut]) -> list[tuple[str, int]]:
    return [(one.name, one.rows) for one in found]
