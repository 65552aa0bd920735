"""The pictures of several people: where their weights lie apart, and their plans side by side."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from reports.charts import Picture, label_limit
from reports.charts.colours import HOW_OFTEN, MARK, OUT, STAYS, WORDS
from reports.report import Row

LANE = 15
"""Height of a lane of letters, in pixels."""
GAP = 11
"""Between two criteria, in pixels."""
LETTER = 210
"""Area of the disc behind a letter, in square pixels."""
NEAR = 0.034
"""Share of the axis within which two marks would cover each other."""
MARGIN = 0.02
"""Room at both ends of the axis of weights, as a share of it."""
LONGEST_ROW = 100
"""Characters of a row of names."""
CELL = 20
"""Side of a cell of the matrix, in pixels."""
ROW = 26
SURELY, PERHAPS = HOW_OFTEN["nearly always"], HOW_OFTEN["sometimes"]
SELECTION = "own_plans"
"""Name of the selection; its field is ``id``."""
BLANK = " "
"""Empty column between people and the plans for all."""


def weight_letters(found: Sequence[Row], ends: Sequence[Row]) -> Picture:
    """Return where everybody stands on every criterion: letters along its scale, a line = mean.

    Args:
        found: ``criterion, person, letter, weight`` (of 100).
        ends: ``criterion, mean, least, most`` (of 100), criteria from top to bottom.
    """
    marks, means = _in_lanes(found), pd.DataFrame(ends)
    order = means["criterion"].tolist()
    lanes = int(marks["lane"].max()) + 1
    height = lanes * LANE + GAP
    y = alt.Y(
        "criterion:N",
        sort=order,
        title=None,
        scale=alt.Scale(paddingInner=0, paddingOuter=0),
        axis=alt.Axis(
            labelLimit=label_limit(300), ticks=False, domain=False, labelOverlap=False,
            labelFlush=False, grid=True, gridOpacity=0.25, tickBand="extent",
        ),
    )  # fmt: skip
    top = float(marks["weight"].max()) or 1.0
    scale = alt.Scale(domain=[-MARGIN * top, (1 + MARGIN) * top], nice=False, zero=False)
    x = alt.X(
        "weight:Q",
        title="Weight, of 100",
        scale=scale,
        axis=alt.Axis(grid=False, tickCount=8, labelExpr="datum.value < 0 ? '' : datum.label"),
    )
    steps = [(place + 1) // 2 * (1 if place % 2 else -1) for place in range(lanes)]
    middle = (min(steps) + max(steps)) / 2
    offset = alt.YOffset(
        "shift:Q",
        scale=alt.Scale(domain=[-height / 2, height / 2], range=[0, height], nice=False),
    )
    shifted = marks.assign(shift=[(steps[lane] - middle) * LANE for lane in marks["lane"]])
    tooltip = [
        alt.Tooltip("person:N", title=" "),
        alt.Tooltip("criterion:N", title="Criterion"),
        alt.Tooltip("weight:Q", title="Weight, of 100", format=".1f"),
    ]
    spans = (
        alt.Chart(means)
        .mark_rule(color=OUT, strokeWidth=2, opacity=0.7)
        .encode(y=y, x=alt.X("least:Q", scale=scale), x2="most:Q")
    )
    lines = (
        alt.Chart(means)
        .mark_tick(color=MARK, thickness=4, height=height - GAP / 2)
        .encode(
            y=y,
            x=alt.X("mean:Q", scale=scale),
            tooltip=[
                alt.Tooltip("criterion:N", title=" "),
                alt.Tooltip("mean:Q", title="Consensus, of 100", format=".1f"),
            ],
        )
    )
    base = alt.Chart(shifted)
    discs = base.mark_circle(size=LETTER, color=SURELY, opacity=1).encode(
        y=y, x=x, yOffset=offset, tooltip=tooltip
    )
    names = base.mark_text(color="white", fontSize=10, fontWeight="bold").encode(
        y=y, x=x, yOffset=offset, text="letter:N", tooltip=tooltip
    )
    signs = dict(zip(marks["letter"], marks["person"], strict=True))
    title = alt.TitleParams(
        text=_rows_of([f"{sign} = {signs[sign]}" for sign in sorted(signs, key=_place)]),
        anchor="start",
        frame="group",
        fontSize=12,
        fontWeight="normal",
        offset=8,
    )
    return alt.layer(spans, lines, discs, names).properties(height=alt.Step(height), title=title)


def _in_lanes(found: Sequence[Row]) -> pd.DataFrame:
    """Return the marks with the ``lane`` of each: 0 unless it would cover another one."""
    near = NEAR * (max(float(row["weight"]) for row in found) or 1.0)
    taken: dict[str, list[float]] = {}
    rows = []
    for row in sorted(found, key=lambda row: (row["weight"], _place(row["letter"]))):
        lanes = taken.setdefault(row["criterion"], [])
        free = (lane for lane, last in enumerate(lanes) if row["weight"] - last >= near)
        lane = next(free, len(lanes))
        lanes[lane : lane + 1] = [row["weight"]]
        rows.append({**row, "lane": lane})
    return pd.DataFrame(rows)


def _place(letter: str) -> tuple[int, str]:
    return len(letter), letter


def _rows_of(words: Sequence[str]) -> list[str]:
    """Return words put together in rows that fit the width of a page."""
    rows: list[str] = []
    for word in words:
        if rows and len(rows[-1]) + len(word) < LONGEST_ROW:
            rows[-1] += f"   {word}"
        else:
            rows.append(word)
    return rows


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
    cells = pd.DataFrame(found)
    titles = [*columns[0], BLANK, *columns[1]]
    y = alt.Y(
        "name:N",
        sort=list(order),
        title=None,
        scale=alt.Scale(domain=list(order)),
        axis=alt.Axis(
            labelLimit=label_limit(320),
            ticks=False,
            domain=False,
            labelOverlap=False,
            labelFlush=False,
        ),
    )
    x = alt.X(
        "plan:N",
        sort=titles,
        title=None,
        scale=alt.Scale(domain=titles),
        axis=alt.Axis(
            orient="top", labelAngle=-50, labelLimit=170, ticks=False, domain=False,
            labelOverlap=False, labelFlush=False,
        ),
    )  # fmt: skip
    chosen = alt.selection_point(name=SELECTION, fields=["id"], on="click", empty=False)
    tooltip = [
        alt.Tooltip("name:N", title=" "),
        alt.Tooltip("plan:N", title="Plan"),
        alt.Tooltip("how:N", title="Is"),
    ]
    colour = alt.Color(
        "how:N",
        scale=alt.Scale(domain=list(how), range=[SURELY, PERHAPS, OUT]),
        legend=alt.Legend(
            title=None, orient="bottom", labelLimit=label_limit(300), symbolType="square"
        ),
    )
    base = alt.Chart(cells).encode(y=y, x=x, color=colour, tooltip=tooltip)
    inside = (
        base.transform_filter(alt.FieldOneOfPredicate("how", list(how[:2])))
        .mark_point(filled=True, opacity=1, size=190, shape="square", cursor="pointer")
        .add_params(chosen)
    )
    open_ = base.transform_filter(alt.FieldEqualPredicate(how[2], "how")).mark_point(
        filled=True, opacity=1, size=14, shape="circle"
    )
    layers = [inside, open_]
    if 0 < shared < len(order):
        line = alt.Chart(pd.DataFrame({"below": [shared]})).mark_rule(
            color=WORDS, strokeDash=[4, 3]
        )
        layers.append(line.encode(y=alt.value(shared * CELL)))
    return alt.layer(*layers).properties(width=alt.Step(CELL * 1.7), height=alt.Step(CELL))


def losses(found: Sequence[Row], people: Sequence[str], plans: Sequence[str]) -> Picture:
    """Return what the consensus plan and the compromise cost everybody.

    Args:
        found: ``person, plan, low, high`` (points).
        people: in order.
        plans: in order.
    """
    marks = pd.DataFrame(found)
    titles = [title for title in plans if title in set(marks["plan"])]
    y = alt.Y(
        "person:N", sort=list(people), title=None,
        axis=alt.Axis(labelLimit=label_limit(260), ticks=False, domain=False, labelOverlap=False),
    )  # fmt: skip
    offset = alt.YOffset("plan:N", sort=titles, scale=alt.Scale(domain=titles))
    tooltip = [
        alt.Tooltip("person:N", title=" "),
        alt.Tooltip("plan:N", title="Plan"),
        alt.Tooltip("low:Q", title="Costs, points", format=".1f"),
        alt.Tooltip("high:Q", title="Proven: at most", format=".1f"),
    ]
    x = alt.X(
        "low:Q",
        title="Points lost; thin line: at most",
        axis=alt.Axis(grid=False, tickCount=6),
    )
    base = alt.Chart(marks)
    bars = base.mark_bar(stroke=WORDS, strokeWidth=0.6).encode(
        y=y,
        yOffset=offset,
        x=x,
        color=alt.Color(
            "plan:N",
            scale=alt.Scale(domain=titles, range=[MARK, STAYS]),
            legend=alt.Legend(title=None, orient="top"),
        ),
        tooltip=tooltip,
    )
    most = base.mark_rule(color=WORDS, strokeWidth=1.5).encode(
        y=y, yOffset=offset, x="low:Q", x2="high:Q", tooltip=tooltip
    )
    return alt.layer(bars, most).properties(height=alt.Step(ROW / 2))
