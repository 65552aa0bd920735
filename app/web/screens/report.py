"""Report: what do we take away? The brief, the decision record, public pages."""

from functools import partial

import streamlit as st

from app.export import record
from app.web import asking, render, state
from app.web.widgets import standing
from app.web.widgets.choices import one_of
from app.web.widgets.header import header
from optimizer.study import Study
from questions.decision import Decision
from questions.plan import Planned
from reports import brief, method, shortlist
from reports.record import HELD, two_pages
from reports.setting import Setting

# Key of the choice of region, and what it is called where all regions are wanted.
REGION, ALL = "report-region", "Everything"


def show() -> None:
    """Render the page."""
    study, scenario = state.study(), state.session().scenario
    top = st.container()
    regions = shortlist.regions(asking.setting(study, scenario))
    names = {name: name for name in (ALL, *regions)}
    chosen = one_of("Region", names, REGION, titled=False) if regions else ALL
    at_hand = asking.at_hand(asking.current(study))
    planned = at_hand.planned
    if planned is None:
        with top:
            header("report", brief.NO_PLAN)
            asking.progress(study, at_hand, stoppable=False)
        st.info("What-if says why there is no plan, or when it will be there.")
        return
    sample = standing.sample(study, scenario, settled=at_hand.settled)
    setting = asking.setting(study, scenario, planned.plan)
    region = None if chosen == ALL else chosen
    line = standing.line(study, scenario, settled=at_hand.settled)
    told = brief.report(planned.plan, setting, region=region, sample=sample, line=line)
    with top:
        header("report", told)
        asking.progress(study, at_hand, stoppable=False)
    render.body(told, "report")
    with st.expander(method.TITLE):
        render.body(method.report(setting), "report")
    _record(study, planned, settled=at_hand.settled)


def _record(study: Study, planned: Planned, *, settled: bool) -> None:
    """Offer the decision record of this session's plan."""
    st.markdown("#### The decision record")
    render.say(HELD)
    st.download_button(
        "Decision record",
        data=partial(_made, study, planned),
        file_name="decision-record.zip",
        mime="application/zip",
        key="report-record",
        icon=":material/verified:",
        on_click="ignore",
        disabled=not settled,
        help="Tables, settings, levers, plan and brief under one seal; focus verify checks it.",
    )


def _made(study: Study, planned: Planned) -> bytes:
    plan = planned.plan.but(seconds=0.0)
    decision = Decision(scenario=planned.scenario, planned=planned.but(plan=plan))
    told = two_pages(decision, Setting(study, planned.scenario, plan))
    title = study.configuration.criteria.title
    content, _ = record.made(title, study, decision, brief=told)
    return content


show()
