"""The card of a candidate: a drawer that any page can open."""

from dataclasses import replace

import streamlit as st

from app.web import asking, render, state
from app.web.widgets import sureness
from optimizer.plan import Plan
from optimizer.robust.core_index import core_indices
from optimizer.study import Study
from questions.explain import ExplainQuestion
from questions.partners import CandidateQuestion, PlannedOverlapQuestion
from reports import card, explain, robust
from reports.escape import markdown
from reports.report import Report, Section
from scoring.profile import profile

WIDTH = 760
"""Initial width of the drawer, in pixels."""
BUTTONS = 12
"""Links that have a button each; where there are more, a table has them all."""
TABS = {
    "Score": ("score",),
    "In the plan": ("plan",),
    "Evidence": ("evidence",),
    "Value functions": ("measures", card.VALUES),
    "Links and partners": ("links", "events", "partners"),
}
"""What each tab shows; an id that ends in a colon stands for every section that begins so."""


def render_open(study: Study) -> None:
    """Show the card that is open, if one is."""
    wanted = state.session().card
    candidate = study.dataset.by_id.get(wanted or "")
    if candidate is None:
        return

    @st.dialog(
        markdown(asking.setting(study, state.session().scenario).name(candidate.id)),
        width=WIDTH,
        position="right",
        icon=":material/badge:",
        on_dismiss=lambda: state.open_card(None),
    )
    def drawer() -> None:
        if state.session().card != candidate.id:
            st.rerun()
        _content(study, candidate.id)

    drawer()


def _content(study: Study, candidate: str) -> None:
    scenario = state.session().scenario
    found = profile(asking.scorecard(study, scenario), study.dataset, candidate)
    plan = asking.at_hand(asking.current(study)).plan
    setting = asking.setting(study, scenario, plan)
    partners = asking.at_once(study, CandidateQuestion(candidate=candidate))
    repeated = () if plan is None else asking.at_once(study, PlannedOverlapQuestion.of(plan))
    sure = "" if plan is None else _sureness(study, plan, candidate)
    report = card.report(found, partners, repeated, setting, sure=sure)
    st.caption(markdown(card.who(candidate, setting)))
    render.lead(report.answer)
    render.listed(report.text)
    render.notes(report.notes)
    if plan is not None and plan.found:
        _overruling(study, plan, candidate)
    for tab, wanted in zip(st.tabs(list(TABS)), TABS.values(), strict=True):
        with tab:
            _tab(report, wanted, f"card:{candidate}")


def _tab(report: Report, wanted: tuple[str, ...], key: str) -> None:
    for section in report.sections:
        if section.id == "links" and section.id in wanted:
            _links(section, key)
        elif section.id in wanted:
            render.section(section, key, titled=len(wanted) > 1, narrow=True)
        elif section.id.startswith(card.VALUES) and card.VALUES in wanted:
            with st.expander(markdown(section.title)):
                render.section(section, key, titled=False, narrow=True)


def _links(section: Section, key: str) -> None:
    render.section(replace(section, tables=()), key)
    (table,) = section.tables
    for row in table.rows[:BUTTONS]:
        said = f"{row['relation']}, {'in the plan' if row['in_plan'] else 'not in the plan'}"
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{markdown(row['name'])}** ({markdown(said)})", width="stretch")
            st.button(
                "Open card",
                key=f"{key}:{row['relation']}:{row['candidate']}",
                on_click=state.open_card,
                args=(row["candidate"],),
                help=f"Open the card of {markdown(row['name'])} in place of this one.",
            )
    if len(table.rows) > BUTTONS:
        render.show_table(table, key)


def _overruling(study: Study, plan: Plan, candidate: str) -> None:
    wanted = st.toggle(
        "What would overruling cost?",
        key=f"overruling:{candidate}",
        help="Looks for the best plan with it on the other side, and for the score at which it "
        "changes sides; that takes some seconds.",
    )
    if wanted:
        scenario = state.session().scenario
        asking.shown(
            study,
            ExplainQuestion(scenario=scenario, plan=asking.effort(), candidate=candidate),
            "overruling",
            "Planning again with it on the other side",
            lambda found, _: explain.report((found,), asking.setting(study, scenario, plan)),
            "overruling",
            quoted=True,
            sections=[candidate],
        )


def _sureness(study: Study, plan: Plan, candidate: str) -> str:
    """Return in how many of the best lists it is, once that was asked on Overview or Ranking."""
    scenario = state.session().scenario
    uncertainty = sureness.uncertainty_chosen(study, scenario)
    sample = sureness.known(study, scenario, uncertainty)
    if sample is None:
        return ""
    indices = core_indices(sample, plan.decisions)
    found = next((one for one in indices if one.id == candidate), None)
    return "" if found is None else robust.in_how_many(found, sample.draws)
