"""One partner or candidate in the middle, and those around it in rings."""

from typing import Literal

import altair as alt
import numpy as np
import pandas as pd

from reports.charts import Picture
from reports.charts.colours import LAND, MARK, OUT, WORDS, WORK

HEIGHT = 700
"""Height in pixels."""
ROOM = 1.9
"""Where the axes end: the outermost ring is at 1, the rest is for names."""
CENTRE = "centre"
"""Name of the selection; its field is ``id``."""
SHAPES = ("circle", "square", "diamond", "triangle-up", "cross", "triangle-down")


def ego_picture(nodes: pd.DataFrame, edges: pd.DataFrame) -> Picture:
    """Return the picture; partners are violet circles, candidates grey, by kind.

    Args:
        nodes: ``id, label, what, group, ring, x, y``; ring 0 is the middle.
        edges: ``x, y, x2, y2, what, strength, words``.
    """
    span = alt.Scale(domain=[-ROOM, ROOM], nice=False)
    x = alt.X("x:Q", axis=None, scale=span)
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[-1.62, 1.62], nice=False))
    chosen = alt.selection_point(name=CENTRE, fields=["id"], on="click", empty=False)
    lines = (
        alt.Chart(edges)
        .mark_rule(opacity=0.55)
        .encode(
            x=x,
            y=y,
            x2="x2:Q",
            y2="y2:Q",
            color=alt.Color(
                "what:N",
                scale=alt.Scale(domain=["works for", "lies in"], range=[WORK, LAND]),
                legend=alt.Legend(title=None, orient="bottom"),
            ),
            strokeWidth=alt.StrokeWidth(
                "strength:Q", scale=alt.Scale(domain=[0, 1], range=[0.5, 3]), legend=None
            ),
            tooltip=alt.Tooltip("words:N", title=" "),
        )
    )
    kinds = ["Partner", *sorted(set(nodes["what"]) - {"Partner"})]
    points = (
        alt.Chart(nodes)
        .mark_point(filled=True, opacity=1, stroke="white", strokeWidth=0.7, cursor="pointer")
        .encode(
            x=x,
            y=y,
            size=alt.condition("datum.ring == 0", alt.value(320), alt.value(120)),
            color=alt.when("datum.ring == 0")
            .then(alt.value(MARK))
            .when("datum.what == 'Partner'")
            .then(alt.value(WORK))
            .otherwise(alt.value(OUT)),
            shape=alt.Shape(
                "what:N",
                scale=alt.Scale(domain=kinds, range=list(SHAPES[: len(kinds)])),
                legend=alt.Legend(title=None, orient="bottom", symbolFillColor=OUT),
            ),
            tooltip=[
                alt.Tooltip("label:N", title=" "),
                alt.Tooltip("what:N", title="Is a"),
                alt.Tooltip("group:N", title="Type or region"),
            ],
        )
        .add_params(chosen)
    )
    chart: Picture = (
        alt.layer(lines, points, *_names(nodes, x, y))
        .properties(height=HEIGHT, title=str(nodes["label"].iloc[0]))
        .configure_view(stroke=None)
    )
    return chart


def _names(nodes: pd.DataFrame, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """Return the names: around the rings, pointing outward."""
    around = nodes[nodes["ring"] > 0]
    turn = np.degrees(np.arctan2(around["y"], around["x"]))
    left = around["x"] < 0
    rows = around.assign(turn=np.where(left, 180 - turn, -turn), left=left)
    layers = []
    sides: tuple[tuple[bool, Literal["left", "right"], int], ...] = (
        (False, "left", 9),
        (True, "right", -9),
    )
    for side, align, shift in sides:
        mine = rows[rows["left"] == side]
        layers.append(
            alt.Chart(mine)
            .mark_text(
                align=align, dx=shift, baseline="middle", fontSize=11, limit=150, color=WORDS
            )
            .encode(x=x, y=y, text="label:N", angle=alt.Angle("turn:Q", scale=None))
        )
    return layers
