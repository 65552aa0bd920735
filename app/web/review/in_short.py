"""The round that is going on, in a line: its state, its date, whom it waits for."""

import datetime as dt

import streamlit as st

from app.web import who
from app.web.people.going import going
from app.web.review import reading
from reports import round as round_report
from reports.escape import markdown


def render() -> None:
    """Show the line, to those who may see the round; nothing where none is going on."""
    person = who.person()
    found = going(person)
    if found is None:
        return
    plan = None if found.planned is None else found.planned.plan
    today = dt.datetime.now(dt.UTC).date()
    told = round_report.status(found, person, reading.setting(found, plan), today=today)
    first, *more = round_report.in_short(told)
    with st.container(gap=None):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f":material/how_to_vote: **{markdown(first)}**", width="content")
            st.page_link("screens/review.py", label="Review", icon=":material/arrow_forward:")
        for sentence in more:
            st.caption(markdown(sentence))
