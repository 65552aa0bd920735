"""Lanes: places – partners – themes; clicking one leaves only its own lines in sight."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal

import altair as alt
import pandas as pd

from reports.charts import Picture
from reports.charts.colours import MARK, WORDS, WORK, WORK_FAR
from reports.charts.partners import LINE_HEIGHT, WIDE, lines_of, raised
from reports.report import Row

ROW = 25
"""Height of an entry of the longest lane, in pixels."""
LEAST = 320
"""Least height of the picture, in pixels."""
PICKED = "picked"
"""Name of the selection; its field is ``id``."""
LANES = {"place": 0.0, "partner": 1.0, "theme": 2.0}
"""Where each lane stands, from left to right."""
TITLES = {"place": "Places", "partner": "Partners", "theme": "Themes"}
Align = Literal["left", "center", "right"]
ALIGN: Mapping[str, Align] = {"place": "right", "partner": "center", "theme": "left"}
"""Where the names of each lane stand to their points."""
BEND = 0.36
"""How far a line runs level before it bends, in distances of two lanes."""
INDENT = 0.5
"""Half of the room kept for the names of partners, in distances of two lanes."""

_NONE = f"!isValid({PICKED}.id)"
_MINE = f"(indexof({PICKED}.id, datum.partner) >= 0 || indexof({PICKED}.id, datum.candidate) >= 0)"


def lanes_picture(found: Sequence[Row], works: Sequence[Row], each: int) -> Picture:
    """Return the three lanes with a line for every work.

    Args:
        found: ``id, label, lane, region, position, amount``.
        works: ``partner, name, candidate, where, amount, works, _lane, _position, _across``.
        each: lines of every place and theme that are in sight while no name is picked.
    """
    height = max(LEAST, ROW * max(Counter(row["lane"] for row in found).values(), default=1))
    names_of = [lines_of(row["label"]) for row in found]
    nodes = pd.DataFrame(
        {**row, "label": name, "y": row["position"] - raised(name, 1.07 / height)}
        for row, name in zip(found, names_of, strict=True)
    )
    picked = alt.selection_point(name=PICKED, fields=["id"], on="click", toggle=False)
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-0.75, 2.95], nice=False, zero=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[1.02, -0.05], nice=False))
    lines = (
        alt.Chart(_curves(works, each))
        .mark_line(interpolate="monotone")
        .encode(
            x=x,
            y=y,
            detail="line:N",
            order="step:Q",
            color=alt.Color(
                "how:N",
                scale=alt.Scale(domain=["with it", "along links"], range=[WORK, WORK_FAR]),
                legend=alt.Legend(title="Works", orient="bottom"),
            ),
            strokeWidth=alt.StrokeWidth(
                "amount:Q",
                scale=alt.Scale(domain=[0, 1], range=[0.4, 2.6]),
                legend=alt.Legend(title="Counts", orient="bottom", values=[0.25, 1], format=".0%"),
            ),
            opacity=alt.when(f"{_NONE} && datum.strong")
            .then(alt.value(0.5))
            .when(_NONE)
            .then(alt.value(0.0))
            .when(_MINE)
            .then(alt.value(0.95))
            .otherwise(alt.value(0.04)),
            tooltip=[
                alt.Tooltip("words:N", title=" "),
                alt.Tooltip("amount:Q", title="Counts", format=".0%"),
                alt.Tooltip("how:N", title="Works"),
            ],
        )
    )
    names: list[alt.Chart] = []
    marks: list[alt.Chart] = []
    for lane, align in ALIGN.items():
        mine = nodes[nodes["lane"] == lane].assign(x=LANES[lane])
        name, mark = _names(mine, x, y, align)
        names.append(name)
        marks.append(mark)
    names[0] = names[0].add_params(picked)
    titles = pd.DataFrame(
        [{"x": LANES[lane], "y": -0.04, "title": title} for lane, title in TITLES.items()]
    )
    heads = (
        alt.Chart(titles)
        .mark_text(fontWeight="bold", fontSize=13, color=WORDS)
        .encode(x=x, y=y, text="title:N")
    )
    chart: Picture = (
        alt.layer(lines, *marks, *names, heads)
        .properties(height=height)
        .configure_view(stroke=None)
    )
    return chart


def _names(rows: pd.DataFrame, x: alt.X, y: alt.Y, align: Align) -> tuple[alt.Chart, alt.Chart]:
    """Return the names of one lane, and the picked one once more, marked."""
    shift = {"right": -5, "center": 0, "left": 5}[align]
    names: alt.Chart = (
        alt.Chart(rows)
        .mark_text(
            align=align,
            dx=shift,
            baseline="middle",
            lineBreak="\n",
            lineHeight=LINE_HEIGHT,
            fontSize=alt.ExprRef(f"width < {WIDE} ? 8 : 11"),
            cursor="pointer",
            color=WORDS,
        )
        .encode(
            x=x,
            y=y,
            text="label:N",
            tooltip=[
                alt.Tooltip("label:N", title=" "),
                alt.Tooltip("region:N", title="Region"),
                alt.Tooltip("amount:Q", title="Work in sight", format=".1f"),
            ],
        )
    )
    marked: alt.Chart = (
        alt.Chart(rows)
        .mark_point(shape="stroke", size=160, color=MARK, strokeWidth=3, dy=9, dx=shift)
        .transform_filter(f"isValid({PICKED}.id) && indexof({PICKED}.id, datum.id) >= 0")
        .encode(x=x, y=y)
    )
    return names, marked


def _curves(works: Sequence[Row], each: int) -> pd.DataFrame:
    """Return four points for every work: level, bend, level."""
    ranked = sorted(range(len(works)), key=lambda place: -works[place]["amount"])
    lines: Counter[str] = Counter()
    strong = set()
    for place in ranked:
        lines[works[place]["candidate"]] += 1
        if lines[works[place]["candidate"]] <= each:
            strong.add(place)
    parts: list[dict[str, object]] = []
    for place, work in enumerate(works):
        side = -1.0 if work["_lane"] == "place" else 1.0
        start, end = LANES["partner"] + side * INDENT, LANES[work["_lane"]]
        far = start + (end - start) * BEND, end - (end - start) * BEND
        xs = (start, far[0], far[1], end)
        ys = (work["_position"], work["_position"], work["_across"], work["_across"])
        parts.extend(
            {
                "line": place,
                "step": step,
                "x": x,
                "y": y,
                "partner": work["partner"],
                "candidate": work["candidate"],
                "amount": work["amount"],
                "how": work["works"],
                "words": f"{work['name']} – {work['where']}",
                "strong": place in strong,
            }
            for step, (x, y) in enumerate(zip(xs, ys, strict=True))
        )
    return pd.DataFrame(parts)
