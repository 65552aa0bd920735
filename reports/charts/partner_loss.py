"""What a plan loses with each partner: worth less, and costs more."""

import altair as alt
import pandas as pd

from reports.charts import Picture
from reports.charts.colours import LEAVES, WORDS, WORK

ROW = 26
"""Height of a bar with its gap, in pixels."""
PARTS = ("worth less: lower scores", "costs more: what its leads carried")
"""The parts of a bar, from left to right."""
SELECTION = "lost"
"""Name of the selection; its field is ``id``."""


def loss_bars(losses: pd.DataFrame) -> Picture:
    """Return the most that a plan loses with each partner, in two parts.

    Args:
        losses: ``id, Partner, Worth less, Costs more, At most``; a row per partner, in order.
    """
    names = losses["Partner"].tolist()
    rows = losses.assign(**{PARTS[0]: losses["Worth less"], PARTS[1]: losses["Costs more"]}).melt(
        id_vars=["id", "Partner", "At most"],
        value_vars=list(PARTS),
        var_name="part",
        value_name="points",
    )
    rows["place"] = rows["part"].map({part: place for place, part in enumerate(PARTS)})
    y = alt.Y(
        "Partner:N",
        sort=names,
        title=None,
        axis=alt.Axis(labelLimit=260, ticks=False, domain=False),
    )
    tooltip = [
        alt.Tooltip("Partner:N", title=" "),
        alt.Tooltip("part:N", title="Part"),
        alt.Tooltip("points:Q", title="Points", format=".1f"),
        alt.Tooltip("At most:Q", title="Together", format=".1f"),
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
                legend=alt.Legend(title=None, orient="top", labelLimit=300),
            ),
            tooltip=tooltip,
        )
        .add_params(alt.selection_point(name=SELECTION, fields=["id"], on="click", empty=False))
    )
    ends = (
        alt.Chart(losses)
        .mark_text(align="left", dx=4, color=WORDS)
        .encode(y=y, x="At most:Q", text=alt.Text("At most:Q", format=".1f"), tooltip=tooltip[:1])
    )
    chart: Picture = alt.layer(bars, ends).properties(height=alt.Step(ROW))
    return chart
