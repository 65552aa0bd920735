"""What somebody does on the page Review: through the records, and told in words where refused."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec

import streamlit as st

from app.web import state, who
from app.web.review import typed
from config.problems import InputError
from optimizer.study import Study
from records import people
from records.permissions import RefusedError
from records.rounds import Round
from records.store import Records, StaleError
from records.view import View
from reports import refusals
from reports.escape import markdown

What = ParamSpec("What")
Act = Callable[[Records, str], object]
"""Does it, given the records and the id of who does it; returns the version kept, if any."""


def begin() -> None:
    """Forget what did not hold before, as something else is done now."""
    mine = state.session()
    mine.refused, mine.acted = {}, True


def act(place: str, do: Act, *, more: bool = False) -> bool:
    """Do something; where it does not hold, keep what was typed and say why.

    Args:
        place: where it is said when it does not hold, and whose draft is said with it.
        do: does it.
        more: whether it is one of several things that are done at once.

    Returns:
        Whether it was done.
    """
    if not more:
        begin()
    mine, records = state.session(), who.records()
    if records is None:
        mine.refused[place] = who.trouble()
        return False
    try:
        kept = do(records, who.person().id)
    except RefusedError as error:
        mine.refused[place] = (refusals.why(error), refusals.remedy(error.verdict))
        return False
    except StaleError as error:
        mine.refused[place] = (refusals.stale(error, _names(records)),)
        return False
    except InputError as error:
        mine.refused[place] = tuple(map(str, error.problems))
        return False
    typed.forget(place)
    if isinstance(kept, int):
        mine.versions[place] = kept
    return True


def act_in(
    found: View,
    place: str,
    do: Callable[Concatenate[Records, str, Round, Study, What], object],
    *what: What.args,
    **more: What.kwargs,
) -> bool:
    """Do something in a round; say whether it was done, as :func:`act` does."""
    return act(place, lambda records, me: do(records, me, found.round, found.study, *what, **more))


def refused(place: str) -> None:
    """Show why the last act in a place did not hold."""
    sentences = state.session().refused.get(place, ())
    if sentences:
        st.error(markdown(" ".join(filter(None, sentences))), icon=":material/error:")


def _names(records: Records) -> dict[str, str]:
    with records.reading() as connection:
        return {one.id: one.name or one.email or one.id for one in people.roster(connection)}


def again() -> None:
    """Render the whole page again where a part of it has done something; call it in the part."""
    if state.session().acted:
        st.rerun()
