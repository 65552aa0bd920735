"""The picture of what to find out next: a bar for what finding out would be expected to gain."""

from collections import Counter
from collections.abc import Sequence

import altair as alt
import pandas as pd

from reports.charts import Picture
from reports.charts.colours import HOW_OFTEN, WORDS
from reports.report import Row

ROW = 26
"""Height of a row, in pixels."""
SELECTION = "finding"
"""Name of the selection; its field is ``id``."""
ROOM = 1.9
"""How far the axis goes beyond the longest bar, so that words fit beside it."""
LEAST = 0.05
"""Points that the axis shows at least."""


def gain_bars(found: Sequence[Row]) -> Picture:
    """Return one bar per thing to find out, the most worthwhile on top.

    Args:
        found: lines of :mod:`reports.find_out`, in order from top to bottom.
    """
    rows = _rows(found)
    most = max(LEAST, float(rows["high"].max()))
    scale = alt.Scale(domain=[0, most * ROOM], nice=False)
    axis = alt.Axis(values=_ticks(most), format=".2~f", gridOpacity=0.4)
    x = alt.X("gain:Q", title="Expected gain, points of the plan", scale=scale, axis=axis)
    y = alt.Y(
        "label:N",
        sort=rows["label"].tolist(),
        title=None,
        axis=alt.Axis(labelLimit=330, labelOverlap=False, ticks=False, domain=False),
    )
    chosen = alt.selection_point(name=SELECTION, fields=["id"], on="click", empty=False)
    tooltip = [
        alt.Tooltip("label:N", title=" "),
        alt.Tooltip("gain:Q", title="Expected gain, points", format=".2f"),
        alt.Tooltip("said:N", title="What would happen"),
    ]
    base = alt.Chart(rows).encode(y=y, tooltip=tooltip)
    bars = (
        base.mark_bar(
            height=ROW * 0.6, color=HOW_OFTEN["nearly always"], stroke=WORDS, strokeWidth=0.6,
            cursor="pointer",
        )
        .encode(x=x)
        .add_params(chosen)
    )  # fmt: skip
    spread = base.mark_rule(color=WORDS, strokeWidth=1.6, yOffset=ROW * 0.4).encode(
        x=alt.X("low:Q", scale=scale, axis=axis), x2="high:Q"
    )
    words = base.mark_text(align="left", dx=6, color="gray", fontSize=12).encode(
        x=alt.X("high:Q", scale=scale, axis=axis), text="said:N"
    )
    return alt.layer(bars, spread, words).properties(height=alt.Step(ROW))


def _rows(found: Sequence[Row]) -> pd.DataFrame:
    """Return ``id, label, gain, low, high, said``, each label once."""
    labels = Counter(row["_bar"] for row in found)
    return pd.DataFrame(
        {
            "id": row.get("candidate", ""),
            "label": row["_bar"] if labels[row["_bar"]] == 1 else f"{row['_bar']} ({place})",
            "gain": row["_gain"].found,
            "low": max(0.0, row["_gain"].found - row["_gain"].error),
            "high": row["_gain"].found + row["_gain"].error,
            "said": row["_said"],
        }
        for place, row in enumerate(found, start=1)
    )


def _ticks(most: float) -> list[float]:
    """Return round values from 0 to the longest bar."""
    step = next(
        size * 10.0**power
        for power in range(-3, 4)
        for size in (1, 2, 5)
        if size * 10.0**power * 5 >= most
    )
    return [round(number * step, 6) for number in range(int(most / step) + 1)]
