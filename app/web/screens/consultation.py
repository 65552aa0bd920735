"""Consultation: what does the public say? A page that needs no role, where a round allows it."""

from collections.abc import Sequence
from functools import partial
from typing import cast

import streamlit as st

from app.web import consulting, render, state, who
from app.web.review import acts
from app.web.widgets.choices import kind_choice, one_of, page_of
from app.web.widgets.header import header
from records import comments
from records.comments import LONGEST_NAME, Comment
from records.comments import View as Side
from records.view import View
from reports import consultation as told
from reports import standing
from reports.escape import markdown
from reports.report import Row
from reports.setting import Setting

# Candidates on one page, comments below each before the rest is in the table, letters of one.
AT_ONCE, SHOWN, LETTERS = 6, 3, 2_000
CHOOSE = "Choose first whether you agree, disagree, or only comment; what you typed is kept."
NOT_NOW = "No list is open to comments of the public at present."


def show() -> None:
    """Render the page."""
    found = consulting.consulted()
    if found is None:
        header("consultation", NOT_NOW)
        return
    setting = Setting(found.rated, found.round.scenario)
    listed = _listed(found)
    report = told.report(found.comments, found.round, setting, listed)
    header("consultation", report.answer, f" · {markdown(found.round.title)}")
    render.say([told.closes(found.round), *report.text])
    kind = kind_choice(found.study.configuration)
    with st.container(horizontal=True, vertical_alignment="center"):
        order = one_of("Order", dict(told.ORDERS), "public-order", titled=False)
    rows = [row for row in report.table("items").rows if row["kind"] == kind]
    _, shown = page_of(told.ordered(rows, order), AT_ONCE, f"public-page:{kind}:{order}")
    by_candidate: dict[str, list[Comment]] = {}
    for one in found.comments:
        by_candidate.setdefault(one.candidate, []).append(one)
    mine = consulting.visitor()
    for row in shown:
        _card(found, row, by_candidate.get(str(row["id"]), []), mine)
    for section in report.sections:
        render.section(section, "public")
    render.notes(report.notes)


def _listed(found: View) -> tuple[str, ...]:
    """Return what one can comment on: who is recommended, and who would leave for that."""
    plan = (found.planned or found.recommended).plan
    return tuple(sorted({*plan.ids, *plan.left}))


def _card(found: View, row: Row, said: Sequence[Comment], visitor: str) -> None:
    candidate = str(row["id"])
    plan = (found.planned or found.recommended).plan
    where = "leaves" if candidate in plan.left else (
        "stays" if candidate in plan.stayed else "enters"
    )  # fmt: skip
    with st.container(border=True, key=f"public-card-{candidate}"):
        left, right = st.columns([0.72, 0.28], gap="medium", vertical_alignment="center")
        with left, st.container(gap=None):
            st.markdown(f"**{markdown(row['label'])}** · {standing.WORDS[where]}")
            st.caption(f":material/forum: {markdown(told.totals(_tally(row)))}")
        with right:
            _form(found, candidate, visitor)
        _sayings(found, said, visitor)


def _tally(row: Row) -> comments.Tally:
    names = ("agree", "disagree", "comment", "support")
    return comments.Tally(candidate=str(row["id"]), **{name: row[name] for name in names})


def _sayings(found: View, said: Sequence[Comment], visitor: str) -> None:
    named = found.round.requirements.commenters == "named"
    worded = [one for one in said if one.words and not one.hidden]
    for one in worded[:SHOWN]:
        st.markdown(f"“{markdown(one.words)}”")
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(markdown(told.who(one, named=named)))
            st.button(
                f"Support ({one.votes})",
                key=f"support:{one.id}",
                type="tertiary",
                icon=":material/thumb_up:",
                on_click=partial(_support, found, one, visitor),
            )
        acts.refused(f"support/{one.id}")
    if len(worded) > SHOWN:
        st.caption(f"{len(worded) - SHOWN} more in the table below.")


def _form(found: View, candidate: str, visitor: str) -> None:
    place = f"{found.round.id}/public/{candidate}"
    sent = len(state.session().done.get(place, ()))
    with (
        st.popover("Say what you think", icon=":material/edit:", width="stretch"),
        st.form(f"form:{place}:{sent}", border=False, clear_on_submit=False),
    ):
        st.segmented_control(
            "What do you say?", list(told.BUTTONS), format_func=lambda one: told.BUTTONS[one],
            key=f"view:{place}:{sent}", label_visibility="collapsed",
        )  # fmt: skip
        st.text_area(
            "In words (needed where you only comment)", key=f"words:{place}:{sent}",
            max_chars=LETTERS, height=80,
        )  # fmt: skip
        shown = found.round.requirements.commenters == "named"
        st.text_input(
            f"Your name, if you like ({'shown to all' if shown else 'not shown in public'})",
            key=f"name:{place}:{sent}",
            max_chars=LONGEST_NAME,
        )
        st.form_submit_button(
            "Send", icon=":material/send:", on_click=partial(_say, found, candidate, place, visitor)
        )
    acts.refused(place)
    if sent:
        st.caption(":material/check: Sent. What you send next takes the place of it.")


def _say(found: View, candidate: str, place: str, visitor: str) -> None:
    mine = state.session()
    before = mine.done.get(place, ())
    sent = len(before)
    side = st.session_state[f"view:{place}:{sent}"]
    if not side:
        mine.refused = {place: (CHOOSE,)}
        return
    said = Comment(
        candidate=candidate,
        view=cast("Side", side),
        words=str(st.session_state[f"words:{place}:{sent}"] or ""),
        name=str(st.session_state[f"name:{place}:{sent}"] or ""),
    )
    person = who.person()
    me = person.id if person.version else ""
    if acts.act(
        place,
        lambda records, _: comments.say(
            records, me, found.round, found.study, said, visitor=visitor
        ),
    ):
        mine.done[place] = (*before, said.view)


def _support(found: View, one: Comment, visitor: str) -> None:
    acts.act(
        f"support/{one.id}",
        lambda records, _: comments.support(records, found.round, one.id, visitor),
    )


show()
