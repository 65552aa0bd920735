"""Choices that several pages share: the kind, and filters of candidates; kept between pages."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import streamlit as st

from config.configuration import Configuration
from data.dataset import Candidate, Dataset
from data.selection import of_values, usual, values
from reports.escape import markdown, visible
from reports.words import listing

KIND = "kind"
"""Key of the choice of kind; the same on every page, so that it travels along."""

FILTERS: Mapping[str, str] = {
    "region": "Region",
    "level": "Level",
    "income_group": "Income",
    "status": "Status",
}
"""Column → its name on a filter."""
UNKNOWN = "not known"
"""How a blank cell is called in a filter."""

Option = TypeVar("Option")


def kind_choice(configuration: Configuration, key: str = KIND) -> str:
    """Show the kinds, and return the chosen one."""
    kinds = configuration.criteria.kinds
    chosen = st.segmented_control(
        "Kind",
        list(kinds),
        format_func=lambda name: markdown(kinds[name].label),
        default=next(iter(kinds)),
        required=True,
        key=key,
        label_visibility="collapsed",
        persist_state="session",
    )
    return str(chosen)


def one_of(label: str, options: Mapping[str, str], key: str, *, titled: bool = True) -> str:
    """Show options by their words, and return the id of the chosen one.

    The first is chosen to begin with.
    """
    chosen = st.segmented_control(
        label,
        list(options),
        format_func=lambda name: markdown(options[name]),
        default=next(iter(options)),
        required=True,
        key=key,
        label_visibility="visible" if titled else "collapsed",
        wrap=True,
        persist_state="session",
    )
    return str(chosen)


def picked(
    label: str,
    options: Mapping[Option, str],
    key: str,
    **shown: Any,  # noqa: ANN401
) -> Option | None:
    """Show a list to pick from by its words; return the id of what is picked, None if nothing."""
    words = {name: visible(text) for name, text in options.items()}
    chosen: Option | None = st.selectbox(
        label, list(words), format_func=lambda one: words[one], key=key, **shown
    )
    return chosen


def filtered(dataset: Dataset, kind: str, key: str) -> tuple[Candidate, ...]:
    """Show a filter for every column that tells the kind's candidates apart.

    Returns:
        The candidates kept, in table order. An empty filter keeps all.
    """
    candidates = dataset.of_kind(kind)
    offered = {column: found for column in FILTERS if len(found := values(candidates, column)) > 1}
    wanted: dict[str, Sequence[str]] = {}
    with st.container(horizontal=True):
        for column, found in offered.items():
            wanted[column] = st.multiselect(
                FILTERS[column],
                found,
                default=usual(dataset, kind, column),
                format_func=lambda name: name or UNKNOWN,
                key=f"{key}:{kind}:{column}",
                placeholder="all",
                persist_state="session",
                select_all=False,
            )
    return of_values(candidates, wanted)


def filter_words(candidates: Sequence[Candidate], everyone: Sequence[Candidate]) -> str:
    """Return which candidates are shown, in a few words; empty where all are."""
    if len(candidates) == len(everyone):
        return ""
    parts = []
    for column in FILTERS:
        left, all_of_them = values(candidates, column), values(everyone, column)
        if left != all_of_them and len(left) <= 2:
            parts.append(listing([name or UNKNOWN for name in left]))
    return ", ".join(parts)


def page_of(rows: Sequence[Option], size: int, key: str) -> tuple[int, Sequence[Option]]:
    """Show page numbers where there are more rows than one page holds.

    Returns:
        The place of the first row of the chosen page, and the rows of that page.
    """
    pages = -(-len(rows) // size)
    if pages <= 1:
        return 0, rows
    if st.session_state.get(key, 1) > pages:
        st.session_state[key] = 1
    chosen = st.pagination(pages, key=key)
    start = (chosen - 1) * size
    return start, rows[start : start + size]
