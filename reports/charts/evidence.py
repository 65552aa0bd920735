"""The picture of what is known: candidates by criteria, coloured by what each rests on."""

import json
import textwrap
from collections.abc import Sequence

import altair as alt
import pandas as pd

from reports.charts import NARROW, Picture, label_limit
from reports.charts.colours import BASIS
from reports.report import Row

ROW = 22
"""Height of a candidate's row, in pixels."""
SELECTION = "covered"
"""Name of the selection; its field is ``id``."""
LETTERS = 125
"""Letters of a heading that fit beside each other over the whole width."""
SHORTEST = 10
"""Letters in a line of a heading, at least."""
EDGE = "#5f6368"
"""Colour of the lines between criteria; it shows on light and on dark."""
LINE = 12
"""Height of a line of a heading, in pixels."""


def coverage_map(cells: Sequence[Row], columns: Sequence[tuple[float, float, str]]) -> Picture:
    """Return what every score rests on: a column's width is the criterion's weight.

    A row's length in one colour is therefore the share of the candidate's weight that rests on it.

    Args:
        cells: ``id, name, criterion, basis, start, end, share``; from 0 to 1, in order.
        columns: start, end and label of each criterion.
    """
    rows = pd.DataFrame(cells).rename(columns={"name": "label"})
    labels = list(dict.fromkeys(rows["label"]))
    y = alt.Y(
        "label:N",
        sort=labels,
        title=None,
        axis=alt.Axis(
            labelLimit=label_limit(300),
            ticks=False,
            domain=False,
            labelOverlap=False,
            labelFlush=False,
        ),
    )
    scale = alt.Scale(domain=[0, 1], nice=False)
    chosen = alt.selection_point(name=SELECTION, fields=["id"], on="click", empty=False)
    rects = (
        alt.Chart(rows)
        .mark_rect(height=ROW * 0.74, cursor="pointer")
        .encode(
            y=y,
            x=alt.X("start:Q", scale=scale, title=None, axis=_headings(columns)),
            x2="end:Q",
            color=alt.Color(
                "basis:N",
                scale=alt.Scale(domain=list(BASIS), range=list(BASIS.values())),
                legend=alt.Legend(
                    title=None, orient="bottom", columns=alt.ExprRef(f"{NARROW} ? 2 : 4")
                ),
            ),
            tooltip=[
                alt.Tooltip("label:N", title=" "),
                alt.Tooltip("criterion:N", title="Criterion"),
                alt.Tooltip("basis:N", title="Rests on"),
                alt.Tooltip("share:Q", title="Share of the criterion", format=".0%"),
            ],
        )
        .add_params(chosen)
    )
    lines = (
        alt.Chart(pd.DataFrame({"start": [start for start, _, _ in columns[1:]]}))
        .mark_rule(color=EDGE, strokeWidth=2)
        .encode(x=alt.X("start:Q", scale=scale))
    )
    return alt.layer(rects, lines).properties(height=alt.Step(ROW))


def _headings(columns: Sequence[tuple[float, float, str]]) -> alt.Axis:
    """Return the axis above the picture: each criterion's name over its column, in lines."""
    lines = [
        textwrap.wrap(
            criterion, max(SHORTEST, int((end - start) * LETTERS)), break_long_words=False
        )
        for start, end, criterion in columns
    ]
    words = _by_column([json.dumps(text) for text in lines], columns)
    places = _by_column([f"'{place}'" for place in range(1, len(columns) + 1)], columns)
    return alt.Axis(
        orient="top",
        values=[(start + end) / 2 for start, end, _ in columns],
        labelExpr=f"{NARROW} ? ({places}) : ({words})",
        labelAngle=0,
        labelLimit=200,
        labelOverlap=False,
        labelFlush=False,
        labelFontSize=10,
        labelLineHeight=LINE,
        labelPadding=LINE * max(map(len, lines)) - LINE / 2,
        grid=False,
        ticks=False,
        domain=False,
    )


def _by_column(texts: Sequence[str], columns: Sequence[tuple[float, float, str]]) -> str:
    """Return the Vega expression of a text for each column."""
    words = "''"
    for text, (_, end, _) in reversed(list(zip(texts, columns, strict=True))):
        words = f"datum.value < {end} ? {text} : {words}"
    return words
