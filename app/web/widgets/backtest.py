"""How much of the list in force plan and ranking find without knowing it."""

import streamlit as st

from app.web import asking, state
from app.web.widgets import standing
from optimizer.inverse_weights import InverseWeights
from optimizer.past_list import on_record, past_list
from optimizer.study import Study
from questions.backtest import Backtested, BacktestQuestion
from questions.inverse_weights import InversePlanQuestion, InverseWeightsQuestion
from questions.jobs import Job
from reports import inverse_weights
from reports.backtest import report
from reports.report import Report

PLACE = "backtest"
WEIGHTS = "inverse weights"


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
    if past_list(study.dataset) & {one.id for one in study.dataset.of_kind(kind)}:
        _weights(study, kind)


def _weights(study: Study, kind: str) -> None:
    wanted = st.toggle(
        inverse_weights.TITLE,
        key="backtest-weights",
        persist_state="session",
        help="Looks for the most that any weights could find, and for the nearest ones that do.",
    )
    if not wanted:
        return
    scenario = state.session().scenario

    def made(found: InverseWeights, job: Job[InverseWeights]) -> Report:
        setting = asking.setting(study, scenario)
        return inverse_weights.report(found, setting, kind, stopped=asking.stopped(job))

    question = InverseWeightsQuestion(scenario=scenario, kind=kind)
    doing, key = "Looking for other weights", f"inverse-{kind}"
    asking.shown(study, question, WEIGHTS, doing, made, key, quoted=True)
    if st.toggle(
        inverse_weights.PLAN_TITLE,
        key="backtest-weights-plan",
        persist_state="session",
        help="The same of the plan, where staff, money and rules have a say; it takes minutes.",
    ):

        def planned(found: InverseWeights, job: Job[InverseWeights]) -> Report:
            setting, by = asking.setting(study, scenario), asking.stopped(job)
            return inverse_weights.report(found, setting, kind, planned=True, stopped=by)

        of_plan = InversePlanQuestion(scenario=scenario, kind=kind, effort=asking.effort())
        key = f"inverse-plan-{kind}"
        asking.shown(study, of_plan, asking.WHAT_ELSE, doing, planned, key, quoted=True)


def of_baseline(study: Study, *, settled: bool) -> Backtested | None:
    """Return what the baseline finds of the list in force; None where that is not known yet.

    Nothing is asked before the baseline's plan stands (``settled``), so that it does not have to
    wait.
    """
    if not settled or not on_record(study.dataset):
        return None
    job = asking.ask(study, BacktestQuestion(effort=asking.effort()), "backtest of the baseline")
    before = job.shown
    standing.once(job, lambda: job.shown is not before)
    return job.shown
