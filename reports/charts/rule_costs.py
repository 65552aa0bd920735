"""The waterfall: from the plan without rules down to the plan in force, and what is kept."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from reports.charts import Picture
from reports.charts.colours import LEAVES, OUT, STAYS, WORDS
from reports.report import Row

ROW = 30
"""Height of a step, in pixels."""
KEPT_WIDTH = 92
"""Width of the bars of what is kept, in pixels."""
WIDTH = 215
"""Width of the waterfall, in pixels."""
ROOM = 0.42
"""Share of the span that is left free on the right, for words."""


def waterfall(steps: Sequence[Row]) -> Picture:
    """Return the steps down, and beside each how much of the list in force the plan keeps.

    The axis of points does not begin at 0, so that levels are ticks and only losses are bars.

    Args:
        steps: one row per step, from the plan with the fewest conditions to the plan in force:
            ``title, firm, points`` (what it costs; None for none), ``_before, _after`` (points of
            the plan), ``_text``, ``kept, in_force``.
    """
    rows = pd.DataFrame([_step(row) for row in steps])
    rows["more"] = rows["kept"].diff().fillna(0).astype(int)
    return alt.hconcat(_losses(rows), _kept(rows), spacing=14)


def _step(row: Row) -> Row:
    lost = row["points"]
    return {
        "label": row["title"], "firm": row["firm"], "before": row["_before"],
        "after": row["_after"], "text": row["_text"],
        "lost": None if lost is None else lost.found,
        "low": None if lost is None else lost.low, "high": None if lost is None else lost.high,
        "kept": row["kept"], "in_force": row["in_force"],
    }  # fmt: skip


def _y(rows: pd.DataFrame, *, titled: bool) -> alt.Y:
    axis = alt.Axis(labelLimit=285, ticks=False, domain=False, labelOverlap=False, labelFlush=False)
    return alt.Y("label:N", sort=rows["label"].tolist(), title=None, axis=axis if titled else None)


def _losses(rows: pd.DataFrame) -> Picture:
    low, high = float(rows["after"].min()), float(rows["before"].max())
    span = max(high - low, 1.0)
    scale = alt.Scale(domain=[low - 0.12 * span, high + ROOM * span], nice=False, zero=False)
    tooltip = [
        alt.Tooltip("label:N", title=" "),
        alt.Tooltip("firm:N", title="It"),
        alt.Tooltip("lost:Q", title="Costs, points", format=",.1f"),
        alt.Tooltip("low:Q", title="Proven: at least", format=",.1f"),
        alt.Tooltip("high:Q", title="Proven: at most", format=",.1f"),
        alt.Tooltip("after:Q", title="Worth of the plan then", format=",.1f"),
    ]
    base = alt.Chart(rows).encode(y=_y(rows, titled=True), tooltip=tooltip)
    title = "Points (axis does not begin at 0)"
    x = alt.X("after:Q", title=title, scale=scale, axis=alt.Axis(grid=True, tickCount=3))
    bars = base.mark_bar(color=LEAVES, height=ROW * 0.5).encode(x=x, x2="before:Q")
    ticks = base.mark_tick(color=STAYS, thickness=3, height=ROW * 0.72).encode(x=x)
    words = base.mark_text(align="left", dx=7, color=WORDS, fontSize=12).encode(
        x=alt.X("before:Q", scale=scale), text="text:N"
    )
    return alt.layer(bars, ticks, words).properties(width=WIDTH, height=alt.Step(ROW))


def _kept(rows: pd.DataFrame) -> Picture:
    most = max(1, int(rows["in_force"].max()))
    data = rows.assign(
        words=[
            f"{kept}" + (f"  ({more:+d})".replace("-", "−") if more else "")
            for kept, more in zip(rows["kept"], rows["more"], strict=True)
        ]
    )
    base = alt.Chart(data).encode(
        y=_y(rows, titled=False),
        tooltip=[
            alt.Tooltip("label:N", title=" "),
            alt.Tooltip("kept:Q", title="Stay of the list in force"),
            alt.Tooltip("in_force:Q", title="In force"),
        ],
    )
    scale = alt.Scale(domain=[0, most * 2.05], nice=False)
    axis = alt.Axis(values=[0, most], grid=False)
    title = f"Stay of the {most} in force"
    return alt.layer(
        base.mark_bar(color="transparent", stroke=OUT, strokeWidth=1, height=ROW * 0.5).encode(
            x=alt.X("in_force:Q", title=title, scale=scale, axis=axis)
        ),
        base.mark_bar(color=STAYS, height=ROW * 0.5).encode(x=alt.X("kept:Q", scale=scale)),
        base.mark_text(align="left", dx=5, color=WORDS, fontSize=12).encode(
            x=alt.X("in_force:Q", scale=scale), text="words:N"
        ),
    ).properties(width=KEPT_WIDTH, height=alt.Step(ROW))
