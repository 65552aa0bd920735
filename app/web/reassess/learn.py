"""Did the list lead to results? Those on it beside like ones, as far as later figures are there."""

import streamlit as st

from app.web import asking, render
from app.web.reassess.years import dataset
from config.problems import InputError
from data.vintage import EVERYTHING
from optimizer.study import Study
from questions.learn import LearnQuestion
from reports.learn import TITLE, report
from reports.setting import Setting


def render_learnt(study: Study) -> None:
    """Show what the list in force led to, where there is one and later figures are on record."""
    if not any(one.incumbent for one in study.dataset.candidates):
        return
    try:
        later = dataset(study.configuration)
    except InputError:
        return
    found = asking.at_once(study, LearnQuestion.over(later, until=EVERYTHING))
    if not found.measures:
        return
    st.markdown(f"#### {TITLE}")
    render.part(report(found, Setting(study, queue=asking.jobs())), "learnt", quoted=True)
