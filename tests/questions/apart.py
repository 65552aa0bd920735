"""Questions for :mod:`tests.questions.test_processes`, which other processes import as well."""

import os
import time
from pathlib import Path
from typing import ClassVar

from config.problems import InputError
from questions.asking import Asking
from questions.plan import PlanQuestion
from questions.question import NothingYetError, Question

Numbers = tuple[int, ...]


class Pid(Question[int]):
    """Which process works."""

    name: ClassVar[str] = "pid"
    apart: ClassVar[bool] = True

    def work(self, asking: Asking[int]) -> int:  # noqa: ARG002
        print("what a library prints is no message")  # noqa: T201
        return os.getpid()


class Counting(Question[Numbers]):
    """Counts up to a number that is shown, then waits until it is stopped."""

    name: ClassVar[str] = "counting"
    apart: ClassVar[bool] = True
    to: int = 3
    ends: bool = False

    def work(self, asking: Asking[Numbers]) -> Numbers:
        found = tuple(asking.before or ())
        for _ in range(self.to):
            found = (*found, len(found))
            asking.progress(len(found), 10, "steps")
        asking.keep(found[-1:])
        asking.show(found)
        while not self.ends and not asking.stop.thrown:
            time.sleep(0.01)
        return (*found, *(asking.kept or ()))


class Resting(Question[Numbers]):
    """Rests on counting, and on the baseline's plan if that is there."""

    name: ClassVar[str] = "resting"
    apart: ClassVar[bool] = True

    def work(self, asking: Asking[Numbers]) -> Numbers:
        there = asking.final(PlanQuestion()) is not None
        return (*asking.ask(Counting(ends=True)).result, int(there))


class Failing(Question[Numbers]):
    """Fails, in one way or another."""

    name: ClassVar[str] = "failing"
    apart: ClassVar[bool] = True
    how: str
    file: str = ""
    """Is there once the process was killed."""

    def work(self, asking: Asking[Numbers]) -> Numbers:
        match self.how:
            case "input":
                raise InputError.one(file="here", must="must hold", do="Mend it.", row=3)
            case "odd":

                class OddError(Exception):
                    """Cannot be sent."""

                raise OddError("something else")  # noqa: EM101
            case "killed":
                os._exit(7)
            case "killed once":
                if not Path(self.file).exists():
                    Path(self.file).touch()
                    os._exit(7)
                return (1,)
            case "below killed":
                return asking.ask(Failing(how="killed")).result
            case "below":
                return asking.ask(Failing(how="input")).result
        raise NothingYetError
