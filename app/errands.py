"""Calculations off the script thread: each done once, kept, and shared by all who ask the same.

For what takes longer than a page should wait but is no plan, such as sampling thousands of
rankings. The caller's key says everything that the result depends on.
"""

import logging
import os
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import Lock
from typing import Any, TypeVar

import streamlit as st

MOST = 120
"""Results kept at once; the least recently wanted go first."""
AT_ONCE = 0.25
"""Seconds that a page waits before it says that something is being worked out."""
POLL = 0.4
"""Seconds between looks at an unfinished errand."""

LOG = logging.getLogger(__name__)

Result = TypeVar("Result")


class Errands:
    """Threads, and the results they have brought; one for the whole app."""

    def __init__(self, cores: int | None = None) -> None:
        count = max(1, (cores or os.cpu_count() or 1) - 1)
        self._lane = ThreadPoolExecutor(count, thread_name_prefix="errand")
        self._sent: OrderedDict[str, Future[Any]] = OrderedDict()
        self._lock = Lock()

    def send(self, key: str, work: Callable[[], Result]) -> "Future[Result]":
        """Return the result to come of a calculation, begun if it is new or had failed."""
        with self._lock:
            found = self._sent.get(key)
            if found is None or (found.done() and (found.cancelled() or found.exception())):
                found = self._lane.submit(work)
                self._sent[key] = found
            self._sent.move_to_end(key)
            while len(self._sent) > MOST:
                self._sent.popitem(last=False)[1].cancel()
            return found

    @property
    def size(self) -> int:
        """Number of results kept."""
        return len(self._sent)

    def close(self) -> None:
        """End the threads."""
        self._lane.shutdown(cancel_futures=True)


@st.cache_resource(show_spinner=False)
def errands() -> Errands:
    """Return the errands that all sessions share."""
    return Errands()


def result(future: "Future[Result]", doing: str) -> Result | None:
    """Return the result, or tell that it is being worked out and draw the page again after.

    Args:
        future: as :meth:`Errands.send` returns it.
        doing: what is being worked out, in a few words.
    """
    wait([future], AT_ONCE)
    if not future.done():
        _watch(future, doing)
        return None
    if future.cancelled():
        st.info("That was given up, because too many others asked. Reload the page to ask again.")
        return None
    error = future.exception()
    if error is not None:
        LOG.error("an errand failed", exc_info=error)
        st.error("That could not be worked out; the log of the app says why.")
        return None
    return future.result()


def _watch(future: "Future[Result]", doing: str) -> None:
    """Say that something is being worked out; draw the whole page again when it is done."""

    @st.fragment(run_every=POLL)
    def waiting() -> None:
        if future.done():
            st.rerun()
        st.info(f"{doing} …", icon=":material/hourglass_empty:")

    waiting()
