"""How a command searches: options read, time limit kept, Ctrl-C answered with the best so far."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from app.cli.interruption import INTERRUPTION
from app.cli.limits import LIMITS, SECONDS
from config.names import resolve
from config.problems import InputError, Problems
from optimizer.levers import read_number
from optimizer.problem import Problem
from optimizer.search.effort import EXACT, PLAN, QUESTION, Effort
from optimizer.stop import Stop
from questions.plan import HIGHS, available_solvers, write_model

NO_LIMIT = ("none", "off")
"""Words for a search that may take as long as it needs."""


@dataclass(frozen=True)
class Limits:
    """How hard to look, and how long at most."""

    plan: Effort = PLAN
    """For the plan."""
    each: Effort = QUESTION
    """For each search of a question about the plan."""
    seconds: float | None = None
    """Time after which the best so far is taken; None = none."""
    solver: str = HIGHS
    """Name of a solver that PuLP knows."""
    gap: float = PLAN.gap
    """Relative gap at which another solver may stop."""


def read_limits(
    gap: str | None,
    time_limit: str | None,
    problems: Problems,
    *,
    solver: str = HIGHS,
    each: Effort = QUESTION,
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
    before = len(problems.found())
    share = PLAN.gap if gap is None else read_number(gap)
    if share is None or not 0 <= share <= 1:
        problems.add(
            "--gap",
            must="must be a share between 0 and 1",
            do="Write 0 for the proven best plan, 0.01 or 1% for a quick one.",
            value=str(gap),
        )
    unlimited = (time_limit or "").strip().lower() in NO_LIMIT
    seconds = None if unlimited or time_limit is None else read_number(time_limit)
    most = LIMITS[SECONDS].most
    if time_limit is not None and not unlimited and not (seconds and 0 < seconds <= most):
        problems.add(
            SECONDS,
            must=f"must be a number of seconds above 0 and up to {most:,.0f}, or none",
            do=LIMITS[SECONDS].do,
            value=time_limit,
        )
    name: str | None = HIGHS
    if solver != HIGHS:
        installed = dict.fromkeys(available_solvers(), "")
        what = "a solver that is installed here and that PuLP knows"
        name = resolve(solver, installed, what, "--solver", problems)
    if len(problems.found()) > before or name is None or share is None:
        return None
    plan = PLAN
    if gap is not None:
        plan, each = plan.but(gap=share, nodes=None), each.but(gap=share)
        plan = plan if share else EXACT
    if unlimited or share == 0:
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

    @property
    def interrupted(self) -> bool:
        """Whether the user ended the command's searches, this one or one before."""
        return INTERRUPTION.interrupted


@contextmanager
def searching(seconds: float | None) -> Iterator[Search]:
    """Give a search that ends when the time is up, or at the first Ctrl-C of the command."""
    search = Search()
    timer = None if seconds is None else threading.Timer(seconds, search.stop.throw, ("time",))
    with INTERRUPTION.ending(search.stop.throw):
        try:
            if timer is not None:
                timer.daemon = True
                timer.start()
            yield search
        finally:
            if timer is not None:
                timer.cancel()
