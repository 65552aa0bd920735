"""Levers of the weights: of criteria, and of measures inside one; the rest keep proportions."""

from collections.abc import Mapping

import streamlit as st

from app.web import state
from app.web.widgets.choices import kind_choice, picked
from app.web.widgets.fields import current_key, field_key, retry
from config.configuration import Configuration
from optimizer.levers import WEIGHTS_OF_CRITERIA, WEIGHTS_OF_MEASURES, configured
from optimizer.levers.weights import Weights
from reports.escape import markdown

KIND, CRITERION = "weights-kind", "weights-criterion"
"""Keys of the choices of a kind, and of a criterion whose measures are weighed."""


def render(configuration: Configuration) -> None:
    """Show the weights of one kind as shares of 100, and those inside one of its criteria."""
    kind = kind_choice(configuration, KIND)
    _sliders(WEIGHTS_OF_CRITERIA, configuration, kind)
    st.caption("The weights of a kind always add up to 100 %: moving one moves the others too.")
    inside = {
        name: label
        for name, label in WEIGHTS_OF_MEASURES.names(configuration).items()
        if name.partition(".")[0] == kind
    }
    if not inside:
        return
    chosen = picked(
        "What counts inside …",
        inside,
        f"{CRITERION}:{kind}",
        index=None,
        placeholder="Choose a criterion",
        persist_state="session",
    )
    if chosen is not None:
        _sliders(WEIGHTS_OF_MEASURES, configuration, chosen)


def _sliders(lever: Weights, configuration: Configuration, whole: str) -> None:
    """Offer every part of a whole as a share of 100."""
    now = _shares(lever, configuration, whole)
    for part, label in lever.labels(configuration, whole).items():
        shown = round(now[part] * 100, 1)
        st.slider(
            markdown(label),
            0.0,
            100.0,
            shown,
            step=0.5,
            format="%.1f %%",
            key=field_key(_key(lever, whole, part), shown),
            on_change=_moved,
            args=(lever, configuration, whole, part),
        )


def _shares(lever: Weights, configuration: Configuration, whole: str) -> Mapping[str, float]:
    """Return the shares as the session has moved them."""
    return lever.now(configured(state.session().scenario, configuration).criteria, whole)


def _key(lever: Weights, whole: str, part: str) -> str:
    return f"{lever.parameter}:{whole}:{part}"


def _moved(lever: Weights, configuration: Configuration, whole: str, part: str) -> None:
    """Move one weight; the sliders of the others follow."""
    share = st.session_state[current_key(_key(lever, whole, part))] / 100
    retry(
        lambda: state.slide(
            f"{lever.parameter}:{whole}", part,
            lambda start: lever.move_one(start, configuration, whole, part, share),
        )
    )  # fmt: skip
