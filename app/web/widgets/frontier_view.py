"""The frontier: what more or less money, staff or room for another kind is worth."""

import streamlit as st

from app.web import asking, render
from app.web.study_source import Inputs
from app.web.widgets.choices import one_of
from questions.frontier import FrontierQuestion, offered
from questions.plan import Planned
from reports import frontier
from reports.escape import markdown
from reports.plan import brief

FINE = {"7": "about 7 points", "13": "13", "25": "25"}
"""How many points to aim for, in words."""


def show(inputs: Inputs, answer: Planned) -> None:
    """Offer what to hold the plan's worth against, and show that frontier as it grows."""
    against = offered(inputs.study)
    labels = {name: markdown(label) for name, (by, label) in against.items()}
    left, right = st.columns([0.66, 0.34])
    with left:
        chosen = one_of("What the plan is worth against …", labels, "frontier-by")
    with right:
        fine = int(one_of("How fine?", FINE, "frontier-points"))
    by, _ = against[chosen]
    question = FrontierQuestion(scenario=answer.scenario, plan=asking.effort(), by=by, points=fine)
    job = asking.ask(inputs, question, asking.WHAT_ELSE)
    line = asking.result(job, "Planning at every level")
    if line is None or not line.points:
        return
    setting = asking.setting(inputs, answer.scenario, answer.plan)
    report = frontier.report(
        line, setting, plan=brief(answer, setting), stopped=asking.stopped(job)
    )
    render.part(report, "frontier")
