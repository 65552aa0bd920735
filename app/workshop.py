"""The workshop: two lanes of threads that make plans, and the answers they have given.

A quick plan with a proven gap comes first and is replaced by a better one, proven further, in a
second lane, so that nobody's quick plan waits behind somebody's long proof. Answers are frozen
values and are kept, the least recently wanted going first; the key is made of the contents of
dataset, configuration, edits and levers, so that an answer can only reach those who ask the very
same question.

Who asks is an *owner* (a session) with a *desk* (what the answer is for). Asking for another
scenario at the same desk gives up the one before: a job that nobody wants any more is stopped.
"""

import hashlib
import json
import logging
import os
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from optimizer.nearby import columns_used, plan_near
from optimizer.solve import Planner, SolverError

from app.answers import Answer
from app.job import SECONDS, Job, Stage
from app.lane import Lane, at_the_end
from app.study_source import Inputs
from config.problems import InputError
from optimizer.bottleneck import scarcities
from optimizer.conditions import moved_conditions
from optimizer.levers import canonical
from optimizer.plan import Plan
from optimizer.scenario import Scenario
from optimizer.tolerances import worth_more

GAP = 2e-3
"""Relative gap at which the second lane stops proving."""
LONGER = 4.0
"""How many times as long the second lane looks when asked to look further."""
QUICK_SECONDS = 1.0
"""Most time for each of the two attempts at a quick plan."""
NEAR_PATIENCE = 4.0
"""Seconds to wait for the plan to start from."""
MOST_JOBS = 200
"""Answers kept at once."""
FORGOTTEN = 120.0
"""Seconds without a question after which a waiting proof is no longer worth starting."""
DESK = "what-if"
"""Where a session asks about its own scenario."""

LOG = logging.getLogger(__name__)


class Workshop:
    """Two lanes of threads and the answers they have given; one for the whole app."""

    def __init__(self, cores: int | None = None) -> None:
        count = cores or os.cpu_count() or 1
        self._quick = Lane(max(1, count), "quick")
        self._deep = Lane(max(1, count - 1), "deep")
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock = threading.Lock()
        at_the_end(self.close)

    def ask(
        self,
        inputs: Inputs,
        scenario: Scenario,
        owner: str,
        desk: str = DESK,
        *,
        near: Job | None = None,
        longer: bool = False,
    ) -> Job:
        """Return the job that answers a scenario, begun if it is new.

        Args:
            inputs: the study, and the key of its contents.
            scenario: the levers.
            owner: who asks.
            desk: what for; another question at the same desk gives up the one before.
            near: a job whose plan to start from, so that small moves make small changes.
            longer: look further, with more time, even though the work is over.
        """
        key = question_key(inputs, scenario)
        asker = (owner, desk)
        with self._lock:
            for other in list(self._jobs.values()):
                if other.key != key and asker in other.wanted_by:
                    self._give_up(other, asker)
            job = self._jobs.get(key)
            stopped = job is not None and job.stage is Stage.STOPPED
            if job is None or (stopped and asker not in job.given_up_by) or (longer and job.over):
                job = self._begin(key, inputs, scenario, near, earlier=job, longer=longer)
            self._jobs.move_to_end(key)
            if asker not in job.given_up_by:
                job.wanted_by.add(asker)
            job.wanted_at = time.monotonic()
            self._forget_oldest()
        return job

    def stop(self, job: Job, owner: str, desk: str = DESK) -> None:
        """Be content with the plan found so far; the work ends if nobody else wants it."""
        with self._lock:
            job.given_up_by.add((owner, desk))
            job.wanted_by.discard((owner, desk))
            if not job.wanted_by:
                job.stop.throw()

    @property
    def size(self) -> int:
        """Number of jobs kept."""
        return len(self._jobs)

    def close(self) -> None:
        """Stop all work and end the threads."""
        with self._lock:
            for job in self._jobs.values():
                job.stop.throw()
        self._quick.close()
        self._deep.close()

    def join(self) -> None:
        """Wait, after :meth:`close`, until all threads have ended."""
        self._quick.join()
        self._deep.join()

    def _begin(
        self,
        key: str,
        inputs: Inputs,
        scenario: Scenario,
        near: Job | None,
        *,
        earlier: Job | None,
        longer: bool,
    ) -> Job:
        """Return a new job for a question; one that was asked before starts from where it was."""
        job = Job(key, scenario, seconds=SECONDS * LONGER if longer else SECONDS)
        if earlier is not None:
            job.answer, job.best = earlier.answer, earlier.best
            near = earlier if earlier.best else near
        self._jobs[key] = job
        self._quick.put(self._told(job, lambda: self._plan_quickly(job, inputs, near)))
        return job

    def _give_up(self, job: Job, asker: tuple[str, str]) -> None:
        """Let one asker go; stop and forget the job if it was the last and is not done."""
        job.wanted_by.discard(asker)
        if not job.wanted_by and not job.over:
            job.stop.throw()
            self._jobs.pop(job.key, None)

    def _forget_oldest(self) -> None:
        over = [key for key, job in self._jobs.items() if job.over]
        for key in over[: max(0, len(self._jobs) - MOST_JOBS)]:
            del self._jobs[key]

    def _told(self, job: Job, work: Callable[[], None]) -> Callable[[], None]:
        """Return work whose errors become words on the job; the log keeps the whole of them."""

        def careful() -> None:
            try:
                work()
            except InputError as error:
                job.fail(tuple(str(problem) for problem in error.problems))
            except SolverError as error:
                job.fail((f"The solver could not answer: {error}.",))
            except Exception:
                LOG.exception("planning failed")
                job.fail(("Planning failed; the log of the app says why. Move a lever back.",))

        return careful

    def _plan_quickly(self, job: Job, inputs: Inputs, near: Job | None) -> None:
        """Find a first plan: what is left of the plan near it, or else a quick one."""
        if job.stop.thrown:
            job.become(Stage.STOPPED)
            return
        job.become(Stage.QUICK)
        problem = inputs.study.problem(job.scenario)
        planner = Planner(problem, moved_conditions(problem, job.scenario))
        if near is not None:
            near.wait(NEAR_PATIENCE)
        plan = None if near is None else plan_near(planner, near.best, stop=job.stop)
        first = plan is None
        if plan is None:
            plan = planner.quick(gap=GAP, seconds=QUICK_SECONDS, stop=job.stop)
        job.best = columns_used(planner)
        answer = better(job.answer, Answer(job.scenario, plan, scarcities(planner)))
        if plan.status in ("optimal", "infeasible"):
            job.become(Stage.DONE, answer)
        elif job.stop.thrown:
            job.become(Stage.STOPPED, answer)
        else:
            job.become(Stage.QUEUED, answer)
            self._deep.put(self._told(job, lambda: self._improve(job, planner, quick=not first)))

    def _improve(self, job: Job, planner: Planner, *, quick: bool) -> None:
        """Find a better plan and prove it, starting from the first one."""
        forgotten = time.monotonic() - job.wanted_at > FORGOTTEN
        if job.stop.thrown or forgotten:
            job.become(Stage.STOPPED)
            return
        job.become(Stage.PROVING)
        if quick:
            self._take(
                job,
                planner,
                planner.quick(gap=GAP, seconds=QUICK_SECONDS, start=planner.best, stop=job.stop),
            )
        plan = planner.exact(gap=GAP, seconds=job.seconds, break_ties=False, stop=job.stop)
        self._take(job, planner, plan)
        job.become(Stage.STOPPED if job.stop.thrown else Stage.DONE)

    @staticmethod
    def _take(job: Job, planner: Planner, plan: Plan) -> None:
        """Take over a plan that is better than the one before."""
        if job.answer is None:
            return
        job.best = columns_used(planner)
        answer = Answer(job.scenario, plan, job.answer.scarcities)
        job.become(job.stage, better(job.answer, answer))


def better(before: Answer | None, after: Answer) -> Answer:
    """Return the later answer, unless it found less than the one before."""
    if before is None or before.plan.value is None or after.plan.status == "infeasible":
        return after
    if after.plan.value is None or worth_more(before.plan.value, after.plan.value):
        return before
    return after


def question_key(inputs: Inputs, scenario: Scenario) -> str:
    """Return the key of a question: the same for the same contents and levers."""
    text = json.dumps(canonical(scenario))
    return hashlib.sha256(f"{inputs.key} {text}".encode()).hexdigest()
