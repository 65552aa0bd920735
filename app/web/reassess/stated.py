"""Did earlier shares hold? Of decision records that somebody puts in, in order."""

import streamlit as st

from app.export import record
from app.web import render
from app.web.widgets.header import problems
from config.problems import InputError
from records.stated import Record, again
from reports.stated import TITLE, report

LEAST = 2
"""Records that it takes."""


def render_stated() -> None:
    """Take decision records, and say whether what the earlier ones stated held."""
    st.markdown(f"#### {TITLE}")
    files = st.file_uploader(
        "Decision records, the earliest first by name",
        type="zip",
        accept_multiple_files=True,
        key="stated",
        help="Files that focus record, or page Report, made; named so that they stand in order: "
        "2020.zip, 2021.zip. They stay in this session.",
    )
    if len(files) < LEAST:
        return
    try:
        found = [_read(one.getvalue()) for one in sorted(files, key=lambda file: file.name)]
    except InputError as error:
        told = tuple(str(problem) for problem in error.problems)
        problems(told, "A record cannot be read as it is. Mend this:")
        return
    unshared = [one.title for one in found[:-1] if not one.shares]
    told_of = report([one.title for one in found], again(found), (), unshared)
    render.part(told_of, "stated-held", quoted=True)


@st.cache_data(show_spinner="Reading a record …", max_entries=20)
def _read(content: bytes) -> Record:
    return record.stated_of(content)
