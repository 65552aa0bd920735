"""Other processes: the same answers as threads give, stopped, gone on with, and failing in words.

Oracle: the same questions worked on in this thread, and what the modules say.
"""

import os
import pickle
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.problems import InputError
from optimizer.scenario import Scenario
from optimizer.study import Study
from questions import processes as module
from questions.asking import ask
from questions.job import EndedError, Job, Stage
from questions.jobs import JobQueue
from questions.plan import PlanQuestion
from questions.processes import Processes
from questions.question import Result
from tests.questions.apart import Counting, Failing, Pid, Resting

PATIENCE = 60.0


@pytest.fixture(scope="module")
def apart() -> Iterator[JobQueue]:
    """A queue with one process of each kind."""
    queue = JobQueue(cores=2, processes=Processes(1, 1))
    yield queue
    queue.close()
    queue.join()


def over(job: Job[Result]) -> Job[Result]:
    assert job.wait_until_over(PATIENCE)
    return job


def test_another_process_works(apart: JobQueue, small_study: Study) -> None:
    pid = over(apart.ask(small_study, Pid(), "me")).shown
    assert isinstance(pid, int)
    assert pid != os.getpid()


def test_the_answers_are_those_of_threads(apart: JobQueue, small_study: Study) -> None:
    """However many processes there are: all asked at once, each as if it were the only one."""
    two = JobQueue(cores=2, processes=Processes(2, 1))
    first = small_study.dataset.candidates[0].id
    scenarios = (
        Scenario(),
        Scenario(weeks={"europe": 12.0}),
        Scenario(must_not=frozenset({first})),
        Scenario(must=frozenset({first}), weeks={"europe": 0.0}, universal_share={"europe": 0.0}),
    )
    try:
        for queue in (apart, two):
            jobs = [
                queue.ask(small_study, PlanQuestion(scenario=one), "me", str(place))
                for place, one in enumerate(scenarios)
            ]
            for scenario, job in zip(scenarios, jobs, strict=True):
                over(job)
                assert job.answer is not None
                mine = ask(small_study, PlanQuestion(scenario=scenario))
                assert job.answer.result == mine.result
                assert job.answer.inputs == mine.inputs
                assert job.answer.work.searches
    finally:
        two.close()
        two.join()


def test_a_part_is_seen_and_the_rest_is_stopped_for_oneself(
    apart: JobQueue, small_study: Study
) -> None:
    job = apart.ask(small_study, Counting(), "me")
    assert job.wait(PATIENCE)
    assert job.shown == (0, 1, 2)
    assert (job.total, job.words) == (10, "steps")
    apart.stop(job, "me")
    assert over(job).stage is Stage.STOPPED
    assert job.shown[:3] == (0, 1, 2)
    apart.go_on(job, "me")
    again = apart.ask(small_study, Counting(), "me")
    assert again is not job
    before = len(job.shown)
    while again.shown is None or len(again.shown) <= before:
        again.wait_until_over(0.05)
    assert again.shown[: before + 1] == (*job.shown, before)
    apart.stop(again, "me")
    assert over(again).stage is Stage.STOPPED


def test_what_it_rests_on_is_asked_here(apart: JobQueue, small_study: Study) -> None:
    """A process that waits works on what it waits for; that is an answer like any other."""
    over(apart.ask(small_study, PlanQuestion(), "me"))
    assert over(apart.ask(small_study, Resting(), "me")).shown == (0, 1, 2, 2, 1)
    below = apart.final(small_study, Counting(ends=True))
    assert below is not None
    assert below.result == (0, 1, 2, 2)


@pytest.mark.parametrize("how", ["input", "below"])
def test_what_does_not_hold_is_told_whole(apart: JobQueue, small_study: Study, how: str) -> None:
    job = over(apart.ask(small_study, Failing(how=how), "me"))
    assert job.stage is Stage.FAILED
    assert isinstance(job.error, InputError)
    assert [str(one) for one in job.problems] == ["here line 3: must hold. Mend it."]


def test_an_error_that_cannot_be_sent_is_told_in_its_words(
    apart: JobQueue, small_study: Study, caplog: pytest.LogCaptureFixture
) -> None:
    job = over(apart.ask(small_study, Failing(how="odd"), "me"))
    assert "OddError: something else" in str(job.error)
    assert "tests/questions/apart.py" in caplog.text


def test_a_process_that_was_ended_is_made_up_for(
    apart: JobQueue, small_study: Study, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    question = Failing(how="killed once", file=str(tmp_path / "once"))
    assert over(apart.ask(small_study, question, "me")).shown == (1,)
    assert "a process that worked on a question has ended (7)" in caplog.text


@pytest.mark.parametrize("how", ["killed", "below killed"])
def test_a_question_that_ends_processes_fails_and_no_other(
    apart: JobQueue, small_study: Study, how: str
) -> None:
    job = over(apart.ask(small_study, Failing(how=how), "me"))
    assert job.stage is Stage.FAILED
    assert isinstance(job.error, EndedError)
    assert "(7)" in str(job.error)
    over(apart.ask(small_study, PlanQuestion(scenario=Scenario(most_changes=1)), "me"))
    assert over(apart.ask(small_study, Pid(), "me")).shown != os.getpid()


@pytest.mark.parametrize("how", ["no such file", "it ends at once"])
def test_threads_work_where_no_process_can_be_started(
    small_study: Study,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    how: str,
) -> None:
    if how == "no such file":
        monkeypatch.setattr(sys, "executable", str(tmp_path / "nothing"))
    else:
        monkeypatch.setattr(module, "COMMAND", ("-c", "pass"))
    queue = JobQueue(cores=2, processes=Processes(1, 1))
    try:
        assert over(queue.ask(small_study, Pid(), "me")).shown == os.getpid()
        assert "no process could be started" in caplog.text
    finally:
        queue.close()
        queue.join()


class Filling:
    """Has something put beside it by another thread the first time it is read."""

    def __init__(self) -> None:
        self.inner: dict[str, object] = {"self": self, "other": 2}

    def __reduce__(self) -> tuple[type[dict[str, object]], tuple[()]]:
        self.inner.setdefault("found", 3)
        return dict, ()


def test_what_is_filled_while_it_is_read_is_read_again() -> None:
    filling = Filling()
    with pytest.raises(RuntimeError, match="changed size"):
        pickle.dumps(Filling().inner)
    (read,) = pickle.loads(module._pickled((filling.inner,)))  # noqa: S301 (our own)
    assert len(read) == 3


def test_none_are_started_unless_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(module.WANTED, raising=False)
    assert module.started(2) is None
    monkeypatch.setenv(module.WANTED, "0")
    assert module.started(2) is None
    monkeypatch.setenv(module.WANTED, "1")
    some = module.started(2)
    assert some is not None
    some.close()
