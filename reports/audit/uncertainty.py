"""How sure is that, and what does the doubt come from? Step 7."""

import numpy as np

from questions.audit import KindAudit
from reports.audit.steps import LINES, step
from reports.columns import NAME
from reports.doubt import stays
from reports.report import Column, Row, Section, Table
from reports.setting import Setting
from reports.words import count_of, verb
from scoring.method_doubt import AGGREGATION, EVIDENCE, SCALE, WEIGHTS

SOURCES = {
    WEIGHTS: "Weights near the given ones",
    EVIDENCE: "What is missing or a range",
    SCALE: "What puts measures on one scale",
    AGGREGATION: "How criteria are put together",
}
DOUBT = (
    Column("label", "What is changed"),
    Column("places", "Of the first, change", "number", digits=1, short="Change"),
    Column("first", "Alone", "share"),
    Column("total", "With all else known", "share"),
    Column("total_span", "95 % sure", "share_span", narrow=False),
)
AMONG = (
    NAME, Column("place", "Place", "place"),
    Column("among", "Among the first", "share", drawn=True),
    Column("range", "Nine draws in ten", "span"),
)  # fmt: skip
OPEN = 0.05
"""Share of draws within which nobody doubts whether somebody is among the first."""
OVER_ALL = (
    "Drawn together: weights near the given ones, what is missing like what others have, scales, "
    "weighted sum or geometric mean. Alone: share of the doubt that would go if it alone were "
    "known; with all else known: share that would stay (Sobol')."
)


def uncertainty(found: KindAudit, setting: Setting) -> Section:
    """Return who could be among the first, and what the doubt of it comes from."""
    doubt, scores = found.doubt, found.scores
    rows: tuple[Row, ...] = tuple(
        {
            "source": name,
            "label": SOURCES[name],
            "places": share.changes / 2,
            "first": min(1.0, max(0.0, share.first)),
            "total": min(1.0, share.total),
            "total_span": tuple(min(1.0, max(0.0, end)) for end in share.total_span),
        }
        for name, share in doubt.shares.items()
    )
    place_of = dict(zip(scores.ids, scores.rank, strict=True))
    everybody: list[Row] = [
        {
            "id": one,
            "name": setting.label(one),
            "place": place_of[one],
            "among": share,
            "range": (low, high),
        }
        for one, share, low, high in zip(
            doubt.ids, doubt.among.tolist(), doubt.low.tolist(), doubt.high.tolist(), strict=True
        )
    ]
    open_to = [row for row in everybody if OPEN < float(row["among"]) < 1 - OPEN]
    sure = sum(float(row["among"]) >= 1 - OPEN for row in everybody)
    width = float(np.mean(doubt.high - doubt.low))
    said = (
        f"{2 * doubt.rows} draws: {sure} of the first {doubt.first} {verb(sure, 'are')} there in "
        f"95 % of them or more, {count_of(len(open_to), scores.spec)} could be in or out; nine "
        f"draws in ten put one within {width:.0f} places on average."
    )
    open_to.sort(key=lambda row: (-float(row["among"]), str(row["id"])))
    among = Table("among", AMONG, tuple(open_to), "Who could be in or out", most=LINES)
    tables = Table("doubt", DOUBT, rows), among
    return step("uncertainty", (OVER_ALL, said), *tables, pictures=(stays(rows),))
