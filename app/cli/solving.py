"""How a command solves: options read, time limit kept, Ctrl-C answered with the best plan yet."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from app.cli.interruption import INTERRUPTION
from app.cli.limits import LIMITS, SECONDS
from config.names import resolve
from config.problems import InputError, Problems
from optimizer.levers import read_number
from optimizer.model.compile import compile_problem
from optimizer.problem import Problem
from optimizer.search.effort import EXACT, Effort
from optimizer.search.model import HIGHS
from optimizer.stop import Stop

NO_LIMIT = ("none", "off")
"""Words for a solve that may take as long as it needs."""


@dataclass(frozen=True)
class Solving:
    """How a command searches for plans."""

    gap: float | None = None
    """Relative gap at which a search may end; None = the usual one."""
    seconds: float | None = None
    """Longest time for all searches of the command together; None = no limit."""
    solver: str = HIGHS

    def effort(self, usual: Effort) -> Effort:
        """Return how hard to look, where it is usually looked so hard."""
        if self.gap is None:
            return usual
        return usual.but(gap=self.gap) if self.gap > 0 else EXACT

    @cached_property
    def until(self) -> float | None:
        """When all searches are to end, on the monotonic clock; set by the first one."""
        return None if self.seconds is None else time.monotonic() + self.seconds


def read_solving(
    gap: str | None, time_limit: str, solver: str, problems: Problems
) -> Solving | None:
    """Return how to search; None when problems were added."""
    before = len(problems.found())
    share = None if gap is None else read_number(gap)
    if gap is not None and (share is None or not 0 <= share <= 1):
        problems.add(
            "--gap",
            must="must be a share between 0 and 1",
            do="Write 0 for the proven best plan, 0.01 or 1% for a quick one.",
            value=gap,
        )
    unlimited = time_limit.strip().lower() in NO_LIMIT
    seconds = None if unlimited else read_number(time_limit)
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
    if len(problems.found()) > before or name is None:
        return None
    return Solving(gap=share, seconds=seconds, solver=name)


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
def searching(solving: Solving | None) -> Iterator[Search]:
    """Give a search that ends when the time is up, or at the first Ctrl-C of the command."""
    search = Search()
    until = None if solving is None else solving.until
    timer = None
    if until is not None:
        timer = threading.Timer(until - time.monotonic(), search.stop.throw, ("time",))
    with INTERRUPTION.ending(search.stop.throw):
        try:
            if timer is not None:
                timer.daemon = True
                timer.start()
            yield search
        finally:
            if timer is not None:
                timer.cancel()
