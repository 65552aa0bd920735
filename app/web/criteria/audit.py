"""Whether the ranking of a kind is sound, step by step as the OECD/JRC Handbook asks."""

import streamlit as st

from app.web import asking, render, state
from optimizer.study import Study
from questions.audit import AuditQuestion, KindAudit
from questions.jobs import Job
from reports import method
from reports.audit import report
from reports.report import Report

PLACE = "audit"


def render_audit(study: Study, kind: str) -> None:
    """Show what the steps find of a kind, and how everything was made."""
    scenario = state.session().scenario
    setting = asking.setting(study, scenario)

    def made(found: KindAudit, _: Job[KindAudit]) -> Report:
        return report(found, setting)

    question = AuditQuestion(scenario=scenario, kind=kind)
    asking.shown(
        study, question, PLACE, "Going through the steps", made, f"audit-{kind}", quoted=True
    )
    with st.expander(method.TITLE):
        render.body(method.report(setting), "audit-method")
