"""What somebody types on the page Review, kept for them alone until they say it.

It is kept while they type, and shown again when they come back: after the laptop slept, the server
was started anew, or somebody else was quicker. Each place (a stance on a candidate, a rating, the
words of a signature) has fields; what they hold besides what is said already is a draft.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from app.web import state, who
from config.problems import InputError
from records import drafts
from records.store import Records
from reports.escape import markdown

LONGEST = 2_000
"""Letters of a text: as many as are shown of one."""
PAUSE = "700ms"
"""Pause in typing after which it is kept."""


def begin(records: Records, person: str) -> None:
    """Read what somebody has typed, once in a session."""
    mine = state.session()
    if mine.typed is None or mine.typed_by != person:
        found = drafts.drafts_of(records, person)
        mine.typed = {place: _fields(content) for place, content in found.items()}
        mine.typed_by, mine.versions = person, {}


def _fields(content: str) -> dict[str, str]:
    try:
        found = json.loads(content)
    except ValueError:  # it was too long to be kept whole
        return {}
    return found if isinstance(found, dict) else {}


def draft(place: str) -> Mapping[str, str]:
    """Return what the person at the screen has typed in a place and not said: field → text."""
    return (state.session().typed or {}).get(place, {})


def value(place: str, field: str, said: str = "") -> str:
    """Return what stands in a field: what is typed, or else what is said already."""
    return draft(place).get(field, said)


def keep(place: str, field: str, text: str, said: str = "") -> None:
    """Keep what is typed in a field; nothing of it where it is what is said already."""
    fields = {**draft(place), field: text}
    if text == said:
        del fields[field]
    _store(place, fields)


def forget(place: str) -> None:
    """Forget what was typed in a place, now that it is said, or is not to be."""
    if draft(place):
        _store(place, {})


def _store(place: str, fields: dict[str, str]) -> None:
    mine, records = state.session(), who.records()
    mine.typed = {**(mine.typed or {}), place: fields}
    if records is None or not mine.typed_by:
        return
    content = json.dumps(fields, ensure_ascii=False) if fields else ""
    try:
        drafts.keep(records, mine.typed_by, place, content)
    except InputError as error:
        mine.refused[place] = tuple(map(str, error.problems))


def shown_with(place: str, version: int) -> None:
    """Say with which version of what is said in a place its fields are shown.

    Where that has changed in another window they begin anew, unless something is typed in them.
    """
    mine = state.session()
    if mine.versions.get(place, version) != version and not draft(place):
        begin_anew(place)
    mine.versions[place] = version


def begin_anew(place: str) -> None:
    """Let other fields, with what is said, take the place of those that stand there."""
    begun = state.session().begun
    begun[place] = begun.get(place, 0) + 1


def key_of(place: str, field: str) -> str:
    """Return the key of the widget that stands for a field now."""
    mine = state.session()
    return f"typed:{mine.typed_by}:{place}:{field}:{mine.begun.get(place, 0)}"


def text(label: str, place: str, field: str, said: str = "", **shown: Any) -> str:  # noqa: ANN401
    """Show a field for words; return what stands in it.

    ``said`` is what is said there already.
    """
    key = key_of(place, field)

    def changed() -> None:
        keep(place, field, str(st.session_state[key] or ""), said)

    found = st.text_input(
        label, value=value(place, field, said), key=key, on_change=changed, max_chars=LONGEST,
        live=PAUSE, **shown,
    )  # fmt: skip
    return str(found or "")


def choice(
    label: str,
    options: Mapping[str, str],
    place: str,
    field: str,
    said: str = "",
    on_pick: Callable[[str], None] | None = None,
    **shown: Any,  # noqa: ANN401
) -> str:
    """Show options by their words side by side; return the id of the chosen one, blank = none.

    ``said`` is what is said there already; ``on_pick`` is called with the chosen one once it is
    kept.
    """
    key = key_of(place, field)

    def changed() -> None:
        chosen = str(st.session_state[key] or "")
        keep(place, field, chosen, said)
        if on_pick is not None and chosen:
            on_pick(chosen)

    now = value(place, field, said)
    found = st.segmented_control(
        label, list(options), format_func=lambda one: markdown(options[one]),
        default=now if now in options else None, key=key, on_change=changed, wrap=True, **shown,
    )  # fmt: skip
    return str(found or "")
