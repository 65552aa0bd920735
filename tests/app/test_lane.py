"""Lanes: work in order, dropped at the end, and a program that ends at once and cleanly."""

import os
import subprocess
import sys
import textwrap
import threading

import pytest

from app.lane import BEHIND, Lane


def test_one_thread_does_its_work_in_order() -> None:
    done: list[int] = []
    lane = Lane(1, "test")
    for number in range(5):
        lane.put(lambda number=number: done.append(number))  # type: ignore[misc]
    finished = threading.Event()
    lane.put(finished.set)
    assert finished.wait(10)
    lane.close()
    lane.join()
    assert done == [0, 1, 2, 3, 4]


def test_what_waits_is_dropped_when_the_lane_is_closed() -> None:
    begun, go, late = threading.Event(), threading.Event(), threading.Event()
    lane = Lane(1, "test")

    def first() -> None:
        begun.set()
        go.wait(10)

    lane.put(first)
    lane.put(late.set)
    assert begun.wait(10)
    lane.close()
    go.set()
    lane.join()
    assert not late.is_set()


def test_a_program_ends_at_once_and_cleanly_in_the_middle_of_a_proof() -> None:
    # The workshop is made in a daemon thread, as Streamlit's script threads are.
    program = """
        import threading, time
        from app import workshop
        from app.study_source import Inputs
        from optimizer.study import BASELINE, open_study

        workshop.GAP = 0.0
        def ask():
            made = workshop.Workshop(cores=2)
            job = made.ask(Inputs(open_study(), "bundled"), BASELINE, "me")
            job.wait(60)
            print(job.stage, flush=True)
        thread = threading.Thread(target=ask, daemon=True)
        thread.start()
        thread.join()
    """
    ended = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.stdout.strip() in (
        "waiting to look further",
        "looking for a better plan and proving it",
    )
    assert ended.stderr == ""
    assert ended.returncode == 0


@pytest.mark.skipif(sys.platform != "linux", reason="only there a thread has its own priority")
def test_a_patient_lane_lets_others_go_first_with_all_it_starts() -> None:
    found: list[int] = []

    def priority() -> None:
        found.append(os.getpriority(os.PRIO_PROCESS, threading.get_native_id()))

    def both() -> None:
        priority()
        started = threading.Thread(target=priority)
        started.start()
        started.join()

    before = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
    for patient in (True, False):
        lane = Lane(1, "test", patient=patient)
        lane.put(both)
        lane.put(lane.close)
        lane.join()
    assert found == [before + BEHIND] * 2 + [before] * 2
    assert os.getpriority(os.PRIO_PROCESS, threading.get_native_id()) == before
