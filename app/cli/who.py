"""Whose records a command reads, and for whom it acts.

Whoever can reach the database at the command line can act as anybody of the roster: the command
line is for those who run the records, everybody else comes by the pages and signs in.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.engine import Connection

from app.cli.failure import NotDoneError
from app.cli.options import Kept
from config.problems import InputError
from records import people
from records.permissions import NOBODY, Act, Person, RefusedError, may
from records.sign_in import PERSON
from records.store import Records, StaleError
from reports.refusals import problem_of

AS = "--as"


def kept(address: str | None) -> Records:
    """Return the records at an address; None = the usual one.

    Raises:
        InputError: there are none, or they cannot be reached.
    """
    return Records.at(address)


def acting(connection: Connection, named: str | None = None) -> Person:
    """Return for whom a command acts; somebody unknown where the roster has nobody so called.

    None = whom ``FOCUS_PERSON`` names.
    """
    name = named or os.environ.get(PERSON, "").strip()
    roster = people.roster(connection) if name else ()
    return next((one for one in roster if name in (one.id, one.email, one.name)), NOBODY)


def somebody(connection: Connection, of: Kept) -> Person:
    """Return for whom a command acts: as typed, as the environment says, or the only one there is.

    Raises:
        InputError: the roster knows nobody so called, or it is not said which of several.
    """
    found = acting(connection, of.acts_as)
    if found != NOBODY:
        return found
    named = of.acts_as or os.environ.get(PERSON, "").strip()
    active = [one for one in people.roster(connection) if one.active]
    if not named and len(active) == 1:
        return active[0]
    known = ", ".join(one.id for one in active) or "nobody yet"
    must = "must be somebody of the roster" if named else "must say who does this"
    raise InputError.one(AS, must, f"In the roster: {known}.", value=named or None)


def anybody(connection: Connection, of: Kept) -> Person:
    """Return for whom a command reads; somebody unknown where that is not said.

    Whoever is not known sees what is open to all.

    Raises:
        InputError: the roster knows nobody so called.
    """
    named = of.acts_as or os.environ.get(PERSON, "").strip()
    several = len([one for one in people.roster(connection) if one.active]) != 1
    return NOBODY if not named and several else somebody(connection, of)


def see(person: Person, act: Act) -> None:
    """See that somebody may do something that is about no round, before any work is done.

    Raises:
        NotDoneError: they may not.
    """
    verdict = may(person, act)
    if not verdict:
        raise NotDoneError(problem_of(RefusedError(verdict), {}))


@contextmanager
def telling(records: Records) -> Iterator[None]:
    """Tell in words what may not be done, and who was quicker.

    Raises:
        NotDoneError: the records refused it.
    """
    try:
        yield
    except (RefusedError, StaleError) as error:
        with records.reading() as connection:
            names = {one.id: one.name for one in people.roster(connection)}
        raise NotDoneError(problem_of(error, names)) from error
