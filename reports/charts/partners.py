"""Pictures of partners: with focus areas, those around one, and places – partners – themes."""

import textwrap
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import altair as alt

from reports.charts.colours import HOW_WORKS, LAND, MARK, OUT, WORK
from reports.charts.marks import Picture, Rows, meaning
from reports.escape import visible
from reports.report import Column, Row
from reports.words import certain_share

WIDE = 620
"""Pixels of a picture from which there is room for words beside its marks."""
LINE_HEIGHT = 11
"""From line to line of a name, in pixels."""
LINE, LONGEST_LINE = 24, 44
"""Characters of a line of a short name, and of a long one."""


def lines_of(name: str, line: int = LINE) -> str:
    """Return a name in two lines about equally long, one where it is short; no sign is obeyed.

    Only what is too long for two lines of a picture is cut, and says so.
    """
    name = visible(name)
    width = min(LONGEST_LINE, max(line, len(name) // 2 + 4))
    return "\n".join(textwrap.wrap(name, width, max_lines=2, placeholder="…") or [name])


def names_of(names: Iterable[str]) -> list[str]:
    """Return names in lines, no two alike, so that each has a place of its own."""
    found: list[str] = []
    for name in map(lines_of, names):
        alike = sum(one.partition("\u2009")[0] == name for one in found)
        found.append(f"{name}\u2009({alike + 1})" if alike else name)
    return found


def whole_names() -> dict[str, Any]:
    """Return the properties of an axis that shows names of several lines whole."""
    lower = alt.condition("indexof(datum.label, '\\n') > 0", alt.value(-6), alt.value(0))
    return {
        "labelExpr": "split(datum.label, '\\n')", "labelLimit": 0,
        "labelLineHeight": LINE_HEIGHT, "labelOffset": lower,
    }  # fmt: skip


def name_words(**more: Any) -> dict[str, Any]:  # noqa: ANN401 (properties of a mark)
    """Return how names of several lines look that stand inside a picture."""
    size = alt.ExprRef(f"width < {WIDE} ? 8 : 11")
    lines = {"baseline": "middle", "lineBreak": "\n", "lineHeight": LINE_HEIGHT}
    return {**lines, "fontSize": size, **more}


def hidden_axis(field: str, low: float, high: float, kind: type[alt.X | alt.Y]) -> Any:  # noqa: ANN401
    """Return an axis that is not drawn, along which things stand from low to high."""
    return kind(
        f"{field}:Q", axis=None, scale=alt.Scale(domain=[low, high], nice=False, zero=False)
    )


def raised(name: str, span: float) -> float:
    """Return how far the first of a name's lines stands above its middle.

    Args:
        span: one pixel, in units of the scale.
    """
    return name.count("\n") * LINE_HEIGHT / 2 * span


STEP, START = 13, 44
"""From dot to dot, and where the first one stands, in pixels."""
MOST = 30
"""Dots of one focus area."""
LARGEST = 120
"""Area of the largest dot, in square pixels."""
PICKED = "picked"
"""Name of the selection, of a partner or of any in a lane."""


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


LANE_ROW = 25
"""Height of an entry of the longest lane, in pixels."""
LEAST_LANES = 320
"""Least height of the picture, in pixels."""
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
    height = max(
        LEAST_LANES, LANE_ROW * max(Counter(row["lane"] for row in found).values(), default=1)
    )
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
        _bends(works, each),
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
    written, marks = [], []
    for lane, (_, _, align, shift) in LANES.items():
        here = nodes.where([row["lane"] == lane for row in found]).carrying("id")
        look = name_words(align=align, dx=shift, cursor="pointer")
        written.append(here.words("label", x, **look))
        look = {"shape": "stroke", "size": 160, "strokeWidth": 3, "dy": 9, "dx": shift}
        marks.append(here.mark("point", x, MARK, **look).transform_filter(mine))
    written[0] = written[0].add_params(picked)
    title: dict[str, Any] = {
        "align": "center", "dx": 0, "fontWeight": "bold", "fontSize": 13, "tooltip": None,
    }  # fmt: skip
    chart: Picture = nodes.picture(
        lines.mark(
            "line", x, meaning("works", HOW_WORKS, "Works", orient="bottom"), order="step:Q",
            interpolate="monotone", strokeWidth=counts, detail="line:N",
        ).encode(opacity=in_sight),
        *marks, *written, heads.words("title", x, **title), height=height,
    ).configure_view(stroke=None)  # fmt: skip
    return chart


def _bends(works: Sequence[Row], each: int) -> list[Row]:
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
