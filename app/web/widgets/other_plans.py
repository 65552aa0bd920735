"""Other plans: the next-best ones that really differ, or one that favours a kind or region."""

import streamlit as st

from app.web import asking, render
from app.web.study_source import Inputs
from app.web.widgets.choices import one_of
from questions.alternatives import AlternativesQuestion, FavouringQuestion, favours
from questions.plan import Planned
from reports import alternatives
from reports.escape import markdown
from reports.plan import brief

DIFFER, FAVOUR = "differ", "favour"
WAYS = {
    DIFFER: "The next best that really differ",
    FAVOUR: "A good one that favours some",
}
MOST_PLANS = 6
MOST_APART = 20


def show(inputs: Inputs, answer: Planned) -> None:
    """Show the way that is chosen."""
    if one_of("Which", WAYS, "other-plans-way", titled=False) == DIFFER:
        _different(inputs, answer)
    else:
        _favouring(inputs, answer)


def _different(inputs: Inputs, answer: Planned) -> None:
    left, right = st.columns(2)
    number = int(left.slider("How many plans", 1, MOST_PLANS, 3, key="other-plans-number"))
    differ = int(
        right.slider(
            "Any two differ in at least so many focus areas",
            1,
            MOST_APART,
            4,
            key="other-plans-differ",
            help="One that goes out and one that comes in for it count as two.",
        )
    )
    question = AlternativesQuestion(
        scenario=answer.scenario, plan=asking.effort(), number=number, differ=differ
    )
    job = asking.ask(inputs, question, asking.WHAT_ELSE)
    found = asking.result(job, "Looking for other plans")
    if found is None or not (found or job.over):
        return
    setting = asking.setting(inputs, answer.scenario, answer.plan)
    report = alternatives.report(
        found,
        setting,
        plan=brief(answer, setting),
        asked=number,
        differ=differ,
        complete=job.over,
        stopped=asking.stopped(job),
    )
    render.part(report, "other-plans")


def _favouring(inputs: Inputs, answer: Planned) -> None:
    offered = favours(inputs.study)
    left, right = st.columns(2)
    favour = left.selectbox(
        "As many as can be of",
        list(offered),
        index=None,
        format_func=lambda one: offered[one],
        key="favour",
        placeholder="Choose a kind or region",
    )
    share = right.slider(
        "Giving up at most so many % of the plan's worth",
        0.5,
        10.0,
        2.0,
        0.5,
        format="%.1f",
        key="favour-within",
    )
    if favour is None:
        return
    question = FavouringQuestion(
        scenario=answer.scenario, plan=asking.effort(), favour=favour, share=share / 100
    )
    job = asking.ask(inputs, question, asking.WHAT_ELSE)
    found = asking.result(job, f"Looking for a plan with more of {markdown(offered[favour])}")
    if found is None:
        return
    setting = asking.setting(inputs, answer.scenario, answer.plan)
    report = alternatives.favouring(
        found,
        setting,
        plan=brief(answer, setting),
        favour=favour,
        label=offered[favour],
        stopped=asking.stopped(job),
    )
    render.part(report, "favouring")
