"""Who does not count on a candidate: by what they declared, and by the partner graph.

Read off what the roster says of a person's interests: their own country, with everything that lies
in it; a partner they belong to, with every candidate that it is engaged for, itself or across its
region (a strength of 0 is a record of no work), and everything that lies in these. What somebody
says of themselves on top of that is kept (``recusals``).
"""

from collections.abc import Mapping, Sequence
from typing import Literal

from sqlalchemy.engine import Connection

from config.base import Frozen
from data.dataset import Dataset
from ecosystem.links import IN_COUNTRY
from optimizer.study import Study
from records import rounds
from records.permissions import Act, Matter, Person
from records.rounds import Round
from records.schema import recusals
from records.store import Records, latest

Why = Literal["own", "within", "partner", "declared"]
"""Their own; it lies within their own; a partner of theirs is engaged there; they said so."""


class Recusal(Frozen):
    """Why somebody does not count on a candidate."""

    person: str
    candidate: str
    why: Why
    through: str = ""
    """Id of the candidate or partner through which."""
    words: str = ""


def read_off(person: Person, dataset: Dataset) -> dict[str, Recusal]:
    """Return candidate → why a person is recused from it, as the tables say."""
    if not person.interests:
        return {}
    found: dict[str, Recusal] = {}

    def add(candidate: str, why: Why, through: str) -> None:
        one = Recusal(person=person.id, candidate=candidate, why=why, through=through)
        found.setdefault(candidate, one)

    for candidate in sorted(person.interests & dataset.by_id.keys()):
        add(candidate, "own", candidate)
    for row in sorted(dataset.works, key=lambda one: (one.target, one.partner)):
        if row.partner in person.interests and row.strength > 0:
            add(row.target, "partner", row.partner)
    inside: dict[str, list[str]] = {}
    for link in dataset.links:
        if link.relation == IN_COUNTRY:
            inside.setdefault(link.target, []).append(link.candidate)
    reached = sorted(found)
    for target in reached:
        for candidate in sorted(set(inside.get(target, ())) - found.keys()):
            add(candidate, "within", target)
            reached.append(candidate)
    return {name: one for name, one in found.items() if name in dataset.by_id}


def recused(
    connection: Connection, of: Round, people: Sequence[Person], dataset: Dataset
) -> Mapping[str, Mapping[str, Recusal]]:
    """Return person → candidate → why they do not count on it."""
    found = {person.id: read_off(person, dataset) for person in people}
    rows = connection.execute(latest("recusals", recusals.c.round == of.id)).mappings()
    for row in rows:
        mine = found.setdefault(row["person"], {})
        if row["active"]:
            mine.setdefault(
                row["candidate"],
                Recusal(
                    person=row["person"],
                    candidate=row["candidate"],
                    why="declared",
                    words=row["words"],
                ),
            )
    return found


def recuse(
    records: Records,
    who: str,
    of: Round,
    study: Study,
    candidate: str,
    words: str,
    *,
    active: bool = True,
) -> None:
    """Say that one does not count on a candidate, or take that back.

    What the roster and the partner graph say (:func:`read_off`) cannot be taken back.

    Raises:
        InputError: the round knows no such candidate.
        RefusedError: they may not.
    """
    with records.writing(who, Act.RECUSE, of.id) as writer:
        writer.allow(Matter(owner=who), of.id)
        known = rounds.candidate(study, candidate)
        writer.put(
            "recusals",
            None,
            round=of.id,
            person=who,
            candidate=known.id,
            active=active,
            words=words.strip(),
        )


def declared(connection: Connection, of: Round, who: str, candidate: str) -> bool:
    """Say whether somebody recused themselves from a candidate."""
    where = [
        recusals.c.round == of.id, recusals.c.person == who, recusals.c.candidate == candidate,
    ]  # fmt: skip
    row = connection.execute(latest("recusals", *where)).mappings().first()
    return row is not None and bool(row["active"])
