"""What-if: what should we do with what we have?"""

from dataclasses import dataclass

import streamlit as st

from app.web import asking, render, state
from app.web.partners import marks
from app.web.what_if import panel, what_else
from app.web.widgets.header import header, problems
from app.web.widgets.style import LEVERS
from optimizer.plan import Plan
from optimizer.study import BASELINE, Study
from questions.jobs import Job, Stage
from questions.levers import moved
from questions.plan import Planned
from reports import plan as plan_report
from reports.escape import markdown
from reports.plan.change import compared
from reports.report import Report

TABS = {
    "focus": "Who is in", "leavers": "Who leaves the list", "rules": "Rules", "leads": "Partners",
    "together": "Together", "worth": "Worth",
}  # fmt: skip
"""Section of the report → its tab."""


@dataclass(frozen=True)
class Shown:
    """A plan on the page."""

    planned: Planned
    report: Report
    before: Plan | None
    """What it is compared with; None = the list in force."""
    settled: bool
    """Whether it is there to stay; until then nothing is planned again."""


def show() -> None:
    """Show the page: the answer above everything, levers beside what they do."""
    study, mine = state.study(), state.session()
    baseline, job = asking.baseline(study), asking.current(study)
    top = st.container()
    left, right = st.columns([0.42, 0.58], gap="medium")
    with left, st.container(key=LEVERS):
        panel.render(study)  # while the plan is being made
    at_hand = asking.at_hand(job)
    answer = job.shown
    report = None if answer is None else _report(study, answer, baseline)
    found = answer is not None and answer.plan.found
    if found:
        mine.last_good = answer
    named = f" “{markdown(mine.scenario.name)}”" if state.named() else ""
    with top:
        header("what-if", _no_answer(job) if report is None else report, named)
        asking.progress(study, at_hand)
    with right:
        troubles, plan = st.container(), st.container()
        with troubles:
            if not found:
                _troubles(study, job, report)
        last = mine.last_good
        if last is not None:
            told = report if found and report is not None else _report(study, last, baseline)
            with plan:
                _plan(study, Shown(last, told, compared(last), found and job.over))


def _report(study: Study, answer: Planned, baseline: Job[Planned]) -> Report:
    """Return what is said of a plan; beside the baseline's as soon as that is there."""
    beside = baseline.shown.plan if answer.compared is None and baseline.shown else None
    return asking.made("what-if", _made, study, answer, beside)


def _made(study: Study, answer: Planned, beside: Plan | None) -> Report:
    if beside is not None:
        answer = answer.but(compared=beside)
    return plan_report.report(answer, asking.setting(study, answer.scenario, answer.plan))


def _no_answer(job: Job[Planned]) -> str:
    if job.stage is Stage.STOPPED:
        return "No plan was found before the search ended."
    if job.problems:
        return "These levers cannot be planned with."
    if job.stage is Stage.FAILED:
        return "There is no plan yet: the work on it failed."
    return "The plan is being made …"


def _troubles(study: Study, job: Job[Planned], report: Report | None) -> None:
    """Say why there is no plan, what would be enough to give up, and whose plan is below."""
    if report is not None:
        render.body(report, "no-plan")
    if job.shown is not None and job.shown.plan.status == "infeasible":
        what_else.render_ways_out(study, job.shown.scenario)
    if job.problems:
        wrong = tuple(str(problem) for problem in job.problems)
        problems(wrong, "Move the last lever back, or choose Undo:")
    elif job.stage is Stage.FAILED:
        asking.failed(job)
    if state.session().last_good is not None:
        st.info(
            "Below is the last plan that could be made. It belongs to the levers as they were "
            "then, not to those on the left.",
            icon=":material/history:",
        )


def _plan(study: Study, shown: Shown) -> None:
    report = shown.report
    render.listed(report.text)
    if report["changes"]:
        render.section(report["changes"], "what-if", narrow=True)
        _bought(study, shown)
        render.section(report["beside"], "what-if")
    elif shown.planned.scenario.but(name=BASELINE.name) == BASELINE:
        st.markdown("No lever is moved yet. Move one to see what changes.")
    there = {name: title for name, title in TABS.items() if name != "together" or report[name]}
    for tab, name in zip(st.tabs(list(there.values())), there, strict=True):
        with tab:
            if name == "focus":
                table = marks.marked(report.table(name), study, shown.planned.plan)
                render.show_table(table, "what-if")
            else:
                render.section(report[name], "what-if", titled=False)
            if name == "leads":
                marks.plan_overlap(study, shown.planned.plan)
    render.section(report["capacity"], "what-if")
    what_else.render_one_more(study, shown.planned, settled=shown.settled)
    render.notes(report.notes)
    what_else.render_choice(study, shown.planned, settled=shown.settled)


def _bought(study: Study, shown: Shown) -> None:
    """Say what each team and fund that has more or less bought or cost, and why nothing."""
    if moved(shown.planned.scenario):
        st.markdown("#### What the changes of teams and funds do")
        if shown.settled:
            what_else.render_lever_gains(study, shown.planned)
        else:
            st.caption("As soon as the plan stands …")


show()
