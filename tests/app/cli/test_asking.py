"""Limits of a search: what may be asked, and how time and Ctrl-C end it."""

import threading
import time

import pytest

from app.cli.asking import Asking
from app.cli.interruption import INTERRUPTION
from app.cli.options import Asked
from app.cli.reading import Limits, Reader
from optimizer.search.effort import EXACT, PLAN, QUESTION
from optimizer.study import BASELINE, Study
from questions.asking import Asking as Work
from questions.question import Question


@pytest.mark.parametrize(
    ("gap", "limit", "limits"),
    [
        (None, None, Limits(PLAN, QUESTION)),
        ("0", "none", Limits(EXACT, EXACT, gap=0)),
        ("3%", "60", Limits(PLAN.but(gap=0.03), QUESTION.but(gap=0.03), 60, gap=0.03)),
        (None, "0.5", Limits(PLAN, QUESTION, 0.5)),
        (None, " None ", Limits(PLAN, QUESTION)),
    ],
)
def test_what_may_be_asked(gap: str | None, limit: str | None, limits: Limits) -> None:
    reader = Reader(Asked(gap=gap, time_limit=limit))
    assert reader.limits() == limits
    assert not reader.problems


def test_solvers_are_found_in_any_spelling() -> None:
    assert Reader(Asked(gap="0", time_limit="none")).limits(solver="highs").solver == "HiGHS"


def test_every_problem_is_told() -> None:
    reader = Reader(Asked(gap="-1", time_limit="soon"))
    reader.limits(solver="abacus")
    found = [one.file for one in reader.problems.found()]
    assert found == ["--gap", "--solver", "--time-limit"]


class Waiting(Question[float]):
    """How long the work goes on, in seconds, until its stop is thrown; at most ten."""

    name = "waiting"

    press: bool = False
    """Whether Ctrl-C is pressed in the middle of it."""
    least: int = 0
    """Makes another question of it."""

    def work(self, asking: Work[float]) -> float:
        """Wait."""
        began = time.monotonic()
        if self.press:
            INTERRUPTION.press()
        while not asking.stop.thrown and time.monotonic() - began < 10:
            time.sleep(0.01)
        return time.monotonic() - began


@pytest.fixture(autouse=True)
def _command() -> None:
    INTERRUPTION.begin()


def waited(asking: Asking, question: Waiting) -> float:
    """Return how long a question took; nothing where it was given up before it began."""
    return asking.ask(question, "Waiting") or 0.0


def test_ctrl_c_stops_the_search_and_all_that_follow(study: Study) -> None:
    """What the second one does, test_process shows: it would end the tests."""
    asking = Asking(study, BASELINE)
    assert waited(asking, Waiting(press=True)) < 5
    assert asking.stop.by == "person"
    assert waited(asking, Waiting()) < 5
    assert waited(Asking(study, BASELINE), Waiting()) < 5


def test_time_is_no_interruption_and_is_for_all_searches_together(study: Study) -> None:
    asking = Asking(study, BASELINE, Limits(seconds=0.2))
    began = time.monotonic()
    assert waited(asking, Waiting()) > 0.1
    waited(asking, Waiting(least=1))
    assert time.monotonic() - began < 5
    assert asking.stop.by == "time"
    assert not INTERRUPTION.interrupted


def test_a_search_that_ends_in_time_leaves_no_timer(study: Study) -> None:
    asking = Asking(study, BASELINE, Limits(seconds=30))
    assert asking.plan.found
    assert asking.found.stopped is None
    assert not any(isinstance(one, threading.Timer) and not one.finished.is_set()
                   for one in threading.enumerate())  # fmt: skip
