"""The problem that a scenario poses, kept for everybody who asks the same."""

import streamlit as st

from app.study_source import Inputs
from app.workshop import question_key
from optimizer.problem import Problem
from optimizer.scenario import Scenario

MOST = 48
"""Problems kept at once."""


def problem(inputs: Inputs, scenario: Scenario) -> Problem:
    """Return the problem that a scenario poses.

    Raises:
        InputError: the scenario does not fit the configuration or the dataset.
    """
    return _problem(question_key(inputs, scenario), inputs, scenario)


@st.cache_resource(show_spinner=False, max_entries=MOST)
def _problem(key: str, _inputs: Inputs, _scenario: Scenario) -> Problem:  # noqa: ARG001
    return _inputs.study.problem(_scenario)
