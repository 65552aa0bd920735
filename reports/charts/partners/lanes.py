"""Lanes: places – partners – themes; clicking one leaves only its own lines in sight."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import altair as alt

from reports.charts.colours import HOW_WORKS, MARK
from reports.charts.marks import Picture, Rows, meaning
from reports.charts.partners import hidden_axis, lines_of, name_words, raised
from reports.report import Column, Row

ROW = 25
"""Height of an entry of the longest lane, in pixels."""
LEAST = 320
"""Least height of the picture, in pixels."""
PICKED = "picked"
"""Name of the selection; its field is ``id``."""
LANES = {
    "place": (0.0, "Places", "right", -5), "partner": (1.0, "Partners", "center", 0),
    "theme": (2.0, "Themes", "left", 5),
}  # fmt: skip
"""Where each lane stands, its title, and where its names stand to their points, in pixels."""
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
    x, y = hidden_axis("x", -0.75, 2.95, alt.X), hidden_axis("y", 1.02, -0.05, alt.Y)
    names = [lines_of(row["label"]) for row in found]
    nodes = Rows(
        [
            {**row, "x": LANES[row["lane"]][0], "y": row["position"] - raised(name, 1.07 / height)}
            for row, name in zip(found, names, strict=True)
        ],
        (Column("region", "Region"), Column("amount", "Work in sight", "number", 1)),
        labels=names, y=y,
    )  # fmt: skip
    lines = nodes.also(
        _curves(works, each),
        (Column("amount", "Counts", "share"), Column("works", "Works")),
        label="words",
    ).carrying("partner", "candidate", "strong")
    heads = nodes.also([{"x": x, "y": -0.04, "title": title} for x, title, _, _ in LANES.values()])
    counts = alt.StrokeWidth(
        "amount:Q",
        scale=alt.Scale(domain=[0, 1], range=[0.4, 2.6]),
        legend=alt.Legend(title="Counts", orient="bottom", values=[0.25, 1], format=".0%"),
    )
    in_sight = (
        alt.when(f"{_NONE} && datum.strong")
        .then(alt.value(0.5))
        .when(_NONE)
        .then(alt.value(0.0))
        .when(_MINE)
        .then(alt.value(0.95))
        .otherwise(alt.value(0.04))
    )
    picked = alt.selection_point(name=PICKED, fields=["id"], on="click", toggle=False)
    mine = f"isValid({PICKED}.id) && indexof({PICKED}.id, datum.id) >= 0"
    names_of, marks = [], []
    for lane, (_, _, align, shift) in LANES.items():
        here = nodes.where([row["lane"] == lane for row in found]).carrying("id")
        look = name_words(align=align, dx=shift, cursor="pointer")
        names_of.append(here.words("label", x, **look))
        look = {"shape": "stroke", "size": 160, "strokeWidth": 3, "dy": 9, "dx": shift}
        marks.append(here.mark("point", x, MARK, **look).transform_filter(mine))
    names_of[0] = names_of[0].add_params(picked)
    title: dict[str, Any] = {
        "align": "center", "dx": 0, "fontWeight": "bold", "fontSize": 13, "tooltip": None,
    }  # fmt: skip
    chart: Picture = nodes.picture(
        lines.mark(
            "line", x, meaning("works", HOW_WORKS, "Works", orient="bottom"), order="step:Q",
            interpolate="monotone", strokeWidth=counts, detail="line:N",
        ).encode(opacity=in_sight),
        *marks, *names_of, heads.words("title", x, **title), height=height,
    ).configure_view(stroke=None)  # fmt: skip
    return chart


def _curves(works: Sequence[Row], each: int) -> list[Row]:
    """Return four points for every work: level, bend, level."""
    lines: Counter[str] = Counter()
    strong = set()
    for place in sorted(range(len(works)), key=lambda place: -works[place]["amount"]):
        lines[works[place]["candidate"]] += 1
        if lines[works[place]["candidate"]] <= each:
            strong.add(place)
    parts: list[Row] = []
    for place, work in enumerate(works):
        side = -1.0 if work["_lane"] == "place" else 1.0
        start, end = LANES["partner"][0] + side * INDENT, LANES[work["_lane"]][0]
        bend = (end - start) * BEND
        own = {**work, "line": place, "strong": place in strong, "amount": round(work["amount"], 3)}
        own["words"] = f"{work['name']} – {work['where']}"
        here, there = round(work["_position"], 4), round(work["_across"], 4)
        path = ((start, here), (start + bend, here), (end - bend, there), (end, there))
        parts += [{**own, "step": at, "x": x, "y": y} for at, (x, y) in enumerate(path)]
    return parts
