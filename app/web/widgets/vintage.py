"""The field that says up to when what is known counts, with what it leaves out."""

import streamlit as st

from app.web import render, state
from app.web.widgets.fields import field_key
from data.vintage import EVERYTHING
from optimizer.study import Study
from reports.escape import markdown
from reports.setting import Setting
from reports.vintage import left_out, said


def render_field(study: Study, place: str) -> None:
    """Show the field and what it means now."""
    now = state.session().as_of
    key = field_key(f"as-of-{place}", now)
    st.text_input(
        "Known by",
        now,
        key=key,
        on_change=lambda: state.look_back(st.session_state[key]),
        placeholder=study.dataset.usual_as_of or EVERYTHING,
        help="A year, a month or a day, as 2019, 2019-06 or 2019-06-30: what is dated later is "
        f"left out, and the plan is made as one would have made it then. {EVERYTHING}: everything "
        "counts. Empty: as usual for the dataset.",
        width=240,
    )
    st.caption(markdown(said(Setting(study))))


def render_left_out(study: Study) -> None:
    """Show what is left out, by measure and source."""
    render.section(left_out(Setting(study)), "vintage")
