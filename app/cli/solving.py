"""How a command solves: options read, time limit kept, Ctrl-C answered with the best plan yet."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from optimizer.solve import HIGHS, SolveOptions

from app.cli.interruption import INTERRUPTION
from app.cli.limits import LIMITS, SECONDS
from config.names import resolve
from config.problems import InputError, Problems
from optimizer.levers import read_number
from optimizer.model.compile import compile_problem
from optimizer.problem import Problem
from optimizer.stop import Stop

NO_LIMIT = ("none", "off")
"""Words for a solve that may take as long as it needs."""


def read_solving(gap: str, time_limit: str, solver: str, problems: Problems) -> SolveOptions | None:
    """Return how to solve; None when problems were added."""
    share = read_number(gap)
    if share is None or not 0 <= share <= 1:
        problems.add(
            "--gap",
            must="must be a share between 0 and 1",
            do="Write 0 for the proven best plan, 0.002 or 0.2% for a quick one.",
            value=gap,
        )
    seconds = None if time_limit.strip().lower() in NO_LIMIT else read_number(time_limit)
    unlimited = time_limit.strip().lower() in NO_LIMIT
    most = LIMITS[SECONDS].most
    if not unlimited and (seconds is None or not 0 < seconds <= most):
        problems.add(
            SECONDS,
            must=f"must be a number of seconds above 0 and up to {most:,.0f}, or none",
            do=LIMITS[SECONDS].do,
            value=time_limit,
        )
    name: str | None = HIGHS
    if solver != HIGHS:
        from optimizer.search.other_solvers import available_solvers

        installed = dict.fromkeys(available_solvers(), "")
        what = "a solver that is installed here and that PuLP knows"
        name = resolve(solver, installed, what, "--solver", problems)
    if problems or name is None or share is None:
        return None
    return SolveOptions(gap=share, seconds=seconds, solver=name)


def write_model(problem: Problem, path: Path) -> None:
    """Write the mathematical model of a problem in LP format.

    Raises:
        InputError: the file cannot be written.
    """
    try:
        with path.open("w", encoding="utf-8"):
            pass
        compile_problem(problem).write(path)
    except OSError as error:
        raise InputError.one(
            file="--lp",
            must=f"must be a file that can be written ({error.strerror or error})",
            do="Name a file in a folder that exists and that you may write to.",
            value=str(path),
        ) from error


@dataclass
class Search:
    """A running search, and who ended it."""

    stop: Stop = field(default_factory=Stop)

    @property
    def interrupted(self) -> bool:
        """Whether the user ended the command's searches, this one or one before."""
        return INTERRUPTION.interrupted


@contextmanager
def searching(seconds: float | None) -> Iterator[Search]:
    """Give a search that ends when the time is up, or at the first Ctrl-C of the command."""
    search = Search()
    timer = threading.Timer(seconds, search.stop.throw) if seconds is not None else None
    with INTERRUPTION.ending(search.stop.throw):
        try:
            if timer is not None:
                timer.daemon = True
                timer.start()
            yield search
        finally:
            if timer is not None:
                timer.cancel()
