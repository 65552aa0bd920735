"""The one job engine: a queue of questions by key, shared by all who ask.

Each question is worked out once, kept, and shared by all who ask the same. Three kinds of turn
keep anybody's first answer from waiting behind somebody's proof:

1. *first*: until there is something to look at, everybody in the order of asking;
2. *further*: what is left after that, the proof mostly;
3. *minutes*: what takes minutes by itself, one after the other.

Work that has shown something goes on in its own thread while there is a place among those that go
further and nobody waits. Else it lets go of everything and waits for its turn, to be done again
from the beginning: the answer does not depend on it, and whatever waits holds no compiled model.

Who asks is an *owner* (a session) at a *place* (what the answer is for). Asking another question at
the same place gives up the one before. Who stops, stops for themselves: as long as anybody else
wants an answer, the work goes on. What nobody wants is let go of at once.
"""

import contextlib
import logging
import os
import sys
import threading
from collections import OrderedDict
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from typing import TYPE_CHECKING, Any, TypeVar

from config.problems import InputError
from optimizer.problem import Problem
from optimizer.scenario import Scenario
from optimizer.stop import By, Stop
from optimizer.study import Study
from optimizer.tally import Tally, counting
from questions.answer import Answer
from questions.asking import Asking
from questions.job import Asker, Job, Stage, Turn
from questions.question import (
    NothingYetError,
    Question,
    Result,
    engine,
    inputs_of,
    moved_levers,
)
from scoring.scorecard import Scorecard

if TYPE_CHECKING:
    from optimizer.robust.workers import Workers

__all__ = ["Job", "JobQueue", "Stage"]

MOST_KEPT = 300
"""Answers kept at once; the least recently wanted go first."""
MOST_WAITING = 240
"""Questions that may wait at once; those nobody has looked at for longest go first."""
MOST_PROBLEMS = 16
"""Problems and scorecards kept at once, of each."""
BEHIND = 5
"""How much lower the priority of a thread is that goes further (Unix niceness)."""
LOOK = 0.05
"""Seconds between two looks at a job that another thread works on."""

Kept = TypeVar("Kept")

LOG = logging.getLogger(__name__)


class PostponedError(Exception):
    """Raised where work has shown something, to let others have their first answer."""


class JobQueue:
    """Threads, the questions they work on, and the answers; one for a whole app."""

    def __init__(
        self,
        cores: int | None = None,
        workers: Callable[[], AbstractContextManager["Workers"]] | None = None,
    ) -> None:
        """Start the threads.

        Args:
            cores: how many cores to use; None = all, 0 = none: questions are then worked out by
                whoever asks (:meth:`answer`).
            workers: gives those who share out draws; None = threads on all cores but one, which is
                left to those who ask for less.
        """
        count = (os.cpu_count() or 1) if cores is None else cores
        self.workers = workers or _threads
        places = {Turn.FIRST: count, Turn.FURTHER: max(1, count - 1), Turn.MINUTES: 1}
        self._places = places if count else dict.fromkeys(places, 0)
        self._busy = dict.fromkeys(Turn, 0)
        self._waiting: dict[Turn, OrderedDict[str, Job[Any]]] = {t: OrderedDict() for t in Turn}
        self._jobs: OrderedDict[str, Job[Any]] = OrderedDict()
        self._problems: OrderedDict[str, Problem] = OrderedDict()
        self._scorecards: OrderedDict[str, Scorecard] = OrderedDict()
        self._lock = threading.RLock()
        self._ready = threading.Condition(self._lock)
        self._closed = False
        self._threads: set[threading.Thread] = set()
        for _ in range(count):
            self._start_thread()
        if count:
            at_the_end(self.close)

    # What people do.

    def ask(
        self, study: Study, question: Question[Result], owner: str, place: str = ""
    ) -> Job[Result]:
        """Return the job of a question, begun if it is new, or was stopped but not by this owner.

        Args:
            study: dataset and configuration, edits of a session included.
            question: what is asked.
            owner: who asks.
            place: what for; another question there gives up the one before. Blank = nothing else.
        """
        key = question.key(study)
        with self._lock:
            for other in list(self._jobs.values()):
                if place and other.key != key and (owner, place) in other.wanted_by:
                    self._give_up(other, (owner, place))
            job: Job[Result] | None = self._jobs.get(key)
            if job is None or (job.ended and owner not in job.content):
                job = self._begin(self._new(key, study, question, job))
            if owner not in job.content:
                job.wanted_by.add((owner, place))
            job.look()
            self._jobs.move_to_end(key)
            self._forget_oldest()
            return job

    def stop(self, job: Job[Any], owner: str) -> None:
        """Let an owner be content with what there is; the work ends if nobody else wants it."""
        with self._lock:
            job.content.add(owner)
            job.wanted_by = {asker for asker in job.wanted_by if asker[0] != owner}
            if not job.wanted_by:
                self._let_go(job)

    def go_on(self, job: Job[Any], owner: str) -> None:
        """Let an owner want the whole after all; work that is over is begun once more."""
        with self._lock:
            job.content.discard(owner)
            present = self._jobs.get(job.key)
            if job.stage in (Stage.STOPPED, Stage.FAILED) and present in (job, None):
                self._begin(self._new(job.key, job.study, job.question, job))

    def known(self, study: Study, question: Question[Result]) -> Result | None:
        """Return what there is of an answer, whole or not; nothing is begun."""
        job = self._jobs.get(question.key(study))
        return None if job is None else job.shown

    def final(self, study: Study, question: Question[Result]) -> Answer[Result] | None:
        """Return an answer that is there and that everybody gets; nothing is begun."""
        job = self._jobs.get(question.key(study))
        return job.answer if job is not None and job.stage is Stage.DONE else None

    def asked(self, study: Study, question: Question[Any]) -> bool:
        """Say whether anybody has asked already."""
        return question.key(study) in self._jobs

    def answer(
        self,
        study: Study,
        question: Question[Result],
        *,
        stop: Stop | None = None,
        progress: Callable[[int, int, str], None] | None = None,
    ) -> Answer[Result]:
        """Return the answer, worked out in this thread unless it is there already.

        Raises:
            InputError: the question does not fit the study.
            NothingYetError: it was stopped before there was anything to return.
        """
        return self._answer(study, question, stop or Stop(), None, progress=progress)

    def answer_below(
        self,
        above: Job[Any],
        question: Question[Result],
        study: Study | None = None,
        *,
        along: bool = False,
    ) -> Answer[Result]:
        """Return the answer to a question that another one rests on."""
        found = self._answer(study or above.study, question, above.stop, above, along=along)
        above.below = above.below or found.stopped
        return found

    def problem(self, study: Study, scenario: Scenario) -> Problem:
        """Return the problem that a scenario poses, made once for all who ask alike.

        Raises:
            InputError: the scenario does not fit the study.
        """
        return self._keep(self._problems, _posed(study, scenario), lambda: study.problem(scenario))

    def scorecard(self, study: Study, scenario: Scenario) -> Scorecard:
        """Return the scores under a scenario's weights, made once for all who ask alike."""
        levers = scenario.of_scores
        key = _posed(study, levers)
        return self._keep(self._scorecards, key, lambda: study.scorecard(levers))

    @property
    def size(self) -> int:
        """Number of questions kept, answered or not."""
        return len(self._jobs)

    @property
    def waiting(self) -> int:
        """Number of questions that wait for a thread."""
        return sum(len(jobs) for jobs in self._waiting.values())

    def forget(self, *, answers: bool = True) -> None:
        """Let go of all work, and of all answers unless those are to be kept."""
        with self._lock:
            for job in list(self._jobs.values()):
                self._let_go(job)
                if answers or job.stage is not Stage.DONE:
                    del self._jobs[job.key]

    def close(self) -> None:
        """Stop all work and end the threads."""
        with self._lock:
            self._closed = True
            for job in self._jobs.values():
                job.stop.throw()
            self._ready.notify_all()

    def join(self) -> None:
        """Wait, after :meth:`close`, until all threads have ended."""
        while self._threads:
            with self._lock:
                threads = list(self._threads)
            for thread in threads:
                thread.join()

    # What work does.

    def show(self, job: Job[Result], part: Result) -> None:
        """Let people see a part; the work may have to wait for another turn afterwards.

        Raises:
            PostponedError: others have not had their first answer yet.
        """
        if job.over:
            return
        job.see(part)
        with self._lock:
            if job.turn is Turn.FIRST and getattr(_THREAD, "job", None) is job:
                self._go_further(job)

    def _go_further(self, job: Job[Any]) -> None:
        job.turn = Turn.FURTHER
        others = self._waiting[Turn.FIRST] or self._waiting[Turn.FURTHER]
        if others or self._busy[Turn.FURTHER] >= self._places[Turn.FURTHER]:
            raise PostponedError
        self._busy[Turn.FIRST] -= 1
        self._busy[Turn.FURTHER] += 1
        _THREAD.turn = Turn.FURTHER
        self._stand_back()

    # Inside.

    def _new(
        self, key: str, study: Study, question: Question[Result], earlier: Job[Result] | None
    ) -> Job[Result]:
        """Return a new job; what an earlier attempt had is looked at until there is more."""
        turn = Turn.MINUTES if question.takes_minutes else Turn.FIRST
        job = Job(key, study, question, turn)
        if earlier is not None:
            job.before = job.shown = earlier.shown
            job.kept = earlier.kept
            job.done, job.total, job.words = earlier.done, earlier.total, earlier.words
            job.done_before = earlier.done
            job.content = set(earlier.content)
        self._jobs[key] = job
        return job

    def _begin(self, job: Job[Result]) -> Job[Result]:
        """Let a job wait for its turn."""
        self._waiting[job.turn][job.key] = job
        if self.waiting > MOST_WAITING:
            every = [one for jobs in self._waiting.values() for one in jobs.values()]
            self._let_go(min(every, key=lambda one: one.looked_at))
        self._ready.notify()
        return job

    def _give_up(self, job: Job[Any], asker: Asker) -> None:
        """Let one asker go; let go of the work if it was the last."""
        job.wanted_by.discard(asker)
        if not job.wanted_by and not job.over:
            self._let_go(job)

    def _let_go(self, job: Job[Any], by: By = "person") -> None:
        """Stop the work on a job, and on those that only it asked for."""
        if job.over:
            return
        job.stop.throw(by)
        if self._waiting[job.turn].get(job.key) is job:
            del self._waiting[job.turn][job.key]
            job.become(Stage.STOPPED)
        for other in job.asks:
            self._give_up(other, (job.key, "below"))
        if job.inside is not None and not job.inside.stop.thrown:  # others want it to be ended
            self._end(job, job.shown, Tally())

    def _forget_oldest(self) -> None:
        over = [key for key, job in self._jobs.items() if job.over]
        for key in over[: max(0, len(self._jobs) - MOST_KEPT)]:
            del self._jobs[key]

    def _keep(self, kept: OrderedDict[str, Kept], key: str, make: Callable[[], Kept]) -> Kept:
        with self._lock:
            found = kept.get(key)
            if found is not None:
                kept.move_to_end(key)
                return found
        found = make()
        with self._lock:
            kept[key] = found
            while len(kept) > MOST_PROBLEMS:
                kept.popitem(last=False)
        return found

    def _answer(
        self,
        study: Study,
        question: Question[Result],
        stop: Stop,
        above: Job[Any] | None,
        *,
        progress: Callable[[int, int, str], None] | None = None,
        along: bool = False,
    ) -> Answer[Result]:
        """Return an answer that is there; else work it out here, or wait for who does so."""
        asker = None if above is None else (above.key, "below")
        while True:
            job, mine = self._claim(study, question, stop, above)
            if along and above is not None:
                job.followers.append(above)
            if mine:
                job.progress = progress
                self._work_inside(job, above)
            while not job.over and job.stage is not Stage.WAITING:
                if stop.thrown:
                    self._no_longer(job, asker)
                    raise NothingYetError
                job.look()
                job.wait_until_over(LOOK)
            if job.over:
                self._no_longer(job, asker)
                if not job.ended or not job.stop.thrown or stop.thrown or self._closed:
                    return self._outcome(job)

    def _claim(
        self, study: Study, question: Question[Result], stop: Stop, above: Job[Any] | None
    ) -> tuple[Job[Result], bool]:
        """Return the job of a question, and whether it is now for the caller to work on it."""
        key = question.key(study)
        with self._lock:
            job: Job[Result] | None = self._jobs.get(key)
            if job is None or job.ended:
                job = self._new(key, study, question, job)
                if above is None or not self._places[Turn.FIRST]:
                    job.stop = stop
            mine = job.stage is Stage.WAITING
            if mine:
                self._waiting[job.turn].pop(key, None)
                job.inline = True
                job.become(Stage.RUNNING)
            if above is not None:
                job.wanted_by.add((above.key, "below"))
                above.asks.append(job)
            self._jobs.move_to_end(key)
            self._forget_oldest()
            return job, mine

    def _no_longer(self, job: Job[Any], asker: Asker | None) -> None:
        if asker is not None:
            with self._lock:
                self._give_up(job, asker)

    @staticmethod
    def _outcome(job: Job[Result]) -> Answer[Result]:
        if job.answer is not None:
            return job.answer
        if job.error is not None:
            raise job.error
        raise NothingYetError

    def _work(self, job: Job[Any]) -> None:
        """Work on a job that is running; errors become words, and the log keeps all of them."""
        with counting() as counter:
            try:
                if job.stop.thrown:
                    raise NothingYetError  # noqa: TRY301 (as work that is stopped at once)
                result = job.question.work(Asking(self, job))
            except PostponedError:
                with self._lock:
                    job.become(Stage.WAITING)
                    if job.stop.thrown:
                        job.become(Stage.STOPPED)
                    else:
                        self._begin(job)
                return
            except NothingYetError:
                result = job.shown
            except Exception as error:
                if not job.stop.thrown or isinstance(error, InputError) or _of_solver(error):
                    self._fail(job, error)
                    return
                LOG.info("work was stopped before it had anything", exc_info=True)
                result = job.shown
        self._end(job, result, counter.tally)

    def _work_inside(self, job: Job[Any], above: Job[Any] | None) -> None:
        """Work on a job in the thread of one that rests on it."""
        if above is not None:
            above.inside = job
        self._work(job)
        if above is not None:
            above.inside = None

    def _end(self, job: Job[Any], result: object, work: Tally) -> None:
        """End a job with what it has; nothing happens to one that is over already."""
        stopped = job.stop.by or job.below
        with self._lock:
            if job.over:
                return
            if result is None and stopped is None:
                self._fail(job, NothingYetError())
                return
            if result is not None:
                job.answer = Answer(
                    question=job.question,
                    result=result,
                    inputs=inputs_of(job.study),
                    engine=engine(),
                    work=work,
                    stopped=stopped,
                )
                job.shown = result
            job.before, job.asks, job.followers = None, [], []
            job.become(Stage.STOPPED if stopped or result is None else Stage.DONE)

    @staticmethod
    def _fail(job: Job[Any], error: Exception) -> None:
        if job.over:
            return
        if isinstance(error, InputError):
            job.problems = tuple(error.problems)
        elif not _of_solver(error):
            LOG.error("a question failed", exc_info=error)
        cause: BaseException | None = error
        while cause is not None:
            cause.__traceback__, cause = None, cause.__context__  # frames hold compiled models
        job.error, job.before, job.asks, job.followers = error, None, [], []
        job.become(Stage.FAILED)

    def _start_thread(self) -> None:
        if self._closed:
            return
        thread = threading.Thread(target=self._take_turns, name="questions", daemon=False)
        self._threads.add(thread)
        thread.start()

    def _stand_back(self) -> None:
        """Leave this thread's place to a new one, and let everything else go first."""
        self._start_thread()
        _let_others_first()

    def _take_turns(self) -> None:
        """Work on one job after the other, up to the first that goes further."""
        _THREAD.turn = Turn.FIRST
        while _THREAD.turn is Turn.FIRST and (job := self._next()) is not None:
            _THREAD.job = job
            self._work(job)
            _THREAD.job = None
            with self._lock:
                self._busy[_THREAD.turn] -= 1
                self._ready.notify_all()
        with self._lock:
            self._threads.discard(threading.current_thread())

    def _next(self) -> Job[Any] | None:
        """Return the next job, once there is one; None at the end."""
        with self._lock:
            while not self._closed:
                for turn in Turn:
                    job = self._first_of(turn)
                    if job is not None:
                        self._busy[turn] += 1
                        _THREAD.turn = turn
                        job.become(Stage.RUNNING)
                        if turn is not Turn.FIRST:
                            self._stand_back()
                        return job
                self._ready.wait()
        return None

    def _first_of(self, turn: Turn) -> Job[Any] | None:
        if self._busy[turn] >= self._places[turn]:
            return None
        while self._waiting[turn]:
            _, job = self._waiting[turn].popitem(last=False)
            if not job.forgotten:
                return job
            self._waiting[turn][job.key] = job
            self._let_go(job)
        return None


_THREAD = threading.local()


def _posed(study: Study, scenario: Scenario) -> str:
    inputs = inputs_of(study)
    return f"{inputs.dataset} {inputs.configuration} {moved_levers(scenario)}"


def _threads() -> "AbstractContextManager[Workers]":
    from optimizer.robust.workers import Threads

    return closing(Threads(max(1, (os.cpu_count() or 1) - 1)))


def _of_solver(error: Exception) -> bool:
    from optimizer.search.model import SolverError

    return isinstance(error, SolverError)


def _let_others_first() -> None:
    """Lower this thread's priority, as far as the system can tell threads apart (Linux)."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            thread = threading.get_native_id()
            now = os.getpriority(os.PRIO_PROCESS, thread)
            os.setpriority(os.PRIO_PROCESS, thread, now + BEHIND)


def at_the_end(close: Callable[[], None]) -> None:
    """Call a function once the main thread is over, before other threads are waited for.

    Threads that solve are waited for when the program ends, because a solver that is cut off in the
    middle takes the program down with it; but they do not hold up the end: whoever has running work
    is told to stop it.
    """

    def watch() -> None:
        threading.main_thread().join()
        close()

    threading.Thread(target=watch, name="at-the-end", daemon=True).start()
