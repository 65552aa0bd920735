"""The switch “without this partner”: what the plan loses, as it stands and planned anew."""

from collections.abc import Callable

import streamlit as st

from app.web import asking, render, state
from app.web.widgets.choices import picked
from optimizer.dependence import most_important
from optimizer.study import Study
from questions.jobs import Stage
from questions.partners import LossesQuestion, WithoutQuestion
from reports.charts.bars import CHOSEN
from reports.escape import markdown
from reports.partners import loss
from reports.report import Report
from reports.setting import Setting

LOOKED_AT = 8
"""Partners whose loss is worked out without being asked for."""
PARTNER = "partners-without"


def render_without(study: Study, plan: asking.AtHand, say: Callable[[str | Report], None]) -> None:
    """Show what this session's plan loses with one partner, and with those it leans on most.

    ``say`` shows the answer at the top of the page.
    """
    answer = plan.planned
    if answer is None:
        say("There is no plan yet to take a partner from; see the page What-if.")
        return
    if not plan.settled:
        say("What hangs on a partner is worked out as soon as the plan is as good as it gets.")
        return
    setting = asking.setting(study, state.session().scenario, answer.plan)
    leaning = most_important(study, answer.plan, LOOKED_AT)
    if not leaning:
        say("This plan leans on no partner on record.")
        return
    everybody = {one.id for one in study.dataset.partners}
    others = sorted(everybody - set(leaning), key=setting.partner)
    if PARTNER not in st.session_state and state.session().looked_at in everybody:
        st.session_state[PARTNER] = state.session().looked_at
    choice, switch = st.columns([0.6, 0.4], vertical_alignment="bottom")
    with choice:
        names = {one: setting.partner(one) for one in (*leaning, *others)}
        about = "Those that the plan leans on most come first."
        partner = str(picked("Partner", names, PARTNER, persist_state="session", help=about))
    gone = switch.toggle("Without this partner", key="partners-gone", persist_state="session")
    if not gone:
        say(loss.role(partner, setting))
        st.caption("Move the switch to plan without it.")
    elif not _planned_anew(study, setting, partner, say):
        return
    _leaning(study, setting)


def _planned_anew(
    study: Study, setting: Setting, partner: str, say: Callable[[str | Report], None]
) -> bool:
    """Show the plan without the partner; say whether it is there yet."""
    name = setting.partner(partner)
    question = WithoutQuestion(
        scenario=state.session().scenario, plan=asking.effort(), partner=partner
    )
    job = asking.ask(study, question, "without partner")
    found = asking.result(job, f"Planning without {markdown(name)}")
    if found is None or (found.anew is None and job.stage is not Stage.DONE):
        say(f"What is the plan without {name}?")
        return False
    report = loss.without(found, setting)
    say(report)
    render.body(report, f"without:{partner}")
    return True


def _leaning(study: Study, setting: Setting) -> None:
    question = LossesQuestion(
        scenario=state.session().scenario, plan=asking.effort(), most=LOOKED_AT
    )
    job = asking.ask(study, question, "partner losses")
    losses = asking.result(job, "Working out what the plan loses with each of them")
    if losses is None:
        return
    report = loss.losses(losses, setting)
    section = report["losses"]
    st.markdown(f"#### {markdown(section.title)}")
    render.lead(report.answer)

    def chosen(ident: str) -> None:
        st.session_state[PARTNER] = ident

    for picture in section.pictures:
        render.picture(picture, "partners", selects=CHOSEN, on_pick=chosen)
    for table in section.tables:
        render.show_table(table, "partners")
    render.notes(report.notes)
