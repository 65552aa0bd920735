"""Marks of partner overlap, and of leads, where a plan or a candidate is shown."""

from dataclasses import replace

from app.web import asking, render, state
from optimizer.plan import Plan
from optimizer.study import Study
from questions.partners import PlannedOverlapQuestion
from reports.partners import leads
from reports.report import Column, Table
from reports.setting import Setting

REPEATS = Column("already", "Partners do already")
"""Column of the plan's table: services that a partner is on record with there."""


def _setting(study: Study, plan: Plan | None = None) -> Setting:
    return asking.setting(study, state.session().scenario, plan)


def marked(table: Table, study: Study, plan: Plan) -> Table:
    """Return the table of a plan with a column that marks overlap with partners."""
    repeated = asking.at_once(study, PlannedOverlapQuestion.of(plan))
    found = leads.already(repeated, _setting(study))
    names = [column.id for column in table.columns]
    place = names.index("service_labels") + 1
    columns = (*table.columns[:place], REPEATS, *table.columns[place:])
    rows = tuple({**row, REPEATS.id: found.get(row["id"], ())} for row in table.rows)
    return replace(table, columns=columns, rows=rows)


def plan_overlap(study: Study, plan: Plan) -> None:
    """Show what the plan would repeat of what partners do."""
    repeated = asking.at_once(study, PlannedOverlapQuestion.of(plan))
    render.section(leads.repeats(repeated, _setting(study, plan)), "plan-partners")
