"""Reassess: what changed since the last list, and why?"""

import streamlit as st

from app.web import asking, render, state
from app.web.reassess import chances, edited, learn, rounds, stated, years
from app.web.widgets import sureness
from app.web.widgets.choices import kind_choice, picked
from app.web.widgets.header import header
from optimizer.plan import Plan
from optimizer.robust.uncertainty import UncertaintyModel
from optimizer.study import Study
from reports import list_change
from reports.report import Report
from reports.setting import Setting


def show() -> None:
    """Render the page."""
    study, scenario = state.study(), state.session().scenario
    at_hand = asking.at_hand(asking.current(study))
    plan = at_hand.plan
    setting = asking.setting(study, scenario, plan)
    sample = sureness.known(study, scenario, UncertaintyModel())
    report = list_change.report(plan, setting, sample=sample)
    header("reassess", report)
    render.say(report.text)
    asking.progress(study, at_hand, stoppable=False)
    if state.session().moved:
        st.caption("The recommended list is that of your scenario; What-if says what is moved.")
    if plan is None or not plan.found:
        st.info("What-if says why there is no plan, or when it will be there.")
    else:
        _lists(study, plan, report, setting)
    rounds.render_rounds(study)
    years.render_years(study)
    learn.render_learnt(study)
    chances.render_chances(study)
    stated.render_stated()


def _lists(study: Study, plan: Plan, report: Report, setting: Setting) -> None:
    kind = kind_choice(study.configuration)
    found = report[kind]
    render.section(found, f"reassess-{kind}", titled=False)
    for table in found.tables:
        _side_by_side(kind, {row["id"]: row["standing"] for row in table.rows}, setting)
    render.notes(report.notes)
    edited.render_edited(study, plan)


def _side_by_side(kind: str, standing: dict[str, str], setting: Setting) -> None:
    inside = [one for one, where in standing.items() if where != "leaves"]
    others = sorted(standing, key=lambda one: standing[one] != "leaves")
    if not inside or len(others) < 2:
        return
    st.markdown("#### Why one rather than another?")
    left, right = st.columns(2)
    names = {name: setting.label(name) for name in (*inside, *others)}
    how = {"persist_state": "session"}
    with left:
        these = {name: names[name] for name in inside}
        one = picked("This one is in", these, f"side-one:{kind}", **how)
    with right:
        those = {name: names[name] for name in others if name != one}
        other = picked("Beside this one", those, f"side-other:{kind}", **how)
    if one is not None and other is not None:
        found = list_change.beside(setting.scorecard.kinds[kind], one, other, setting)
        render.section(found, "side-by-side", titled=False)


show()
