"""What only people can rate: each for themselves, blind; then together; then as evidence."""

import json
from collections.abc import Iterable, Mapping, Sequence

from pydantic import Field
from sqlalchemy.engine import Connection, RowMapping

from config.base import Frozen
from config.problems import InputError
from config.rated import judged, levels_of, rateable
from data.dataset import Source
from optimizer.study import Study
from questions.disagreement import Spread
from questions.overlay import Rating, rating_problems, with_ratings
from records.matter import matter
from records.permissions import Act, Matter, Person, RefusedError, may
from records.rounds import Round
from records.schema import accepted as accepted_table
from records.schema import ratings as ratings_table
from records.store import Records, Writer, as_json, latest
from scoring.agreement import krippendorff_alpha, middle

Value = float | str
Thing = tuple[str, str]
"""Candidate and measure."""
TAKEN_BACK = ""


class Said(Frozen):
    """What is said of one measure of one candidate."""

    candidate: str
    measure: str
    value: Value
    low: float | None = None
    high: float | None = None
    reason: str = ""
    at: str = ""
    version: int = 0

    @property
    def thing(self) -> Thing:
        """What is rated."""
        return self.candidate, self.measure


class Given(Said):
    """What one person says."""

    person: str


class Accepted(Said):
    """What a panel agreed on: it counts as evidence from then on."""

    by: str = ""


class Panel(Frozen):
    """What several people say of one measure of one candidate."""

    candidate: str
    measure: str
    given: tuple[Given, ...] = Field(min_length=1)
    middle: Value
    """Median; of levels, and of an even number, the lower of the two in the middle."""
    lowest: Value
    highest: Value


def measures(study: Study, candidate: str) -> tuple[str, ...]:
    """Return the measures of a candidate that only people can rate, as configured."""
    kind = study.configuration.criteria.kinds[study.dataset.by_id[candidate].kind]
    return judged(kind, study.configuration)


def rate(
    records: Records, who: str, of: Round, study: Study, given: Given, seen: int | None = None
) -> int:
    """Say what one thinks of a measure; return the version that is kept.

    Args:
        records: the records.
        who: id of a person.
        of: the round.
        study: of the round.
        given: what is said; the person in it does not matter.
        seen: version before one's eyes, 0 = none; None = it does not matter.

    Raises:
        InputError: the value does not hold, or there is no reason.
        RefusedError: they may not.
        StaleError: they said something else in the meantime, from another place.
    """
    with records.writing(who, Act.RATE, of.id) as writer:
        return _put(writer, of, study, "ratings", given.thing, given, seen, person=who)


def take_back(
    records: Records, who: str, of: Round, study: Study, thing: Thing, seen: int | None = None
) -> int:
    """Take a rating of one's own back."""
    with records.writing(who, Act.RATE, of.id) as writer:
        return _put(writer, of, study, "ratings", thing, None, seen, person=who)


def rate_together(
    records: Records,
    who: str,
    of: Round,
    study: Study,
    said: Mapping[Thing, Given | None],
    seen: Mapping[Thing, int],
) -> None:
    """Say what one thinks of several things at once, all of it or nothing.

    Args:
        records: the records.
        who: id of a person.
        of: the round.
        study: of the round.
        said: thing → what is said; None takes it back.
        seen: thing → version before one's eyes; what is not there had none.

    Raises:
        InputError: a value does not hold, or has no reason.
        RefusedError: they may not, be it of one thing only.
        StaleError: they said something else in the meantime, from another place.
    """
    with records.writing(who, Act.RATE, of.id) as writer:
        for thing, one in said.items():
            try:
                _put(writer, of, study, "ratings", thing, one, seen.get(thing, 0), person=who)
            except RefusedError as error:
                raise RefusedError(error.verdict, thing[0]) from None


def _put(
    writer: Writer,
    of: Round,
    study: Study,
    table: str,
    thing: Thing,
    said: Said | None,
    seen: int | None,
    **whose: str,
) -> int:
    """Write the next version of a rating, one's own or the panel's; None takes it back."""
    candidate, measure = thing
    writer.allow(matter(writer.connection, of, study, writer.person, candidate), of.id)
    if said is not None:
        _check(study, said)
    return writer.put(
        table,
        seen,
        round=of.id,
        **whose,
        candidate=candidate,
        measure=measure,
        value=TAKEN_BACK if said is None else as_json(said.value),
        low=None if said is None else said.low,
        high=None if said is None else said.high,
        reason="" if said is None else said.reason.strip(),
    )


def _check(study: Study, given: Said) -> None:
    where = "rating"
    if not given.reason.strip():
        raise InputError.one(where, "must have a reason", "Say why, in a few words.")
    if given.measure not in rateable(
        study.configuration.criteria.kinds[study.dataset.by_id[given.candidate].kind],
        study.configuration,
    ):
        do = "Choose one that this kind of candidate is rated on."
        raise InputError.one(where, "must be of a measure that is rated", do, value=given.measure)
    problems = rating_problems(_overlaid(given), study.dataset, study.configuration)
    if problems:
        raise InputError(problems)


def _overlaid(given: Said) -> Rating:
    return Rating(
        candidate=given.candidate,
        measure=given.measure,
        value=given.value,
        low=given.low,
        high=given.high,
        reason=given.reason.strip(),
        as_of=given.at[:10],
    )


def given(connection: Connection, of: Round) -> tuple[Given, ...]:
    """Return what everybody says now."""
    where = ratings_table.c.round == of.id
    rows = connection.execute(latest("ratings", where, by=of.by)).mappings()
    return tuple(_given(row) for row in rows if row["value"] != TAKEN_BACK)


def _given(row: RowMapping) -> Given:
    return Given(
        person=row["person"],
        candidate=row["candidate"],
        measure=row["measure"],
        value=json.loads(row["value"]),
        low=row["low"],
        high=row["high"],
        reason=row["reason"],
        at=row["at"],
        version=row["version"],
    )


def open_to(every: Sequence[Given], person: Person, of: Round) -> tuple[Given, ...]:
    """Return what somebody may see: all of a thing once their own is in, before that nothing.

    Once nobody can rate any more, everybody sees everything.
    """
    if may(person, Act.SEE_RATINGS, Matter(owner=person.id), of.state):
        return tuple(every)
    own = {one.thing for one in every if one.person == person.id}
    return tuple(one for one in every if one.thing in own)


def panels(every: Iterable[Given], study: Study) -> tuple[Panel, ...]:
    """Return what people say together, thing by thing; nothing where nobody says anything."""
    things: dict[Thing, list[Given]] = {}
    for one in every:
        things.setdefault(one.thing, []).append(one)
    found = []
    for (candidate, measure), said in sorted(things.items()):
        order = _order(study, candidate, measure)
        ordered = sorted(said, key=lambda one: (_number(one.value, order), one.person))
        values = [one.value for one in ordered]
        numbers = [value for value in values if not isinstance(value, str)]
        ends = [
            end
            for one in said
            for end in (one.low, one.high)
            if end is not None and len(numbers) == len(values)
        ]
        found.append(
            Panel(
                candidate=candidate,
                measure=measure,
                given=tuple(ordered),
                middle=middle(numbers)
                if len(numbers) == len(values)
                else values[(len(values) - 1) // 2],
                lowest=min([*numbers, *ends]) if len(numbers) == len(values) else values[0],
                highest=max([*numbers, *ends]) if len(numbers) == len(values) else values[-1],
            )
        )
    return tuple(found)


def spread(found: Iterable[Panel]) -> tuple[Spread, ...]:
    """Return what panels say, as the question what their disagreement does to the plan takes it."""
    return tuple(
        Spread(
            candidate=one.candidate,
            measure=one.measure,
            lowest=one.lowest,
            middle=one.middle,
            highest=one.highest,
        )
        for one in found
    )


def _order(study: Study, candidate: str, measure: str) -> dict[str, int]:
    kind = study.configuration.criteria.kinds[study.dataset.by_id[candidate].kind]
    return {level: place for place, level in enumerate(levels_of(kind, measure))}


def _number(value: Value, order: Mapping[str, int]) -> float:
    return float(order.get(value, -1)) if isinstance(value, str) else value


def agreement(found: Sequence[Panel], study: Study, measure: str) -> float | None:
    """Return Krippendorff's alpha of a measure over all candidates; None where it has none."""
    own = [panel for panel in found if panel.measure == measure]
    people = sorted({one.person for panel in own for one in panel.given})
    place = {person: row for row, person in enumerate(people)}
    matrix = [[float("nan")] * len(own) for _ in people]
    ordinal = False
    for column, panel in enumerate(own):
        order = _order(study, panel.candidate, measure)
        ordinal = ordinal or bool(order)
        for one in panel.given:
            matrix[place[one.person]][column] = _number(one.value, order)
    return krippendorff_alpha(matrix, ordinal=ordinal) if matrix else None


def accept(
    records: Records, who: str, of: Round, study: Study, agreed: Accepted, seen: int | None = None
) -> int:
    """Take what a panel agreed on over as evidence; return the version that is kept.

    Raises:
        InputError: the value does not hold, or there is no reason.
        RefusedError: they may not.
        StaleError: somebody else accepted something else in the meantime.
    """
    with records.writing(who, Act.ACCEPT, of.id) as writer:
        return _put(writer, of, study, "accepted", agreed.thing, agreed, seen)


def unaccept(
    records: Records, who: str, of: Round, study: Study, thing: Thing, seen: int | None = None
) -> int:
    """Take back that a rating was accepted: what the dataset says counts again."""
    with records.writing(who, Act.ACCEPT, of.id) as writer:
        return _put(writer, of, study, "accepted", thing, None, seen)


def accepted(connection: Connection, of: Round) -> tuple[Accepted, ...]:
    """Return what was accepted, as it holds now."""
    where = accepted_table.c.round == of.id
    rows = connection.execute(latest("accepted", where, by=of.by)).mappings()
    return tuple(
        Accepted(
            candidate=row["candidate"],
            measure=row["measure"],
            value=json.loads(row["value"]),
            low=row["low"],
            high=row["high"],
            reason=row["reason"],
            at=row["at"],
            by=row["by"],
            version=row["version"],
        )
        for row in rows
        if row["value"] != TAKEN_BACK
    )


def rated_study(study: Study, of: Round, agreed: Sequence[Said]) -> Study:
    """Return the study of a round with ratings as evidence: the accepted ones, or one's own.

    Their basis is judgement, their source the round, their range that of the panel. Where there is
    none it is the study as it was.
    """
    if not agreed:
        return study
    source = Source(id=f"round-{of.id}", title=f"Ratings of the round {of.title}", publisher="")
    return with_ratings(study, [_overlaid(one) for one in agreed], source=source)
