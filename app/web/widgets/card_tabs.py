"""The tabs of a candidate's card."""

import pandas as pd
import streamlit as st

from app.web import asking, state
from app.web.partners import marks
from app.web.study_source import Inputs
from app.web.widgets.picture import csv_button, picture
from config.criteria import Levels
from optimizer.plan import Plan
from questions.partners import StrengthsQuestion
from reports.charts import Picture
from reports.charts.card import contribution_bars, level_bars, value_curve
from reports.tables.cards import (
    contribution_numbers,
    contribution_table,
    cost_table,
    curve_tables,
    evidence_table,
    level_table,
    link_table,
    partner_table,
    service_table,
)
from reports.words import MISSING, count, listing, number, percent, points
from scoring.profile import CriterionProfile, MeasureProfile, Profile

SHARE = st.column_config.NumberColumn(format="percent")


def score(inputs: Inputs, found: Profile) -> None:
    """Show what the score is made of."""
    table = contribution_table(found, inputs.study.configuration)
    largest = max(found.criteria, key=lambda row: row.points)
    label = inputs.study.configuration.criteria.kinds[found.score.kind].criteria
    st.write(
        f"Most of its {found.score.score:.1f} points come from "
        f"{label[largest.criterion].label.lower()} ({points(largest.points)}). Pale: the most "
        "possible. Orange line: where the points could lie."
    )
    picture(
        contribution_bars(table),
        describe=f"Points that each of {len(table)} criteria adds to the score.",
        name=f"score-{found.score.id.replace(':', '-')}",
        numbers=contribution_numbers(table),
    )
    if found.gaps:
        measures = inputs.study.configuration.criteria.measures
        missing = listing([measures[name].label for name in found.gaps], 20)
        st.write(f"**Not known:** {missing}.")


def in_plan(inputs: Inputs, found: Profile, plan: Plan | None) -> None:
    """Show services, costs and partners in the plan."""
    lines = [] if plan is None else [line for line in plan.focus if line.id == found.score.id]
    if not lines:
        st.write("It is not in this plan, so it gets no advanced services and costs nothing.")
        return
    configuration, dataset = inputs.study.configuration, inputs.study.dataset
    for line in lines:
        if len(lines) > 1:
            st.markdown(f"**{line.period}**")
        columns = {"Unlocks": SHARE}
        st.dataframe(
            service_table(line, configuration, dataset), hide_index=True, column_config=columns
        )
        st.dataframe(cost_table(line, configuration), hide_index=True)
    if plan is not None:
        marks.candidate_in_plan(inputs, found.score.id, plan)
    st.caption("What services unlock and cost are assumptions for planning, as services.yaml says.")


def evidence(inputs: Inputs, found: Profile) -> None:
    """Show every row of evidence with source and date, and the gaps."""
    table = evidence_table(found, inputs.study.dataset, inputs.study.configuration)
    st.write(
        f"{count(int((table['Counts'] == 'yes').sum()), 'value')} in use, "
        f"{count(len(found.gaps), 'measure')} without evidence."
    )
    columns = {"Link": st.column_config.LinkColumn(display_text="open")}
    st.dataframe(table, hide_index=True, column_config=columns)
    csv_button(table, f"evidence-{found.score.id.replace(':', '-')}")


def value_functions(inputs: Inputs, found: Profile) -> None:
    """Show each criterion's value functions with the candidate's point on the curve."""
    criteria = inputs.study.configuration.criteria.kinds[found.score.kind].criteria
    for row in found.criteria:
        spec = criteria[row.criterion]
        title = f"{spec.label}: {row.value:.0f} of 100, weight {percent(row.weight)}"
        with st.expander(title):
            st.caption(
                " ".join(part for part in (spec.why, spec.note, f"Source: {spec.source}.") if part)
            )
            if not row.measures:
                st.write("Read off the list in force here; in the plan it is decided with it.")
            _curves(inputs, row)


def _curves(inputs: Inputs, row: CriterionProfile) -> None:
    for item in row.measures:
        measure = inputs.study.configuration.criteria.measures[item.measure]
        st.markdown(f"**{measure.label}** · {percent(item.share)} of the criterion")
        st.write(_standing(item, measure.unit))
        if isinstance(item.use.value, Levels):
            chart: Picture = level_bars(level_table(item), measure.unit)
        else:
            chart = value_curve(*curve_tables(item, inputs.study.configuration), measure.unit)
        st.altair_chart(chart, alt=f"Value function of {measure.label}. {_standing(item, '')}")


def _standing(item: MeasureProfile, unit: str) -> str:
    if item.found is None:
        return f"It is {MISSING}; {item.value:.0f} of 100 stands in for it."
    shown = number(item.found) if isinstance(item.found, float) else item.found
    of = "" if isinstance(item.found, str) or not unit else f" ({unit})"
    return f"{shown}{of} is worth {item.value:.0f} of 100."


def around(inputs: Inputs, found: Profile, plan: Plan | None) -> None:
    """Show links to other candidates, and partners."""
    dataset = inputs.study.dataset
    chosen = frozenset[str]() if plan is None else plan.ids
    links = link_table(found.score.id, dataset, chosen)
    st.markdown(f"**{count(len(links), 'link')}**")
    if len(links):
        _links(links, f"links:{found.score.id}")
    strength = asking.at_once(inputs, StrengthsQuestion()).get(found.score.id)
    partners = () if strength is None else strength.contributions
    st.markdown(f"**{count(len(partners), 'partner')} on record**")
    if partners:
        st.dataframe(partner_table(partners, dataset), hide_index=True)
        st.caption("Counts: how much of the partner's work counts for this candidate, 0 to 1.")
        marks.candidate_overlap(inputs, found.score.id)
    else:
        st.write("No record of a partner reaches it. That is not the same as no partner.")


def _links(links: pd.DataFrame, key: str) -> None:
    """Show linked candidates; a chosen row opens the other card in place of this one."""
    choice = st.dataframe(
        links,
        key=key,
        hide_index=True,
        column_order=[column for column in links.columns if column != "id"],
        on_select="rerun",
        selection_mode="single-row",
    )
    rows = choice.selection.rows
    if rows:
        state.open_card(str(links["id"].iloc[rows[0]]))
        st.rerun()
    st.caption("Tick a row to go to the other card.")
