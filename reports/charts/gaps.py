"""The picture of two candidates side by side: where one is ahead of the other."""

import altair as alt
import pandas as pd

from reports.charts import Picture
from reports.charts.colours import ENTERS, LEAVES

ROW = 28
"""Height of a bar with its gap, in pixels."""


def gap_bars(table: pd.DataFrame, one: str, other: str) -> Picture:
    """Return by how many points one candidate is ahead or behind on each criterion.

    Args:
        table: one row per criterion, in order: ``Criterion, Points, Value, Other value``.
        one: name of the candidate whose points count to the right.
        other: name of the candidate it is compared with.
    """
    ahead = f"{one} is ahead"
    behind = f"{other} is ahead"
    rows = table.assign(
        side=[ahead if points >= 0 else behind for points in table["Points"]],
        own=table["Value"],
        others=table["Other value"],
    )
    bars: Picture = (
        alt.Chart(rows)
        .mark_bar(height=ROW * 0.55)
        .encode(
            y=alt.Y(
                "Criterion:N",
                sort=table["Criterion"].tolist(),
                title=None,
                axis=alt.Axis(labelLimit=330, ticks=False, domain=False, labelFlush=False),
            ),
            x=alt.X("Points:Q", title="Points of difference", axis=alt.Axis(tickCount=7)),
            color=alt.Color(
                "side:N",
                scale=alt.Scale(domain=[ahead, behind], range=[ENTERS, LEAVES]),
                legend=alt.Legend(title=None, orient="top", labelLimit=320),
            ),
            tooltip=[
                alt.Tooltip("Criterion:N", title=" "),
                alt.Tooltip("Points:Q", title="Points", format="+.1f"),
                alt.Tooltip("own:Q", title=f"Value of {one}", format=".0f"),
                alt.Tooltip("others:Q", title=f"Value of {other}", format=".0f"),
            ],
        )
        .properties(height=alt.Step(ROW))
    )
    return bars
