"""What a command samples: what is believed, who does the work, and how far it is."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Bar
from rich.table import Column

from app.cli.limits import Limit, within
from config.criteria import Criteria
from config.names import resolve
from config.problems import InputError, Problems
from data.people import PeopleWeights
from data.people_reading import read_people
from optimizer.robust.uncertainty import PEOPLE, UncertaintyModel, uncertainty_of
from optimizer.robust.workers import Cluster, Here, Processes, Workers
from reports.beliefs import BELIEFS
from scoring.draws import MissingDraw

if TYPE_CHECKING:
    from app.cli.commands.robust import RobustOptions

MISSING: Mapping[str, MissingDraw] = {
    "anywhere": MissingDraw.ANYWHERE,
    "like-stand-in": MissingDraw.LIKE_STAND_IN,
}
"""Where missing evidence is drawn from, as options name it."""

Told = Callable[[int, int], None]
"""Is told how many draws are done, and of how many."""


@dataclass(frozen=True)
class Sampling:
    """What is drawn, as options say."""

    belief: str
    """About weights."""
    missing: MissingDraw
    people: PeopleWeights
    """Empty unless people's own weights are drawn."""
    options: "RobustOptions"

    def uncertainty(self, criteria: Criteria) -> UncertaintyModel:
        """Return what is not sure, with the levers of weights moved in ``criteria``."""
        return uncertainty_of(
            self.belief,
            criteria,
            people=self.people,
            concentration=self.options.concentration,
            evidence=self.options.evidence,
            missing=self.missing,
        )


def read_sampling(
    options: "RobustOptions", criteria: Criteria, problems: Problems, limit: Limit | None = None
) -> Sampling | None:
    """Return what is drawn; None when problems were added.

    Args:
        options: as typed.
        criteria: kinds and criteria that people may weigh.
        problems: receives what is wrong.
        limit: of the number of draws, where it is not the usual one.
    """
    before = len(problems.found())
    within("--draws", options.draws, problems, limit)
    within("--seed", options.seed, problems)
    within("--concentration", options.concentration, problems)
    wanted = options.weights or (PEOPLE if options.people else "around")
    offered = {**BELIEFS, PEOPLE: "several people's own"}
    belief = resolve(wanted, offered, "what is believed about weights", "--weights", problems)
    missing = resolve(
        options.missing, dict.fromkeys(MISSING, ""), "where missing evidence is drawn from",
        "--missing", problems,
    )  # fmt: skip
    people = _people(options.people, belief, criteria, problems)
    if len(problems.found()) > before or belief is None or missing is None:
        return None
    return Sampling(belief, MISSING[missing], people, options)


def _people(
    path: Path | None, belief: str | None, criteria: Criteria, problems: Problems
) -> PeopleWeights:
    """Return people's own weights; empty where none are wanted."""
    if (path is None) == (belief == PEOPLE):
        problems.add(
            "--people",
            must="must be given with --weights people, and only then",
            do="Name a table with the columns person, kind, criterion and weight, or leave both "
            "away.",
        )
        return {}
    if path is None:
        return {}
    try:
        return read_people(path, criteria)
    except InputError as error:
        take(error, problems)
        return {}


def take(error: InputError, problems: Problems) -> None:
    """Add the problems of an error to those that are collected."""
    for one in error.problems:
        problems.add(one.file, one.must, one.do, row=one.row, column=one.column, value=one.value)


@contextmanager
def at_work(workers: int | None, cluster: str | None) -> Iterator[Workers]:
    """Give those who do the work, and let go of them afterwards.

    Args:
        workers: processes on this machine; None = one per core.
        cluster: address of a Dask scheduler instead.

    Raises:
        InputError: the cluster does not answer, or the extra for clusters is not installed.
    """
    found: Workers
    if cluster is not None:
        found = Cluster(cluster)
    elif workers == 1:
        found = Here()
    else:
        found = Processes(workers)
    try:
        yield found
    finally:
        found.close()


@contextmanager
def counting(what: str, total: int) -> Iterator[Told]:
    """Show on standard error how many draws are done, as long as it lasts and a terminal shows it.

    Args:
        what: what is being done.
        total: draws wanted.
    """
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    columns = (
        TextColumn("{task.description}", table_column=Column(no_wrap=True)),
        BarColumn(None, table_column=Column(ratio=1, max_width=40)),
        MofNCompleteColumn(table_column=Column(no_wrap=True)),
        TimeRemainingColumn(table_column=Column(no_wrap=True)),
        TextColumn("left; Ctrl-C: what there is", table_column=Column(no_wrap=True)),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True, expand=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda done, of: bar.update(task, completed=done, total=of)


def steps(told: Told) -> Callable[[int, int, str], None]:
    """Return what hands the steps of a question on, whose name the bar has already."""
    return lambda done, of, _: told(done, of)
