"""Ways out of conditions that no plan meets: the smallest sets to give up, the cheapest first."""

import streamlit as st

from app.web import asking, render, state
from app.web.study_source import Inputs
from config.problems import InputError
from optimizer.levers import normal
from optimizer.scenario import Scenario
from questions.conditions import WaysOutQuestion
from reports import ways_out
from reports.escape import markdown

SHOWN = 6
"""Ways out that have a button each."""


def draw(inputs: Inputs, scenario: Scenario) -> None:
    """Look for ways out of a scenario without a plan, and offer to take one."""
    job = asking.ask(inputs, WaysOutQuestion(scenario=scenario), asking.WHAT_ELSE)
    found = asking.result(job, "Looking for ways out")
    if found is None or not found.sets:
        return
    report = ways_out.report(found, asking.setting(inputs, scenario))
    render.lead(report.answer)
    render.say(report.text)
    table = report.table("ways_out")
    for place, (one, row) in enumerate(zip(found.sets[:SHOWN], table.rows, strict=False)):
        after = one.lever(scenario)
        without = None if after is None else normal(after, inputs.study.configuration)
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            way, worth = markdown(row["way"]), markdown(row["worth"])
            st.markdown(f"**{way}**  \n{worth}", width="stretch")
            st.button(
                "Do that",
                key=f"way-out:{place}",
                on_click=_take,
                args=(without,),
                disabled=without is None,
                help="No lever of this page does that."
                if without is None
                else "Moves the levers so; Undo takes it back.",
            )
    with st.expander("All ways out in a table"):
        render.show_table(table, "ways-out")
    render.notes(report.notes)


def _take(scenario: Scenario) -> None:
    """Move the levers; say why, where they cannot be moved so."""
    try:
        state.move(scenario)
    except InputError as error:
        state.session().notices = tuple(str(problem) for problem in error.problems)
