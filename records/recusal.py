"""Who does not count on a candidate: by what they declared, and by the partner graph.

Read off what the roster says of a person's interests: their own country, with everything that lies
in it; a partner they belong to, with every candidate that it is engaged for, and everything that
lies in these. What somebody says of themselves on top of that is kept (``recusals``).
"""

from collections.abc import Mapping, Sequence
from typing import Literal

from sqlalchemy.engine import Connection

from config.base import Frozen
from data.dataset import Dataset
from records.permissions import Act, Matter, Person
from records.rounds import Round
from records.schema import recusals
from records.store import Records, latest


class Recusal(Frozen):
    """Why somebody does not count on a candidate."""

    person: str
    candidate: str
    why: Literal["own", "within", "partner", "declared"]
    """Their own; it lies within their own; a partner of theirs is engaged there; they said so."""
    through: str = ""
    """Id of the candidate or partner through which."""
    words: str = ""


def read_off(person: Person, dataset: Dataset) -> dict[str, Recusal]:
    """Return candidate → why a person is recused from it, as the tables say."""
    found: dict[str, Recusal] = {}
    own = sorted(person.interests & dataset.by_id.keys())
    partners = person.interests & {partner.id for partner in dataset.partners}
    for candidate in own:
        found.setdefault(
            candidate, Recusal(person=person.id, candidate=candidate, why="own", through=candidate)
        )
    for row in sorted(dataset.engagements, key=lambda one: (one.target, one.partner)):
        if row.partner in partners:
            found.setdefault(
                row.target,
                Recusal(person=person.id, candidate=row.target, why="partner", through=row.partner),
            )
    for candidate, targets in sorted(dataset.targets.items()):
        for target in sorted(targets & found.keys()):
            if _within(dataset, candidate, target):
                found.setdefault(
                    candidate,
                    Recusal(person=person.id, candidate=candidate, why="within", through=target),
                )
    return {name: one for name, one in found.items() if name in dataset.by_id}


def _within(dataset: Dataset, candidate: str, target: str) -> bool:
    return any(
        (link.candidate, link.target, link.relation) == (candidate, target, "in_country")
        for link in dataset.links
    )


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
    records: Records, who: str, of: Round, candidate: str, words: str, *, active: bool = True
) -> None:
    """Say that one does not count on a candidate, or take that back."""
    with records.writing(who, Act.RECUSE, of.id) as writer:
        writer.allow(Matter(owner=who), of.id)
        writer.put(
            "recusals",
            None,
            round=of.id,
            person=who,
            candidate=candidate,
            active=active,
            words=words,
        )


def declared(connection: Connection, of: Round, who: str, candidate: str) -> bool:
    """Say whether somebody recused themselves from a candidate."""
    where = [
        recusals.c.round == of.id, recusals.c.person == who, recusals.c.candidate == candidate,
    ]  # fmt: skip
    row = connection.execute(latest("recusals", *where)).mappings().first()
    return row is not None and bool(row["active"])
