"""Levers of the weights: moving one keeps the proportions of the others."""

import streamlit as st

from app.web import state
from app.web.widgets.fields import retry, synced
from config.configuration import Configuration
from optimizer.levers import WEIGHTS_OF_CRITERIA, configured
from reports.words import percent

KIND = "weights-kind"
"""Key of the choice of kind."""


def draw(configuration: Configuration) -> None:
    """Show the weights of one kind as shares of 100."""
    kinds = configuration.criteria.kinds
    kind = st.segmented_control(
        "Kind",
        list(kinds),
        format_func=lambda name: kinds[name].label,
        default=next(iter(kinds)),
        required=True,
        key=KIND,
        label_visibility="collapsed",
    )
    if kind is None:
        return
    now = configured(state.session().scenario, configuration).criteria.kinds[kind].weights
    for name, criterion in kinds[kind].criteria.items():
        key = f"weight:{kind}:{name}"
        synced(key, round(now[name] * 100, 1))

        def moved(name: str = name, key: str = key) -> None:
            share = st.session_state[key] / 100
            retry(
                lambda: state.move(
                    WEIGHTS_OF_CRITERIA.move_one(
                        state.session().scenario, configuration, kind, name, share
                    )
                )
            )

        st.slider(
            f"{criterion.label} (now {percent(now[name], 1)})",
            0.0,
            100.0,
            step=0.5,
            format="%.1f %%",
            key=key,
            on_change=moved,
        )
    st.caption("The weights of a kind always add up to 100 %: moving one moves the others too.")
