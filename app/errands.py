"""Calculations off the script thread: each done once, kept, and shared by all who ask the same.

For what takes longer than a page should wait but is no plan, such as sampling thousands of
rankings. A page sends an errand and shows what it brings::

    errand = send("ranks " + key, lambda task: sampled(scores, task), desk="ranks")
    found = result(errand, "Ranking 78 candidates")
    if found is not None:
        picture(found, ...)

The *key* says everything that the result depends on. The work gets its own errand, by which it

* looks at ``task.stop`` (pass it on to the solver) and, once that is thrown, returns what it has;
* tells how far it is, ``task.report(done, total)``, and
* may ``task.show(part)`` a result to look at before the whole is there; a later attempt finds it
  in ``task.so_far``.

:func:`result` gives the whole result, or what there is so far; below it stands a progress bar with
a *Stop* button while work goes on, and after a stop a button to *Go on*. Who stops, stops for
themselves: as long as another session wants the result, the work goes on.
"""

import hashlib
import time
from collections.abc import Callable
from typing import Any, TypeVar

import streamlit as st

from app import state
from app.errand import Errand, Errands, Stage
from app.words import count

AT_ONCE = 0.25
"""Seconds that a page waits before it says that something is being worked out."""
REDRAWN = 4.0
"""Seconds before a page that shows a part is drawn again with more of it."""
SOON = 3.0
"""Seconds before it is told how long the rest will take."""
POLL = 0.4
"""Seconds between looks at an unfinished errand."""

Result = TypeVar("Result")


@st.cache_resource(show_spinner=False)
def errands() -> Errands:
    """Return the errands that all sessions share."""
    return Errands()


def send(
    key: str, work: Callable[[Errand[Result]], Result], *, desk: str = "", long: bool = False
) -> Errand[Result]:
    """Return the errand of a key for this session, begun if need be (:meth:`Errands.send`)."""
    return errands().send(key, work, state.session().owner, desk, long=long)


def result(errand: Errand[Result], doing: str, most: float | None = None) -> Result | None:
    """Return the result, or what there is so far; tell how far the work is, and offer to stop it.

    The page is drawn again when there is more to see.

    Args:
        errand: as :func:`send` returns it.
        doing: what is being worked out, in a few words.
        most: most seconds that it can take, where the work itself does not tell how far it is.
    """
    errand.wait(AT_ONCE)
    owner = state.session().owner
    if errand.stage is Stage.FAILED:
        st.error(errand.failure)
        _once_more(errand, owner, "Try again")
    elif errand.stage is Stage.STOPPED or (not errand.over and owner in errand.content):
        _stopped(errand, owner)
    elif not errand.over:
        _watch(errand, owner, doing, most)
    return errand.so_far


def _watch(errand: Errand[Any], owner: str, doing: str, most: float | None) -> None:
    """Tell how far an errand is; draw the whole page again when there is something new."""
    seen, drawn = errand.so_far, time.monotonic()

    @st.fragment(run_every=POLL)
    def waiting() -> None:
        errand.looked_at = time.monotonic()
        more = errand.so_far is not seen and (seen is None or time.monotonic() - drawn > REDRAWN)
        if errand.over or owner in errand.content or more:
            st.rerun()
        text, button = st.columns([0.78, 0.22], vertical_alignment="center")
        share, words = told(errand, doing, most)
        if share is None:
            text.info(words, icon=":material/hourglass_empty:")
        else:
            text.progress(share, words)
        button.button(
            "Stop",
            key=f"errand-stop:{_mark(errand, doing)}",
            icon=":material/stop_circle:",
            on_click=errands().stop,
            args=(errand, owner),
            disabled=errand.stop.thrown,
            help="Be content with what there is by now.",
        )

    waiting()


def told(errand: Errand[Any], doing: str, most: float | None) -> tuple[float | None, str]:
    """Return how far an errand is: the share done (None where it is unknown), and words for it."""
    if errand.stage is Stage.WAITING:
        return None, f"{doing}: {Stage.WAITING} …"
    if errand.total:
        words = f"{doing}: {errand.done:,} of {errand.total:,} {errand.words}".rstrip()
        left = errand.seconds_left
        rest = "" if left is None or errand.seconds < SOON else f", about {_duration(left)} left"
        return min(1.0, errand.done / errand.total), f"{words}{rest} …"
    if most:
        return min(1.0, errand.seconds / most), f"{doing}, at most {most:.0f} s …"
    return None, f"{doing}, for {errand.seconds:.0f} s …"


def _duration(seconds: float) -> str:
    """Return how long something takes, no more precise than is known."""
    if seconds < 90:
        return count(max(5, round(seconds / 5) * 5), "second")
    return count(round(seconds / 60), "minute")


def _stopped(errand: Errand[Any], owner: str) -> None:
    words = "Stopped"
    if errand.total:
        words += f" after {errand.done:,} of {errand.total:,} {errand.words}".rstrip()
    there = "this is what was found by then." if errand.so_far is not None else "nothing yet."
    text, button = st.columns([0.78, 0.22], vertical_alignment="center")
    text.caption(f":material/info: {words}: {there}")
    with button:
        _once_more(errand, owner, "Go on" if errand.so_far is not None else "Once more")


def _once_more(errand: Errand[Any], owner: str, label: str) -> None:
    st.button(
        label,
        key=f"errand-again:{_mark(errand, label)}",
        icon=":material/play_circle:",
        on_click=errands().go_on,
        args=(errand, owner),
    )


def _mark(errand: Errand[Any], words: str) -> str:
    return hashlib.sha256(f"{errand.key} {words}".encode()).hexdigest()[:12]
