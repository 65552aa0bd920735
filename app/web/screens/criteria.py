"""Criteria: what counts?"""

from collections.abc import Mapping

import streamlit as st

from app.web import asking, render, state
from app.web.criteria import audit, people, trade_offs
from app.web.criteria.weighing import WAYS, draft, forget
from app.web.widgets import fields
from app.web.widgets.choices import kind_choice, one_of, page_of, picked
from app.web.widgets.fields import retry
from app.web.widgets.header import header
from data.selection import of_values, usual
from optimizer.levers import SAME, WEIGHTS_OF_CRITERIA
from optimizer.study import Study
from questions.rank_sureness import first_places
from reports import criteria
from reports.escape import markdown
from reports.report import Section
from reports.setting import Setting
from reports.words import listing
from scoring.rank_change import RankingChange, ranking_change

# Parts of the page.
PARTS = {
    "weights": "What weighs how much?",
    "values": "What is good, and how good?",
    "audit": "Is it sound?",
}
# Key of the choice of part.
PART = "criteria-part"
# The way to weigh that several people share.
PEOPLE = "people"
# The way to weigh by choosing between candidates.
QUESTIONS = "questions"


def show() -> None:
    """Render the page."""
    study, scenario = state.study(), state.session().scenario
    top = st.container()
    kind_id = kind_choice(study.configuration)
    setting = asking.setting(study, scenario)
    told = criteria.report(kind_id, setting)
    with top:
        header("criteria", told)
    st.caption(" ".join(map(markdown, told.text)))
    fields.notices()
    part = one_of("Part of the page", PARTS, PART, titled=False)
    if part == "values":
        _values(setting, kind_id)
        return
    if part == "audit":
        audit.render_audit(study, kind_id)
        return
    kind = study.configuration.criteria.kinds[kind_id]
    now = setting.configuration.criteria.kinds[kind_id].weights
    left, effect = st.columns([0.42, 0.58], gap="large")
    with left:
        ways = {**WAYS, QUESTIONS: "By easy questions", PEOPLE: "Several people"}
        way = one_of("How do you want to weigh?", ways, "criteria-way")
        if way == PEOPLE:
            weights = people.enter(kind_id, kind, setting.configuration.criteria)
        elif way == QUESTIONS:
            weights = trade_offs.enter(study, kind_id)
        else:
            weights = draft(way, kind_id, kind, now)
    if way == PEOPLE:
        people.render_group(study, kind_id, kind)
    if weights is None:
        if way == QUESTIONS:
            trade_offs.details(study, kind_id)
        return
    found = _change(study, kind_id, weights)
    places = first_places(study.dataset, [change.id for change in found.changes])
    levels = usual(study.dataset, kind_id, "level")
    below = st.container()
    start = page_of(found.changes, criteria.MOVES, "criteria-page")[0] if found.moved else 0
    told = criteria.report(
        kind_id,
        setting,
        draft=weights,
        change=found,
        places=places,
        which=f"{listing(levels)} members only" if levels else "",
        start=start,
    )
    with effect:
        render.lead(told["effect"].text[0])
        _weights(study, kind_id, told["weights"], weights, now)
    with below:
        if way == QUESTIONS:
            trade_offs.details(study, kind_id)
        _effect(told["effect"])


def _values(setting: Setting, kind_id: str) -> None:
    scores = setting.scorecard.kinds[kind_id]
    criteria_of = {name: one.label for name, one in scores.spec.criteria.items()}
    everyone = sorted(zip(scores.ids, scores.names, strict=True), key=lambda one: one[1].casefold())
    left, right = st.columns(2)
    with left:
        key = f"values-criterion:{kind_id}"
        name = picked("Criterion", criteria_of, key, persist_state="session")
    with right:
        marked = picked(
            "Mark a candidate",
            dict(everyone),
            f"values-candidate:{kind_id}",
            index=None,
            placeholder="none",
            persist_state="session",
        )
    about, *measures = criteria.value_functions(scores, str(name), setting, marked)
    st.markdown(f"#### {markdown(about.title)}")
    st.caption(" ".join(map(markdown, about.text)))
    for one in measures:
        render.lead(one.title)
        st.caption(" ".join(map(markdown, one.text)))
        for picture in one.pictures:
            render.picture(picture, "criteria")


def _weights(
    study: Study,
    kind_id: str,
    told: Section,
    weights: Mapping[str, float],
    now: Mapping[str, float],
) -> None:
    configuration = study.configuration
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


def _change(study: Study, kind_id: str, weights: Mapping[str, float]) -> RankingChange:
    """Return what the draft does to the ranking, next to the configured weights."""
    dataset = study.dataset
    scenario = WEIGHTS_OF_CRITERIA.move(
        state.session().scenario.but(weights={}), study.configuration, kind_id, weights
    )
    wanted = {"level": usual(dataset, kind_id, "level")}
    return ranking_change(
        asking.scorecard(study).kinds[kind_id],
        asking.scorecard(study, scenario).kinds[kind_id],
        among={one.id for one in of_values(dataset.of_kind(kind_id), wanted)},
    )


def _effect(told: Section) -> None:
    if not told.pictures:
        return
    st.markdown(f"#### {markdown(told.title)}")
    render.picture(told.pictures[0], "criteria")
    for table in told.tables:
        render.show_table(table, "criteria", height=400)


show()
