"""What became of focus areas: services delivered, weeks and money spent, results as coded later."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence

from sqlalchemy.engine import Connection

from config.base import Frozen
from config.problems import InputError, Problems
from data.schema import LARGEST_AMOUNT, Checked, number
from optimizer.study import Study
from questions.overlay import Rating, rating_problems
from records import rounds
from records.permissions import ANYTHING, Act
from records.rounds import Round
from records.schema import outcomes as table
from records.store import Records, Writer, as_json, latest
from records.tables import OUTCOMES, Row, read_table

TAKEN_BACK = ""
SERVICE, WEEKS, USD = "service", "weeks", "usd"
"""What stands before the colon of a measure that is no result."""


class Outcome(Frozen):
    """One figure about one focus area in one period."""

    candidate: str
    period: str
    measure: str
    """``service:ID`` (delivered: 1 or 0), ``weeks:TEAM``, ``usd:FUND``, or a measure."""
    value: float | str
    source: str
    words: str = ""
    at: str = ""
    by: str = ""
    version: int = 0


def record(
    records: Records, who: str, of: Round, study: Study, outcome: Outcome, seen: int | None = None
) -> int:
    """Record an outcome of a round's list; return the version that is kept.

    Raises:
        InputError: it has no source, or is about no candidate of the round.
        RefusedError: they may not.
        StaleError: somebody else recorded something else in the meantime.
    """
    return _put(records, who, of, study, outcome, _said(outcome), seen)


def record_all(
    records: Records, who: str, of: Round, study: Study, found: Sequence[Outcome]
) -> int:
    """Record many outcomes in one act; return how many were not there, or were other, before.

    Raises:
        InputError: one has no source, or is about no candidate of the round.
        RefusedError: they may not.
    """
    with records.writing(who, Act.OUTCOME, of.id) as writer:
        writer.allow(ANYTHING, of.id)
        before = {_key(one): _said(one) for one in outcomes(writer.connection, of)}
        for one in found:
            _write(writer, of, study, one, _said(one), None)
    return sum(before.get(_key(one)) != _said(one) for one in found)


def _key(one: Outcome) -> tuple[str, str, str]:
    return one.candidate, one.period, one.measure


def _said(one: Outcome) -> tuple[str, str, str]:
    """Return value, source and words as they are kept.

    Raises:
        InputError: it has no source.
    """
    if not one.source.strip():
        where = "outcome"
        raise InputError.one(where, "must have a source", "Say where the figure comes from.")
    return as_json(one.value), one.source.strip(), one.words.strip()


def take_back(
    records: Records, who: str, of: Round, study: Study, outcome: Outcome, seen: int | None = None
) -> int:
    """Take an outcome back that was recorded by mistake; return the version that is kept."""
    return _put(records, who, of, study, outcome, (TAKEN_BACK, "", ""), seen)


def _put(
    records: Records,
    who: str,
    of: Round,
    study: Study,
    outcome: Outcome,
    said: tuple[str, str, str],
    seen: int | None,
) -> int:
    with records.writing(who, Act.OUTCOME, of.id) as writer:
        writer.allow(ANYTHING, of.id)
        return _write(writer, of, study, outcome, said, seen)


def _write(
    writer: Writer,
    of: Round,
    study: Study,
    outcome: Outcome,
    said: tuple[str, str, str],
    seen: int | None,
) -> int:
    value, source, words = said
    return writer.put(
        "outcomes",
        seen,
        round=of.id,
        candidate=rounds.candidate(study, outcome.candidate).id,
        period=outcome.period,
        measure=outcome.measure,
        value=value,
        source=source,
        words=words,
    )


def outcomes(connection: Connection, of: Round) -> tuple[Outcome, ...]:
    """Return what is known of what became of a round's list."""
    rows = connection.execute(latest("outcomes", table.c.round == of.id)).mappings()
    return tuple(
        Outcome(
            candidate=row["candidate"],
            period=row["period"],
            measure=row["measure"],
            value=json.loads(row["value"]),
            source=row["source"],
            words=row["words"],
            at=row["at"],
            by=row["by"],
            version=row["version"],
        )
        for row in rows
        if row["value"] != TAKEN_BACK
    )


def read(file: str, content: bytes, study: Study, listed: Collection[str]) -> tuple[Outcome, ...]:
    """Return the outcomes of a table (:data:`records.tables.OUTCOMES`).

    Args:
        file: name of the file, for messages.
        content: what it holds.
        study: of the round.
        listed: the list that they are about.

    Raises:
        InputError: the table does not hold; carries every problem.
    """
    problems = Problems()
    table = read_table(file, content, OUTCOMES, problems)
    found = [] if table is None else list(_rows(table, study, listed, problems))
    problems.raise_if_any()
    return tuple(found)


def _rows(
    table: Checked, study: Study, listed: Collection[str], problems: Problems
) -> Iterator[Outcome]:
    names = {one: study.dataset.by_id[one].name for one in listed}
    columns = (table.cells(column.name) for column in OUTCOMES.columns)
    bad = {name: table.bad.get(name, frozenset()) for name in ("value", "measure")}
    for line, *cells in zip(table.raw.lines, *columns, strict=True):
        text, period, measure, value, source, note = cells
        told = Row(table.table.file, line, problems)
        what = "a focus area of the list that was adopted"
        candidate = told.resolved("candidate", text, names, what)
        figure = None
        if measure not in bad["measure"] and value not in bad["value"]:
            figure = _value(told, study, candidate, period, measure, value)
        if candidate is not None and figure is not None:
            yield Outcome(
                candidate=candidate, period=period, measure=measure, value=figure,
                source=source, words=note,
            )  # fmt: skip


def _value(
    told: Row, study: Study, candidate: str | None, period: str, measure: str, text: str
) -> float | str | None:
    """Return what a row says; None with a problem."""
    kind, parted, name = measure.partition(":")
    if not parted:
        return _result(told, study, candidate, measure, text)
    capacity, services = study.configuration.capacity, study.configuration.services.ways
    known: Mapping[str, Collection[str]] = {
        SERVICE: services, WEEKS: capacity.teams, USD: capacity.funds
    }  # fmt: skip
    if kind not in known:
        must = "must be service:ID, weeks:TEAM, usd:FUND, or a measure"
        told.add("measure", measure, must, "Correct it.")
        return None
    if name not in known[kind]:
        must = f"must name one of: {', '.join(known[kind])}"
        told.add("measure", measure, must, "Correct what stands after the colon.")
        return None
    periods = [one.id for one in capacity.periods]
    if period not in periods:
        must = f"must be a half-year of the round: {', '.join(periods)}"
        told.add("period", period, must, "Correct it.")
        return None
    given = {"yes": 1.0, "no": 0.0}.get(text) if kind == SERVICE else None
    given = number(text) if given is None else given
    most = 1.0 if kind == SERVICE else LARGEST_AMOUNT
    if given is None or not 0 <= given <= most:
        must = "must be yes, no, or the share that was delivered, 0 to 1"
        if kind != SERVICE:
            must = f"must be a number from 0 to {LARGEST_AMOUNT:,.0f}"
        told.add(
            "value", text, must, "Correct it, or delete the row: what is not known is left out."
        )
        return None
    return given


def _result(
    told: Row, study: Study, candidate: str | None, measure: str, text: str
) -> float | str | None:
    """Return a result as it was coded: a value on the scale of its measure, or a level."""
    if measure not in study.configuration.criteria.measures:
        must = "must be service:ID, weeks:TEAM, usd:FUND, or a measure of the configuration"
        told.add("measure", measure, must, "Correct it.")
        return None
    if candidate is None:
        return None
    read = number(text)
    value: float | str = text if read is None else read
    rating = Rating(candidate=candidate, measure=measure, value=value, reason="-", as_of="2000")
    wrong = rating_problems(rating, study.dataset, study.configuration)
    for one in wrong:
        told.add("value", text, one.must, one.do)
    return None if wrong else value
