"""What a command samples: what is believed, and who does the work."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.limits import Limit, within
from config.criteria import Criteria
from config.names import resolve
from config.problems import InputError, Problems
from data.people import PeopleWeights
from data.people.reading import read_people
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
        problems.take(error)
        return {}


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
