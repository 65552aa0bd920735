"""No more than so many pages are rendered at once; who waits for a plan lets others have a turn.

Python renders one page at a time anyway: twenty at once would all come last. What polls for
progress is no page and takes no turn.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

AT_ONCE = 2
"""Pages rendered at once."""
PATIENCE = 30.0
"""Seconds after which a page is rendered out of turn rather than not at all."""

_PLACES = threading.BoundedSemaphore(AT_ONCE)
_MINE = threading.local()


@contextmanager
def turn() -> Iterator[None]:
    """Wait for a place, and hold it."""
    _MINE.held = _PLACES.acquire(timeout=PATIENCE)
    try:
        yield
    finally:
        _leave()


@contextmanager
def let_go() -> Iterator[None]:
    """Leave the place, if this thread holds one, to whoever is next; take another afterwards."""
    if not _leave():
        yield
        return
    try:
        yield
    finally:
        _MINE.held = _PLACES.acquire(timeout=PATIENCE)


def _leave() -> bool:
    held = getattr(_MINE, "held", False)
    _MINE.held = False
    if held:
        _PLACES.release()
    return bool(held)
