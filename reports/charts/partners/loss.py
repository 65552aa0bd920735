"""What a plan loses with each partner: worth less, and costs more."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from reports.charts import Picture
from reports.charts.colours import LEAVES, WORDS, WORK
from reports.charts.partners import lines_of, names_axis
from reports.report import Row

ROW = 28
"""Height of a bar with its gap, in pixels."""
PARTS = ("worth less: lower scores", "costs more: what it leads")
"""The parts of a bar, from left to right."""
SELECTION = "lost"
"""Name of the selection; its field is ``id``."""


def loss_bars(losses: Sequence[Row]) -> Picture:
    """Return the most that a plan loses with each partner, in two parts.

    Args:
        losses: ``partner, name, worth_less, _costs, at_most``, in order from top to bottom.
    """
    names = ["\n".join(lines_of(row["name"])) for row in losses]
    rows = pd.DataFrame(
        {
            "id": row["partner"],
            "name": name,
            "part": part,
            "place": place,
            "points": (row["worth_less"], row["_costs"])[place],
            "at_most": row["at_most"],
        }
        for name, row in zip(names, losses, strict=True)
        for place, part in enumerate(PARTS)
    )
    y = alt.Y("name:N", sort=names, title=None, axis=names_axis())
    tooltip = [
        alt.Tooltip("name:N", title=" "),
        alt.Tooltip("part:N", title="Part"),
        alt.Tooltip("points:Q", title="Points", format=".1f"),
        alt.Tooltip("at_most:Q", title="Together", format=".1f"),
    ]
    bars = (
        alt.Chart(rows)
        .mark_bar(height=ROW * 0.6, cursor="pointer")
        .encode(
            y=y,
            x=alt.X("points:Q", title="Points that the plan loses at most", stack="zero"),
            order="place:Q",
            color=alt.Color(
                "part:N",
                scale=alt.Scale(domain=list(PARTS), range=[WORK, LEAVES]),
                legend=alt.Legend(title=None, orient="top", labelLimit=300, direction="vertical"),
            ),
            tooltip=tooltip,
        )
        .add_params(alt.selection_point(name=SELECTION, fields=["id"], on="click", empty=False))
    )
    ends = (
        alt.Chart(rows[rows["place"] == 0])
        .mark_text(align="left", dx=4, color=WORDS)
        .encode(y=y, x="at_most:Q", text=alt.Text("at_most:Q", format=".1f"), tooltip=tooltip[:1])
    )
    return alt.layer(bars, ends).properties(height=alt.Step(ROW))
