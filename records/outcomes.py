"""What became of focus areas: services delivered, weeks and money spent, results as coded later."""

import json

from sqlalchemy.engine import Connection

from config.base import Frozen
from config.problems import InputError
from optimizer.study import Study
from records import rounds
from records.permissions import ANYTHING, Act
from records.rounds import Round
from records.schema import outcomes as table
from records.store import Records, as_json, latest

TAKEN_BACK = ""


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
    where = "outcome"
    if not outcome.source.strip():
        raise InputError.one(where, "must have a source", "Say where the figure comes from.")
    said = (as_json(outcome.value), outcome.source.strip(), outcome.words.strip())
    return _put(records, who, of, study, outcome, said, seen)


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
    value, source, words = said
    with records.writing(who, Act.OUTCOME, of.id) as writer:
        writer.allow(ANYTHING, of.id)
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
