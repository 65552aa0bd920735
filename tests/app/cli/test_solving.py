"""Limits of a search: what may be asked, and how time and Ctrl-C end it."""

import threading
import time

import pytest

from app.cli.interruption import INTERRUPTION
from app.cli.solving import Search, Solving, read_solving, searching
from config.problems import Problems
from optimizer.search.effort import EXACT, PLAN


@pytest.mark.parametrize(
    ("gap", "limit", "solving"),
    [
        (None, "none", Solving()),
        ("0", "none", Solving(gap=0)),
        ("0.2%", "60", Solving(gap=0.002, seconds=60)),
        ("1", "0.5", Solving(gap=1, seconds=0.5)),
        ("0.01", " None ", Solving(gap=0.01)),
    ],
)
def test_what_may_be_asked(gap: str | None, limit: str, solving: Solving) -> None:
    assert read_solving(gap, limit, "HiGHS", Problems()) == solving


def test_a_gap_changes_that_of_the_usual_effort_and_0_asks_for_the_proof() -> None:
    assert Solving().effort(PLAN) == PLAN
    assert Solving(gap=0.05).effort(PLAN) == PLAN.but(gap=0.05)
    assert Solving(gap=0).effort(PLAN) == EXACT


def test_solvers_are_found_in_any_spelling() -> None:
    solving = read_solving("0", "none", "highs", Problems())
    assert solving is not None
    assert solving.solver == "HiGHS"


def test_nothing_is_read_next_to_a_problem() -> None:
    problems = Problems()
    assert read_solving("-1", "soon", "abacus", problems) is None
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
    with searching(Solving(seconds=0.05)) as search:
        until_thrown(search)
        assert search.stop.by == "time"
        assert not search.interrupted


def test_time_is_for_all_searches_of_a_command_together() -> None:
    solving = Solving(seconds=0.05)
    with searching(solving) as first:
        until_thrown(first)
    with searching(solving) as second:
        until_thrown(second)
        assert second.stop.by == "time"
    assert solving.until is not None
    assert time.monotonic() - solving.until < 5


def test_a_search_that_ends_in_time_leaves_no_timer() -> None:
    with searching(Solving(seconds=30)) as search:
        pass
    assert search.stop.by is None
    assert not any(isinstance(one, threading.Timer) and not one.finished.is_set()
                   for one in threading.enumerate())  # fmt: skip
