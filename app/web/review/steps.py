"""Move a round on to its next state; there is no way back."""

from functools import partial
from typing import NamedTuple, cast

import streamlit as st

from app.web.review import acts, typed
from app.web.review.reading import Seen, can
from records import rounds
from records.decisions import WHOLE
from records.permissions import Act, State
from records.schema import STATES
from records.store import Records
from records.view import View


class Step(NamedTuple):
    """A step from one state to the next."""

    act: Act
    label: str
    icon: str
    about: str


STEPS: dict[State, Step] = {
    "draft": Step(
        Act.ADVANCE, "Begin the ratings", ":material/play_arrow:",
        "From then on everybody rates what only people can rate, blind until their own is in.",
    ),
    "rating": Step(
        Act.ADVANCE, "End the ratings, begin the review", ":material/rate_review:",
        "From then on nobody can rate; the taskforces say what they think of the list.",
    ),
    "review": Step(
        Act.DECIDE, "End the review", ":material/gavel:",
        "From then on no stance can be changed, and everybody sees all of them.",
    ),
    "decided": Step(
        Act.CLOSE, "Close the round", ":material/lock:",
        "From then on nothing in it can be changed, by anybody. The list that was signed as a "
        "whole is the list in force of the next round.",
    ),
}  # fmt: skip


def render_step(seen: Seen, found: View) -> None:
    """Offer to move the round on, to those who may."""
    now = found.round.state
    step = STEPS.get(now)
    if step is None or not can(seen, step.act):
        return
    to = cast("State", STATES[STATES.index(now) + 1])
    place = f"{found.round.id}/step/{to}"
    open_ = now == "decided" and WHOLE not in found.signatures
    with st.popover(step.label, icon=step.icon, key=f"step:{to}"):
        st.markdown(step.about)
        if open_:
            st.caption("First the whole list has to be signed.")
        typed.text("Words, as they stand in the minutes", place, "words")
        st.button(step.label, key=f"go:{place}", type="primary", disabled=open_,
                  on_click=partial(_advance, found, place, to))  # fmt: skip
    acts.refused(place)


def _advance(found: View, place: str, to: State) -> None:
    words = typed.value(place, "words")

    def do(records: Records, me: str) -> None:
        with records.reading() as connection:
            there = rounds.round_of(connection, found.round.id)
        if there.state != to:
            rounds.advance(records, me, found.round.id, to, words)

    acts.act(place, do)
