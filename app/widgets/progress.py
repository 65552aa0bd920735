"""How far a plan is: shown while it is being made, with a button to stop."""

from collections.abc import Callable

import streamlit as st

from app import work
from app.job import Job, Stage

EVERY = 0.4
"""Seconds between two looks at a running job."""


def progress(ask: Callable[[], Job], baseline: Job, *, stoppable: bool = True) -> None:
    """Show how far a job is; draw the page anew when there is something new to see.

    Only this small part of the page is drawn again while the job runs.

    Args:
        ask: returns the job, and tells the workshop that it is still wanted.
        baseline: the job that it is compared with; the same one where it is not.
        stoppable: whether to offer to stop, and to look further.
    """
    job = ask()
    running = not (job.over and baseline.over)
    seen = (job, job.stage, job.answer, baseline.stage, baseline.answer)

    @st.fragment(run_every=EVERY if running else None)
    def look() -> None:
        now = ask()
        news = (now, now.stage, now.answer, baseline.stage, baseline.answer)
        if any(new is not old for new, old in zip(news, seen, strict=True)):
            st.rerun()
        if not now.over:
            _running(now, stoppable=stoppable)
        elif not baseline.over:
            st.caption(f":material/hourglass: The baseline: {baseline.stage}.")
        else:
            _ended(now, stoppable=stoppable)

    look()


def _running(job: Job, *, stoppable: bool) -> None:
    text, button = st.columns([0.75, 0.25], vertical_alignment="center")
    if job.stage is Stage.PROVING:
        text.progress(job.progress, f"This plan holds; {job.stage}, at most {job.seconds:.0f} s.")
    else:
        words = "This plan holds; " if job.answer is not None else ""
        text.caption(f":material/hourglass: {words}{job.stage} …")
    if stoppable:
        button.button(
            "Stop",
            icon=":material/stop_circle:",
            on_click=work.be_content,
            args=(job,),
            help="Be content with the plan found so far.",
            disabled=job.answer is None,
        )


def _ended(job: Job, *, stoppable: bool) -> None:
    plan = None if job.answer is None else job.answer.plan
    if plan is None or not plan.found or plan.status == "optimal":
        return
    words = "Stopped" if job.stage is Stage.STOPPED else f"The time of {job.seconds:.0f} s is over"
    text, button = st.columns([0.75, 0.25], vertical_alignment="center")
    text.caption(f":material/info: {words}: this is the best plan found so far.")
    if stoppable:
        button.button(
            "Look further",
            icon=":material/search:",
            on_click=work.look_further,
            help="Spend more time on a better plan and its proof.",
        )
