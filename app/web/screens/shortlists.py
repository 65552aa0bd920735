"""Shortlists: what is on the table of a region's taskforce?"""

from functools import partial

import streamlit as st

from app.web import asking, render, state
from app.web.navigation import screen
from app.web.study_source import Inputs
from app.web.widgets import crossing, standing
from app.web.widgets.choices import one_of
from app.web.widgets.header import header
from optimizer.plan import Plan
from reports import shortlist
from reports.html import page
from reports.report import Report

# Seconds to wait for a plan before saying that it is being worked out.
PATIENCE = 1.5
# Key of the choice of region.
REGION = "shortlist-region"
# Boxes that a taskforce ticks on paper.
PEN = ("Agree", "Object")


def show() -> None:
    """Draw the page."""
    inputs, scenario = state.inputs(), state.session().scenario
    top = st.container()
    known = shortlist.regions(asking.setting(inputs, scenario))
    if not known:
        header(screen("shortlists").question, "No candidate of this dataset has a region.")
        return
    region = one_of("Region", {name: name for name in known}, REGION, titled=False)
    job = asking.current(inputs)
    drawn = asking.wait(job, PATIENCE)
    plan = None if job.shown is None else job.shown.plan
    sample = standing.sample(inputs, scenario, job)
    report = shortlist.report(region, plan, asking.setting(inputs, scenario, plan), sample=sample)
    with top:
        header(screen("shortlists").question, report.answer)
        asking.progress(inputs, job, drawn, stoppable=False)
    if plan is None or not plan.found:
        st.info("What-if says why there is no plan, or when it will be there.")
        return
    _print(report)
    kinds = inputs.study.configuration.criteria.kinds
    for name, (title, _, _) in shortlist.LISTS.items():
        rows = report.table(name).rows
        if rows:
            st.markdown(f"#### {title}")
            own = {kind.label: [r for r in rows if r["kind"] == one] for one, kind in kinds.items()}
            standing.abreast([(one, r) for one, r in own.items() if r], name, whole=True)
    _again(inputs, plan, report, settled=job.over)
    standing.rests_on(report)
    _pictures(report)
    for name in (*shortlist.LISTS, "support"):
        render.section(report[name], f"shortlist-{name}")


def _print(report: Report) -> None:
    st.download_button(
        "One page to print",
        data=partial(page, report, pen=dict.fromkeys(shortlist.LISTS, PEN)),
        file_name=f"shortlist-{report.facts['region']}.html".replace(" ", "-").lower(),
        mime="text/html",
        key="shortlist-print",
        icon=":material/print:",
        on_click="ignore",
        help="A page that opens in any browser, without the network, with room to agree, to object "
        "and to sign; print it from there.",
    )


def _again(inputs: Inputs, plan: Plan, report: Report, *, settled: bool) -> None:
    rows = [row for name in ("next", "leaving", "inside") for row in report.table(name).rows]
    region = report.facts["region"]
    ids = [row["id"] for row in rows]
    crossing.draw(inputs, plan, ids, f"crossing:{region}", settled=settled)


def _pictures(report: Report) -> None:
    found = report["pictures"]
    st.markdown(f"#### {found.title}")
    for column, several in zip(
        st.columns(2, gap="large"), (found.pictures[:1], found.pictures[1:]), strict=True
    ):
        with column:
            for one in several:
                render.picture(one, "shortlist")


show()
