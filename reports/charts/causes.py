"""Pictures of change: what each cause did to the plan's worth, and to everybody who moved."""

import altair as alt
import pandas as pd

from reports.charts import Picture
from reports.charts.colours import MARK, OUT, WORDS

ROW = 26
"""Height of a row, in pixels."""
COLUMN = 120
"""Width of a cause, in pixels."""
DARK = 0.55
"""Share from which the words on a cell are light."""


def cause_bars(table: pd.DataFrame) -> Picture:
    """Return the points that each cause added or took, with what is proven as a line.

    Args:
        table: one row per cause, in order: ``Cause, Points, Least, Most``.
    """
    y = alt.Y("Cause:N", sort=table["Cause"].tolist(), title=None)
    tooltip = [
        alt.Tooltip("Cause:N", title=" "),
        alt.Tooltip("Points:Q", title="Points", format="+.1f"),
        alt.Tooltip("Least:Q", title="Proven at least", format="+.1f"),
        alt.Tooltip("Most:Q", title="Proven at most", format="+.1f"),
    ]
    base = alt.Chart(table)
    bars = base.mark_bar(color=OUT).encode(
        y=y, x=alt.X("Points:Q", title="Points added to the plan's worth"), tooltip=tooltip
    )
    proven = base.mark_rule(strokeWidth=2, color=MARK).encode(
        y=y, x=alt.X("Least:Q"), x2="Most:Q", tooltip=tooltip
    )
    nothing = alt.Chart(pd.DataFrame({"Points": [0.0]})).mark_rule(color=WORDS).encode(x="Points:Q")
    return alt.layer(bars, proven, nothing).properties(height=alt.Step(ROW))


def move_matrix(table: pd.DataFrame) -> Picture:
    """Return how much of every move each cause makes up: darker is more, with the share in words.

    Args:
        table: one row per candidate and cause, in order: ``Move`` (who enters or leaves),
            ``Cause, Share`` (below 0 where it spoke against the move), ``Words``.
    """
    x = alt.X(
        "Cause:N",
        sort=list(dict.fromkeys(table["Cause"])),
        title=None,
        axis=alt.Axis(orient="top", labelAngle=0, ticks=False, domain=False),
    )
    y = alt.Y(
        "Move:N",
        sort=list(dict.fromkeys(table["Move"])),
        title=None,
        axis=alt.Axis(labelLimit=340, ticks=False, domain=False, labelOverlap=False),
    )
    base = alt.Chart(table).encode(
        x=x,
        y=y,
        tooltip=[
            alt.Tooltip("Move:N", title=" "),
            alt.Tooltip("Cause:N", title="Cause"),
            alt.Tooltip("Share:Q", title="Share of the move", format=".0%"),
        ],
    )
    cells = base.mark_rect(stroke="white").encode(
        color=alt.Color(
            "Share:Q",
            scale=alt.Scale(domain=[0, 1], range=["#F1F3F5", "#2F4B63"], clamp=True),
            legend=None,
        )
    )
    words = base.mark_text(fontSize=12).encode(
        text="Words:N",
        color=alt.condition(alt.datum.Share >= DARK, alt.value("white"), alt.value("#20262C")),
    )
    return alt.layer(cells, words).properties(height=alt.Step(ROW), width=alt.Step(COLUMN))
