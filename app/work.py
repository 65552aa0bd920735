"""Long work off the script thread, as a session asks for it: its own plan, and the baseline's."""

import streamlit as st

from app import state
from app.job import Job
from app.study_source import Inputs
from app.workshop import DESK, Workshop
from optimizer.study import BASELINE

BASELINE_DESK = "baseline"
"""Where a session asks about the baseline."""


@st.cache_resource(show_spinner=False)
def workshop() -> Workshop:
    """Return the workshop that all sessions share."""
    return Workshop()


def baseline(inputs: Inputs) -> Job:
    """Return the job of the baseline, against which everything is compared."""
    return workshop().ask(inputs, BASELINE, state.session().owner, BASELINE_DESK)


def current(inputs: Inputs, *, longer: bool = False) -> Job:
    """Return the job of this session's scenario."""
    mine = state.session()
    near = None if mine.scenario == BASELINE else baseline(inputs)
    return workshop().ask(inputs, mine.scenario, mine.owner, DESK, near=near, longer=longer)


def look_further() -> None:
    """Spend more time on this session's scenario."""
    current(state.inputs(), longer=True)


def be_content(job: Job) -> None:
    """Let this session be content with the plan found so far."""
    workshop().stop(job, state.session().owner)
