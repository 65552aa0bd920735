"""Plans side by side: which focus areas each has, where they are not all the same."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from reports.charts import Picture, distinct, label_limit
from reports.charts.colours import ENTERS, LEAVES, OUT, STAYS, WORDS
from reports.report import Row

STAYS_IN, COMES_IN, GOES_OUT, STAYS_OUT = "in", "comes in", "goes out", "out"
"""What a plan does to a focus area, next to the plan that it is compared with."""
WHAT = {
    (True, True): STAYS_IN, (True, False): GOES_OUT, (False, True): COMES_IN,
    (False, False): STAYS_OUT,
}  # fmt: skip
SIGNS = {STAYS_IN: "", COMES_IN: "+", GOES_OUT: "–", STAYS_OUT: ""}
"""A sign for each, for those who do not see its colour."""
ROW = 21
"""Height of a row, in pixels."""
COLUMN = 104
"""Width of a plan, in pixels."""
EMPTY = "transparent"
BREAK = "|"
"""Where a heading begins its second line."""


def plan_matrix(rows: Sequence[Row], plans: Sequence[str]) -> Picture:
    """Return focus areas × plans: filled where it is in, with a sign where that is a change.

    Args:
        rows: focus areas, from top to bottom: ``_label, inside`` (of each plan; the first one is
            that with which the others are compared).
        plans: labels of the plans, in order; ``|`` begins a second line.
    """
    kinds, labels = (
        [STAYS_IN, COMES_IN, GOES_OUT, STAYS_OUT],
        distinct([row["_label"] for row in rows]),
    )
    cells = pd.DataFrame(
        {"label": label, "plan": plan, "what": what, "sign": SIGNS[what]}
        for row, label in zip(rows, labels, strict=True)
        for plan, here in zip(plans, row["inside"], strict=True)
        for what in [WHAT[row["inside"][0], here]]
    )
    x = alt.X(
        "plan:N",
        sort=list(plans),
        title=None,
        scale=alt.Scale(domain=list(plans), paddingInner=0.35, paddingOuter=0.15),
        axis=alt.Axis(
            orient="top",
            labelAngle=0,
            labelExpr=f"split(datum.value, '{BREAK}')",
            labelLimit=COLUMN,
            labelOverlap=False,
            ticks=False,
            domain=False,
            labelPadding=22,
            labelLineHeight=14,
        ),
    )
    y = alt.Y(
        "label:N",
        sort=labels,
        title=None,
        scale=alt.Scale(paddingInner=0.3),
        axis=alt.Axis(
            labelLimit=label_limit(340),
            ticks=False,
            domain=False,
            labelOverlap=False,
            labelFlush=False,
        ),
    )
    tooltip = [
        alt.Tooltip("label:N", title=" "),
        alt.Tooltip("plan:N", title="Plan"),
        alt.Tooltip("what:N", title="There"),
    ]
    base = alt.Chart(cells).encode(x=x, y=y, tooltip=tooltip)
    boxes = base.mark_rect(strokeWidth=1.2, cornerRadius=3)
    return alt.layer(
        boxes.encode(
            color=alt.Color(
                "what:N",
                scale=alt.Scale(domain=kinds, range=[STAYS, ENTERS, EMPTY, EMPTY]),
                legend=None,
            ),
            stroke=alt.Stroke(
                "what:N",
                scale=alt.Scale(domain=kinds, range=[STAYS, ENTERS, LEAVES, OUT]),
                legend=None,
            ),
            strokeOpacity=alt.condition(
                f"datum.what == '{STAYS_OUT}'", alt.value(0.35), alt.value(1)
            ),
        ),
        base.transform_filter(f"datum.what == '{COMES_IN}'")
        .mark_text(color="white", fontWeight="bold", fontSize=13)
        .encode(text="sign:N"),
        base.transform_filter(f"datum.what == '{GOES_OUT}'")
        .mark_text(color=WORDS, fontWeight="bold", fontSize=13)
        .encode(text="sign:N"),
    ).properties(width=COLUMN * len(plans), height=alt.Step(ROW))
