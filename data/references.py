"""Check the tables of a dataset against each other: ids, duplicates, links, ranges."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter

from config.problems import Problems
from data.dataset import SUBREGION
from data.schema import Checked, is_date, similar
from data.tables import (
    CANDIDATES,
    ENGAGEMENTS,
    EVENTS,
    EVIDENCE,
    LINKS,
    PART_OF,
    PARTNERS,
    Table,
)
from data.vintage import last_day

_SHOWN_OF_A_CYCLE = 6


def check_references(tables: Mapping[str, Checked], problems: Problems) -> None:
    """Add what does not hold within and between the tables of a dataset.

    Args:
        tables: table name → its checked cells; an unreadable table is absent, and so are the
            checks that need it.
        problems: receives what is wrong.
    """
    for checked in tables.values():
        _check_ids(checked, tables, problems)
        check_keys(checked, problems)
    if LINKS.name in tables:
        known = _ids(tables[CANDIDATES.name]) if CANDIDATES.name in tables else set()
        _check_links(tables[LINKS.name], known, problems)
        if CANDIDATES.name in tables:
            _check_sets(tables[LINKS.name], tables[CANDIDATES.name], problems)
    if EVIDENCE.name in tables:
        _check_ranges(tables[EVIDENCE.name], problems)
        _check_vintages(tables[EVIDENCE.name], problems)
    if ENGAGEMENTS.name in tables:
        _check_strengths(tables[ENGAGEMENTS.name], problems)
    if EVENTS.name in tables:
        _check_events(tables[EVENTS.name], problems)
    if PARTNERS.name in tables and CANDIDATES.name in tables:
        _check_partner_ids(tables[PARTNERS.name], tables[CANDIDATES.name], problems)


def _ids(checked: Checked) -> set[str]:
    """Return the ids a table declares, those of rows that do not fit its header included."""
    return {*checked.cells("id"), *(row.get("id", "") for row in checked.raw.spoilt)}


def _check_ids(checked: Checked, tables: Mapping[str, Checked], problems: Problems) -> None:
    for column in checked.table.columns:
        if column.refers_to is None or column.refers_to not in tables:
            continue
        cells = checked.cells(column.name)
        declared = _ids(tables[column.refers_to])
        spoilt = tables[column.refers_to].bad.get("id", frozenset())
        declared |= {"".join(name.split()) for name in spoilt}
        if column.or_region:
            declared |= {
                name for of in ("region", SUBREGION) for name in tables[column.refers_to].cells(of)
            }
        unknown = set(cells) - declared - {""} - checked.bad.get(column.name, frozenset())
        if not unknown:
            continue
        told: set[int] = set()
        if column.name == "target" and checked.table is ENGAGEMENTS:
            told = _check_itself(checked, unknown, problems)
        or_region = ", or a region that stands there" * column.or_region
        file, must = checked.table.file, f"must be an id of {column.refers_to}.csv{or_region}"
        for line, text in zip(checked.raw.lines, cells, strict=True):
            if text in unknown and line not in told:
                wanted = problems.wants(file, must, column.name)
                meant = similar(text, declared - spoilt) if wanted else None
                problems.add(
                    file,
                    must=must,
                    do=f"Write `{meant}`." if meant else _add_or_correct(column.refers_to),
                    row=line,
                    column=column.name,
                    value=text,
                )


def _check_itself(engagements: Checked, unknown: set[str], problems: Problems) -> set[int]:
    """No partner is engaged with itself; return the lines where that was told."""
    told = set()
    rows = zip(
        engagements.raw.lines,
        engagements.cells("partner"),
        engagements.cells("target"),
        strict=True,
    )
    for line, partner, target in rows:
        if target == partner and target in unknown:
            told.add(line)
            problems.add(
                ENGAGEMENTS.file,
                must="a partner must not be engaged with itself",
                do="Write the id of the candidate that the work is for, or the region.",
                row=line,
                column="target",
                value=target,
            )
    return told


def _add_or_correct(table: str) -> str:
    return f"Correct the id, or add its row to {table}.csv."


def check_keys(checked: Checked, problems: Problems) -> None:
    """No two rows of a table share its key."""
    table = checked.table
    keys = list(zip(*(checked.cells(name) for name in table.key), strict=True))
    if len(set(keys)) == len(keys):
        return
    filled = [not table.column(name).blank for name in table.key]
    first: dict[tuple[str, ...], int] = {}
    for line, key in zip(checked.raw.lines, keys, strict=True):
        if any(must and not cell for must, cell in zip(filled, key, strict=True)):
            continue
        if key in first and not (table is EVIDENCE and not key[-1]):  # told by its missing day
            problems.add(
                table.file,
                must=_once(table),
                do=f"Delete one of the two rows (the first stands on line {first[key]}).",
                row=line,
                column=", ".join(table.key),
                value=", ".join(key),
            )
        first.setdefault(key, line)


def _once(table: Table) -> str:
    if table.key == ("id",):
        return "an id must stand once in the table"
    if len(table.key) == 1:
        return f"{table.key[0]} must stand once in the table"
    return f"{', '.join(table.key)} must together stand once in the table"


def _check_links(links: Checked, known: set[str], problems: Problems) -> None:
    """A candidate does not lead to itself, neither directly nor by way of other known ones."""
    ends = list(zip(links.cells("candidate"), links.cells("target"), strict=True))
    leads_to: dict[str, set[str]] = {}
    for line, (start, end) in zip(links.raw.lines, ends, strict=True):
        if start and start == end:
            problems.add(
                LINKS.file,
                must="a candidate must not be linked to itself",
                do="Delete the row, or correct one of the two ids.",
                row=line,
                column="target",
                value=end,
            )
        elif start in known and end in known:
            leads_to.setdefault(start, set()).add(end)
    circle_of = _circles(leads_to)
    circles: dict[int, list[tuple[int, str, str]]] = {}
    for line, (start, end) in zip(links.raw.lines, ends, strict=True):
        if start != end and start in circle_of and circle_of[start] == circle_of.get(end):
            circles.setdefault(circle_of[start], []).append((line, start, end))
    for rows in circles.values():
        lines = ", ".join(str(line) for line, _, _ in rows[:_SHOWN_OF_A_CYCLE])
        more = " …" if len(rows) > _SHOWN_OF_A_CYCLE else ""
        problems.add(
            LINKS.file,
            must="links must not lead back to where they start",
            do=f"Delete one of the links that go round in a circle (lines {lines}{more}).",
            row=rows[-1][0],
            column="target",
            value=rows[-1][2],
        )


def _check_ranges(evidence: Checked, problems: Problems) -> None:
    """Make sure that low ≤ value ≤ high, wherever they are given."""
    blank: list[float | None] = [None] * len(evidence.raw)
    values = evidence.numbers["value"]
    lows = evidence.numbers.get("low", blank)
    highs = evidence.numbers.get("high", blank)
    texts = [evidence.cells(name) for name in ("low", "value", "high")]
    for row, (low, value, high) in enumerate(zip(lows, values, highs, strict=True)):
        numbers = [number for number in (low, value, high) if number is not None]
        word = value is None and texts[1][row]
        if not word and numbers != sorted(numbers):
            problems.add(
                EVIDENCE.file,
                must="low, value and high must be in this order",
                do="Correct or empty the cells.",
                row=evidence.raw.lines[row],
                column="low, value, high",
                value=", ".join(cells[row] for cells in texts),
            )


def _check_vintages(evidence: Checked, problems: Problems) -> None:
    """Of several values of one candidate on one measure, it must be clear which is the later."""
    pairs = list(zip(evidence.cells("candidate"), evidence.cells("measure"), strict=True))
    several = {pair for pair, number in Counter(pairs).items() if number > 1}
    if not several:
        return
    dates = evidence.cells("as_of")
    first: dict[tuple[tuple[str, str], dt.date], tuple[str, int]] = {}
    for line, pair, date in zip(evidence.raw.lines, pairs, dates, strict=True):
        if pair not in several or (date and not is_date(date)):
            continue
        if not date:
            must, do = (
                "of several values on one measure each must say what it speaks of",
                "Write a year, a month or a day, or keep one of the rows.",
            )
        else:
            before, where = first.setdefault((pair, last_day(date)), (date, line))
            if before == date:
                continue
            must, do = (
                "of several values on one measure no two may end on the same day",
                f"Correct one of the two dates (the other stands on line {where}), or delete it.",
            )
        problems.add(EVIDENCE.file, must=must, do=do, row=line, column="as_of", value=date)


def _check_strengths(engagements: Checked, problems: Problems) -> None:
    """A partner does one thing for one candidate with one strength."""
    whats = list(
        zip(*(engagements.cells(name) for name in ("partner", "target", "service")), strict=True),
    )
    strengths = engagements.numbers["strength"]
    first: dict[tuple[str, ...], int] = {}
    if max(Counter(whats).values(), default=0) <= 1:
        return
    for row, what in enumerate(whats):
        before = first.setdefault(what, row)
        if strengths[before] != strengths[row]:
            problems.add(
                ENGAGEMENTS.file,
                must="the same work of a partner must have one strength",
                do=f"Make it the same as on line {engagements.raw.lines[before]} "
                f"({engagements.cells('strength')[before]}), or delete one of the rows.",
                row=engagements.raw.lines[row],
                column="strength",
                value=engagements.cells("strength")[row],
            )


def _check_events(events: Checked, problems: Problems) -> None:
    """An event has one name and one place, and a period where it opens a window."""
    first: dict[tuple[str, str], tuple[str, int]] = {}
    for row, line in enumerate(events.raw.lines):
        event = events.cells("event")[row]
        for column in ("name", "place"):
            text = events.cells(column)[row]
            before, where = first.setdefault((event, column), (text, line))
            if text != before:
                problems.add(
                    EVENTS.file,
                    must=f"all rows of an event must have the same {column}",
                    do=f"Make it the same as on line {where} ({before or 'blank'}), or give one "
                    "of the two events another id.",
                    row=line,
                    column=column,
                    value=text,
                )
        if events.cells("opens")[row] == "yes" and not events.cells("period")[row]:
            problems.add(
                EVENTS.file,
                must="an event that a candidate is made at must have a period",
                do="Write the period, one row for each that it may be; or `no` under opens.",
                row=line,
                column="period",
                value="",
            )


def _check_partner_ids(partners: Checked, candidates: Checked, problems: Problems) -> None:
    taken = _ids(candidates) - {""}
    for line, name in zip(partners.raw.lines, partners.cells("id"), strict=True):
        if name in taken:
            problems.add(
                PARTNERS.file,
                must="a partner must not have the id of a candidate",
                do="Rename the partner, such as `partner:…`, here and in engagements.csv.",
                row=line,
                column="id",
                value=name,
            )


def _check_sets(links: Checked, candidates: Checked, problems: Problems) -> None:
    """A part and its set are of one kind, and no part is a set itself."""
    kind = dict(zip(candidates.cells("id"), candidates.cells("kind"), strict=True))
    rows = [
        (line, part, whole)
        for line, part, whole, relation in zip(
            links.raw.lines,
            links.cells("candidate"),
            links.cells("target"),
            links.cells("relation"),
            strict=True,
        )
        if relation == PART_OF and part in kind and whole in kind
    ]
    sets = {whole for _, _, whole in rows}
    for line, part, whole in rows:
        if kind[part] != kind[whole]:
            must = "a part and its set must be of one kind"
            do, value = f"Link it to a {kind[part]}, or write another relation.", whole
        elif part in sets and part != whole:
            must = "a part must not be a set itself"
            do, value = "Link the parts of the one to the other.", part
        else:
            continue
        column = "target" if value == whole else "candidate"
        problems.add(LINKS.file, must, do, row=line, column=column, value=value)


def _circles(leads_to: dict[str, set[str]]) -> Mapping[str, int]:
    """Return each of those that lead back to themselves → the number of its circle."""
    try:
        TopologicalSorter(leads_to).prepare()
    except CycleError:
        import networkx as nx

        edges = [(start, end) for start, ends in leads_to.items() for end in ends]
        graph: nx.DiGraph[str] = nx.DiGraph(edges)
        return {
            member: number
            for number, circle in enumerate(nx.strongly_connected_components(graph))
            if len(circle) > 1
            for member in circle
        }
    return {}
