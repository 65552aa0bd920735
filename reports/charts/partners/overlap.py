"""How much of the effort at each focus area repeats what another partner does."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from reports.charts import Picture
from reports.charts.colours import REPEATED
from reports.charts.partners import lines_of, names_axis
from reports.report import Row

ROW = 28
"""Height of a bar with its gap, in pixels."""


def overlap_bars(found: Sequence[Row]) -> Picture:
    """Return a bar for what repeats for certain, and a pale one for what may.

    Args:
        found: ``area, low, high``, in order from top to bottom.
    """
    rows = pd.DataFrame(
        {"area": "\n".join(lines_of(row["area"])), "low": row["low"], "high": row["high"]}
        for row in found
    )
    x = alt.X(
        "low:Q",
        title="Share of the effort that repeats",
        scale=alt.Scale(domain=[0, 1]),
        axis=alt.Axis(format=".0%", tickCount=4),
    )
    base = alt.Chart(rows).encode(
        y=alt.Y("area:N", sort=rows["area"].tolist(), title=None, axis=names_axis()),
        tooltip=[
            alt.Tooltip("area:N", title=" "),
            alt.Tooltip("low:Q", title="At least", format=".0%"),
            alt.Tooltip("high:Q", title="At most", format=".0%"),
        ],
    )
    certain = base.mark_bar(height=ROW * 0.55, color=REPEATED).encode(x=x)
    perhaps = base.mark_bar(height=ROW * 0.55, color=REPEATED, opacity=0.35).encode(
        x=x, x2="high:Q"
    )
    return alt.layer(certain, perhaps).properties(height=alt.Step(ROW))
