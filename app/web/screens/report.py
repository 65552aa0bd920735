"""Report: what do we take away? The brief, the decision record, minutes, tables, public pages."""

import streamlit as st

from app.web import asking, render, state
from app.web.report.offering import render_offers
from app.web.report.subject import Subject, of_round, on_screen
from app.web.review import reading
from app.web.widgets.choices import one_of, picked
from app.web.widgets.header import header
from reports import brief, method, record, shortlist
from reports.escape import markdown
from reports.setting import Setting

# Key of the choice of region, and what it is called where all regions are wanted.
REGION, ALL = "report-region", "Everything"
# What the page is about: the plan on screen, or a round.
ABOUT, ON_SCREEN, WHICH = "report-about", "screen", "report-round"


def show() -> None:
    """Render the page."""
    top = st.container()
    seen = reading.look(str(st.session_state.get(WHICH) or ""))
    about = ON_SCREEN
    if seen is not None and seen.view is not None:
        names = {"round": seen.view.round.title, ON_SCREEN: "The plan on screen"}
        with st.container(horizontal=True, vertical_alignment="center"):
            about = one_of("About", names, ABOUT, titled=False)
            if about == "round" and len(seen.rounds) > 1:
                titles = {one.id: one.title for one in reversed(seen.rounds)}
                picked("Round", titles, WHICH, width=260)
    if about == "round" and seen is not None and seen.view is not None:
        subject = of_round(seen, seen.view)
        if subject is None:
            with top:
                header("report", brief.NO_PLAN)
            return
        _subject(top, subject)
        return
    found, at_hand = on_screen()
    if found is None:
        with top:
            header("report", brief.NO_PLAN)
            asking.progress(state.study(), at_hand, stoppable=False)
        st.info("What-if says why there is no plan, or when it will be there.")
        return
    _subject(top, found)
    with top:
        asking.progress(found.study, at_hand, stoppable=False)


def _subject(top: "st.delta_generator.DeltaGenerator", subject: Subject) -> None:
    region, known = _region(subject.setting), subject.decision
    told = brief.report(
        subject.plan,
        subject.setting,
        region=region,
        sample=subject.sample,
        line=subject.line,
        others=None if known is None else record.others(known, subject.setting),
        view=subject.view,
        head=subject.head,
    )
    with top:
        note = "" if subject.view is None else f" · {markdown(subject.title)}"
        header("report", told.answer, note)
    render_offers(subject, told)
    render.body(told, "report")
    with st.expander(method.TITLE):
        render.body(method.report(subject.setting), "report")


def _region(setting: Setting) -> str | None:
    regions = shortlist.regions(setting)
    if not regions:
        return None
    chosen = one_of("Region", {name: name for name in (ALL, *regions)}, REGION, titled=False)
    return None if chosen == ALL else chosen


show()
