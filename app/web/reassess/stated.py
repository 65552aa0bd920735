"""Did earlier shares hold? Of decision records that somebody puts in, and of closed rounds."""

import streamlit as st

from app.export import record
from app.web import render, who
from app.web.people import going
from app.web.widgets.header import problems
from config.problems import InputError
from records import stated
from records.stated import Record
from reports.escape import visible
from reports.stated import TITLE, report
from scoring.calibration import Stated

LEAST = 2
"""Records that it takes."""


def render_stated() -> None:
    """Take decision records and closed rounds; say whether what the earlier ones stated held."""
    st.markdown(f"#### {TITLE}")
    files = st.file_uploader(
        "Decision records, the earliest first by name",
        type="zip",
        accept_multiple_files=True,
        key="stated",
        help="Files that focus record, or page Report, made; named so that they stand in order: "
        "2020.zip, 2021.zip. They stay in this session.",
    )
    try:
        found = [_read(one.getvalue()) for one in sorted(files, key=lambda file: file.name)]
        every, came = _with_rounds(found)
    except InputError as error:
        problems(error, "A record cannot be read as it is. Mend this:")
        return
    if len(every) >= LEAST:
        render.part(report(every, stated.again(every), came), "stated-held", quoted=True)


def _with_rounds(found: list[Record]) -> tuple[tuple[Record, ...], tuple[Stated, ...]]:
    """Offer the closed rounds, to those who may see them; return them after what was put in.

    Returns:
        Every record once, and what came of the lists of rounds.
    """
    records = going.readable(who.person())
    if records is None:
        return stated.once(found), ()
    with records.reading() as connection:
        closed = {one.id: one for one in stated.closed(connection)}
        chosen = []
        if closed:
            chosen = st.multiselect(
                "Closed rounds, after the files",
                list(closed),
                list(closed),
                format_func=lambda one: visible(closed[one].title),
                key="stated-rounds",
            )
        looked = (going.look(connection, one) for name, one in closed.items() if name in chosen)
        every = stated.once([*found, *map(stated.of_round, looked)])
        return every, stated.came_of(connection, every)


@st.cache_data(show_spinner="Reading a record …", max_entries=20)
def _read(content: bytes) -> Record:
    return record.stated_of(content)
