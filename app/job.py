"""A job: the work on one question, watched by many threads."""

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.answers import Answer
from optimizer.model.matrix import Key
from optimizer.scenario import Scenario
from optimizer.stop import Stop

SECONDS = 20.0
"""Most time for proving."""


class Stage(StrEnum):
    """How far a job is."""

    WAITING = "waiting"
    QUICK = "looking for a quick plan"
    QUEUED = "waiting to look further"
    PROVING = "looking for a better plan and proving it"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


OVER = frozenset({Stage.DONE, Stage.STOPPED, Stage.FAILED})
"""Stages after which nothing changes any more."""


@dataclass
class Job:
    """The work on one question; read by many threads, changed under its condition only."""

    key: str
    scenario: Scenario
    stage: Stage = Stage.WAITING
    answer: Answer | None = None
    seconds: float = SECONDS
    """Most time for the second lane."""
    problems: tuple[str, ...] = ()
    """Why there is no answer, in words."""
    stop: Stop = field(default_factory=Stop)
    wanted_by: set[tuple[str, str]] = field(default_factory=set)
    given_up_by: set[tuple[str, str]] = field(default_factory=set)
    wanted_at: float = field(default_factory=time.monotonic)
    proving_since: float | None = None
    best: Mapping[Key, float] = field(default_factory=dict)
    """The solver's columns of the best plan so far that are not 0, to start others from."""
    changed: threading.Condition = field(default_factory=threading.Condition)

    @property
    def over(self) -> bool:
        """Whether nothing changes any more."""
        return self.stage in OVER

    @property
    def progress(self) -> float:
        """Share of the time for proving that has passed, 0..1."""
        since = self.proving_since
        return 0.0 if since is None else min(1.0, (time.monotonic() - since) / self.seconds)

    def wait(self, seconds: float) -> bool:
        """Wait until there is an answer, or why there is none; say whether there is one of both."""
        with self.changed:
            return self.changed.wait_for(lambda: self.answer is not None or self.over, seconds)

    def wait_until_over(self, seconds: float) -> bool:
        """Wait until nothing changes any more; say whether that is so."""
        with self.changed:
            return self.changed.wait_for(lambda: self.over, seconds)

    def become(self, stage: Stage, answer: Answer | None = None) -> None:
        """Go to another stage, with a new answer if there is one."""
        with self.changed:
            self.stage = stage
            self.answer = answer or self.answer
            if stage is Stage.PROVING and self.proving_since is None:
                self.proving_since = time.monotonic()
            self.changed.notify_all()

    def fail(self, problems: tuple[str, ...]) -> None:
        """End without a further answer."""
        with self.changed:
            self.problems = problems
            self.stage = Stage.FAILED
            self.changed.notify_all()
