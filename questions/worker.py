"""The other end of :mod:`questions.processes`: ``python -m questions.worker``, never by hand.

It works on the questions that come in, and says what it shows, tells and asks. Messages are pickled
tuples whose first entry says what they are; nobody but the process that started this one can send
any. It ends when that one does.
"""

import contextlib
import gc
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, BinaryIO, TypeVar

from optimizer.problem import Problem
from optimizer.scenario import Scenario
from optimizer.stop import Stop
from optimizer.study import Study
from optimizer.tally import counting
from questions.answer import Answer
from questions.asking import Asking
from questions.job import Job, Turn
from questions.jobs import JobQueue, PostponedError
from questions.processes import carried
from questions.question import NothingYetError, Question

BEHIND = 10
"""How much lower the priority of a process is that lets everything else go first."""
Other = TypeVar("Other")


class Lent(JobQueue):
    """The queue of a process that works for another one; what it asks for is asked for there."""

    def __init__(self, say: Callable[..., None], hear: Callable[[], Any]) -> None:
        super().__init__(cores=0)
        self._say, self._hear = say, hear

    def answer_below(
        self,
        above: Job[Any],
        question: Question[Other],
        study: Study | None = None,
        *,
        along: bool = False,
    ) -> Answer[Other]:
        """Return the answer to a question that another one rests on."""
        self._say("ask", question, None if study is above.study else study, along)
        found: Answer[Other] = self._hear()
        return found

    def problem(self, study: Study, scenario: Scenario) -> Problem:
        """Return the problem that a scenario poses, which is not kept: the next is another's."""
        return study.problem(scenario)

    def final(self, study: Study, question: Question[Other]) -> Answer[Other] | None:  # noqa: ARG002
        """Return an answer that is there and that everybody gets; nothing is begun."""
        self._say("final", question)
        found: Answer[Other] | None = self._hear()
        return found

    def show(self, job: Job[Other], part: Other) -> None:
        """Let people see a part.

        Raises:
            PostponedError: that was all that was wanted in this turn.
        """
        job.see(part)
        self._say("show", part)
        if job.turn is Turn.FIRST:
            raise PostponedError


class Worker:
    """What comes in, and the work on it."""

    def __init__(self, coming: BinaryIO, going: BinaryIO) -> None:
        self._coming, self._going = coming, going
        self._heard: SimpleQueue[tuple[Any, ...]] = SimpleQueue()
        self._stops: dict[int, Stop] = {}
        self._studies: dict[str, Study] = {}
        self._queue = Lent(self.say, self._answered)

    def say(self, *message: Any) -> None:  # noqa: ANN401
        """Send a message."""
        self._going.write(pickle.dumps(message, pickle.HIGHEST_PROTOCOL))
        self._going.flush()

    def work_on(self) -> None:
        """Work on what comes in, one question after the other."""
        threading.Thread(target=self._listen, name="listening", daemon=True).start()
        self.say("ready")
        while True:
            self._work(*self._heard.get()[1:])

    def _listen(self) -> None:
        """Take in messages; what stops work is heeded at once. Ends the process at their end."""
        with contextlib.suppress(EOFError, OSError):
            while True:
                message = pickle.load(self._coming)  # noqa: S301 (from the process that started us)
                match message:
                    case ("stop", serial, by):
                        self._stops.get(serial, Stop()).throw(by)
                        continue
                    case ("work", serial, *_):
                        self._stops[serial] = Stop()
                self._heard.put(message)
        os._exit(0)

    def _answered(self) -> Any:  # noqa: ANN401
        """Wait for what was asked for; meanwhile work on what that needs."""
        while True:
            match self._heard.get():
                case ("work", *given):
                    self._work(*given)
                case ("error", error):
                    raise error
                case (_, answer):
                    return answer

    def _work(
        self,
        serial: int,
        key: str,
        study: Study | None,
        forget: str | None,
        question: Question[Any],
        before: tuple[Any, Any, Any],
        turn: Turn,
    ) -> None:
        """Work on one question.

        Args:
            serial: tells it from others.
            key: of the study.
            study: the study where it has not come before.
            forget: key of a study that will not come again.
            question: what is asked.
            before: what is shown, what an earlier attempt had, and what it put aside.
            turn: whether to work up to the first thing to see only.
        """
        self._studies.pop(forget or "", None)
        if study is not None:
            self._studies[key] = study
            gc.freeze()  # so that little is looked through after every question
        shown, had, kept = before
        job: Job[Any] = Job(key, self._studies[key], question, turn)
        job.shown, job.before, job.kept = shown, had, kept
        job.stop, job.inline = self._stops[serial], True
        job.progress = lambda *told: self.say("tell", *told)
        found: object = None
        wrong: Exception | None = None
        with counting() as counter:
            try:
                if job.stop.thrown:
                    raise NothingYetError  # noqa: TRY301 (as work that is stopped at once)
                found = question.work(Asking(self._queue, job))
            except Exception as error:  # noqa: BLE001 (the other process tells it)
                wrong = carried(error)
        self._stops.pop(serial)
        self.say("over", wrong, found, counter.tally, job.kept, job.stop.by)
        del job, found, wrong
        gc.collect()


def main() -> None:
    """Work for the process that started this one, with the messages on its pipes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    going = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what libraries print is no message
    if "behind" in sys.argv and hasattr(os, "nice"):
        with contextlib.suppress(OSError):
            os.nice(BEHIND)
    Worker(sys.stdin.buffer, going).work_on()


if __name__ == "__main__":
    main()
