"""What did the levers buy? The plan against the one without each lever of a team or fund."""

from app.web import asking, render
from app.web.study_source import Inputs
from questions.levers import LeversQuestion
from questions.plan import Planned
from reports import levers

PLACE = "lever gains"
"""Where a session asks this; other questions go on beside it."""


def draw(inputs: Inputs, answer: Planned) -> None:
    """Say what each lever of a team or fund did, with all other levers where they are."""
    question = LeversQuestion(scenario=answer.scenario, plan=asking.effort())
    job = asking.ask(inputs, question, PLACE)
    found = asking.result(job, "Planning again without each lever")
    if found is not None:
        setting = asking.setting(inputs, answer.scenario, answer.plan)
        report = levers.report(found, setting)
        render.lead(report.answer)
        render.body(report, "lever-gains", titled=False)
