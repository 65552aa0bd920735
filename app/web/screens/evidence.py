"""Evidence: what do we know?"""

from dataclasses import replace

import streamlit as st

from app.web import asking, render, state
from app.web.evidence import bring, find_out, new, rating, workbook
from app.web.widgets import fields, vintage
from app.web.widgets.choices import filtered, kind_choice, one_of, page_of
from app.web.widgets.header import header
from reports import evidence
from reports.report import Report
from reports.setting import Setting
from scoring.kind_scores import KindScores
from scoring.selection import of_candidates

# Values shown at once; the download has all.
MOST = 300
# Parts of the page.
PARTS = {
    "gaps": "Where are the gaps?",
    "next": "What should we find out next?",
    "values": "Find a value",
    "sources": "Sources",
    "vintage": "Up to when?",
    "edit": "Edit a rating",
    "workbook": "Workbook",
    "new": "New evidence",
    "bring": "Bring your own table",
}
# Key of the choice of part.
PART = "evidence-part"


def show() -> None:
    """Render the page."""
    study, scenario = state.study(), state.session().scenario
    top = st.container()
    kind = kind_choice(study.configuration)
    candidates = filtered(study.dataset, kind, "evidence")
    whole = asking.scorecard(study, scenario).kinds[kind]
    shown = of_candidates(whole, {candidate.id for candidate in candidates})
    setting = asking.setting(study, scenario)
    told = evidence.report(shown, setting)
    with top:
        header("evidence", told)
    match one_of("Part of the page", PARTS, PART, titled=False):
        case "gaps":
            _gaps(shown, setting, told)
        case "next":
            find_out.render_find_out(study, shown, PART, "edit")
        case "values":
            _values(shown, setting)
        case "sources":
            _sources(setting)
        case "workbook":
            workbook.render_workbook()
        case "new":
            new.render_new(study)
        case "bring":
            bring.render_bring()
        case "vintage":
            vintage.render_field(study, "evidence")
            fields.notices()
            vintage.render_left_out(study)
        case _:
            rating.render_editor(study, kind, shown)


def _gaps(shown: KindScores, setting: Setting, told: Report) -> None:
    if not shown.ids:
        st.info("No candidate meets these filters. Take one of them away.")
        return
    order = one_of("Order", evidence.ORDERS, "evidence-order")
    place = st.container()
    start, _ = page_of(shown.ids, evidence.PICTURED, "evidence-page")
    coverage = evidence.report(shown, setting, order=order, start=start)["coverage"]
    with place:
        render.picture(coverage.pictures[0], "evidence")
    render.notes(told.notes)
    render.section(told["gaps"], "evidence")
    render.section(replace(coverage, pictures=()), "evidence")


def _values(shown: KindScores, setting: Setting) -> None:
    text = st.text_input(
        "Search",
        key="evidence-search",
        placeholder="A candidate, a measure, a source, a year, a word of a note …",
        icon=":material/search:",
        persist_state="session",
    )
    told = evidence.values(setting, shown.ids, text or "")
    render.lead(told.text[0])
    (table,) = told.tables
    if len(table.rows) > MOST:
        st.caption(f"The first {MOST} are shown; search for more words, or download all.")
        render.take_away(table.frame(), "values-all", "values-all")
    render.show_table(replace(table, rows=table.rows[:MOST]), "evidence", height=500)


def _sources(setting: Setting) -> None:
    told = evidence.sources(setting)
    render.lead(told.text[0])
    render.show_table(told.tables[0], "evidence", height=600)


show()
