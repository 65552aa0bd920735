"""The round that is going on, for whatever says on every page what waits for somebody."""

from collections.abc import Callable

import streamlit as st
from sqlalchemy.engine import Connection

from app.web import asking, who
from config.problems import InputError
from records import database, rounds, trail
from records.permissions import Act, Person, may
from records.rounds import Round
from records.store import Records
from records.trail import Head
from records.view import View, view
from reports.setting import Setting


@st.cache_resource(show_spinner=False, max_entries=4)
def _looked(address: str) -> dict[str, tuple[Head, View]]:  # noqa: ARG001 (what is kept apart)
    """Return where the last look at a round is kept, for everybody: round → what was seen when."""
    return {}


def look(connection: Connection, of: Round) -> View:
    """Return a round as it is now, read again only where anything was written since."""
    kept, now = _looked(database.usual_address()), trail.head(connection)
    when, seen = kept.get(of.id, (None, None))
    if seen is None or when != now:
        seen = view(connection, of, seen)
        kept[of.id] = (now, seen)
    return seen


def readable(person: Person) -> Records | None:
    """Return the records; None where there are none, or they may not see them."""
    return who.records() if may(person, Act.READ) else None


def going(person: Person) -> View | None:
    """Return the round that is going on; None where there is none, or they may not see it."""
    return current(readable(person), lambda _: True)


def current(records: Records | None, wanted: Callable[[Round], bool]) -> View | None:
    """Return the round that is going on, where it is wanted and can be read."""
    if records is None:
        return None
    try:
        with records.reading() as connection:
            found = rounds.current(connection)
            return look(connection, found) if found is not None and wanted(found) else None
    except InputError:
        return None


def setting_of(found: View) -> Setting:
    """Return what a report about a round needs, with the plan that is recommended now."""
    plan = None if found.planned is None else found.planned.plan
    return Setting(found.rated, found.round.scenario, plan, asking.jobs())
