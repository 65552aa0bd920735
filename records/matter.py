"""What an act is about, for :func:`may`: the candidate's region, and whether one is recused."""

from sqlalchemy.engine import Connection

from optimizer.study import Study
from records import recusal, rounds
from records.permissions import Matter, Person
from records.rounds import Round


def matter(
    connection: Connection, of: Round, study: Study, person: Person, candidate: str
) -> Matter:
    """Return what an act about a candidate is about.

    Raises:
        InputError: the round knows no such candidate.
    """
    known = rounds.candidate(study, candidate)
    recused = candidate in recusal.read_off(person, study.dataset) or recusal.declared(
        connection, of, person.id, candidate
    )
    return Matter(region=known.region, owner=person.id, recused=recused)
