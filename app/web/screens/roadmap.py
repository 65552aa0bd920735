"""Roadmap: what comes when?"""

import streamlit as st

from app.web import asking, render, state
from app.web.widgets.choices import picked
from app.web.widgets.header import header
from optimizer.levers import HORIZON
from optimizer.study import Study
from questions.churn import next_half_year
from questions.jobs import Job
from questions.plan import PlanQuestion
from questions.roadmap import Roadmap, RoadmapQuestion
from reports import churn, roadmap
from reports.report import Report
from reports.setting import Setting

# Places of the questions: another one at the same place gives up the one before.
PLACE, PROMISE, SEAT = "roadmap", "roadmap with a promise", "roadmap with a free seat"
NOISE = "changes from doubt alone"
DOING = "Planning half-year by half-year"
WAIT = "The half-years are being planned …"
ONE = "The configuration has one half-year only: capacity.yaml can list more."


def show() -> None:
    """Render the page."""
    study = state.study()
    periods = study.configuration.capacity.periods
    if len(periods) == 1:
        header("roadmap", ONE)
        return
    head = st.container()
    question = _question(study)
    stay, free = _prices(study)
    job = asking.ask(study, question, PLACE)
    asking.wait(job, asking.PATIENCE)
    usual = asking.result(job, DOING)
    if usual is None or not usual.half_years:
        with head:
            header("roadmap", WAIT)
        return
    first = usual.half_years[0].plan
    setting = asking.setting(study, question.scenario, first)
    prices: list[Report] = []
    if job.over and usual.complete:
        if stay is not None:
            longer = question.but(scenario=question.scenario.but(min_stay=stay))
            kept = _other(study, longer, PROMISE)
            if kept is not None:
                prices.append(roadmap.promise(usual, kept, stay))
        if free is not None:
            kept = _other(study, question.but(free=free), SEAT)
            if kept is not None:
                prices.append(roadmap.free_seat(usual, kept, free, setting))
    told = roadmap.report(usual, setting, prices=prices, stopped=asking.stopped(job))
    with head:
        header("roadmap", told)
    render.body(told, "roadmap")
    if job.over:
        _noise(study, question, usual, setting)


def _question(study: Study) -> RoadmapQuestion:
    configuration = study.configuration
    scenario = state.session().scenario
    known = configuration.capacity.planned(scenario.since, len(configuration.capacity.periods))
    wanted = len(known)
    if wanted > 1:
        wanted = st.slider("Half-years", 1, len(known), len(known), key="roadmap-length", width=320)
    return RoadmapQuestion(
        scenario=HORIZON.move(scenario, configuration, "", 1),
        half_years=int(wanted),
        plan=PlanQuestion(effort=asking.effort()),
    )


def _prices(study: Study) -> tuple[int | None, str | None]:
    kinds = {name: one.singular for name, one in study.configuration.criteria.kinds.items()}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        stay = st.number_input(
            "Promise whoever begins to stay for so many half-years",
            min_value=2,
            max_value=len(study.configuration.capacity.periods),
            value=None,
            key="roadmap-promise",
            placeholder="no promise",
            width=330,
        )
        free = picked(
            "Keep the seat of one free, for what may come", kinds, "roadmap-free", index=None,
            placeholder="none",
        )  # fmt: skip
    return (None if stay is None else int(stay)), free


def _noise(study: Study, question: RoadmapQuestion, usual: Roadmap, setting: Setting) -> None:
    asked = next_half_year(study, question, usual)
    if asked is None:
        return
    st.markdown(f"#### {churn.TITLE}")
    if not st.toggle(churn.SWITCH, key="roadmap-noise", persist_state="session", help=churn.HELP):
        return
    other, drawn = asked
    asking.shown(
        other,
        drawn,
        NOISE,
        "Planning the second half-year again",
        lambda sample, _: churn.of_roadmap(sample, drawn, usual, setting),
        "roadmap-noise-report",
    )


def _other(study: Study, question: RoadmapQuestion, place: str) -> Roadmap | None:
    job: Job[Roadmap] = asking.ask(study, question, place)
    found = asking.result(job, DOING)
    return found if job.over else None


show()
