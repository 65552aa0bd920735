"""Bars: how much of something there is, what it is made of, and what is proven of it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import altair as alt

from reports.charts import colours
from reports.charts.marks import (
    Picture,
    Rows,
    amounts,
    distinct,
    in_bold,
    legend,
    meaning,
    one_or,
)
from reports.charts.partners import names_of, whole_names
from reports.report import Column, Row

EDGED: Mapping[str, Any] = {"stroke": colours.WORDS, "strokeWidth": 0.6}
"""How a bar looks that may be too pale to be seen by its colour alone."""
BEST = 100
"""The most points that a score has."""
CAPACITY = {"reserved": "universal services", "used": "used", "free": "free"}
"""The parts of a capacity, from left to right."""
CHOSEN = "chosen"
"""Name of the selection of a partner; its field is ``id``."""
RECOMMENDED, NOT = "recommended", "not recommended"


def gain_bars(found: Sequence[Row]) -> Picture:
    """Return one bar per thing to find out, the most worthwhile on top.

    Args:
        found: lines of :mod:`reports.find_out`, in order from top to bottom.
    """
    ends = [(row["_gain"].found, row["_gain"].error) for row in found]
    rows = Rows(
        [
            {**row, "id": row.get("candidate", ""), "low": max(0.0, at - off), "high": at + off,
             "gain": at}
            for row, (at, off) in zip(found, ends, strict=True)
        ],
        (
            Column("gain", "Expected gain, points", "points", 2),
            Column("_said", "What would happen"),
        ),
        label="_bar", most=330, opens="finding",
    )  # fmt: skip
    most = max(0.05, *(at + off for at, off in ends))
    x = amounts(
        "gain", "Expected gain, points of the plan", ends=[0, 1.9 * most], format=".2~f",
        labelExpr=f"datum.value > {most} ? '' : datum.label",
    )  # fmt: skip
    return rows.picture(
        rows.bars(x, colours.HOW_OFTEN["nearly always"], **EDGED),
        rows.ranges("low", "high"),
        rows.words("_said", "high:Q", fontSize=12),
    )


def capacity_bars(uses: Sequence[Row], title: str) -> Picture:
    """Return stacked bars, one per team or fund, with a mark where the baseline's use ended.

    Args:
        uses: one per team or fund, in order: ``label``, ``reserved``, ``used``, ``free``,
            ``used_before`` (None without a plan to compare with), ``_text`` (all of it in words).
        title: title of the axis, with the unit.
    """
    rows = Rows(uses, most=200)
    said = (Column("part", "Part"), Column("amount", title, "number", 1), Column("_text", "In all"))
    parts = rows.split(CAPACITY, said)
    palette = dict(
        zip(CAPACITY.values(), (colours.RESERVED, colours.STAYS, colours.FREE), strict=True)
    )
    ends = rows.parts(
        [
            [] if use["used_before"] is None
            else [{**use, "end": use["reserved"] + use["used_before"]}]
            for use in uses
        ],
        (Column("used_before", "Used in the baseline", "number", 1),),
    )  # fmt: skip
    bars = parts.bars(amounts("amount", title, ticks=5), meaning("part", palette), order="place:Q")
    return rows.picture(bars, ends.ticks("end:Q", colours.BEFORE))


def weight_bars(weights: Sequence[Row], bar: str = "Weight", mark: str = "Configured") -> Picture:
    """Return the weights, a mark where the configured ones stand.

    Args:
        weights: one row per criterion, in order: ``label, weight, configured`` (0..1).
        bar: what a bar says.
        mark: what a mark says.
    """
    weight = Column("weight", bar, "share", 1)
    most = max(max(row["weight"], row["configured"]) for row in weights)
    rows = Rows(
        [{**row, "end": max(row["weight"], row["configured"])} for row in weights],
        (weight, Column("configured", mark, "share", 1)),
        most=330,
    )
    x = amounts("weight", bar, ends=[0, 1.15 * most], ticks=5, format=".0%")
    return rows.picture(
        rows.bars(x), rows.ticks("configured:Q", colours.BEFORE), rows.words(weight, "end:Q")
    )


def central_weights(found: Sequence[Row]) -> Picture:
    """Return the weights that put a candidate first, next to the present ones.

    Args:
        found: ``label, given, central, range``, shares 0..1, in configured order.
    """
    rows = Rows(
        found,
        (
            Column("central", "For it to be first", "share", 1),
            Column("range", "95 % sure", "share_span", 1),
            Column("given", "At present", "share", 1),
        ),
        most=260,
    )
    return rows.picture(
        rows.bars(amounts("central", "Weight", ticks=8, format=".0%"), opacity=0.75),
        rows.ranges("range.0", "range.1"),
        rows.ticks("given:Q", colours.WORDS),
    )


def gap_bars(found: Sequence[Row], one: str, other: str) -> Picture:
    """Return by how many points one candidate is ahead or behind on each criterion.

    Args:
        found: criteria, in order: ``label, points, value, other_value``.
        one: name of the candidate whose points count to the right.
        other: name of the candidate it is compared with.
    """
    ahead, behind = distinct([f"{one} is ahead", f"{other} is ahead"])
    rows = Rows(
        [{**row, "side": ahead if row["points"] >= 0 else behind} for row in found],
        (
            Column("points", "Points", "points"),
            Column("value", f"Value of {one}", "score"),
            Column("other_value", f"Value of {other}", "score"),
        ),
        most=330,
    )
    x = amounts("points", "Points of difference", ticks=7)
    return rows.picture(
        rows.bars(x, meaning("side", {ahead: colours.ENTERS, behind: colours.LEAVES}))
    )


def contribution_stack(found: Sequence[Row], criteria: Mapping[str, str]) -> Picture:
    """Return what every criterion adds to each score, and where the score could lie.

    Args:
        found: ``id, score, low, high, contributions``, ``_label`` for the axis and ``_beside``,
            words beside the bars; a row per candidate, in order.
        criteria: criterion → its name, in configured order.
    """
    rows = Rows(
        [{**row, "span": (row["low"], row["high"])} for row in found],
        (
            Column("score", "Score", "points"), Column("span", "Could lie in", "span"),
            Column("_beside", "How sure"),
        ),
        label="_label", opens="ranked",
    )  # fmt: skip
    parts = rows.parts(
        [
            [
                {"id": row["id"], "criterion": criteria[name], "place": at, "points": points}
                for at, (name, points) in enumerate(row["contributions"].items())
            ]
            for row in found
        ],
        (Column("criterion", "Criterion"), Column("points", "Points", "points")),
    )
    x = amounts(
        "points", "Points of the score", ends=[0, one_or(BEST, 122)],
        ticks=list(range(0, BEST + 1, 20)),
    )  # fmt: skip
    palette = meaning("criterion", colours.criteria_colours(list(criteria.values())))
    return rows.picture(
        parts.bars(x, palette, order="place:Q"),
        rows.ranges("low", "high", colours.MARK, strokeWidth=2.5),
        rows.words("_beside", alt.datum(BEST + 1), dx=0, fontSize=one_or(0, 11)),
    )


def contribution_bars(criteria: Sequence[Row]) -> Picture:
    """Return what each criterion adds to one score, and what it could add at most.

    Args:
        criteria: in order: ``label``, ``points``, ``most`` (weight × 100), ``range`` (what evidence
            that is missing could make of it), ``mostly`` (the basis of the largest share of what it
            rests on), ``rests_on`` (the same in words).
    """
    rows = Rows(
        criteria,
        (
            Column("points", "Points", "points"),
            Column("most", "Most possible", "points"),
            Column("rests_on", "Rests on"),
        ),
        most=260,
    )
    return rows.picture(
        rows.bars(amounts("most", "Points of the score", ticks=6), colours.OUT, opacity=0.25),
        rows.bars("points:Q", meaning("mostly", colours.BASIS, "Rests mostly on", orient="bottom")),
        rows.ranges("range.0", "range.1", colours.MARK, below=False),
    )


def cause_bars(causes: Sequence[Row]) -> Picture:
    """Return the points that each cause added or took, with what is proven as a line.

    Args:
        causes: in order: ``label, points, low, high``.
    """
    rows = Rows(
        [{**row, "span": (row["low"], row["high"])} for row in causes],
        (Column("points", "Points", "points"), Column("span", "Proven to lie in", "span", 1)),
    )
    return rows.picture(
        rows.bars(amounts("points", "Points added to the plan's worth", ticks=8), colours.OUT),
        rows.ranges("low", "high", colours.MARK, below=False),
        rows.line(0.0, colours.WORDS, strokeDash=[1, 0]),
    )


def losses(found: Sequence[Row], people: Sequence[str], plans: Sequence[str]) -> Picture:
    """Return what the consensus plan and the compromise cost everybody.

    Args:
        found: ``person, plan, low, high`` (points).
        people: in order.
        plans: in order.
    """
    titles = [title for title in plans if any(row["plan"] == title for row in found)]
    rows = Rows([{"label": person} for person in people], most=260, height=13)
    bars = rows.parts(
        [[row for row in found if row["person"] == person] for person in people],
        (
            Column("plan", "Plan"),
            Column("low", "Costs, points", "points"),
            Column("high", "Proven: at most", "points"),
        ),
    )
    beside = alt.YOffset("plan:N", sort=titles, scale=alt.Scale(domain=titles))
    palette = dict(zip(plans, (colours.MARK, colours.STAYS), strict=False))
    x = amounts("low", "Points lost; thin line: at most", ticks=6)
    shown = {title: palette[title] for title in titles}
    return rows.picture(
        bars.mark("bar", x, meaning("plan", shown), yOffset=beside, **EDGED),
        bars.mark("rule", "low:Q", colours.WORDS, x2="high", yOffset=beside, strokeWidth=1.5),
    )


def waterfall(steps: Sequence[Row]) -> Picture:
    """Return the steps down, and beside each how much of the list in force the plan keeps.

    The axis of points does not begin at 0, so that levels are ticks and only losses are bars. Names
    stand above their bars, so that it can be read on a phone.

    Args:
        steps: one row per step, from the plan with the fewest conditions to the plan in force:
            ``title, firm, points`` (what it costs; None for none), ``_before, _after`` (points of
            the plan), ``_text``, ``kept, in_force``.
    """
    low = min(row["_after"] for row in steps)
    span = max(max(row["_before"] for row in steps) - low, 1.0)
    rows = Rows(
        [{**row, "at": at, "text": f"{row['_text']}, {row['kept']} stay"}
         for at, row in enumerate(steps)],
        (
            Column("firm", "It"), Column("points", "Costs, points", "points"),
            Column("_after", "Worth of the plan then", "points"),
            Column("kept", "Stay of the list in force", "count"),
        ),
        label="title", y=alt.Y("at:O", axis=None), height=46,
    )  # fmt: skip
    x = amounts(
        "_after", "Points (axis does not begin at 0)", ticks=3,
        ends=[low - 0.05 * span, low + 1.75 * span],
    )  # fmt: skip
    return rows.picture(
        rows.mark("bar", x, colours.LEAVES, x2="_before", height=14, yOffset=10),
        rows.mark("tick", "_after:Q", colours.STAYS, thickness=3, height=20, yOffset=10),
        rows.words("label", alt.value(0), dx=0, dy=-10, fontSize=12),
        rows.words("text", "_before:Q", dy=10, fontSize=12),
    )


def sureness_bars(found: Sequence[Row]) -> Picture:
    """Return one bar per candidate, its interval below it, its proven part in the middle.

    Args:
        found: from top to bottom: ``id`` (blank: words only), ``label, text, names`` (who is
            meant), ``how_often, share, low, high, proven, listed, note`` (right of the bar).
    """
    labels = distinct(row["label"] for row in found)
    titles = [
        label for label, row in zip(labels, found, strict=True) if not row["id"] + row["names"]
    ]
    every = Rows(
        [{**row, "listed": RECOMMENDED if row["listed"] else NOT,
          "said": "  ".join(filter(None, (row["text"], row["note"])))} for row in found],
        labels=labels, height=19, opens="sure", **in_bold(titles),
    )  # fmt: skip
    rows = every.where([bool(row["id"]) for row in found])
    rows.tips = (
        Column("share", "In the best plans", "share"),
        Column("low", "95 % sure: at least", "share"),
        Column("high", "At most", "share"),
        Column("proven", "Proven to be in every plan as good", "share"),
        Column("listed", "In the plan"),
    )
    others = every.where([not row["id"] for row in found])
    others.tips = (Column("text", "Of them"), Column("names", "Who"))
    x = amounts(
        "share", "Share of the best plans that have it", ends=[-0.06, 1.44], format=".0%",
        ticks=[0, 0.25, 0.5, 0.75, 1], titleAnchor="start",
    )  # fmt: skip
    sign = alt.Fill(
        "listed:N",
        scale=alt.Scale(domain=[RECOMMENDED, NOT], range=[colours.WORDS, "transparent"]),
        legend=legend(
            (RECOMMENDED, NOT), "Sign on the left", orient="bottom", symbolType="square",
            symbolStrokeColor=colours.WORDS, symbolStrokeWidth=1,
        ),
    )  # fmt: skip
    often = meaning("how_often", colours.HOW_OFTEN, "In the best plans", symbolStrokeWidth=1)
    return every.picture(
        every.line(0.5, opacity=0.6), rows.bars(x, often, **EDGED),
        rows.bars("proven:Q", colours.PROVEN, thick=0.2), rows.ranges("low", "high"),
        rows.dots(
            alt.datum(-0.03), colours.WORDS, filled=False, size=52, shape="square", strokeWidth=1.4,
            fill=sign,
        ),
        rows.words("said", alt.datum(1.02), dx=0),
        others.words("text", alt.datum(0), dx=0, fontStyle="italic"),
    )  # fmt: skip


def two_part_bars(
    found: Sequence[Row], parts: Sequence[tuple[str, str]], title: str, both: Column
) -> Picture:
    """Return a bar for each row, its two parts one after the other, and what they add up to.

    Args:
        found: ``id, name, first, second`` and their sum (numbers; None = cannot be said).
        parts: words and colour of each part.
        both: how the sum is told.
    """
    lines = names_of(row["name"] for row in found)
    rows = Rows(found, (both,), labels=lines, height=28, opens=CHOSEN, **whole_names())
    part = replace(both, id="amount", title="Of it")
    words = {"first": parts[0][0], "second": parts[1][0]}
    halves = rows.split(words, (Column("part", "Part"), part, replace(both, title="Together")))
    form: dict[str, Any] = {"format": ".0%"} if both.unit == "share" else {}
    return rows.picture(
        halves.bars(
            amounts("amount", title, ticks=4, **form), meaning("part", dict(parts)), order="place:Q"
        ),
        rows.words(both, f"{both.id}:Q", dx=4),
    )
