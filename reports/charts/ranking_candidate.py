"""Pictures of one candidate of a ranking: central weights, and how often it is ahead of rivals."""

import altair as alt
import pandas as pd

from reports.charts import Picture
from reports.charts.colours import STAYS, WORDS

ROW = 24
"""Height of a row, in pixels."""


def central_weights(table: pd.DataFrame) -> Picture:
    """Return the weights that put a candidate first, next to the present ones.

    Args:
        table: ``Criterion, Present, Central, Low, High``, shares 0..1, in configured order.
    """
    y = _rows(table["Criterion"].tolist(), "Criterion", 260)
    base = alt.Chart(table).encode(
        y=y,
        tooltip=[
            alt.Tooltip("Criterion:N", title=" "),
            alt.Tooltip("Central:Q", title="For it to be first", format=".1%"),
            alt.Tooltip("Low:Q", title="95 % sure, from", format=".1%"),
            alt.Tooltip("High:Q", title="to", format=".1%"),
            alt.Tooltip("Present:Q", title="At present", format=".1%"),
        ],
    )
    x = alt.X("Central:Q", title="Weight", axis=alt.Axis(format=".0%"))
    return alt.layer(
        base.mark_bar(height=ROW * 0.5, color=STAYS, opacity=0.75).encode(x=x),
        base.mark_rule(color=WORDS, strokeWidth=1.6, yOffset=ROW * 0.36).encode(
            x="Low:Q", x2="High:Q"
        ),
        base.mark_tick(color=WORDS, thickness=3, height=ROW * 0.8).encode(x="Present:Q"),
    ).properties(height=alt.Step(ROW))


def winning_bars(table: pd.DataFrame) -> Picture:
    """Return the share of draws in which a candidate ranks above each rival.

    Args:
        table: ``id, Rival, Ahead, Low, High``, shares 0..1, in the order wanted.
    """
    y = _rows(table["Rival"].tolist(), "Rival", 220)
    x = alt.X(
        "Ahead:Q",
        title="Share of draws in which it ranks above this one",
        scale=alt.Scale(domain=[0, 1], nice=False),
        axis=alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1]),
    )
    base = alt.Chart(table).encode(
        y=y,
        tooltip=[
            alt.Tooltip("Rival:N", title=" "),
            alt.Tooltip("Ahead:Q", title="It ranks above", format=".1%"),
            alt.Tooltip("Low:Q", title="95 % sure, from", format=".1%"),
            alt.Tooltip("High:Q", title="to", format=".1%"),
        ],
    )
    half = alt.Chart(pd.DataFrame({"half": [0.5]})).mark_rule(color="gray", strokeDash=[3, 3])
    return alt.layer(
        half.encode(x="half:Q"),
        base.mark_rule(color=WORDS, strokeWidth=2).encode(x=alt.X("Low:Q"), x2="High:Q"),
        base.mark_point(filled=True, size=70, color=STAYS, opacity=1).encode(x=x),
    ).properties(height=alt.Step(ROW))


def _rows(labels: list[str], field: str, limit: int) -> alt.Y:
    return alt.Y(
        f"{field}:N",
        sort=labels,
        title=None,
        axis=alt.Axis(
            labelLimit=limit, ticks=False, domain=False, labelOverlap=False, labelFlush=False
        ),
    )
