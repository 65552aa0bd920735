"""What-if: what should we do with what we have?"""

import streamlit as st

from app.web import asking, state
from app.web.navigation import screen
from app.web.study_source import Inputs
from app.web.widgets import lever_panel, one_more, plan_view, ways_out, what_else
from app.web.widgets.header import header, problems
from app.web.widgets.style import LEVERS
from optimizer.difference import difference
from optimizer.study import BASELINE
from questions.jobs import Job, Stage
from questions.plan import Planned
from reports import sentences
from reports.escape import markdown

# Seconds to wait for the quick plan before the last good one is shown instead.
PATIENCE = 1.5


def show() -> None:
    """Draw the page."""
    inputs = state.inputs()
    baseline = asking.baseline(inputs)
    job = asking.current(inputs)
    left, right = st.columns([0.37, 0.63], gap="medium")
    with left, st.container(key=LEVERS):
        lever_panel.panel(inputs)
    with right:
        _result(inputs, job, baseline, asking.wait(job, PATIENCE))


def _result(inputs: Inputs, job: Job[Planned], baseline: Job[Planned], drawn: asking.Seen) -> None:
    """Show the answer; where there is none, why, and the last good plan."""
    mine = state.session()
    question = screen("what-if").question
    found = job.shown is not None and job.shown.plan.found
    if found:
        mine.last_good = job.shown
    top, steps, troubles, plan = (st.container() for _ in range(4))
    with top:
        header(question, _sentence(inputs, job, baseline) if found else _no_answer(job))
    with steps:
        asking.progress(inputs, job, drawn)
    with troubles:
        if not found:
            _troubles(inputs, job)
    with plan:
        if mine.last_good is not None:
            _plan(inputs, mine.last_good, baseline, settled=found and job.over)


def _troubles(inputs: Inputs, job: Job[Planned]) -> None:
    """Say why there is no plan, what would be enough to give up, and whose plan is below."""
    answer = job.shown
    if answer is not None and answer.plan.status == "infeasible":
        told = asking.setting(inputs, answer.scenario).conditions
        for conflict in answer.plan.conflicts:
            listed = tuple(told.listed(conflict))
            problems(listed, told.conflict_title(conflict))
            st.write(markdown(told.changes(conflict)))
        ways_out.draw(inputs, answer.scenario)
    if job.problems:
        wrong = tuple(str(problem) for problem in job.problems)
        problems(wrong, "Move the last lever back, or choose Undo:")
    elif job.stage is Stage.FAILED:
        problems((asking.failure(job),), "Move the last lever back, or choose Undo:")
    if state.session().last_good is not None:
        st.info(
            "Below is the last plan that could be made. It belongs to the levers as they were "
            "then, not to those on the left.",
            icon=":material/history:",
        )


def _no_answer(job: Job[Planned]) -> str:
    if job.shown is not None and job.shown.plan.status == "infeasible":
        return "No plan meets all of these conditions."
    if job.shown is not None or job.stage is Stage.STOPPED:
        return "No plan was found before the search ended."
    if job.stage is Stage.FAILED:
        return "These levers cannot be planned with."
    return "The plan is being made …"


def _sentence(inputs: Inputs, job: Job[Planned], baseline: Job[Planned]) -> str:
    answer, before = job.shown, baseline.shown
    if answer is None:
        return _no_answer(job)
    if not state.session().moved or before is None or not before.plan.found:
        inside = sentences.plan_in_words(answer.plan, inputs.study.configuration)
        return f"The best plan found has {inside}."
    return sentences.change_sentence(difference(before.plan, answer.plan))


def _plan(inputs: Inputs, answer: Planned, baseline: Job[Planned], *, settled: bool) -> None:
    before = None if baseline.shown is None else baseline.shown.plan
    moved = question_differs(answer)
    if before is None or not before.found or not moved:
        plan_view.figures(answer.plan, None)
        if not moved:
            st.write("No lever is moved. Move one on the left to see what changes.")
        plan_view.capacity(answer, None)
        one_more.draw(inputs, answer, settled=settled)
        plan_view.details(inputs, answer.plan, None)
        what_else.draw(inputs, answer, settled=settled)
        return
    change = difference(before, answer.plan)
    plan_view.figures(answer.plan, change)
    st.caption(sentences.certainty_sentence(change))
    plan_view.changes(inputs, before, answer.plan, change, answer.scenario)
    plan_view.capacity(answer, before)
    one_more.draw(inputs, answer, settled=settled)
    plan_view.details(inputs, answer.plan, before)
    what_else.draw(inputs, answer, settled=settled)


def question_differs(answer: Planned) -> bool:
    """Say whether an answer is to another question than the baseline."""
    return answer.scenario.but(name=BASELINE.name) != BASELINE


show()
