"""What else could we do? Other plans, more or less to spend, and what rules cost."""

import streamlit as st

from app.web.study_source import Inputs
from app.web.widgets import frontier_view, other_plans, rule_costs
from questions.plan import Planned

PLANS, FRONTIER, RULES = "plans", "frontier", "rules"
CHOICES = {
    PLANS: "Other plans",
    FRONTIER: "More or less to spend",
    RULES: "What do the rules cost?",
}
"""The questions, in words."""
KEY = "what-else"


def draw(inputs: Inputs, answer: Planned, *, settled: bool) -> None:
    """Offer the questions, and answer the chosen one; nothing is planned again until one is chosen.

    Args:
        inputs: the study.
        answer: plan and scenario.
        settled: whether the plan is there to stay; until then nothing is planned again.
    """
    st.markdown("#### What else could we do?")
    chosen = st.segmented_control(
        "What else could we do?",
        list(CHOICES),
        format_func=lambda name: CHOICES[name],
        key=KEY,
        label_visibility="collapsed",
        persist_state="session",
    )
    if chosen is None:
        st.caption("Choose a question; answering it plans many times and takes a little while.")
    elif not settled or not answer.plan.found:
        st.caption("As soon as the plan above stands …")
    elif chosen == PLANS:
        other_plans.show(inputs, answer)
    elif chosen == FRONTIER:
        frontier_view.show(inputs, answer)
    else:
        rule_costs.draw(inputs, answer)
