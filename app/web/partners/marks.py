"""Marks of partner overlap, and of leads, where a plan or a candidate is shown."""

import pandas as pd

from app.web import asking, render, state
from app.web.study_source import Inputs
from optimizer.partner_leads import leading
from optimizer.plan import Plan
from questions.partners import PlannedOverlapQuestion
from reports.partners import leads
from reports.setting import Setting

REPEATS = "Partners do already"
"""Column of the plan's table: services that a partner is on record with there."""
MARK = ":material/content_copy:"


def _setting(inputs: Inputs, plan: Plan | None = None) -> Setting:
    return asking.setting(inputs, state.session().scenario, plan)


def marked(table: pd.DataFrame, inputs: Inputs, plan: Plan) -> pd.DataFrame:
    """Return the table of a plan with a column that marks overlap with partners."""
    repeated = asking.at_once(inputs, PlannedOverlapQuestion.of(plan))
    found = leads.already(repeated, _setting(inputs))
    place = list(table.columns).index("Services") + 1 if "Services" in table else len(table.columns)
    shown = table.copy()
    shown.insert(place, REPEATS, [", ".join(found.get(one, ())) for one in table["id"]])
    return shown


def plan_partners(inputs: Inputs, plan: Plan) -> None:
    """Show who leads what in a plan, what that saves, and what the plan would repeat."""
    setting = _setting(inputs, plan)
    found = leading(inputs.study, setting.problem, plan)
    repeated = asking.at_once(inputs, PlannedOverlapQuestion.of(plan))
    render.lead(leads.sentence(found))
    render.section(leads.section(found, setting), "plan-partners", titled=False)
    render.notes(leads.notes(found))
    render.section(leads.repeats(repeated, setting), "plan-partners")
