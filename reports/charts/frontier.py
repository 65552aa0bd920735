"""The frontier as steps with what is proven above them, and who is in at each level."""

import json
from collections.abc import Sequence

import altair as alt
import pandas as pd

from reports.charts import Picture, distinct, label_limit, legend_columns
from reports.charts.colours import BEFORE, LEAVES, MARK, OUT, STAYS, WORDS
from reports.report import Row

IN, OUT_AGAIN, NOT_YET = "in", "out again", "not yet in"
"""What a candidate is at a level."""

HEIGHT = 440
"""Height of the frontier with its axis and legend, in pixels."""
ROW = 17
"""Height of a candidate's row, in pixels."""
BAND = "May be possible"
FOUND = "Best plan found"


def frontier_steps(
    rows: Sequence[Row],
    bands: Sequence[Row],
    marks: Sequence[Row],
    *,
    x: str,
    y: str,
    falls: bool,
) -> Picture:
    """Return a frontier: steps through the points found, a band up to what is proven above them.

    Args:
        rows: points of the frontier: ``used, value, bound, areas, dropped, _level``.
        bands: stretches of it: ``start, end, found, most``.
        marks: ``used, value`` (None for a line from top to bottom), ``text``.
        x: title of the horizontal axis, with the unit.
        y: title of the vertical axis, with the unit.
        falls: whether values fall from left to right, as between two kinds.
    """
    shown = ("used", "value", "bound", "areas", "_level")
    points = pd.DataFrame(
        [
            {**{name: row[name] for name in shown}, "dropped": len(row["dropped"]), "what": FOUND}
            for row in rows
        ]
    ).rename(columns={"_level": "level"})
    least = min(row["value"] for row in rows)
    money = x.startswith("USD")
    axis_x = alt.X(
        "start:Q",
        title=x,
        scale=alt.Scale(zero=False, nice=True),
        axis=alt.Axis(
            grid=False,
            tickCount=5,
            labelExpr="format(datum.value / 1e6, '.2f') + ' m'" if money else "datum.label",
        ),
    )
    axis_y = alt.Y(
        "found:Q", title=y, scale=alt.Scale(zero=least < 0.5 * max(row["value"] for row in rows))
    )
    band = (
        alt.Chart(pd.DataFrame([{**band, "what": BAND} for band in bands]))
        .mark_rect(opacity=0.45)
        .encode(
            x=axis_x,
            x2="end:Q",
            y=axis_y,
            y2="most:Q",
            color=alt.Color(
                "what:N",
                scale=alt.Scale(domain=[FOUND, BAND], range=[STAYS, OUT]),
                legend=alt.Legend(title=None, orient="top", columns=legend_columns(2)),
            ),
        )
    )
    steps = (
        alt.Chart(points)
        .mark_line(interpolate="step-before" if falls else "step-after", strokeWidth=2.2)
        .encode(x="used:Q", y="value:Q", color="what:N")
    )
    dots = (
        alt.Chart(points)
        .mark_point(filled=True, size=62, opacity=1)
        .encode(
            x="used:Q",
            y="value:Q",
            color="what:N",
            tooltip=[
                alt.Tooltip("level:N", title="With"),
                alt.Tooltip("value:Q", title="Found, points", format=",.1f"),
                alt.Tooltip("bound:Q", title="At most, points", format=",.1f"),
                alt.Tooltip("areas:Q", title="Focus areas"),
                alt.Tooltip("dropped:Q", title="Out, though in with less"),
            ],
        )
    )
    return alt.layer(band, steps, dots, *_marks(marks)).properties(height=HEIGHT)


def _marks(marks: Sequence[Row]) -> list[Picture]:
    """Return the present plan as a diamond, and what there is as a line, both with their words."""
    lines = pd.DataFrame([mark for mark in marks if mark["value"] is None])
    here = pd.DataFrame([mark for mark in marks if mark["value"] is not None])
    found: list[Picture] = []
    if len(lines):
        base = alt.Chart(lines).encode(x="used:Q")
        found.append(base.mark_rule(color=BEFORE, strokeDash=[5, 4], strokeWidth=1.6))
        found.append(
            base.mark_text(align="right", dx=-6, dy=-16, color=WORDS, fontSize=11).encode(
                y=alt.value({"expr": "height"}), text="text:N"
            )
        )
    if len(here):
        base = alt.Chart(here).encode(x="used:Q", y="value:Q")
        found.append(base.mark_point(shape="diamond", filled=True, size=150, color=MARK, opacity=1))
        found.append(
            base.mark_text(align="right", dx=-9, dy=15, color=WORDS, fontSize=11).encode(
                text="text:N"
            )
        )
    return found


def path_strip(rows: Sequence[Row], levels: Sequence[str], title: str) -> Picture:
    """Return candidates × levels: filled where in, crossed where out again after having been in.

    Args:
        rows: candidates, from top to bottom: ``_label, inside`` (at each level), ``breaks``.
        levels: what is used at each level, in words.
        title: of the horizontal axis, with the unit.
    """
    kinds = [IN, OUT_AGAIN, NOT_YET]
    labels, heads = distinct([row["_label"] for row in rows]), distinct(levels)
    cells = pd.DataFrame(
        {"label": label, "level": head, "what": what, "sign": "×" if what == OUT_AGAIN else ""}
        for row, label in zip(rows, labels, strict=True)
        for head, what in zip(heads, _standing(row["inside"]), strict=True)
    )
    breaking = [label for row, label in zip(rows, labels, strict=True) if row["breaks"]]
    bold = {
        "condition": {"test": f"indexof({json.dumps(breaking)}, datum.value) >= 0", "value": "bold"}
    }
    x = alt.X(
        "level:N",
        sort=heads,
        title=title,
        axis=alt.Axis(orient="top", labelAngle=-40, ticks=False, domain=False, labelOverlap=False),
    )
    y = alt.Y(
        "label:N",
        sort=labels,
        title=None,
        axis=alt.Axis(
            labelLimit=label_limit(320),
            ticks=False,
            domain=False,
            labelOverlap=False,
            labelFlush=False,
            labelFontWeight={**bold, "value": "normal"},
        ),
    )
    base = alt.Chart(cells).encode(
        x=x,
        y=y,
        tooltip=[
            alt.Tooltip("label:N", title=" "),
            alt.Tooltip("level:N", title="With"),
            alt.Tooltip("what:N", title="There"),
        ],
    )
    return alt.layer(
        base.mark_rect(strokeWidth=1.5, stroke="white", strokeOpacity=0.6).encode(
            color=alt.Color(
                "what:N",
                scale=alt.Scale(domain=kinds, range=[STAYS, "#F6D9C6", "transparent"]),
                legend=alt.Legend(
                    title=None, orient="top", values=[IN, OUT_AGAIN], symbolType="square"
                ),
            )
        ),
        base.transform_filter(f"datum.what == '{OUT_AGAIN}'")
        .mark_text(color=LEAVES, fontWeight="bold", fontSize=13)
        .encode(text="sign:N"),
    ).properties(height=alt.Step(ROW))


def _standing(inside: Sequence[bool]) -> list[str]:
    """Return what a candidate is at each level."""
    first = inside.index(True)
    return [
        IN if here else NOT_YET if place < first else OUT_AGAIN for place, here in enumerate(inside)
    ]
