"""A report on a page: the answer first, then sentences, pictures, and tables below them."""

import pickle
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import PurePath
from typing import Any

import pandas as pd
import streamlit as st

from app.export.pictures import Framed
from app.export.tables import csv
from app.export.takeaway import KINDS, Takeaway
from app.web import state
from reports.escape import markdown
from reports.report import NUMBERS, Column, Note, Picture, Report, Section, Table
from reports.source import source_line
from reports.words import cell

FEW, HEIGHT = 10, 430
"""Rows up to which a table is shown whole, and the height of one that scrolls, in pixels."""
OWN = ("proof", "stopped", "reading")
"""Notes on an answer, not on the plan that it is about."""
PICTURES = 200
"""Charts that are kept, so that a page that is shown again need not draw them."""
MIMES = {
    **{ending: kind.mime for ending, kind in KINDS.items()},
    ".png": "image/png",
    ".svg": "image/svg+xml",
}
"""How a file's name ends → what browsers call it."""
TICK = "Tick a row to open the candidate's card."
NOTES = {
    "proof": ":material/verified:", "tie": ":material/equal:", "gate": ":material/help:",
    "assumption": ":material/edit_note:", "missing": ":material/help:",
    "stopped": ":material/info:", "edited": ":material/edit:", "reading": ":material/info:",
}  # fmt: skip


def section(found: Section, key: str, *, titled: bool = True, narrow: bool = False) -> None:
    """Show a section; nothing where it says nothing.

    Where there is little room (``narrow``), words of tables break into lines.
    """
    if not found:
        return
    if titled and found.title:
        st.markdown(f"#### {markdown(found.title)}")
    say(found.text)
    listed(found.items)
    for one in found.pictures:
        picture(one, key, title=found.title)
    for table in found.tables:
        if table.rows and (narrow or _read(table)):
            read_table(table, key, narrow=narrow)
        elif table.rows:
            show_table(table, key)


def body(
    report: Report, key: str, *, sections: Iterable[str] | None = None, titled: bool = True
) -> None:
    """Show what a report says below its answer, which stands in the head of the page.

    ``sections`` are the ids of those to show, in this order; None = all.
    """
    say(report.text)
    wanted = report.sections if sections is None else [report[name] for name in sections]
    for one in wanted:
        section(one, key, titled=titled)
    notes(report.notes)


def part(report: Report, key: str, *, quoted: bool = False, **shown: Any) -> None:  # noqa: ANN401
    """Show a report as a part of a page, with its answer.

    Unless ``quoted``, only notes on the answer itself are shown, as the page tells what its plan
    rests on.
    """
    lead(report.answer)
    if not quoted:
        report = replace(report, notes=tuple(one for one in report.notes if one.kind in OWN))
    body(report, key, **shown)
    take_away_report(report, key)


def say(sentences: Iterable[str]) -> None:
    """Show sentences as they are."""
    text = " ".join(markdown(sentence) for sentence in sentences)
    if text:
        st.markdown(text)


def listed(items: Iterable[str]) -> None:
    """Show sentences as a list."""
    text = "\n".join(f"- {markdown(item)}" for item in items)
    if text:
        st.markdown(text)


def lead(sentence: str) -> None:
    """Show the answer of a part of a page."""
    st.markdown(f"**{markdown(sentence)}**")


def notes(found: Iterable[Note]) -> None:
    """Show what somebody must know who quotes the answer."""
    for note in found:
        st.caption(f"{NOTES[note.kind]} {markdown(note.text)}")


def picture(
    found: Picture,
    key: str,
    *,
    title: str = "",
    selects: str = "",
    on_pick: Callable[[str], None] = state.open_card,
) -> None:
    """Show a picture with its text alternative and a button that takes it away.

    Args:
        found: what to show.
        key: tells apart the widgets of this place.
        title: above it where it is taken away; blank = how to read it.
        selects: name of the chart's selection; blank = that of what its points lead to.
        on_pick: called with the id of what is clicked.
    """
    name, selection = f"{key}-{found.id}", selects or found.opens

    def chosen() -> None:
        picked = st.session_state[name].selection.get(selection, [])
        if picked and picked[0].get("id"):
            on_pick(str(picked[0]["id"]))

    st.vega_lite_chart(
        _spec(pickle.dumps(found.draw), found),
        width="stretch",
        alt=found.describe,
        key=name,
        on_select=chosen if selection else "ignore",
    )
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        st.caption(markdown(" ".join(filter(None, (found.text, found.does)))))
        if found.table is not None:
            with st.popover("Numbers", icon=":material/table:", type="tertiary"):
                frame = found.table.frame()
                st.dataframe(frame, hide_index=True, alt=found.describe)
                take_away(frame, found.id, f"numbers:{name}")
        with st.popover("Picture", icon=":material/download:", type="tertiary"):
            framed = Framed(found, title or found.text, source())
            for ending, make in (("PNG", framed.png), ("SVG", framed.svg)):
                about = f"Download this picture with its title and source ({ending})."
                low = ending.lower()
                download(ending, make, f"{found.id}.{low}", f"{low}:{name}", None, help=about)


@st.cache_data(max_entries=PICTURES, show_spinner=False)
def _spec(key: bytes, _found: Picture) -> dict[str, Any]:  # noqa: ARG001 (asked for by Streamlit)
    """Return a chart in Vega-Lite, worked out once for the rows from which it is drawn.

    ``key`` is what draws it, with its rows.
    """
    return _found.chart.to_dict(validate=False)  # charts are held to their schema by tests


def show_table(table: Table, key: str, *, height: int | None = None) -> None:
    """Show a table with a button that takes it away; a ticked row opens a card.

    Args:
        table: what to show.
        key: tells apart the widgets of this place.
        height: in pixels, where there are more than a few rows; None = the usual one.
    """
    if table.title:
        st.markdown(f"**{markdown(table.title)}**")
    opens = next((column.opens for column in table.every if column.opens), "")
    name, frame = f"{key}-{table.id}", table.frame()

    def chosen() -> None:
        picked = st.session_state[name].selection.rows
        if picked:
            state.open_card(str(table.shown[picked[0]][opens]))

    st.dataframe(
        _whole_percents(table, frame),
        key=name,
        hide_index=True,
        column_config=configured(table),
        on_select=chosen if opens else "ignore",
        selection_mode="single-row",
        height="content" if len(frame) <= FEW else height or HEIGHT,
        placeholder="–",
        alt=table.title or table.id,
    )
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        st.caption(" ".join(filter(None, (markdown(table.text), TICK if opens else ""))))
        take_away(frame, table.id, name)


def _read(table: Table) -> bool:
    """Say whether a table is a few rows of names, which would be cut off on one line each."""
    words = [column for column in table.every if column.unit not in NUMBERS]
    several = any(
        isinstance(row.get(column.id), tuple) and len(row[column.id]) > 1
        for row in table.shown
        for column in words
    )
    only_words = len(words) == len(table.every) and not any(column.opens for column in words)
    return several and only_words and len(table.shown) <= FEW


def read_table(table: Table, key: str, *, narrow: bool = True) -> None:
    """Show a table whose words break into lines.

    Args:
        table: what to show.
        key: tells apart the widgets of this place.
        narrow: whether only as much is shown as fits into little room; all of it is in the file
            that the button gives.
    """
    shown = [column for column in table.every if column.narrow or not narrow]
    if table.title:
        st.markdown(f"**{markdown(table.title)}**")
    cells = {
        markdown(column.title): [markdown(cell(row.get(column.id), column)) for row in table.shown]
        for column in shown
    }
    st.table(pd.DataFrame(cells), border="horizontal", hide_index=True, alt=table.title or table.id)
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        st.caption(markdown(table.text))
        take_away(table.frame(), table.id, f"{key}-{table.id}")


def _whole_percents(table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame whose shares are shown without false precision: all or none only if so."""
    shown = frame.copy()
    for column in table.every:
        if column.unit in ("share", "share_span"):
            step = 10.0 ** -(2 + (column.digits or 0))
            for title in _titles(column, table):
                exact = pd.to_numeric(frame[title])
                near = exact.round(2 + (column.digits or 0))
                near = near.mask((exact > 0) & (near == 0), step)
                shown[title] = near.mask((exact < 1) & (near == 1), 1 - step)
    return shown


def _titles(column: Column, table: Table) -> list[str]:
    return [one.title for one in table.series if one.column.id == column.id]


def download(
    label: str,
    data: bytes | Callable[[], bytes],
    name: str,
    key: str | None,
    icon: str | None = ":material/download:",
    **shown: Any,  # noqa: ANN401 (as Streamlit takes it)
) -> None:
    """Show a button that downloads a file, which may be made once it is asked for.

    Args:
        label: of the button.
        data: what the file holds, or what makes it.
        name: of the file; its ending says of which kind it is.
        key: of the widget.
        icon: beside the label.
        shown: how Streamlit shows it.
    """
    st.download_button(
        label,
        data=data,
        file_name=name,
        mime=MIMES[PurePath(name).suffix],
        key=key,
        icon=icon,
        on_click="ignore",
        **shown,
    )


def take_away(frame: pd.DataFrame, name: str, key: str) -> None:
    """Show a button that downloads a table as CSV."""
    about = "Download this table as a spreadsheet (CSV)."
    download("Table", partial(csv, frame), f"{name}.csv", f"csv:{key}", type="tertiary", help=about)


def source() -> str:
    """Return where what this session sees comes from, in a line."""
    return source_line(state.study(), len(state.session().ratings))


def take_away_report(report: Report, key: str) -> None:
    """Show the one control that downloads a report, as whatever kind of file."""
    taken = Takeaway(report, source())
    with st.popover("Take away", icon=":material/download:", type="tertiary"):
        for ending, kind in KINDS.items():
            download(
                kind.name,
                partial(kind.make, taken),
                f"{report.id}{ending}",
                f"take{ending}:{key}",
                icon=None,
                type="tertiary",
                help=kind.about,
            )


def configured(table: Table) -> dict[str, Any]:
    """Return how Streamlit shows each column of a table's frame."""
    return {one.title: _column(one.column) for one in table.series}


def _column(column: Column) -> Any:  # noqa: ANN401 (Streamlit's column configuration)
    config, about = st.column_config, markdown(column.help) or None
    digits = column.digits
    if column.drawn and column.unit == "share":
        return config.ProgressColumn(format="percent", max_value=column.scale, help=about)
    match column.unit:
        case "share" | "share_span":
            return config.NumberColumn(format="percent", help=about)
        case "points" | "weeks":
            return config.NumberColumn(format=f"%.{1 if digits is None else digits}f", help=about)
        case "number" if digits is not None:
            return config.NumberColumn(format=f"%.{digits}f", help=about)
        case "score" | "span":
            return config.NumberColumn(format=f"%.{digits or 0}f", help=about)
        case "sentence":
            return config.TextColumn(width="large", help=about)
        case "usd" | "count" | "number" if digits is None:
            return config.NumberColumn(format="localized", help=about)
        case "link":
            return config.LinkColumn(display_text="open", help=about)
        case "yes":
            return config.CheckboxColumn(help=about)
        case _:
            return config.Column(help=about)
