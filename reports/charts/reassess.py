"""Pictures of change: what each cause did to the plan's worth, and to everybody who moved."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from reports.charts import Picture, distinct, label_limit
from reports.charts.colours import MARK, OUT, WORDS
from reports.report import Row
from reports.words import percent

ROW = 26
"""Height of a row, in pixels."""
COLUMN = 120
"""Width of a cause, in pixels."""
DARK = 0.55
"""Share from which the words on a cell are light."""


def cause_bars(rows: Sequence[Row]) -> Picture:
    """Return the points that each cause added or took, with what is proven as a line.

    Args:
        rows: causes, in order: ``label, points, low, high``.
    """
    y = alt.Y("label:N", sort=[row["label"] for row in rows], title=None)
    tooltip = [
        alt.Tooltip("label:N", title=" "),
        alt.Tooltip("points:Q", title="Points", format="+.1f"),
        alt.Tooltip("low:Q", title="Proven at least", format="+.1f"),
        alt.Tooltip("high:Q", title="Proven at most", format="+.1f"),
    ]
    shown = ("label", "points", "low", "high")
    base = alt.Chart(pd.DataFrame([{name: row[name] for name in shown} for row in rows]))
    bars = base.mark_bar(color=OUT).encode(
        y=y, x=alt.X("points:Q", title="Points added to the plan's worth"), tooltip=tooltip
    )
    proven = base.mark_rule(strokeWidth=2, color=MARK).encode(
        y=y, x=alt.X("low:Q"), x2="high:Q", tooltip=tooltip
    )
    nothing = alt.Chart(pd.DataFrame({"points": [0.0]})).mark_rule(color=WORDS).encode(x="points:Q")
    return alt.layer(bars, proven, nothing).properties(height=alt.Step(ROW))


def move_matrix(rows: Sequence[Row], causes: Sequence[str]) -> Picture:
    """Return how much of every move each cause makes up: darker is more, with the share in words.

    Args:
        rows: moves, in order: ``move, name, _shares`` (of each cause; below 0 where it spoke
            against the move).
        causes: what they are called.
    """
    moves = distinct([f"{row['move']}: {row['name']}" for row in rows])
    table = pd.DataFrame(
        {"Move": move, "Cause": cause, "Share": share, "Words": _share(share)}
        for row, move in zip(rows, moves, strict=True)
        for cause, share in zip(causes, row["_shares"], strict=True)
    )
    x = alt.X(
        "Cause:N",
        sort=list(causes),
        title=None,
        axis=alt.Axis(orient="top", labelAngle=0, ticks=False, domain=False),
    )
    y = alt.Y(
        "Move:N",
        sort=moves,
        title=None,
        axis=alt.Axis(labelLimit=label_limit(340), ticks=False, domain=False, labelOverlap=False),
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


def _share(share: float) -> str:
    if round(share, 2) == 0:
        return "–"
    return percent(share) if share > 0 else f"against ({percent(-share)})"
