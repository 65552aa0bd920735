"""Levers of the weights: moving one keeps the proportions of the others."""

from collections.abc import Mapping

import streamlit as st

from app.web import state
from app.web.widgets.fields import current_key, field_key, retry
from config.configuration import Configuration
from optimizer.levers import WEIGHTS_OF_CRITERIA, configured
from reports.escape import markdown

KIND = "weights-kind"
"""Key of the choice of kind."""


def render(configuration: Configuration) -> None:
    """Show the weights of one kind as shares of 100."""
    kinds = configuration.criteria.kinds
    kind = st.segmented_control(
        "Kind",
        list(kinds),
        format_func=lambda name: markdown(kinds[name].label),
        default=next(iter(kinds)),
        required=True,
        key=KIND,
        label_visibility="collapsed",
    )
    if kind is None:
        return
    now = _weights(configuration, kind)
    for name, criterion in kinds[kind].criteria.items():
        shown = _shown(now[name])
        st.slider(
            markdown(criterion.label),
            0.0,
            100.0,
            shown,
            step=0.5,
            format="%.1f %%",
            key=field_key(_key(kind, name), shown),
            on_change=_moved,
            args=(configuration, kind, name),
        )
    st.caption("The weights of a kind always add up to 100 %: moving one moves the others too.")


def _weights(configuration: Configuration, kind: str) -> Mapping[str, float]:
    """Return the weights as the session has moved them."""
    return configured(state.session().scenario, configuration).criteria.kinds[kind].weights


def _key(kind: str, criterion: str) -> str:
    return f"weight:{kind}:{criterion}"


def _shown(weight: float) -> float:
    return round(weight * 100, 1)


def _moved(configuration: Configuration, kind: str, name: str) -> None:
    """Move one weight; the sliders of the others follow."""
    share = st.session_state[current_key(_key(kind, name))] / 100
    retry(
        lambda: state.slide(
            kind, name,
            lambda start: WEIGHTS_OF_CRITERIA.move_one(start, configuration, kind, name, share),
        )
    )  # fmt: skip
