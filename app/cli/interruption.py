"""Ctrl-C and requests to end, from the very start of a command until its end.

The first Ctrl-C ends every search of the command, those still to come included, with the best found
so far; where no search has begun there is nothing to show, and the command ends at once, as it does
at the second Ctrl-C. A request to end (SIGTERM, or SIGHUP of a terminal that is closed) ends it at
once, too. Whatever ends at once takes
the processes along that the command started.

Signals are taken by a thread: the main one may be inside the solver, or between two of its calls
where an exception would be lost.
"""

import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

INTERRUPTED = 130
"""Exit status of a command that Ctrl-C ended before anything was found."""
TERMINATED = 143
"""Exit status of a command that was asked to end."""
ENDS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
"""Signals that ask to end; one that whoever started the command wants ignored is (``nohup``)."""
SHOW_CURSOR = "\x1b[?25h\n"
ENDING = "Ending with what there is. Ctrl-C again ends at once.\n"


class Interruption:
    """What Ctrl-C does to the command that runs."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._actions: list[Callable[[], None]] = []
        self._begun = False
        self.interrupted = False
        """Whether the user ended the command's searches."""

    def begin(self) -> None:
        """Begin a command."""
        with self._lock:
            self._begun = self.interrupted = False

    @contextmanager
    def ending(self, action: Callable[[], None]) -> Iterator[None]:
        """Call an action at the first Ctrl-C, also at one that was pressed before."""
        with self._lock:
            self._begun = True
            self._actions.append(action)
            if self.interrupted:
                action()
        try:
            yield
        finally:
            with self._lock:
                self._actions.remove(action)

    def press(self) -> None:
        """Do what Ctrl-C does."""
        with self._lock:
            again, self.interrupted = self.interrupted, True
            if again or not self._begun:
                end(INTERRUPTED, "Interrupted.\n")
            if sys.stderr.isatty():
                _say(ENDING)
            for action in self._actions:
                action()

    def terminate(self) -> None:
        """End the command and what it started."""
        with self._lock:
            for action in self._actions:
                action()
            end(TERMINATED, "")


INTERRUPTION = Interruption()
"""That of this process."""


def listen() -> None:
    """Listen to Ctrl-C and to requests to end, in place of what Python does about them."""
    heard, told = socket.socketpair()
    told.setblocking(False)
    signal.set_wakeup_fd(told.fileno(), warn_on_full_buffer=False)
    for one in (signal.SIGINT, *ENDS):
        if signal.getsignal(one) is not signal.SIG_IGN or one == signal.SIGINT:
            signal.signal(one, lambda *_: None)
    threading.Thread(target=_take, args=(heard, told), name="signals", daemon=True).start()


def _take(heard: socket.socket, told: socket.socket) -> None:
    """Take signals as they come; the sending end is held here so that it stays open."""
    while told.fileno() >= 0:
        for one in heard.recv(64):
            if one == signal.SIGINT:
                INTERRUPTION.press()
            elif one in ENDS:
                INTERRUPTION.terminate()


def end(status: int, words: str) -> None:
    """End this process at once, and those that it started."""
    for process in _children():
        with suppress(OSError):
            os.kill(process, signal.SIGTERM)
    started = sys.modules.get("multiprocessing.util")
    if started is not None:
        started._run_finalizers(0)  # noqa: SLF001 (gives semaphores back, which nobody else does)
    _say((SHOW_CURSOR if sys.stderr.isatty() else "") + words)
    os._exit(status)


def _children() -> list[int]:
    """Return the processes that this one started; without Linux's list only those that compute."""
    with suppress(OSError):
        listed = [path.read_text() for path in Path("/proc/self/task").glob("*/children")]
        if listed:
            return [int(one) for text in listed for one in text.split()]
    started = sys.modules.get("multiprocessing")
    active = started.active_children() if started is not None else []
    return [one.pid for one in active if one.pid is not None]


def _say(text: str) -> None:
    with suppress(OSError):
        os.write(2, text.encode())
