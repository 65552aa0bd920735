"""The top of every page: its question, and the answer in a sentence, before anything else."""

from collections.abc import Iterable

import streamlit as st

from app.web import render, state
from app.web.navigation import screen
from config.problems import InputError
from reports import words
from reports.escape import markdown
from reports.report import Report
from reports.words import count


def header(path: str, said: str | Report, note: str = "") -> None:
    """Show a page's question and its answer.

    A report can be taken away; ``note`` says what else the question is about, in Markdown.
    """
    with st.container(gap=None):
        with st.container(
            horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
        ):
            st.caption(screen(path).question + note)
            if isinstance(said, Report):
                render.take_away_report(said, path)
        st.subheader(markdown(said.answer if isinstance(said, Report) else said), anchor=False)
    day = state.study().dataset.vintage.day
    if state.session().as_of:
        until = f"as of {words.day(day)}" if day else "with everything on record, whatever its date"
        st.caption(f":material/history: This is what would be said {until}.")
    edits = len(state.session().ratings)
    if edits:
        st.caption(
            f":material/edit: With {count(edits, 'rating')} edited in this session, which only "
            "you see."
        )


def problems(found: InputError | Iterable[str], title: str) -> None:
    """Show what is wrong, each in its sentence."""
    told = map(str, found.problems) if isinstance(found, InputError) else found
    st.error("\n".join((f"**{markdown(title)}**", "", *(f"- {markdown(one)}" for one in told))))
