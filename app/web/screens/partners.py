"""Partners: who else is there? Overlaps, gaps, and what hangs on one of them."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app.web import asking, state
from app.web.navigation import screen
from app.web.study_source import Inputs
from app.web.widgets import partner_convene, partner_glance, partner_network, partner_without
from app.web.widgets.choices import one_of
from app.web.widgets.header import header
from ecosystem.gaps import Served
from ecosystem.graph import in_force
from ecosystem.overview import Overview
from optimizer.plan import Plan
from questions.jobs import Job
from questions.network import OverviewQuestion
from questions.plan import Planned
from reports.words import count

# Seconds to wait for the plan before the page is drawn without it.
PATIENCE = 2.0
# Whose focus areas can be looked at.
LISTS = {"force": "The list in force", "plan": "The plan of these levers"}
# Parts of the page.
PARTS = {
    "glance": "At a glance",
    "lanes": "Places and themes",
    "around": "Around one",
    "convene": "Whom to talk to",
    "without": "Without one",
}
# Key of the filter.
GROUPS = "partners-groups"


def show() -> None:
    """Draw the page."""
    inputs = state.inputs()
    job = asking.current(inputs)
    drawn = asking.wait(job, PATIENCE)
    top = st.container()
    left, right = st.columns([0.45, 0.55], vertical_alignment="bottom")
    with left:
        whose = one_of("Focus areas of", LISTS, "partners-list")
    plan = _plan(job) if whose == "plan" else None
    everyone = in_force(inputs.study.dataset) if plan is None else tuple(sorted(plan.ids))
    with right:
        focus = _narrowed(inputs, everyone)
    part = one_of("Part of the page", PARTS, "partners-part", titled=False)
    if part != "without":
        figures = asking.at_once(inputs, OverviewQuestion(focus=focus))
        _say(top, _answer(figures, plan, whole=focus == everyone))
    if whose == "plan" or part == "without":
        asking.progress(inputs, job, drawn)
    if not focus and part != "without":
        st.info("There is no focus area to look at. Choose the plan, or take a filter away.")
        return
    match part:
        case "glance":
            partner_glance.draw(inputs, focus, plan)
        case "lanes":
            partner_network.draw_lanes(inputs, focus)
        case "around":
            partner_network.draw_around(inputs, focus)
        case "convene":
            partner_convene.draw(inputs, focus)
        case _:
            partner_without.draw(inputs, job, lambda answer: _say(top, answer))


def _say(top: DeltaGenerator, answer: str) -> None:
    """Show the page's question and its answer."""
    with top:
        header(screen("partners").question, answer)


def _plan(job: Job[Planned]) -> Plan | None:
    """Return this session's plan; None, and a word about it, where there is none."""
    if job.shown is None or not job.shown.plan.found:
        st.info("There is no plan yet, so this is the list in force.")
        return None
    return job.shown.plan


def _narrowed(inputs: Inputs, everyone: tuple[str, ...]) -> tuple[str, ...]:
    """Show a filter by kind and region, and return the focus areas kept."""
    dataset, kinds = inputs.study.dataset, inputs.study.configuration.criteria.kinds
    candidates = [dataset.by_id[one] for one in everyone]
    options = [
        *(name for name in kinds if any(one.kind == name for one in candidates)),
        *sorted({one.region for one in candidates if one.region}),
    ]
    wanted = st.multiselect(
        "Only",
        options,
        format_func=lambda name: kinds[name].label if name in kinds else name,
        key=GROUPS,
        placeholder="all kinds and regions",
        persist_state="session",
    )
    of_kind = {name for name in wanted if name in kinds}
    of_region = set(wanted) - of_kind
    return tuple(
        one.id
        for one in candidates
        if (not of_kind or one.kind in of_kind) and (not of_region or one.region in of_region)
    )


def _answer(figures: Overview, plan: Plan | None, *, whole: bool) -> str:
    served = {way: len(ids) for way, ids in figures.served.items()}
    nobody = served[Served.NO_RECORD] + served[Served.RECORDED_AS_NONE]
    whose = "the list in force" if plan is None else "the plan"
    among = f"{count(figures.focus, 'focus area')} of {whose}" + ("" if whole else " chosen below")
    return (
        f"Of the {among}, {_so_many(served[Served.DIRECTLY], 'has', 'have')} partners of their "
        f"own, {_so_many(served[Served.FROM_AFAR], 'is', 'are')} reached from afar, and "
        f"{_so_many(nobody, 'has', 'have')} nobody on record."
    )


def _so_many(how_many: int, one: str, many: str) -> str:
    return f"{how_many or 'none'} {one if how_many == 1 else many}"


show()
