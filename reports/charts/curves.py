"""Curves: value functions with candidates on them, and the frontier with what is proven above."""

from collections.abc import Sequence
from typing import Any

import altair as alt

from reports.charts.colours import BEFORE, MARK, OUT, STAYS, WORDS
from reports.charts.marks import Picture, Rows, amounts, meaning
from reports.report import Column, Row

BAND = "May be possible"
FOUND = "Best plan found"


def value_curve(
    corners: Sequence[tuple[float | str, float]], known: Sequence[Row], unit: str
) -> Picture:
    """Return a value function of numbers with every known candidate on it.

    Args:
        corners: measure and points, in drawing order.
        known: ``name, measure, points, marked`` and, where known, ``low, high`` of the measure.
        unit: unit of the measure, for the axis.
    """
    y = alt.Y(
        "points:Q", title="Value, of 100", scale=alt.Scale(domain=[0, 100]),
        axis=alt.Axis(tickCount=3, grid=False),
    )  # fmt: skip
    said = (Column("measure", unit or "Measure", "number"), Column("points", "Value", "number", 1))
    rows = Rows(known, said, label="name", y=y)
    line = rows.also(
        [{"measure": at, "points": points, "step": step}
         for step, (at, points) in enumerate(corners)]
    )  # fmt: skip
    x = amounts("measure", unit or None, zero=False, ticks=8)
    own = rows.where([bool(row["marked"]) for row in known])
    others = rows.where([not row["marked"] for row in known])
    return rows.picture(
        line.mark("line", x, STAYS, order="step:Q", strokeWidth=2, tooltip=None),
        others.dots("measure:Q", size=45, opacity=0.35),
        own.mark("rule", "low:Q", MARK, x2="high", strokeWidth=3),
        own.dots("measure:Q", MARK, shape="diamond", size=150),
        height=160,
    )


def value_levels(levels: Sequence[Row]) -> Picture:
    """Return a value function of levels, with how many candidates hold each where that is told.

    Args:
        levels: ``level, points, marked`` and perhaps ``held``, in order.
    """
    held = Column("held", "Candidates", "count")
    told = "held" in levels[0]
    rows = Rows(
        [{**row, "text": f"held by {row['held']}" if told else ""} for row in levels],
        (Column("points", "Value", "score"), *((held,) if told else ())), label="level", height=24,
    )  # fmt: skip
    x = amounts("points", "Value, of 100", ends=[0, 115 if told else 100], ticks=[0, 50, 100])
    colour = alt.condition("datum.marked", alt.value(MARK), alt.value(STAYS))
    return rows.picture(
        rows.carrying("marked").bars(x).encode(color=colour), rows.words("text", "points:Q")
    )


def frontier_steps(
    found: Sequence[Row], bands: Sequence[Row], marks: Sequence[Row], *, x: str, y: str, falls: bool
) -> Picture:
    """Return a frontier: steps through the points found, a band up to what is proven above them.

    Args:
        found: points of the frontier: ``used, value, bound, areas, dropped, _level``.
        bands: stretches of it: ``start, end, found, most``.
        marks: ``used, value`` (None for a line from top to bottom), ``text``.
        x: title of the horizontal axis, with the unit.
        y: title of the vertical axis, with the unit.
        falls: whether values fall from left to right, as between two kinds.
    """
    values = [row["value"] for row in found]
    up = alt.Scale(zero=min(values) < 0.5 * max(values))
    level = alt.Y("value:Q", title=y, scale=up)
    rows = Rows(
        [{**row, "what": FOUND, "out": len(row["dropped"])} for row in found],
        (
            Column("value", "Found, points", "points"),
            Column("bound", "At most, points", "points"), Column("areas", "Focus areas", "count"),
            Column("out", "Out, though in with less", "count"),
        ),
        label="_level", y=level,
    )  # fmt: skip
    stretches = rows.also([{**band, "what": BAND} for band in bands])
    here = rows.also([mark for mark in marks if mark["value"] is not None])
    there = rows.also([mark for mark in marks if mark["value"] is None])
    colour = meaning("what", {FOUND: STAYS, BAND: OUT})
    in_millions = "format(datum.value / 1e6, '.2f') + ' m'"
    money = {"labelExpr": in_millions} if x.startswith("USD") else {}
    at = amounts("start", x, zero=False, ticks=5, **money)
    step = "step-before" if falls else "step-after"
    right: dict[str, Any] = {"align": "right", "tooltip": None}
    foot = alt.value({"expr": "height"})
    dash: dict[str, Any] = {"strokeDash": [5, 4], "strokeWidth": 1.6, "tooltip": None}
    return rows.picture(
        stretches.mark(
            "rect", at, colour, x2="end", y=alt.Y("found:Q", title=y, scale=up), y2="most",
            opacity=0.45, tooltip=None,
        ),
        rows.mark("line", "used:Q", colour, interpolate=step, strokeWidth=2.2, tooltip=None),
        rows.dots("used:Q", colour, size=62),
        there.mark("rule", "used:Q", BEFORE, y=None, **dash),
        there.words("text", "used:Q", y=foot, dx=-6, dy=-16, **right),
        here.dots("used:Q", MARK, shape="diamond", size=150, tooltip=None),
        here.words("text", "used:Q", WORDS, dx=-9, dy=15, **right),
        height=440,
    )  # fmt: skip
