"""Limits of a search: what may be asked, and how time and Ctrl-C end it."""

import threading
import time

import pytest
from optimizer.solve import SolveOptions

from app.cli.interruption import INTERRUPTION
from app.cli.solving import read_solving, searching
from config.problems import Problems


@pytest.mark.parametrize(
    ("gap", "limit", "options"),
    [
        ("0", "none", SolveOptions(gap=0)),
        ("0.2%", "60", SolveOptions(gap=0.002, seconds=60)),
        ("1", "0.5", SolveOptions(gap=1, seconds=0.5)),
        ("0.01", " None ", SolveOptions(gap=0.01)),
    ],
)
def test_what_may_be_asked(gap: str, limit: str, options: SolveOptions) -> None:
    assert read_solving(gap, limit, "HiGHS", Problems()) == options


def test_solvers_are_found_in_any_spelling() -> None:
    options = read_solving("0", "none", "highs", Problems())
    assert options is not None
    assert options.solver == "HiGHS"


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


def test_time_is_no_interruption() -> None:
    with searching(0.05) as search:
        until = time.monotonic() + 10
        while not search.stop.thrown and time.monotonic() < until:
            time.sleep(0.01)
        assert search.stop.thrown
        assert not search.interrupted


def test_a_search_that_ends_in_time_leaves_no_timer() -> None:
    with searching(30):
        pass
    assert not any(isinstance(one, threading.Timer) and not one.finished.is_set()
                   for one in threading.enumerate())  # fmt: skip
