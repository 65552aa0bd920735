"""Limits of a search: what may be asked, and how time and Ctrl-C end it."""

import os
import signal
import threading
import time

import pytest

from app.cli.solving import read_limits, searching
from config.problems import Problems
from optimizer.search.effort import Effort
from questions.plan import EFFORT


@pytest.mark.parametrize(
    ("gap", "limit", "plan", "each", "seconds"),
    [
        (None, None, EFFORT, EFFORT, None),
        ("0", "none", Effort(gap=0, nodes=None), Effort(gap=0, nodes=None), None),
        ("0.2%", "60", Effort(gap=0.002, nodes=None), EFFORT.but(gap=0.002), 60.0),
        (None, "0.5", EFFORT, EFFORT, 0.5),
        (None, " None ", EFFORT.but(nodes=None), EFFORT.but(nodes=None), None),
    ],
)
def test_what_may_be_asked(
    gap: str | None, limit: str | None, plan: Effort, each: Effort, seconds: float | None
) -> None:
    found = read_limits(gap, limit, Problems())
    assert found is not None
    assert (found.plan, found.each, found.seconds) == (plan, each, seconds)


def test_solvers_are_found_in_any_spelling() -> None:
    found = read_limits("0", "none", Problems(), solver="highs")
    assert found is not None
    assert found.solver == "HiGHS"


def test_nothing_is_read_next_to_a_problem() -> None:
    problems = Problems()
    assert read_limits("-1", "soon", problems, solver="abacus") is None
    assert [one.file for one in problems.found()] == ["--gap", "--solver", "--time-limit"]


def test_the_first_ctrl_c_stops_the_second_ends() -> None:
    before = signal.getsignal(signal.SIGINT)
    with searching(None) as search:
        assert not search.stop.thrown
        os.kill(os.getpid(), signal.SIGINT)
        assert search.stop.thrown
        assert search.interrupted
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


def test_time_is_no_interruption() -> None:
    with searching(0.05) as search:
        until = time.monotonic() + 10
        while not search.stop.thrown and time.monotonic() < until:
            time.sleep(0.01)
        assert search.stop.thrown
        assert search.stop.by == "time"
        assert not search.interrupted


def test_a_search_that_ends_in_time_leaves_no_timer() -> None:
    with searching(30):
        pass
    assert not any(isinstance(one, threading.Timer) and not one.finished.is_set()
                   for one in threading.enumerate())  # fmt: skip
