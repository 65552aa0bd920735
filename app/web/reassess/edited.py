"""What evidence edited in the session does to the plan."""

import streamlit as st

from app.web import asking, render, state
from optimizer.difference import difference
from optimizer.plan import Plan
from optimizer.study import Study
from questions.plan import Planned, PlanQuestion
from reports import evidence
from reports.plan.change import change_words, changes
from reports.words import count, sentence
from reports.worth import more_or_less

PLACE = "as recorded"
RECORDED = "the plan on the evidence as recorded"


def render_edited(study: Study, plan: Plan) -> None:
    """Show what the edits change, next to the same scenario on the evidence as recorded."""
    mine = state.session()
    st.markdown("#### What edited evidence changes")
    if not mine.ratings:
        st.write(
            "No rating is edited in this session. Edit or add ratings on the page Evidence, and "
            "this page tells what they do to the plan, next to the evidence as recorded."
        )
        return
    recorded = state.recorded()
    question = PlanQuestion(scenario=mine.scenario, effort=asking.effort())
    answer = asking.at_hand(asking.ask(recorded, question, PLACE)).planned
    if answer is None:
        st.info("The plan on the evidence as recorded is not there yet; reload in a moment.")
        return
    change = difference(answer.plan, plan)
    setting = asking.setting(study, mine.scenario, plan)
    worth = more_or_less(change.gain, setting, RECORDED)
    render.lead(sentence(f"{change_words(change, setting)}; {worth}"))
    st.caption(f"{count(len(mine.ratings), 'rating')} edited, the same levers.")
    edited = Planned(scenario=mine.scenario, plan=plan)
    render.section(changes(edited, answer.plan, setting, RECORDED), "edited", titled=False)
    _scores(study, recorded)


def _scores(study: Study, recorded: Study) -> None:
    scenario = state.session().scenario
    edited = {study.dataset.by_id[rating.candidate].kind for rating in state.session().ratings}
    for kind, after in asking.scorecard(study, scenario).kinds.items():
        if kind in edited:
            before = asking.scorecard(recorded, scenario).kinds[kind]
            told = evidence.effect(before, after, state.session().ratings)
            render.lead(f"{after.spec.label}: scores that changed, and by what")
            render.show_table(told.tables[0], "edited", height=300)
