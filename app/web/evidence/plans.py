"""The plans without and with what a session may take over."""

from app.web import asking
from optimizer.plan import Plan
from optimizer.scenario import Scenario
from optimizer.study import Study
from questions.plan import PlanQuestion


def two_plans(
    before: Study, after: Study, scenario: Scenario, place: str
) -> tuple[Plan, Plan] | None:
    """Return the plans of two studies; None while one is looked for, which is told.

    Args:
        before: without what is new.
        after: with it.
        scenario: of both.
        place: where the session asks.
    """
    made = []
    for study, at, doing in (
        (before, f"{place}: before", "Planning without what is new"),
        (after, place, "Planning with what is new"),
    ):
        question = PlanQuestion(scenario=scenario, effort=asking.effort())
        found = asking.result(asking.ask(study, question, at), doing)
        if found is None:
            return None
        made.append(found.plan)
    return made[0], made[1]
