"""Errands: done once, stopped for oneself only, gone on with, failing in words.

Oracle: what the module says, with work that waits for events.
"""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from app import errand as module
from app.errand import Errand, Errands, Stage
from config.problems import InputError

PATIENCE = 30.0


@pytest.fixture
def office() -> Iterator[Errands]:
    made = Errands(cores=2)
    yield made
    made.close()
    made.join()


@dataclass
class Steps:
    """Work of ten steps, each of which is waited for; it continues from what was found before."""

    begun: threading.Event = field(default_factory=threading.Event)
    released: threading.Event = field(default_factory=threading.Event)
    times: int = 0

    def __call__(self, task: Errand[list[int]]) -> list[int]:
        self.times += 1
        found = list(task.so_far or [])
        while len(found) < 10:
            found.append(len(found))
            task.report(len(found), 10, "steps")
            task.show(list(found))
            if len(found) == 3:
                self.begun.set()
                while not self.released.wait(0.01) and not task.stop.thrown:
                    pass
            if task.stop.thrown:
                break
        return found


def test_the_same_key_is_worked_out_once_for_everybody(office: Errands) -> None:
    work = Steps()
    mine = office.send("a", work, "me")
    assert office.send("a", work, "you") is mine
    work.released.set()
    assert mine.wait(PATIENCE)
    assert (mine.stage, mine.so_far, work.times) == (Stage.DONE, list(range(10)), 1)
    assert office.send("a", work, "him") is mine


def test_progress_and_part_of_the_result_are_seen_while_it_runs(office: Errands) -> None:
    work = Steps()
    errand = office.send("a", work, "me")
    assert work.begun.wait(PATIENCE)
    assert (errand.done, errand.total, errand.words) == (3, 10, "steps")
    assert (errand.stage, errand.so_far) == (Stage.RUNNING, [0, 1, 2])
    work.released.set()


def test_a_stop_keeps_what_there_is_and_going_on_starts_from_it(office: Errands) -> None:
    work = Steps()
    errand = office.send("a", work, "me")
    assert work.begun.wait(PATIENCE)
    office.stop(errand, "me")
    assert errand.wait(PATIENCE)
    assert (errand.stage, errand.so_far) == (Stage.STOPPED, [0, 1, 2])
    assert office.send("a", work, "me") is errand
    office.go_on(errand, "me")
    again = office.send("a", work, "me")
    assert again is not errand
    assert again.so_far is not None
    assert again.so_far[:3] == [0, 1, 2]
    assert again.wait(PATIENCE)
    assert (again.stage, again.so_far, work.times) == (Stage.DONE, list(range(10)), 2)


def test_who_stops_does_not_take_the_result_from_others(office: Errands) -> None:
    work = Steps()
    errand = office.send("a", work, "me")
    office.send("a", work, "you")
    assert work.begun.wait(PATIENCE)
    office.stop(errand, "me")
    assert not errand.stop.thrown
    assert office.send("a", work, "me") is errand
    work.released.set()
    assert errand.wait(PATIENCE)
    assert errand.stage is Stage.DONE


def test_who_comes_after_a_stop_gets_the_whole(office: Errands) -> None:
    work = Steps()
    errand = office.send("a", work, "me")
    assert work.begun.wait(PATIENCE)
    office.stop(errand, "me")
    assert errand.wait(PATIENCE)
    yours = office.send("a", work, "you")
    assert yours.wait(PATIENCE)
    assert (yours.stage, yours.so_far) == (Stage.DONE, list(range(10)))


def test_another_question_at_the_same_desk_ends_the_one_before(office: Errands) -> None:
    first, second = Steps(), Steps()
    errand = office.send("a", first, "me", "desk")
    shared = office.send("b", second, "me", "other desk")
    assert first.begun.wait(PATIENCE)
    office.send("c", lambda _: 1, "me", "desk")
    assert errand.wait(PATIENCE)
    assert errand.stage is Stage.STOPPED
    assert not shared.stop.thrown
    first.released.set()
    back = office.send("a", first, "me", "desk")
    assert back.wait(PATIENCE)
    assert back.so_far == list(range(10))
    second.released.set()


def test_another_question_leaves_alone_what_others_wait_for(office: Errands) -> None:
    work = Steps()
    errand = office.send("a", work, "me", "desk")
    office.send("a", work, "you", "desk")
    office.send("b", lambda _: 1, "me", "desk")
    assert not errand.stop.thrown
    work.released.set()
    assert errand.wait(PATIENCE)
    assert errand.stage is Stage.DONE


def test_long_work_does_not_hold_up_short_work(office: Errands) -> None:
    work = Steps()
    office.send("long", work, "me", long=True)
    assert work.begun.wait(PATIENCE)
    assert office.send("short", lambda _: 1, "me").wait(PATIENCE)
    work.released.set()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (RuntimeError("inside"), module.FAILURE),
        (InputError.one(file="draws", must="must be 1 or more", do="Ask for more."), "1 or more"),
    ],
)
def test_an_error_becomes_words_and_is_not_tried_again_by_itself(
    office: Errands, error: Exception, words: str
) -> None:
    times = []

    def work(_: Errand[int]) -> int:
        times.append(1)
        raise error

    errand = office.send("a", work, "me")
    assert errand.wait(PATIENCE)
    assert errand.stage is Stage.FAILED
    assert words in errand.failure
    assert office.send("a", work, "me") is errand
    office.go_on(errand, "me")
    assert office.send("a", work, "me").wait(PATIENCE)
    assert len(times) == 2


def test_a_stop_before_there_is_anything_is_no_failure(office: Errands) -> None:
    begun = threading.Event()

    def work(task: Errand[int]) -> int:
        begun.set()
        while not task.stop.thrown:
            pass
        msg = "nothing was found"
        raise ValueError(msg)

    errand = office.send("a", work, "me")
    assert begun.wait(PATIENCE)
    office.stop(errand, "me")
    assert errand.wait(PATIENCE)
    assert (errand.stage, errand.so_far) == (Stage.STOPPED, None)


def test_work_that_nobody_looks_after_ends(
    office: Errands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "FORGOTTEN", -1.0)
    errand = office.send("a", Steps(), "me")
    assert errand.wait(PATIENCE)
    assert (errand.stage, errand.so_far) == (Stage.STOPPED, [0])


def test_results_are_not_kept_without_end(office: Errands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 3)
    for number in range(10):
        assert office.send(str(number), lambda _: 1, "me").wait(PATIENCE)
    assert office.size <= 4


def test_the_end_stops_all_work() -> None:
    office, work = Errands(cores=2), Steps()
    errand = office.send("a", work, "me")
    assert work.begun.wait(PATIENCE)
    office.close()
    office.join()
    assert errand.stage is Stage.STOPPED
