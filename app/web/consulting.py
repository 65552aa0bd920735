"""The round on which the public may comment, and what tells one visitor from others."""

import hashlib

import streamlit as st

from app.web import state, who
from app.web.people import going
from records import comments
from records.view import View

COOKIE = "_streamlit_xsrf"
"""What Streamlit gives every browser: the same one as long as its cookies are kept."""


def consulted() -> View | None:
    """Return the round that is going on, where anybody may comment on it; None where not."""
    return going.current(who.records(), comments.open_to_public)


def visitor() -> str:
    """Return what tells one visitor from others: who signed in, else the browser or the session.

    Whoever lets go of the cookies of their browser is somebody else from then on.
    """
    person = who.person()
    known = person.id if person.version else browser(st.context.cookies.to_dict().get(COOKIE, ""))
    return hashlib.sha256(f"visitor {known or state.session().owner}".encode()).hexdigest()


def browser(cookie: str) -> str:
    """Return what stays the same of a browser's cookie; blank where it is none.

    Streamlit writes it anew at every load: ``2|mask|token under the mask|time``, in hexadecimal.
    """
    _, mask, token, *_ = (*cookie.split("|"), "", "", "")
    try:
        signs, under = bytes.fromhex(token), bytes.fromhex(mask)
    except ValueError:
        return ""
    if not signs or not under:
        return ""
    return bytes(sign ^ under[place % len(under)] for place, sign in enumerate(signs)).hex()
