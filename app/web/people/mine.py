"""What one belongs to, as one declares it oneself: own country, partners."""

import streamlit as st

from app.web import render
from app.web.widgets import fields
from records import people as roster
from records import recusal
from records.permissions import Person
from reports import people
from reports.setting import Setting

KEY = "my-interests"


def show(person: Person, setting: Setting) -> None:
    """Show what somebody belongs to, and let them say so."""
    recused = recusal.read_off(person, setting.dataset)
    fields.notices()
    render.say(people.own(person, recused, setting))

    def declare() -> None:
        chosen = st.session_state[key]
        fields.in_my_name(lambda records, me: roster.declare(records, me, chosen))

    key = f"{KEY}:{person.version}"
    belongings(person, setting, key, "Your own country, and partners that you work with or for")
    st.button("Declare", on_click=declare, icon=":material/check:", type="primary", key="declare")


def belongings(person: Person, setting: Setting, key: str, label: str) -> None:
    """Show a field for the countries and partners that somebody belongs to."""
    offered = people.offered(setting, person)
    words = {one: people.belonging(one, setting) for one in offered}
    st.multiselect(
        label,
        list(offered),
        default=sorted(person.interests, key=list(offered).index),
        format_func=lambda one: words[one],
        key=key,
        help="Whoever belongs to a country or a partner does not count on what concerns it. "
        "What they say is shown all the same.",
        placeholder="none",
        select_all=False,
    )
