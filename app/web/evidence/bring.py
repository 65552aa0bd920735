"""Bring your own table: what it is taken for, what to change of that, and go on with it."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from app.export.archive import zipped
from app.web import render, state
from app.web.widgets.header import problems
from config.problems import InputError
from data.wide.guess import guess
from data.wide.layout import Layout, Role
from data.wide.read import read_bytes
from data.wide.sheet import Sheet
from questions.brought import Brought, brought
from reports import new_table
from reports.escape import markdown

KEPT = 4
"""Tables that are kept as they were read."""
FIELDS = "bring"


def render_bring() -> None:
    """Take a table; show what it is taken for, and what to do with it."""
    st.markdown(
        "One CSV or Excel table is enough, with a row per candidate: a project, a town, a reform. "
        "What each column is taken for is shown, and you can change it; then all pages work on "
        "your table. Nothing leaves this machine, and nobody else sees it."
    )
    left, right = st.columns([0.7, 0.3])
    given = left.file_uploader(
        "Your table", type=["csv", "tsv", "txt", "xlsx"], key=f"{FIELDS}-file"
    )
    name = right.text_input(
        "Sheet of a workbook", key=f"{FIELDS}-sheet", placeholder="the first with a table"
    )
    if given is None:
        return
    try:
        sheet = _read(given.name, given.getvalue(), (name or "").strip())
        begun = guess(sheet)
        wishes = new_table.wishes(_fields(sheet, begun))
        draft = guess(sheet, wishes)
        layout = guess(sheet, new_table.limited(wishes, draft, _limits(draft)))
        made = _made(sheet, layout)
    except InputError as error:
        title = "This table cannot be used as it is. Mend this, in the table or in the fields:"
        problems(error, title)
        return
    _tell(sheet, layout, made)


@st.cache_resource(show_spinner="Reading the table …", max_entries=KEPT)
def _read(file: str, raw: bytes, sheet: str) -> Sheet:
    return read_bytes(file, raw, sheet)


@st.cache_resource(
    show_spinner="Making a dataset of it …",
    max_entries=KEPT,
    hash_funcs={
        Sheet: lambda one: (one.digest, one.sheet, one.file),
        Layout: Layout.model_dump_json,
    },
)
def _made(sheet: Sheet, layout: Layout) -> Brought:
    return brought(sheet, layout)


def _fields(sheet: Sheet, begun: Layout) -> Mapping[str, Mapping[str, Any]]:
    """Show a row per column of the table; return heading → what was changed of it."""
    told = new_table.report(sheet, begun)
    render.lead(told.answer)
    table = new_table.fields(begun)
    frame = table.frame()
    config = st.column_config
    st.caption("Change what is taken wrongly:")
    edited = st.data_editor(
        frame,
        key=f"{FIELDS}-columns:{sheet.digest[:12]}:{sheet.sheet}",
        hide_index=True,
        width="stretch",
        height=min(38 + 35 * len(frame), 460),
        disabled=["Column", "Because"],
        column_config={
            "Taken for": config.SelectboxColumn(
                options=list(new_table.ROLES.values()), required=True, width=190
            ),
            "Less is better": config.CheckboxColumn(width=140),
            "Levels, worst first": config.TextColumn(
                help="With commas. Equal steps from 0 to 100 points.", width=220
            ),
            "Weight": config.NumberColumn(min_value=0, max_value=1e6, width=90),
            "Because": config.TextColumn(width="medium"),
        },
    )
    rows = zip(frame.to_dict("records"), edited.to_dict("records"), strict=True)
    return {
        str(then["Column"]): {str(name): now[name] for name in then if now[name] != then[name]}
        for then, now in rows
    }


def _limits(begun: Layout) -> Mapping[str, Any]:
    """Show what there is; return heading of a cost → amount, and a blank → how many."""
    found: dict[str, Any] = {}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for one in begun.of(Role.COST, Role.WORK):
            found[one.title] = st.number_input(
                f"There is in all: {markdown(one.title)}",
                min_value=0.0,
                value=float(one.budget or 0.0),
                key=f"{FIELDS}-budget:{one.key}",
                format="%0.0f" if one.role is Role.COST else "%0.1f",
                width=260,
            )
        found[""] = st.number_input(
            "At most in a plan",
            min_value=0,
            max_value=1_000_000,
            value=begun.choose,
            key=f"{FIELDS}-choose",
            placeholder="as many as fit",
            width=200,
        )
    return found


def _tell(sheet: Sheet, layout: Layout, made: Brought) -> None:
    told = new_table.report(sheet, layout)
    with st.container(horizontal=True):
        st.button(
            "That is right: work on this table",
            type="primary",
            icon=":material/check:",
            key=f"{FIELDS}-go",
            on_click=state.take_own,
            args=(state.Own(sheet.source, made.study),),
            help="All pages then speak of it; levers and edited ratings begin anew.",
        )
        render.download(
            "Download as folders",
            partial(zipped, made.files),
            f"{layout.kind}.zip",
            f"{FIELDS}-download",
            help="Dataset and configuration in plain files, for focus plan --data and --config.",
        )
    for name in ("guesses", "reading"):
        render.section(told[name], FIELDS)
    render.notes(told.notes)
