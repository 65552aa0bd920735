"""Focus areas with their partners: a dot for each, larger where its work counts for more."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from reports.charts import Picture
from reports.charts.colours import MARK, OUT, WORDS, WORK, WORK_FAR
from reports.charts.partners import WIDE, names_axis, names_of
from reports.report import Row
from reports.words import certain_share

ROW = 28
"""Height of a focus area, in pixels."""
STEP, START = 13, 44
"""From dot to dot, and where the first one stands, in pixels."""
MOST = 30
"""Dots of one focus area."""
LARGEST = 120
"""Area of the largest dot, in square pixels."""
PICKED = "picked"
"""Name of the selection; its field is ``partner``."""


def areas_picture(found: Sequence[Row]) -> Picture:
    """Return a line for every focus area: partner strength, then a dot for each partner.

    Args:
        found: ``area, strength, who, _who`` (``partner, name, amount, how, services``), in
            order from top to bottom.
    """
    names = names_of(row["area"] for row in found)
    areas = pd.DataFrame(
        {
            "area": name,
            "strength": row["strength"],
            "told": "" if row["strength"] is None else certain_share(row["strength"]),
            "beside": row["who"],
            "end": min(len(row["_who"]), MOST),
        }
        for name, row in zip(names, found, strict=True)
    )
    dots = pd.DataFrame(
        [
            {**one, "area": name, "at": place}
            for name, row in zip(names, found, strict=True)
            for place, one in enumerate(row["_who"][:MOST])
        ],
        columns=["partner", "name", "amount", "how", "services", "area", "at"],
    )
    most = max(1, int(areas["end"].max()))
    end = alt.ExprRef(f"min(width - {STEP}, {START + STEP * most})")
    scale = alt.Scale(domain=[0, most], range=[START, end], nice=False)
    y = alt.Y("area:N", sort=names, title=None, axis=names_axis(grid=True))
    base = alt.Chart(areas).encode(y=y)
    strengths = base.mark_text(align="right", color=WORDS, fontSize=11).encode(
        x=alt.value(START - 12), text="told:N"
    )
    beside = base.mark_text(align="left", color=WORDS, fontSize=11).encode(
        x=alt.X("end:Q", scale=scale, axis=None),
        text=alt.when(f"width > {WIDE} || datum.strength === null")
        .then(alt.Text("beside:N"))
        .otherwise(alt.value("")),
    )
    chosen = alt.selection_point(name=PICKED, fields=["partner"], on="click")
    marks = (
        alt.Chart(dots)
        .mark_circle(cursor="pointer", strokeWidth=2)
        .encode(
            y=y,
            x=alt.X("at:Q", scale=scale, axis=None),
            size=alt.Size(
                "amount:Q",
                scale=alt.Scale(domain=[0, 1], range=[8, LARGEST]),
                legend=alt.Legend(
                    title="Work counts", orient="bottom", values=[0.25, 1], format=".0%",
                    symbolFillColor=OUT, symbolStrokeWidth=0,
                ),
            ),
            color=alt.Color(
                "how:N",
                scale=alt.Scale(domain=["with it", "along links"], range=[WORK, WORK_FAR]),
                legend=alt.Legend(title="Works", orient="top", symbolSize=LARGEST),
            ),
            opacity=alt.when(chosen).then(alt.value(1)).otherwise(alt.value(0.15)),
            stroke=alt.when(chosen, empty=False)
            .then(alt.value(MARK))
            .otherwise(alt.value("transparent")),
            tooltip=[
                alt.Tooltip("name:N", title=" "),
                alt.Tooltip("how:N", title="Works"),
                alt.Tooltip("amount:Q", title="Counts", format=".0%"),
                alt.Tooltip("services:N", title="Services"),
            ],
        )
        .add_params(chosen)
    )  # fmt: skip
    return alt.layer(strengths, beside, marks).properties(height=alt.Step(ROW))
