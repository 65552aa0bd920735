"""The card of a candidate: a drawer that any page can open."""

import streamlit as st

from app.web import asking, state, sureness
from app.web.study_source import Inputs
from app.web.widgets import card_tabs, overruling
from optimizer.plan import Plan
from optimizer.robust.core_index import core_indices
from reports import reasons, robust
from reports.words import interval, percent, score
from scoring.profile import Profile, profile

WIDTH = 760
"""Initial width of the drawer, in pixels."""
PATIENCE = 2.0
"""Seconds to wait for a plan before the card is shown without one."""


def draw(inputs: Inputs) -> None:
    """Show the card that is open, if one is."""
    wanted = state.session().card
    candidate = inputs.study.dataset.by_id.get(wanted or "")
    if candidate is None:
        return

    @st.dialog(
        candidate.name,
        width=WIDTH,
        position="right",
        icon=":material/badge:",
        on_dismiss=lambda: state.open_card(None),
    )
    def card() -> None:
        _content(inputs, candidate.id)

    card()


def _content(inputs: Inputs, candidate: str) -> None:
    mine = state.session()
    scorecard = asking.scorecard(inputs, mine.scenario)
    found = profile(scorecard, inputs.study.dataset, candidate)
    job = asking.current(inputs)
    asking.wait(job, PATIENCE)
    plan = None if job.shown is None else job.shown.plan
    _who(inputs, candidate)
    configuration = inputs.study.configuration
    if plan is None:
        st.info("The plan is still being made; open the card again in a moment.")
    else:
        st.markdown(
            f"**{reasons.reason(candidate, plan, mine.scenario, scorecard, configuration)}**"
        )
        _sureness(inputs, plan, candidate)
        overruling.draw(inputs, plan, candidate)
    _figures(found, len(scorecard.kinds[found.score.kind].ids))
    _tabs(inputs, found, plan)


def _sureness(inputs: Inputs, plan: Plan, candidate: str) -> None:
    """Tell in how many of the best lists it is, once that was asked on Overview or Ranking."""
    scenario = state.session().scenario
    uncertainty = sureness.uncertainty_chosen(inputs, scenario)
    sample = sureness.known(inputs, scenario, uncertainty)
    if sample is None:
        return
    indices = core_indices(sample, plan.decisions)
    found = next((one for one in indices if one.id == candidate), None)
    if found is not None:
        st.markdown(robust.in_how_many(found, sample.draws))


def _who(inputs: Inputs, candidate: str) -> None:
    row = inputs.study.dataset.by_id[candidate]
    kind = inputs.study.configuration.criteria.kinds[row.kind]
    parts = [
        kind.singular,
        row.region,
        row.attributes.get("income_group", ""),
        "" if row.status == "active" else row.status,
        "in the list now in force" if row.incumbent else "not in the list now in force",
    ]
    st.caption(" · ".join(part for part in parts if part))


def _figures(found: Profile, of: int) -> None:
    line = found.score
    place = "a gate fails" if line.rank is None else f"place {line.rank} of {of}"
    columns = st.columns(3)
    columns[0].metric(
        "Score, of 100", score(line.score), place, delta_color="off", delta_arrow="off"
    )
    columns[1].metric(
        "It could lie between",
        interval(line.low, line.high),
        "by what is not known",
        delta_color="off",
        delta_arrow="off",
        help="If everything unknown turned out worst, or best.",
    )
    columns[2].metric(
        "Coverage",
        percent(line.coverage),
        f"{percent(line.missing)} missing",
        delta_color="off",
        delta_arrow="off",
        help="Share of the weight that rests on observed evidence.",
    )
    if line.reasons:
        st.warning("  \n".join(line.reasons), icon=":material/door_front:")


def _tabs(inputs: Inputs, found: Profile, plan: Plan | None) -> None:
    names = ("Score", "In the plan", "Evidence", "Value functions", "Links and partners")
    made, planned, evidence, values, around = st.tabs(names)
    with made:
        card_tabs.score(inputs, found)
    with planned:
        card_tabs.in_plan(inputs, found, plan)
    with evidence:
        card_tabs.evidence(inputs, found)
    with values:
        card_tabs.value_functions(inputs, found)
    with around:
        card_tabs.around(inputs, found, plan)
