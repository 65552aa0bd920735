"""A job: the work on one question, which many may wait for."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import Any, Generic

from config.problems import InputProblem
from optimizer.stop import By, Stop
from optimizer.study import Study
from questions.answer import Answer
from questions.question import Question, Result

FORGOTTEN = 120.0
"""Seconds without anybody looking after which work is let go of."""

Asker = tuple[str, str]
"""Owner and place."""


class Stage(StrEnum):
    """How far a job is."""

    WAITING = "waiting for its turn"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


OVER = frozenset({Stage.DONE, Stage.STOPPED, Stage.FAILED})
"""Stages after which nothing changes any more."""


class Turn(IntEnum):
    """What a job waits for, in the order in which turns are given."""

    FIRST = 0
    FURTHER = 1
    MINUTES = 2


@dataclass(eq=False)
class Job(Generic[Result]):
    """The work on one question; read by many threads, changed under its condition only."""

    key: str
    study: Study
    question: Question[Result]
    turn: Turn = Turn.FIRST
    stage: Stage = Stage.WAITING
    before: Result | None = None
    """What an earlier attempt had."""
    kept: Result | None = None
    """What work put aside for the next attempt."""
    shown: Result | None = None
    """What there is to look at: the whole once there is an answer."""
    answer: Answer[Result] | None = None
    problems: tuple[InputProblem, ...] = ()
    """What does not hold, where that is why there is no answer."""
    error: Exception | None = None
    """Why there is no answer."""
    done: int = 0
    total: int = 0
    """Steps done, and of how many; 0 of 0 where the work does not tell."""
    done_before: int = 0
    """Steps among those done that this attempt began with."""
    words: str = ""
    """What the steps are."""
    stop: Stop = field(default_factory=Stop)
    below: By | None = None
    """Who ended the work on a question that this one rests on."""
    wanted_by: set[Asker] = field(default_factory=set)
    content: set[str] = field(default_factory=set)
    """Owners who stopped it for themselves."""
    asks: list["Job[Any]"] = field(default_factory=list)
    """Jobs that this one waits for or rests on."""
    inside: "Job[Any] | None" = None
    """Job that this one rests on, as long as its own thread works on that."""
    inline: bool = False
    """Whether whoever asks works on it, and waits."""
    progress: Callable[[int, int, str], None] | None = None
    followers: list["Job[Any]"] = field(default_factory=list)
    """Jobs that rest on this one, and whose steps and parts its own are."""
    looked_at: float = field(default_factory=time.monotonic)
    began: float | None = None
    changed: threading.Condition = field(default_factory=threading.Condition)

    @property
    def over(self) -> bool:
        """Whether nothing changes any more."""
        return self.stage in OVER

    @property
    def ended(self) -> bool:
        """Whether somebody ended it early, even if the work has not noticed yet."""
        return self.stage is Stage.STOPPED or (self.stop.thrown and not self.over)

    @property
    def proving(self) -> bool:
        """Whether what is shown is being bettered and proven."""
        return self.stage is Stage.RUNNING and self.shown is not None

    @property
    def seconds(self) -> float:
        """Seconds since the work began."""
        return 0.0 if self.began is None else time.monotonic() - self.began

    @property
    def seconds_left(self) -> float | None:
        """About how long the rest takes, at the pace so far; None before that can be told."""
        done = self.done - self.done_before
        return self.seconds / done * (self.total - self.done) if done > 0 else None

    @property
    def forgotten(self) -> bool:
        """Whether nobody has looked for long."""
        return time.monotonic() - self.looked_at > FORGOTTEN

    def look(self) -> None:
        """Say that somebody still wants to see this."""
        self.looked_at = time.monotonic()

    def tell(self, done: int, total: int, words: str = "") -> None:
        """Tell how far the work is; ends it when nobody has looked for long."""
        with self.changed:
            if not self.total:
                self.done_before = done
            self.done, self.total, self.words = done, total, words or self.words
        if self.progress is not None:
            self.progress(done, total, self.words)
        for other in self.followers:
            other.tell(done, max(total, other.total), words)
        if not self.inline and self.forgotten:
            self.stop.throw()

    def see(self, part: Result) -> None:
        """Let people see a part of the result, here and wherever it is a part as well."""
        with self.changed:
            self.shown = part
            self.changed.notify_all()
        for other in self.followers:
            other.see(part)

    def wait(self, seconds: float) -> bool:
        """Wait until there is something to see, or why there is nothing; say whether there is."""
        with self.changed:
            return self.changed.wait_for(lambda: self.shown is not None or self.over, seconds)

    def wait_until_over(self, seconds: float) -> bool:
        """Wait until nothing changes any more; say whether that is so."""
        with self.changed:
            return self.changed.wait_for(lambda: self.over, seconds)

    def become(self, stage: Stage) -> None:
        """Go to another stage."""
        with self.changed:
            self.stage = stage
            if stage is Stage.RUNNING:
                self.began = time.monotonic()
            self.changed.notify_all()
