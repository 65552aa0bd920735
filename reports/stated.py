"""Did what earlier records stated of their lists hold? With how little of it can be told."""

from collections.abc import Iterator, Sequence

from records.stated import Record
from reports.chances import came_beside
from reports.columns import SURE
from reports.report import Column, Note, Report, Row, Section, Table, picked
from reports.words import count, listing, percent, verb
from scoring.calibration import FEWEST, Band, Stated, calibration

TITLE = "Did earlier shares hold?"
AGAIN, LED = "In the next list", "Led to results"
WAYS = {AGAIN: "in the next list", LED: "a success by what was recorded"}
"""Heading → what came, in a clause."""
COLUMNS = (
    Column("band", "Share that was stated"),
    Column("cases", "Areas", "count"),
    Column("stated", "Stated on average", "share"),
    Column("came", "Came", "count"),
    Column("share", "Share that came", "share"),
    SURE,
    Column("told", "Held"),
)


def report(records: Sequence[Record], again: Sequence[Stated], led: Sequence[Stated]) -> Report:
    """Return how well stated shares held.

    Args:
        records: decision records and rounds, in order.
        again: what was stated, and who was in the next list.
        led: what was stated of areas of which a result is recorded.
    """
    parts = [(AGAIN, again), (LED, led)]
    return Report(
        id="stated",
        title=TITLE,
        answer=_answer(again),
        text=tuple(_text(records, led)),
        sections=tuple(_section(name, calibration(said)) for name, said in parts if said),
        notes=tuple(_notes()),
        facts={
            "records": [one.title for one in records],
            "again_areas": len(again),
            "led_areas": len(led),
        },
    )


def _answer(again: Sequence[Stated]) -> str:
    bands = [band for band in calibration(again) if band.cases]
    told = [band for band in bands if band.holds is not None]
    if not again:
        return "Nothing can be said yet: it takes two records, the first of which states shares."
    if not told:
        return (
            f"Too few to tell: {count(len(again), 'area')} in all, and no band of shares has "
            f"{FEWEST}."
        )
    off = [band for band in told if not band.holds]
    if not off:
        return (
            f"As far as can be told: in {count(len(told), 'band')} of shares with enough areas, "
            "what was stated is within what came."
        )
    return f"Not everywhere: {listing([_said(band, AGAIN) for band in off])}."


def _text(records: Sequence[Record], led: Sequence[Stated]) -> Iterator[str]:
    yield f"Records, in order: {listing([one.title for one in records], 20)}."
    unshared = [one for one in records[:-1] if not one.shares]
    if unshared:
        told = listing([f"“{one.title}”" for one in unshared])
        yield f"{told} {verb(len(unshared), 'state')} no shares: made without draws."
    kept = [f"focus round shares --round {one.round}" for one in unshared if one.round is not None]
    if kept:
        yield f"Where the records of rounds are, shares can still be kept: {listing(kept)}."
    if not led:
        yield (
            "Whether areas led to results cannot be told: no result is recorded of which the "
            "configuration says that it is one."
        )


def _name(band: Band) -> str:
    if band.low == 0:
        return f"under {percent(band.high)}"
    if band.high == 1:
        return f"{percent(band.low)} and more"
    return f"{percent(band.low)} to {percent(band.high)}"


def _said(band: Band, name: str) -> str:
    came = "none was" if not band.came else f"{band.came} {verb(band.came, 'were')}"
    head = f"of {count(band.cases, 'area')} with {_name(band)}, {came} {WAYS[name]}"
    if band.interval is None or band.stated is None:
        return f"{head}: too few to tell"
    low, high = band.interval
    share = percent(band.came / band.cases)
    return (
        f"{head} ({share}; {percent(low)} to {percent(high)}, 95 % sure), stated were "
        f"{percent(band.stated)}"
    )


def _section(name: str, bands: Sequence[Band]) -> Section:
    some = [band for band in bands if band.cases]
    items = tuple(f"{said[0].upper()}{said[1:]}." for said in (_said(one, name) for one in some))
    ident = "again" if name == AGAIN else "led"
    table = Table(ident, COLUMNS, tuple(_row(band) for band in some))
    known = [
        {**row, "label": row["band"], "said": row["stated"], "came": row["share"]}
        for row in table.rows
        if row["range"] is not None
    ]
    text = "Bands with enough areas. Line: where the share that came lies with 95 %."
    pictures = (came_beside(f"held_{ident}", "Stated", known, text),) if known else ()
    return Section(ident, name, items=items, pictures=pictures, tables=(table,))


def _row(band: Band) -> Row:
    held = {True: "yes", False: "no", None: "too few to tell"}
    return {
        "band": _name(band),
        "from": band.low,
        "to": band.high,
        **picked(band, "cases", "stated", "came"),
        "share": band.came / band.cases,
        "range": band.interval,
        "told": held[band.holds],
    }


def _notes() -> Iterator[Note]:
    yield Note(
        "reading",
        "A share says in how many of the best lists, one for each draw of weights and of what was "
        "not known, an area was: how far the doubt of that time left it open. Whether it is in the "
        "next list also depends on what became known since, and on the price for dropping it.",
    )
    yield Note(
        "reading", "Areas of one list hang together, so that intervals are rather too narrow."
    )
