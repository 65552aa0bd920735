"""Pictures of one candidate of a ranking: central weights, and how often it is ahead of rivals."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from reports.charts import Picture, label_limit
from reports.charts.colours import STAYS, WORDS
from reports.report import Row

ROW = 24
"""Height of a row, in pixels."""


def central_weights(rows: Sequence[Row]) -> Picture:
    """Return the weights that put a candidate first, next to the present ones.

    Args:
        rows: ``label, given, central, range``, shares 0..1, in configured order.
    """
    data = _ends(rows)
    y = _rows(data["label"].tolist(), 260)
    base = alt.Chart(data).encode(
        y=y,
        tooltip=[
            alt.Tooltip("label:N", title=" "),
            alt.Tooltip("central:Q", title="For it to be first", format=".1%"),
            alt.Tooltip("low:Q", title="95 % sure, from", format=".1%"),
            alt.Tooltip("high:Q", title="to", format=".1%"),
            alt.Tooltip("given:Q", title="At present", format=".1%"),
        ],
    )
    x = alt.X("central:Q", title="Weight", axis=alt.Axis(format=".0%"))
    return alt.layer(
        base.mark_bar(height=ROW * 0.5, color=STAYS, opacity=0.75).encode(x=x),
        base.mark_rule(color=WORDS, strokeWidth=1.6, yOffset=ROW * 0.36).encode(
            x="low:Q", x2="high:Q"
        ),
        base.mark_tick(color=WORDS, thickness=3, height=ROW * 0.8).encode(x="given:Q"),
    ).properties(height=alt.Step(ROW))


def winning_bars(rows: Sequence[Row]) -> Picture:
    """Return the share of draws in which a candidate ranks above each rival.

    Args:
        rows: ``label, ahead, range``, shares 0..1, in the order wanted.
    """
    data = _ends(rows)
    y = _rows(data["label"].tolist(), 220)
    x = alt.X(
        "ahead:Q",
        title="Share of draws in which it is above",
        scale=alt.Scale(domain=[0, 1], nice=False),
        axis=alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1]),
    )
    base = alt.Chart(data).encode(
        y=y,
        tooltip=[
            alt.Tooltip("label:N", title=" "),
            alt.Tooltip("ahead:Q", title="It ranks above", format=".1%"),
            alt.Tooltip("low:Q", title="95 % sure, from", format=".1%"),
            alt.Tooltip("high:Q", title="to", format=".1%"),
        ],
    )
    half = alt.Chart(pd.DataFrame({"half": [0.5]})).mark_rule(color="gray", strokeDash=[3, 3])
    return alt.layer(
        half.encode(x="half:Q"),
        base.mark_rule(color=WORDS, strokeWidth=2).encode(x=alt.X("low:Q"), x2="high:Q"),
        base.mark_point(filled=True, size=70, color=STAYS, opacity=1).encode(x=x),
    ).properties(height=alt.Step(ROW))


def _ends(rows: Sequence[Row]) -> pd.DataFrame:
    """Return the rows with both ends of their range."""
    flat = [{**row, "low": row["range"][0], "high": row["range"][1]} for row in rows]
    return pd.DataFrame(flat).drop(columns="range")


def _rows(labels: list[str], limit: int) -> alt.Y:
    return alt.Y(
        "label:N",
        sort=labels,
        title=None,
        axis=alt.Axis(
            labelLimit=label_limit(limit),
            ticks=False,
            domain=False,
            labelOverlap=False,
            labelFlush=False,
        ),
    )
