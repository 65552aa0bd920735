"""Long work off the script thread: plans for everybody, each asked for once.

A *job* answers one scenario on one set of inputs. A quick plan with a proven gap comes first and
is replaced by a better one, proven further, in a second lane, so that nobody's quick plan waits
behind somebody's long proof. Answers are frozen values and are kept, the least recently wanted
going first; the key is made of the contents of dataset, configuration, edits and levers, so that
an answer can only reach those who ask the very same question.

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
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import StrEnum

import streamlit as st

from app import state
from app.study_source import Inputs
from config.problems import InputError
from optimizer.bottleneck import Scarcity, scarcities
from optimizer.plan import Plan
from optimizer.scenario import Scenario
from optimizer.solve import Planner, SolverError
from optimizer.stop import Stop
from optimizer.study import BASELINE

GAP = 2e-3
"""Relative gap at which the second lane stops proving."""
SECONDS = 20.0
"""Most time for the second lane."""
QUICK_SECONDS = 1.0
"""Most time for the quick plan."""
MOST_JOBS = 200
"""Answers kept at once."""
FORGOTTEN = 120.0
"""Seconds without a question after which a waiting proof is no longer worth starting."""

DESK = "what-if"
"""Where a session asks about its own scenario."""
BASELINE_DESK = "baseline"
"""Where it asks about the baseline."""

LOG = logging.getLogger(__name__)


class Stage(StrEnum):
    """How far a job is."""

    WAITING = "waiting"
    QUICK = "looking for a quick plan"
    QUEUED = "waiting to look further"
    PROVING = "looking for a better plan and proving it"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


OVER = frozenset({Stage.DONE, Stage.STOPPED, Stage.FAILED})
"""Stages after which nothing changes any more."""


@dataclass(frozen=True)
class Answer:
    """A plan as it stands, with what is short."""

    scenario: Scenario
    plan: Plan
    scarcities: tuple[Scarcity, ...]


@dataclass
class Job:
    """The work on one question; read by many threads, changed under its condition only."""

    key: str
    scenario: Scenario
    stage: Stage = Stage.WAITING
    answer: Answer | None = None
    problems: tuple[str, ...] = ()
    """Why there is no answer, in words."""
    stop: Stop = field(default_factory=Stop)
    wanted_by: set[tuple[str, str]] = field(default_factory=set)
    given_up_by: set[tuple[str, str]] = field(default_factory=set)
    wanted_at: float = field(default_factory=time.monotonic)
    proving_since: float | None = None
    changed: threading.Condition = field(default_factory=threading.Condition)

    @property
    def over(self) -> bool:
        """Whether nothing changes any more."""
        return self.stage in OVER

    @property
    def progress(self) -> float:
        """Share of the time for proving that has passed, 0..1."""
        since = self.proving_since
        return 0.0 if since is None else min(1.0, (time.monotonic() - since) / SECONDS)

    def wait(self, seconds: float) -> bool:
        """Wait until there is an answer, or why there is none; say whether there is one of both."""
        with self.changed:
            return self.changed.wait_for(lambda: self.answer is not None or self.over, seconds)

    def wait_until_over(self, seconds: float) -> bool:
        """Wait until nothing changes any more; say whether that is so."""
        with self.changed:
            return self.changed.wait_for(lambda: self.over, seconds)

    def become(self, stage: Stage, answer: Answer | None = None) -> None:
        """Go to another stage, with a new answer if there is one."""
        with self.changed:
            self.stage = stage
            self.answer = answer or self.answer
            if stage is Stage.PROVING:
                self.proving_since = time.monotonic()
            self.changed.notify_all()

    def fail(self, problems: tuple[str, ...]) -> None:
        """End without a further answer."""
        with self.changed:
            self.problems = problems
            self.stage = Stage.FAILED
            self.changed.notify_all()


class Workshop:
    """Two lanes of threads and the answers they have given; one for the whole app."""

    def __init__(self, cores: int | None = None) -> None:
        count = cores or os.cpu_count() or 1
        self._quick = ThreadPoolExecutor(max(1, count), thread_name_prefix="quick")
        self._deep = ThreadPoolExecutor(max(1, count - 1), thread_name_prefix="deep")
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock = threading.Lock()

    def ask(self, inputs: Inputs, scenario: Scenario, owner: str, desk: str = DESK) -> Job:
        """Return the job that answers a scenario, begun if it is new.

        Args:
            inputs: the study, and the key of its contents.
            scenario: the levers.
            owner: who asks.
            desk: what for; another question at the same desk gives up the one before.
        """
        key = question_key(inputs, scenario)
        asker = (owner, desk)
        with self._lock:
            for other in list(self._jobs.values()):
                if other.key != key and asker in other.wanted_by:
                    self._give_up(other, asker)
            job = self._jobs.get(key)
            if job is None or (job.stage is Stage.STOPPED and asker not in job.given_up_by):
                job = Job(key, scenario, answer=None if job is None else job.answer)
                self._jobs[key] = job
                self._begin(job, inputs)
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
        self._quick.shutdown(cancel_futures=True)
        self._deep.shutdown(cancel_futures=True)

    def _give_up(self, job: Job, asker: tuple[str, str]) -> None:
        """Let one asker go; stop and forget the job if it was the last and is not done."""
        job.wanted_by.discard(asker)
        if not job.wanted_by and not job.over:
            job.stop.throw()
            self._jobs.pop(job.key, None)

    def _forget_oldest(self) -> None:
        for key in [key for key, job in self._jobs.items() if job.over][: -MOST_JOBS or None]:
            if len(self._jobs) > MOST_JOBS:
                del self._jobs[key]

    def _begin(self, job: Job, inputs: Inputs) -> None:
        self._watch(job, self._quick.submit(self._plan_quickly, job, inputs))

    def _watch(self, job: Job, future: "Future[None]") -> None:
        """Turn an error of a thread into words on the job; the log keeps the whole of it."""

        def ended(done: "Future[None]") -> None:
            if done.cancelled():
                job.become(Stage.STOPPED)
                return
            error = done.exception()
            if isinstance(error, InputError):
                job.fail(tuple(str(problem) for problem in error.problems))
            elif isinstance(error, SolverError):
                job.fail((f"The solver could not answer: {error}.",))
            elif error is not None:
                LOG.error("planning failed", exc_info=error)
                job.fail(("Planning failed; the log of the app says why. Move a lever back.",))

        future.add_done_callback(ended)

    def _plan_quickly(self, job: Job, inputs: Inputs) -> None:
        if job.stop.thrown:
            job.become(Stage.STOPPED)
            return
        job.become(Stage.QUICK)
        planner = Planner(inputs.study.problem(job.scenario))
        plan = planner.quick(gap=GAP, seconds=QUICK_SECONDS, stop=job.stop)
        answer = Answer(job.scenario, plan, scarcities(planner))
        if plan.status in ("optimal", "infeasible"):
            job.become(Stage.DONE, answer)
        elif job.stop.thrown:
            job.become(Stage.STOPPED, answer)
        else:
            job.become(Stage.QUEUED, answer)
            self._watch(job, self._deep.submit(self._prove, job, planner, answer))

    def _prove(self, job: Job, planner: Planner, before: Answer) -> None:
        forgotten = time.monotonic() - job.wanted_at > FORGOTTEN
        if job.stop.thrown or forgotten:
            job.become(Stage.STOPPED)
            return
        job.become(Stage.PROVING)
        plan = planner.exact(gap=GAP, seconds=SECONDS, break_ties=False, stop=job.stop)
        answer = before if not plan.found else Answer(job.scenario, plan, before.scarcities)
        job.become(Stage.STOPPED if job.stop.thrown else Stage.DONE, answer)


def question_key(inputs: Inputs, scenario: Scenario) -> str:
    """Return the key of a question: the same for the same contents and levers."""
    levers = scenario.model_dump(exclude={"name"}, exclude_defaults=True)
    for lock in ("must", "must_not"):
        if lock in levers:
            levers[lock] = sorted(levers[lock])
    text = json.dumps(levers, sort_keys=True)
    return hashlib.sha256(f"{inputs.key} {text}".encode()).hexdigest()


@st.cache_resource(show_spinner=False)
def workshop() -> Workshop:
    """Return the workshop that all sessions share."""
    return Workshop()


def baseline(inputs: Inputs) -> Job:
    """Return the job of the baseline, against which everything is compared."""
    return workshop().ask(inputs, BASELINE, state.session().owner, BASELINE_DESK)


def current(inputs: Inputs) -> Job:
    """Return the job of this session's scenario."""
    mine = state.session()
    return workshop().ask(inputs, mine.scenario, mine.owner, DESK)
