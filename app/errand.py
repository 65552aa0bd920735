"""An errand: one calculation off the script thread, and the threads that do them.

Each is done once, kept, and shared by all who ask the same. How pages use them is said in
:mod:`app.errands`.
"""

import logging
import os
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, TypeVar

from app.lane import Lane, at_the_end
from config.problems import InputError
from optimizer.stop import Stop

MOST = 120
"""Results kept at once; the least recently wanted go first."""
FORGOTTEN = 300.0
"""Seconds without anybody looking after which work is stopped; what it has is kept."""
FAILURE = "That could not be worked out; the log of the app says why."

LOG = logging.getLogger(__name__)

Result = TypeVar("Result")


class Stage(StrEnum):
    """How far an errand is."""

    WAITING = "waiting for its turn"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


OVER = frozenset({Stage.DONE, Stage.STOPPED, Stage.FAILED})
"""Stages after which nothing changes any more."""


@dataclass(eq=False)
class Errand(Generic[Result]):
    """One calculation; read by many threads, changed under its condition only."""

    key: str
    work: Callable[["Errand[Result]"], Result]
    long: bool = False
    """Whether it may take minutes: then it waits for others of its kind only."""
    so_far: Result | None = None
    """What there is: the whole result once done, before that what was shown, if anything."""
    stage: Stage = Stage.WAITING
    done: int = 0
    total: int = 0
    """Steps done, and of how many; 0 of 0 where the work does not tell."""
    done_before: int = 0
    """Steps among those done that this attempt began with."""
    words: str = ""
    """What is being done, or what the steps are."""
    failure: str = ""
    """Why there is no result, in words."""
    stop: Stop = field(default_factory=Stop)
    wanted_by: set[tuple[str, str]] = field(default_factory=set)
    """Owner and desk of all who wait for it."""
    content: set[str] = field(default_factory=set)
    """Owners who stopped it for themselves."""
    looked_at: float = field(default_factory=time.monotonic)
    began: float | None = None
    changed: threading.Condition = field(default_factory=threading.Condition)

    @property
    def over(self) -> bool:
        """Whether nothing changes any more."""
        return self.stage in OVER

    @property
    def seconds(self) -> float:
        """Seconds since the work began."""
        return 0.0 if self.began is None else time.monotonic() - self.began

    @property
    def seconds_left(self) -> float | None:
        """About how long the rest takes, at the pace so far; None before that can be told."""
        done = self.done - self.done_before
        return self.seconds / done * (self.total - self.done) if done > 0 else None

    def report(self, done: int, total: int, words: str = "") -> None:
        """Tell how far the work is; ends it when nobody has looked for long.

        Args:
            done: steps done, counted from the beginning of this attempt or of the first one.
            total: steps in all, counted likewise.
            words: what the steps are, as in "40 of 100 *draws*".
        """
        with self.changed:
            self.done, self.total, self.words = done, total, words or self.words
        if time.monotonic() - self.looked_at > FORGOTTEN:
            self.stop.throw()

    def show(self, part: Result) -> None:
        """Let pages see a result before the whole is there."""
        with self.changed:
            self.so_far = part

    def wait(self, seconds: float) -> bool:
        """Wait until nothing changes any more; say whether that is so."""
        with self.changed:
            return self.changed.wait_for(lambda: self.over, seconds)

    def become(self, stage: Stage, failure: str = "") -> None:
        """Go to another stage."""
        with self.changed:
            self.stage, self.failure = stage, failure
            if stage is Stage.RUNNING:
                self.began = time.monotonic()
            self.changed.notify_all()

    def run(self) -> None:
        """Do the work; errors become words, and the log keeps the whole of them."""
        if self.stop.thrown:
            self.become(Stage.STOPPED)
            return
        self.become(Stage.RUNNING)
        try:
            self.show(self.work(self))
        except InputError as error:
            self.become(Stage.FAILED, " ".join(str(problem) for problem in error.problems))
        except Exception:
            if self.stop.thrown:
                LOG.info("an errand was stopped before it had anything", exc_info=True)
                self.become(Stage.STOPPED)
                return
            LOG.exception("an errand failed")
            self.become(Stage.FAILED, FAILURE)
        else:
            self.become(Stage.STOPPED if self.stop.thrown else Stage.DONE)


class Errands:
    """Threads, and the results they have brought; one for the whole app."""

    def __init__(self, cores: int | None = None) -> None:
        count = max(2, (cores or os.cpu_count() or 1) - 1)
        self._short = Lane(count, "errand")
        self._long = Lane(1, "long-errand", patient=True)
        self._sent: OrderedDict[str, Errand[Any]] = OrderedDict()
        self._lock = threading.Lock()
        at_the_end(self.close)

    def send(
        self,
        key: str,
        work: Callable[[Errand[Result]], Result],
        owner: str,
        desk: str = "",
        *,
        long: bool = False,
    ) -> Errand[Result]:
        """Return the errand of a key, begun if it is new, or was stopped but not by this owner.

        Args:
            key: everything that the result depends on.
            work: the calculation; it may run in any thread.
            owner: who asks.
            desk: what for; another key at the same desk gives up the one before. Blank = none.
            long: whether it may take minutes.
        """
        with self._lock:
            for other in list(self._sent.values()):
                if desk and other.key != key and (owner, desk) in other.wanted_by:
                    self._give_up(other, owner, desk)
            errand = self._sent.get(key)
            stopped = errand is not None and errand.stage is Stage.STOPPED
            if errand is None or (stopped and owner not in errand.content):
                errand = self._begin(Errand(key, work, long), errand)
            if owner not in errand.content:
                errand.wanted_by.add((owner, desk))
            errand.looked_at = time.monotonic()
            self._sent.move_to_end(key)
            self._forget_oldest()
            return errand

    def stop(self, errand: Errand[Any], owner: str) -> None:
        """Let an owner be content with what there is; the work ends if nobody else wants it."""
        with self._lock:
            errand.content.add(owner)
            errand.wanted_by = {asker for asker in errand.wanted_by if asker[0] != owner}
            if not errand.wanted_by:
                errand.stop.throw()

    def go_on(self, errand: Errand[Any], owner: str) -> None:
        """Let an owner want the whole after all; work that is over is begun once more."""
        with self._lock:
            errand.content.discard(owner)
            if errand.stage in (Stage.STOPPED, Stage.FAILED) and (
                self._sent.get(errand.key) in (errand, None)
            ):
                self._begin(Errand(errand.key, errand.work, errand.long), errand)

    def find(self, key: str) -> Errand[Any] | None:
        """Return the errand of a key if there is one; nothing is begun."""
        return self._sent.get(key)

    @property
    def size(self) -> int:
        """Number of results kept."""
        return len(self._sent)

    def close(self) -> None:
        """Stop all work and end the threads."""
        with self._lock:
            for errand in self._sent.values():
                errand.stop.throw()
        self._short.close()
        self._long.close()

    def join(self) -> None:
        """Wait, after :meth:`close`, until all threads have ended."""
        self._short.join()
        self._long.join()

    def _begin(self, errand: Errand[Result], earlier: Errand[Result] | None) -> Errand[Result]:
        """Begin an errand; one that was asked before starts from what it had."""
        if earlier is not None:
            errand.so_far = earlier.so_far
            errand.done, errand.total, errand.words = earlier.done, earlier.total, earlier.words
            errand.done_before = earlier.done
        self._sent[errand.key] = errand
        (self._long if errand.long else self._short).put(errand.run)
        return errand

    def _give_up(self, errand: Errand[Any], owner: str, desk: str) -> None:
        """Let one asker go; stop the work if it was the last."""
        errand.wanted_by.discard((owner, desk))
        if not errand.wanted_by and not errand.over:
            errand.stop.throw()

    def _forget_oldest(self) -> None:
        over = [key for key, errand in self._sent.items() if errand.over]
        for key in over[: max(0, len(self._sent) - MOST)]:
            del self._sent[key]
