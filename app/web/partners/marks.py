"""Marks of partner overlap, and of leads, where a plan or a candidate is shown."""

from dataclasses import replace

from app.web import asking, render, state
from app.web.study_source import Inputs
from optimizer.plan import Plan
from questions.partners import PlannedOverlapQuestion
from reports.partners import leads
from reports.report import Column, Table
from reports.setting import Setting

REPEATS = Column("already", "Partners do already")
"""Column of the plan's table: services that a partner is on record with there."""


def _setting(inputs: Inputs, plan: Plan | None = None) -> Setting:
    return asking.setting(inputs, state.session().scenario, plan)


def marked(table: Table, inputs: Inputs, plan: Plan) -> Table:
    """Return the table of a plan with a column that marks overlap with partners."""
    repeated = asking.at_once(inputs, PlannedOverlapQuestion.of(plan))
    found = leads.already(repeated, _setting(inputs))
    names = [column.id for column in table.columns]
    place = names.index("service_labels") + 1
    columns = (*table.columns[:place], REPEATS, *table.columns[place:])
    rows = tuple({**row, REPEATS.id: found.get(row["id"], ())} for row in table.rows)
    return replace(table, columns=columns, rows=rows)


def plan_overlap(inputs: Inputs, plan: Plan) -> None:
    """Show what the plan would repeat of what partners do."""
    repeated = asking.at_once(inputs, PlannedOverlapQuestion.of(plan))
    render.section(leads.repeats(repeated, _setting(inputs, plan)), "plan-partners")
