"""Input fields that show what the scenario says, and say what is wrong with an input."""

from collections.abc import Callable

import streamlit as st
from pydantic import ValidationError

from app.web import state
from config.problems import InputError
from reports.escape import markdown


def synced(key: str, value: object) -> None:
    """Let the widget with a key show a value.

    The widget's own state is touched only where it differs, so that what somebody is typing at
    that moment is not taken away.
    """
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value


def retry(move: Callable[[], None]) -> None:
    """Make a move; where it does not hold, keep everything as it was and say why."""
    mine = state.session()
    mine.notices = ()
    try:
        move()
    except InputError as error:
        mine.notices = tuple(str(problem) for problem in error.problems)
    except ValidationError as error:
        mine.notices = tuple(
            f"That value cannot be used: {detail['msg']}."
            for detail in error.errors(include_url=False)
        )


def number_field(
    label: str,
    note: str,
    *,
    key: str,
    value: float,
    step: float,
    most: float,
    unit: str,
    on_change: Callable[[float | None], None],
) -> None:
    """Show a lever in one line: its name and a note on the left, its number on the right.

    Args:
        label: name of the lever.
        note: what the number means now, in a few words.
        key: key of the widget.
        value: what the scenario says.
        step: what a click on + or − moves.
        most: greatest value allowed; the least is 0.
        unit: for those who hear the field read out.
        on_change: called with the new value; None when the field was emptied.
    """
    synced(key, float(value))
    words, field = st.columns([0.6, 0.4], vertical_alignment="center", gap="small")
    with words, st.container(gap=None):
        st.markdown(markdown(label))
        st.caption(note)
    field.number_input(
        f"{markdown(label)}, {unit}",
        min_value=0.0,
        max_value=most,
        step=step,
        format="%g",
        key=key,
        label_visibility="collapsed",
        on_change=lambda: on_change(st.session_state[key]),
    )
