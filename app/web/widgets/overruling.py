"""What overruling the plan on one candidate would cost: on its card, planned again when asked."""

import streamlit as st

from app.web import asking, state
from app.web.study_source import Inputs
from optimizer.plan import Plan
from optimizer.why.explanation import Explanation
from questions.explain import ExplainQuestion
from reports.condition_words import ConditionWords
from reports.why_sentences import explanation_sentences


def draw(inputs: Inputs, plan: Plan, candidate: str) -> None:
    """Offer the price of overruling; show it, the line and what could cross it, once solved."""
    if not plan.found:
        return
    wanted = st.toggle(
        "What would overruling cost?",
        key=f"overruling:{candidate}",
        help="Looks for the best plan with it on the other side, and for the score at which it "
        "changes sides; that takes some seconds.",
    )
    if not wanted:
        return
    scenario = state.session().scenario
    question = ExplainQuestion(scenario=scenario, plan=asking.effort(), candidate=candidate)
    job = asking.ask(inputs, question, "overruling")
    found = asking.result(job, "Planning again with it on the other side")
    if found is not None:
        problem = asking.problem(inputs, scenario)
        _shown(ConditionWords(problem, scenario, typed=False), found)


def _shown(told: ConditionWords, found: Explanation) -> None:
    first, *others = explanation_sentences(found, told)
    st.markdown(f"**{_plain(first)}**")
    st.markdown("\n".join(f"- {_plain(sentence)}" for sentence in others))


def _plain(text: str) -> str:
    """Return text in which no character means anything to Markdown."""
    return "".join(f"\\{sign}" if sign in "*_`[]$#<>|~:" else sign for sign in text)
