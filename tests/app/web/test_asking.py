"""What a page shows of a job: progress, Stop, what there is, Go on.

Oracle: what the module says, on a page of its own whose work waits for an event.
"""

import threading
import time
from typing import ClassVar

import pytest
from streamlit.testing.v1 import AppTest

import app.web.asking
from app.web.asking import AtHand, progress_words
from app.web.study_source import base_study
from optimizer.study import BASELINE, Study
from questions.asking import Asking
from questions.jobs import Job, Stage
from questions.plan import Planned, PlanQuestion
from questions.question import Question
from tests.optimizer.solved import solve

PATIENCE = 60
RELEASED = threading.Event()
BEGUN = threading.Event()

pytestmark = pytest.mark.usefixtures("small_app")


class Words(Question[tuple[str, ...]]):
    """Three words, one after the other."""

    name: ClassVar[str] = "words"
    which: str

    def work(self, asking: Asking[tuple[str, ...]]) -> tuple[str, ...]:
        found = asking.before or ()
        for word in ("one", "two", "three")[len(found) :]:
            found = (*found, word)
            asking.progress(len(found), 3, "words")
            asking.show(found)
            BEGUN.set()
            while not RELEASED.wait(0.01) and not asking.stop.thrown:
                pass
            if asking.stop.thrown:
                break
        return found


def page() -> None:
    """Ask for three words."""
    import streamlit as st

    from app.web import asking, state
    from tests.app.web.test_asking import Words

    job = asking.ask(state.study(), Words(which=st.text_input("Key")), "test")
    found = asking.result(job, "Looking for words")
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


def quick_page() -> None:
    """Draw a first plan for so long that the search ends meanwhile."""
    import streamlit as st

    from app.web import asking, state
    from questions.jobs import Stage
    from tests.app.web import test_asking

    job = test_asking.QUICK[0]
    plan = asking.at_hand(job)
    shown = job.shown
    assert shown is not None
    st.write(f"Shown: {shown.plan.status}")
    if not job.over:
        job.see(shown.but(plan=shown.plan.but(status="optimal")))
        job.become(Stage.DONE)
    asking.progress(state.study(), plan)


QUICK: list[Job[Planned]] = []
"""The one job of :func:`quick_page`."""


def test_what_came_while_the_page_was_drawn_is_drawn(small_study: Study) -> None:
    """A page never stays with a plan that is not the last one, even if the search is over."""
    plan = solve(small_study.problem()).but(status="feasible")
    job = Job("quick", small_study, PlanQuestion())
    job.become(Stage.RUNNING)
    job.see(Planned(scenario=BASELINE, plan=plan))
    QUICK[:] = [job]
    at = AppTest.from_function(quick_page, default_timeout=PATIENCE).run()
    assert "Shown: optimal" in seen(at)
    assert "Shown: feasible" not in seen(at)


def test_a_first_list_says_that_it_may_change(small_study: Study) -> None:
    plan = solve(small_study.problem())
    job = Job("first", small_study, PlanQuestion())
    assert AtHand(job, (False, None)).note == "", "there is no list yet"
    job.become(Stage.RUNNING)
    job.see(Planned(scenario=BASELINE, plan=plan))
    assert "it may still change" in AtHand(job, (job.over, job.shown)).note
    job.become(Stage.DONE)
    assert AtHand(job, (job.over, job.shown)).note == ""


def waiting_page() -> None:
    """Draw a first plan whose search then waits for another turn."""
    from app.web import asking, state
    from questions.jobs import Stage
    from tests.app.web import test_asking

    job = test_asking.QUICK[0]
    plan = asking.at_hand(job)
    test_asking.DRAWN.append(job.stage)
    job.become(Stage.WAITING)
    asking.progress(state.study(), plan)


DRAWN: list[Stage] = []
"""How far the job of :func:`waiting_page` was, each time the page was drawn."""


def test_a_page_is_drawn_once_for_what_shows_nothing_new(small_study: Study) -> None:
    app.web.asking.jobs().answer(base_study(), PlanQuestion())
    job = Job("waiting", small_study, PlanQuestion())
    job.become(Stage.RUNNING)
    job.see(Planned(scenario=BASELINE, plan=solve(small_study.problem()).but(status="feasible")))
    QUICK[:], DRAWN[:] = [job], []
    at = AppTest.from_function(waiting_page, default_timeout=PATIENCE).run()
    assert "This plan holds; waiting for its turn" in seen(at)
    assert DRAWN == [Stage.RUNNING]


def test_how_far_it_is_in_words(small_study: Study) -> None:
    job = Job("a", small_study, Words(which="a"))
    assert progress_words(job, "Looking") == (None, "Looking: waiting for its turn …")
    job.become(Stage.RUNNING)
    assert progress_words(job, "Looking") == (None, "Looking, for 0 s …")
    job.tell(0, 4_000, "draws")
    job.tell(1_000, 4_000, "draws")
    assert progress_words(job, "Looking") == (0.25, "Looking: 1,000 of 4,000 draws …")


@pytest.mark.parametrize(
    ("seconds", "done", "before", "left"),
    [(10.0, 100, 0, "30 seconds"), (10.0, 100, 50, "60 seconds"), (100.0, 100, 0, "5 minutes")],
)
def test_what_is_left_goes_by_the_pace_so_far(
    small_study: Study, seconds: float, done: int, before: int, left: str
) -> None:
    job = Job("a", small_study, Words(which="a"))
    job.become(Stage.RUNNING)
    job.tell(before, 400, "draws")
    job.tell(done, 400, "draws")
    job.began = time.monotonic() - seconds
    assert progress_words(job, "Looking") == (
        0.25,
        f"Looking: 100 of 400 draws, about {left} left …",
    )


def _until_over(which: str) -> None:
    job = app.web.asking.jobs()._jobs[Words(which=which).key(base_study())]
    assert job.wait_until_over(PATIENCE)
