"""Shortlists: what is on the table of a region's taskforce?"""

from functools import partial

import streamlit as st

from app.web import asking, render, state
from app.web.widgets import standing
from app.web.widgets.choices import one_of, picked
from app.web.widgets.header import header
from optimizer.plan import Plan
from optimizer.study import Study
from questions.explain import OverrulingQuestion
from reports import explain, shortlist
from reports.escape import markdown
from reports.html import page
from reports.report import Report

# Key of the choice of region.
REGION = "shortlist-region"
# Boxes that a taskforce ticks on paper.
PEN = ("Agree", "Object")


def show() -> None:
    """Render the page."""
    study, scenario = state.study(), state.session().scenario
    top = st.container()
    known = shortlist.regions(asking.setting(study, scenario))
    if not known:
        header("shortlists", "No candidate of this dataset has a region.")
        return
    region = one_of("Region", {name: name for name in known}, REGION, titled=False)
    at_hand = asking.at_hand(asking.current(study))
    plan = at_hand.plan
    sample = standing.sample(study, scenario, settled=at_hand.settled)
    line = standing.line(study, scenario, settled=at_hand.settled)
    setting = asking.setting(study, scenario, plan)
    report = shortlist.report(region, plan, setting, sample=sample, line=line)
    with top:
        header("shortlists", report, at_hand.note)
        asking.progress(study, at_hand, stoppable=False)
    if plan is None or not plan.found:
        st.info("What-if says why there is no plan, or when it will be there.")
        return
    _print(report)
    kinds = study.configuration.criteria.kinds
    for name, (title, _, _) in shortlist.LISTS.items():
        rows = report.table(name).rows
        if rows:
            st.markdown(f"#### {title}")
            own = {kind.label: [r for r in rows if r["kind"] == one] for one, kind in kinds.items()}
            standing.abreast([(one, r) for one, r in own.items() if r], name, whole=True)
    render.say(report.text[1:] if report.facts["draft"] else report.text)
    _again(study, plan, report, settled=at_hand.settled)
    standing.rests_on(report)
    _pictures(report)
    render.section(report["support"], "shortlist-support")
    with st.expander("The lists as tables", icon=":material/table:"):
        for name in shortlist.LISTS:
            render.section(report[name], f"shortlist-{name}")


def _print(report: Report) -> None:
    render.download(
        "Shortlist to print",
        partial(page, report, pen=dict.fromkeys(shortlist.LISTS, PEN)),
        f"shortlist-{report.facts['region']}.html".replace(" ", "-").lower(),
        "shortlist-print",
        ":material/print:",
        help="A page that opens in any browser, without the network, with room to agree, to object "
        "and to sign; print it from there.",
    )


def _again(study: Study, plan: Plan, report: Report, *, settled: bool) -> None:
    setting = asking.setting(study, state.session().scenario, plan)
    table = [row["id"] for name in ("next", "leaving", "inside") for row in report.table(name).rows]
    chosen = picked(
        "What would it really take? Plan again with …",
        {
            one: f"{setting.label(one)} ({'leave out' if one in plan.ids else 'put in'})"
            for one in table
        },
        f"crossing:{report.facts['region']}",
        index=None,
        placeholder="Choose a candidate" if settled else "As soon as the plan stands …",
        disabled=not settled,
        help="Looks for the best plan in which this one is overruled; that takes some seconds.",
    )
    if chosen is not None and settled:
        asking.shown(
            study,
            OverrulingQuestion(scenario=setting.scenario, plan=asking.effort(), candidate=chosen),
            "crossing",
            f"Planning again with {markdown(setting.label(chosen))}",
            lambda found, _: explain.overruling(found, setting),
            "crossing",
            quoted=True,
        )


def _pictures(report: Report) -> None:
    found = report["pictures"]
    st.markdown(f"#### {markdown(found.title)}")
    for column, several in zip(
        st.columns(2, gap="large"), (found.pictures[:1], found.pictures[1:]), strict=True
    ):
        with column:
            for one in several:
                render.picture(one, "shortlist")


show()
