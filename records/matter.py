"""What an act is about, for :func:`may`: the candidate's region, and whether one is recused."""

from sqlalchemy.engine import Connection

from config.problems import InputError
from optimizer.study import Study
from records import recusal
from records.permissions import Matter, Person
from records.rounds import Round

WHAT = "candidate"


def matter(
    connection: Connection, of: Round, study: Study, person: Person, candidate: str
) -> Matter:
    """Return what an act about a candidate is about.

    Raises:
        InputError: the round knows no such candidate.
    """
    known = study.dataset.by_id.get(candidate)
    if known is None:
        must, do = "must be a candidate of the round", "Choose one of its lists."
        raise InputError.one(WHAT, must, do, value=candidate)
    recused = candidate in recusal.read_off(person, study.dataset) or recusal.declared(
        connection, of, person.id, candidate
    )
    return Matter(region=known.region, owner=person.id, recused=recused)
