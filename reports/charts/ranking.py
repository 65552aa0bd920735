"""The pictures of a ranking: points by criterion, places over many draws, other methods."""

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from reports.charts import NARROW, Picture, label_limit, legend_columns
from reports.charts.colours import MARK, METHODS, STAYS, criteria_scale
from reports.report import Row
from reports.words import interval

ROW = 26
"""Height of a candidate's row, in pixels."""
SELECTION = "ranked"
"""Name of the selection; its field is ``id``."""
BEST = 100
"""The most points there are."""
ROOM = 122
"""Where the axis of points ends, so that words fit beside the bars."""


def _rows_axis(labels: Sequence[str]) -> alt.Y:
    """Return the axis of candidates, in the order given, each with its name."""
    return alt.Y(
        "label:N",
        sort=list(labels),
        title=None,
        axis=alt.Axis(
            labelLimit=label_limit(300),
            ticks=False,
            domain=False,
            labelOverlap=False,
            labelFlush=False,
        ),
    )


def _chosen() -> alt.Parameter:
    return alt.selection_point(name=SELECTION, fields=["id"], on="click", empty=False)


def contribution_stack(rows: Sequence[Row], criteria: Mapping[str, str]) -> Picture:
    """Return what every criterion adds to each score, and where the score could lie.

    Args:
        rows: ``id, score, low, high, contributions``, ``_label`` for the axis and ``_beside``,
            words beside the bars; a row per candidate, in order.
        criteria: criterion → its name, in configured order.
    """
    parts = pd.DataFrame(
        [
            {
                "id": row["id"],
                "label": row["_label"],
                "criterion": criteria[name],
                "place": place,
                "points": points,
            }
            for row in rows
            for place, (name, points) in enumerate(row["contributions"].items())
        ]
    )
    spans = pd.DataFrame(
        [
            {
                **{name: row[name] for name in ("id", "score", "low", "high")},
                "label": row["_label"],
                "span": interval(row["low"], row["high"]),
                "beside": row["_beside"],
            }
            for row in rows
        ]
    )
    domain, colours = criteria_scale(list(criteria.values()))
    y = _rows_axis(spans["label"].tolist())
    room = alt.ExprRef(f"{NARROW} ? {BEST} : {ROOM}")
    scale = alt.Scale(domainMin=0, domainMax=room, nice=False)
    bars = (
        alt.Chart(parts)
        .mark_bar(height=ROW * 0.56, cursor="pointer")
        .encode(
            y=y,
            x=alt.X(
                "points:Q",
                title="Points of the score",
                stack="zero",
                scale=scale,
                axis=alt.Axis(values=list(range(0, BEST + 1, 20)), grid=False),
            ),
            order=alt.Order("place:Q"),
            color=alt.Color(
                "criterion:N",
                scale=alt.Scale(domain=domain, range=colours),
                legend=alt.Legend(
                    title=None,
                    orient="top",
                    columns=legend_columns(2),
                    labelLimit=alt.ExprRef(f"{NARROW} ? 220 : 290"),
                    labelFontSize=alt.ExprRef(f"{NARROW} ? 10 : 12"),
                ),
            ),
            tooltip=[
                alt.Tooltip("label:N", title=" "),
                alt.Tooltip("criterion:N", title="Criterion"),
                alt.Tooltip("points:Q", title="Points", format=".1f"),
            ],
        )
        .add_params(_chosen())
    )
    tooltip = [
        alt.Tooltip("label:N", title=" "),
        alt.Tooltip("score:Q", title="Score", format=".1f"),
        alt.Tooltip("span:N", title="Could lie in"),
        alt.Tooltip("beside:N", title="How sure"),
    ]
    base = alt.Chart(spans).encode(y=y, tooltip=tooltip)
    ranges = base.mark_rule(strokeWidth=2.5, color=MARK, yOffset=ROW * 0.38).encode(
        x=alt.X("low:Q", scale=scale), x2="high:Q"
    )
    size = alt.ExprRef(f"{NARROW} ? 0 : 11")
    words = base.mark_text(align="left", color="gray", fontSize=size).encode(
        x=alt.datum(BEST + 1, scale=scale), text="beside:N"
    )
    return alt.layer(bars, ranges, words).properties(height=alt.Step(ROW))


def acceptability_map(found: Sequence[Row], places: int) -> Picture:
    """Return how often each candidate takes each place, and its place by our own reckoning.

    Args:
        found: ``id, label, ours, place, share``; a row per candidate and place taken, in order.
        places: how many count as the first; a line is drawn after them.
    """
    rows = pd.DataFrame(found)
    labels = list(dict.fromkeys(rows["label"]))
    y = _rows_axis(labels)
    x = alt.X(
        "start:Q",
        title="Place",
        scale=alt.Scale(domain=[0.5, rows["place"].max() + 0.5], nice=False),
        axis=alt.Axis(grid=False, tickMinStep=1),
    )
    ours = rows.drop_duplicates("id")
    tooltip = [
        alt.Tooltip("label:N", title=" "),
        alt.Tooltip("place:Q", title="Place"),
        alt.Tooltip("share:Q", title="Share of draws", format=".1%"),
    ]
    cells = (
        alt.Chart(rows.assign(start=rows["place"] - 0.5, end=rows["place"] + 0.5))
        .mark_rect(color=STAYS, height=ROW * 0.8)
        .encode(
            y=y,
            x=x,
            x2="end:Q",
            opacity=alt.Opacity(
                "share:Q",
                scale=alt.Scale(type="sqrt", domain=[0, rows["share"].max()], range=[0.03, 1]),
                legend=alt.Legend(title="Share of draws", format=".0%", orient="top"),
            ),
            tooltip=tooltip,
        )
    )
    own = (
        alt.Chart(ours)
        .mark_point(shape="diamond", filled=True, size=70, color=MARK, opacity=1)
        .encode(
            y=y,
            x=alt.X("ours:Q"),
            tooltip=[
                alt.Tooltip("label:N", title=" "),
                alt.Tooltip("ours:Q", title="Place by the scores"),
            ],
        )
    )
    line = (
        alt.Chart(pd.DataFrame({"after": [places + 0.5]}))
        .mark_rule(strokeDash=[4, 3], color="gray")
        .encode(x="after:Q")
    )
    return alt.layer(cells, line, own).properties(height=alt.Step(ROW))


def disputed_places(found: Sequence[Row], methods: Sequence[str]) -> Picture:
    """Return where each method puts the candidates on which the methods disagree most.

    Args:
        found: ``id, name, method, place``, the most disputed first.
        methods: names of the methods, our own first.
    """
    rows = pd.DataFrame(found)
    y = alt.Y(
        "name:N",
        sort=list(dict.fromkeys(rows["name"])),
        title=None,
        axis=alt.Axis(
            labelLimit=label_limit(300),
            ticks=False,
            domain=False,
            labelOverlap=False,
            labelFlush=False,
        ),
    )
    shapes = ["diamond", "circle", "square", "triangle-up", "cross"]
    colours = list(METHODS)
    scale_colour = alt.Scale(domain=list(methods), range=colours[: len(methods)])
    scale_shape = alt.Scale(domain=list(methods), range=shapes[: len(methods)])
    legend = alt.Legend(title=None, orient="top", columns=legend_columns(5))
    x = alt.X("place:Q", title="Place", axis=alt.Axis(grid=True, tickMinStep=1))
    base = alt.Chart(rows)
    lines = base.mark_rule(color="gray", opacity=0.5).encode(
        y=y, x=alt.X("min(place):Q"), x2="max(place):Q"
    )
    points = base.mark_point(filled=True, size=90, opacity=1).encode(
        y=y,
        x=x,
        color=alt.Color("method:N", scale=scale_colour, legend=legend),
        shape=alt.Shape("method:N", scale=scale_shape, legend=legend),
        tooltip=[
            alt.Tooltip("name:N", title=" "),
            alt.Tooltip("method:N", title="Method"),
            alt.Tooltip("place:Q", title="Place"),
        ],
    )
    return alt.layer(lines, points).properties(height=alt.Step(ROW))
