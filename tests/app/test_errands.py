"""What a page shows of an errand: progress, Stop, what there is, Go on.

Oracle: what the module says, on a page of its own whose work waits for an event.
"""

import threading
import time

import pytest
from streamlit.testing.v1 import AppTest

import app.errands
from app.errand import Errand, Stage
from app.errands import told

PATIENCE = 30
RELEASED = threading.Event()
BEGUN = threading.Event()


def page() -> None:
    """Ask for three words, one after the other."""
    import streamlit as st

    from app.errand import Errand
    from app.errands import result, send
    from tests.app.test_errands import BEGUN, RELEASED

    def work(task: Errand[list[str]]) -> list[str]:
        found = list(task.so_far or [])
        for word in ("one", "two", "three")[len(found) :]:
            found.append(word)
            task.report(len(found), 3, "words")
            task.show(list(found))
            BEGUN.set()
            while not RELEASED.wait(0.01) and not task.stop.thrown:
                pass
            if task.stop.thrown:
                break
        return found

    errand = send(st.text_input("Key"), work, desk="test")
    found = result(errand, "Looking for words")
    st.write("Found: " + ", ".join(found or ["nothing"]))


@pytest.fixture
def opened() -> AppTest:
    BEGUN.clear()
    RELEASED.clear()
    return AppTest.from_function(page, default_timeout=PATIENCE)


def seen(at: AppTest) -> str:
    assert not at.exception
    return "\n".join(str(one.value) for one in (*at.markdown, *at.caption, *at.info, *at.error))


def test_progress_stop_and_going_on(opened: AppTest) -> None:
    opened.run()
    opened.text_input[0].set_value("stopped").run()
    assert BEGUN.wait(PATIENCE)
    opened.run()
    assert "Found: one" in seen(opened)
    (stop,) = opened.button
    assert stop.label == "Stop"
    stop.click().run()
    _until_over("stopped")
    opened.run()
    assert "Stopped after 1 of 3 words: this is what was found by then." in seen(opened)
    assert "Found: one" in seen(opened)
    (again,) = opened.button
    assert again.label == "Go on"
    RELEASED.set()
    again.click().run()
    _until_over("stopped")
    opened.run()
    assert "Found: one, two, three" in seen(opened)
    assert not opened.button


def test_one_visitor_stops_and_the_other_gets_the_whole(opened: AppTest) -> None:
    other = AppTest.from_function(page, default_timeout=PATIENCE)
    for visitor in (opened, other):
        visitor.run()
        visitor.text_input[0].set_value("shared").run()
    assert BEGUN.wait(PATIENCE)
    opened.run()
    opened.button[0].click().run()
    opened.run()
    assert "this is what was found by then" in seen(opened)
    other.run()
    assert [button.label for button in other.button] == ["Stop"]
    RELEASED.set()
    _until_over("shared")
    other.run()
    assert "Found: one, two, three" in seen(other)


def test_how_far_it_is_in_words() -> None:
    errand: Errand[int] = Errand("a", lambda _: 1)
    assert told(errand, "Looking", None) == (None, "Looking: waiting for its turn …")
    errand.become(Stage.RUNNING)
    assert told(errand, "Looking", None) == (None, "Looking, for 0 s …")
    share, words = told(errand, "Looking", 20.0)
    assert share == pytest.approx(0, abs=0.1)
    assert words == "Looking, at most 20 s …"
    errand.report(1_000, 4_000, "draws")
    assert told(errand, "Looking", 20.0) == (0.25, "Looking: 1,000 of 4,000 draws …")


@pytest.mark.parametrize(
    ("seconds", "done", "before", "left"),
    [(10.0, 100, 0, "30 seconds"), (10.0, 100, 50, "60 seconds"), (100.0, 100, 0, "5 minutes")],
)
def test_what_is_left_goes_by_the_pace_so_far(
    seconds: float, done: int, before: int, left: str
) -> None:
    errand: Errand[int] = Errand("a", lambda _: 1)
    errand.become(Stage.RUNNING)
    errand.done_before = before
    errand.report(done, 400, "draws")
    errand.began = time.monotonic() - seconds
    assert told(errand, "Looking", None) == (
        0.25, f"Looking: 100 of 400 draws, about {left} left …",
    )  # fmt: skip


def _until_over(key: str) -> None:
    errand = app.errands.errands()._sent[key]
    assert errand.wait(PATIENCE)
