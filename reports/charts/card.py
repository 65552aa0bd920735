"""The pictures of a candidate's card: contributions to the score, and value functions."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from reports.charts import Picture
from reports.charts.colours import BASIS, MARK, OUT, STAYS
from reports.report import Row

ROW = 26
"""Height of a bar with its gap, in pixels."""
LEVEL_ROW = 20
"""Height of a level's bar with its gap, in pixels."""
LEVEL_FRAME = 65
"""Height of the axis below levels, in pixels."""
FRAME = 140
"""Height of axis and legend, in pixels."""


def contribution_bars(criteria: Sequence[Row]) -> Picture:
    """Return what each criterion adds to the score, and what it could add at most.

    Args:
        criteria: in order: ``label``, ``points``, ``most`` (weight × 100), ``range`` (what evidence
            that is missing could make of it), ``mostly`` (the basis of the largest share of what it
            rests on), ``rests_on`` (the same in words).
    """
    table = pd.DataFrame(
        [
            {
                **{name: row[name] for name in ("label", "points", "most")},
                "low": row["range"][0], "high": row["range"][1],
                "basis": row["mostly"], "note": row["rests_on"],
            }
            for row in criteria
        ]
    )  # fmt: skip
    y = alt.Y(
        "label:N",
        sort=table["label"].tolist(),
        title=None,
        axis=alt.Axis(labelLimit=260, labelOverlap=False, ticks=False, domain=False),
    )
    tooltip = [
        alt.Tooltip("label:N", title=" "),
        alt.Tooltip("points:Q", title="Points", format=".1f"),
        alt.Tooltip("most:Q", title="Most possible", format=".1f"),
        alt.Tooltip("note:N", title="Rests on"),
    ]
    base = alt.Chart(table)
    frame = base.mark_bar(height=ROW * 0.6, color=OUT, opacity=0.25).encode(
        y=y,
        x=alt.X("most:Q", title="Points of the score", scale=alt.Scale(nice=False)),
        tooltip=tooltip,
    )
    bars = base.mark_bar(height=ROW * 0.6).encode(
        y=y,
        x="points:Q",
        color=alt.Color(
            "basis:N",
            scale=alt.Scale(domain=list(BASIS), range=list(BASIS.values())),
            legend=alt.Legend(title="Rests mostly on", orient="bottom"),
        ),
        tooltip=tooltip,
    )
    spans = base.mark_rule(strokeWidth=2, color=MARK).encode(
        y=y, x="low:Q", x2="high:Q", tooltip=tooltip
    )
    return alt.layer(frame, bars, spans).properties(height=ROW * len(table) + FRAME)


def value_curve(
    corners: Sequence[tuple[float | str, float]], here: Row | None, unit: str
) -> Picture:
    """Return a value function of numbers with the candidate's point on it.

    Args:
        corners: measure and points, in drawing order.
        here: ``measure``, ``points``, ``low``, ``high``; None = missing.
        unit: unit of the measure, for the axis.
    """
    order = pd.DataFrame(corners, columns=["measure", "points"])
    order["step"] = range(len(order))
    at = pd.DataFrame([] if here is None else [here], columns=["measure", "points", "low", "high"])
    x = alt.X("measure:Q", title=unit or None, scale=alt.Scale(zero=False, nice=False))
    y = alt.Y(
        "points:Q", title="Value", scale=alt.Scale(domain=[0, 100]), axis=alt.Axis(tickCount=3)
    )
    line = alt.Chart(order).mark_line(color=STAYS, strokeWidth=2).encode(x=x, y=y, order="step:Q")
    span = (
        alt.Chart(at)
        .mark_rule(color=MARK, strokeWidth=3)
        .encode(x=alt.X("low:Q"), x2="high:Q", y="points:Q")
    )
    point = (
        alt.Chart(at)
        .mark_point(filled=True, size=110, color=MARK, opacity=1)
        .encode(
            x=x,
            y=y,
            tooltip=[
                alt.Tooltip("measure:Q", title=unit or "Measure", format=",.4g"),
                alt.Tooltip("points:Q", title="Value", format=".1f"),
            ],
        )
    )
    return alt.layer(line, span, point).properties(height=130)


def level_bars(levels: Sequence[Row], unit: str) -> Picture:
    """Return a value function of levels as bars, the candidate's level marked.

    Args:
        levels: ``level``, ``points``, ``here`` (whether it is the candidate's), in order.
        unit: what the levels are of.
    """
    bars: Picture = (
        alt.Chart(pd.DataFrame(levels))
        .mark_bar(height=12)
        .encode(
            y=alt.Y(
                "level:N",
                sort=[row["level"] for row in levels],
                title=None,
                axis=alt.Axis(labelOverlap=False),
            ),
            x=alt.X(
                "points:Q",
                title="Value",
                scale=alt.Scale(domain=[0, 100]),
                axis=alt.Axis(tickCount=5),
            ),
            color=alt.condition("datum.here", alt.value(MARK), alt.value(STAYS)),
            tooltip=[
                alt.Tooltip("level:N", title=unit or "Level"),
                alt.Tooltip("points:Q", title="Value", format=".0f"),
            ],
        )
        .properties(height=LEVEL_ROW * len(levels) + LEVEL_FRAME)
    )
    return bars
