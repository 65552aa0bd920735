"""The sidebar: who is at the screen, what is moved, and any candidate's card within reach."""

import streamlit as st

from app.web import state
from app.web.people import signing
from optimizer.study import Study
from records.sign_in import Presence
from reports import words
from reports.escape import markdown
from reports.setting import Setting
from reports.words import count

FINDER = "find-a-candidate"
"""Key of the box that finds a candidate."""


def render(study: Study, presence: Presence) -> None:
    """Show who is there, the scenario in a word, and the candidate finder."""

    def chosen() -> None:
        wanted = st.session_state[FINDER]
        if wanted is not None:
            state.open_card(str(wanted))
            st.session_state[FINDER] = None

    setting = Setting(study)
    with st.sidebar:
        st.selectbox(
            "Open a candidate's card",
            options=setting.candidates,
            index=None,
            format_func=setting.full_label,
            key=FINDER,
            on_change=chosen,
            placeholder="Type a name …",
        )
        mine = state.session()
        if mine.own is not None:
            st.caption(f":material/table: {markdown(mine.own.name)}: only you see it.")
            st.button(
                "Back to the usual data",
                icon=":material/undo:",
                on_click=state.take_own,
                args=(None,),
                type="tertiary",
            )
        if mine.moved:
            st.caption(":material/tune: Levers are moved; see What-if.")
        if mine.ratings:
            st.caption(f":material/edit: {count(len(mine.ratings), 'rating')} edited.")
        day = study.dataset.vintage.day
        if mine.as_of:
            st.caption(f":material/history: As of {words.day(day) if day else 'any day'}.")
        signing.render(presence)
        st.caption(markdown(study.configuration.criteria.title))
