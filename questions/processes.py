"""Processes that work on questions, so that the one that shows answers has time to show them.

Python does one thing at a time in a process: while it compiles a model, no page is drawn. So a
thread of the queue may lend a question to another process. The thread keeps all the rest: the job,
its turn, its stop, and what it rests on. What the work shows, tells and asks comes through a pipe
(:mod:`questions.worker` is its other end), and the answer is what the thread would have found.

Quick processes work up to the first thing to see; those behind, which let everything else go first,
do the rest. Where none is free or none can be started, the thread works itself.
"""

import contextlib
import itertools
import logging
import os
import pickle
import subprocess
import sys
import threading
import traceback
from collections import OrderedDict
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, NoReturn

from optimizer.stop import By
from optimizer.study import Study
from optimizer.tally import Tally
from questions.asking import Asking
from questions.job import EndedError, Job, Turn
from questions.jobs import PostponedError
from questions.question import Question, Result, inputs_of

WANTED = "FOCUS_PROCESSES"
"""Environment variable: 0 where threads are to work on all questions."""
MOST = 4
"""Processes of each kind."""
PATIENCE = 10.0
"""Seconds that a question waits for a process before its thread works on it."""
LOOK = 0.05
"""Seconds between two looks at whether work is to stop."""
MOST_STUDIES = 4
"""Studies that a process keeps."""
MOST_READS = 20
"""Times that a study is read while other threads work on it."""
COMMAND = ("-P", "-m", "questions.worker")
"""What a process runs, for Python."""
ROOT = str(Path(__file__).resolve().parents[1])
READY, ENDED = ("ready",), ("ended",)
"""Messages: it has started; there will be no other."""

LOG = logging.getLogger(__name__)


def started(cores: int) -> "Processes | None":
    """Start processes for so many cores, one of which is left to this process.

    Returns:
        None where none are wanted (:data:`WANTED`).
    """
    if os.environ.get(WANTED, "0") == "0":
        return None
    count = min(max(1, cores - 1), MOST)
    return Processes(count, count)


class Processes:
    """Processes of the same machine, each of which works on one question at a time."""

    def __init__(self, quick: int, behind: int) -> None:
        """Start them.

        Args:
            quick: how many work up to the first thing to see.
            behind: how many do the rest.
        """
        self._lock = threading.Condition()
        self._most = {False: quick, True: behind}
        self._started = {False: 0, True: 0}
        self._free: dict[bool, list[_Process]] = {False: [], True: []}
        self._held = threading.local()
        self._closed = False
        for later, most in self._most.items():
            self._free[later] += filter(None, (self._start(later) for _ in range(most)))

    def work(
        self, job: Job[Result], asking: Asking[Result], *, first: bool, behind: bool
    ) -> tuple[Result, Tally] | None:
        """Let a process work on a question.

        Args:
            job: the question.
            asking: what its work may ask, here.
            first: whether to work up to the first thing to see only.
            behind: whether everything else goes first.

        Returns:
            The result, and the work that it took; None where there is no process for it.

        Raises:
            EndedError: the process has ended, and so has another one in its place.
            PostponedError: there is something to see, and that was all that was wanted.
        """
        held: _Process | None = getattr(self._held, "process", None)
        if held is not None:  # it waits for what it asked for
            return held.work(job, asking, first=first)
        try:
            return self._work(job, asking, first=first, behind=behind)
        except EndedError:  # by something else, perhaps; if it happens again, by this question
            return self._work(job, asking, first=first, behind=behind)

    def _work(
        self, job: Job[Result], asking: Asking[Result], *, first: bool, behind: bool
    ) -> tuple[Result, Tally] | None:
        process = self._take(behind, PATIENCE if first else 0.0)
        if process is None:
            return None
        self._held.process = process
        try:
            return process.work(job, asking, first=first)
        finally:
            self._held.process = None
            self._give_back(process, behind)

    def close(self) -> None:
        """End all processes that work on nothing, and start no others."""
        with self._lock:
            self._closed = True
            free = [one for some in self._free.values() for one in some]
            self._free = {False: [], True: []}
        for process in free:
            process.end()

    def _take(self, behind: bool, patience: float) -> "_Process | None":
        """Return a process that is free, started if need be; None where there is none."""
        with self._lock:
            self._lock.wait_for(lambda: self._free[behind] or self._room(behind), patience)
            process = self._free[behind].pop() if self._free[behind] else None
        process = process or self._start(behind)
        while process is not None and not process.ready:
            process.end()
            with self._lock:
                self._started[behind] -= 1
            if not process.began:
                self._none("it ended before it was ready")
            process = self._start(behind)
        return process

    def _room(self, behind: bool) -> bool:
        return self._closed or self._started[behind] < self._most[behind] or not self._most[behind]

    def _start(self, behind: bool) -> "_Process | None":
        with self._lock:
            if self._closed or self._started[behind] >= self._most[behind]:
                return None
            self._started[behind] += 1
        try:
            return _Process(behind=behind)
        except OSError as error:
            self._none(str(error))
            return None

    def _none(self, why: str) -> None:
        LOG.warning("no process could be started: threads work on all questions (%s)", why)
        with self._lock:
            self._most = {False: 0, True: 0}

    def _give_back(self, process: "_Process", behind: bool) -> None:
        with self._lock:
            usable = process.ready and not self._closed
            if usable:
                self._free[behind].append(process)
            else:
                self._started[behind] -= 1
            self._lock.notify()
        if not usable:
            process.end()


class _Process:
    """One process, and what is said through its pipes."""

    def __init__(self, *, behind: bool) -> None:
        """Start it.

        Raises:
            OSError: it cannot be started.
        """
        path = os.pathsep.join(filter(None, (ROOT, os.environ.get("PYTHONPATH"))))
        self._child = subprocess.Popen(  # noqa: S603 (our own module)
            [sys.executable, *COMMAND, *(["behind"] if behind else [])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": path},
            start_new_session=True,
        )
        assert self._child.stdin is not None  # noqa: S101 (it is a pipe)
        self._to = self._child.stdin
        self.began = False
        self._heard: SimpleQueue[tuple[Any, ...]] = SimpleQueue()
        self._serials = itertools.count()
        self._studies: OrderedDict[str, None] = OrderedDict()
        threading.Thread(target=self._listen, name="listening", daemon=True).start()

    @property
    def ready(self) -> bool:
        """Whether it can be given work; a process that has just been started is waited for."""
        if not self.began:
            self.began = self._heard.get() == READY
        return self.began and self._child.poll() is None

    def end(self) -> None:
        """End it, whatever it is at."""
        self._child.kill()
        self._child.wait()
        with contextlib.suppress(OSError):
            self._to.close()

    def work(
        self, job: Job[Result], asking: Asking[Result], *, first: bool
    ) -> tuple[Result, Tally]:
        """Have it work on a question; see :meth:`Processes.work`."""
        serial, stopping = next(self._serials), False
        study, turn = self._study(job.study), Turn.FIRST if first else Turn.FURTHER
        before = (job.shown, job.before, job.kept)
        self._say("work", serial, *study, job.question, before, turn)
        try:
            while True:
                if job.stop.thrown and not stopping:
                    self._say("stop", serial, job.stop.by)
                    stopping = True
                match self._hear():
                    case ("over", *said):
                        break
                    case (what, *said):
                        self._heed(asking, what, *said)
        except BaseException:
            self.end()  # nobody would take in what it says next
            raise
        return _outcome(job, *said)

    def _heed(self, asking: Asking[Any], what: str, *said: Any) -> None:  # noqa: ANN401
        """Do what its work asks of this process."""
        match what:
            case "show":
                with contextlib.suppress(PostponedError):  # it stops there by itself
                    asking.show(*said)
            case "tell":
                asking.progress(*said)
            case "final":
                self._say("answer", asking.final(*said))
            case "ask":
                self._answer(asking, *said)

    def _answer(
        self, asking: Asking[Any], question: Question[Any], study: Study | None, along: bool
    ) -> None:
        """Answer what its work asks; that may give it more work meanwhile."""
        try:
            answer = asking.ask(question, study, along=along)
        except Exception as error:  # noqa: BLE001 (it is for the work that asked)
            self._say("error", carried(error))
        else:
            self._say("answer", answer)

    def _study(self, study: Study) -> tuple[str, Study | None, str | None]:
        """Return a study's key, the study where it is new, and the key of one to be forgotten."""
        key, new, forget = str(inputs_of(study)), None, None
        if key not in self._studies:
            new = study
            if len(self._studies) >= MOST_STUDIES:
                forget, _ = self._studies.popitem(last=False)
        self._studies[key] = None
        self._studies.move_to_end(key)
        return key, new, forget

    def _say(self, *message: Any) -> None:  # noqa: ANN401
        data = _pickled(message)
        try:
            self._to.write(data)
            self._to.flush()
        except (OSError, ValueError) as error:
            self._lost(error)

    def _hear(self) -> tuple[Any, ...] | None:
        """Return what it says next; None where it says nothing for a moment."""
        try:
            message = self._heard.get(timeout=LOOK)
        except Empty:
            return None
        if message == ENDED:
            self._lost(None)
        return message

    def _lost(self, error: Exception | None) -> NoReturn:
        self.end()
        msg = f"a process that worked on a question has ended ({self._child.returncode})"
        LOG.error(msg)
        raise EndedError(msg) from error

    def _listen(self) -> None:
        """Take in what it says, up to its end."""
        assert self._child.stdout is not None  # noqa: S101 (it is a pipe)
        with self._child.stdout as coming:
            try:
                while True:
                    self._heard.put(pickle.load(coming))  # noqa: S301 (we started it)
            except Exception as error:
                if not isinstance(error, EOFError | OSError):
                    LOG.exception("what a process said could not be read")
                self._heard.put(ENDED)


def _outcome(
    job: Job[Result],
    wrong: Exception | None,
    found: Result,
    work: Tally,
    kept: Result | None,
    by: By | None,
) -> tuple[Result, Tally]:
    """Return what work came to, or raise what went wrong; take over what it put aside."""
    job.kept = kept
    if by is not None:
        job.stop.throw(by)
    if wrong is not None:
        raise wrong
    return found, work


def _pickled(message: tuple[Any, ...]) -> bytes:
    """Return a message as it goes through a pipe.

    Values that a study works out once are put beside it, perhaps by another thread at this moment;
    then it is read once more.
    """
    for _ in range(MOST_READS):
        with contextlib.suppress(RuntimeError):
            return pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    return pickle.dumps(message, pickle.HIGHEST_PROTOCOL)


def carried(error: Exception) -> Exception:
    """Return an error that can be sent, with where it came from."""
    where = traceback.format_exc()
    error.__traceback__ = error.__context__ = error.__cause__ = None
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 (our own)
    except Exception:  # noqa: BLE001 (whatever it is, its words can be sent)
        error = RuntimeError(f"{type(error).__name__}: {error}")
    error.add_note(where)
    return error
