"""Criteria: what counts?"""

from collections.abc import Mapping

import streamlit as st

from app.web import asking, render, state
from app.web.navigation import screen
from app.web.people import fields as people
from app.web.people import plans
from app.web.study_source import Inputs
from app.web.widgets import value_functions
from app.web.widgets.choices import kind_choice, one_of, page_of
from app.web.widgets.fields import retry
from app.web.widgets.header import header
from app.web.widgets.weighing import WAYS, draft, forget
from config.criteria import Kind
from data.selection import of_values, usual
from optimizer.levers import SAME, WEIGHTS_OF_CRITERIA
from questions.rank_sureness import first_places
from reports import criteria
from reports.escape import markdown
from reports.report import Section
from reports.words import listing
from scoring.rank_change import RankingChange, ranking_change

# Parts of the page.
PARTS = {"weights": "What weighs how much?", "values": "What is good, and how good?"}
# Key of the choice of part.
PART = "criteria-part"
# The way to weigh that several people share.
PEOPLE = "people"


def show() -> None:
    """Draw the page."""
    inputs, scenario = state.inputs(), state.session().scenario
    top = st.container()
    kind_id = kind_choice(inputs.study.configuration)
    setting = asking.setting(inputs, scenario)
    told = criteria.report(kind_id, setting)
    with top:
        header(screen("criteria").question, told.answer)
    st.caption(" ".join(map(markdown, told.text)))
    for text in state.session().notices:
        st.warning(markdown(text))
    if one_of("Part of the page", PARTS, PART, titled=False) == "values":
        value_functions.draw(inputs, kind_id)
        return
    kind = inputs.study.configuration.criteria.kinds[kind_id]
    now = setting.configuration.criteria.kinds[kind_id].weights
    fields, effect = st.columns([0.42, 0.58], gap="large")
    with fields:
        ways = {**WAYS, PEOPLE: "Several people"}
        way = one_of("How do you want to weigh?", ways, "criteria-way")
        if way == PEOPLE:
            weights = people.enter(kind_id, kind, setting.configuration.criteria)
        else:
            weights = draft(way, kind_id, kind, now)
    if way == PEOPLE:
        _people(inputs, kind_id, kind)
    if weights is None:
        return
    found = _change(inputs, kind_id, weights)
    places = first_places(inputs.study.dataset, [change.id for change in found.changes])
    below = st.container()
    start = page_of(found.changes, criteria.MOVES, "criteria-page")[0] if found.moved else 0
    told = criteria.report(
        kind_id,
        setting,
        draft=weights,
        change=found,
        places=places,
        which=_which(inputs, kind_id),
        start=start,
    )
    with effect:
        render.lead(told["effect"].text[0])
        _weights(inputs, kind_id, told["weights"], weights, now)
    with below:
        _effect(told["effect"])


def _people(inputs: Inputs, kind_id: str, kind: Kind) -> None:
    """Show people's numbers, where they disagree, and what each of them would do."""
    if not state.session().people:
        return
    people.editor(kind_id, kind)
    if people.group_of(kind_id, kind) is not None:
        people.disagreement(inputs, kind_id)
    plans.show(inputs, kind_id)


def _weights(
    inputs: Inputs,
    kind_id: str,
    told: Section,
    weights: Mapping[str, float],
    now: Mapping[str, float],
) -> None:
    """Show the draft as shares of 100, with what applies it and what takes it back."""
    configuration = inputs.study.configuration
    render.picture(told.pictures[0], "criteria")
    scenario = state.session().scenario
    applied = max(abs(weights[name] - share) for name, share in now.items()) < SAME

    def apply() -> None:
        retry(
            lambda: state.move(WEIGHTS_OF_CRITERIA.move(scenario, configuration, kind_id, weights))
        )

    def put_back() -> None:
        forget(kind_id)
        rest = {name: shares for name, shares in scenario.weights.items() if name != kind_id}
        retry(lambda: state.move(scenario.but(weights=rest)))

    with st.container(horizontal=True):
        st.button(
            "Apply to the scenario",
            on_click=apply,
            disabled=applied,
            type="primary",
            icon=":material/check:",
            key="apply-weights",
            help="Every page then reckons with these weights, in this session only.",
        )
        st.button(
            "Back to the configured weights",
            on_click=put_back,
            disabled=kind_id not in scenario.weights,
            icon=":material/restart_alt:",
            key="reset-weights",
        )
        (table,) = told.tables
        render.take_away(table.frame(), table.id, "criteria")
    st.caption(
        "These weights are in force in your scenario."
        if applied
        else "A draft: nothing changes on other pages until you apply it."
    )


def _change(inputs: Inputs, kind_id: str, weights: Mapping[str, float]) -> RankingChange:
    """Return what the draft does to the ranking, next to the configured weights."""
    dataset = inputs.study.dataset
    scenario = WEIGHTS_OF_CRITERIA.move(
        state.session().scenario.but(weights={}), inputs.study.configuration, kind_id, weights
    )
    wanted = {"level": usual(dataset, kind_id, "level")}
    return ranking_change(
        asking.scorecard(inputs).kinds[kind_id],
        asking.scorecard(inputs, scenario).kinds[kind_id],
        among={one.id for one in of_values(dataset.of_kind(kind_id), wanted)},
    )


def _which(inputs: Inputs, kind_id: str) -> str:
    """Return which candidates are compared: those of whom published evidence speaks."""
    levels = usual(inputs.study.dataset, kind_id, "level")
    return f"{listing(levels)} members only" if levels else ""


def _effect(told: Section) -> None:
    """Show every place before and after."""
    if not told.pictures:
        return
    st.markdown(f"#### {markdown(told.title)}")
    render.picture(told.pictures[0], "criteria")
    for table in told.tables:
        render.show_table(table, "criteria", height=400)


show()
