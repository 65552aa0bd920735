"""The picture of two candidates side by side: where one is ahead of the other."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from reports.charts import Picture, distinct, label_limit, legend_columns
from reports.charts.colours import ENTERS, LEAVES
from reports.report import Row

ROW = 28
"""Height of a bar with its gap, in pixels."""


def gap_bars(rows: Sequence[Row], one: str, other: str) -> Picture:
    """Return by how many points one candidate is ahead or behind on each criterion.

    Args:
        rows: criteria, in order: ``label, points, value, other_value``.
        one: name of the candidate whose points count to the right.
        other: name of the candidate it is compared with.
    """
    ahead, behind = distinct([f"{one} is ahead", f"{other} is ahead"])
    table = pd.DataFrame({**row, "side": ahead if row["points"] >= 0 else behind} for row in rows)
    bars: Picture = (
        alt.Chart(table)
        .mark_bar(height=ROW * 0.55)
        .encode(
            y=alt.Y(
                "label:N",
                sort=[row["label"] for row in rows],
                title=None,
                axis=alt.Axis(
                    labelLimit=label_limit(330), ticks=False, domain=False, labelFlush=False
                ),
            ),
            x=alt.X("points:Q", title="Points of difference", axis=alt.Axis(tickCount=7)),
            color=alt.Color(
                "side:N",
                scale=alt.Scale(domain=[ahead, behind], range=[ENTERS, LEAVES]),
                legend=alt.Legend(
                    title=None, orient="top", labelLimit=320, columns=legend_columns(2)
                ),
            ),
            tooltip=[
                alt.Tooltip("label:N", title=" "),
                alt.Tooltip("points:Q", title="Points", format="+.1f"),
                alt.Tooltip("value:Q", title=f"Value of {one}", format=".0f"),
                alt.Tooltip("other_value:Q", title=f"Value of {other}", format=".0f"),
            ],
        )
        .properties(height=alt.Step(ROW))
    )
    return bars
