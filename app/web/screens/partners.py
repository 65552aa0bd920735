"""Partners: who else is there? Overlaps, gaps, and what hangs on one of them."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app.web import asking, render, state
from app.web.partners import around, without
from app.web.widgets.choices import one_of
from app.web.widgets.header import header
from optimizer.plan import Plan
from optimizer.study import Study
from questions import partners as ask
from reports.escape import visible
from reports.partners import ecosystem, gaps, overlap
from reports.partners.words import NO_LIST
from reports.report import Report
from reports.setting import Setting

# Whose focus areas can be looked at.
LISTS = {"force": "The list in force", "plan": "The plan of these levers"}
# Parts of the page.
PARTS = {
    "glance": "Focus areas",
    "overlap": "Overlap",
    "gaps": "Gaps",
    "lanes": "Places and themes",
    "around": "Around one",
    "convene": "Whom to talk to",
    "without": "Without one",
}
# Key of the filter.
GROUPS = "partners-groups"


def show() -> None:
    """Render the page."""
    study = state.study()
    at_hand = asking.at_hand(asking.current(study))
    top = st.container()
    part = one_of("Part of the page", PARTS, "partners-part", titled=False)
    if part == "without":
        asking.progress(study, at_hand)
        without.render_without(study, at_hand, lambda answer: _say(top, answer))
        return
    left, right = st.columns([0.45, 0.55], vertical_alignment="bottom")
    everyone = tuple(sorted(one.id for one in study.dataset.candidates if one.incumbent))
    whose = "plan"
    with left:
        if everyone:
            whose = one_of("Focus areas of", LISTS, "partners-list")
        else:
            st.info(NO_LIST)
    plan = _plan(at_hand) if whose == "plan" else None
    if plan is not None:
        everyone = tuple(sorted(plan.ids))
    with right:
        focus = _narrowed(study, everyone)
    if whose == "plan":
        asking.progress(study, at_hand)
    setting = asking.setting(study, state.session().scenario, plan)
    if part == "around":
        _say(top, around.render_around(study, focus, setting))
    else:
        found = _report(study, part, focus, setting, chosen=focus != everyone)
        _say(top, found)
        if focus:
            _body(study, found, part, focus, setting)


def _report(
    study: Study, part: str, focus: tuple[str, ...], setting: Setting, *, chosen: bool
) -> Report:
    if part == "overlap":
        planned = None if setting.plan is None else ask.services_of(setting.plan)
        question = ask.OverlapsQuestion(focus=focus, planned=planned)
        return overlap.report(asking.at_once(study, question), setting)
    if part == "gaps":
        return gaps.report(asking.at_once(study, ask.GapsQuestion(focus=focus)), setting)
    served = asking.at_once(study, ask.ServedQuestion(focus=focus))
    convene = part == "convene"
    ties = asking.at_once(study, ask.TiesQuestion(focus=focus)) if convene else None
    return ecosystem.report(served, setting, ties=ties, chosen=chosen)


def _body(study: Study, found: Report, part: str, focus: tuple[str, ...], setting: Setting) -> None:
    if part == "lanes":
        around.render_lanes(study, focus, setting)
    elif part == "convene":
        wanted = (section.id for section in found.sections if section.id != "focus_areas")
        render.body(found, "partners", sections=wanted)
    else:
        render.body(found, "partners")
    if part == "overlap" and setting.plan is None:
        st.caption("Choose the plan above to see what OGP's own support would repeat.")


def _say(top: DeltaGenerator, answer: str | Report) -> None:
    with top:
        header("partners", answer)


def _plan(at_hand: asking.AtHand) -> Plan | None:
    """Return this session's plan; None, and a word about it, where there is none."""
    if at_hand.planned is None:
        st.info("There is no plan yet, so this is the list in force.")
        return None
    return at_hand.planned.plan


def _narrowed(study: Study, everyone: tuple[str, ...]) -> tuple[str, ...]:
    dataset, kinds = study.dataset, study.configuration.criteria.kinds
    candidates = [dataset.by_id[one] for one in everyone]
    options = [
        *(name for name in kinds if any(one.kind == name for one in candidates)),
        *sorted({one.region for one in candidates if one.region}),
    ]
    wanted = st.multiselect(
        "Only",
        options,
        format_func=lambda name: visible(kinds[name].label if name in kinds else name),
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


show()
