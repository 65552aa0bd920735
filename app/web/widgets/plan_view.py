"""A plan on the screen: what changed, what is short, capacity, focus areas, rules."""

from typing import Literal

import streamlit as st

from app.web import state
from app.web.partners import marks
from app.web.study_source import Inputs
from app.web.widgets.picture import csv_button, picture
from app.web.widgets.table import candidate_table
from optimizer.difference import PlanDifference, difference
from optimizer.plan import Plan
from optimizer.scenario import Scenario
from questions.plan import Planned
from reports import sentences
from reports.charts.capacity import capacity_bars
from reports.quality_words import BASELINE, IN_FORCE, standing
from reports.tables.plans import (
    capacity_numbers,
    capacity_table,
    focus_table,
    rules_table,
    services_table,
)
from reports.words import percent, points

UNITS: tuple[tuple[Literal["staff-weeks", "USD"], str], ...] = (
    ("staff-weeks", "Staff-weeks per half-year"),
    ("USD", "USD per half-year"),
)


def figures(plan: Plan, change: PlanDifference | None) -> None:
    """Show worth, change and proof in figures."""
    columns = st.columns(3)
    columns[0].metric(
        "Worth of the plan, points",
        points(plan.value or 0.0).removesuffix(" points"),
        None if change is None else f"{sentences.gain_figure(change.gain)} against the baseline",
        delta_color="off",
        delta_arrow="off",
    )
    columns[1].metric(
        "Enter · leave",
        f"{len(plan.entered)} · {len(plan.left)}"
        if change is None
        else f"{len(change.entered)} · {len(change.left)}",
        "against the list in force" if change is None else "against the baseline",
        delta_color="off",
        delta_arrow="off",
    )
    columns[2].metric(
        "Perhaps better by, points",
        "at most " + points((plan.bound or 0.0) - (plan.value or 0.0)).removesuffix(" points"),
        f"{percent(plan.gap or 0.0, 1)} of its worth",
        delta_color="off",
        delta_arrow="off",
        help=f"No plan that meets the conditions can be worth more than "
        f"{points(plan.bound or 0.0)}.",
    )
    st.caption(standing(plan, IN_FORCE if change is None else BASELINE))


def changes(
    inputs: Inputs, before: Plan, after: Plan, change: PlanDifference, scenario: Scenario
) -> None:
    """Show who entered and who left, each with what the levers have to do with it."""
    columns = st.columns(2)
    for column, title, icon, ids in (
        (columns[0], "Enter", ":material/login:", change.entered),
        (columns[1], "Leave", ":material/logout:", change.left),
    ):
        with column, st.container(border=True, gap="small"):
            st.markdown(f"**{icon} {title}**")
            if not ids:
                st.write("Nobody.")
            for name in ids:
                _person(inputs, name, before, after, scenario)


def _person(inputs: Inputs, name: str, before: Plan, after: Plan, scenario: Scenario) -> None:
    candidate = inputs.study.dataset.by_id[name]
    kind = inputs.study.configuration.criteria.kinds[candidate.kind].singular.lower()
    with st.container(gap=None):
        st.button(
            candidate.name,
            key=f"open:{name}",
            type="tertiary",
            icon=":material/badge:",
            on_click=state.open_card,
            args=(name,),
            help="Open the card.",
        )
        why = sentences.why_changed(name, before, after, scenario, inputs.study.configuration)
        st.caption(f"{kind} · {why}")


def capacity(answer: Planned, before: Plan | None) -> None:
    """Show what is short, and the capacity bars."""
    st.markdown("#### What is the bottleneck now")
    short = sentences.shortages(answer.plan, answer.scarcities)
    for column, (title, lines) in zip(st.columns(len(short)), short.items(), strict=True):
        listed = "\n".join(f"- {line}" for line in lines) or "Nothing is short."
        column.markdown(f"{title}\n\n{listed}")
    st.caption("The worth of a little more is read off the linear relaxation: a guide, no promise.")
    period = answer.plan.capacity[0].period if answer.plan.capacity else ""
    for unit, title in UNITS:
        table = capacity_table(answer.plan, unit, period, before)
        if len(table):
            picture(
                capacity_bars(table, title),
                describe=f"{title}: what is kept, used and free, for {len(table)} of them.",
                name=f"capacity-{unit}",
                numbers=capacity_numbers(table),
            )
    if before is not None:
        st.caption("The pink mark shows where the baseline's use ends.")


def details(inputs: Inputs, plan: Plan, before: Plan | None) -> None:
    """Show focus areas, changed services and rules as tables."""
    configuration = inputs.study.configuration
    names = ("The plan", "Services changed", "Rules", "Partners")
    plan_tab, services_tab, rules_tab, partners_tab = st.tabs(names)
    with plan_tab:
        candidate_table(
            marks.marked(focus_table(plan, configuration), inputs, plan),
            key="plan-table",
            name="plan",
            columns={
                "Score": st.column_config.NumberColumn(format="%.1f"),
                "Points": st.column_config.NumberColumn(format="%.1f"),
                "Support": st.column_config.NumberColumn(
                    format="percent", help="Share of its potential that its services unlock."
                ),
                "Staff-weeks": st.column_config.NumberColumn(format="%.1f"),
                "USD": st.column_config.NumberColumn(format="localized"),
            },
        )
    with services_tab:
        if before is None:
            st.write("Move a lever to see which services change.")
        else:
            table = services_table(difference(before, plan), inputs.study)
            st.dataframe(table, hide_index=True)
            csv_button(table, "services-changed")
    with rules_tab:
        table = rules_table(plan)
        st.dataframe(
            table,
            hide_index=True,
            column_config={"Points lost": st.column_config.NumberColumn(format="%.1f")},
        )
        csv_button(table, "rules")
    with partners_tab:
        marks.plan_partners(inputs, plan)
