"""Overview: where do we stand?"""

import streamlit as st

from app import state, study_source, work
from app.charts.capacity import capacity_bars
from app.charts.world import SELECTION, world_map
from app.navigation import screen
from app.study_source import Inputs
from app.tables.plans import capacity_table
from app.tables.standing import list_table, map_table
from app.widgets.header import header
from app.widgets.picture import picture
from app.widgets.table import candidate_table
from app.words import count_of, gap, listing
from optimizer.plan import Plan

# Key of the map.
MAP = "world-map"
# Seconds to wait for the recommended list.
PATIENCE = 3.0


def show() -> None:
    """Draw the page."""
    inputs = state.inputs()
    job = work.baseline(inputs)
    job.wait(PATIENCE)
    plan = None if job.answer is None else job.answer.plan
    header(screen("overview").question, _answer(inputs, plan))
    _map(inputs, plan)
    if plan is not None and plan.found:
        _capacity(plan)
    _lists(inputs, plan)


def _answer(inputs: Inputs, plan: Plan | None) -> str:
    dataset, kinds = inputs.study.dataset, inputs.study.configuration.criteria.kinds
    in_force = listing(
        [
            count_of(sum(c.incumbent for c in dataset.of_kind(name)), kind)
            for name, kind in kinds.items()
        ]
    )
    if plan is None:
        return f"The list in force has {in_force}; the recommended list is being made."
    if not plan.found:
        return f"The list in force has {in_force}; no list meets all conditions as they stand."
    return (
        f"The list in force has {in_force}; the recommended list keeps {len(plan.stayed)} of "
        f"them, takes in {len(plan.entered)} and drops {len(plan.left)}."
    )


def _map(inputs: Inputs, plan: Plan | None) -> None:
    scorecard = study_source.scorecard(inputs)
    table = map_table(inputs.study.dataset, scorecard, plan)

    def chosen() -> None:
        points_chosen = st.session_state[MAP].selection.get(SELECTION, [])
        if points_chosen:
            state.open_card(str(points_chosen[0]["id"]))

    counts = table["standing"].value_counts()
    picture(
        world_map(table),
        describe=f"World map of {len(table)} members: "
        + listing([f"{number} {name}" for name, number in counts.items()])
        + ".",
        name="map",
        key=MAP,
        on_select=chosen,
    )


def _capacity(plan: Plan) -> None:
    st.markdown("#### Capacity used by the recommended list", help=gap(plan))
    for unit in ("staff-weeks", "USD"):
        table = capacity_table(plan, unit, plan.capacity[0].period, None)
        if len(table):
            picture(
                capacity_bars(table, unit),
                describe=listing([f"{r.label}: {r.text}" for r in table.itertuples()], 20),
                name=f"capacity-{unit}",
            )


def _lists(inputs: Inputs, plan: Plan | None) -> None:
    scorecard = study_source.scorecard(inputs)
    table = list_table(inputs.study.dataset, scorecard, plan)
    st.markdown("#### The lists")
    candidate_table(
        table,
        key="overview-list",
        name="lists",
        columns={
            "Score": st.column_config.NumberColumn(format="%.1f"),
            "Lowest": st.column_config.NumberColumn(format="%.0f"),
            "Highest": st.column_config.NumberColumn(format="%.0f"),
            "Coverage": st.column_config.NumberColumn(format="percent"),
        },
    )


show()
