"""One partner or candidate, and those around it: column by column, names level."""

from collections import Counter
from collections.abc import Sequence

import altair as alt

from reports.charts.colours import LAND, MARK, OUT, WORK
from reports.charts.marks import Picture, Rows, meaning
from reports.charts.partners import WIDE, hidden_axis, lines_of, name_words, raised
from reports.report import Column, Row

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
    rings = Counter(row["ring"] for row in found)
    width = COLUMN if max(rings) > 1 else NEAR
    height = max(LEAST, ROW * max(rings.values()))
    lines = [lines_of(row["label"]) for row in found]
    x = hidden_axis("x", -0.02, 1, alt.X)
    y, above = (hidden_axis(name, 1.04, -0.04, alt.Y) for name in ("y", "above"))
    nodes = Rows(
        [
            {**row, "x": row["x"] * width, "above": row["y"] - raised(line, 1.08 / height)}
            for row, line in zip(found, lines, strict=True)
        ],
        (Column("what", "Is a"), Column("group", "Type or region")),
        labels=lines, y=y, opens=CENTRE,
    ).carrying("ring")  # fmt: skip
    others = nodes.where([row["ring"] > 0 for row in found])
    edges = nodes.also(_curves(ties, width), label="words")
    kinds = [PARTNER, *sorted({row["what"] for row in found} - {PARTNER})]
    shape = alt.Shape(
        "what:N", scale=alt.Scale(domain=kinds, range=list(SHAPES[: len(kinds)])),
        legend=alt.Legend(
            title=None, orient="bottom", symbolFillColor=OUT,
            columns=alt.ExprRef(f"width < {WIDE} ? 2 : {len(SHAPES)}"),
        ),
    )  # fmt: skip
    thick = alt.StrokeWidth(
        "strength:Q",
        scale=alt.Scale(domain=[0, 1], range=[0.5, 3]),
        legend=alt.Legend(title="Strength", orient="top", values=[0.25, 1], format=".0%"),
    )
    kind = (
        alt.when("datum.ring == 0")
        .then(alt.value(MARK))
        .when(f"datum.what == '{PARTNER}'")
        .then(alt.value(WORK))
        .otherwise(alt.value(OUT))
    )
    size = alt.condition("datum.ring == 0", alt.value(320), alt.value(120))
    chart: Picture = (
        nodes.picture(
            edges.mark(
                "line", x, meaning("what", {"works for": WORK, "lies in": LAND}), opacity=0.55,
                interpolate="basis", detail="line:N", order="step:Q", strokeWidth=thick,
                cursor="default",
            ),
            nodes.dots(
                x, OUT, shape=shape, stroke="white", strokeWidth=0.7
            ).encode(size=size, color=kind),
            others.words("label", x, y=above, **name_words(dx=9)),
            height=height, title=lines_of(str(found[0]["label"]), TITLE).split("\n"),
        )
        .configure_view(stroke=None)
        .configure_title(anchor="start")
    )  # fmt: skip
    return chart


def _curves(ties: Sequence[Row], width: float) -> list[Row]:
    """Return the points of every tie; one within a column bends aside, so that it is seen."""
    parts: list[Row] = []
    for line, tie in enumerate(ties):
        start, end = tie["x"] * width, tie["x2"] * width
        aside = width * min(0.5, 0.12 + abs(tie["y2"] - tie["y"]) / 2) if start == end else 0.0
        bends = [(start, tie["y"]), (start - aside, tie["y"]), (end - aside, tie["y2"])]
        points = [*(bends if aside else bends[:1]), (end, tie["y2"])]
        parts += [
            {**tie, "line": line, "step": step, "x": x, "y": y}
            for step, (x, y) in enumerate(points)
        ]
    return parts
