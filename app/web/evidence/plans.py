"""The plans without and with what a session may take over."""

from app.web import asking
from optimizer.plan import Plan
from optimizer.scenario import Scenario
from optimizer.study import Study
from questions.plan import PlanQuestion
from questions.rated import RatedPlanQuestion


def two_plans(
    before: Study, after: Study, scenario: Scenario, place: str
) -> tuple[Plan, Plan] | None:
    """Return the plans of two studies, the second as near to the first as can be.

    None while one is looked for, which is told, and where there is none to begin with.

    Args:
        before: without what is new.
        after: with it.
        scenario: of both.
        place: where the session asks.
    """
    effort = asking.effort()
    without = PlanQuestion(scenario=scenario, effort=effort)
    old = asking.result(asking.ask(before, without, f"{place}: before"), "Planning as it is")
    if old is None or not old.plan.found:
        return None
    near = RatedPlanQuestion.since(before, scenario, effort)
    new = asking.result(asking.ask(after, near, place), "Planning with what is new")
    return None if new is None else (old.plan, new.plan)
