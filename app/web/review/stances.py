"""What the taskforce says of each candidate: one's own stance, and, once it is in, the others'."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import cast

import streamlit as st

from app.web import render, state
from app.web.review import acts, typed
from app.web.review.reading import Seen, can
from app.web.widgets.choices import page_of
from records import stances
from records.permissions import Act
from records.stances import About, Said, Stance
from records.view import View
from reports import review as told
from reports import standing
from reports.escape import markdown
from reports.report import Report, Row
from reports.taskforce import ABOUT, BUTTONS
from reports.words import ABSENT, mid_sentence

AT_ONCE = 8
"""Candidates on one page."""
SORT = "review-sort"
HEADS = {column.id: column.title for column in told.COLUMNS}


def render_stances(seen: Seen, found: View, region: str, report: Report) -> None:
    """Show the candidates of a region with what is said of them, and fields for one's stance."""
    rows = {str(row["id"]): row for row in report.table("candidates").rows}
    if not rows:
        st.info("No candidate of this list is in the plan, or next behind it.")
        return
    place = f"{found.round.id}:{region}"
    order = _order(place, rows, anew=found.round.state != "review")
    said: dict[str, list[Row]] = {}
    for row in report.table("sayings").rows:
        said.setdefault(str(row["id"]), []).append(row)
    pages, sort = st.columns([0.75, 0.25], vertical_alignment="center")
    with pages:
        _, shown = page_of(order, AT_ONCE, f"review-page:{place}")
    with sort:
        if found.round.state == "review":
            about = "Those that wait for your stance first, then the most disputed."
            icon = ":material/sort:"
            st.button("Sort again", key=SORT, icon=icon, type="tertiary", help=about)
    for one in shown:
        _card(seen, found, rows[one], said.get(one, []))


def _order(place: str, rows: Mapping[str, Row], *, anew: bool) -> Sequence[str]:
    """Return the candidates in their order: those that wait for one's own stance first.

    The order stays while somebody works on it, so that no candidate moves away under their hands.
    """
    mine = state.session()
    kept: Sequence[str] = mine.order.get(place, ())
    if anew or set(kept) != set(rows) or st.session_state.get(SORT):
        waits = [one for one, row in rows.items() if row["stance"] is None]
        kept = (*waits, *(one for one in rows if one not in waits))
        mine.order[place] = tuple(kept)
    return kept


def _card(seen: Seen, found: View, row: Row, said: Sequence[Row]) -> None:
    @st.fragment
    def card() -> None:
        acts.again()
        with st.container(border=True, key=f"review-card-{row['id']}"):
            left, right = st.columns([0.52, 0.48], gap="medium")
            with left:
                _known(row, said)
            with right, st.container(gap="small"):
                _own(seen, found, row)

    card()


def _known(row: Row, said: Sequence[Row]) -> None:
    facts = (f"{mid_sentence(HEADS['recommended'])}: {row['recommended']}", row["sure"])
    where = row["standing"] if row["standing"] in standing.WORDS else "next"
    with st.container(gap=None):
        st.button(
            f"**{markdown(row['label'])}** {markdown(' · '.join(filter(None, facts)))}",
            key=f"open-{where}-review-{row['id']}",
            type="tertiary",
            on_click=state.open_card,
            args=(row["id"],),
            help=markdown(row["why"]) or None,
            width="stretch",
        )
        st.caption(markdown(row["reason"]))
        st.caption(f":material/groups: {markdown(row['said'])}")
        if row["recused_words"]:
            st.caption(f"{HEADS['recused_words']}: {markdown(row['recused_words'])}")
    if said:
        st.caption("\n".join(f"- {markdown(_said(one))}" for one in said))


def _said(row: Row) -> str:
    words = "" if row["words"] == ABSENT else f". “{row['words']}”"
    return f"{row['who']}: {row['stance_words']}{words}"


def _own(seen: Seen, found: View, row: Row) -> None:
    """Show one's own stance, and fields for it as long as it can be changed."""
    candidate = str(row["id"])
    place = f"{found.round.id}/stance/{candidate}"
    if row["you_are_recused"]:
        st.caption(f":material/front_hand: You are recused: {markdown(row['you_are_recused'])}")
    if not can(seen, Act.STANCE, row["region"]):
        st.caption(f"{HEADS['yours']}: {markdown(row['yours'] or ABSENT)}")
        return
    typed.shown_with(place, row["seen"])
    keep = partial(_take, found, candidate, place, row)
    chosen = typed.choice(
        f"{HEADS['yours']}: {markdown(row['label'])}",
        {str(one): words for one, words in BUTTONS.items()},
        place,
        "stance",
        row["stance"] or "",
        on_pick=lambda one: None if one == "object" else keep(),
        required=bool(row["stance"]),
        label_visibility="collapsed",
    )
    if chosen == "object":
        about = {str(one): words for one, words in ABOUT.items() if one}
        typed.choice(
            f"Objection to {markdown(row['label'])}: what is it about?",
            about,
            place,
            "about",
            row["about"],
        )
    if chosen:
        because = "Because (needed)" if chosen == "object" else "Because"
        typed.text(because, place, "words", row["words"])
    acts.refused(place)
    with st.container(horizontal=True, vertical_alignment="center"):
        if chosen:
            st.button("Keep", key=f"keep:{place}", on_click=keep, icon=":material/check:")
        if row["stance"]:
            st.button(
                "Take back",
                key=f"back:{place}",
                type="tertiary",
                icon=":material/undo:",
                on_click=partial(_take_back, found, candidate, place, row),
            )
        if typed.draft(place):
            st.caption(":material/edit: Not kept yet")
        if row["open"]:
            _history(seen, found, row)


def _history(seen: Seen, found: View, row: Row) -> None:
    place = st.popover("History", icon=":material/history:", type="tertiary", on_change="rerun",
                       key=f"history:{found.round.id}:{row['id']}")  # fmt: skip
    if place.open:
        with place, seen.records.reading() as connection:
            every = stances.history(connection, found.round, row["id"])
            render.section(told.history(every, found, seen.person), f"history-{row['id']}",
                           narrow=True)  # fmt: skip


def _take(found: View, candidate: str, place: str, row: Row) -> None:
    stance = typed.value(place, "stance", row["stance"] or "")
    said = Stance(
        person="",
        candidate=candidate,
        stance=cast("Said", stance),
        about=cast("About", typed.value(place, "about", row["about"])),
        words=typed.value(place, "words", row["words"]),
    )
    acts.act_in(found, place, stances.take, said, row["seen"])


def _take_back(found: View, candidate: str, place: str, row: Row) -> None:
    if acts.act_in(found, place, stances.take_back, candidate, row["seen"]):
        typed.begin_anew(place)
