"""Evidence: what do we know?"""

from collections.abc import Sequence

import streamlit as st

from app.web import asking, state
from app.web.navigation import screen
from app.web.study_source import Inputs
from app.web.widgets import find_out, rating_editor
from app.web.widgets.choices import filtered, kind_choice, one_of, page_of
from app.web.widgets.header import header
from app.web.widgets.picture import csv_button, picture
from app.web.widgets.table import candidate_table
from config.configuration import Configuration
from reports.charts.evidence import SELECTION, coverage_map
from reports.tables.evidence import (
    coverage_columns,
    coverage_rows,
    gap_table,
    known_table,
    matching,
    source_table,
    value_table,
)
from reports.words import count, count_of, listing, mid_sentence, percent
from scoring.coverage import Coverage, coverage
from scoring.kind_scores import CandidateScore, KindScores
from scoring.selection import of_candidates

# Candidates in one picture.
PAGE = 30
# Values shown at once; the download has all.
MOST = 300
# Parts of the page.
PARTS = {
    "gaps": "Where are the gaps?",
    "next": "What should we find out next?",
    "values": "Find a value",
    "sources": "Sources",
    "edit": "Edit a rating",
}
# Key of the choice of part.
PART = "evidence-part"
# Key of the picture.
MAP = "coverage-map"
# Orders of the candidates.
ORDERS = {
    "place": "first in the ranking first",
    "missing": "least known first",
    "name": "by name",
}


def show() -> None:
    """Draw the page."""
    inputs = state.inputs()
    configuration = inputs.study.configuration
    top = st.container()
    kind = kind_choice(configuration)
    candidates = filtered(inputs.study.dataset, kind, "evidence")
    whole = asking.scorecard(inputs, state.session().scenario).kinds[kind]
    shown = of_candidates(whole, {candidate.id for candidate in candidates})
    found = coverage(shown)
    with top:
        header(screen("evidence").question, _answer(found, shown, configuration))
    match one_of("Part of the page", PARTS, PART, titled=False):
        case "gaps":
            _gaps(shown, found, configuration)
        case "next":
            find_out.draw(inputs, shown, PART, "edit")
        case "values":
            _values(inputs, shown)
        case "sources":
            _sources(inputs)
        case _:
            rating_editor.draw(inputs, kind, shown)


def _answer(found: Coverage, shown: KindScores, configuration: Configuration) -> str:
    if not found.count:
        return "No candidate meets these filters."
    parts = [f"{percent(found.shares['observed'])} is observed"]
    parts += [
        f"{percent(found.shares[basis])} {word}"
        for basis, word in (("judgement", "rated by staff"), ("assumption", "assumed"))
        if found.shares[basis]
    ]
    sentence = (
        f"Of what counts for {count_of(found.count, shown.spec)}, {', '.join(parts)} and "
        f"{percent(found.shares['missing'])} missing"
    )
    if not found.gaps:
        return f"{sentence}."
    label = configuration.criteria.measures[found.gaps[0].measure].label
    return f"{sentence}; the gap that weighs most is {mid_sentence(label)}."


def _gaps(shown: KindScores, found: Coverage, configuration: Configuration) -> None:
    if not shown.ids:
        st.info("No candidate meets these filters. Take one of them away.")
        return
    order = one_of("Order", ORDERS, "evidence-order")
    rows = _ordered(shown, order)
    place = st.container()
    start, page = page_of(rows, PAGE, "evidence-page")
    with place:
        _map(shown, page, start)
    st.caption(
        "A column is as wide as its criterion weighs, so the length of a row in one colour is the "
        "share of the candidate's weight that rests on it. Click a row to open the card. Focus "
        "overlap is read off the list in force. What is missing is never taken for zero: it makes "
        "the interval of the score wide, and the criterion says what stands in."
    )
    if found.gaps:
        st.markdown("#### The gaps that weigh most")
        nobody = [configuration.criteria.measures[gap.measure].label for gap in found.unknown]
        if nobody:
            st.write(f"Known for nobody here: {listing(nobody, 12)}.")
        table = gap_table(found, shown.spec, configuration)
        st.dataframe(table, hide_index=True)
        csv_button(table, f"gaps-{shown.kind}")
    st.markdown("#### How much is known of each")
    share = st.column_config.NumberColumn(format="percent")
    candidate_table(
        known_table(rows),
        key="coverage-table",
        name=f"coverage-{shown.kind}",
        columns={"Observed": share, "Judged": share, "Assumed": share, "Missing": share},
        height=400,
    )


def _ordered(shown: KindScores, order: str) -> list[CandidateScore]:
    rows = list(shown.rows)
    if order == "missing":
        rows.sort(key=lambda row: (-row.missing, row.name.casefold()))
    elif order == "name":
        rows.sort(key=lambda row: row.name.casefold())
    return rows


def _map(shown: KindScores, page: Sequence[CandidateScore], start: int) -> None:
    def chosen() -> None:
        found = st.session_state[MAP].selection.get(SELECTION, [])
        if found:
            state.open_card(str(found[0]["id"]))

    picture(
        coverage_map(coverage_rows(page, shown), coverage_columns(shown)),
        describe=f"What each score rests on, from row {start + 1} on: "
        + listing([f"{row.name} {percent(row.coverage)} observed" for row in page])
        + ".",
        name=f"coverage-{shown.kind}",
        key=MAP,
        on_select=chosen,
    )


def _values(inputs: Inputs, shown: KindScores) -> None:
    text = st.text_input(
        "Search",
        key="evidence-search",
        placeholder="A candidate, a measure, a source, a year, a word of a note …",
        icon=":material/search:",
        persist_state="session",
    )
    table = matching(
        value_table(inputs.study.dataset, inputs.study.configuration, shown.ids), text or ""
    )
    about = f" with “{text}”" if text else ""
    st.markdown(f"**{count(len(table), 'value')}{about}.**")
    if len(table) > MOST:
        st.caption(f"The first {MOST} are shown; search for more words, or download all.")
        csv_button(table.drop(columns="id"), "values-all", "values-all")
    candidate_table(
        table.head(MOST).reset_index(drop=True),
        key="values-table",
        name="values",
        height=500,
    )


def _sources(inputs: Inputs) -> None:
    table = source_table(inputs.study.dataset)
    st.markdown(f"**{count(len(table), 'source')}, each with its publisher, licence and link.**")
    st.dataframe(
        table,
        hide_index=True,
        height=600,
        column_config={"Source": st.column_config.TextColumn(width="large")},
    )
    csv_button(table, "sources")


show()
