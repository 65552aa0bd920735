"""What a new table or export would change in the dataset, before anything of it is taken over."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from data.difference import RowDifference
from data.tables import TABLES
from optimizer.plan import Plan
from reports.report import Column, Report, Row, Section, Table, picked, tabled
from reports.setting import Setting
from reports.words import count, figure, listing, moves, points, score
from scoring.difference import SAME as NO_CHANGE
from scoring.difference import ScoreChange, score_change
from scoring.kind_scores import KindScores

TITLE = "What would change?"
NOTHING = "Nothing differs: the dataset says all of this already."
WHAT = {"new": "is new", "gone": "goes", "changed": "changes"}
COLUMNS = (
    Column("table", "Table"), Column("name", "Whom or what"), Column("field", "Measure or column"),
    Column("what", "What"), Column("before", "Before"), Column("after", "After"),
)  # fmt: skip
SCORES = (
    Column("name", "Candidate", opens="candidate"), Column("before", "Score before", "score", 1),
    Column("after", "Score after", "score", 1), Column("change", "Change", "points"),
)  # fmt: skip
PLACED = (Column("where", "Where"), *COLUMNS[1:])
"""The same of a workbook, whose sheets stand for tables."""
Where = Callable[[RowDifference], tuple[str, str]]
"""Gives the row of a workbook by which a difference is accepted, and its cell."""
Counted = Mapping[tuple[str, str], str]
"""Candidate and measure → the value that counted before."""


def report(
    found: Sequence[RowDifference],
    before: Setting,
    after: Setting,
    *,
    plans: tuple[Plan, Plan] | None = None,
    left_out: Sequence[str] = (),
    where: Where | None = None,
) -> Report:
    """Return what differs, and what that does to scores and to the plan.

    Args:
        plans: the plan of each, where they were made.
        left_out: what was read and what of it was not taken, in sentences.
        where: of a workbook, where each difference stands; None = it is none.
    """
    if not found:
        return Report("change", TITLE, NOTHING, text=tuple(left_out), facts={"differences": ()})
    counted = {(row.candidate, row.measure): figure(row.value) for row in before.dataset.evidence}
    rows = tuple(_row(one, before, after, counted) for one in found)
    if where is not None:
        placed = zip(rows, map(where, found), strict=True)
        rows = tuple({**row, "row": name, "where": cell} for row, (name, cell) in placed)
    columns = COLUMNS if where is None else PLACED
    return Report(
        id="change",
        title=TITLE,
        answer=_answer(found),
        text=tuple(_plans(plans, after)),
        sections=(
            Section("left_out", "What was read", items=tuple(left_out)),
            Section(
                "cells",
                "Which cells?",
                tables=(Table("differences", columns, rows, most=30, rest="more"),),
            ),
            _scores(before, after),
        ),
    )


def left_out(
    exports: Sequence[tuple[str, str, int]], others: Sequence[tuple[str, int]]
) -> Iterator[str]:
    """Yield what was read, and what of it was not taken.

    Args:
        exports: file, what it is, and its rows.
        others: place that is no member, and its rows; blank = commitments that stand twice.
    """
    for file, what, rows in exports:
        yield f"{file} is {what}: {count(rows, 'row')}."
    places = [f"{name} ({number:,})" for name, number in others if name]
    if places:
        yield f"Rows of places that are no members of the dataset: {listing(places, 30)}."
    for name, number in others:
        if not name:
            yield f"{count(number, 'row')} of a commitment that stands in a row before."


def _answer(found: Sequence[RowDifference]) -> str:
    """Return what differs, table by table."""
    parts = []
    for table in TABLES:
        mine = [one for one in found if one.table == table.name]
        if mine:
            tally = Counter(str(one.what) for one in mine)
            said = [
                f"{number:,} {'new' if what == 'new' else what}"
                for what in ("new", "changed", "gone")
                if (number := _number(what, mine, tally))
            ]
            parts.append(f"{table.name} ({listing(said)})")
    who = {one.candidate for one in found if one.candidate}
    about = f", about {count(len(who), 'candidate')}" if who else ""
    return f"{count(len(found), 'difference')}{about}: {listing(parts, len(TABLES))}."


def _number(what: str, mine: Sequence[RowDifference], tally: Mapping[str, int]) -> int:
    return len({one.key for one in mine if one.what == what}) if what == "changed" else tally[what]


def _row(one: RowDifference, before: Setting, after: Setting, counted: Counted) -> Row:
    known = {**before.dataset.by_id, **after.dataset.by_id}
    measures = after.configuration.criteria.measures
    who = known[one.candidate].name if one.candidate in known else one.key[0]
    field = one.column or (one.key[1] if len(one.key) > 1 else "")
    if one.table == "evidence":
        measure = measures[one.key[1]].label if one.key[1] in measures else one.key[1]
        dated = f", {one.key[2]}" if len(one.key) > 2 else ""
        field = f"{measure}{dated}" if one.column in ("", "value") else f"{measure}: {one.column}"
    return {
        **picked(one, "table", "key", "candidate", "column", "after"),
        "name": who,
        "field": field,
        "what": WHAT[one.what],
        "before": one.before or _beside(one, counted),
    }


def _beside(one: RowDifference, counted: Counted) -> str:
    """Return the value that counted before, beside which one of another year is added."""
    if one.table != "evidence" or len(one.key) < 3 or one.what != "new":
        return ""
    candidate, measure, _ = one.key
    return counted.get((candidate, measure), "")


def _scores(before: Setting, after: Setting) -> Section:
    """Return whose scores change, the most first; only of those that both have."""
    old, new = before.scorecard.kinds, after.scorecard.kinds
    rows = [
        _score(score_change(old[kind], new[kind], one), one, new[kind])
        for kind in new
        if kind in old
        for one in _moved(old[kind], new[kind])
    ]
    rows.sort(key=lambda row: (-abs(row["change"]), row["candidate"]))
    said = (
        f"{count(len(rows), 'score')} would change, most of all {rows[0]['name']}: "
        f"{points(rows[0]['change'], signed=True)}, to {score(rows[0]['after'])}."
        if rows
        else "No score of those who are there already would change."
    )
    return tabled("scores", "What it does to scores", SCORES, rows, said=(said,), most=10)


def _moved(before: KindScores, after: KindScores) -> list[str]:
    """Return who is in both and scores otherwise."""
    old = dict(zip(before.ids, before.score.tolist(), strict=True))
    new = dict(zip(after.ids, after.score.tolist(), strict=True))
    return [one for one in old if one in new and abs(new[one] - old[one]) > NO_CHANGE]


def _score(change: ScoreChange, candidate: str, after: KindScores) -> Row:
    return {
        "candidate": candidate,
        "name": after.names[after.ids.index(candidate)],
        **picked(change, "before", "after"),
        "change": change.after - change.before,
    }


def _plans(plans: tuple[Plan, Plan] | None, after: Setting) -> Iterator[str]:
    if plans is None or not all(one.found for one in plans):
        return
    old, new = (set(one.ids) for one in plans)
    names = after.dataset.by_id

    def named(ids: set[str]) -> list[str]:
        return sorted(names[one].name if one in names else one for one in ids)

    said = moves((named(new - old), "enter"), (named(old - new), "leave"))
    yield f"In the plan, {'; '.join(said)}." if said else "The plan would hold the same."
