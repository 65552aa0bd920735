"""A table that is taken into the records: what is wrong with it, what it holds, and keeping it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

import streamlit as st

from app.web import state
from app.web.review import acts
from app.web.widgets.header import problems
from config.problems import InputError
from records.store import Records
from reports.escape import markdown

Row = TypeVar("Row")
Keep = Callable[[Records, str, Sequence[Row]], str]
"""Keeps rows for somebody; returns what was done, in a sentence."""


def take(
    title: str,
    table: str,
    place: str,
    columns: str,
    read: Callable[[str, bytes], Sequence[Row]],
    keep: Keep[Row],
    offer: Callable[[int], str],
    note: Callable[[int], str] | None = None,
) -> None:
    """Take a table, whole or not at all.

    ``offer`` stands on the button and ``note`` above it, from the number of rows; ``read`` tells
    every problem of the table in an InputError.
    """
    with st.expander(title, icon=":material/upload_file:"):
        st.caption(markdown(columns))
        file = st.file_uploader(table, type=["csv"], key=f"file:{place}")
        acts.refused(place)
        for sentence in state.session().done.get(place, ()):
            st.success(markdown(sentence))
        if file is None:
            return
        try:
            rows = read(file.name, file.getvalue())
        except InputError as error:
            problems(error, "Nothing of the table can be kept as it is. Mend this:")
            return
        if note is not None:
            st.caption(note(len(rows)))
        st.button(
            offer(len(rows)), key=f"keep:{place}", type="primary", icon=":material/check:",
            on_click=partial(_kept, place, rows, keep),
        )  # fmt: skip


def _kept(place: str, rows: Sequence[Row], keep: Keep[Row]) -> None:
    said: list[str] = []
    state.session().done.pop(place, None)
    if acts.act(place, lambda records, me: said.append(keep(records, me, rows))):
        state.session().done[place] = tuple(said)
