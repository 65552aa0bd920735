"""Scores with their intervals: how far missing evidence lets each score move."""

import altair as alt
import pandas as pd

from reports.charts import Picture
from reports.charts.colours import STANDING

ROW = 20
"""Height of a line, in pixels."""
FRAME = 110
"""Height of axis and legend, in pixels."""


def interval_dots(table: pd.DataFrame) -> Picture:
    """Return one line per candidate: a dot at its score, a rule from lowest to highest.

    Args:
        table: ``Candidate``, ``Score``, ``Lowest``, ``Highest``, ``Standing`` (a key of
            ``STANDING``), ``Coverage``; in the order wanted from top to bottom.
    """
    known = [name for name in STANDING if name in set(table["Standing"])]
    colour = alt.Color(
        "Standing:N",
        scale=alt.Scale(domain=known, range=[STANDING[name] for name in known]),
        legend=alt.Legend(title=None, orient="top"),
    )
    y = alt.Y(
        "Candidate:N",
        sort=table["Candidate"].tolist(),
        title=None,
        axis=alt.Axis(labelLimit=200, labelOverlap=False, ticks=False, domain=False),
    )
    tooltip = [
        alt.Tooltip("Candidate:N", title=" "),
        alt.Tooltip("Score:Q", format=".1f"),
        alt.Tooltip("Lowest:Q", title="If the unknown turned out worst", format=".0f"),
        alt.Tooltip("Highest:Q", title="If the unknown turned out best", format=".0f"),
        alt.Tooltip("Coverage:Q", format=".0%"),
        alt.Tooltip("Standing:N"),
    ]
    base = alt.Chart(table).encode(y=y, color=colour, tooltip=tooltip)
    rules = base.mark_rule(strokeWidth=3, opacity=0.35).encode(
        x=alt.X("Lowest:Q", title="Score, 0 to 100", scale=alt.Scale(domain=[0, 100])),
        x2="Highest:Q",
    )
    dots = base.mark_point(filled=True, size=70, opacity=1).encode(
        x="Score:Q",
        shape=alt.Shape(
            "Standing:N",
            scale=alt.Scale(domain=known, range=[SHAPES[name] for name in known]),
            legend=alt.Legend(title=None, orient="top"),
        ),
    )
    return alt.layer(rules, dots).properties(height=ROW * max(1, len(table)) + FRAME)


SHAPES = {"stays": "circle", "enters": "triangle-up", "leaves": "triangle-down", "not in": "square"}
"""A second sign for each standing, for those who do not see its colour."""
