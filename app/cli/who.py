"""Whose records a command reads, and for whom it acts."""

import os

from sqlalchemy.engine import Connection

from records import people
from records.permissions import NOBODY, Person
from records.sign_in import PERSON
from records.store import Records

__all__ = ["PERSON", "acting", "kept"]


def kept(address: str | None) -> Records:
    """Return the records at an address; None = the usual one.

    Raises:
        InputError: there are none, or they cannot be reached.
    """
    return Records.at(address)


def acting(connection: Connection) -> Person:
    """Return for whom the command acts; somebody unknown where the roster has nobody so called."""
    name = os.environ.get(PERSON, "").strip()
    roster = people.roster(connection) if name else ()
    return next((one for one in roster if name in (one.id, one.email, one.name)), NOBODY)
