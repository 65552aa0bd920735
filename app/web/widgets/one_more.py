"""What one more unit of a team or fund would buy, planned again when asked."""

import streamlit as st

from app.web import asking, render
from app.web.study_source import Inputs
from questions.capacities import CapacitiesQuestion
from questions.plan import Planned
from reports import capacities


def draw(inputs: Inputs, answer: Planned, *, settled: bool) -> None:
    """Offer teams and funds, and say what one more unit of the chosen one would buy.

    Args:
        inputs: the study.
        answer: plan and scenario.
        settled: whether the plan is there to stay; until then nothing is planned again.
    """
    labels = {use.resource: use.label for use in answer.plan.capacity}
    chosen = st.selectbox(
        "What would one more unit buy? A staff-week, or USD 10,000, of …",
        list(labels),
        index=None,
        format_func=lambda resource: labels[resource],
        key="one-more",
        placeholder="Choose a team or fund" if settled else "As soon as the plan stands …",
        disabled=not settled,
        help="Plans again with one unit more, and with as much as anybody could want.",
    )
    plan = answer.plan
    if chosen is None or not settled or not plan.found:
        return
    question = CapacitiesQuestion(
        scenario=answer.scenario, plan=asking.effort(), resources=(chosen,)
    )
    job = asking.ask(inputs, question, "one more")
    found = asking.result(job, f"Planning again with more of {labels[chosen]}")
    if found:
        setting = asking.setting(inputs, answer.scenario, plan)
        render.say([capacities.report(found, setting).answer])
