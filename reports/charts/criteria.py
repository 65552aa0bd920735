"""The pictures of what counts: weights, places before and after, and value functions."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from reports.charts import Picture, label_limit
from reports.charts.colours import BEFORE, MARK, OUT, STAYS
from reports.report import Row

ROW = 28
"""Height of a bar with its gap, in pixels."""
ROOM = 1.15
"""Length of the axis of weights over the longest bar, so that its figure fits."""
PERCENT = 100
CURVE = 190
"""Height of a value function, in pixels."""


def _axis(labels: list[str]) -> alt.Y:
    return alt.Y(
        "label:N",
        sort=labels,
        title=None,
        axis=alt.Axis(
            labelLimit=label_limit(330),
            ticks=False,
            domain=False,
            labelOverlap=False,
            labelFlush=False,
        ),
    )


def weight_bars(weights: Sequence[Row]) -> Picture:
    """Return the weights as shares of 100, a mark where the configured ones stand.

    Args:
        weights: one row per criterion, in order: ``label, weight, configured`` (0..1).
    """
    rows = pd.DataFrame(
        [
            {
                "label": row["label"],
                "Weight": PERCENT * row["weight"],
                "Configured": PERCENT * row["configured"],
                "text": f"{PERCENT * row['weight']:.1f}",
                "end": PERCENT * max(row["weight"], row["configured"]),
            }
            for row in weights
        ]
    )
    y = _axis(rows["label"].tolist())
    tooltip = [
        alt.Tooltip("label:N", title=" "),
        alt.Tooltip("Weight:Q", title="Weight, of 100", format=".1f"),
        alt.Tooltip("Configured:Q", title="Configured, of 100", format=".1f"),
    ]
    base = alt.Chart(rows)
    bars = base.mark_bar(height=ROW * 0.55, color=STAYS).encode(
        y=y,
        x=alt.X(
            "Weight:Q",
            title="Weight, of 100",
            scale=alt.Scale(domain=[0, ROOM * float(rows["end"].max())], nice=False),
            axis=alt.Axis(grid=False, tickCount=5),
        ),
        tooltip=tooltip,
    )
    marks = base.mark_tick(color=BEFORE, thickness=3, height=ROW * 0.8).encode(
        y=y, x="Configured:Q", tooltip=tooltip
    )
    words = base.mark_text(align="left", dx=6, color="gray").encode(y=y, x="end:Q", text="text")
    return alt.layer(bars, marks, words).properties(height=alt.Step(ROW))


def place_moves(moves: Sequence[Row], places: int, before: str, now: str) -> Picture:
    """Return where each candidate came before and comes now.

    Args:
        moves: one row per candidate, in its new order: ``name, rank_before, rank_after``.
        places: how many count as the first; a line is drawn after them.
        before: what the first place was reckoned with, in words.
        now: what the second is reckoned with.
    """
    rows = pd.DataFrame(
        [
            {
                "label": f"{row['rank_after']}  {row['name']}",
                "Candidate": row["name"],
                "Before": row["rank_before"],
                "Place": row["rank_after"],
            }
            for row in moves
        ]
    )
    y = _axis(rows["label"].tolist())
    tooltip = [
        alt.Tooltip("Candidate:N", title=" "),
        alt.Tooltip("Before:Q", title="Place before"),
        alt.Tooltip("Place:Q", title="Place now"),
    ]
    base = alt.Chart(rows)
    lines = base.mark_rule(color=OUT, strokeWidth=2).encode(
        y=y, x=alt.X("Before:Q", title="Place"), x2="Place:Q", tooltip=tooltip
    )
    x = alt.X("place:Q", title="Place", axis=alt.Axis(grid=False, tickMinStep=1))
    names = {"Before": before, "Place": now}
    ends = rows.melt(
        id_vars=["label", "Candidate"],
        value_vars=list(names),
        var_name="when",
        value_name="place",
    ).replace({"when": names})
    dots = (
        alt.Chart(ends)
        .mark_point(filled=True, size=90, opacity=1)
        .encode(
            y=y,
            x=x,
            color=alt.Color(
                "when:N",
                scale=alt.Scale(domain=list(names.values()), range=[BEFORE, STAYS]),
                legend=alt.Legend(title=None, orient="top", labelLimit=300),
            ),
            shape=alt.Shape(
                "when:N",
                scale=alt.Scale(domain=list(names.values()), range=["square", "circle"]),
                legend=None,
            ),
            tooltip=[
                alt.Tooltip("Candidate:N", title=" "),
                alt.Tooltip("when:N", title="When"),
                alt.Tooltip("place:Q", title="Place"),
            ],
        )
    )
    line = (
        alt.Chart(pd.DataFrame({"after": [places + 0.5]}))
        .mark_rule(strokeDash=[4, 3], color="gray")
        .encode(x="after:Q")
    )
    return alt.layer(lines, line, dots).properties(height=alt.Step(ROW * 0.9))


def curve_with_candidates(
    corners: Sequence[tuple[float, float]], known: Sequence[Row], unit: str
) -> Picture:
    """Return a value function of numbers with every known candidate on it.

    Args:
        corners: measure and points, in drawing order.
        known: ``name, measure, points, marked``.
        unit: unit of the measure, for the axis.
    """
    candidates = pd.DataFrame(known, columns=["name", "measure", "points", "marked"])
    marked = candidates["marked"].astype(bool)
    x = alt.X(
        "measure:Q",
        title=unit or None,
        scale=alt.Scale(zero=False, nice=False),
        axis=alt.Axis(grid=False, tickCount=8),
    )
    y = alt.Y(
        "points:Q",
        title="Value, of 100",
        scale=alt.Scale(domain=[0, 100]),
        axis=alt.Axis(tickCount=3, grid=False),
    )
    line = (
        alt.Chart(
            pd.DataFrame(corners, columns=["measure", "points"]).assign(step=range(len(corners)))
        )
        .mark_line(color=STAYS, strokeWidth=2)
        .encode(x=x, y=y, order="step:Q")
    )
    tooltip = [
        alt.Tooltip("name:N", title=" "),
        alt.Tooltip("measure:Q", title=unit or "Measure", format=",.4g"),
        alt.Tooltip("points:Q", title="Value", format=".1f"),
    ]
    others = (
        alt.Chart(candidates[~marked])
        .mark_circle(size=45, color=STAYS, opacity=0.35)
        .encode(x=x, y=y, tooltip=tooltip)
    )
    own = (
        alt.Chart(candidates[marked])
        .mark_point(filled=True, shape="diamond", size=150, color=MARK, opacity=1)
        .encode(x=x, y=y, tooltip=tooltip)
    )
    return alt.layer(line, others, own).properties(height=CURVE)


def levels_with_candidates(levels: Sequence[Row]) -> Picture:
    """Return a value function of levels, with how many candidates hold each.

    Args:
        levels: ``level, points, held, marked``, in order.
    """
    rows = pd.DataFrame([{**row, "text": f"held by {row['held']}"} for row in levels])
    y = alt.Y("level:N", sort=rows["level"].tolist(), title=None, axis=alt.Axis(ticks=False))
    tooltip = [
        alt.Tooltip("level:N", title=" "),
        alt.Tooltip("points:Q", title="Value", format=".0f"),
        alt.Tooltip("held:Q", title="Candidates"),
    ]
    base = alt.Chart(rows)
    x = alt.X(
        "points:Q",
        title="Value, of 100",
        scale=alt.Scale(domain=[0, 115], nice=False),
        axis=alt.Axis(values=[0, 50, 100], grid=False),
    )
    bars = base.mark_bar(height=14).encode(
        y=y,
        x=x,
        color=alt.condition("datum.marked", alt.value(MARK), alt.value(STAYS)),
        tooltip=tooltip,
    )
    words = base.mark_text(align="left", dx=6, color="gray").encode(y=y, x=x, text="text:N")
    return alt.layer(bars, words).properties(height=alt.Step(24))
