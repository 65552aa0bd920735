"""The network of partners in pictures that can be read: lanes, and the view around one."""

import streamlit as st

from app.web import asking, render, state
from app.web.widgets.choices import one_of, picked
from optimizer.study import Study
from questions import partners as ask
from reports.charts.partners import CENTRE
from reports.partners import around, candidate, partner
from reports.report import Picture, Report
from reports.setting import Setting

LANES = 30
"""Partners in one picture of the lanes."""
PLACES = 40
"""Focus areas with a region from which on the lanes show one region at a time."""
RING, RINGS = 30, 14
"""Most nodes beside one, and in each of two columns."""
MIDDLE = "partners-middle"
CAME_FROM = "partners-came-from"


def render_lanes(study: Study, focus: tuple[str, ...], setting: Setting) -> None:
    """Show places, partners and themes in three lanes."""
    region = {one: study.dataset.by_id[one].region for one in focus}
    regions = sorted(set(region.values()) - {""})
    if len(regions) > 1 and sum(map(bool, region.values())) > PLACES:
        wanted = one_of("Region", {name: name for name in regions}, "partners-lanes-region")
        focus = tuple(one for one in focus if region[one] in ("", wanted))
    found = asking.at_once(study, ask.LanesQuestion(focus=focus, most=LANES))
    render.section(around.lanes(found, setting), "partners")


def render_around(study: Study, focus: tuple[str, ...], setting: Setting) -> str:
    """Show one partner or candidate, and who is around; return the answer in a sentence."""
    dataset, kinds = study.dataset, study.configuration.criteria.kinds
    what = {one.id: kinds[one.kind].singular.lower() for one in dataset.candidates}
    partners = sorted((one.id for one in dataset.partners), key=lambda one: setting.partner(one))
    options = [*partners, *sorted(what, key=setting.label)]
    if not options:
        return "There is neither a partner nor a candidate on record."
    _come_from(study, options, focus)
    choice, rings = st.columns([0.7, 0.3], vertical_alignment="bottom")
    names = {
        one: f"{setting.label(one)} ({what[one]})"
        if one in what
        else f"{setting.partner(one)} (partner)"
        for one in options
    }
    with choice:
        middle = str(picked("In the middle", names, MIDDLE, persist_state="session"))
    state.session().looked_at = st.session_state[CAME_FROM] = middle
    wide = rings.toggle("Also those around them", key="partners-rings", persist_state="session")
    question = ask.AroundQuestion(
        centre=middle, rings=2 if wide else 1, most=RINGS if wide else RING
    )
    ego = asking.at_once(study, question)
    if middle in what:
        about = asking.at_once(study, ask.CandidateQuestion(candidate=middle))
        found = candidate.report(about, setting, ego=ego)
    else:
        one = asking.at_once(study, ask.PartnerQuestion(partner=middle, focus=focus))
        found = partner.report(one, setting, ego=ego)
    _show(found, options)
    return found.answer


def _come_from(study: Study, options: list[str], focus: tuple[str, ...]) -> None:
    """Put whoever was looked at last in the middle; to begin with the one on whom most hangs."""
    came = state.session().looked_at
    if came in options and st.session_state.get(CAME_FROM) != came:
        st.session_state[MIDDLE] = came
    elif MIDDLE not in st.session_state:
        ranked = asking.at_once(study, ask.TiesQuestion(focus=focus)).dependence
        st.session_state[MIDDLE] = ranked[0].partner if ranked else options[0]


def _show(found: Report, options: list[str]) -> None:
    render.say(found.text)
    for section in found.sections:
        if section.id == "around":
            render.say(section.text)
            for picture in section.pictures:
                _picture(picture, options)
        else:
            render.section(section, "around")
    render.notes(found.notes)


def _picture(picture: Picture, options: list[str]) -> None:
    def chosen(ident: str) -> None:
        if ident in options:
            st.session_state[MIDDLE] = ident

    render.picture(picture, "partners", selects=CENTRE, on_pick=chosen)
