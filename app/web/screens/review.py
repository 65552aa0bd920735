"""Review: what does the taskforce say? A round, from its opening to its close."""

import datetime as dt

import streamlit as st

from app.web import asking, render, state
from app.web.review import (
    agreeing,
    consultation,
    deciding,
    opening,
    rating,
    reading,
    shares,
    stances,
    steps,
    taking_part,
    typed,
)
from app.web.review.reading import Seen
from app.web.widgets import standing
from app.web.widgets.choices import one_of, picked
from app.web.widgets.header import header
from questions.jobs import Job
from questions.objections import Followed
from questions.plan import Planned
from records.permissions import Person
from records.view import View
from reports import rating as rating_report
from reports import review as review_report
from reports import round as round_report
from reports.escape import markdown
from reports.html import page
from reports.report import Report
from reports.setting import Setting
from reports.taskforce import region_words

# Parts of the page in each state; the first is shown to begin with.
PARTS = {
    "draft": ("people", "status"),
    "rating": ("rate", "agree", "status", "people"),
    "review": ("say", "agree", "decide", "status", "people"),
    "decided": ("decide", "list", "agree", "status", "minutes", "people"),
    "closed": ("minutes", "list", "agree", "people", "next"),
}
WORDS = {
    "say": "What do you say?",
    "list": "What is said",
    "rate": "Rate",
    "agree": "What all rate",
    "decide": "Decide",
    "status": "Where it stands",
    "people": "Who takes part",
    "minutes": "Minutes",
    "next": "Next round",
}
WHICH, REGION = "review-round", "review-region"
NOBODY = "Rounds are shown to those who take part in them, once they say who they are."
# Where a session asks what the list were if every objection were followed.
FOLLOWED = "if every objection were followed"


def show() -> None:
    """Render the page."""
    state.session().acted = False
    seen = reading.look(str(st.session_state.get(WHICH) or ""))
    if seen is None:
        header("review", NOBODY)
        return
    typed.begin(seen.records, seen.person.id)
    if seen.view is None:
        every = round_report.rounds(seen.rounds)
        header("review", every.answer)
        render.say(every.text)
        opening.render_opening(seen)
        return
    _round(seen, seen.view)


def _round(seen: Seen, found: View) -> None:
    top = st.container()
    with st.container(horizontal=True, vertical_alignment="center"):
        if len(seen.rounds) > 1:
            names = {one.id: one.title for one in reversed(seen.rounds)}
            picked("Round", names, WHICH, width=260)
        region = _region(found, seen.person)
        steps.render_step(seen, found)
    parts = {one: WORDS[one] for one in PARTS[found.round.state]}
    part = one_of("Part of the page", parts, f"review-part:{found.round.state}", titled=False)
    now, job = found.planned, reading.planned(found)
    if job is not None:
        now = asking.result(job, "Planning with the ratings that were accepted")
        reading.keep(seen, found, job)
    found = shares.with_shares(seen, found)
    plan = None if now is None or not now.plan.found else now.plan
    setting = reading.setting(found, plan)
    report = _report(seen, found, part, region, setting)
    with top:
        header("review", report.answer, f" · {markdown(found.round.title)}")
    _part(seen, found, part, region, report, now, setting)


def _region(found: View, person: Person) -> str:
    every = {one.region for one in found.study.dataset.candidates}
    order = sorted(every, key=lambda one: (not person.of_region(one), one == "", one))
    return one_of("Region", {one: region_words(one) for one in order}, REGION, titled=False)


def _report(seen: Seen, found: View, part: str, region: str, setting: Setting) -> Report:
    if part in ("rate", "agree"):
        return rating_report.report(found, region, seen.person, setting)
    sample = standing.sample(found.rated, found.round.scenario, settled=setting.plan is not None)
    job = _followed(seen, found, region) if part in ("say", "list") else None
    followed = None if job is None else job.shown
    return review_report.report(
        found, region, seen.person, setting, sample=sample, followed=followed
    )


def _followed(seen: Seen, found: View, region: str) -> Job[Followed] | None:
    """Return the job of the list if every objection were followed that one may see."""
    without = found.objected(seen.person, region)
    if not without:
        return None
    return asking.ask(found.rated, found.objections(without), FOLLOWED)


def _objections(seen: Seen, found: View, region: str, report: Report) -> None:
    render.section(report["followed"], "followed")
    job = _followed(seen, found, region)
    if job is not None:
        asking.result(job, "Planning without those who are objected to")


def _part(
    seen: Seen,
    found: View,
    part: str,
    region: str,
    report: Report,
    now: Planned | None,
    setting: Setting,
) -> None:
    match part:
        case "say":
            render.say(report.text)
            stances.render_stances(seen, found, region, report)
            _objections(seen, found, region, report)
            consultation.render_consultation(seen, found, region, report)
            render.section(report["recusals"], "say")
            render.notes(report.notes)
        case "list":
            render.body(report, "list", sections=("candidates", "sayings"))
            _objections(seen, found, region, report)
            consultation.render_consultation(seen, found, region, report)
            render.section(report["recusals"], "list")
        case "rate":
            rating.render_rating(seen, found, region, report, setting)
            render.say(report.text)
            render.notes(report.notes)
        case "agree":
            agreeing.render_agreement(seen, found, region, setting)
        case "decide":
            _decide(seen, found, region, report, now, setting)
        case "status":
            today = dt.datetime.now(dt.UTC).date()
            status = round_report.status(found, seen.person, setting, today=today)
            render.part(status, "status")
            shares.render_shares(seen, found, setting)
        case "people":
            taking_part.render_people(seen, found, setting)
        case "minutes":
            _minutes(found, setting)
            shares.render_shares(seen, found, setting)
        case "next":
            opening.render_opening(seen)


def _decide(
    seen: Seen, found: View, region: str, report: Report, now: Planned | None, setting: Setting
) -> None:
    if now is None or not now.plan.found:
        st.info("There is no plan yet from which one could depart.")
        return
    deciding.render_departures(seen, found, region, report, now, setting)
    deciding.render_signature(seen, found, region, now, setting)
    if found.round.state in ("decided", "closed"):
        deciding.render_signature(seen, found, None, now, setting)


def _minutes(found: View, setting: Setting) -> None:
    told = round_report.minutes(found, setting)
    name = f"minutes-{found.round.id}.html"
    render.download("Minutes to keep", lambda: page(told), name, None)
    render.lead(told.answer)
    render.body(told, "minutes")


show()
