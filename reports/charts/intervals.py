"""Scores with their intervals: how far what is not known lets each score move."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from reports.charts import Picture, legend_columns
from reports.charts.colours import MARK, OUT, STANDING
from reports.report import Row

ROW = 24
"""Height of a candidate's row, in pixels."""
COLOURS = {**STANDING, "narrowly out": OUT}
SHAPES = {
    "stays": "circle", "enters": "triangle-up", "leaves": "triangle-down", "not in": "square",
    "narrowly out": "square",
}  # fmt: skip
"""A second sign for each standing, for those who do not see its colour."""


def interval_dots(rows: Sequence[Row]) -> Picture:
    """Return one line per candidate: a sign at its score, a rule from lowest to highest.

    Args:
        rows: ``label``, ``standing_words`` (a key of ``COLOURS``), ``score``, ``range``,
            ``coverage`` and ``reason``, in the order wanted from top to bottom.
    """
    table = pd.DataFrame(
        {
            "Candidate": [row["label"] for row in rows],
            "Standing": [row["standing_words"] for row in rows],
            "Score": [row["score"] for row in rows],
            "Lowest": [row["range"][0] for row in rows],
            "Highest": [row["range"][1] for row in rows],
            "Observed": [row["coverage"] for row in rows],
            "Why": [row["reason"] for row in rows],
        }
    )
    y = alt.Y(
        "Candidate:N",
        sort=table["Candidate"].tolist(),
        title=None,
        axis=alt.Axis(
            labelLimit=220, ticks=False, domain=False, labelOverlap=False, labelFlush=False
        ),
    )
    tooltip = [
        alt.Tooltip("Candidate:N", title=" "),
        alt.Tooltip("Standing:N", title="Towards the list in force"),
        alt.Tooltip("Score:Q", title="Score", format=".0f"),
        alt.Tooltip("Lowest:Q", title="If the unknown turned out worst", format=".0f"),
        alt.Tooltip("Highest:Q", title="If the unknown turned out best", format=".0f"),
        alt.Tooltip("Observed:Q", title="Rests on observed evidence", format=".0%"),
        alt.Tooltip("Why:N"),
    ]
    known = [name for name in COLOURS if name in set(table["Standing"])]
    legend = alt.Legend(title=None, orient="top", columns=legend_columns(4))
    base = alt.Chart(table).encode(y=y, tooltip=tooltip)
    rules = base.mark_rule(strokeWidth=2, color=MARK).encode(
        x=alt.X("Lowest:Q", title="Score, 0 to 100", scale=alt.Scale(domain=[0, 100])),
        x2="Highest:Q",
    )
    signs = base.mark_point(filled=True, size=90, opacity=1).encode(
        x="Score:Q",
        color=alt.Color(
            "Standing:N",
            scale=alt.Scale(domain=known, range=[COLOURS[name] for name in known]),
            legend=legend,
        ),
        shape=alt.Shape(
            "Standing:N",
            scale=alt.Scale(domain=known, range=[SHAPES[name] for name in known]),
            legend=legend,
        ),
    )
    return alt.layer(rules, signs).properties(height=alt.Step(ROW))
