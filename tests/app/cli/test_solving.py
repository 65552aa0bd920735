"""Limits of a search: what may be asked, and how time and Ctrl-C end it."""

import threading
import time

import pytest

from app.cli.interruption import INTERRUPTION
from app.cli.solving import Limits, Search, read_limits, searching
from config.problems import Problems
from optimizer.search.effort import EXACT, PLAN, QUESTION


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
    assert read_limits(gap, limit, Problems()) == limits


def test_solvers_are_found_in_any_spelling() -> None:
    limits = read_limits("0", "none", Problems(), solver="highs")
    assert limits is not None
    assert limits.solver == "HiGHS"


def test_nothing_is_read_next_to_a_problem() -> None:
    problems = Problems()
    assert read_limits("-1", "soon", problems, solver="abacus") is None
    assert [one.file for one in problems.found()] == ["--gap", "--solver", "--time-limit"]


@pytest.fixture(autouse=True)
def _command() -> None:
    INTERRUPTION.begin()


def test_ctrl_c_stops_the_search_and_all_that_follow() -> None:
    """What the second one does, test_process shows: it would end the tests."""
    with searching(None) as search:
        assert not search.stop.thrown
        INTERRUPTION.press()
        assert search.stop.thrown
        assert search.interrupted
    with searching(None) as later:
        assert later.stop.thrown
    INTERRUPTION.begin()
    with searching(None) as other:
        assert not other.stop.thrown
        assert not other.interrupted


def until_thrown(search: Search) -> None:
    until = time.monotonic() + 10
    while not search.stop.thrown and time.monotonic() < until:
        time.sleep(0.01)


def test_time_is_no_interruption() -> None:
    with searching(Limits(seconds=0.05)) as search:
        until_thrown(search)
        assert search.stop.by == "time"
        assert not search.interrupted


def test_time_is_for_all_searches_of_a_command_together() -> None:
    limits = Limits(seconds=0.05)
    with searching(limits) as first:
        until_thrown(first)
    with searching(limits) as second:
        until_thrown(second)
        assert second.stop.by == "time"
    assert limits.until is not None
    assert time.monotonic() - limits.until < 5


def test_a_search_that_ends_in_time_leaves_no_timer() -> None:
    with searching(Limits(seconds=30)) as search:
        pass
    assert search.stop.by is None
    assert not any(isinstance(one, threading.Timer) and not one.finished.is_set()
                   for one in threading.enumerate())  # fmt: skip
