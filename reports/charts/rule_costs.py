"""The waterfall: from the plan without rules down to the plan in force, and what is kept."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from reports.charts import Picture
from reports.charts.colours import LEAVES, STAYS, WORDS
from reports.report import Row

ROW = 46
"""Height of a step, in pixels: its name, and its bar below."""
DOWN = 10
"""By how much a bar stands below the middle of its row, in pixels."""
ROOM = 0.75
"""Share of the span that is left free on the right, for words."""


def waterfall(steps: Sequence[Row]) -> Picture:
    """Return the steps down, and beside each how much of the list in force the plan keeps.

    The axis of points does not begin at 0, so that levels are ticks and only losses are bars. Names
    stand above their bars, so that it can be read on a phone.

    Args:
        steps: one row per step, from the plan with the fewest conditions to the plan in force:
            ``title, firm, points`` (what it costs; None for none), ``_before, _after`` (points of
            the plan), ``_text``, ``kept, in_force``.
    """
    rows = pd.DataFrame([_step(place, row) for place, row in enumerate(steps)])
    low, high = float(rows["after"].min()), float(rows["before"].max())
    span = max(high - low, 1.0)
    scale = alt.Scale(domain=[low - 0.05 * span, high + ROOM * span], nice=False, zero=False)
    tooltip = [
        alt.Tooltip("label:N", title=" "),
        alt.Tooltip("firm:N", title="It"),
        alt.Tooltip("lost:Q", title="Costs, points", format=",.1f"),
        alt.Tooltip("low:Q", title="Proven: at least", format=",.1f"),
        alt.Tooltip("high:Q", title="Proven: at most", format=",.1f"),
        alt.Tooltip("after:Q", title="Worth of the plan then", format=",.1f"),
        alt.Tooltip("kept:Q", title="Stay of the list in force"),
    ]
    base = alt.Chart(rows).encode(y=alt.Y("place:O", axis=None), tooltip=tooltip)
    axis = alt.Axis(grid=True, tickCount=3, labelOverlap=True)
    x = alt.X("after:Q", title="Points (axis does not begin at 0)", scale=scale, axis=axis)
    return alt.layer(
        base.mark_bar(color=LEAVES, height=14, yOffset=DOWN).encode(x=x, x2="before:Q"),
        base.mark_tick(color=STAYS, thickness=3, height=20, yOffset=DOWN).encode(x=x),
        base.mark_text(align="left", dy=-DOWN, color=WORDS, fontSize=12).encode(
            x=alt.value(0), text="label:N"
        ),
        base.mark_text(align="left", dx=7, dy=DOWN, color=WORDS, fontSize=12).encode(
            x=alt.X("before:Q", scale=scale), text="text:N"
        ),
    ).properties(height=alt.Step(ROW))


def _step(place: int, row: Row) -> Row:
    lost = row["points"]
    return {
        "place": place, "label": row["title"], "firm": row["firm"], "before": row["_before"],
        "after": row["_after"], "text": f"{row['_text']}, {row['kept']} stay",
        "lost": None if lost is None else lost.found,
        "low": None if lost is None else lost.low, "high": None if lost is None else lost.high,
        "kept": row["kept"],
    }  # fmt: skip
