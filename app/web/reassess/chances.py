"""What foresaw results: told of the IRM's public codings, where a kind has a chance of results."""

import streamlit as st

from app.web import asking, render
from data.chances.history import History, bundled_history, read_history
from optimizer.study import Study
from questions.chances import ChancesQuestion
from reports.chances import TITLE, report


def render_chances(study: Study) -> None:
    """Offer to say what foresaw results, and how well; nothing where no kind has a chance."""
    kinds = study.configuration.criteria.kinds.values()
    if not any(kind.success is not None and kind.success.measure is not None for kind in kinds):
        return
    st.markdown(f"#### {TITLE}")
    wanted = st.toggle(
        "Look at the commitments of earlier years",
        key="chances-wanted",
        help="How earlier commitments fared by what was known beforehand: the chance of results "
        "that commitments are shown with rests on it. Takes some seconds.",
    )
    if wanted:
        found = asking.at_once(study, ChancesQuestion.over(_history()))
        render.part(report(found), "chances", quoted=True)


@st.cache_resource(show_spinner="Reading how earlier commitments fared …")
def _history() -> History:
    return read_history(bundled_history())
