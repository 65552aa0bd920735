"""What did the levers buy? The plan against the one without each lever of a team or fund."""

import streamlit as st

from app.web import asking
from app.web.study_source import Inputs
from questions.levers import LeversQuestion, moved
from questions.plan import Planned
from reports.escape import markdown
from reports.why_sentences import lever_sentence, namer


def draw(inputs: Inputs, answer: Planned) -> None:
    """Say what each lever of a team or fund did, with all other levers where they are."""
    if not moved(answer.scenario):
        st.write("No team and no fund has more or less than in the baseline.")
        return
    question = LeversQuestion(scenario=answer.scenario, plan=asking.effort())
    job = asking.ask(inputs, question, asking.WHAT_ELSE)
    found = asking.result(job, "Planning again without each lever")
    name = namer(asking.problem(inputs, answer.scenario))
    st.markdown("\n".join(f"- {markdown(lever_sentence(one, name))}" for one in found or ()))
    if found:
        st.caption("Each with all other levers where they are; together they need not add up.")
