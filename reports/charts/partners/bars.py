"""Bars of two parts with their names whole: what is certain and what may be, or two causes."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from reports.charts import Picture
from reports.charts.colours import WORDS
from reports.charts.partners import names_axis, names_of
from reports.report import Row

ROW = 28
"""Height of a bar with its gap, in pixels."""
CHOSEN = "chosen"
"""Name of the selection; its field is ``id``."""


def two_part_bars(
    found: Sequence[Row], parts: Sequence[tuple[str, str]], *, title: str, form: str
) -> Picture:
    """Return a bar for each row, its two parts one after the other, and what they add up to.

    Args:
        found: ``id, name, first, second, both`` (numbers; None = cannot be said), from the top.
        parts: words and colour of each part.
        title: of the axis.
        form: how numbers are written.
    """
    names = names_of(row["name"] for row in found)
    rows = pd.DataFrame(
        {"id": row["id"], "name": name, "both": row["both"], "part": part, "place": place,
         "amount": (row["first"], row["second"])[place]}
        for name, row in zip(names, found, strict=True)
        for place, (part, _) in enumerate(parts)
    )  # fmt: skip
    y = alt.Y("name:N", sort=names, title=None, axis=names_axis())
    tooltip = [
        alt.Tooltip("name:N", title=" "),
        alt.Tooltip("part:N", title="Part"),
        alt.Tooltip("amount:Q", title="Of it", format=form),
        alt.Tooltip("both:Q", title="Together", format=form),
    ]
    words, colours = zip(*parts, strict=True)
    colour = alt.Color(
        "part:N",
        scale=alt.Scale(domain=list(words), range=list(colours)),
        legend=alt.Legend(title=None, orient="top", labelLimit=300, direction="vertical"),
    )
    x = alt.X("amount:Q", title=title, stack="zero", axis=alt.Axis(format=form, tickCount=4))
    bars = (
        alt.Chart(rows)
        .mark_bar(height=ROW * 0.6, cursor="pointer")
        .encode(y=y, x=x, order="place:Q", color=colour, tooltip=tooltip)
        .add_params(alt.selection_point(name=CHOSEN, fields=["id"], on="click", empty=False))
    )
    ends = (
        alt.Chart(rows[rows["place"] == 0])
        .mark_text(align="left", dx=4, color=WORDS)
        .encode(y=y, x="both:Q", text=alt.Text("both:Q", format=form))
    )
    return alt.layer(bars, ends).properties(height=alt.Step(ROW))
