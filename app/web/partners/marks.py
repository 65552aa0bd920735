"""Marks of partner overlap, and of leads, where a plan or a candidate is shown."""

import pandas as pd
import streamlit as st

from app.web import asking, render, state
from app.web.study_source import Inputs
from optimizer.partner_leads import leading
from optimizer.plan import Plan
from questions.partners import CandidateQuestion, PlannedOverlapQuestion
from reports.escape import markdown
from reports.partners import candidate as candidate_report
from reports.partners import leads
from reports.setting import Setting

REPEATS = "Partners do already"
"""Column of the plan's table: services that a partner is on record with there."""
MARK = ":material/content_copy:"


def _setting(inputs: Inputs, plan: Plan | None = None) -> Setting:
    return asking.setting(inputs, state.session().scenario, plan)


def marked(table: pd.DataFrame, inputs: Inputs, plan: Plan) -> pd.DataFrame:
    """Return the table of a plan with a column that marks overlap with partners."""
    repeated = asking.at_once(inputs, PlannedOverlapQuestion.of(plan))
    found = leads.already(repeated, _setting(inputs))
    place = list(table.columns).index("Services") + 1 if "Services" in table else len(table.columns)
    shown = table.copy()
    shown.insert(place, REPEATS, [", ".join(found.get(one, ())) for one in table["id"]])
    return shown


def candidate_in_plan(inputs: Inputs, candidate: str, plan: Plan) -> None:
    """Say which planned services of a candidate partners already give."""
    repeated = asking.at_once(inputs, PlannedOverlapQuestion.of(plan))
    for said in leads.about_candidate(candidate, repeated, _setting(inputs, plan)):
        st.markdown(f"{MARK} {markdown(said)}")


def candidate_overlap(inputs: Inputs, candidate: str) -> None:
    """Say how much of the effort around a candidate repeats, and on what."""
    found = asking.at_once(inputs, CandidateQuestion(candidate=candidate))
    for said in candidate_report.overlap_sentence(found, _setting(inputs)):
        st.markdown(f"{MARK} {markdown(said)}")


def plan_partners(inputs: Inputs, plan: Plan) -> None:
    """Show who leads what in a plan, what that saves, and what the plan would repeat."""
    setting = _setting(inputs, plan)
    found = leading(inputs.study, setting.problem, plan)
    repeated = asking.at_once(inputs, PlannedOverlapQuestion.of(plan))
    render.lead(leads.sentence(found))
    render.section(leads.section(found, setting), "plan-partners", titled=False)
    render.notes(leads.notes(found))
    render.section(leads.repeats(repeated, setting), "plan-partners")
