"""Criteria: what counts?"""

from collections.abc import Mapping

import streamlit as st

from app.web import asking, state
from app.web.navigation import screen
from app.web.study_source import Inputs
from app.web.widgets import people, people_plans, value_functions
from app.web.widgets.choices import kind_choice, one_of, page_of
from app.web.widgets.fields import retry
from app.web.widgets.header import header
from app.web.widgets.picture import csv_button, picture
from app.web.widgets.table import candidate_table
from app.web.widgets.weighing import WAYS, draft, forget
from config.criteria import Kind
from optimizer.levers import SAME, WEIGHTS_OF_CRITERIA, configured
from questions.rank_sureness import first_places
from reports.charts.criteria import place_moves, weight_bars
from reports.tables.criteria import change_table, weight_table
from reports.tables.selection import of_values, usual
from reports.words import count, count_of, listing, mid_sentence
from scoring.rank_change import RankingChange, ranking_change

# Candidates in one picture.
PAGE = 20
# Parts of the page.
PARTS = {"weights": "What weighs how much?", "values": "What is good, and how good?"}
# Key of the choice of part.
PART = "criteria-part"
# The way to weigh that several people share.
PEOPLE = "people"


def show() -> None:
    """Draw the page."""
    inputs = state.inputs()
    configuration = inputs.study.configuration
    top = st.container()
    kind_id = kind_choice(configuration)
    kind = configuration.criteria.kinds[kind_id]
    scenario = state.session().scenario
    criteria = configured(scenario, configuration).criteria
    now = criteria.kinds[kind_id].weights
    with top:
        header(screen("criteria").question, _answer(kind, now))
    st.caption(f"From {kind.source}. {kind.why}")
    for text in state.session().notices:
        st.warning(text)
    if one_of("Part of the page", PARTS, PART, titled=False) == "values":
        value_functions.draw(inputs, kind_id)
        return
    fields, effect = st.columns([0.42, 0.58], gap="large")
    with fields:
        ways = {**WAYS, PEOPLE: "Several people"}
        way = one_of("How do you want to weigh?", ways, "criteria-way")
        if way == PEOPLE:
            weights = people.enter(kind_id, kind, criteria)
        else:
            weights = draft(way, kind_id, kind, now)
    if way == PEOPLE:
        _people(inputs, kind_id, kind)
    if weights is None:
        return
    found = _change(inputs, kind_id, weights)
    places = first_places(inputs.study.dataset, [change.id for change in found.changes])
    with effect:
        st.markdown(f"**{_moves(found, places, kind)}**")
        _weights(inputs, kind_id, weights, now)
    if found.moved:
        _effect(inputs, kind_id, found, places)


def _people(inputs: Inputs, kind_id: str, kind: Kind) -> None:
    """Show people's numbers, where they disagree, and what each of them would do."""
    if not state.session().people:
        return
    people.editor(kind_id, kind)
    group = people.group_of(kind_id, kind)
    if group is not None:
        people.disagreement(kind_id, kind, group)
    people_plans.draw(inputs, kind_id)


def _answer(kind: Kind, now: Mapping[str, float]) -> str:
    criteria = count(len(now), "criterion", "criteria")
    shares = {f"{share * 100:.1f}" for share in now.values()}
    if len(shares) == 1:
        return (
            f"{criteria} count for {kind.label.lower()}, all the same at present: "
            f"{shares.pop()} of 100."
        )
    heaviest = max(now, key=lambda name: now[name])
    return (
        f"{criteria} count for {kind.label.lower()}; the heaviest at present is "
        f"{mid_sentence(kind.criteria[heaviest].label)} with {now[heaviest] * 100:.1f} of 100."
    )


def _weights(
    inputs: Inputs, kind_id: str, weights: Mapping[str, float], now: Mapping[str, float]
) -> None:
    """Show the draft as shares of 100, with what applies it and what takes it back."""
    configuration = inputs.study.configuration
    kind = configuration.criteria.kinds[kind_id]
    table = weight_table(kind, weights, kind.weights)
    picture(
        weight_bars(table),
        describe="Weights of 100: "
        + listing([f"{row.Criterion} {row.Weight:.1f}" for row in table.itertuples()]),
        name=f"weights-{kind_id}",
    )
    st.caption("Bars: these weights, of 100. Pink marks: the weights of criteria.yaml.")
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
        csv_button(table, f"weights-{kind_id}")
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
    return ranking_change(
        asking.scorecard(inputs).kinds[kind_id],
        asking.scorecard(inputs, scenario).kinds[kind_id],
        among={one.id for one in of_values(dataset.of_kind(kind_id), _usual(inputs, kind_id))},
    )


def _usual(inputs: Inputs, kind_id: str) -> dict[str, list[str]]:
    """Return the filter that leaves out what published evidence hardly speaks of."""
    return {"level": usual(inputs.study.dataset, kind_id, "level")}


def _effect(inputs: Inputs, kind_id: str, found: RankingChange, places: int) -> None:
    """Show every place before and after."""
    level = listing(_usual(inputs, kind_id)["level"])
    kept = "" if level == "none" else f", {level} members only"
    st.markdown("#### What it does to the ranking")
    st.caption(f"Against the weights of criteria.yaml{kept}. Dashed: the first {places} end here.")
    table = change_table(found)
    place = st.container()
    start, _ = page_of(found.changes, PAGE, "criteria-page")
    page = table.iloc[start : start + PAGE]
    with place:
        picture(
            place_moves(page, places),
            describe="Places with these weights, and with the configured ones: "
            + listing(
                [f"{row.Candidate} {row.Place} (before {row.Before})" for row in page.itertuples()]
            ),
            name=f"places-{kind_id}",
        )
    number = st.column_config.NumberColumn(format="%.1f")
    candidate_table(
        table,
        key="criteria-table",
        name=f"places-{kind_id}",
        columns={
            "Score": number,
            "Score before": number,
            "Gained": st.column_config.NumberColumn("Places gained", format="%+d"),
        },
        height=400,
    )


def _moves(found: RankingChange, places: int, kind: Kind) -> str:
    moved = len(found.moved)
    if not moved:
        return "Nothing moves: the ranking is that of the configured weights."
    sentence = f"{count_of(moved, kind).capitalize()} of {len(found.changes)} change places"
    if found.spearman is not None:
        sentence += f" (rank correlation {found.spearman:.2f})"
    into = [change.name for change in found.into_first(places)]
    out = [change.name for change in found.out_of_first(places)]
    if not into:
        return f"{sentence}; the first {places} stay the same."
    return f"{sentence}; {listing(into)} come among the first {places}, {listing(out)} drop out."


show()
