"""Where the app's study comes from: read once for everybody, and shared as frozen values.

The folders are those of the environment variables ``FOCUS_DATA`` and ``FOCUS_CONFIG``; without
them the bundled dataset and configuration. ``FOCUS_EVIDENCE`` names a table that is laid over the
dataset, ``FOCUS_AS_OF`` up to when what is known counts, where a session does not say it. Problems
found are not remembered, so that a mended file is read at the next visit.
"""

import os
from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from app import AS_OF, CONFIG, DATA, EVIDENCE
from config.load import bundled_configuration_folder
from config.rounds import Requirements, load_requirements
from data.cycles import CYCLES, CycleId
from data.vintage import EVERYTHING, at
from optimizer.study import Study, open_study
from questions.overlay import Rating, with_ratings
from questions.question import inputs_of

MOST_STUDIES = 24
"""Studies with edited evidence kept at once."""


def base_study(as_of: str = "", own: Study | None = None) -> Study:
    """Return the study as read from the folders, or the one that a session brought.

    A blank day is as usual here; ``own`` are dataset and configuration of the session, with all
    that is dated.

    Raises:
        InputError: every problem of dataset and configuration, at once.
    """
    usual = os.environ.get(AS_OF)
    if own is not None:
        return _own(f"{inputs_of(own)} {as_of or usual}", own, as_of or usual)
    places = tuple(os.environ.get(name) for name in (DATA, CONFIG, EVIDENCE))
    return _read(places, as_of or usual)


def study_with(ratings: Sequence[Rating], as_of: str = "", own: Study | None = None) -> Study:
    """Return the study with the ratings of a session in place of the recorded evidence.

    Raises:
        InputError: a rating does not hold, or base_study does.
    """
    base = base_study(as_of, own)
    if not ratings:
        return base
    rows = "\n".join(rating.model_dump_json() for rating in ratings)
    return _edited(f"{inputs_of(base)} {rows}", base, ratings)


def has_folders() -> bool:
    """Say whether the app was opened on folders of its own rather than on what is bundled."""
    return any(os.environ.get(name) for name in (DATA, CONFIG, EVIDENCE))


def of_cycle(name: CycleId) -> Study:
    """Return one of the bundled cycles, with everything on record whatever its day."""
    cycle = CYCLES[name]
    return _read((str(cycle.data), str(cycle.config), None), EVERYTHING)


def requirements() -> Requirements:
    """Return what the configuration asks of a round.

    Raises:
        InputError: the file that says so does not hold.
    """
    folder = os.environ.get(CONFIG)
    return load_requirements(Path(folder) if folder else bundled_configuration_folder())


@st.cache_resource(show_spinner="Reading dataset and configuration …", max_entries=MOST_STUDIES)
def _read(places: tuple[str | None, ...], as_of: str | None) -> Study:
    data, config, evidence = (Path(place) if place else None for place in places)
    return open_study(data, config, as_of, evidence)


@st.cache_resource(show_spinner=False, max_entries=MOST_STUDIES)
def _own(key: str, _study: Study, as_of: str | None) -> Study:  # noqa: ARG001
    return Study(at(_study.dataset, as_of), _study.configuration)


@st.cache_resource(show_spinner=False, max_entries=MOST_STUDIES)
def _edited(key: str, _base: Study, _ratings: Sequence[Rating]) -> Study:  # noqa: ARG001
    return with_ratings(_base, _ratings)
