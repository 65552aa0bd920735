"""Make a dataset and a configuration of a wide table, and plan with them at once."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import cast, get_args

import typer

from app.cli.asking import Asking
from app.cli.commands.new import NewOptions
from app.cli.one_screen import print_plan
from app.cli.options import Asked, Out
from app.cli.output import confirm, console, working
from app.cli.reading import Reader
from app.cli.render import render
from app.export import files
from config.base import MOST_AREAS
from config.problems import InputError, Problems
from data.dataset import Basis
from data.wide.guess import guess
from data.wide.layout import Wishes
from data.wide.read import read_table
from optimizer.levers import read_number
from questions.brought import CONFIGURATION, DATASET, brought
from reports import new_table
from reports.plan import report as plan_report

HINTS = (
    "Which end is better: --lower COLUMN, --higher COLUMN, --levels COLUMN=WORST,…,BEST.",
    "What a column is: --measure, --cost, --work, --group, --keep, --id, --name, --kind-column.",
    "What there is: --budget AMOUNT, --choose N, --at-least COLUMN=N, --at-most COLUMN=N.",
    "The rest: --weight COLUMN=N, --basis observed, --kind WORD, --services, --decimal ,",
)
"""How each guess is overruled, in a line."""
QUESTION = "Go on with these guesses"


def make(options: NewOptions, *, as_json: bool) -> None:
    """Read the table, tell what is guessed, and once that is confirmed write and plan.

    Raises:
        typer.Exit: it was not confirmed, or there is no plan.
    """
    problems = Problems()
    wishes = _wishes(options, problems)
    out = options.out or Path(options.table.stem or "table")
    files.check_new_folder("--out", out, problems)
    try:
        with working("Reading the table"):
            sheet = read_table(
                options.table,
                options.sheet or "",
                options.encoding or "",
                _sign(options.separator or ""),
            )
    except InputError as error:
        problems.take(error)
    problems.raise_if_any()
    layout = guess(sheet, wishes)
    made = brought(sheet, layout)
    told = new_table.report(sheet, layout)
    if not as_json:
        render(console(), told, every=True)
        for hint in HINTS:
            typer.echo(hint)
    if not options.yes:
        confirm(QUESTION, as_json=as_json)
    files.write_folder("--out", out, made.files)
    folders = (out / DATASET, out / CONFIGURATION)
    reader = Reader(Asked(*folders, gap=options.gap or "0", time_limit=options.time_limit))
    asking = Asking.of(reader, reader.limits())
    found = asking.found
    plan = plan_report(found.planned, asking.setting, stopped=found.stopped, work=found.work)
    typer.echo("", nl=not as_json)
    if as_json:
        asking.tell(told.followed_by(plan), Out(as_json=True))
    elif not asking.plan.found:
        asking.tell(plan, Out())
    else:
        print_plan(console(), plan, asking.setting, details=False, hints=tuple(_next(out)))


def _sign(separator: str) -> str:
    return {"tab": "\t", "\\t": "\t"}.get(separator, separator)


def _next(out: Path) -> Iterator[str]:
    words = f"--data {out / DATASET} --config {out / CONFIGURATION}"
    yield f"Written: {out / DATASET} and {out / CONFIGURATION}. Go on with:"
    yield f"focus plan {words}"
    yield f"focus app {words}"


def _wishes(options: NewOptions, problems: Problems) -> Wishes:
    """Return what the options say about the table."""
    if options.decimal not in (None, ".", ","):
        must, do = "must be a point or a comma", "Write one of the two."
        problems.add("--decimal", must, do, value=options.decimal)
    if options.choose is not None and not 0 <= options.choose <= MOST_AREAS:
        must = f"must be between 0 and {MOST_AREAS:,}"
        problems.add("--choose", must, "Write, say, 20.", value=str(options.choose))
    decimal = options.decimal if options.decimal in (".", ",") else ""
    return Wishes.model_validate(
        {
            "id": options.identity or "",
            "name": options.name or "",
            "kind": options.kind or "",
            "kind_column": options.kind_column or "",
            "incumbent": options.incumbent or "",
            "costs": options.cost or (),
            "work": options.work or (),
            "measures": options.measure or (),
            "groups": options.group or (),
            "keep": options.keep or (),
            "lower": options.lower or (),
            "higher": options.higher or (),
            "levels": _levels(options.levels or (), problems),
            "weights": _numbers("--weight", options.weight or (), problems),
            "budgets": _numbers("--budget", options.budget or (), problems, alone=True),
            "choose": options.choose,
            "pieces": "services" if options.services else "",
            "at_least": _counts("--at-least", options.at_least or (), problems),
            "at_most": _counts("--at-most", options.at_most or (), problems),
            "basis": _basis(options.basis or (), problems),
            "decimal": decimal,
        }
    )


def _numbers(
    option: str, texts: Sequence[str], problems: Problems, *, alone: bool = False
) -> list[tuple[str, float]]:
    found = []
    for text in texts:
        column, _, amount = text.rpartition("=")
        read = read_number(amount)
        if read is None or read < 0 or not (column or alone):
            must = "must be a column, =, and a number of at least 0"
            do = f"Write, say, {option} {'1.2m' if alone else 'COLUMN=2'}."
            problems.add(option, must, do, value=text)
            continue
        found.append((column.strip(), read))
    return found


def _counts(option: str, texts: Sequence[str], problems: Problems) -> list[tuple[str, int]]:
    found = []
    for column, read in _numbers(option, texts, problems):
        if read % 1 or read > MOST_AREAS:
            must = f"must be a whole number, {MOST_AREAS:,} at most"
            problems.add(option, must, "Write, say, COLUMN=2.", value=f"{read:g}")
            continue
        found.append((column, int(read)))
    return found


def _levels(texts: Sequence[str], problems: Problems) -> list[tuple[str, tuple[str, ...]]]:
    found = []
    for text in texts:
        column, sign, order = text.partition("=")
        if not sign or not column.strip():
            do = "Write, say, --levels Risk=high,medium,low."
            problems.add("--levels", "must be a column, =, and its levels", do, value=text)
            continue
        found.append((column.strip(), tuple(one.strip() for one in order.split(","))))
    return found


def _basis(texts: Sequence[str], problems: Problems) -> list[tuple[str, Basis]]:
    found = []
    for text in texts:
        column, _, word = text.rpartition("=")
        if word not in get_args(Basis):
            must = f"must be one of {', '.join(get_args(Basis))}"
            do = "Write, say, --basis observed or --basis COLUMN=observed."
            problems.add("--basis", must, do, value=text)
            continue
        found.append((column.strip(), cast("Basis", word)))
    return found
