"""What a session may take over changes: in cells, in scores, and in the plan."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from app.web import asking
from data.difference import RowDifference
from optimizer.plan import Plan
from optimizer.scenario import Scenario
from optimizer.study import Study
from questions.plan import PlanQuestion
from questions.rated import RatedPlanQuestion
from reports import dataset_change
from reports.report import Report


def changed(
    before: Study,
    after: Study,
    scenario: Scenario,
    differences: Sequence[RowDifference],
    place: str,
    **told: Any,  # noqa: ANN401 (as the report takes it)
) -> Report:
    """Return what differs between two studies; offer to say what that does to the plan, too."""
    wanted = bool(differences) and st.toggle(
        "Also say what it does to the plan", key=f"{place}-plan", help="Takes two plans."
    )
    return dataset_change.report(
        differences,
        asking.setting(before, scenario),
        asking.setting(after, scenario),
        plans=_two_plans(before, after, scenario, place) if wanted else None,
        **told,
    )


def _two_plans(
    before: Study, after: Study, scenario: Scenario, place: str
) -> tuple[Plan, Plan] | None:
    """Return the plans of two studies, the second as near to the first as can be.

    None while one is looked for, which is told, and where there is none to begin with.
    """
    effort = asking.effort()
    without = PlanQuestion(scenario=scenario, effort=effort)
    old = asking.result(asking.ask(before, without, f"{place}: before"), "Planning as it is")
    if old is None or not old.plan.found:
        return None
    near = RatedPlanQuestion.since(before, scenario, effort)
    new = asking.result(asking.ask(after, near, place), "Planning with what is new")
    return None if new is None else (old.plan, new.plan)
