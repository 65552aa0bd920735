"""Marks of partner overlap, and of leads, where a plan or a candidate is shown."""

import pandas as pd
import streamlit as st

from app.web import asking
from app.web.study_source import Inputs
from app.web.widgets.picture import csv_button
from app.web.widgets.table import candidate_table
from ecosystem.graph import names_of
from ecosystem.overlap import PlannedOverlap
from optimizer.partner_leads import Leading, leading
from optimizer.plan import Plan
from optimizer.study import BASELINE
from questions.network import OverlapQuestion, PlannedOverlapQuestion
from reports.partner_words import service_words
from reports.tables.partners import lead_table, planned_table, span
from reports.words import count, listing, number, percent, weeks

REPEATS = "Partners do already"
"""Column of the plan's table: services that a partner is on record with there."""


def repeated(inputs: Inputs, plan: Plan) -> tuple[PlannedOverlap, ...]:
    """Return the planned services that partners already give."""
    planned = {line.id: line.services for line in plan.focus}
    return asking.at_once(inputs, PlannedOverlapQuestion(planned=planned))


def marked(table: pd.DataFrame, inputs: Inputs, plan: Plan) -> pd.DataFrame:
    """Return the table of a plan with a column that marks overlap with partners."""
    name = service_words(inputs.study)
    found: dict[str, list[str]] = {}
    for item in repeated(inputs, plan):
        found.setdefault(item.candidate, []).append(name(item.service))
    place = list(table.columns).index("Services") + 1 if "Services" in table else len(table.columns)
    shown = table.copy()
    shown.insert(place, REPEATS, [", ".join(found.get(one, ())) for one in table["id"]])
    return shown


def candidate_in_plan(inputs: Inputs, candidate: str, plan: Plan) -> None:
    """Say which planned services of a candidate partners already give."""
    names, name = names_of(inputs.study.dataset), service_words(inputs.study)
    led = {(line.id, service): who for line in plan.focus for service, who in line.leads.items()}
    for item in repeated(inputs, plan):
        if item.candidate != candidate:
            continue
        others = listing([names[one.partner] for one in item.partners], 4)
        lead = led.get((candidate, item.service))
        then = f"; {names[lead]} leads it" if lead else "; the plan gives it, too"
        st.markdown(
            f":material/content_copy: **Partner overlap:** {name(item.service)} is on record with "
            f"{others}{then}."
        )


def candidate_overlap(inputs: Inputs, candidate: str) -> None:
    """Say how much of the effort around a candidate repeats, and on what."""
    found = asking.at_once(inputs, OverlapQuestion(focus=(candidate,)))
    if not found or found[0].high == 0:
        return
    name = service_words(inputs.study)
    on = listing([f"{name(one.service)} ({len(one.partners)} partners)" for one in found[0].shared])
    st.markdown(
        f":material/content_copy: **Partner overlap:** {span(found[0].low, found[0].high)} of the "
        f"effort here repeats what another partner does: {on}."
    )


def plan_partners(inputs: Inputs, plan: Plan) -> None:
    """Show who leads what in a plan, what that saves, and what the plan would repeat."""
    names, name = names_of(inputs.study.dataset), service_words(inputs.study)
    leads = leading(inputs.study, asking.problem(inputs, BASELINE), plan)
    st.markdown(_leads_sentence(leads))
    if leads.services:
        table = lead_table(leads, names, name)
        candidate_table(
            table,
            key="plan-leads",
            name="leads",
            columns={
                "Weeks saved": st.column_config.NumberColumn(format="%.1f"),
                "Also in its strength": st.column_config.NumberColumn(
                    format="percent",
                    help="Part of the candidate's partner strength that rests on the same partner: "
                    "one record, two goods.",
                ),
            },
        )
    found = repeated(inputs, plan)
    st.markdown(
        f"**What the plan would repeat: {count(len(found), 'service')}** on record with a partner "
        "there. Overlap is not waste: two funders may well be wanted."
    )
    led = frozenset((line.id, service) for line in plan.focus for service in line.leads)
    table = planned_table(found, led, names, name)
    st.dataframe(table.drop(columns="id"), hide_index=True)
    csv_button(table, "planned-overlap")


def _leads_sentence(leads: Leading) -> str:
    if not leads.services:
        return "No partner leads a service in this plan."
    share = sum(led.share for led in leads.services)
    strength = sum({led.candidate: led.strength for led in leads.services}.values())
    who = f"{count(len(leads.partners), 'partner')} {_verb('lead', leads)}"
    twice = (
        f" {percent(min(1.0, share / strength))} of the partner strength of these focus areas "
        "rests on the same partners."
        if strength
        else ""
    )
    return (
        f"**{who} {count(len(leads.services), 'service')}, which saves "
        f"{weeks(leads.weeks_saved)}.** {_carry(leads)}{twice}"
    )


def _verb(verb: str, leads: Leading) -> str:
    return f"{verb}s" if len(leads.partners) == 1 else verb


def _carry(leads: Leading) -> str:
    """Return what is known about how much those who lead can carry."""
    if not leads.assumed:
        return "What they can carry is on record."
    each = f"taken for {number(leads.assumed_capacity)} a period (assumption)"
    if len(leads.assumed) == len(leads.partners):
        return f"How many engagements they can carry is on record for none of them: {each}."
    return (
        "How many engagements they can carry is not on record for "
        f"{len(leads.assumed)} of them: {each}."
    )
