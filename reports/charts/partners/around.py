"""One partner or candidate, and those around it: column by column, names level."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from reports.charts import Picture
from reports.charts.colours import LAND, MARK, OUT, WORDS, WORK
from reports.charts.partners import LINE_HEIGHT, WIDE, lines_of, raised
from reports.report import Row

ROW = 28
"""Height of a name, in pixels."""
LEAST = 180
"""Least height of the picture, in pixels."""
CENTRE = "centre"
"""Name of the selection; its field is ``id``."""
SHAPES = ("circle", "square", "diamond", "triangle-up", "cross", "triangle-down")
PARTNER = "Partner"
TITLE = 40
"""Characters of a line of the title."""
COLUMN = 0.62
"""Where the last of two columns of names stands; the rest is for its names."""
NEAR = 0.2
"""Where a column stands that is followed by no other."""


def around_picture(found: Sequence[Row], ties: Sequence[Row]) -> Picture:
    """Return the picture; partners are violet circles, candidates grey, by kind.

    Args:
        found: ``id, label, what, group, ring, x, y``; ring 0 is the one in the middle.
        ties: ``x, y, x2, y2, what, strength, words``.
    """
    outermost = max(int(row["ring"]) for row in found)
    width = COLUMN if outermost > 1 else NEAR
    nodes = pd.DataFrame(
        {**row, "x": row["x"] * width, "label": lines_of(row["label"])} for row in found
    )
    edges = _curves(ties, width)
    height = max(LEAST, ROW * int(nodes["ring"].value_counts().max()))
    nodes["above"] = [
        y - raised(name, 1.08 / height) for name, y in zip(nodes["label"], nodes["y"], strict=True)
    ]
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-0.02, 1], nice=False))
    down = alt.Scale(domain=[1.04, -0.04], nice=False)
    y = alt.Y("y:Q", axis=None, scale=down)
    chosen = alt.selection_point(name=CENTRE, fields=["id"], on="click", empty=False)
    lines = (
        alt.Chart(edges)
        .mark_line(opacity=0.55, interpolate="basis")
        .encode(
            x=x,
            y=y,
            detail="line:N",
            order="step:Q",
            color=alt.Color(
                "what:N",
                scale=alt.Scale(domain=["works for", "lies in"], range=[WORK, LAND]),
                legend=alt.Legend(title=None, orient="top"),
            ),
            strokeWidth=alt.StrokeWidth(
                "strength:Q",
                scale=alt.Scale(domain=[0, 1], range=[0.5, 3]),
                legend=alt.Legend(title="Strength", orient="top", values=[0.25, 1], format=".0%"),
            ),
            tooltip=alt.Tooltip("words:N", title=" "),
        )
    )
    kinds = [PARTNER, *sorted(set(nodes["what"]) - {PARTNER})]
    points = (
        alt.Chart(nodes)
        .mark_point(filled=True, opacity=1, stroke="white", strokeWidth=0.7, cursor="pointer")
        .encode(
            x=x,
            y=y,
            size=alt.condition("datum.ring == 0", alt.value(320), alt.value(120)),
            color=alt.when("datum.ring == 0")
            .then(alt.value(MARK))
            .when(f"datum.what == '{PARTNER}'")
            .then(alt.value(WORK))
            .otherwise(alt.value(OUT)),
            shape=alt.Shape(
                "what:N",
                scale=alt.Scale(domain=kinds, range=list(SHAPES[: len(kinds)])),
                legend=alt.Legend(
                    title=None,
                    orient="bottom",
                    symbolFillColor=OUT,
                    columns=alt.ExprRef(f"width < {WIDE} ? 2 : {len(SHAPES)}"),
                ),
            ),
            tooltip=[
                alt.Tooltip("label:N", title=" "),
                alt.Tooltip("what:N", title="Is a"),
                alt.Tooltip("group:N", title="Type or region"),
            ],
        )
        .add_params(chosen)
    )
    names = (
        alt.Chart(nodes[nodes["ring"] > 0])
        .mark_text(
            align="left", dx=9, baseline="middle", lineBreak="\n", lineHeight=LINE_HEIGHT,
            color=WORDS, fontSize=alt.ExprRef(f"width < {WIDE} ? 9 : 11"),
        )
        .encode(x=x, y=alt.Y("above:Q", axis=None, scale=down), text="label:N")
    )  # fmt: skip
    chart: Picture = (
        alt.layer(lines, points, names)
        .properties(height=height, title=lines_of(str(found[0]["label"]), TITLE).split("\n"))
        .configure_view(stroke=None)
        .configure_title(anchor="start")
    )
    return chart


def _curves(ties: Sequence[Row], width: float) -> pd.DataFrame:
    """Return the points of every tie; one within a column bends aside, so that it is seen."""
    parts = []
    for line, tie in enumerate(ties):
        start, end = tie["x"] * width, tie["x2"] * width
        aside = width * min(0.5, 0.12 + abs(tie["y2"] - tie["y"]) / 2) if start == end else 0.0
        bends = ((start, tie["y"]), (start - aside, tie["y"]), (end - aside, tie["y2"]))
        points = (*bends, (end, tie["y2"])) if aside else (bends[0], (end, tie["y2"]))
        parts += [
            {"line": line, "step": step, "x": x, "y": y, "what": tie["what"],
             "strength": tie["strength"], "words": tie["words"]}
            for step, (x, y) in enumerate(points)
        ]  # fmt: skip
    return pd.DataFrame(parts, columns=["line", "step", "x", "y", "what", "strength", "words"])
