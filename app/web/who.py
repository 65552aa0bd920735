"""Who is at the screen, and the records that they write to.

Asked anew whenever a page is rendered: a role that was withdrawn, or a round that was closed,
counts from then on. Without a provider of sign-in nobody is known, unless ``FOCUS_PERSON`` says for
whom the app acts; the pages say so.
"""

import os

import streamlit as st

from config.problems import InputError
from records import database, people
from records.permissions import NOBODY, Person
from records.store import Records

PERSON = "FOCUS_PERSON"
"""Environment variable: name of the one person for whom the app acts, where nobody signs in."""


@st.cache_resource(show_spinner=False)
def _opened(address: str) -> Records:
    file = database.url_of(address).get_backend_name() == "sqlite"
    return Records.at(address, make=file)


def records() -> Records | None:
    """Return the records; None where they cannot be used (:func:`trouble` says why)."""
    try:
        return _opened(database.usual_address())
    except InputError:
        return None


def trouble() -> tuple[str, ...]:
    """Return why the records cannot be used, in words; nothing where they can."""
    try:
        _opened(database.usual_address())
    except InputError as error:
        return tuple(str(problem) for problem in error.problems)
    return ()


@st.cache_resource(show_spinner=False)
def _single(address: str, name: str) -> Person:
    return people.single(_opened(address), name)


def single_person() -> str | None:
    """Return the name of the one person for whom the app acts; None where people sign in."""
    return os.environ.get(PERSON, "").strip() or None


def person() -> Person:
    """Return who is at the screen, as the roster has them now; somebody unknown where nobody is."""
    name = single_person()
    if name is None or records() is None:
        return NOBODY
    return _single(database.usual_address(), name)
