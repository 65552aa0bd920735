"""Vintage: what was known by a day.

Every row that carries a date later than the day is left out: values, engagements (those without a
date have that of their source), the place in the list in force, and the status, in whose stead a
candidate counts as active. What has no date counts, and is counted. Of several values of one
candidate on one measure, the latest that is left counts, and the earlier ones stand behind it.

A date that names only a year or a month counts from its last day on: of a value of 2020 nobody
knows that it was there in June. So ``2020`` as a vintage is 31 December 2020, and lets it in.
"""

import calendar
import datetime as dt
from collections.abc import Sequence
from functools import cache

from config.problems import Problems
from data.content import content_hash
from data.dataset import Candidate, Dataset, Evidence, Vintage
from data.schema import is_date

EVERYTHING = "all"
"""What is written in place of a day where everything counts."""


@cache
def last_day(date: str) -> dt.date:
    """Return the last day of a year, of a month, or the day itself.

    Args:
        date: YYYY, YYYY-MM or YYYY-MM-DD.
    """
    year, month, day = (*map(int, date.split("-")), 0, 0)[:3]
    month = month or 12
    return dt.date(year, month, day or calendar.monthrange(year, month)[1])


def is_as_of(where: str, text: str, problems: Problems) -> bool:
    """Say whether a text names a vintage; tell where it does not.

    Args:
        where: the option, field or parameter, as the problem names it.
        text: as typed.
        problems: receives what is wrong.
    """
    if text == EVERYTHING or is_date(text):
        return True
    problems.add(
        where,
        must=f"must be a year, a month or a day that exists, or {EVERYTHING}",
        do=f"Write, say, 2019, 2019-06 or 2019-06-30; {EVERYTHING} lets everything count.",
        value=text,
    )
    return False


def at(dataset: Dataset, as_of: str | None = None) -> Dataset:
    """Return a dataset as of a day, with what it leaves out.

    Args:
        dataset: as loaded, uncut.
        as_of: YYYY, YYYY-MM or YYYY-MM-DD; ``all`` = everything counts; None = as usual for the
            dataset, which is everything where it does not say.
    """
    as_of = as_of or dataset.usual_as_of or EVERYTHING
    if as_of == EVERYTHING:
        newest = _newest(dataset.evidence)
        if len(newest) == len(dataset.evidence):
            return dataset
        all_of_it = dataset.but(
            evidence=newest, vintage=Vintage(earlier=len(dataset.evidence) - len(newest))
        )
        return all_of_it.but(content_hash=content_hash(all_of_it))
    day = last_day(as_of)
    dates = {source.id: source.as_of for source in dataset.sources}

    def later(date: str) -> bool:
        return bool(date) and last_day(date) > day

    def then(one: Candidate) -> Candidate:
        changes: dict[str, object] = {}
        if later(one.incumbent_since):
            changes |= {"incumbent": False, "incumbent_since": ""}
        if later(one.status_since):
            changes |= {"status": "active", "status_since": ""}
        return one.but(**changes) if changes else one

    values = [(row, row.as_of or dates.get(row.source, "")) for row in dataset.evidence]
    works = [(row, row.as_of or dates.get(row.source, "")) for row in dataset.engagements]
    known = [row for row, date in values if not later(date)]
    evidence = _newest(known)
    vintage = Vintage(
        day=day.isoformat(),
        evidence=tuple(row for row, date in values if later(date)),
        engagements=tuple(row for row, date in works if later(date)),
        statuses=tuple(one.id for one in dataset.candidates if later(one.status_since)),
        incumbents=tuple(one.id for one in dataset.candidates if later(one.incumbent_since)),
        undated=sum(not date for _, date in (*values, *works)),
        earlier=len(known) - len(evidence),
    )
    if not vintage.later and not vintage.earlier:
        return dataset.but(content_hash=dataset.content_hash, vintage=vintage)
    cut = dataset.but(
        evidence=evidence,
        engagements=tuple(row for row, date in works if not later(date)),
        candidates=tuple(map(then, dataset.candidates)),
        vintage=vintage,
    )
    return cut.but(content_hash=content_hash(cut))


def _newest(rows: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return, for each candidate and measure, the row that speaks of the latest time."""
    counts: dict[tuple[str, str], Evidence] = {}
    for row in rows:
        pair = row.candidate, row.measure
        if pair not in counts or _moment(row) > _moment(counts[pair]):
            counts[pair] = row
    chosen = {id(row) for row in counts.values()}
    return tuple(row for row in rows if id(row) in chosen)


def _moment(row: Evidence) -> dt.date:
    """Return the day from which a row counts; without one it counts from the first."""
    return last_day(row.as_of) if row.as_of else dt.date.min
