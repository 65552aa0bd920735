"""How a command draws: what is believed, who does the work, and how far it is."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

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
from optimizer.robust.uncertainty import UncertaintyModel, uncertainty_of_people
from optimizer.robust.workers import Cluster, Here, Processes, Workers
from scoring.draws import MissingDraw
from scoring.weight_samples import (
    AnyWeights,
    FixedWeights,
    WeightBelief,
    WeightOrder,
    WeightsAround,
)

PEOPLE = "people"
BELIEFS: Mapping[str, str] = {
    "around": "near the given ones",
    "order": "in the same order",
    "any": "any at all",
    "fixed": "the given ones",
    PEOPLE: "several people's own",
}
"""What may be believed about weights → in words."""
MISSING: Mapping[str, MissingDraw] = {
    "anywhere": MissingDraw.ANYWHERE,
    "like-stand-in": MissingDraw.LIKE_STAND_IN,
}
"""Where missing evidence is drawn from, as options name it."""

Told = Callable[[int, int], None]
"""Is told how many draws are done, and of how many."""


@dataclass(frozen=True)
class DrawTexts:
    """The options of drawing, as typed."""

    draws: int | None = None
    seed: int = 0
    weights: str | None = None
    concentration: float = 50.0
    people: Path | None = None
    evidence: bool = True
    missing: str = "anywhere"


@dataclass(frozen=True)
class Draws:
    """What is drawn."""

    count: int
    seed: int
    belief: str
    """One of :data:`BELIEFS`."""
    concentration: float
    evidence: bool
    missing: MissingDraw
    people: PeopleWeights
    """Empty unless people's own weights are drawn."""

    def uncertainty(self, criteria: Criteria) -> UncertaintyModel:
        """Return what is not sure, with the levers of weights moved in ``criteria``."""
        if self.people:
            return uncertainty_of_people(
                self.people, criteria, evidence=self.evidence, missing=self.missing
            )
        return UncertaintyModel(
            weights=self._belief(), evidence=self.evidence, missing=self.missing
        )

    def _belief(self) -> WeightBelief:
        match self.belief:
            case "order":
                return WeightOrder()
            case "any":
                return AnyWeights()
            case "around":
                return WeightsAround(concentration=self.concentration)
        return FixedWeights()


def read_draws(
    texts: DrawTexts,
    criteria: Criteria,
    usual: int,
    problems: Problems,
    limit: Limit | None = None,
) -> Draws | None:
    """Return what is drawn; None when problems were added.

    Args:
        texts: the options.
        criteria: kinds and criteria that people may weigh.
        usual: draws when the user does not say how many.
        problems: receives what is wrong.
        limit: of the number of draws, where it is not the usual one.
    """
    before = len(problems.found())
    count = usual if texts.draws is None else texts.draws
    within("--draws", count, problems, limit)
    within("--seed", texts.seed, problems)
    within("--concentration", texts.concentration, problems)
    wanted = texts.weights or (PEOPLE if texts.people else "around")
    belief = resolve(wanted, BELIEFS, "what is believed about weights", "--weights", problems)
    missing = resolve(
        texts.missing, dict.fromkeys(MISSING, ""), "where missing evidence is drawn from",
        "--missing", problems,
    )  # fmt: skip
    people = _people(texts.people, belief, criteria, problems)
    if len(problems.found()) > before or belief is None or missing is None:
        return None
    return Draws(
        count=count,
        seed=texts.seed,
        belief=belief,
        concentration=texts.concentration,
        evidence=texts.evidence,
        missing=MISSING[missing],
        people=people,
    )


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
