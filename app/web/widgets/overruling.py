"""What overruling the plan on one candidate would cost: on its card, planned again when asked."""

import streamlit as st

from app.web import asking, render, state
from app.web.study_source import Inputs
from optimizer.plan import Plan
from questions.explain import ExplainQuestion
from reports import explain


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
        report = explain.report((found,), asking.setting(inputs, scenario, plan))
        render.lead(report.answer)
        render.body(report, "overruling", sections=[candidate])
