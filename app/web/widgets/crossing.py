"""What it would really take to put a candidate in, or to take one out: planned again with it."""

import streamlit as st

from app.web import asking, render, state
from app.web.study_source import Inputs
from optimizer.plan import Plan
from questions.explain import OverrulingQuestion
from reports import explain
from reports.setting import Setting


def draw(inputs: Inputs, plan: Plan, candidates: list[str], key: str, *, settled: bool) -> None:
    """Offer candidates, and show what putting in or taking out the chosen one would take.

    Args:
        inputs: the study.
        plan: of the session's scenario.
        candidates: ids to choose from.
        key: key of the choice.
        settled: whether the plan is there to stay; until then nothing is planned again.
    """
    name = Setting(inputs.study).label
    chosen = st.selectbox(
        "What would it really take? Plan again with …",
        candidates,
        index=None,
        format_func=lambda one: f"{name(one)} ({'leave out' if one in plan.ids else 'put in'})",
        key=key,
        placeholder="Choose a candidate" if settled else "As soon as the plan stands …",
        disabled=not settled,
        help="Looks for the best plan in which this one is overruled; that takes some seconds.",
    )
    if chosen is None or not settled:
        return
    scenario = state.session().scenario
    question = OverrulingQuestion(scenario=scenario, plan=asking.effort(), candidate=chosen)
    job = asking.ask(inputs, question, "crossing")
    found = asking.result(job, f"Planning again with {name(chosen)}")
    if found is not None:
        report = explain.overruling(found, asking.setting(inputs, scenario, plan))
        render.lead(report.answer)
        render.body(report, "crossing")
