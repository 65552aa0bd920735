"""Ways out of conditions that no plan meets: the smallest sets to give up, the cheapest first."""

import streamlit as st

from app.web import asking, state
from app.web.study_source import Inputs
from app.web.widgets.picture import csv_button
from config.configuration import Configuration
from config.problems import InputError
from optimizer.scenario import Scenario
from optimizer.why.infeasible import MOST_SETS, Corrections
from questions.conditions import WaysOutQuestion
from reports.condition_words import ConditionWords
from reports.tables.ways_out import scenario_without, way_rows
from reports.words import count, sentence

SHOWN = 6
"""Ways out that have a button each."""


def draw(inputs: Inputs, scenario: Scenario) -> None:
    """Look for ways out of a scenario without a plan, and offer to take one."""
    problem = asking.problem(inputs, scenario)

    job = asking.ask(inputs, WaysOutQuestion(scenario=scenario), asking.WHAT_ELSE)
    found = asking.result(job, "Looking for ways out")
    if found is not None:
        told = ConditionWords(problem, scenario, typed=False)
        _shown(told, found, inputs.study.configuration)


def _shown(told: ConditionWords, found: Corrections, configuration: Configuration) -> None:
    if found.feasible or not found.sets:
        return
    smallest = len(found.sets[0].conditions)
    st.markdown(
        f"**{count(len(found.sets), 'way')} out: it is enough to loosen "
        f"{count(smallest, 'condition')}.** Each set is a smallest one: with any part of it left "
        "in force there is still no plan. Of sets of one size the one that leaves the best plan "
        "comes first."
    )
    rows = way_rows(found, told)
    for place, one in enumerate(found.sets[:SHOWN]):
        row = rows.iloc[place]
        without = scenario_without(told.scenario, one, configuration)
        _way(without, str(row["Way out"]), str(row["In words"]), place)
    if len(found.sets) > SHOWN:
        with st.expander(f"{len(found.sets) - SHOWN} more"):
            st.dataframe(rows.iloc[SHOWN:], hide_index=True)
    if not found.complete:
        st.caption(f"There may be further ways out; no more than {MOST_SETS} are looked for.")
    csv_button(rows, "ways-out")


def _way(without: Scenario | None, words: str, worth: str, place: int) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{_plain(sentence(words))}**  \n{worth}", width="stretch")
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


def _take(scenario: Scenario) -> None:
    """Move the levers; say why, where they cannot be moved so."""
    try:
        state.move(scenario)
    except InputError as error:
        state.session().notices = tuple(str(problem) for problem in error.problems)


def _plain(text: str) -> str:
    """Return text in which no character means anything to Markdown."""
    return "".join(f"\\{sign}" if sign in "*_`[]$#<>|~" else sign for sign in text)
