"""Signs on a line: where something stands, where it could lie, and where it stood before."""

from collections.abc import Mapping, Sequence

import altair as alt

from reports.charts.colours import BEFORE, HOW_OFTEN, MARK, METHODS, OUT, STANDING, STAYS
from reports.charts.marks import Picture, Rows, amounts, legend, meaning
from reports.report import Column, Row

COLOURS = {**STANDING, "narrowly out": OUT}
SHAPES = {
    "stays": "circle", "enters": "triangle-up", "leaves": "triangle-down", "not in": "square",
    "narrowly out": "square",
}  # fmt: skip
"""A second sign for each standing, for those who do not see its colour."""
BY_METHOD = ("diamond", "circle", "square", "triangle-up", "cross")
LANE, GAP = 15, 11
"""Height of a lane of letters, and between two criteria, in pixels."""
NEAR = 0.034
"""Share of the axis within which two letters would cover each other."""
MARGIN = 0.02
"""Room at both ends of the axis of weights, as a share of it."""
LONGEST_ROW = 100
"""Characters of a row of names."""


def signed(rows: Rows, x: alt.X, field: str, kinds: Mapping[str, tuple[str, str]]) -> alt.Chart:
    """Return a dot for each row, told apart by the words of a field: by colour and by sign."""
    signs = [sign for _, sign in kinds.values()]
    shape = alt.Shape(
        f"{field}:N", scale=alt.Scale(domain=list(kinds), range=signs), legend=legend(list(kinds))
    )
    return rows.dots(x, meaning(field, {one: kinds[one][0] for one in kinds}), shape=shape)


def interval_dots(found: Sequence[Row]) -> Picture:
    """Return one line per candidate: a sign at its score, a rule from lowest to highest.

    Args:
        found: ``label``, ``standing_words`` (a key of ``COLOURS``), ``score``, ``range``,
            ``coverage`` and ``reason``, in the order wanted from top to bottom.
    """
    rows = Rows(
        found,
        (
            Column("standing_words", "Towards the list in force"),
            Column("score", "Score", "score"), Column("range", "Could lie in", "span"),
            Column("coverage", "Rests on observed evidence", "share"), Column("reason", "Why"),
        ),
        most=220, height=24,
    )  # fmt: skip
    there = {row["standing_words"] for row in found}
    known = {name: (COLOURS[name], SHAPES[name]) for name in COLOURS if name in there}
    return rows.picture(
        rows.ranges("range.0", "range.1", MARK, below=False),
        signed(rows, amounts("score", "Score, 0 to 100", ends=[0, 100]), "standing_words", known),
    )


def place_moves(moves: Sequence[Row], places: int, before: str, now: str) -> Picture:
    """Return where each candidate came before and comes now.

    Args:
        moves: one row per candidate, in its new order: ``name, rank_before, rank_after``.
        places: how many count as the first; a line is drawn after them.
        before: what the first place was reckoned with, in words.
        now: what the second is reckoned with.
    """
    rows = Rows(
        [{**row, "label": f"{row['rank_after']}  {row['name']}"} for row in moves],
        (Column("rank_before", "Before", "place"), Column("rank_after", "Place now", "place")),
        most=330, height=25,
    )  # fmt: skip
    ends = rows.split({"rank_before": before, "rank_after": now}, rows.tips)
    return rows.picture(
        rows.ranges("rank_before", "rank_after", OUT, below=False),
        rows.line(places + 0.5),
        signed(
            ends,
            amounts("amount", "Place", tickMinStep=1),
            "part",
            {before: (BEFORE, "square"), now: (STAYS, "circle")},
        ),
    )


def came_beside(found: Sequence[Row], said: str, came: str = "Came") -> Picture:
    """Return what was said beforehand of several groups, beside the share that came of it.

    Args:
        found: ``label``, ``said``, ``came`` and ``range`` (where ``came`` lies), shares 0..1, and
            ``cases``, in the order wanted from top to bottom.
        said: what was said, in words.
        came: what came, in words.
    """
    rows = Rows(
        found,
        (
            Column("cases", "How many", "count"), Column("said", said, "share"),
            Column("came", came, "share"), Column("range", "95 % sure", "share_span"),
        ),
        most=220,
    )  # fmt: skip
    ends = rows.split({"said": said, "came": came}, rows.tips)
    x = amounts("amount", "Share", ends=[0, 1], format=".0%", ticks=[0, 0.25, 0.5, 0.75, 1])
    return rows.picture(
        rows.ranges("range.0", "range.1", below=False),
        signed(ends, x, "part", {said: (BEFORE, "square"), came: (STAYS, "circle")}),
    )


def disputed_places(found: Sequence[Row], methods: Sequence[str]) -> Picture:
    """Return where each method puts the candidates on which the methods disagree most.

    Args:
        found: ``name`` and the place by each method, the most disputed first.
        methods: names of the methods, our own first.
    """
    rows = Rows(
        [
            {**row, "least": min(row[one] for one in methods),
             "most": max(row[one] for one in methods)}
            for row in found
        ],
        label="name",
    )  # fmt: skip
    said = (Column("part", "Method"), Column("amount", "Place", "place"))
    ends = rows.split({method: method for method in methods}, said)
    kinds = dict(zip(methods, zip(METHODS, BY_METHOD, strict=True), strict=False))
    return rows.picture(
        rows.ranges("least", "most", OUT, below=False),
        signed(ends, amounts("amount", "Place", tickMinStep=1), "part", kinds),
    )


def winning_dots(
    found: Sequence[Row],
    title: str = "Share of draws in which it is above",
    ahead: str = "It ranks above",
    *,
    half: bool = True,
) -> Picture:
    """Return shares with where they lie.

    Args:
        found: ``label, ahead, range``, shares 0..1, in the order wanted.
        title: what the shares are of.
        ahead: what a share says, in tooltips.
        half: whether a line is drawn at one half.
    """
    said = (Column("ahead", ahead, "share", 1), Column("range", "95 % sure", "share_span"))
    rows = Rows(found, said, most=220, height=24)
    x = amounts(
        "ahead", title, ends=[0, 1], format=".0%",
        ticks=[0, 0.25, 0.5, 0.75, 1],
    )  # fmt: skip
    lines = (rows.line(0.5),) if half else ()
    return rows.picture(*lines, rows.ranges("range.0", "range.1", below=False), rows.dots(x))


def weight_letters(found: Sequence[Row], ends: Sequence[Row]) -> Picture:
    """Return where everybody stands on every criterion: letters along its scale, a line = mean.

    Args:
        found: ``criterion, person, letter, weight`` (of 100).
        ends: ``criterion, mean, least, most`` (of 100), criteria from top to bottom.
    """
    marks = _in_lanes(found)
    lanes = max(row["lane"] for row in marks) + 1
    height = lanes * LANE + GAP
    labels = [row["criterion"] for row in ends]
    rows = Rows(
        ends, (Column("mean", "Consensus, of 100", "number", 1),), label="criterion",
        height=height, scale={"padding": 0}, grid=True, gridOpacity=0.25, tickBand="extent",
    )  # fmt: skip
    steps = [(place + 1) // 2 * (1 if place % 2 else -1) for place in range(lanes)]
    middle = (min(steps) + max(steps)) / 2
    letters = rows.parts(
        [
            [{**row, "shift": (steps[row["lane"]] - middle) * LANE}
             for row in marks if row["criterion"] == label]
            for label in labels
        ],
        (Column("person", "Who"), Column("weight", "Weight, of 100", "number", 1)),
    )  # fmt: skip
    beside = alt.YOffset(
        "shift:Q", scale=alt.Scale(domain=[-height / 2, height / 2], range=[0, height], nice=False)
    )
    top = max(row["weight"] for row in found) or 1.0
    x = amounts(
        "weight", "Weight, of 100", ends=[-MARGIN * top, (1 + MARGIN) * top], ticks=8,
        labelExpr="datum.value < 0 ? '' : datum.label",
    )  # fmt: skip
    signs = {row["letter"]: row["person"] for row in found}
    title = alt.TitleParams(
        text=_rows_of([f"{sign} = {signs[sign]}" for sign in sorted(signs, key=_place)]),
        anchor="start", frame="group", fontSize=12, fontWeight="normal", offset=8,
    )  # fmt: skip
    white = {"align": "center", "dx": 0, "fontSize": 10, "fontWeight": "bold"}
    return rows.picture(
        rows.ranges("least", "most", OUT, below=False, opacity=0.7),
        rows.mark("tick", "mean:Q", MARK, thickness=4, height=height - GAP / 2),
        letters.dots(x, HOW_OFTEN["nearly always"], size=210, yOffset=beside),
        letters.words("letter", "weight:Q", "white", yOffset=beside, **white),
        title=title,
    )


def _in_lanes(found: Sequence[Row]) -> list[Row]:
    """Return the marks with the ``lane`` of each: 0 unless it would cover another one."""
    near = NEAR * (max(float(row["weight"]) for row in found) or 1.0)
    taken: dict[str, list[float]] = {}
    rows: list[Row] = []
    for row in sorted(found, key=lambda row: (row["weight"], _place(row["letter"]))):
        lanes = taken.setdefault(row["criterion"], [])
        free = (lane for lane, last in enumerate(lanes) if row["weight"] - last >= near)
        lane = next(free, len(lanes))
        lanes[lane : lane + 1] = [row["weight"]]
        rows.append({**row, "lane": lane})
    return rows


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
