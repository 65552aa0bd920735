"""The job engine: worked out once, stopped for oneself only, gone on with, failing in words.

Oracle: what the module says, with work that waits for events.
"""

import gc
import os
import subprocess
import sys
import textwrap
import threading
import time
import weakref
from dataclasses import dataclass, field
from typing import ClassVar

import pytest

from config.problems import InputError
from optimizer.scenario import Scenario
from optimizer.search.model import SolverError
from optimizer.study import Study
from questions import job as job_module
from questions import jobs as module
from questions.asking import Asking, ask
from questions.job import Job, Stage, Turn
from questions.jobs import BEHIND, JobQueue
from questions.question import NothingYetError, Question

PATIENCE = 30.0
Numbers = tuple[int, ...]


@dataclass
class Course:
    """Ten steps, the third of which is waited for."""

    begun: threading.Event = field(default_factory=threading.Event)
    released: threading.Event = field(default_factory=threading.Event)
    times: int = 0
    error: Exception | None = None
    thread: list[int] = field(default_factory=list)
    holds: list[weakref.ref["Model"]] = field(default_factory=list)


class Model:
    """Stands for a compiled model."""


COURSES: dict[str, Course] = {}


class Steps(Question[Numbers]):
    """Counts to ten, going on from where an earlier attempt was stopped."""

    name: ClassVar[str] = "steps"
    course: str
    shows: bool = True

    def work(self, asking: Asking[Numbers]) -> Numbers:
        course = COURSES[self.course]
        course.times += 1
        course.thread.append(os.getpriority(os.PRIO_PROCESS, threading.get_native_id()))
        model = Model()
        course.holds.append(weakref.ref(model))
        if course.error is not None:
            raise course.error
        found = tuple(asking.before or ())
        while len(found) < 10:
            found = (*found, len(found))
            asking.progress(len(found), 10, "steps")
            if self.shows:
                asking.show(found)
            if len(found) == 3:
                course.begun.set()
                while not course.released.wait(0.01) and not asking.stop.thrown:
                    pass
            if asking.stop.thrown:
                break
        return found


class LongSteps(Steps):
    """The same, among what takes minutes."""

    name: ClassVar[str] = "long steps"
    takes_minutes: ClassVar[bool] = True


class Doubled(Question[Numbers]):
    """Twice what the steps say."""

    name: ClassVar[str] = "doubled"
    course: str

    def work(self, asking: Asking[Numbers]) -> Numbers:
        return tuple(2 * one for one in asking.ask(Steps(course=self.course)).result)


class Nothing(Question[Numbers]):
    """Never finds anything before it is stopped."""

    name: ClassVar[str] = "nothing"
    course: str

    def work(self, asking: Asking[Numbers]) -> Numbers:
        COURSES[self.course].begun.set()
        while not asking.stop.thrown:
            time.sleep(0.01)
        raise NothingYetError


def course(name: str) -> Course:
    COURSES[name] = Course()
    return COURSES[name]


def test_the_same_question_is_worked_out_once_for_everybody(
    queue: JobQueue, small_study: Study
) -> None:
    work = course("once")
    mine = queue.ask(small_study, Steps(course="once"), "me")
    assert queue.ask(small_study, Steps(course="once"), "you") is mine
    work.released.set()
    assert mine.wait_until_over(PATIENCE)
    assert (mine.stage, mine.shown) == (Stage.DONE, tuple(range(10)))
    assert queue.ask(small_study, Steps(course="once"), "him") is mine
    assert mine.answer is not None
    assert mine.answer.final
    assert queue.answer(small_study, Steps(course="once")) is mine.answer


def test_progress_and_part_of_the_result_are_seen_while_it_runs(
    queue: JobQueue, small_study: Study
) -> None:
    work = course("seen")
    job = queue.ask(small_study, Steps(course="seen"), "me")
    assert work.begun.wait(PATIENCE)
    assert (job.done, job.total, job.words) == (3, 10, "steps")
    assert (job.stage, job.shown, job.answer) == (Stage.RUNNING, (0, 1, 2), None)
    work.released.set()


def test_a_stop_keeps_what_there_is_and_going_on_starts_from_it(
    queue: JobQueue, small_study: Study
) -> None:
    work = course("stop")
    question = Steps(course="stop")
    job = queue.ask(small_study, question, "me")
    assert work.begun.wait(PATIENCE)
    queue.stop(job, "me")
    assert job.wait_until_over(PATIENCE)
    assert (job.stage, job.shown) == (Stage.STOPPED, (0, 1, 2))
    assert job.answer is not None
    assert (job.answer.stopped, job.answer.final) == ("person", False)
    assert queue.final(small_study, question) is None
    assert queue.ask(small_study, question, "me") is job
    queue.go_on(job, "me")
    again = queue.ask(small_study, question, "me")
    assert again is not job
    assert again.shown is not None
    assert again.shown[:3] == (0, 1, 2)
    assert again.wait_until_over(PATIENCE)
    assert (again.stage, again.shown) == (Stage.DONE, tuple(range(10)))


def test_who_stops_does_not_take_the_result_from_others(
    queue: JobQueue, small_study: Study
) -> None:
    work = course("others")
    question = Steps(course="others")
    job = queue.ask(small_study, question, "me")
    queue.ask(small_study, question, "you")
    assert work.begun.wait(PATIENCE)
    queue.stop(job, "me")
    assert not job.stop.thrown
    assert queue.ask(small_study, question, "me") is job
    work.released.set()
    assert job.wait_until_over(PATIENCE)
    assert job.stage is Stage.DONE


def test_who_comes_after_a_stop_gets_the_whole(queue: JobQueue, small_study: Study) -> None:
    work = course("after")
    question = Steps(course="after")
    job = queue.ask(small_study, question, "me")
    assert work.begun.wait(PATIENCE)
    queue.stop(job, "me")
    assert job.wait_until_over(PATIENCE)
    yours = queue.ask(small_study, question, "you")
    assert yours.wait_until_over(PATIENCE)
    assert (yours.stage, yours.shown) == (Stage.DONE, tuple(range(10)))


def test_another_question_at_the_same_place_ends_the_one_before(
    queue: JobQueue, small_study: Study
) -> None:
    first, second = course("first"), course("second")
    third = course("third")
    job = queue.ask(small_study, Steps(course="first", shows=False), "me", "place")
    shared = queue.ask(small_study, Steps(course="second", shows=False), "me", "other place")
    assert first.begun.wait(PATIENCE)
    queue.ask(small_study, Steps(course="third"), "me", "place")
    assert job.wait_until_over(PATIENCE)
    assert job.stage is Stage.STOPPED
    assert not shared.stop.thrown
    first.released.set()
    back = queue.ask(small_study, Steps(course="first", shows=False), "me", "place")
    assert back.wait_until_over(PATIENCE)
    assert back.shown == tuple(range(10))
    second.released.set()
    third.released.set()


def test_another_question_leaves_alone_what_others_wait_for(
    queue: JobQueue, small_study: Study
) -> None:
    work, other = course("left"), course("right")
    job = queue.ask(small_study, Steps(course="left"), "me", "place")
    queue.ask(small_study, Steps(course="left"), "you", "place")
    queue.ask(small_study, Steps(course="right"), "me", "place")
    assert not job.stop.thrown
    work.released.set()
    other.released.set()
    assert job.wait_until_over(PATIENCE)
    assert job.stage is Stage.DONE


def test_everybody_sees_something_before_anybody_has_the_whole(
    queue: JobQueue, small_study: Study
) -> None:
    # Two cores: one may go further at a time, so nineteen wait with what they have shown.
    every = [course(f"crowd {number}") for number in range(20)]
    asked = [
        queue.ask(small_study, Steps(course=f"crowd {number}"), f"person {number}")
        for number in range(20)
    ]
    assert all(job.wait(PATIENCE) for job in asked)
    assert not any(job.over for job in asked)
    for one in every:
        one.released.set()
    assert all(job.wait_until_over(PATIENCE) for job in asked)
    assert all(job.stage is Stage.DONE for job in asked)
    assert all(one.times <= 2 for one in every)


def test_work_that_waits_holds_no_model(queue: JobQueue, small_study: Study) -> None:
    # Whatever people click, no more models are alive than there are threads.
    every = [course(f"click {number}") for number in range(40)]
    asked = [
        queue.ask(small_study, Steps(course=f"click {number}"), f"person {number}")
        for number in range(40)
    ]
    assert all(job.wait(PATIENCE) for job in asked)
    gc.collect()
    held = sum(1 for one in every for reference in one.holds if reference() is not None)
    assert held <= 3
    for number, job in enumerate(asked):
        queue.stop(job, f"person {number}")
    assert queue.waiting == 0


def test_what_nobody_wants_any_more_is_let_go_of_at_once(
    queue: JobQueue, small_study: Study
) -> None:
    blocked = [course(f"block {number}") for number in range(2)]
    for number in range(2):
        queue.ask(small_study, Steps(course=f"block {number}", shows=False), f"blocker {number}")
    assert all(one.begun.wait(PATIENCE) for one in blocked)
    for number in range(20):
        course(f"moved {number}")
        queue.ask(small_study, Steps(course=f"moved {number}"), "me", "what-if")
        assert queue.waiting == 1
    for one in blocked:
        one.released.set()
    COURSES["moved 19"].released.set()
    assert sum(COURSES[f"moved {number}"].times for number in range(19)) == 0


def test_no_more_than_so_many_wait(
    queue: JobQueue, small_study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_WAITING", 5)
    blocked = [course(f"full {number}") for number in range(2)]
    for number in range(2):
        queue.ask(small_study, Steps(course=f"full {number}", shows=False), f"blocker {number}")
    assert all(one.begun.wait(PATIENCE) for one in blocked)
    asked = []
    for number in range(9):
        course(f"row {number}").released.set()
        asked.append(queue.ask(small_study, Steps(course=f"row {number}"), f"person {number}"))
    assert queue.waiting == 5
    assert [job.stage is Stage.STOPPED for job in asked] == [True] * 4 + [False] * 5
    for one in blocked:
        one.released.set()


def test_what_takes_minutes_does_not_hold_up_what_takes_seconds(
    queue: JobQueue, small_study: Study
) -> None:
    work, other = course("long"), course("short")
    queue.ask(small_study, LongSteps(course="long"), "me")
    assert work.begun.wait(PATIENCE)
    other.released.set()
    assert queue.ask(small_study, Steps(course="short"), "me").wait_until_over(PATIENCE)
    work.released.set()


@pytest.mark.skipif(sys.platform != "linux", reason="only there a thread has its own priority")
def test_who_goes_further_lets_others_go_first(queue: JobQueue, small_study: Study) -> None:
    before = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
    for number in range(3):
        for name, question in (("quick", Steps), ("slow", LongSteps)):
            work = course(f"{name} {number}")
            work.released.set()
            job = queue.ask(small_study, question(course=f"{name} {number}", shows=False), "me")
            assert job.wait_until_over(PATIENCE)
            assert work.thread == [before if name == "quick" else before + BEHIND]


@pytest.mark.parametrize(
    "error",
    [
        RuntimeError("inside"),
        SolverError("lost its way"),
        InputError.one(file="draws", must="must be 1 or more", do="Ask for more."),
    ],
)
def test_an_error_is_kept_and_not_tried_again_by_itself(
    queue: JobQueue, small_study: Study, error: Exception
) -> None:
    work = course("error")
    work.error = error
    question = Steps(course="error")
    job = queue.ask(small_study, question, "me")
    assert job.wait_until_over(PATIENCE)
    assert (job.stage, job.error) == (Stage.FAILED, error)
    assert [problem.file for problem in job.problems] == (
        ["draws"] if isinstance(error, InputError) else []
    )
    assert queue.ask(small_study, question, "me") is job
    with pytest.raises(type(error)):
        queue.answer(small_study, question)
    queue.go_on(job, "me")
    assert queue.ask(small_study, question, "me").wait_until_over(PATIENCE)
    assert work.times == 2


def test_a_stop_before_there_is_anything_is_no_failure(queue: JobQueue, small_study: Study) -> None:
    work = course("nothing")
    job = queue.ask(small_study, Nothing(course="nothing"), "me")
    assert work.begun.wait(PATIENCE)
    queue.stop(job, "me")
    assert job.wait_until_over(PATIENCE)
    assert (job.stage, job.shown, job.answer) == (Stage.STOPPED, None, None)


def test_work_that_nobody_looks_after_ends(
    queue: JobQueue, small_study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = course("forgotten")
    work.released.set()
    monkeypatch.setattr(job_module, "FORGOTTEN", -1.0)
    job = queue.ask(small_study, Steps(course="forgotten"), "me")
    assert job.wait_until_over(PATIENCE)
    assert job.stage is Stage.STOPPED
    assert work.times == 0


def test_answers_are_not_kept_without_end(
    queue: JobQueue, small_study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_KEPT", 3)
    for number in range(10):
        course(str(number)).released.set()
        job = queue.ask(small_study, Steps(course=str(number)), "me")
        assert job.wait_until_over(PATIENCE)
    assert queue.size <= 4


def test_a_question_that_rests_on_another_finds_its_answer(
    queue: JobQueue, small_study: Study
) -> None:
    work = course("below")
    work.released.set()
    job = queue.ask(small_study, Doubled(course="below"), "me")
    assert job.wait_until_over(PATIENCE)
    assert job.shown == tuple(range(0, 20, 2))
    assert queue.ask(small_study, Steps(course="below"), "me").stage is Stage.DONE
    assert work.times == 1


def test_a_question_waits_for_another_that_is_worked_on_elsewhere(
    queue: JobQueue, small_study: Study
) -> None:
    work = course("elsewhere")
    below = queue.ask(small_study, Steps(course="elsewhere"), "you")
    assert work.begun.wait(PATIENCE)
    job = queue.ask(small_study, Doubled(course="elsewhere"), "me")
    assert not job.wait_until_over(0.2)
    work.released.set()
    assert job.wait_until_over(PATIENCE)
    assert job.shown == tuple(range(0, 20, 2))
    assert (below.stage, work.times) == (Stage.DONE, 1)


def test_giving_a_question_up_gives_up_what_only_it_rests_on(
    queue: JobQueue, small_study: Study
) -> None:
    for wanted_by_another in (False, True):
        name = f"rests {wanted_by_another}"
        work = course(name)
        job = queue.ask(small_study, Doubled(course=name), "me", "place")
        assert work.begun.wait(PATIENCE)
        below = queue._jobs[Steps(course=name).key(small_study)]
        if wanted_by_another:
            queue.ask(small_study, Steps(course=name), "you")
        queue.stop(job, "me")
        assert below.stop.thrown is not wanted_by_another
        work.released.set()
        assert below.wait_until_over(PATIENCE)
        assert job.wait_until_over(PATIENCE)
        assert below.stage is (Stage.DONE if wanted_by_another else Stage.STOPPED)


def test_who_stops_does_not_wait_for_what_others_want(queue: JobQueue, small_study: Study) -> None:
    work = course("patient")
    job = queue.ask(small_study, Doubled(course="patient"), "me", "place")
    assert work.begun.wait(PATIENCE)
    below = queue.ask(small_study, Steps(course="patient"), "you")
    queue.stop(job, "me")
    assert job.over
    assert queue.ask(small_study, Doubled(course="patient"), "me", "place") is job
    assert not below.over
    later = queue.ask(small_study, Doubled(course="patient"), "you", "place")
    work.released.set()
    assert later.wait_until_over(PATIENCE)
    assert later.shown == tuple(range(0, 20, 2))
    assert (job.stage, work.times) == (Stage.STOPPED, 1)


def test_what_rests_on_a_stopped_answer_is_not_final_either(
    queue: JobQueue, small_study: Study
) -> None:
    work = course("shaky")
    job = queue.ask(small_study, Doubled(course="shaky"), "me")
    assert work.begun.wait(PATIENCE)
    queue.stop(job, "me")
    assert job.wait_until_over(PATIENCE)
    assert job.answer is None or not job.answer.final


def test_the_command_line_asks_without_any_thread(small_study: Study) -> None:
    work = course("alone")
    work.released.set()
    before = threading.active_count()
    told: list[tuple[int, int, str]] = []
    found = ask(small_study, Steps(course="alone"), progress=lambda *one: told.append(one))
    assert found.result == tuple(range(10))
    assert found.final
    assert told[-1] == (10, 10, "steps")
    assert threading.active_count() == before


def test_the_end_stops_all_work(small_study: Study) -> None:
    queue, work = JobQueue(cores=2), course("end")
    job = queue.ask(small_study, Steps(course="end"), "me")
    assert work.begun.wait(PATIENCE)
    queue.close()
    queue.join()
    assert job.stage is Stage.STOPPED


def test_a_program_ends_at_once_and_cleanly_in_the_middle_of_a_proof() -> None:
    # The queue is made in a daemon thread, as Streamlit's script threads are.
    program = """
        import threading
        from optimizer.search.effort import EXACT
        from optimizer.study import open_study
        from questions.jobs import JobQueue
        from questions.plan import PlanQuestion

        def ask():
            made = JobQueue(cores=2)
            question = PlanQuestion(effort=EXACT)
            job = made.ask(open_study(), question, "me")
            job.wait(60)
            print(job.shown is not None, job.over, flush=True)
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
    assert (ended.stdout.strip(), ended.stderr, ended.returncode) == ("True False", "", 0)


def test_problems_and_scorecards_are_made_once(queue: JobQueue, small_study: Study) -> None:
    first = Scenario(name="one", weeks={"europe": 5.0})
    again = Scenario(name="two", weeks={"europe": 5.0})
    assert queue.problem(small_study, first) is queue.problem(small_study, again)
    assert queue.problem(small_study, Scenario()) is not queue.problem(small_study, first)
    assert queue.scorecard(small_study, first) is queue.scorecard(small_study, Scenario())


@pytest.mark.parametrize(
    ("seconds", "done", "before", "left"),
    [(10.0, 100, 0, 30.0), (10.0, 100, 50, 60.0), (100.0, 100, 0, 300.0)],
)
def test_what_is_left_goes_by_the_pace_so_far(
    small_study: Study, seconds: float, done: int, before: int, left: float
) -> None:
    # By hand: 100 steps in 10 s leave 300 at 10 a second, or at 5 where 50 were there before.
    job: Job[Numbers] = Job("key", small_study, Steps(course="pace"), Turn.FIRST)
    job.tell(before, 400, "draws")
    job.tell(done, 400, "draws")
    job.began = time.monotonic() - seconds
    assert job.seconds_left == pytest.approx(left, rel=0.01)
