"""How a command solves: options read, time limit kept, Ctrl-C answered with the best plan yet."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import cached_property

from app.cli.interruption import INTERRUPTION
from app.cli.limits import LIMITS, SECONDS
from config.names import resolve
from config.problems import Problems
from optimizer.levers import read_number
from optimizer.scenario import Scenario
from optimizer.search.effort import EXACT, PLAN, QUESTION, Effort
from optimizer.search.model import HIGHS
from optimizer.stop import Stop
from questions.plan import Planned, PlanQuestion, SolverQuestion
from questions.question import Question

NO_LIMIT = ("none", "off")
"""Words for a search that may take as long as its effort needs."""


@dataclass(frozen=True)
class Limits:
    """How hard to look, and how long at most."""

    plan: Effort = PLAN
    """For the plan."""
    each: Effort = QUESTION
    """For each search of a question about the plan."""
    seconds: float | None = None
    """Time after which the best so far is taken, of all searches together; None = none."""
    solver: str = HIGHS
    """Name of a solver that PuLP knows."""
    gap: float | None = None
    """Relative gap that was asked for; None = the usual ones."""

    def question(self, scenario: Scenario) -> Question[Planned]:
        """Return the question for the plan of a scenario, for the solver that was chosen."""
        if self.solver == HIGHS:
            return PlanQuestion(scenario=scenario, effort=self.plan)
        gap = PLAN.gap if self.gap is None else self.gap
        return SolverQuestion(scenario=scenario, solver=self.solver, gap=gap, seconds=self.seconds)

    @cached_property
    def until(self) -> float | None:
        """When all searches are to end, on the monotonic clock; set by the first one."""
        return None if self.seconds is None else time.monotonic() + self.seconds


def read_limits(
    gap: str | None,
    time_limit: str | None,
    problems: Problems,
    *,
    solver: str = HIGHS,
    each: Effort = QUESTION,
) -> Limits | None:
    """Return how hard to look; None when problems were added.

    Args:
        gap: as typed; None = the usual.
        time_limit: as typed; None = none.
        problems: receives what is wrong.
        solver: as typed.
        each: how hard each search of a question about the plan usually looks.
    """
    before = len(problems.found())
    share = None if gap is None else read_number(gap)
    if gap is not None and (share is None or not 0 <= share <= 1):
        problems.add(
            "--gap",
            must="must be a share between 0 and 1",
            do="Write 0 for the proven best plan, 0.01 or 1% for a quick one.",
            value=gap,
        )
    unlimited = time_limit is None or time_limit.strip().lower() in NO_LIMIT
    seconds = None if time_limit is None or unlimited else read_number(time_limit)
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
    return Limits(_with(PLAN, share), _with(each, share), seconds, name, share)


def _with(usual: Effort, gap: float | None) -> Effort:
    """Return how hard to look with another gap than the usual one; 0 asks for the proof."""
    if gap is None:
        return usual
    return usual.but(gap=gap) if gap > 0 else EXACT


@dataclass
class Search:
    """A running search, and who ended it."""

    stop: Stop = field(default_factory=Stop)

    @property
    def interrupted(self) -> bool:
        """Whether the user ended the command's searches, this one or one before."""
        return INTERRUPTION.interrupted


@contextmanager
def searching(limits: Limits | None, *, heeded: bool = True) -> Iterator[Search]:
    """Give a search that ends when the time is up, or at the first Ctrl-C of the command.

    Args:
        limits: how long it may take; None = as long as it needs.
        heeded: whether what searches watches the stop; else Ctrl-C ends the command at once.
    """
    search = Search()
    until = None if limits is None else limits.until
    timer = None
    if until is not None:
        timer = threading.Timer(until - time.monotonic(), search.stop.throw, ("time",))
    with INTERRUPTION.ending(search.stop.throw) if heeded else nullcontext():
        try:
            if timer is not None:
                timer.daemon = True
                timer.start()
            yield search
        finally:
            if timer is not None:
                timer.cancel()
