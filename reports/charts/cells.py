"""Cells: what each of the rows is in each of the columns."""

import json
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from reports.charts.colours import BASIS, EDGE, ENTERS, HOW_OFTEN, LEAVES, MARK, OUT, STAYS, WORDS
from reports.charts.marks import (
    NARROW,
    WIDTH,
    Picture,
    Rows,
    amounts,
    distinct,
    heads,
    in_bold,
    meaning,
    names,
)
from reports.report import Column, Row
from reports.words import percent

STAYS_IN, COMES_IN, GOES_OUT, STAYS_OUT = "in", "comes in", "goes out", "out"
"""What a plan does to a focus area, next to the plan that it is compared with."""
WHAT = {
    (True, True): STAYS_IN, (True, False): GOES_OUT, (False, True): COMES_IN,
    (False, False): STAYS_OUT,
}  # fmt: skip
SIGNS = {STAYS_IN: "", COMES_IN: "+", GOES_OUT: "–", STAYS_OUT: ""}
"""A sign for each, for those who do not see its colour."""
IN, OUT_AGAIN, NOT_YET = "in", "out again", "not yet in"
"""What a candidate is at a level."""
PALE, SOFT, EMPTY = "#F6D9C6", "#A9C4DB", "transparent"
BREAK = "|"
"""Where a heading begins its second line."""
COLUMN = 104
"""Width of a plan, in pixels."""
DARK = 0.55
"""Share from which the words on a cell are light."""
CLOSE = 860
"""Width in pixels below which the half-years of a roadmap are written upright."""
BLANK = " "
"""Empty column between people and the plans for all."""
CELL = 20
"""Side of a cell of people and plans, in pixels."""
LETTERS, SHORTEST, LINE = 125, 10, 12
"""Letters of headings that fit side by side, letters of a line at least, its height in pixels."""


BOLD: Mapping[str, Any] = {"align": "center", "dx": 0, "fontWeight": "bold", "fontSize": 13}
"""How a sign in the middle of a cell looks."""


def plan_matrix(found: Sequence[Row], plans: Sequence[str]) -> Picture:
    """Return focus areas × plans: filled where it is in, with a sign where that is a change.

    Args:
        found: focus areas, from top to bottom: ``_label, inside`` (of each plan; the first one is
            that with which the others are compared).
        plans: labels of the plans, in order; ``|`` begins a second line.
    """
    rows = Rows(found, label="_label", most=340, height=21, scale={"paddingInner": 0.3})
    cells = rows.parts(
        [
            [
                {"head": plan, "what": what, "sign": SIGNS[what], "plan": plan.replace(BREAK, " ")}
                for plan, here in zip(plans, row["inside"], strict=True)
                for what in [WHAT[row["inside"][0], here]]
            ]
            for row in found
        ],
        (Column("plan", "Plan"), Column("what", "There")),
    )
    x = heads(
        plans, {"paddingInner": 0.35, "paddingOuter": 0.15}, labelLimit=COLUMN, labelPadding=22,
        labelExpr=f"split(datum.value, '{BREAK}')", labelLineHeight=14,
    )  # fmt: skip
    kinds = list(SIGNS)
    fill = alt.Scale(domain=kinds, range=[STAYS, ENTERS, EMPTY, EMPTY])
    edge = alt.Scale(domain=kinds, range=[STAYS, ENTERS, LEAVES, OUT])
    signs = alt.Scale(domain=kinds, range=[WORDS, "white", WORDS, WORDS])
    ink = alt.Color("what:N", scale=signs, legend=None)
    faint = alt.condition(f"datum.what == '{STAYS_OUT}'", alt.value(0.35), alt.value(1))
    boxes = cells.mark(
        "rect", x, alt.Color("what:N", scale=fill, legend=None), strokeWidth=1.2, cornerRadius=3,
        stroke=alt.Stroke("what:N", scale=edge, legend=None),
    ).encode(strokeOpacity=faint)  # fmt: skip
    matrix = rows.picture(boxes, cells.words("sign", x, ink, **BOLD), width=COLUMN * len(plans))
    apart: Picture = matrix.resolve_scale(color="independent")
    return apart


def roadmap(found: Sequence[Row], half_years: Sequence[str]) -> Picture:
    """Return focus areas × half-years: solid where committed, pale where provisional.

    Args:
        found: focus areas, from top to bottom: ``_label, states`` (in each half-year: committed,
            provisional, no window, no review, or blank), ``_phases`` (what happens then).
        half_years: what they are called.
    """
    inner = {"paddingInner": 0.25}
    rows = Rows(found, label="_label", most=320, height=18, opens="roadmap", scale=inner)
    cells = rows.parts(
        [
            [
                {"id": row["id"], "head": head, "what": state or "not in", "phase": phase or "–",
                 "sign": "×" if state == "no window" else ""}
                for head, state, phase in zip(
                    half_years, row["states"], row["_phases"], strict=True
                )
            ]
            for row in found
        ],
        (Column("head", "Half-year"), Column("what", "There"), Column("phase", "Calendar")),
    )  # fmt: skip
    out = dict.fromkeys(("no window", "no review", "not in"), EMPTY)
    what = {"committed": STAYS, "provisional": SOFT, **out}
    colour = meaning("what", what, values=["committed", "provisional"], symbolType="square")
    upright = alt.ExprRef(f"{WIDTH} < {CLOSE} ? -90 : 0")
    lines = "[join(slice(split(datum.value, ' '), 0, -1), ' '), peek(split(datum.value, ' '))]"
    x = heads(half_years, labelAngle=upright, labelExpr=lines, labelLimit=160)
    return rows.picture(
        cells.mark("rect", x, colour, strokeWidth=1.2, stroke=OUT, strokeOpacity=0.5),
        cells.words("sign", x, OUT, **BOLD),
        width=alt.Step(96),
    )


def path_strip(found: Sequence[Row], levels: Sequence[str], title: str) -> Picture:
    """Return candidates × levels: filled where in, crossed where out again after having been in.

    Args:
        found: candidates, from top to bottom: ``_label, inside`` (at each level), ``breaks``.
        levels: what is used at each level, in words.
        title: of the horizontal axis, with the unit.
    """
    labels, levels = distinct(row["_label"] for row in found), distinct(levels)
    breaking = [label for row, label in zip(found, labels, strict=True) if row["breaks"]]
    rows = Rows(found, labels=labels, most=320, height=17, **in_bold(breaking))
    cells = rows.parts(
        [
            [
                {"head": head, "what": what, "sign": "×" if what == OUT_AGAIN else ""}
                for head, what in zip(levels, _standing(row["inside"]), strict=True)
            ]
            for row in found
        ],
        (Column("head", "With"), Column("what", "There")),
    )
    x = heads(levels, labelAngle=-40, title=title)
    what = {IN: STAYS, OUT_AGAIN: PALE, NOT_YET: EMPTY}
    colour = meaning("what", what, values=[IN, OUT_AGAIN], symbolType="square")
    return rows.picture(
        cells.mark("rect", x, colour, strokeWidth=1.5, stroke="white", strokeOpacity=0.6),
        cells.words("sign", x, LEAVES, **BOLD),
    )


def _standing(inside: Sequence[bool]) -> list[str]:
    first = inside.index(True)
    return [
        IN if here else NOT_YET if place < first else OUT_AGAIN for place, here in enumerate(inside)
    ]


def move_matrix(found: Sequence[Row], causes: Sequence[str]) -> Picture:
    """Return how much of every move each cause makes up: darker is more, with the share in words.

    Args:
        found: moves, in order: ``move, name, _shares`` (of each cause; below 0 where it spoke
            against the move).
        causes: what they are called.
    """
    rows = Rows([{"label": f"{row['move']}: {row['name']}"} for row in found], most=340)
    cells = rows.parts(
        [
            [
                {"head": cause, "share": share, "words": _share(share)}
                for cause, share in zip(causes, row["_shares"], strict=True)
            ]
            for row in found
        ],
        (Column("head", "Cause"), Column("words", "Share of the move")),
    )
    darker = alt.Scale(domain=[0, 1], range=["#F1F3F5", "#2F4B63"], clamp=True)
    ink = alt.condition(f"datum.share >= {DARK}", alt.value("white"), alt.value("#20262C"))
    x = heads(causes)
    return rows.picture(
        cells.mark("rect", x, alt.Color("share:Q", scale=darker, legend=None), stroke="white"),
        cells.words("words", x, align="center", dx=0, fontSize=12).encode(color=ink),
        width=alt.Step(120),
    )


def _share(share: float) -> str:
    if round(share, 2) == 0:
        return "–"
    return percent(share) if share > 0 else f"against ({percent(-share)})"


def own_plans_matrix(
    found: Sequence[Row],
    order: Sequence[str],
    columns: tuple[Sequence[str], Sequence[str]],
    shared: int,
    how: tuple[str, str, str],
) -> Picture:
    """Return candidate × plan: whose own plan has whom, and the plans for all.

    Args:
        found: ``id, name, plan, how``, a row per cell that is not blank.
        order: names of the candidates, from top to bottom.
        columns: headers of own plans, and of the plans for all.
        shared: how many at the top are in everybody's own plan; a line is drawn after them.
        how: how a candidate may stand to a plan: in it for sure, in it, perhaps in it.
    """
    y = names(order, 320, scale={"domain": list(order)})
    said = (Column("plan", "Plan"), Column("how", "Is"))
    rows = Rows(
        [{**row, "head": row["plan"]} for row in found], said,
        labels=[row["name"] for row in found], y=y, height=CELL, opens="own_plans",
    )  # fmt: skip
    x = heads([*columns[0], BLANK, *columns[1]], labelAngle=-50, labelLimit=170, labelFlush=False)
    kinds = dict(zip(how, (HOW_OFTEN["nearly always"], HOW_OFTEN["sometimes"], OUT), strict=True))
    colour = meaning("how", kinds, orient="bottom", symbolType="square")
    sizes = alt.Size("how:N", scale=alt.Scale(domain=list(how), range=[190, 190, 14]), legend=None)
    layers = [rows.dots(x, colour, shape="square", size=sizes)]
    if 0 < shared < len(order):
        line = rows.line(0, WORDS).encode(x=alt.Undefined, y=alt.value(shared * CELL))
        layers.append(line)
    return rows.picture(*layers, width=alt.Step(CELL * 1.7))


def acceptability_map(found: Sequence[Row], places: int) -> Picture:
    """Return how often each candidate takes each place, and its place by our own reckoning.

    Args:
        found: ``label, ours, shares`` (of each place from the first on); a row per candidate.
        places: how many count as the first; a line is drawn after them.
    """
    rows = Rows(found, (Column("ours", "Place by the scores", "place"),), most=300)
    cells = rows.parts(
        [
            [
                {"place": at, "share": share, "start": at - 0.5, "end": at + 0.5}
                for at, share in enumerate(row["shares"], start=1)
                if share > 0
            ]
            for row in found
        ],
        (Column("place", "Place", "place"), Column("share", "Share of draws", "share", 1)),
    )
    last = max(cell["place"] for cell in cells.rows)
    most = max(cell["share"] for cell in cells.rows)
    darker = alt.Opacity(
        "share:Q",
        scale=alt.Scale(type="sqrt", domain=[0, most], range=[0.03, 1]),
        legend=alt.Legend(title="Share of draws", format=".0%", orient="top"),
    )
    x = amounts("start", "Place", ends=[0.5, last + 0.5], tickMinStep=1)
    return rows.picture(
        cells.mark("rect", x, STAYS, x2="end", height=rows.height * 0.8, opacity=darker),
        rows.line(places + 0.5),
        rows.dots("ours:Q", MARK, shape="diamond", size=70),
    )


def coverage_map(cells: Sequence[Row], columns: Sequence[tuple[float, float, str]]) -> Picture:
    """Return what every score rests on: a column's width is the criterion's weight.

    A row's length in one colour is therefore the share of the candidate's weight that rests on it.

    Args:
        cells: ``id, name, criterion, basis, start, end, share``; from 0 to 1, in order.
        columns: start, end and label of each criterion.
    """
    labels = [row["name"] for row in cells]
    said = (
        Column("criterion", "Criterion"), Column("basis", "Rests on"),
        Column("share", "Share of the criterion", "share"),
    )  # fmt: skip
    y = names(list(dict.fromkeys(labels)))
    rows = Rows(cells, said, labels=labels, y=y, height=22, opens="covered")
    x = amounts("start", None, ends=[0, 1], **_headings(columns))
    edges = [
        rows.line(start, EDGE, strokeWidth=2, strokeDash=[1, 0]) for start, _, _ in columns[1:]
    ]
    colour = meaning("basis", BASIS, orient="bottom")
    return rows.picture(rows.mark("rect", x, colour, x2="end", height=rows.height * 0.74), *edges)


def _headings(columns: Sequence[tuple[float, float, str]]) -> dict[str, Any]:
    """Return the axis above the picture: each criterion's name over its column, in lines."""
    lines = [
        textwrap.wrap(label, max(SHORTEST, int((end - start) * LETTERS)), break_long_words=False)
        for start, end, label in columns
    ]
    words = _by_column([json.dumps(text) for text in lines], columns)
    places = _by_column([f"'{place}'" for place in range(1, len(columns) + 1)], columns)
    return {
        "orient": "top", "values": [(start + end) / 2 for start, end, _ in columns],
        "labelExpr": f"{NARROW} ? ({places}) : ({words})", "labelLimit": 200,
        "labelOverlap": False, "labelFlush": False, "labelFontSize": 10, "labelLineHeight": LINE,
        "labelPadding": LINE * max(map(len, lines)) - LINE / 2, "tickSize": 0, "domain": False,
    }  # fmt: skip


def _by_column(texts: Sequence[str], columns: Sequence[tuple[float, float, str]]) -> str:
    """Return the Vega expression of a text for each column."""
    words = "''"
    for text, (_, end, _) in reversed(list(zip(texts, columns, strict=True))):
        words = f"datum.value < {end} ? {text} : {words}"
    return words
