"""What do the rules cost? The plan without any, then each rule's price, and what it keeps."""

from app.web import asking, render
from app.web.study_source import Inputs
from app.web.widgets.choices import one_of
from questions.conditions import AddedConditionsQuestion, ConditionsQuestion
from questions.plan import Planned
from reports import rules

ADDED, OWN = "added", "own"
WAYS = {ADDED: "Added one by one", OWN: "Each by itself"}


def draw(inputs: Inputs, answer: Planned) -> None:
    """Show the way that is chosen."""
    setting = asking.setting(inputs, answer.scenario, answer.plan)
    about = {"scenario": answer.scenario, "plan": asking.effort()}
    if one_of("Which", WAYS, "rule-costs-way", titled=False) == ADDED:
        steps = asking.ask(inputs, AddedConditionsQuestion(**about), asking.WHAT_ELSE)
        found = asking.result(steps, "Planning with fewer and fewer rules")
        report = None if found is None else rules.added(found, setting)
    else:
        costs = asking.ask(inputs, ConditionsQuestion(**about), asking.WHAT_ELSE)
        own = asking.result(costs, "Planning without each rule and lock")
        report = None if own is None else rules.own(own, setting)
    if report is not None:
        render.lead(report.answer)
        render.body(report, "rule-costs", titled=False)
