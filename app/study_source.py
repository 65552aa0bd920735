"""Where the app's study comes from: read once for everybody, and shared as frozen values.

The folders are those of the environment variables ``FOCUS_DATA`` and ``FOCUS_CONFIG``; without
them the bundled dataset and configuration. Problems found are not remembered, so that a mended
file is read at the next visit.
"""

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from app.overlay import Rating, with_ratings
from ecosystem.strength import Contribution, Strength, strength_breakdown
from optimizer.scenario import Scenario
from optimizer.study import BASELINE, Study, open_study
from scoring.scorecard import Scorecard

DATA = "FOCUS_DATA"
"""Environment variable: folder of the dataset."""
CONFIG = "FOCUS_CONFIG"
"""Environment variable: folder of the configuration."""
MOST_STUDIES = 24
"""Studies with edited evidence kept at once."""
MOST_SCORECARDS = 96
"""Scorecards kept at once."""


@dataclass(frozen=True, eq=False)
class Inputs:
    """A study, and the key by which results made from it are kept.

    Attributes:
        study: dataset and configuration, edited evidence included.
        key: hash of the contents of dataset, configuration and edits.
        edits: number of ratings edited in this session.
    """

    study: Study
    key: str
    edits: int = 0


def base_inputs() -> Inputs:
    """Return the study as read from the folders.

    Raises:
        InputError: every problem of dataset and configuration, at once.
    """
    return _read(os.environ.get(DATA), os.environ.get(CONFIG))


def inputs_with(ratings: Sequence[Rating]) -> Inputs:
    """Return the study with the ratings of a session in place of the recorded evidence.

    Raises:
        InputError: a rating does not hold, or base_inputs does.
    """
    base = base_inputs()
    if not ratings:
        return base
    digest = hashlib.sha256(base.key.encode())
    for rating in ratings:
        digest.update(rating.model_dump_json().encode())
    return _edited(digest.hexdigest(), base, tuple(ratings))


def scorecard(inputs: Inputs, scenario: Scenario = BASELINE) -> Scorecard:
    """Return the scores under the scenario's weights; kept for everybody who asks the same."""
    weights = scenario.model_dump_json(include={"weights", "worth"})
    return _scorecard(inputs.key, weights, inputs, scenario)


def partners(inputs: Inputs, candidate: str) -> tuple[Contribution, ...]:
    """Return the partners whose work counts for a candidate; none where no record reaches it."""
    strength = _breakdown(inputs.key, inputs).get(candidate)
    return () if strength is None else strength.contributions


@st.cache_resource(show_spinner="Reading dataset and configuration …")
def _read(data: str | None, config: str | None) -> Inputs:
    study = open_study(Path(data) if data else None, Path(config) if config else None)
    contents = f"{study.dataset.content_hash} {study.configuration.content_hash}"
    return Inputs(study, hashlib.sha256(contents.encode()).hexdigest())


@st.cache_resource(show_spinner=False, max_entries=MOST_STUDIES)
def _edited(key: str, _base: Inputs, _ratings: tuple[Rating, ...]) -> Inputs:
    return Inputs(with_ratings(_base.study, _ratings), key, len(_ratings))


@st.cache_resource(show_spinner=False, max_entries=MOST_STUDIES)
def _breakdown(key: str, _inputs: Inputs) -> Mapping[str, Strength]:  # noqa: ARG001
    return strength_breakdown(_inputs.study.dataset)


@st.cache_resource(show_spinner=False, max_entries=MOST_SCORECARDS)
def _scorecard(key: str, weights: str, _inputs: Inputs, _scenario: Scenario) -> Scorecard:  # noqa: ARG001
    return _inputs.study.scorecard(_scenario)
