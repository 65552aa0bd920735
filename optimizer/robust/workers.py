"""Who does the jobs: this thread, several threads or processes of this machine, or a Dask cluster.

Which of them, how many, and in which order they finish makes no difference to what is found.
"""

import importlib
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
    wait,
)
from contextlib import contextmanager
from contextvars import copy_context
from multiprocessing.synchronize import Event
from typing import Any, Protocol

from config.problems import InputError
from optimizer.robust.jobs import Done, Inquiry, Job, do
from optimizer.robust.search import Searcher
from optimizer.stop import Stop

LOOK_SECONDS = 0.1
"""How often a waiting process looks whether it shall stop."""
CONNECT_SECONDS = 10.0
"""How long a scheduler may take to answer."""


class Workers(Protocol):
    """Whoever does jobs."""

    def run(self, inquiry: Inquiry, jobs: Sequence[Job], stop: Stop) -> Iterator[Done]:
        """Do the jobs, and yield what was found as it is found, in any order."""

    def close(self) -> None:
        """Let go of processes and connections."""


class Here:
    """This process, one job after the other."""

    def __init__(self) -> None:
        self._inquiry: Inquiry | None = None
        self._searcher: Searcher | None = None

    def run(self, inquiry: Inquiry, jobs: Sequence[Job], stop: Stop) -> Iterator[Done]:
        """Do the jobs in order."""
        if self._searcher is None or self._inquiry is not inquiry:
            self._inquiry, self._searcher = inquiry, Searcher(inquiry.problem)
        for job in jobs:
            if stop.thrown:
                return
            yield do(self._searcher, inquiry, job, lambda: stop.thrown, stop)

    def close(self) -> None:
        """Forget the model."""
        self._searcher = None


class Threads:
    """Several threads of this process: for a page, which must not start its own script again.

    HiGHS lets other threads run while it searches; what is around it takes turns.
    """

    def __init__(self, count: int | None = None) -> None:
        self.count = count or os.cpu_count() or 1
        self._inquiry: Inquiry | None = None
        self._pool: ThreadPoolExecutor | None = None
        self._closed = threading.Event()
        self._own = threading.local()

    def run(self, inquiry: Inquiry, jobs: Sequence[Job], stop: Stop) -> Iterator[Done]:
        """Do the jobs, as many at once as there are threads."""
        if self._pool is None or self._inquiry is not inquiry:
            self.close()
            self._inquiry, self._closed = inquiry, threading.Event()
            self._pool = ThreadPoolExecutor(self.count, "draws")
        closed = self._closed

        def work(job: Job) -> Done:
            if getattr(self._own, "inquiry", None) is not inquiry:
                self._own.inquiry, self._own.searcher = inquiry, Searcher(inquiry.problem)
            return do(
                self._own.searcher, inquiry, job, lambda: stop.thrown or closed.is_set(), stop
            )

        try:
            waiting = {self._pool.submit(copy_context().run, work, job) for job in jobs}
        except RuntimeError:  # Python is about to end
            stop.throw()
            return
        yield from _as_finished(waiting, stop)

    def close(self) -> None:
        """End the threads, each after the draw it is at."""
        self._closed.set()
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
        self._pool, self._inquiry, self._own = None, None, threading.local()


class Processes:
    """Several processes on this machine.

    They import the main script again, as Python does wherever it starts processes afresh: not for a
    page, whose script would run in each of them.
    """

    def __init__(self, count: int | None = None) -> None:
        self.count = count or os.cpu_count() or 1
        self._context = multiprocessing.get_context("spawn")
        self._inquiry: Inquiry | None = None
        self._pool: ProcessPoolExecutor | None = None
        self._flag: Event = self._context.Event()

    def run(self, inquiry: Inquiry, jobs: Sequence[Job], stop: Stop) -> Iterator[Done]:
        """Do the jobs, as many at once as there are processes."""
        if self._pool is None or self._inquiry is not inquiry:
            self.close()
            self._inquiry = inquiry
            self._pool = ProcessPoolExecutor(
                self.count, self._context, _start_process, (inquiry, self._flag)
            )
        with _deaf_to_ctrl_c():
            waiting = {self._pool.submit(_do_in_process, job) for job in jobs}
        yield from _as_finished(waiting, stop, self._flag.set)

    def close(self) -> None:
        """End the processes."""
        self._flag.set()
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
        self._pool, self._inquiry = None, None
        self._flag = self._context.Event()


def _as_finished(
    waiting: set[Future[Done]], stop: Stop, stopped: Callable[[], None] = lambda: None
) -> Iterator[Done]:
    """Yield what was found as it is found; once stopped, only what was begun.

    Args:
        waiting: one for each job.
        stop: looked at while waiting.
        stopped: called when it is thrown.
    """
    while waiting:
        if stop.thrown:
            stopped()
            waiting = {future for future in waiting if not future.cancel()}
        finished, waiting = wait(waiting, LOOK_SECONDS, FIRST_COMPLETED)
        for future in finished:
            if not future.cancelled():
                yield future.result()


class Cluster:
    """A Dask cluster, by the address of its scheduler."""

    def __init__(self, address: str) -> None:
        """Connect.

        Args:
            address: such as ``tcp://127.0.0.1:8786``.

        Raises:
            InputError: the optional extra is not installed, or nothing answers at the address.
        """
        try:
            self._dask: Any = importlib.import_module("distributed")
        except ImportError as error:
            raise InputError.one(
                file="--cluster",
                must="the optional extra for clusters must be installed",
                do="Install it: pip install 'ogp-focus[cluster]'.",
            ) from error
        try:
            self._client = self._dask.Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError) as error:
            raise InputError.one(
                file="--cluster",
                must="must be the address of a running Dask scheduler",
                do="Start one with `dask scheduler`, and workers with `dask worker ADDRESS`.",
                value=address,
            ) from error
        self._inquiry: Inquiry | None = None
        self._shared: Any = None

    def run(self, inquiry: Inquiry, jobs: Sequence[Job], stop: Stop) -> Iterator[Done]:
        """Do the jobs, wherever the scheduler sends them."""
        if self._inquiry is not inquiry:
            self._inquiry = inquiry
            self._shared = self._client.scatter(inquiry, broadcast=True, hash=False)
        submit = self._client.submit
        waiting = [submit(_do_on_cluster, self._shared, job, pure=False) for job in jobs]
        while waiting:
            if stop.thrown:
                self._client.cancel(waiting)
                return
            finished = [future for future in waiting if future.done()]
            waiting = [future for future in waiting if future not in finished]
            if not finished:
                time.sleep(LOOK_SECONDS)
            for future in finished:
                yield future.result()

    def close(self) -> None:
        """Close the connection."""
        self._client.close()


_here = threading.local()
"""What a working process, or a thread of one, keeps between jobs."""

_flags: list[Event] = []
"""Tells a process of this machine to end early."""


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """Start processes that do not hear Ctrl-C, which a terminal sends to all of them.

    The first process alone decides what it means: with what is done, or at once.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start_process(inquiry: Inquiry, flag: Event) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, name="parent", daemon=True).start()
    _flags.append(flag)
    _here.inquiry = inquiry
    _here.searcher = None


def _end_with_parent() -> None:
    """End this process when the one that started it is gone, however that ended."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _do_in_process(job: Job) -> Done:
    if _here.searcher is None:
        _here.searcher = Searcher(_here.inquiry.problem)
    return do(_here.searcher, _here.inquiry, job, _flags[-1].is_set)


def _do_on_cluster(inquiry: Inquiry, job: Job) -> Done:
    if getattr(_here, "inquiry", None) is not inquiry:
        _here.inquiry = inquiry
        _here.searcher = Searcher(inquiry.problem)
    return do(_here.searcher, inquiry, job, lambda: False)
