"""The sidebar: who is at the screen, what is moved, and any candidate's card within reach."""

import streamlit as st

from app.web import state, study_source
from app.web.people import signing
from data.cycles import CYCLES, USUAL
from optimizer.study import Study
from records.sign_in import Presence
from reports import words
from reports.escape import markdown
from reports.setting import Setting
from reports.words import count

FINDER = "find-a-candidate"
CYCLE = "cycle"


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
        _cycle(mine)
        if mine.own is not None and mine.own.name not in LABELS.values():
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


LABELS = {name: cycle.label for name, cycle in CYCLES.items()}


def _cycle(mine: state.Session) -> None:
    """Let one of the bundled cycles be chosen, where the app has no folders of its own."""
    if study_source.has_folders():
        return
    own = mine.own
    now = USUAL if own is None else next((n for n, one in LABELS.items() if one == own.name), None)

    def changed() -> None:
        name = st.session_state[CYCLE]
        if name is None or name == now:
            return
        taken = None
        if name != USUAL:
            taken = state.Own(LABELS[name], study_source.of_cycle(name))
        state.take_own(taken)

    st.session_state[CYCLE] = now
    st.selectbox(
        "Cycle",
        options=list(LABELS),
        format_func=LABELS.__getitem__,
        key=CYCLE,
        index=None if now is None else 0,
        on_change=changed,
        placeholder="Your own table",
        help="Which of the cycles that come with Focus. Levers and edited ratings begin anew.",
    )
