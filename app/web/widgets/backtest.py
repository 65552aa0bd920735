"""How much of the list in force plan and ranking find without knowing it."""

import streamlit as st

from app.web import asking, state
from optimizer.past_list import on_record
from optimizer.study import Study
from questions.backtest import Backtested, BacktestQuestion
from questions.jobs import Job
from reports.backtest import report
from reports.report import Report

PLACE = "backtest"
"""Where a session asks; other levers give up the question before."""
OVERVIEW = "backtest of the baseline"
"""Where Overview asks."""
LOOK = 2.0
"""Seconds between looks at a plan that is being worked out."""


def render(study: Study, kind: str) -> None:
    """Show what the scenario of this session finds of the list in force, of one kind."""
    if not on_record(study.dataset):
        st.info("There is no list in force that could be found.")
        return
    scenario = state.session().scenario

    def made(found: Backtested, job: Job[Backtested]) -> Report:
        setting = asking.setting(study, scenario)
        return report(found, setting, kind=kind, stopped=asking.stopped(job))

    question = BacktestQuestion(scenario=scenario, effort=asking.effort())
    doing, key = "Planning without the list", f"backtest-{kind}"
    asking.shown(study, question, PLACE, doing, made, key, quoted=True)


def of_baseline(study: Study, *, settled: bool) -> Backtested | None:
    """Return what the baseline finds of the list in force; None where that is not known yet.

    Args:
        study: of this session.
        settled: whether the baseline's plan stands, so that it does not have to wait for this one.
    """
    if not settled or not on_record(study.dataset):
        return None
    job = asking.ask(study, BacktestQuestion(effort=asking.effort()), OVERVIEW)
    if not job.over:
        _watch(job)
    return job.shown


def _watch(job: Job[Backtested]) -> None:
    """Render the page again when there is more to say."""
    before = job.shown

    @st.fragment(run_every=LOOK)
    def waiting() -> None:
        job.look()
        if job.over or job.shown is not before:
            st.rerun()

    waiting()
