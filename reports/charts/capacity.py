"""Capacity bars: what is kept for universal services, what the plan uses, and what is free."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from reports.charts import Picture, legend_columns
from reports.charts.colours import BEFORE, FREE, RESERVED, STAYS
from reports.report import Row

PARTS = ("universal services", "used", "free")
"""The parts of a bar, from left to right."""
ROW = 26
"""Height of a bar with its gap, in pixels."""
FRAME = 125
"""Height of axis and legend, in pixels."""


def capacity_bars(uses: Sequence[Row] | pd.DataFrame, title: str) -> Picture:
    """Return stacked bars, one per team or fund, with a mark where the baseline's use ended.

    Args:
        uses: one per team or fund, in order: ``label``, ``reserved``, ``used``, ``free``,
            ``used_before`` (None without a plan to compare with), ``_text`` (all of it in words).
        title: title of the axis, with the unit.
    """
    table = pd.DataFrame(uses).rename(columns={"_text": "text"})
    order = table["label"].tolist()
    rows = table.assign(
        **{PARTS[0]: table["reserved"], PARTS[1]: table["used"], PARTS[2]: table["free"]}
    ).melt(id_vars=["label", "text"], value_vars=list(PARTS), var_name="part", value_name="amount")
    rows["place"] = rows["part"].map({part: place for place, part in enumerate(PARTS)})
    y = alt.Y(
        "label:N",
        sort=order,
        title=None,
        axis=alt.Axis(labelLimit=200, labelOverlap=False, ticks=False, domain=False),
    )
    bars: Picture = (
        alt.Chart(rows)
        .mark_bar(height=ROW * 0.55)
        .encode(
            y=y,
            x=alt.X("amount:Q", title=title, stack="zero", axis=alt.Axis(grid=False, tickCount=5)),
            order=alt.Order("place:Q"),
            color=alt.Color(
                "part:N",
                scale=alt.Scale(domain=list(PARTS), range=[RESERVED, STAYS, FREE]),
                legend=alt.Legend(title=None, orient="top", columns=legend_columns(3)),
            ),
            tooltip=[
                alt.Tooltip("label:N", title=" "),
                alt.Tooltip("part:N", title="Part"),
                alt.Tooltip("amount:Q", title=title, format=",.1f"),
                alt.Tooltip("text:N", title="In all"),
            ],
        )
    )
    if table["used_before"].isna().all():
        return bars.properties(height=ROW * len(order) + FRAME)
    ends = table.assign(end=table["reserved"] + table["used_before"]).dropna(subset=["end"])
    marks = (
        alt.Chart(ends)
        .mark_tick(color=BEFORE, thickness=3, height=ROW * 0.75)
        .encode(
            y=y,
            x="end:Q",
            tooltip=[
                alt.Tooltip("label:N", title=" "),
                alt.Tooltip("used_before:Q", title="Used in the baseline", format=",.1f"),
            ],
        )
    )
    return alt.layer(bars, marks).properties(height=ROW * len(order) + FRAME)
