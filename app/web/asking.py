"""How pages ask: questions go to the one queue, and what comes back is shown as it grows.

A page asks, and shows what there is::

    shown(study, question, "what else", "Looking for other plans", report, "other-plans")

The *place* says what for: another question there gives up the one before. :func:`result` gives the
whole result, or what there is so far; below it stands a progress bar with a *Stop* button while
work goes on, and after a stop a button to *Go on*. Who stops, stops for themselves: as long as
another session wants the result, the work goes on. For a plan, :func:`progress` says how far it is.
"""

import operator
import time
from collections.abc import Callable
from typing import Any, NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app.web import render, state, turns
from optimizer.plan import Plan
from optimizer.scenario import Scenario
from optimizer.search.effort import PLAN, Effort
from optimizer.search.model import SolverError
from optimizer.stop import By
from optimizer.study import BASELINE, Study
from questions.jobs import Job, JobQueue, Stage
from questions.plan import FURTHER, Planned, PlanQuestion
from questions.question import Question, Result
from reports.report import Report
from reports.setting import Setting
from reports.words import count
from scoring.scorecard import Scorecard

BASELINE_PLACE, PLAN_PLACE = "baseline", "what-if"
"""Where a session asks for the baseline's plan, and for that of its own scenario."""
WHAT_ELSE = "what else"
"""Where it asks all that takes many plans: another such question gives up the one before."""
AT_ONCE = 0.25
"""Seconds that a page waits before it says that something is being worked out."""
PATIENCE = 2.0
"""Seconds of work on a plan that a page waits for before it is shown without."""
IN_TURN = 10.0
"""Seconds that a page waits until the work on a plan has its turn; twice drawn, it would take the
time of others."""
REFRESH = 4.0
"""Seconds before a page that shows a part is rendered again with more of it."""
SOON = 3.0
"""Seconds before it is told how long the rest will take."""
POLL = 0.4
"""Seconds between looks at unfinished work."""
Seen = tuple[bool, object]
"""Whether a job was over, and what it showed, before a page rendered any of it."""
FAILURE = "That could not be worked out; the log of the app says why."


@st.cache_resource(show_spinner=False)
def jobs() -> JobQueue:
    """Return the queue that all sessions share."""
    return JobQueue()


def ask(study: Study, question: Question[Result], place: str = "") -> Job[Result]:
    """Return the job of a question for this session, begun if need be."""
    return jobs().ask(study, question, state.session().owner, place)


def at_once(study: Study, question: Question[Result]) -> Result:
    """Return the result of a question that takes no time worth waiting for."""
    return jobs().answer(study, question).result


def wait(job: Job[Any], seconds: float) -> Seen:
    """Wait until there is something to see; meanwhile the pages of others are rendered.

    Whoever clicks meanwhile is heard at once.

    Args:
        job: as :func:`ask` returns it.
        seconds: of work on it, after which it is waited for no longer.

    Returns:
        What there is to see, for :func:`progress`.
    """
    began = time.monotonic()
    with turns.let_go():
        while not job.wait(POLL):
            state.session()  # where Streamlit ends a run that a click has made out of date
            if job.stage is Stage.WAITING:
                late = time.monotonic() - began > IN_TURN
            else:
                late = job.seconds > seconds
            if late:
                break
    return seen(job)


def seen(job: Job[Any]) -> Seen:
    """Return what there is to see of a job."""
    return job.over, job.shown


class AtHand(NamedTuple):
    """A plan as far as it is there when a page is rendered."""

    job: Job[Planned]
    seen: Seen

    @property
    def planned(self) -> Planned | None:
        """The plan with its scenario; None where there is none that holds."""
        some = self.job.shown
        return some if some is not None and some.plan.found else None

    @property
    def plan(self) -> Plan | None:
        """The plan, also one that says that there is none; None while nothing is known."""
        return None if self.job.shown is None else self.job.shown.plan

    @property
    def note(self) -> str:
        """That the plan may still change, for the head of a page; blank once it is over."""
        early = self.planned is not None and not self.job.over
        return " · :material/hourglass: a first list: it may still change" if early else ""

    @property
    def settled(self) -> bool:
        """Whether the plan is there to stay."""
        return self.job.over and self.planned is not None


def at_hand(job: Job[Planned]) -> AtHand:
    """Wait a moment for a plan, and return what there is of it."""
    return AtHand(job, wait(job, PATIENCE))


def effort() -> Effort:
    """Return how hard this session wants its plans looked for."""
    return FURTHER if state.session().further else PLAN


def baseline(study: Study) -> Job[Planned]:
    """Return the job of the baseline, against which everything is compared."""
    return ask(study, PlanQuestion(effort=effort()), BASELINE_PLACE)


def current(study: Study) -> Job[Planned]:
    """Return the job of this session's scenario."""
    mine = state.session()
    if not mine.moved:
        return baseline(study)
    return ask(study, PlanQuestion(scenario=mine.scenario, effort=effort()), PLAN_PLACE)


def scorecard(study: Study, scenario: Scenario = BASELINE) -> Scorecard:
    """Return the scores under the scenario's weights; kept for everybody who asks the same."""
    return jobs().scorecard(study, scenario)


def setting(study: Study, scenario: Scenario, plan: Plan | None = None) -> Setting:
    """Return what a report about a scenario of this session needs."""
    edits = len(state.session().ratings)
    return Setting(study, scenario, plan, jobs(), edits)


def made(name: str, make: Callable[..., Report], *of: object) -> Report:
    """Return ``make(*of)``: that of the last look where it was made of the very same things.

    Pages are rendered again for every click and every step of the work in the background.

    Args:
        name: tells the report of a page from others of this session.
        make: makes the report.
        of: everything that it depends on.
    """
    kept = state.session().reports
    known = kept.get(name)
    if known is None or len(known[0]) != len(of) or any(map(operator.is_not, known[0], of)):
        known = kept[name] = (of, make(*of))
    return known[1]


def failure(job: Job[Any]) -> str:
    """Return why there is no answer, in words."""
    if job.problems:
        return " ".join(str(problem) for problem in job.problems)
    if isinstance(job.error, SolverError):
        return f"The solver could not answer: {job.error}."
    return FAILURE


def failed(job: Job[Any]) -> None:
    """Say why there is no answer, and offer to try again."""
    st.error(failure(job))
    _go_on(st.container(), job, state.session().owner, "Try again")


def result(job: Job[Result], doing: str) -> Result | None:
    """Return the result, or what there is so far; tell how far the work is, and offer to stop it.

    The page is rendered again when there is more to see.

    Args:
        job: as :func:`ask` returns it.
        doing: what is being worked out, in a few words.
    """
    with turns.let_go():
        job.wait_until_over(AT_ONCE)
    owner = state.session().owner
    if job.stage is Stage.FAILED:
        failed(job)
    elif job.stage is Stage.STOPPED or (not job.over and owner in job.content):
        _stopped(job, owner)
    elif not job.over:
        _watch(job, owner, doing)
    return job.shown


def shown(
    study: Study,
    question: Question[Result],
    place: str,
    doing: str,
    report: Callable[[Result, Job[Result]], Report | None],
    key: str,
    **how: Any,  # noqa: ANN401 (as render.part takes it)
) -> None:
    """Ask in the background; show the report of the result, or of what there is so far.

    Args:
        study: the study.
        question: what is asked.
        place: where: another question there gives up the one before.
        doing: what is being worked out, in a few words.
        report: makes the report; None where there is nothing to say yet.
        key: tells apart the widgets of the report.
        how: which parts of the report are shown, for :func:`app.web.render.part`.
    """
    job = ask(study, question, place)
    found = result(job, doing)
    said = None if found is None else report(found, job)
    if said is not None:
        render.part(said, key, **how)


def stopped(job: Job[Any]) -> By | None:
    """Return who ended a job early, as reports say it; None where nobody did."""
    return "person" if job.stage is Stage.STOPPED else None


def _watch(job: Job[Any], owner: str, doing: str) -> None:
    """Show how far a job is; render the whole page again when there is something new."""
    shown, since = job.shown, time.monotonic()

    @st.fragment(run_every=POLL)
    def waiting() -> None:
        job.look()
        more = job.shown is not shown and (shown is None or time.monotonic() - since > REFRESH)
        if job.over or owner in job.content or more:
            st.rerun()
        text, button = _line()
        share, words = progress_words(job, doing)
        if share is None:
            text.info(words, icon=":material/hourglass_empty:")
        else:
            text.progress(share, words)
        _stop(button, job, owner, disabled=job.stop.thrown)

    waiting()


def progress_words(job: Job[Any], doing: str) -> tuple[float | None, str]:
    """Return how far a job is: the share done (None where it is unknown), and words for it."""
    if job.total:
        words = f"{doing}: {job.done:,} of {job.total:,} {job.words}".rstrip()
        left = job.seconds_left
        rest = "" if left is None or job.seconds < SOON else f", about {_duration(left)} left"
        return min(1.0, job.done / job.total), f"{words}{rest} …"
    if job.stage is Stage.WAITING:
        return None, f"{doing}: {Stage.WAITING} …"
    return None, f"{doing}, for {job.seconds:.0f} s …"


def _duration(seconds: float) -> str:
    """Return how long something takes, no more precise than is known."""
    if seconds < 90:
        return count(max(5, round(seconds / 5) * 5), "second")
    return count(round(seconds / 60), "minute")


def _stopped(job: Job[Any], owner: str) -> None:
    """Say that a job was stopped by its session, and offer to go on with it."""
    after = f" after {job.done:,} of {job.total:,} {job.words}".rstrip() if job.total else ""
    some = job.shown is not None
    text, button = _line()
    text.caption(
        f":material/info: Stopped{after}: "
        + ("this is what was found by then." if some else "nothing yet.")
    )
    _go_on(button, job, owner, "Go on" if some else "Once more")


def progress(study: Study, plan: AtHand, *, stoppable: bool = True) -> None:
    """Show how far a plan is; render the page anew when there is something new to see.

    Only this small part of the page is rendered again while the work goes on.

    Args:
        study: the study.
        plan: as it was before the page was rendered; its job may have come further since.
        stoppable: whether to offer to stop, to go on, and to look further.
    """
    job, other = plan.job, baseline(study)
    running = not (job.over and other.over)
    before = (*plan.seen, other.over, other.shown is None)

    @st.fragment(run_every=POLL if running else None)
    def look() -> None:
        job.look()
        other.look()
        now = (*seen(job), other.over, other.shown is None)
        if any(new is not old for new, old in zip(now, before, strict=True)):
            st.rerun()
        if not job.over:
            _running(job, "This plan", stoppable=stoppable)
        else:
            _ended(job, stoppable=stoppable)
        if job.over and not other.over:
            _running(other, "The baseline's plan", stoppable=stoppable)

    look()


def _running(job: Job[Planned], which: str, *, stoppable: bool) -> None:
    text, button = _line()
    some = job.shown is not None
    if job.proving:
        doing = "looking for a better one, and for its proof"
    else:
        doing = Stage.WAITING if job.stage is Stage.WAITING else "looking for a plan"
    text.caption(f":material/hourglass: {f'{which} holds; ' if some else ''}{doing} …")
    if stoppable:
        _stop(button, job, state.session().owner, disabled=not some or job.stop.thrown)


def _ended(job: Job[Planned], *, stoppable: bool) -> None:
    plan = None if job.shown is None else job.shown.plan
    if plan is None or not plan.found:
        return
    text, button = _line()
    if job.stage is Stage.STOPPED:
        text.caption(":material/info: Stopped by you: this is the best plan found so far.")
        if stoppable:
            _go_on(button, job, state.session().owner, "Go on")
    elif stoppable and (plan.gap or 0.0) > FURTHER.gap and not state.session().further:
        text.caption(":material/info: The search is over: this is the best plan found.")
        button.button(
            "Look further",
            icon=":material/search:",
            on_click=state.look_further,
            help="Look harder for better plans and their proof, for the baseline and for your "
            "scenario alike; it may take minutes. For this session only.",
        )


def _line() -> tuple[DeltaGenerator, DeltaGenerator]:
    """Return room for words, and for a button beside them."""
    text, button = st.columns([0.77, 0.23], vertical_alignment="center")
    return text, button


def _stop(place: DeltaGenerator, job: Job[Any], owner: str, *, disabled: bool) -> None:
    place.button(
        "Stop",
        key=f"stop:{job.key[:12]}",
        icon=":material/stop_circle:",
        on_click=jobs().stop,
        args=(job, owner),
        disabled=disabled,
        help="Be content with what there is by now.",
    )


def _go_on(place: DeltaGenerator, job: Job[Any], owner: str, label: str) -> None:
    place.button(
        label,
        key=f"again:{job.key[:12]}",
        icon=":material/play_circle:",
        on_click=jobs().go_on,
        args=(job, owner),
    )
