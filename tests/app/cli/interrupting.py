"""A user who presses Ctrl-C once so many draws are done."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from app.cli.interruption import INTERRUPTION


def interrupting(after: int) -> Callable[..., object]:
    """Return what counts draws, and presses Ctrl-C once so many are done."""

    @contextmanager
    def counting(*_: object) -> Iterator[Callable[..., None]]:
        if after == 0:
            INTERRUPTION.press()

        def told(done: int, *_: object) -> None:
            if done == after:
                INTERRUPTION.press()

        yield told

    return counting
