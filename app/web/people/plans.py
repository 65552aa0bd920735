"""Each one's own plan, what all of them share, and what a plan for all costs whom."""

import streamlit as st

from app.web import asking, render, state
from app.web.people.fields import report
from app.web.study_source import Inputs
from app.web.widgets.fields import retry
from data.people import everyone
from optimizer.group_plans import GroupPlans, group_consensus
from optimizer.levers import WEIGHTS_OF_CRITERIA
from questions.group import group_question

PLACE = "plans of several people"
"""Where a session asks; other people or another scenario give up those before."""
WANTED = "people-plans"
"""Key of the question that this session has asked."""


def show(inputs: Inputs, kind_id: str) -> None:
    """Show the plans of the people of this session, for the candidates of one kind."""
    mine = state.session()
    st.markdown("#### Each one's own plan, and one for all")
    _use_all(inputs)
    question = group_question(mine.scenario, mine.people)
    wanted = st.session_state.get(WANTED) == question
    if not wanted and not asking.jobs().asked(inputs.study, question):
        _offer()
        return
    found = asking.result(asking.ask(inputs, question, PLACE), "Planning for each of them")
    if found is not None:
        _shown(inputs, kind_id, found)


def _offer() -> None:
    mine = state.session()
    people = len(everyone(mine.people))

    def ask() -> None:
        st.session_state[WANTED] = group_question(mine.scenario, mine.people)

    st.button(
        "Work out everybody's plan",
        on_click=ask,
        type="primary",
        icon=":material/groups:",
        key="people-ask",
    )
    st.caption(
        f"{people + 2} searches, some seconds each: the best plan under each one's weights, under "
        "the consensus, and the plan whose largest loss for anybody is least."
    )


def _use_all(inputs: Inputs) -> None:
    """Offer to take the consensus of every kind into the scenario."""
    mine = state.session()
    configuration = inputs.study.configuration

    def use() -> None:
        scenario = mine.scenario
        groups = group_consensus(asking.scorecard(inputs, mine.scenario), mine.people)
        for kind, group in groups.items():
            scenario = WEIGHTS_OF_CRITERIA.move(scenario, configuration, kind, group.mean)
        retry(lambda: state.move(scenario))

    st.button(
        "Use the consensus of every kind in the scenario",
        on_click=use,
        icon=":material/done_all:",
        key="people-use",
        help="Kinds of which nobody says anything keep their weights.",
    )


def _shown(inputs: Inputs, kind_id: str, found: GroupPlans) -> None:
    told = report(inputs, kind_id, found)
    render.lead(told.answer)
    render.say(told.text[1:])
    for name in ("candidates", "compromise", "people"):
        render.section(told[name], f"people:{kind_id}")
    with st.expander(told["apart"].title):
        render.listed(told["apart"].items)
    render.notes(note for note in told.notes if note.kind in render.OWN)
