"""Ranking: who comes first, and how sure is that?"""

from functools import partial

import streamlit as st

from app.web import asking, render, state
from app.web.navigation import screen
from app.web.widgets import ranking_methods, ranking_sureness
from app.web.widgets.choices import filter_words, filtered, kind_choice, one_of, page_of
from app.web.widgets.header import header
from reports import rank
from scoring.selection import of_candidates

# Parts of the page.
PARTS = {
    "first": "Who comes first?",
    "sure": "How sure is that?",
    "methods": "Would another method say the same?",
}
# Key of the choice of part.
PART = "ranking-part"


def show() -> None:
    """Draw the page."""
    inputs, scenario = state.inputs(), state.session().scenario
    top = st.container()
    kind = kind_choice(inputs.study.configuration)
    candidates = filtered(inputs.study.dataset, kind, "ranking")
    whole = asking.scorecard(inputs, scenario).kinds[kind]
    ids = {candidate.id for candidate in candidates}
    which = filter_words(candidates, inputs.study.dataset.of_kind(kind))
    told = partial(
        rank.report,
        [whole],
        asking.setting(inputs, scenario),
        among=ids,
        which=f"({which})" if which else "",
    )
    if not ids:
        with top:
            header(screen("ranking").question, told().answer)
        st.info("No candidate meets these filters. Take one of them away.")
        return
    part = one_of("Part of the page", PARTS, PART, titled=False)
    place = st.container()
    start = 0
    if part == "first":
        start, _ = page_of(range(len(ids)), rank.PICTURED, "ranking-page")
    report = told(start=start)
    with top:
        header(screen("ranking").question, report.answer)
    match part:
        case "first":
            (section,) = report.sections
            with place:
                render.say(section.text)
                render.picture(section.pictures[0], "ranking")
            render.show_table(section.tables[0], "ranking", height=430)
            render.notes(report.notes)
        case "sure":
            ranking_sureness.show(inputs, of_candidates(whole, ids))
        case _:
            ranking_methods.show(inputs, of_candidates(whole, ids))


show()
