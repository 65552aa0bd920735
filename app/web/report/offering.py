"""What there is to take away, one below the other, each with what it is for."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from app.export import record, site
from app.export.archive import zipped
from app.export.dataset_workbook import workbook_of
from app.web import asking, render
from app.web.report.subject import Subject
from questions.cutoff import CutOffQuestion
from questions.decision import Decision
from questions.robust import STEPS, SampleQuestion
from records.adopted import adopted
from records.permissions import Act
from reports import offers
from reports import round as rounds
from reports.escape import markdown
from reports.offers import Offer
from reports.record import two_pages
from reports.report import Report
from reports.setting import Setting

PLACE = "the decision record"


def render_offers(subject: Subject, told: Report) -> None:
    """Show what there is, and what has to be worked out first.

    ``told`` is its brief, of everything or of a region.
    """
    with st.container(border=True, gap="small"):
        _report(offers.BRIEF, told)
        if subject.view is not None:
            minutes = rounds.minutes(subject.view, subject.setting, head=subject.head)
            _report(offers.MINUTES, minutes)
            _file(
                offers.WORKBOOK,
                f"tables-{subject.name}.xlsx",
                partial(workbook_of, subject.study, subject.title),
            )
        _decided(subject)
        _file(offers.METHOD, "method.zip", lambda: zipped(site.method(subject.study)))


def _decided(subject: Subject) -> None:
    allowed = {offers.RECORD: subject.may(Act.RECORD), offers.PAGES: subject.may(Act.PUBLISH)}
    decision = _worked_out(subject) if any(allowed.values()) else None
    makes = {offers.RECORD: _record_of, offers.PAGES: _pages_of}
    for offer, verdict in allowed.items():
        make = None if decision is None else partial(makes[offer], subject, decision)
        why = "" if verdict else offers.not_yet(verdict)
        _file(offer, f"{offer.id}-{subject.name}.zip", make if verdict else None, why)


def _worked_out(subject: Subject) -> Decision | None:
    """Return other lists and prices where they are known; else offer to work them out."""
    question, study = subject.question, subject.study
    if subject.decision is not None:
        return subject.decision
    wanted = f"report-wanted:{question.key(study)[:16]}"
    if st.session_state.get(wanted):
        job = asking.ask(study, question, PLACE)
        asking.result(job, offers.WORKING)
        return job.answer.result if job.answer is not None and job.answer.final else None
    with _row(offers.FIRST):
        st.button(offers.WORK_OUT, key="report-work-out", icon=":material/calculate:",
                  disabled=not subject.settled, on_click=partial(_want, wanted))  # fmt: skip
    return None


def _want(wanted: str) -> None:
    st.session_state[wanted] = True


def _report(offer: Offer, told: Report) -> None:
    with _row(_about(offer)):
        render.take_away_report(told, f"offer-{offer.id}")


def _file(offer: Offer, name: str, make: Callable[[], bytes] | None, why: str = "") -> None:
    with _row(_about(offer), why):
        render.download(
            "Download",
            make or b"",
            name,
            f"offer-{offer.id}",
            type="tertiary",
            disabled=make is None,
            help=f"{offer.title} ({name})",
        )


def _about(offer: Offer) -> str:
    return f"**{markdown(offer.title)}** · {markdown(offer.about)}"


def _row(text: str, why: str = "") -> "st.delta_generator.DeltaGenerator":
    words, room = st.columns([0.8, 0.2], vertical_alignment="center")
    words.markdown(text)
    if why:
        words.caption(f":material/lock: {markdown(why)}")
    return room


def _record_of(subject: Subject, decision: Decision) -> bytes:
    """Return the decision record."""
    study, jobs, view = subject.study, subject.queue, subject.view
    setting = Setting(study, decision.scenario, decision.plan, jobs)
    drawn = SampleQuestion(scenario=decision.scenario, plan=decision.effort, draws=STEPS[0])
    answer = jobs.final(study, drawn)
    sample = None if answer is None else answer.result
    decision = decision.with_draws(sample, None if view is None else view.shares)
    if view is None or subject.records is None:
        looked = CutOffQuestion(scenario=decision.scenario, plan=decision.effort)
        line = jobs.answer(study, looked).result
        told = two_pages(decision, setting, sample=sample, line=line)
        return record.made(subject.title, study, decision, brief=told)[0]
    with subject.records.reading() as connection:
        acts = adopted(connection, view, subject.planned)
    told = two_pages(decision, setting, sample=sample, view=view, head=acts.head)
    minutes = rounds.minutes(view, setting, head=acts.head)
    content, _ = record.made(subject.title, study, decision, brief=told, minutes=minutes, acts=acts)
    return content


def _pages_of(subject: Subject, decision: Decision) -> bytes:
    """Return the public pages, the record among them, as one archive."""
    return zipped(site.Site.of(_record_of(subject, decision)).files())
