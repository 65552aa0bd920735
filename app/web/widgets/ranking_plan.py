"""What the plan says to how sure a ranking is: who is in how many of the best lists."""

from collections.abc import Mapping

import streamlit as st

from app.web import asking, state, sureness
from app.web.study_source import Inputs
from app.web.widgets import list_sureness
from optimizer.robust.core_index import CandidateIndex, core_indices
from optimizer.robust.uncertainty import UncertaintyModel

SWITCH = "ranking-plan-sure"
"""Key of the switch."""
PATIENCE = 2.0
"""Seconds to wait for the plan."""


def known(inputs: Inputs, held: UncertaintyModel) -> Mapping[str, CandidateIndex]:
    """Return in how many best lists each candidate is, as far as that was asked already."""
    found = sureness.known(inputs, state.session().scenario, held)
    return {} if found is None else {one.id: one for one in core_indices(found)}


def draw(inputs: Inputs, kind: str, belief: str, held: UncertaintyModel) -> None:
    """Offer to find the best list of each draw; show who of a kind is in how many.

    Args:
        inputs: the study.
        kind: the kind shown.
        belief: what is believed of weights.
        held: what is drawn, and from where.
    """
    scenario = state.session().scenario
    label = inputs.study.configuration.criteria.kinds[kind].label.lower()
    st.markdown(f"#### And which {label} are in the plan?")
    st.caption(
        "A place is not a plan: a plan also heeds staff, money, rules and balance. So the whole "
        "plan is made again for each draw."
    )
    wanted = st.toggle(
        "Plan again under many draws of the weights and of what is not known",
        key=SWITCH,
        persist_state="session",
        help="It takes some minutes in the background, shows what it has as it goes, and can be "
        "stopped.",
    )
    if not wanted:
        return
    job = asking.current(inputs)
    asking.wait(job, PATIENCE)
    if job.shown is None or not job.shown.plan.found:
        st.info("There is no plan of these levers yet; see the page What-if.")
        return
    list_sureness.draw(
        inputs,
        scenario,
        job.shown.plan.decisions,
        belief=belief,
        held=held,
        key="ranking",
        kind=kind,
    )
