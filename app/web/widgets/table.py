"""A table of candidates; choosing a row opens the candidate's card."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from app.web import state
from app.web.widgets.picture import csv_button

ID = "id"
"""The column of a candidate table that holds candidate ids; not shown."""


HEIGHT, FEW = 430, 10
"""Height of a table that scrolls, in pixels, and rows up to which it need not."""


def height_of(rows: int) -> int | None:
    """Return the height of a table: as needed for few rows, else one that scrolls."""
    return None if rows <= FEW else HEIGHT


def candidate_table(
    table: pd.DataFrame,
    *,
    key: str,
    name: str,
    columns: Mapping[str, Any] | None = None,
    height: int | None = None,
) -> None:
    """Show a table of candidates with a CSV button; a chosen row opens the card.

    Args:
        table: one row per candidate, with the column ``id``; the other columns are shown.
        key: key of the widget.
        name: name of the downloaded file, without ending.
        columns: column → Streamlit's column configuration.
        height: height in pixels; None = as needed.
    """

    def chosen() -> None:
        rows = st.session_state[key].selection.rows
        if rows:
            state.open_card(str(table[ID].iloc[rows[0]]))

    st.dataframe(
        table,
        key=key,
        hide_index=True,
        column_order=[column for column in table.columns if column != ID],
        column_config=dict(columns or {}),
        on_select=chosen,
        selection_mode="single-row",
        height="auto" if height is None else height,
        placeholder="–",
    )
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        st.caption("Tick a row to open the candidate's card.")
        csv_button(table, name, key)
