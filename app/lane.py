"""A lane: threads that take work in the order in which it comes.

Its threads are waited for when the program ends, because a solver that is cut off in the middle
takes the program down with it; but unlike those of an executor they do not hold up the end:
waiting work is dropped, and whoever has running work is told to stop it.
"""

import contextlib
import os
import sys
import threading
from collections.abc import Callable
from queue import SimpleQueue

Work = Callable[[], None]

BEHIND = 5
"""How much lower the priority of a patient lane is (Unix niceness)."""


class Lane:
    """A number of threads with one queue."""

    def __init__(self, threads: int, name: str, *, patient: bool = False) -> None:
        """Start the threads.

        Args:
            threads: how many.
            name: of the threads, for logs.
            patient: whether everything else of the app goes first, as far as the system can tell
                threads apart (Linux). Threads that its threads start are patient, too.
        """
        self._patient = patient
        self._waiting: SimpleQueue[Work | None] = SimpleQueue()
        self._closed = False
        self._threads = [
            threading.Thread(target=self._run, name=f"{name}-{number}", daemon=False)
            for number in range(threads)
        ]
        for thread in self._threads:
            thread.start()

    def put(self, work: Work) -> None:
        """Add work, which must not raise; nothing happens to it after :meth:`close`."""
        self._waiting.put(work)

    def close(self) -> None:
        """Drop what waits; the threads end with what they are doing."""
        self._closed = True
        for _ in self._threads:
            self._waiting.put(None)

    def join(self) -> None:
        """Wait until the threads have ended."""
        for thread in self._threads:
            thread.join()

    def _run(self) -> None:
        if self._patient and sys.platform == "linux":
            with contextlib.suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), BEHIND)
        while (work := self._waiting.get()) is not None:
            if not self._closed:
                work()


def at_the_end(close: Callable[[], None]) -> None:
    """Call a function once the main thread is over, before the threads of lanes are waited for."""

    def watch() -> None:
        threading.main_thread().join()
        close()

    threading.Thread(target=watch, name="at-the-end", daemon=True).start()
