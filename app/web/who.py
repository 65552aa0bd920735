"""Who is at the screen, and the records that they write to.

Asked anew whenever a page is rendered or a button is pressed: a token that has expired, a role that
was withdrawn, a round that was closed count from then on. The records that pages get
(:func:`records`) hold whoever writes to be the person at the screen at that moment, so that a tab
that was left open writes nothing in the name of somebody who has gone.

Without a provider of sign-in nobody is known, unless ``FOCUS_PERSON`` says for whom the app acts;
the pages say so. No records are made as long as there is nobody to write them.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import streamlit as st

from config.problems import InputError
from records import database, people, sign_in
from records.permissions import NOBODY, Act, Person, RefusedError, Verdict
from records.sign_in import PERSON, SECTION, Identity, Presence, Provider
from records.store import PROGRAM, Records, Writer, now, person_of


class _ScreenRecords(Records):
    """The records as pages write to them: in the name of whoever is at the screen, or not at all.

    What only the program does (to let somebody in) asks no person.
    """

    @contextmanager
    def writing(self, who: str, act: Act, about: str = "") -> Iterator[Writer]:
        if who != PROGRAM and who != person().id:
            raise RefusedError(Verdict(act=act, why="unknown"))
        with super().writing(who, act, about) as writer:
            yield writer


def single_person() -> str | None:
    """Return the name of the one person for whom the app acts; None where people sign in."""
    return os.environ.get(PERSON, "").strip() or None


def settings() -> Mapping[str, Any] | None:
    """Return the settings of sign-in; None where there are none."""
    if not st.secrets.load_if_toml_exists():
        return None
    found = st.secrets.get(SECTION)
    return found if isinstance(found, Mapping) and found else None


def providers() -> tuple[Provider, ...]:
    """Return where people can sign in; nothing where that is not set.

    Raises:
        InputError: the settings are not as they must be.
    """
    section = settings()
    return () if section is None else sign_in.providers(section)


def records() -> Records | None:
    """Return the records; None where there are none, or they cannot be used (:func:`trouble`)."""
    try:
        return _records()
    except InputError:
        return None


def trouble() -> tuple[str, ...]:
    """Return why sign-in or records cannot be used, in words; nothing where they can."""
    try:
        providers()
        _records()
    except InputError as error:
        return tuple(str(problem) for problem in error.problems)
    return ()


def _records() -> Records | None:
    """Return the records, made where somebody may write them.

    Raises:
        InputError: they cannot be used.
    """
    address = database.usual_address()
    url = database.url_of(address)
    file = Path(url.database or "") if url.get_backend_name() == "sqlite" else None
    somebody = single_person() is not None or settings() is not None
    if file is not None and not somebody and not file.is_file():
        return None
    return _opened(address, make=file is not None and somebody)


@st.cache_resource(show_spinner=False)
def _opened(address: str, *, make: bool) -> Records:
    return _ScreenRecords.at(address, make=make)


def person() -> Person:
    """Return who is at the screen, as the roster has them now; somebody unknown where nobody is."""
    return presence().person


def presence() -> Presence:
    """Return who is at the screen, and how the app knows."""
    name, section = single_person(), settings()
    if name is None and section is None:
        return Presence("nowhere")
    if name is not None and section is not None:
        return Presence("both")
    try:
        kept = _records()
        if kept is None:
            return Presence("broken")
        if name is not None:
            return _acting_for(kept, name)
        known = sign_in.identity(st.user.to_dict(), providers(), now().timestamp())
        if not isinstance(known, Identity):
            return Presence(known)
        found = people.arrive(kept, known)
    except InputError:
        return Presence("broken")
    return Presence("guest" if found is None else "known", found or NOBODY, known)


def _acting_for(kept: Records, name: str) -> Presence:
    _single(database.usual_address(), name)
    with kept.reading() as connection:
        return Presence("single", person_of(connection, people.SINGLE))


@st.cache_resource(show_spinner=False)
def _single(address: str, name: str) -> None:
    people.single(_opened(address, make=True), name)
