"""What the public says, on the page Review: beside the taskforce, never counted in."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from app.web import render
from app.web.review import acts, table_upload
from app.web.review.reading import Seen, can
from app.web.widgets.choices import page_of
from records import comments
from records.comments import Comment
from records.permissions import Act
from records.store import Records
from records.tables import COMMENTS
from records.view import View
from reports import consultation as told
from reports import tables
from reports.escape import markdown
from reports.report import Report
from reports.setting import Setting
from reports.words import count

AT_ONCE = 10
"""Comments on one page."""


def render_consultation(seen: Seen, found: View, region: str, report: Report) -> None:
    """Show what the public says of a region's candidates, beside the taskforce.

    Nothing is shown of a round on which nobody of the public may comment, or has.

    ``report`` is the review of that region, which tells of the taskforce only what one may see.
    """
    hides = bool(can(seen, Act.HIDE_COMMENT))
    said = [
        one
        for one in _comments(seen, found, hidden=hides)
        if found.study.dataset.by_id[one.candidate].region == region
    ]
    brings = bool(can(seen, Act.IMPORT_COMMENTS))
    if not said and not brings and not found.round.requirements.consultation:
        return
    rows = report.table("candidates").rows
    if rows:
        render.section(told.beside(said, rows), "public", narrow=True)
    for one in page_of(said, AT_ONCE, f"public-said:{found.round.id}:{region}")[1]:
        _said(found, one, hides=hides)
    if brings:
        _bring(found)


def _comments(seen: Seen, found: View, *, hidden: bool) -> tuple[Comment, ...]:
    """Return what was said; for those who may hide, what is hidden as well."""
    if not hidden:
        return found.comments
    with seen.records.reading() as connection:
        return comments.comments(connection, found.round, hidden=True)


def _said(found: View, one: Comment, *, hides: bool) -> None:
    if not one.words and not one.hidden:
        return
    named = hides or found.round.requirements.commenters == "named"
    about = told.about(one, Setting(found.study), named=named)
    with st.container(horizontal=True, vertical_alignment="center"):
        words = f"“{markdown(one.words)}”" if one.words else ""
        hidden = ":material/visibility_off: hidden · " if one.hidden else ""
        st.markdown(f"{hidden}{markdown(about)} {words}")
        if hides:
            st.button(
                "Show again" if one.hidden else "Hide",
                key=f"hide:{one.id}",
                type="tertiary",
                on_click=partial(_hide, found, one),
                help="Hidden comments are shown to analysts and leadership only, and count in no "
                "total; the records keep them.",
            )
    acts.refused(f"hide/{one.id}")


def _hide(found: View, one: Comment) -> None:
    acts.act(
        f"hide/{one.id}",
        lambda records, me: comments.hide(
            records, me, found.round, one.id, hidden=not one.hidden
        ),
    )  # fmt: skip


def _bring(found: View) -> None:
    def keep(records: Records, me: str, rows: Sequence[Comment]) -> str:
        return told.brought(comments.bring(records, me, found.round, found.study, rows), len(rows))

    table_upload.take(
        "Bring comments from elsewhere",
        "Table of comments (CSV)",
        f"{found.round.id}/comments",
        tables.columns(COMMENTS),
        lambda name, content: comments.read(name, content, found.study),
        keep,
        lambda number: f"Keep {count(number, 'comment')}",
    )
