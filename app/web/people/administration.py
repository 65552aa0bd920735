"""The roster as administrators look after it: add, change, withdraw, invite, remind."""

import datetime as dt
import secrets
from collections.abc import Sequence
from typing import Any

import streamlit as st

from app.web import links, render
from app.web.people.going import going, setting_of
from app.web.people.mine import belongings
from app.web.widgets.choices import picked
from app.web.widgets.fields import in_my_name
from records import people as roster
from records.people import Invitation
from records.permissions import EVERYWHERE, Person
from reports import people
from reports.escape import markdown, visible
from reports.setting import Setting
from reports.taskforce import ROLES

NEW = ""
"""In the place of an id: somebody who is not in the roster yet."""
LINK = "invitation-link"
DAYS = 14
"""Days that an invitation can be used, where nothing else is said."""


def _roles(key: str, person: Person) -> None:
    st.multiselect(
        "Takes part as",
        list(ROLES),
        default=[one for one in ROLES if one in person.roles],
        format_func=lambda one: ROLES[one],
        key=key,
        placeholder="none",
        select_all=False,
    )


def _regions(key: str, person: Person, setting: Setting) -> None:
    there = sorted({one.region for one in setting.dataset.candidates if one.region})
    offered = list(dict.fromkeys((EVERYWHERE, *there, *sorted(person.regions))))
    st.multiselect(
        "For the taskforce of",
        offered,
        default=[one for one in offered if one in person.regions],
        format_func=lambda one: "all regions" if one == EVERYWHERE else visible(one),
        key=key,
        placeholder="none",
        select_all=False,
    )


def change(everybody: Sequence[Person], setting: Setting) -> None:
    """Show a form that adds somebody, or changes what the roster says of them."""
    by_id = {one.id: one for one in everybody}
    names = {NEW: "Somebody new", **{one: people.called(by_id[one]) for one in by_id}}
    chosen = picked("Whom?", names, "people-whom") or NEW
    person = by_id.get(chosen, Person(id=NEW))
    key = f"person:{person.id}:{person.version}:{len(everybody) if chosen == NEW else ''}"

    def keep() -> None:
        made = person.but(**_typed(key, FIELDS))
        if person.id == NEW:
            made = made.but(id=roster.new_id(made.name or made.email, by_id))
        in_my_name(lambda records, me: _kept(roster.put(records, me, made, person.version)))

    with st.form(key, border=False):
        left, right = st.columns(2)
        with left:
            st.text_input("Name", person.name, key=f"{key}:name", max_chars=200)
            st.text_input("E-mail", person.email, key=f"{key}:email", max_chars=200)
            _roles(f"{key}:roles", person)
            _regions(f"{key}:regions", person, setting)
        with right:
            belongings(person, setting, f"{key}:interests", "Belongs to")
            st.toggle(
                "Takes part",
                person.active,
                key=f"{key}:active",
                help="Switched off, they can write nothing from now on, not even in a page that "
                "is still open. What they said stays.",
            )
            st.text_input(
                "Issuer of the sign-in",
                person.issuer,
                key=f"{key}:issuer",
                max_chars=500,
                help="Left blank, any provider that is set counts.",
            )
            st.text_input(
                "Subject of the sign-in",
                person.subject,
                key=f"{key}:subject",
                max_chars=255,
                help="Left blank, whoever first signs in with this e-mail address, verified by "
                "their provider, is this person from then on.",
            )
        st.form_submit_button("Keep", on_click=keep, type="primary", icon=":material/check:")


FIELDS = ("name", "email", "roles", "regions", "interests", "active", "issuer", "subject")
"""What can be changed of somebody."""


def _typed(key: str, names: Sequence[str]) -> dict[str, Any]:
    """Return what stands in the fields of a form."""
    given = {name: st.session_state[f"{key}:{name}"] for name in names}
    texts = {name: value.strip() for name, value in given.items() if isinstance(value, str)}
    sets = {name: frozenset(value) for name, value in given.items() if isinstance(value, list)}
    return {**given, **texts, **sets}


def _kept(person: Person) -> None:
    st.toast(f"Kept: {markdown(people.called(person))}")


def invite(setting: Setting) -> None:
    """Show a form that makes an invitation, and its link to copy."""
    nobody = Person(id=NEW)

    def make() -> None:
        until = st.session_state["invite:until"].isoformat()
        given = _typed("invite", INVITED)
        invitation = Invitation(id=secrets.token_hex(8), until=until, **given)
        in_my_name(lambda records, me: _link(roster.invite(records, me, invitation)))

    with st.form("invite", border=False, clear_on_submit=True):
        left, right = st.columns(2)
        with left:
            st.text_input("Name", key="invite:name", max_chars=200)
            st.text_input(
                "E-mail",
                key="invite:email",
                max_chars=200,
                help="Only whoever signs in with this address, verified, can use the link.",
            )
            today = dt.datetime.now(dt.UTC).date()
            st.date_input(
                "Can be used until",
                today + dt.timedelta(days=DAYS),
                min_value=today,
                key="invite:until",
            )
        with right:
            _roles("invite:roles", nobody)
            _regions("invite:regions", nobody, setting)
            belongings(nobody, setting, "invite:interests", "Belongs to")
        st.form_submit_button(
            "Make an invitation", on_click=make, type="primary", icon=":material/mail:"
        )
    link = st.session_state.pop(LINK, None)
    if link is not None:
        st.success("Copy this link and send it yourself: it is shown only now, and kept nowhere.")
        st.code(link, language=None, wrap_lines=True)


INVITED = ("name", "email", "roles", "regions", "interests")
"""What an invitation says of somebody."""


def _link(secret: str) -> None:
    st.session_state[LINK] = links.invite(st.context.url, secret)


def remind(person: Person) -> None:
    """Show whom the round waits for, and their addresses to copy; nothing is mailed."""
    view = going(person)
    if view is None:
        st.info("No round is going on.")
        return
    section = people.reminder(view, setting_of(view))
    render.section(section, "people", titled=False)
    found = people.addresses(section)
    if found:
        st.markdown("Their addresses, to copy into a message that you send yourself:")
        st.code(found, language=None, wrap_lines=True)
