"""Reassess: what changed since the last list, and why?"""

import pandas as pd
import streamlit as st

from app.web import asking, state
from app.web.navigation import screen
from app.web.study_source import Inputs
from app.web.widgets import changed_why, edited_plan
from app.web.widgets.choices import kind_choice
from app.web.widgets.header import header
from app.web.widgets.picture import picture
from app.web.widgets.table import candidate_table
from optimizer.plan import Plan
from reports import sentences
from reports.charts.gaps import gap_bars
from reports.charts.ranking import SELECTION, contribution_stack
from reports.tables.reassess import (
    ORDER,
    counts_in_words,
    gap_table,
    reassessment_table,
    standing_label,
)
from reports.words import count_of, listing, percent, points
from scoring.difference import gaps
from scoring.kind_scores import KindScores

# Seconds to wait for a plan before saying that it is being made.
PATIENCE = 3.0
# Key of the picture.
CHART = "reassess-chart"


def show() -> None:
    """Draw the page."""
    inputs = state.inputs()
    job = asking.current(inputs)
    drawn = asking.wait(job, PATIENCE)
    plan = None if job.shown is None else job.shown.plan
    found = plan if plan is not None and plan.found else None
    header(screen("reassess").question, sentences.standing_sentence(inputs.study, found))
    asking.progress(inputs, job, drawn, stoppable=False)
    if state.session().moved:
        st.caption("The recommended list is that of your scenario; What-if says what is moved.")
    if found is None:
        st.info("What-if says why there is no plan, or when it will be there.")
        return
    _lists(inputs, found)
    edited_plan.draw(inputs, found)
    changed_why.show(inputs)


def _lists(inputs: Inputs, plan: Plan) -> None:
    study, scenario = inputs.study, state.session().scenario
    scorecard = asking.scorecard(inputs, scenario)
    table = reassessment_table(plan, scenario, scorecard, study.dataset, study.configuration)
    kind = kind_choice(study.configuration)
    scores = scorecard.kinds[kind]
    own = table[table["Kind"] == scores.spec.singular]
    st.markdown(f"**{scores.spec.label}: {counts_in_words(own)}**")
    if len(own):
        _contributions(scores, own)
        _side_by_side(scores, own)
    st.markdown("#### Everybody on either list, with what carries each score")
    candidate_table(
        table,
        key="reassess-table",
        name="reassessment",
        columns={"Score": st.column_config.NumberColumn(format="%.1f")},
        height=460,
    )


def _contributions(scores: KindScores, own: pd.DataFrame) -> None:
    where = dict(zip(own["id"], own["Standing"], strict=True))
    lines = {row.id: row for row in scores.rows}
    rows = [lines[name] for name in own["id"]]

    def chosen() -> None:
        found = st.session_state[CHART].selection.get(SELECTION, [])
        if found:
            state.open_card(str(found[0]["id"]))

    picture(
        contribution_stack(
            [
                {
                    **row.model_dump(),
                    "_label": standing_label(row, where[row.id]),
                    "_beside": f"{percent(row.coverage)} known",
                }
                for row in rows
            ],
            {name: criterion.label for name, criterion in scores.spec.criteria.items()},
        ),
        describe=f"Scores of {count_of(len(rows), scores.spec)} by criterion: "
        + listing([f"{row.name} {where[row.id]}, {row.score:.1f}" for row in rows])
        + ".",
        name=f"reassessment-{scores.kind}",
        key=CHART,
        on_select=chosen,
    )
    st.caption(
        "Click a bar to open the card. The orange line is where the score could lie, given what "
        "is not known. Scores are those of today for both lists: the list in force came without "
        "scores, so what has changed since then is who is on it."
    )


def _side_by_side(scores: KindScores, own: pd.DataFrame) -> None:
    """Show one candidate of the new list beside one that leaves, or that stays."""
    inside = own[own["Standing"] != "leaves"].sort_values("Standing", key=lambda s: s.map(ORDER))
    others = own.sort_values("Standing", key=lambda s: (s != "leaves").astype(int), kind="stable")
    if len(own) < 2 or not len(inside):
        return
    names = dict(zip(own["id"], own["Candidate"], strict=True))
    st.markdown("#### Why one rather than another?")
    left, right = st.columns(2)
    one = left.selectbox(
        "This one is in",
        inside["id"].tolist(),
        format_func=lambda name: names.get(name, name),
        key=f"side-one:{scores.kind}",
        persist_state="session",
    )
    rest = [name for name in others["id"] if name != one]
    other = right.selectbox(
        "Beside this one",
        rest,
        format_func=lambda name: names.get(name, name),
        key=f"side-other:{scores.kind}",
        persist_state="session",
    )
    if one is None or other is None:
        return
    table = gap_table(gaps(scores, one, other), scores.spec)
    total = float(table["Points"].sum())
    st.markdown(
        f"**{names[one]} scores {points(abs(total))} {'more' if total >= 0 else 'less'} than "
        f"{names[other]}**; largest difference: {table.iloc[0]['Criterion']} "
        f"({points(table.iloc[0]['Points'], signed=True)})."
    )
    picture(
        gap_bars(table, names[one], names[other]),
        describe=f"Points of {names[one]} above {names[other]}: "
        + listing([f"{row.Criterion} {row.Points:+.1f}" for row in table.itertuples()]),
        name="side-by-side",
    )
    if total < 0:
        st.caption(
            "A higher score is not everything: what support costs, which focus areas overlap, the "
            "rules, and the price of dropping somebody decide with it."
        )


show()
