"""What is decided: departures from the plan, the lists that are signed, the list in force after."""

import json
from collections.abc import Mapping, Sequence
from typing import Literal

from sqlalchemy.engine import Connection

from config.base import Frozen
from config.problems import InputError, Problems
from optimizer.bounded_value import BoundedValue
from optimizer.plan import Plan
from optimizer.study import Study
from questions.answer import Answer
from questions.plan import Planned
from records import answers, people, recusal, stances
from records.matter import matter
from records.permissions import Act, Matter
from records.rounds import Round
from records.schema import overrides as overrides_table
from records.schema import signatures as signatures_table
from records.stances import Count
from records.store import Records, latest
from records.trail import canonical

Direction = Literal["in", "out"]
TAKEN_BACK = ""
WHOLE = ""
"""Region of the list as a whole."""
SIGNATURE = "signature"


class Override(Frozen):
    """A departure from the plan."""

    candidate: str
    direction: Direction
    """Put in against the plan, or left out against it."""
    reason: str
    price: BoundedValue
    """Points that the best list with this departure is worth less, when it was decided."""
    answer: str = ""
    """Key of the plan with the departure, as it was made then."""
    at: str = ""
    by: str = ""
    version: int = 0


class Signature(Frozen):
    """A list that was signed, for a region or as a whole."""

    region: str
    """Blank = the whole."""
    ids: tuple[str, ...]
    """The candidates in it, by id."""
    counts: Mapping[str, Count] = {}
    """What was said of each, when it was signed."""
    words: str = ""
    at: str = ""
    by: str = ""
    version: int = 0


def price_of(without: Plan, departed: Plan) -> BoundedValue:
    """Return what a departure costs: two plans, each within its proof.

    Raises:
        InputError: there is no plan with the departure.
    """
    where = "override"
    if without.value is None or departed.value is None:
        must = "must leave a plan that meets all conditions"
        raise InputError.one(where, must, "Give up a condition first; the card says which.")
    return BoundedValue.loss(without, departed).never_below_zero


def override(
    records: Records,
    who: str,
    of: Round,
    study: Study,
    departure: Override,
    answer: Answer[Planned] | None = None,
    seen: int | None = None,
) -> int:
    """Depart from the plan, with a reason and the price at this time; return the version kept.

    Args:
        records: the records.
        who: id of a person.
        of: the round.
        study: that the price was worked out on.
        departure: candidate, direction, reason and price.
        answer: the plan with the departure, which is kept too.
        seen: version before one's eyes, 0 = none; None = it does not matter.

    Raises:
        InputError: there is no reason.
        RefusedError: they may not.
        StaleError: somebody else decided on it in the meantime.
    """
    where = "override"
    if not departure.reason.strip():
        must = "a departure from the plan must have a reason"
        raise InputError.one(where, must, "Say why, as it can stand in the minutes.")
    with records.writing(who, Act.OVERRIDE, of.id) as writer:
        on = matter(writer.connection, of, study, writer.person, departure.candidate)
        writer.allow(on, of.id)
        key = answers.keep(writer, study, answer) if answer is not None else departure.answer
        return writer.put(
            "overrides",
            seen,
            round=of.id,
            candidate=departure.candidate,
            direction=departure.direction,
            reason=departure.reason.strip(),
            answer=key,
            price=departure.price.model_dump_json(),
        )


def take_back(
    records: Records, who: str, of: Round, study: Study, candidate: str, seen: int | None = None
) -> int:
    """Take a departure back: the plan holds again."""
    with records.writing(who, Act.OVERRIDE, of.id) as writer:
        writer.allow(matter(writer.connection, of, study, writer.person, candidate), of.id)
        return writer.put(
            "overrides",
            seen,
            round=of.id,
            candidate=candidate,
            direction=TAKEN_BACK,
            reason="",
            answer="",
            price="",
        )


def overrides(connection: Connection, of: Round) -> tuple[Override, ...]:
    """Return the departures that hold now, in the order in which they were decided."""
    where = overrides_table.c.round == of.id
    rows = connection.execute(latest("overrides", where, by=of.by)).mappings()
    return tuple(
        Override(
            candidate=row["candidate"],
            direction=row["direction"],
            reason=row["reason"],
            price=BoundedValue.model_validate_json(row["price"]),
            answer=row["answer"],
            at=row["at"],
            by=row["by"],
            version=row["version"],
        )
        for row in rows
        if row["direction"] != TAKEN_BACK
    )


def decided(plan: Plan, departures: Sequence[Override]) -> tuple[str, ...]:
    """Return the list that is on the table: the plan's, with what was put in and left out."""
    put_in = {one.candidate for one in departures if one.direction == "in"}
    left_out = {one.candidate for one in departures if one.direction == "out"}
    return tuple(sorted((set(plan.ids) | put_in) - left_out))


def sign(
    records: Records,
    who: str,
    of: Round,
    study: Study,
    signed: Signature,
    seen: int | None = None,
) -> int:
    """Sign a list, a region's or the whole; return the version that is kept.

    What is said of each candidate is counted there and then, and kept with the list.

    Args:
        records: the records.
        who: id of a person.
        of: the round.
        study: of the round.
        signed: region, list and words; its counts do not matter.
        seen: version before one's eyes, 0 = none; None = it does not matter.

    Raises:
        InputError: the list holds what is not in the region or the round, or requirements are not
            met and no words say why it is signed all the same.
        RefusedError: they may not.
        StaleError: somebody else signed another list in the meantime.
    """
    act = Act.SIGN_REGION if signed.region else Act.SIGN_WHOLE
    with records.writing(who, act, of.id) as writer:
        writer.allow(Matter(region=signed.region, owner=who), of.id)
        ids = sorted(set(signed.ids))
        _check(study, signed.region, ids)
        counts = counted(writer.connection, of, study, ids)
        below = sum(not one.meets(of.requirements) for one in counts.values())
        if below and not signed.words.strip():
            must = (
                "must have enough people who answered and who agree: "
                f"not so for {below} of the {len(ids)} on the list"
            )
            do = "Wait for more answers, or say in words why it is signed all the same."
            raise InputError.one(SIGNATURE, must, do)
        return writer.put(
            "signatures",
            seen,
            round=of.id,
            region=signed.region,
            list=canonical(ids),
            counts=canonical({name: one.model_dump(mode="json") for name, one in counts.items()}),
            words=signed.words.strip(),
        )


def counted(
    connection: Connection, of: Round, study: Study, candidates: Sequence[str]
) -> dict[str, Count]:
    """Return candidate → what the taskforce says of it now, for some candidates."""
    roster = people.roster(connection, by=of.by)
    return stances.counts(
        stances.stances(connection, of),
        candidates,
        roster,
        recusal.recused(connection, of, roster, study.dataset),
        study,
    )


def _check(study: Study, region: str, ids: Sequence[str]) -> None:
    problems = Problems()
    for one in ids:
        known = study.dataset.by_id.get(one)
        if known is None or (region and known.region != region):
            where = f"of {region}" if region else "of the round"
            must = f"must be a list of candidates {where}"
            problems.add(SIGNATURE, must, "Take it off the list.", value=one)
    problems.raise_if_any()


def signatures(connection: Connection, of: Round) -> Mapping[str, Signature]:
    """Return region → the list that was signed last; the whole under a blank."""
    where = signatures_table.c.round == of.id
    rows = connection.execute(latest("signatures", where, by=of.by)).mappings()
    return {
        row["region"]: Signature(
            region=row["region"],
            ids=tuple(json.loads(row["list"])),
            counts={
                name: Count.model_validate(one) for name, one in json.loads(row["counts"]).items()
            },
            words=row["words"],
            at=row["at"],
            by=row["by"],
            version=row["version"],
        )
        for row in rows
    }


def adopted(connection: Connection, of: Round) -> tuple[str, ...] | None:
    """Return the list that leadership signed; None where it has not."""
    whole = signatures(connection, of).get(WHOLE)
    return None if whole is None else whole.ids
