"""Overview: where do we stand?"""

import streamlit as st

from app.web import asking, state, sureness
from app.web.navigation import screen
from app.web.study_source import Inputs
from app.web.widgets.header import header
from app.web.widgets.picture import picture
from app.web.widgets.table import candidate_table
from optimizer.plan import Plan
from optimizer.study import BASELINE
from questions.plan import Planned
from reports.charts.capacity import capacity_bars
from reports.charts.intervals import interval_dots
from reports.charts.world import SELECTION, world_map
from reports.plan import UNITS
from reports.quality_words import standing
from reports.sentences import plan_in_words, standing_sentence
from reports.tables.plans import capacity_numbers, capacity_table
from reports.tables.standing import list_table, map_table, mean_coverage
from reports.words import listing, percent

# Key of the map.
MAP = "world-map"
# Key of the switch that asks how sure the list is.
SURE = "overview-sure"
# Seconds to wait for the recommended list.
PATIENCE = 3.0


def show() -> None:
    """Draw the page."""
    inputs = state.inputs()
    job = asking.baseline(inputs)
    drawn = asking.wait(job, PATIENCE)
    plan = None if job.shown is None or not job.shown.plan.found else job.shown.plan
    header(screen("overview").question, standing_sentence(inputs.study, plan))
    _map(inputs, plan)
    lists, used = st.columns([0.55, 0.45], gap="medium")
    with lists:
        _how_sure(inputs, plan)
    with used:
        if plan is not None:
            _capacity(inputs, plan)
        asking.progress(inputs, job, drawn, stoppable=False)
    if job.shown is not None and plan is not None:
        _list_sureness(inputs, job.shown, settled=job.over)
    _lists(inputs, plan)


def _list_sureness(inputs: Inputs, planned: Planned, *, settled: bool) -> None:
    st.markdown("#### How sure is the recommended list?")
    wanted = st.toggle(
        "Plan again under many draws of the weights and of what is not known",
        key=SURE,
        disabled=not settled,
        persist_state="session",
        help="Finds the best list of each draw, and counts who is in how many of them. It takes "
        "some minutes in the background, shows what it has as it goes, and can be stopped.",
    )
    if not settled:
        st.caption(":material/hourglass: As soon as the list stands …")
    elif wanted:
        held = sureness.uncertainty_choice(inputs, BASELINE)
        sureness.show(inputs, BASELINE, planned, held, "overview")


def _map(inputs: Inputs, plan: Plan | None) -> None:
    table = map_table(inputs.study.dataset, asking.scorecard(inputs), plan)

    def chosen() -> None:
        found = st.session_state[MAP].selection.get(SELECTION, [])
        if found:
            state.open_card(str(found[0]["id"]))

    counts = table["standing"].value_counts()
    picture(
        world_map(table),
        describe=f"World map of {len(table)} members: "
        + listing([f"{number} {name}" for name, number in counts.items()])
        + ".",
        name="map",
        key=MAP,
        on_select=chosen,
        hint="Click a country to open its card. Small members are points.",
    )


def _how_sure(inputs: Inputs, plan: Plan | None) -> None:
    st.markdown("#### How sure are the scores?")
    table = list_table(inputs.study.dataset, asking.scorecard(inputs), plan)
    coverage = mean_coverage(table)
    if coverage is not None:
        st.write(
            f"On average {percent(coverage)} of a score rests on observed evidence. The line shows "
            "where a score could lie: long lines are gaps in the evidence."
        )
    kinds = list(dict.fromkeys(table["Kind"]))
    for tab, kind in zip(st.tabs(kinds) if kinds else (), kinds, strict=True):
        with tab:
            rows = table[table["Kind"] == kind].sort_values("Score", ascending=False)
            picture(
                interval_dots(rows),
                describe=f"Scores of {len(rows)} candidates with their intervals.",
                name=f"scores-{kind.lower()}",
                numbers=rows.drop(columns="id").round(1),
            )


def _capacity(inputs: Inputs, plan: Plan) -> None:
    st.markdown("#### What does the recommended list use?")
    st.write(f"{plan_in_words(plan, inputs.study.configuration)}. {standing(plan)}")
    period = plan.capacity[0].period if plan.capacity else ""
    for unit, title in UNITS:
        table = capacity_table(plan, unit, period, None)
        if len(table):
            picture(
                capacity_bars(table, title),
                describe=f"{title}: what is kept, used and free, for {len(table)} of them.",
                name=f"capacity-{unit}",
                numbers=capacity_numbers(table),
            )


def _lists(inputs: Inputs, plan: Plan | None) -> None:
    st.markdown("#### The list in force and the recommended list")
    candidate_table(
        list_table(inputs.study.dataset, asking.scorecard(inputs), plan),
        key="overview-list",
        name="lists",
        columns={
            "Score": st.column_config.NumberColumn(format="%.1f"),
            "Lowest": st.column_config.NumberColumn(format="%.0f"),
            "Highest": st.column_config.NumberColumn(format="%.0f"),
            "Coverage": st.column_config.NumberColumn(
                format="percent", help="Share of the weight that rests on observed evidence."
            ),
        },
    )


show()
