"""Who is at the screen, said on every page: sign in and out, come by an invitation, what waits."""

from functools import partial

import streamlit as st

from app.web import links, state, who
from app.web.navigation import screen
from app.web.people.going import going, setting_of
from app.web.widgets.fields import retry
from records import people
from records.sign_in import DEFAULT, Presence
from records.view import View
from reports import presence as words
from reports.escape import markdown
from reports.waiting import waits

ICONS = {
    "known": ":material/person:",
    "single": ":material/person:",
    "guest": ":material/person_off:",
    "broken": ":material/error:",
    "both": ":material/error:",
}
"""Beside who is at the screen; a door where nobody is."""
SIGNED_IN = ("known", "guest")
SIGNED_OUT = ("out", "expired", "foreign")
REVIEW = "review"
"""Address of the page where a round is rated, reviewed and signed."""
PASTED = "invitation"


def render(presence: Presence) -> None:
    """Show who is at the screen, and what they can do about it."""
    first, *more = words.told(presence)
    say = st.caption if presence.how in ("nowhere", "single") else st.markdown
    say(f"{ICONS.get(presence.how, ':material/login:')} {markdown(first)}")
    for text in (*more, *(who.trouble() if presence.how == "broken" else ())):
        st.caption(markdown(text))
    waits_in = going(presence.person)
    if waits_in is not None:
        _waits(presence, waits_in)
    _invitation(presence)
    with st.container(horizontal=True):
        if waits_in is not None:
            st.page_link(f"screens/{screen(REVIEW).file}", label=f"Go to {screen(REVIEW).title}")
        _buttons(presence)


def _waits(presence: Presence, view: View) -> None:
    told = waits(view, presence.person, setting_of(view))
    if told:
        st.caption(f":material/task_alt: {markdown(told)}")


def _buttons(presence: Presence) -> None:
    if presence.how in SIGNED_IN:
        st.button(
            "Sign out",
            on_click=st.logout,
            icon=":material/logout:",
            type="tertiary",
            key="sign-out",
        )
    elif presence.how in SIGNED_OUT:
        for one in who.providers():
            name = None if one.name == DEFAULT else one.name
            st.button(
                "Sign in" if name is None else f"Sign in with {markdown(name)}",
                on_click=st.login,
                args=(name,),
                icon=":material/login:",
                type="primary",
                key=f"sign-in-{one.name}",
            )


def _invitation(presence: Presence) -> None:
    """Show what an invitation leads to: a click lets somebody in, never the link alone."""
    mine = state.session()
    if presence.how == "guest":
        _accept(presence)
    elif mine.invitation and presence.how in SIGNED_OUT:
        st.info(
            "You are invited. Sign in, then open your invitation once more: its link is kept "
            "nowhere.",
            icon=":material/mail:",
        )
    elif mine.invitation and presence.how == "known":
        st.caption("You were invited, and are in the roster already.")


def _accept(presence: Presence) -> None:
    mine = state.session()

    def join() -> None:
        records, secret, identity = who.records(), mine.invitation, who.presence().identity
        mine.invitation = ""
        if records is not None and identity is not None and secret:
            retry(partial(people.join, records, secret, identity))
            mine.uninvited, mine.notices = mine.notices, ()

    def pasted() -> None:
        mine.invitation = links.invitation(str(st.session_state[PASTED]))
        st.session_state[PASTED] = ""
        join()

    for text in mine.uninvited:
        st.error(markdown(text))
    if mine.invitation:
        st.button(
            "Accept the invitation",
            on_click=join,
            type="primary",
            icon=":material/how_to_reg:",
            key="join",
        )
        return
    st.text_input("Paste your invitation", key=PASTED, on_change=pasted, type="password")
    with st.expander("For an administrator"):
        st.code("\n".join(words.account(presence)), language=None)
