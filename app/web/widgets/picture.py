"""A chart with a text alternative and a way to take it away; a table likewise."""

import io
from collections.abc import Callable
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from app.export.tables import csv
from reports.charts import Picture

PICTURE_WIDTH = 900
"""Width of a downloaded picture, in pixels before scaling."""
PICTURE_SCALE = 2
"""Pixels of a downloaded picture per pixel of the chart."""


def picture(
    chart: Picture,
    *,
    describe: str,
    name: str,
    key: str | None = None,
    on_select: Callable[[], None] | None = None,
    hint: str = "",
    numbers: pd.DataFrame | None = None,
) -> Any:  # noqa: ANN401 (Streamlit's selection state)
    """Show a chart with its text alternative and a button that downloads it as PNG.

    Args:
        chart: the chart; its data are inside.
        describe: what it shows, in a sentence, for those who do not see it.
        name: name of the downloaded file, without ending.
        key: key of the widget; needed with ``on_select``.
        on_select: called when something in the chart is selected.
        hint: what one can do with the chart, in a sentence below it.
        numbers: what the chart shows, as a table that opens beside it.

    Returns:
        What Streamlit returns: the selection, when there is one to make.
    """
    found = st.altair_chart(
        chart,
        width="stretch",
        alt=describe,
        key=key,
        on_select="ignore" if on_select is None else on_select,
    )
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        st.caption(hint)
        if numbers is not None:
            with st.popover("Numbers", icon=":material/table:", type="tertiary"):
                st.dataframe(numbers, hide_index=True, alt=describe)
                csv_button(numbers, name, f"numbers:{key or name}")
        st.download_button(
            "Picture",
            data=lambda: png(chart),
            file_name=f"{name}.png",
            mime="image/png",
            key=f"png:{key or name}",
            icon=":material/download:",
            type="tertiary",
            on_click="ignore",
            help="Download this chart as a picture (PNG).",
        )
    return found


def png(chart: Picture) -> bytes:
    """Return a chart as a PNG picture on white."""
    sized = chart
    if isinstance(chart, alt.Chart | alt.LayerChart):
        sized = chart.properties(width=PICTURE_WIDTH)
    buffer = io.BytesIO()
    sized.properties(background="white").save(buffer, format="png", scale_factor=PICTURE_SCALE)
    return buffer.getvalue()


def csv_button(table: pd.DataFrame, name: str, key: str | None = None) -> None:
    """Show a button that downloads a table as CSV."""
    st.download_button(
        "Table",
        data=lambda: csv(table),
        file_name=f"{name}.csv",
        mime="text/csv",
        key=f"csv:{key or name}",
        icon=":material/download:",
        type="tertiary",
        on_click="ignore",
        help="Download this table as a spreadsheet (CSV).",
    )
