"""How sure is the ranking: many draws of weights and of what is not known."""

from collections.abc import Mapping

import streamlit as st

from app.web import asking, state
from app.web.study_source import Inputs
from app.web.widgets import list_sureness, ranking_candidate, ranking_plan
from app.web.widgets.choices import first_places, page_of
from app.web.widgets.picture import picture
from app.web.widgets.table import candidate_table, height_of
from optimizer.robust.core_index import CandidateIndex
from optimizer.robust.uncertainty import UncertaintyModel
from optimizer.scenario import Scenario
from questions.robust import RanksQuestion
from reports.charts.ranking import acceptability_map
from reports.tables.ranking import IN_LISTS, acceptability_rows, sureness_table
from reports.words import count, listing, percent, sentence
from scoring.acceptability import Acceptability
from scoring.kind_scores import KindScores

DRAWS = 2_000
"""A share of one half is then known to within about two percentage points."""
PAGE = 25
"""Candidates in one picture."""
SURE, OPEN = 0.9, 0.1
"""Shares of draws from which a candidate is as good as always, or never, among the first."""


def draw(inputs: Inputs, shown: KindScores) -> None:
    """Show rank acceptability of the candidates shown."""
    scenario = state.session().scenario
    belief, held = list_sureness.uncertainty_choice(inputs, scenario)
    ranked = [row.id for row in shown.rows if row.rank is not None]
    places = st.slider(
        "How many count as the first",
        1,
        max(2, len(ranked)),
        value=first_places(inputs.study.dataset, ranked),
        key=f"sure-places:{shown.kind}",
        help="To begin with as many as the list in force has, or ten.",
        persist_state="session",
    )
    found = _sampled(inputs, shown, held)
    if found is not None:
        _result(found, shown, min(places, len(ranked)), ranking_plan.known(inputs, held))
        ranking_candidate.draw(found, shown)
    ranking_plan.draw(inputs, shown.kind, belief, held)


def _sampled(inputs: Inputs, shown: KindScores, held: UncertaintyModel) -> Acceptability | None:
    """Return the acceptability once it is worked out."""
    scenario = Scenario(weights=state.session().scenario.weights)
    question = RanksQuestion(
        scenario=scenario,
        kind=shown.kind,
        ids=frozenset(shown.ids),
        belief=held.of(shown.kind),
        missing=held.missing,
        draws=DRAWS,
    )
    job = asking.ask(inputs, question, "ranks")
    return asking.result(job, f"Ranking {len(shown.ids)} candidates")


def _result(
    found: Acceptability, shown: KindScores, places: int, plans: Mapping[str, CandidateIndex]
) -> None:
    rows = [row for row in shown.rows if row.rank is not None]
    table = sureness_table(found, rows, places, plans)
    among = dict(zip(found.ids, found.among_first(places).tolist(), strict=True))
    sure = [row.name for row in rows if among[row.id] >= SURE]
    between = sum(OPEN < share < SURE for share in among.values())
    st.markdown(
        f"**Among the first {places} in nine of ten draws or more: {listing(sure, 15)}. "
        f"{sentence(count(between, 'other'))[:-1]} could be either in or out.**"
    )
    place = st.container()
    _, page = page_of(rows, PAGE, "sure-page")
    cells = acceptability_rows(found, page)
    with place:
        picture(
            acceptability_map(cells, places),
            describe=f"Share of {found.draws:,} draws in which each candidate takes each place; "
            "among the first "
            f"{places}: " + listing([f"{row.name} {percent(among[row.id])}" for row in page]),
            name=f"how-sure-{shown.kind}",
        )
    st.caption(
        f"Each row: how often the candidate takes each place in {found.draws:,} draws (the darker, "
        f"the oftener). Orange: its place by the scores. Dashed: the first {places} end here."
    )
    share = st.column_config.NumberColumn(format="percent")
    candidate_table(
        table,
        key="sure-table",
        name=f"how-sure-{shown.kind}",
        columns={
            f"Among the first {places}": share,
            "First": share,
            IN_LISTS: st.column_config.NumberColumn(
                format="percent",
                help="Share of the best lists, of the draws done so far; with its sampling error "
                "below, where the plan is asked.",
            ),
            "Mean place": st.column_config.NumberColumn(format="%.1f"),
        },
        height=height_of(len(table)),
    )
