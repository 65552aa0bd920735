"""The brief: two pages that a minister's adviser can read aloud, made of what other reports say.

The list, why, how sure, what it rests on, who objected, what was overridden at what price, what
else was possible. It says nothing of its own about the plan: every sentence is that of a screen.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from optimizer.cutoff import CutOff
from optimizer.plan import Plan
from optimizer.robust.sampling import Sample
from records.trail import Head
from records.view import View
from reports import method, overview, standing
from reports import round as rounds
from reports.columns import CANDIDATE, REGION, WHO, WORDS
from reports.report import Column, Report, Row, Section, Table, tabled
from reports.setting import Setting
from reports.words import count, listing, mid_sentence, verb

TITLE = "Focus areas: the brief"
MARKS = (standing.NEARLY_ALWAYS, standing.MOSTLY, standing.OTHERWISE)
ALL = "In no region"
"""Where what lies in no region stands."""
MAIN = (
    CANDIDATE, standing.WHERE, standing.SURE, Column("reason", "Why"),
)  # fmt: skip
OTHERS = (
    Column("region", "Region"), Column("stays", "Stay"), Column("enters", "Enter"),
    Column("leaves", "Would leave"),
)  # fmt: skip
OBJECTIONS = (
    CANDIDATE, WHO, WORDS,
)  # fmt: skip
OTHER_PLANS = ("plan", "given_up", "out", "in")
"""What is told of other plans."""
NOBODY_ASKED = "No taskforce has been asked about this list: it is what the criteria recommend."
NO_PLAN = "There is no list that a brief could be about."


def report(
    found: Plan,
    setting: Setting,
    *,
    region: str | None = None,
    sample: Sample | None = None,
    line: CutOff | None = None,
    others: Report | None = None,
    view: View | None = None,
    head: Head | None = None,
) -> Report:
    """Return the brief.

    Args:
        region: only what concerns it; None = everything.
        others: the next-best plans that really differ, as :mod:`reports.alternatives` tells them.
        view: the round in which the list was looked at; None = none was.
    """
    facts = {"region": region, "round": None if view is None else view.round.id}
    title = f"{TITLE}, {region}" if region else TITLE
    if not found.found:
        return Report("brief", title, NO_PLAN, facts={**facts, "list": ()})
    first = overview.report(found, setting, sample=sample, line=line)
    minutes = None if view is None else rounds.minutes(view, setting, head=head)
    rows = [row for row in _rows(found, setting, sample, minutes) if _here(row, region)]
    listed = [row["id"] for row in rows if row["standing"] in overview.INSIDE]
    main = first.facts["kind"]
    answer = minutes.answer if minutes is not None and view and view.signatures else first.answer
    return Report(
        id="brief",
        title=title,
        answer=_of_region(rows, region) if region else answer,
        text=(() if region else first.text) if minutes is None else minutes.text,
        sections=(
            *_lists(rows, main, setting, whole=region is None),
            _sure(rows, found, setting, sample),
            Section(
                "grounds",
                "What it rests on",
                items=tuple(note.text for note in standing.rests_on(found, setting)),
            ),
            *_said(minutes, region),
            _else(others),
            method.in_short(setting),
        ),
        notes=(standing.version(setting),)
        if minutes is None
        else tuple(note for note in minutes.notes if note.kind == "reading"),
        facts={**facts, "list": listed},
    )


def _here(row: Row, region: str | None) -> bool:
    return region is None or row["region"] == region


def _rows(
    found: Plan, setting: Setting, sample: Sample | None, minutes: Report | None
) -> Iterator[Row]:
    """Yield who is on the list, and who leaves or narrowly misses it, with what was decided."""
    places = {row["id"]: row for row in standing.rows(found, setting, sample, overview.NEXT)}
    if minutes is None:
        yield from places.values()
        return
    because = {row["id"]: row["reason"] for row in minutes.table("overrides").rows}
    decided = {row["id"]: row for row in minutes.table("listed").rows}
    for one, row in decided.items():
        known = places.get(one, {"sure": None, "reason": "not next behind the line"})
        words = f"{row['decided']}: {because[one]}" if one in because else known["reason"]
        yield {**known, **row, "reason": words, "sure": None if one in because else known["sure"]}
    for one, row in places.items():
        if one not in decided and row["standing"] == "next":
            yield row


def _of_region(rows: Sequence[Row], region: str) -> str:
    inside = standing.labels(rows, *overview.INSIDE)
    new, gone = standing.labels(rows, "enters"), standing.labels(rows, "leaves")
    told = f"{count(len(inside), 'focus area')} in {region}"
    told += f", {len(new) or 'none'} of them new" if inside else ""
    return f"{told}; {listing(gone) if gone else 'nobody'} {verb(max(1, len(gone)), 'leave')}."


def _lists(rows: Sequence[Row], main: str, setting: Setting, *, whole: bool) -> Iterator[Section]:
    """Yield the list: candidates of the main kind one by one with why, others by region.

    Args:
        main: the kind that is told one by one.
        whole: whether everything is told; else only of one region, all kinds one by one.
    """
    shown = [row for row in rows if row["standing"] != "next"]
    for name, kind in setting.kinds.items():
        own = [row for row in shown if row["kind"] == name]
        if own and (name == main or not whole):
            where = tuple(sorted(own, key=_place))
            sure = any(row["sure"] for row in where)
            columns = tuple(one for one in MAIN if sure or one is not standing.SURE)
            yield tabled(
                f"list_{name}",
                kind.label,
                columns,
                where,
                said=_behind(rows, name),
                by=REGION if whole else None,
            )
        elif own:
            regions = sorted({row["region"] for row in own})
            lines = tuple(_line(one, own) for one in regions)
            yield tabled(f"list_{name}", kind.label, OTHERS, lines)


def _place(row: Row) -> tuple[str, int, float, str]:
    order = ("stays", "enters", "leaves")
    return row["region"], order.index(row["standing"]), -row.get("score", 0.0), row["id"]


def _behind(rows: Sequence[Row], kind: str) -> tuple[str, ...]:
    near = standing.labels([row for row in rows if row["kind"] == kind], "next")
    return (f"Narrowly out: {listing(near, len(near))}.",) if near else ()


def _line(region: str, rows: Sequence[Row]) -> Row:
    here = [row for row in rows if row["region"] == region]
    return {
        "region": region or ALL,
        **{where: tuple(standing.labels(here, where)) for where in ("stays", "enters", "leaves")},
    }


def _sure(rows: Sequence[Row], found: Plan, setting: Setting, sample: Sample | None) -> Section:
    inside = [row for row in rows if row["standing"] in overview.INSIDE]
    numbers = [sum(row["sure"] == mark for row in inside) for mark in MARKS]
    told = [f"{number} {mark}" for number, mark in zip(numbers, MARKS, strict=True)]
    of = f"Of {count(len(inside), 'focus area')}: {listing(told)}."
    reading = [note.text for note in standing.how_sure(found, setting, sample)]
    return Section("sure", "How sure", (*([of] if any(numbers) else []), *reading))


def _said(minutes: Report | None, region: str | None) -> Iterator[Section]:
    """Yield who objected, what was overridden at what price, and who signed."""
    title = "Who objected"
    if minutes is None:
        yield Section("objections", title, (NOBODY_ASKED,))
        return
    by_id = {row["id"]: row for row in minutes.table("stances").rows}
    tables: Mapping[str, Table] = {table.id: table for table in minutes.tables}
    if "sayings" not in tables:
        yield Section("objections", title, minutes["stances"].text)
    else:
        against = [row for row in by_id.values() if row["object"] and _here(row, region)]
        lines = (
            row for row in tables["sayings"].rows
            if row["stance"] == "object" and _here(by_id.get(row["id"], {"region": ""}), region)
        )  # fmt: skip
        told = tuple(f"{row['label']}: {mid_sentence(row['said'])}." for row in against)
        none = ("Nobody who counts objected.",) if not told else ()
        yield tabled("objections", title, OBJECTIONS, lines, said=none, items=told)  # fmt: skip
    overridden = tables["overrides"].where(lambda row: _here(row, region))
    none = () if overridden.rows else ("Nothing departs from the plan.",)
    yield Section("overrides", "What was overridden, and at what price", none, tables=(overridden,))
    signed = tables["signatures"]
    yield Section("signatures", "Who signed", () if signed.rows else ("Nobody yet.",),
                  tables=(signed,))  # fmt: skip


def _else(others: Report | None) -> Section:
    title = "What else was possible"
    if others is None:
        return Section("others", title, ("No other list was looked for.",))
    tables = tuple(
        replace(table, columns=tuple(one for one in table.columns if one.id in OTHER_PLANS))
        for table in others.tables
    )
    return Section("others", title, (others.answer,), tables=tables)
