"""What should we find out next? The gaps whose closing is expected to gain most."""

from functools import partial

import streamlit as st

from app.web import asking, render, state
from app.web.evidence.rating import RATING
from app.web.widgets import sureness
from app.web.widgets.choices import one_of
from optimizer.robust.uncertainty import UncertaintyModel
from optimizer.study import Study
from questions.find_out import FindOutQuestion
from reports import find_out
from reports.beliefs import EXPLAINED, MISSING
from reports.escape import markdown
from reports.report import Report, Row
from reports.words import mid_sentence
from scoring.belief import MissingDraw
from scoring.kind_scores import KindScores

PLACE = "what to find out next"
MOST = 300
"""Rows of a table."""
RATED = 3
"""Buttons that lead to the rating editor."""
WHAT = "find-out-what"
QUESTIONS = {
    "by_measure": "One measure, for all who lack it",
    "by_candidate": "All about one candidate",
    "by_value": "A single value",
    "gates": "Gates",
}
"""What one may go and find out: section of the report → its words."""


def render_find_out(study: Study, shown: KindScores, part: str, edit: str) -> None:
    """Work out and show what to find out next about the candidates shown.

    ``part`` is the key of the choice of the page's part, ``edit`` the part in which ratings are
    edited.
    """
    at_hand = asking.at_hand(asking.current(study))
    plan = at_hand.plan
    if not at_hand.job.over or plan is None:
        st.caption("As soon as the plan stands, its gaps are held against it.")
        asking.progress(study, at_hand)
        return
    if not plan.found:
        st.info("There is no plan under these levers, so no gap can change it. What-if says why.")
        return
    missing = MissingDraw(one_of("Missing evidence …", MISSING, sureness.MISSING_KEY))
    st.caption(EXPLAINED[missing])
    scenario = state.session().scenario
    sampled = sureness.finished(study, scenario, UncertaintyModel(missing=missing))
    question = FindOutQuestion(
        scenario=scenario, plan=asking.effort(), missing=missing, sampled=sampled
    )
    task = asking.ask(study, question, PLACE)
    found = asking.result(task, "Looking for plans that other evidence would ask for")
    if found is None:
        return
    setting = asking.setting(study, scenario, plan)
    _show(
        find_out.report(
            found, setting, kind=shown.kind, among=frozenset(shown.ids), most=MOST
        ),
        shown.spec.label,
        part,
        edit,
    )  # fmt: skip


def _show(report: Report, kind: str, part: str, edit: str) -> None:
    render.lead(report.answer)
    render.say(report.text)
    render.notes(report.notes)
    if report.sections:
        wanted = one_of(f"{markdown(kind)}: go and find out …", QUESTIONS, WHAT)
        render.section(report[wanted], "find-out", titled=False)
        if wanted == "by_value":
            _to_the_editor(report, part, edit)


def _to_the_editor(report: Report, part: str, edit: str) -> None:
    rows = report.table("by_value").rows
    worth = [row for row in rows if row["gains"] > 0 and row["who"] != find_out.PARTNERS]
    with st.container(horizontal=True):
        for row in worth[:RATED]:
            st.button(
                f"Enter {markdown(mid_sentence(row['label']))} of {markdown(row['name'])}",
                icon=":material/edit:",
                key=f"find-out-rate:{row['candidate']}:{row['measure']}",
                on_click=partial(_open_editor, row, part, edit),
            )


def _open_editor(row: Row, part: str, edit: str) -> None:
    st.session_state[f"{RATING}-candidate:{row['kind']}"] = row["candidate"]
    st.session_state[f"{RATING}-measure:{row['kind']}"] = row["measure"]
    st.session_state[part] = edit
