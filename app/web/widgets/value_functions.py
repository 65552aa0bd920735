"""Value functions with the candidates on them: what is good, and how good."""

import streamlit as st

from app.web import asking, render, state
from app.web.study_source import Inputs
from reports.criteria import value_functions
from reports.escape import markdown


def draw(inputs: Inputs, kind_id: str) -> None:
    """Show the value functions of one criterion, with every candidate's point."""
    scores = asking.scorecard(inputs, state.session().scenario).kinds[kind_id]
    criteria = scores.spec.criteria
    left, right = st.columns(2)
    name = left.selectbox(
        "Criterion",
        list(criteria),
        format_func=lambda one: criteria[one].label,
        key=f"values-criterion:{kind_id}",
        persist_state="session",
    )
    labels = dict(zip(scores.ids, scores.names, strict=True))
    marked = right.selectbox(
        "Mark a candidate",
        sorted(labels, key=lambda one: labels[one].casefold()),
        index=None,
        format_func=lambda one: labels[one],
        key=f"values-candidate:{kind_id}",
        placeholder="none",
        persist_state="session",
    )
    setting = asking.setting(inputs, state.session().scenario)
    about, *measures = value_functions(scores, str(name), setting, marked)
    st.markdown(f"#### {markdown(about.title)}")
    st.caption(" ".join(map(markdown, about.text)))
    for one in measures:
        render.lead(one.title)
        st.caption(" ".join(map(markdown, one.text)))
        for picture in one.pictures:
            render.picture(picture, "criteria")
