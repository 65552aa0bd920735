"""Files that are made when somebody takes them: record and public pages."""

from app.export import record, site
from app.export.archive import zipped
from app.web.report.subject import Subject
from questions.cutoff import CutOffQuestion
from questions.decision import Decision
from questions.robust import STEPS, SampleQuestion
from records.adopted import adopted
from reports import round as rounds
from reports.record import two_pages
from reports.setting import Setting


def record_of(subject: Subject, decision: Decision) -> bytes:
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


def pages_of(subject: Subject, decision: Decision) -> bytes:
    """Return the public pages, the record among them, as one archive."""
    return zipped(site.Site.of(record_of(subject, decision)).files())


def method_of(subject: Subject) -> bytes:
    """Return public pages of the method alone, as one archive."""
    return zipped(site.method(subject.study))
