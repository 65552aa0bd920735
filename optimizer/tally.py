"""What searches cost, counted so that it is the same on every machine.

Whoever wants to know opens a count; every solve below it, in threads started for it as well, is
added. Nothing is counted in other processes.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from config.base import Frozen


class Tally(Frozen):
    """Work done."""

    searches: int = 0
    """Solves, those of linear relaxations included."""
    branches: int = 0
    iterations: int = 0
    """Iterations of the simplex method."""


class Counter:
    """Adds up the work of several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._tally = Tally()

    def add(self, branches: int, iterations: int) -> None:
        """Count one solve."""
        with self._lock:
            before = self._tally
            self._tally = Tally(
                searches=before.searches + 1,
                branches=before.branches + max(0, branches),
                iterations=before.iterations + max(0, iterations),
            )

    @property
    def tally(self) -> Tally:
        """The work so far."""
        return self._tally


_OPEN: ContextVar[Counter | None] = ContextVar("_OPEN", default=None)


@contextmanager
def counting() -> Iterator[Counter]:
    """Count the solves of this context, and those of no other."""
    counter = Counter()
    before = _OPEN.set(counter)
    try:
        yield counter
    finally:
        _OPEN.reset(before)


def count(branches: int, iterations: int) -> None:
    """Add one solve to the count that is open, if one is."""
    counter = _OPEN.get()
    if counter is not None:
        counter.add(branches, iterations)
