"""Focus areas × partners: who works where, what repeats, and where nobody is."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from reports.charts import Picture
from reports.charts.colours import OUT, REPEATED, WORDS, WORK, WORK_FAR
from reports.tables.partner_pictures import ALONG, DIRECT

CELL = 19
"""Side of a cell, in pixels."""
MARGIN = 130
"""Width of the bars beside the matrix, in pixels."""


def matrix_picture(areas: pd.DataFrame, cells: pd.DataFrame, partners: Sequence[str]) -> Picture:
    """Return focus areas × partners, with strength and overlap of every focus area beside it.

    Args:
        areas: ``id, label, strength, low, high, overlap, remark``; a row per focus area, in order.
        cells: ``id, area, who, amount, how, services``; a row per cell that is not empty.
        partners: names of the columns, in order.
    """
    names = areas["label"].tolist()
    return alt.hconcat(
        _strengths(areas, _rows_axis(names, "label", titled=True)),
        _cells(areas, cells, partners),
        spacing=4,
    )


def _rows_axis(names: Sequence[str], column: str, *, titled: bool) -> alt.Y:
    """Return the axis of focus areas, in the order given, with or without their names."""
    axis = alt.Axis(labelLimit=250, ticks=False, domain=False, labelOverlap=False, labelFlush=False)
    return alt.Y(
        f"{column}:N",
        axis=axis if titled else None,
        sort=list(names),
        title=None,
        scale=alt.Scale(domain=list(names)),
    )


def _strengths(areas: pd.DataFrame, y: alt.Y) -> Picture:
    """Return the strength of every focus area as a bar, its overlap as a line within it."""
    tooltip = [
        alt.Tooltip("label:N", title=" "),
        alt.Tooltip("strength:Q", title="Partner strength", format=".0%"),
        alt.Tooltip("overlap:N", title="Effort that repeats"),
        alt.Tooltip("remark:N", title="Remark"),
    ]
    base = alt.Chart(areas)
    x = alt.X(
        "strength:Q",
        title="Partner strength",
        scale=alt.Scale(domain=[0, 1]),
        axis=alt.Axis(format=".0%", tickCount=2, grid=False, orient="top"),
    )
    bars = base.mark_bar(height=CELL * 0.62, color=WORK).encode(y=y, x=x, tooltip=tooltip)
    repeated = (
        base.transform_calculate(end="datum.strength * datum.high")
        .transform_filter("datum.high > 0")
        .mark_bar(height=CELL * 0.22, color=REPEATED)
        .encode(y=y, x="end:Q", tooltip=tooltip)
    )
    unknown = (
        base.transform_filter("datum.remark != '' && datum.remark != 'from afar only'")
        .mark_text(align="left", dx=3, color=WORDS, fontStyle="italic")
        .encode(y=y, x=alt.value(0), text="remark:N", tooltip=tooltip)
    )
    return alt.layer(bars, repeated, unknown).properties(width=MARGIN, height=alt.Step(CELL))


def _cells(areas: pd.DataFrame, cells: pd.DataFrame, partners: Sequence[str]) -> Picture:
    """Return the matrix itself; rows without anybody are shaded."""
    names = areas["label"].tolist()
    y = _rows_axis(names, "label", titled=False)
    x = alt.X(
        "who:N",
        sort=list(partners),
        title=None,
        scale=alt.Scale(domain=list(partners)),
        axis=alt.Axis(
            orient="top",
            labelAngle=-55,
            labelLimit=150,
            ticks=False,
            domain=False,
            grid=True,
            gridOpacity=0.35,
            labelOverlap=False,
            labelFlush=False,
        ),
    )
    empty = (
        alt.Chart(areas[areas["strength"].isna() | (areas["strength"] == 0)])
        .mark_rect(color=OUT, opacity=0.25)
        .encode(y=y, x=alt.value(0), x2=alt.value(CELL * max(1, len(partners))))
    )
    lines = alt.Chart(areas).mark_rule(color=OUT, opacity=0.18).encode(y=y)
    work = (
        alt.Chart(cells)
        .mark_circle(opacity=1)
        .encode(
            y=_rows_axis(names, "area", titled=False),
            x=x,
            size=alt.Size(
                "amount:Q",
                scale=alt.Scale(domain=[0, 1], range=[12, CELL * CELL * 0.62]),
                legend=None,
            ),
            color=alt.Color(
                "how:N",
                scale=alt.Scale(domain=[DIRECT, ALONG], range=[WORK, WORK_FAR]),
                legend=alt.Legend(title="Works", orient="bottom"),
            ),
            tooltip=[
                alt.Tooltip("who:N", title=" "),
                alt.Tooltip("area:N", title="For"),
                alt.Tooltip("how:N", title="Works"),
                alt.Tooltip("amount:Q", title="Counts", format=".0%"),
                alt.Tooltip("services:N", title="Services"),
            ],
        )
    )
    return alt.layer(lines, empty, work).properties(width=alt.Step(CELL), height=alt.Step(CELL))
