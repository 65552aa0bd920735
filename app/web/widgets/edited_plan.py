"""What evidence edited in the session does to the plan."""

import streamlit as st

from app.web import asking, render, state, study_source
from app.web.study_source import Inputs
from app.web.widgets.table import candidate_table
from optimizer.difference import difference
from optimizer.plan import Plan
from questions.plan import PlanQuestion
from reports import evidence, sentences
from reports.tables.plans import change_table
from reports.words import count

PLACE = "as recorded"
"""Where a session asks about its scenario without its edits."""
PATIENCE = 3.0
"""Seconds to wait for that plan."""


def draw(inputs: Inputs, plan: Plan) -> None:
    """Show what the edits change, next to the same scenario on the evidence as recorded."""
    mine = state.session()
    st.markdown("#### What edited evidence changes")
    if not mine.ratings:
        st.write(
            "No rating is edited in this session. Edit or add ratings on the page Evidence, and "
            "this page tells what they do to the plan, next to the evidence as recorded."
        )
        return
    recorded = study_source.base_inputs()
    question = PlanQuestion(scenario=mine.scenario, effort=asking.effort())
    job = asking.ask(recorded, question, PLACE)
    asking.wait(job, PATIENCE)
    answer = job.shown
    if answer is None or not answer.plan.found:
        st.info("The plan on the evidence as recorded is not there yet; reload in a moment.")
        return
    change = difference(answer.plan, plan)
    st.markdown(f"**{sentences.change_sentence(change, 'the one on the evidence as recorded')}**")
    st.caption(
        f"{count(len(mine.ratings), 'rating')} edited, the same levers. "
        + sentences.certainty_sentence(change)
    )
    entered_or_left = change_table(change, answer.plan, plan, inputs.study.configuration)
    if len(entered_or_left):
        candidate_table(
            entered_or_left,
            key="edited-change",
            name="edited-plan",
            columns={"Points": st.column_config.NumberColumn(format="%.1f")},
        )
    _scores(inputs, recorded)


def _scores(inputs: Inputs, recorded: Inputs) -> None:
    scenario = state.session().scenario
    edited = {
        inputs.study.dataset.by_id[rating.candidate].kind for rating in state.session().ratings
    }
    for kind, after in asking.scorecard(inputs, scenario).kinds.items():
        if kind in edited:
            before = asking.scorecard(recorded, scenario).kinds[kind]
            told = evidence.effect(before, after, state.session().ratings)
            render.lead(f"{after.spec.label}: scores that changed, and by what")
            render.show_table(told.tables[0], "edited", height=300)
