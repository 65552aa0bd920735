"""The picture of how sure a list is: for every candidate, the share of best lists that have it."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from reports.charts import Picture, distinct, label_limit, legend_columns
from reports.charts.colours import HOW_OFTEN, PROVEN, WORDS
from reports.report import Row

ROW = 19
"""Height of a row, in pixels."""
SELECTION = "sure"
"""Name of the selection; its field is ``id``."""
ALL = 100
"""Percent of all draws."""
ROOM = 144
"""Where the axis ends, so that words fit beside the bars."""
TICKET = -3
"""Where the sign stands that says whether a candidate is recommended."""
RECOMMENDED, NOT = "recommended", "not recommended"


def sureness_bars(rows: Sequence[Row]) -> Picture:
    """Return one bar per candidate, its interval below it, its proven part in the middle.

    Args:
        rows: from top to bottom: ``id`` (blank: words only), ``label, text, names`` (who is meant),
            ``how_often, share, low, high, proven, listed, note`` (right of the bar).
    """
    data = pd.DataFrame(rows)
    data = data.assign(
        label=distinct(data["label"].tolist()),
        listed=[RECOMMENDED if one else NOT for one in data["listed"]],
        **{name: data[name].astype(float) * ALL for name in ("share", "low", "high", "proven")},
    )
    bars = data[data["id"] != ""]
    words = data[data["id"] == ""]
    y = _rows(data["label"].tolist(), words.loc[words["names"] == "", "label"].tolist())
    chosen = alt.selection_point(name=SELECTION, fields=["id"], on="click", empty=False)
    base = alt.Chart(bars).encode(y=y, tooltip=_tooltip())
    return alt.layer(
        _half(),
        base.mark_bar(height=ROW * 0.58, stroke=WORDS, strokeWidth=0.6, cursor="pointer")
        .encode(x=_x("share:Q"), color=_how_often())
        .add_params(chosen),
        base.mark_bar(height=ROW * 0.2, color=PROVEN).encode(x=_x("proven:Q")),
        base.mark_rule(color=WORDS, strokeWidth=1.6, yOffset=ROW * 0.4).encode(
            x=_x("low:Q"), x2="high:Q"
        ),
        base.mark_point(size=52, shape="square", strokeWidth=1.4, color=WORDS, opacity=1).encode(
            x=alt.datum(TICKET, scale=_scale()), fill=_ticket()
        ),
        base.transform_calculate(said="datum.text + (datum.note ? '  ' + datum.note : '')")
        .mark_text(align="left", color="gray", fontSize=11)
        .encode(x=alt.datum(ALL + 2, scale=_scale()), text="said:N"),
        alt.Chart(words)
        .mark_text(align="left", color="gray", fontSize=11, fontStyle="italic")
        .encode(
            y=y,
            x=alt.datum(0, scale=_scale()),
            text="text:N",
            tooltip=[alt.Tooltip("text:N", title=" "), alt.Tooltip("names:N", title="Who")],
        ),
    ).properties(height=alt.Step(ROW))


def _scale() -> alt.Scale:
    return alt.Scale(domain=[TICKET * 2, ROOM], nice=False, zero=False)


def _x(field: str) -> alt.X:
    return alt.X(
        field,
        title="Share of the best plans that have it, %",
        scale=_scale(),
        axis=alt.Axis(values=[0, 25, 50, 75, ALL], grid=False, titleAnchor="start"),
    )


def _rows(labels: list[str], words: list[str]) -> alt.Y:
    """Return the axis of rows; those that are no candidate stand out in bold."""
    bold = {"condition": {"test": f"indexof({words!r}, datum.value) >= 0", "value": "bold"}}
    return alt.Y(
        "label:N",
        sort=labels,
        title=None,
        axis=alt.Axis(
            labelLimit=label_limit(300),
            ticks=False,
            domain=False,
            labelOverlap=False,
            labelFlush=False,
            labelFontWeight={**bold, "value": "normal"},
        ),
    )


def _how_often() -> alt.Color:
    return alt.Color(
        "how_often:N",
        scale=alt.Scale(domain=list(HOW_OFTEN), range=list(HOW_OFTEN.values())),
        legend=alt.Legend(
            title="In the best plans", orient="top", symbolStrokeWidth=1, columns=legend_columns(3)
        ),
    )


def _ticket() -> alt.Fill:
    return alt.Fill(
        "listed:N",
        scale=alt.Scale(domain=[RECOMMENDED, NOT], range=[WORDS, "transparent"]),
        legend=alt.Legend(
            title="Sign on the left",
            orient="top",
            columns=legend_columns(2),
            symbolType="square",
            symbolStrokeColor=WORDS,
            symbolStrokeWidth=1,
        ),
    )


def _half() -> alt.Chart:
    """Return a line at one half: on its right a candidate is in most best plans."""
    line = alt.Chart(pd.DataFrame({"half": [ALL / 2]}))
    marked: alt.Chart = line.mark_rule(color="gray", strokeDash=[3, 3], opacity=0.6)
    return marked.encode(x=_x("half:Q"))


def _tooltip() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("label:N", title=" "),
        alt.Tooltip("share:Q", title="In the best plans, %", format=".0f"),
        alt.Tooltip("low:Q", title="95 % interval, from", format=".0f"),
        alt.Tooltip("high:Q", title="to", format=".0f"),
        alt.Tooltip("proven:Q", title="Proven to be in every plan as good, %", format=".0f"),
        alt.Tooltip("listed:N", title="In the plan"),
    ]
