"""Work counted: every solve below, in threads as well, and in no other context.

Oracle: one linear solve, which has no branches; and sums by hand.
"""

import threading
from contextvars import copy_context

from benchmarks.synthetic import planning_problem
from optimizer.search.model import SearchModel
from optimizer.tally import Tally, count, counting


def test_solves_are_counted_where_they_are_asked_for() -> None:
    model = SearchModel(planning_problem(50, 0))
    with counting() as first:
        model.live.relax()
        model.live.solve(gap=0.0)
    assert first.tally.searches == 1
    assert first.tally.branches == 0
    assert first.tally.iterations > 0
    with counting() as second:
        pass
    model.live.solve(gap=0.0)
    assert second.tally == Tally()
    assert first.tally.searches == 1


def test_a_count_inside_another_is_its_own() -> None:
    with counting() as outer:
        count(1, 10)
        with counting() as inner:
            count(2, 20)
        count(3, 30)
    assert inner.tally == Tally(searches=1, branches=2, iterations=20)
    assert outer.tally == Tally(searches=2, branches=4, iterations=40)


def test_threads_started_with_the_context_count_for_it() -> None:
    with counting() as counter:
        threads = [
            threading.Thread(target=copy_context().run, args=(count, 1, 2)) for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert counter.tally == Tally(searches=8, branches=8, iterations=16)
