"""Overview: where do we stand?"""

import streamlit as st

from app.web import asking, render, state
from app.web.review import in_short
from app.web.widgets import backtest, standing, sureness
from app.web.widgets.header import header
from optimizer.study import BASELINE, Study
from questions.plan import Planned
from reports import overview
from reports import plan as plan_report
from reports.escape import markdown
from reports.report import Report
from reports.standing import legend
from reports.words import count_of

# Key of the switch that asks how sure the list is.
SURE = "overview-sure"
# Where those stand who are in the plan.
INSIDE = ("enters", "stays")


def show() -> None:
    """Render the page."""
    study = state.study()
    at_hand = asking.at_hand(asking.baseline(study))
    plan, planned = at_hand.plan, at_hand.planned
    sample = standing.sample(study, BASELINE, settled=at_hand.settled)
    line = standing.line(study, BASELINE, settled=at_hand.settled)
    setting = asking.setting(study, BASELINE, plan)
    tested = backtest.of_baseline(study, settled=at_hand.settled)
    report = overview.report(plan, setting, sample=sample, tested=tested, line=line)
    header("overview", report, at_hand.note)
    in_short.render()
    marks = legend(sample)
    if marks:
        st.caption(markdown(marks))
    _regions(report)
    standing.rests_on(report, told=marks)
    asking.progress(study, at_hand, stoppable=False)
    _others(study, report)
    _maps(report)
    if planned is not None:
        scores, used = st.columns([0.55, 0.45], gap="medium")
        with scores:
            _scores(report)
        with used:
            render.section(plan_report.report(planned, setting)["capacity"], "overview")
        _list_sureness(study, planned, settled=at_hand.settled)
        render.section(report["standing"], "overview")


def _regions(report: Report) -> None:
    rows, main = report.table("standing").rows, report.facts["kind"]
    groups = []
    for region in sorted({row["region"] for row in rows if row["kind"] == main}):
        here = [row for row in rows if row["region"] == region]
        groups.append((region, [row for row in here if row["kind"] == main]))
    standing.abreast(groups, "main")


def _others(study: Study, report: Report) -> None:
    rows, main = report.table("standing").rows, report.facts["kind"]
    render.say(report.text[1:] if report.facts["draft"] else report.text)
    for name, kind in study.configuration.criteria.kinds.items():
        own = [row for row in rows if row["kind"] == name]
        if name == main or not own:
            continue
        inside = sum(row["standing"] in INSIDE for row in own)
        st.markdown(f"#### {markdown(count_of(inside, kind))}")
        regions = sorted({row["region"] for row in own})
        if len(regions) > 1:
            standing.abreast(
                [(one, [row for row in own if row["region"] == one]) for one in regions], name
            )
        else:
            size = -(-len(own) // standing.ABREAST)
            parts = [("", own[at : at + size]) for at in range(0, len(own), size)]
            standing.abreast(parts, name)


def _maps(report: Report) -> None:
    world, *insets = report["map"].pictures or (None,)
    if world is None:
        return
    st.markdown(f"#### {markdown(report['map'].title)}")
    render.picture(world, "overview")
    for column, one in zip(st.columns(max(1, len(insets))), insets, strict=False):
        with column:
            render.picture(one, "overview")


def _scores(report: Report) -> None:
    found = report["scores"]
    st.markdown(f"#### {markdown(found.title)}")
    render.say(found.text)
    for tab, one in zip(
        st.tabs([markdown(p.text) for p in found.pictures]), found.pictures, strict=True
    ):
        with tab:
            render.picture(one, "overview")


def _list_sureness(study: Study, planned: Planned, *, settled: bool) -> None:
    st.markdown("#### How sure is the recommended list?")
    wanted = sureness.switch(SURE, disabled=not settled)
    if not settled:
        st.caption(":material/hourglass: As soon as the list stands …")
    elif wanted:
        held = sureness.uncertainty_choice(study, BASELINE)
        sureness.show(study, BASELINE, planned, held, "overview")


show()
