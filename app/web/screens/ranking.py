"""Ranking: who comes first, and how sure is that?"""

import streamlit as st

from app.web import asking, state
from app.web.navigation import screen
from app.web.widgets import ranking_methods, ranking_sureness
from app.web.widgets.choices import filter_words, filtered, kind_choice, one_of, page_of
from app.web.widgets.gates import gates_in_a_sentence
from app.web.widgets.header import header
from app.web.widgets.picture import picture
from app.web.widgets.table import candidate_table
from reports.charts.ranking import SELECTION, contribution_stack
from reports.tables.ranking import contribution_rows, ranking_table, span_rows
from reports.words import count, count_of, listing, points
from scoring.kind_scores import KindScores
from scoring.selection import of_candidates, rivals_of_first

# Candidates in one picture.
PAGE = 25
# Parts of the page.
PARTS = {
    "first": "Who comes first?",
    "sure": "How sure is that?",
    "methods": "Would another method say the same?",
}
# Key of the choice of part.
PART = "ranking-part"
# Key of the picture.
CHART = "ranking-chart"


def show() -> None:
    """Draw the page."""
    inputs = state.inputs()
    top = st.container()
    kind = kind_choice(inputs.study.configuration)
    candidates = filtered(inputs.study.dataset, kind, "ranking")
    whole = asking.scorecard(inputs, state.session().scenario).kinds[kind]
    shown = of_candidates(whole, {candidate.id for candidate in candidates})
    everyone = inputs.study.dataset.of_kind(kind)
    with top:
        header(screen("ranking").question, _answer(shown, filter_words(candidates, everyone)))
    if not shown.ids:
        st.info("No candidate meets these filters. Take one of them away.")
        return
    gates_in_a_sentence(shown)
    part = one_of("Part of the page", PARTS, PART, titled=False)
    match part:
        case "first":
            _contributions(shown, whole)
        case "sure":
            ranking_sureness.draw(inputs, shown)
        case _:
            ranking_methods.draw(inputs, shown)


def _answer(shown: KindScores, which: str) -> str:
    ranked = [row for row in shown.rows if row.rank is not None]
    among = count_of(len(ranked), shown.spec) + (f" ({which})" if which else "")
    if not ranked:
        return "Nobody here is ranked."
    first, rivals = ranked[0], rivals_of_first(shown)
    sentence = f"{first.name} comes first of {among}, with {points(first.score)} of 100"
    if not rivals:
        return f"{sentence}; whatever is still unknown, nobody here can turn out better."
    return (
        f"{sentence}; what is still unknown could put any of {count(len(rivals), 'other')} ahead."
    )


def _contributions(shown: KindScores, whole: KindScores) -> None:
    rows = shown.rows
    place = st.container()
    start, page = page_of(rows, PAGE, "ranking-page")
    parts, spans = contribution_rows(page, whole), span_rows(page)

    def chosen() -> None:
        found = st.session_state[CHART].selection.get(SELECTION, [])
        if found:
            state.open_card(str(found[0]["id"]))

    with place:
        picture(
            contribution_stack(parts, spans, [c.label for c in whole.spec.criteria.values()]),
            describe=f"Scores from place {start + 1} on, by criterion: "
            + listing([f"{row.label} {row.score:.1f} ({row.span})" for row in spans.itertuples()])
            + ".",
            name=f"ranking-{whole.kind}",
            key=CHART,
            on_select=chosen,
        )
    st.caption(
        "Click a bar to open the candidate's card. The orange line runs from the score if "
        "everything unknown turned out worst to the score if it turned out best; “observed” is "
        "the share of the weight that rests on published evidence. In between, what stands in for "
        "missing evidence is what the criterion says, mostly the median of the kind."
    )
    candidate_table(
        ranking_table(rows, whole),
        key="ranking-table",
        name=f"ranking-{whole.kind}",
        columns=_columns(whole),
        height=430,
    )


def _columns(whole: KindScores) -> dict[str, object]:
    number = st.column_config.NumberColumn(format="%.1f")
    whole_number = st.column_config.NumberColumn(format="%.0f")
    share = st.column_config.NumberColumn(format="percent")
    return {
        "Score": number,
        "Lowest": whole_number,
        "Highest": whole_number,
        "Coverage": share,
        "Missing": share,
        **{criterion.label: number for criterion in whole.spec.criteria.values()},
    }


show()
