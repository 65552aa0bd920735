"""How a command solves: options read, time limit kept, Ctrl-C answered with the best plan yet."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from app.cli.levers import read_number
from app.cli.names import resolve
from config.problems import InputError, Problems
from optimizer.problem import Problem
from optimizer.search.effort import Effort
from optimizer.stop import Stop
from questions.plan import EFFORT, HIGHS, available_solvers, write_model

NO_LIMIT = ("none", "off")
"""Words for a solve that may take as long as it needs."""


@dataclass(frozen=True)
class Limits:
    """How hard to look, and how long at most."""

    plan: Effort
    """For the plan."""
    each: Effort
    """For each search of a question about the plan."""
    seconds: float | None = None
    """Time after which the best so far is taken; None = none."""
    solver: str = HIGHS
    """Name of a solver that PuLP knows."""
    gap: float = EFFORT.gap
    """Relative gap at which another solver may stop."""


def read_limits(
    gap: str | None,
    time_limit: str | None,
    problems: Problems,
    *,
    solver: str = HIGHS,
    each: Effort = EFFORT,
) -> Limits | None:
    """Return how hard to look; None when problems were added.

    A gap that is asked for is looked for until it is reached; otherwise a search ends after so many
    branches, whatever the machine. Without any limit in time nothing but that ends it.

    Args:
        gap: as typed; None = the usual.
        time_limit: as typed; None = none.
        problems: receives what is wrong.
        solver: as typed.
        each: how hard each search of a question about the plan usually looks.
    """
    share = EFFORT.gap if gap is None else read_number(gap)
    if share is None or not 0 <= share <= 1:
        problems.add(
            "--gap",
            must="must be a share between 0 and 1",
            do="Write 0 for the proven best plan, 0.002 or 0.2% for a quick one.",
            value=str(gap),
        )
    unlimited = (time_limit or "").strip().lower() in NO_LIMIT
    seconds = None if unlimited or time_limit is None else read_number(time_limit)
    if time_limit is not None and not unlimited and (seconds is None or seconds <= 0):
        problems.add(
            "--time-limit",
            must="must be a number of seconds above 0, or none",
            do="Write, say, 60.",
            value=time_limit,
        )
    name: str | None = HIGHS
    if solver != HIGHS:
        installed = dict.fromkeys(available_solvers(), "")
        what = "a solver that is installed here and that PuLP knows"
        name = resolve(solver, installed, what, "--solver", problems)
    if problems or name is None or share is None:
        return None
    plan = EFFORT
    if gap is not None:
        plan, each = Effort(gap=share, nodes=None), each.but(gap=share)
    if unlimited:
        plan, each = plan.but(nodes=None), each.but(nodes=None)
    return Limits(plan=plan, each=each, seconds=seconds, solver=name, gap=share)


def write_lp(problem: Problem, path: Path) -> None:
    """Write the mathematical model of a problem in LP format.

    Raises:
        InputError: the file cannot be written.
    """
    try:
        with path.open("w", encoding="utf-8"):
            pass
        write_model(problem, path)
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
    interrupted: bool = False
    """Whether the user ended it."""


@contextmanager
def searching(seconds: float | None) -> Iterator[Search]:
    """Give a search that ends when the time is up, or at the first Ctrl-C.

    The second Ctrl-C ends the command at once.
    """
    search = Search()
    timer = threading.Timer(seconds, search.stop.throw, ("time",)) if seconds is not None else None
    before = None
    if threading.current_thread() is threading.main_thread():
        before = signal.getsignal(signal.SIGINT)

        def interrupted(*_: object) -> None:
            search.interrupted = True
            search.stop.throw()
            signal.signal(signal.SIGINT, before)

        signal.signal(signal.SIGINT, interrupted)
    try:
        if timer is not None:
            timer.daemon = True
            timer.start()
        yield search
    finally:
        if timer is not None:
            timer.cancel()
        if before is not None:
            signal.signal(signal.SIGINT, before)
