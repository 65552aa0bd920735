"""Focus areas with their partners: a dot for each, larger where its work counts for more."""

from collections.abc import Sequence

import altair as alt

from reports.charts.colours import HOW_WORKS, MARK, OUT
from reports.charts.marks import Picture, Rows, meaning
from reports.charts.partners import WIDE, names_of, whole_names
from reports.report import Column, Row
from reports.words import certain_share

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
    labels = names_of(row["area"] for row in found)
    rows = Rows(
        [
            {**row, "end": min(len(row["_who"]), MOST), "beside": row["who"],
             "told": "" if row["strength"] is None else certain_share(row["strength"])}
            for row in found
        ],
        labels=labels, height=28, grid=True, gridOpacity=0.25, **whole_names(),
    ).carrying("strength")  # fmt: skip
    dots = rows.parts(
        [[{**one, "at": at} for at, one in enumerate(row["_who"][:MOST])] for row in found],
        (
            Column("name", "Partner"), Column("how", "Works"), Column("amount", "Counts", "share"),
            Column("services", "Services"),
        ),
    ).carrying("partner")  # fmt: skip
    most = max(1, *(row["end"] for row in rows.rows))
    end = alt.ExprRef(f"min(width - {STEP}, {START + STEP * most})")
    scale = alt.Scale(domain=[0, most], range=[START, end], nice=False)
    size = alt.Size(
        "amount:Q", scale=alt.Scale(domain=[0, 1], range=[8, LARGEST]),
        legend=alt.Legend(
            title="Work counts", orient="bottom", values=[0.25, 1], format=".0%",
            symbolFillColor=OUT, symbolStrokeWidth=0,
        ),
    )  # fmt: skip
    picked = alt.selection_point(name=PICKED, fields=["partner"], on="click")
    beside = alt.when(f"width > {WIDE} || datum.strength === null")
    x = alt.X("at:Q", scale=scale, axis=None)
    works = meaning("how", HOW_WORKS, "Works", symbolSize=LARGEST)
    return rows.picture(
        rows.words("told", alt.value(START - 12), align="right", dx=0, tooltip=None),
        rows.words("beside", alt.X("end:Q", scale=scale, axis=None), tooltip=None).encode(
            text=beside.then(alt.Text("beside:N")).otherwise(alt.value(""))
        ),
        dots.mark("circle", x, works, size=size, cursor="pointer", strokeWidth=2)
        .encode(
            opacity=alt.when(picked).then(alt.value(1)).otherwise(alt.value(0.15)),
            stroke=alt.when(picked, empty=False).then(alt.value(MARK)).otherwise(
                alt.value("transparent")
            ),
        )
        .add_params(picked),
    )  # fmt: skip
