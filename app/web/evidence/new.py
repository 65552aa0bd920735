"""New evidence: one table laid over the dataset, with what it changes before it is taken over."""

from functools import partial

import streamlit as st

from app.web import render, state, study_source
from app.web.evidence.plans import changed
from app.web.widgets.header import problems
from config.problems import InputError
from data.difference import difference
from data.laid_over import lay_evidence
from data.vintage import EVERYTHING
from data.wide.read import read_bytes
from data.write import files
from optimizer.study import Study
from questions.question import inputs_of
from reports.dataset_change import NOTHING

FIELDS = "new-evidence"
"""Beginning of the keys of the fields, and of where plans are asked for."""


def render_new(study: Study) -> None:
    """Take a table of evidence; show what differs, and take it over when asked to."""
    st.markdown(
        "A table with the columns of evidence.csv (candidate, measure, value, basis, source, and "
        "if you like low, high, as\\_of, note), as CSV or Excel. Its rows take the place of those "
        "on the same candidate and measure. What it would change is shown first; nobody else sees "
        "it."
    )
    given = st.file_uploader(
        "New evidence", type=["csv", "tsv", "txt", "xlsx"], key=f"{FIELDS}-file"
    )
    if given is None:
        return
    mine = state.session()
    whole = study_source.base_study(EVERYTHING, mine.brought)
    try:
        laid = _laid(whole, given.name, given.getvalue())
        own = state.Own(f"Evidence of {given.name}", laid)
        after = study_source.study_with(mine.ratings, mine.as_of, laid)
    except InputError as error:
        problems(error, "This table cannot be used as it is. Mend this, and choose it again:")
        return
    _tell(study, after, own)


@st.cache_resource(
    show_spinner="Laying it over the dataset …", max_entries=4, hash_funcs={Study: inputs_of}
)
def _laid(whole: Study, file: str, raw: bytes) -> Study:
    dataset = lay_evidence(whole.dataset, whole.configuration, read_bytes(file, raw))
    return Study(dataset, whole.configuration)


def _tell(before: Study, after: Study, own: state.Own) -> None:
    found = difference(before.dataset, after.dataset)
    told = changed(before, after, state.session().scenario, found, FIELDS)
    render.lead(told.answer)
    if told.answer == NOTHING:
        return
    with st.container(horizontal=True):
        st.button(
            "Take it over in this session",
            type="primary",
            icon=":material/check:",
            key=f"{FIELDS}-take",
            on_click=state.take_evidence,
            args=(own,),
        )
        for name in ("evidence.csv", "sources.csv"):
            about = "The whole table, for the folder of the dataset."
            render.download(name, partial(_file, own, name), name, f"{FIELDS}:{name}", help=about)
    render.body(told, FIELDS)


def _file(own: state.Own, name: str) -> bytes:
    return files(own.study.dataset)[name].encode()
