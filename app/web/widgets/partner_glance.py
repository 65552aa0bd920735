"""Focus areas × partners at a glance, with overlap and gaps below."""

import streamlit as st

from app.web import asking
from app.web.study_source import Inputs
from app.web.widgets.choices import page_of
from app.web.widgets.picture import csv_button, picture
from app.web.widgets.table import candidate_table
from ecosystem.graph import names_of
from ecosystem.neighbours import Near, Reason
from optimizer.plan import Plan
from questions.network import (
    MatrixQuestion,
    PlannedOverlapQuestion,
    ServiceGapsQuestion,
    SharedWorkQuestion,
    SimilarQuestion,
    WhomToAskQuestion,
)
from reports.charts.partner_matrix import matrix_picture
from reports.partner_words import service_words
from reports.tables.partner_pictures import area_rows, cell_rows
from reports.tables.partners import gap_table, planned_table, shared_table, similar_table
from reports.words import count, listing

COLUMNS = 32
"""Partners in one picture."""
ROWS = 28
"""Focus areas in one picture."""
COMMON = 1.0
"""Least common effort of partners that are called alike, in full engagements."""
ASKED = 5
"""Partners named who could be asked."""

SHARE = st.column_config.NumberColumn(format="percent")


def draw(inputs: Inputs, focus: tuple[str, ...], plan: Plan | None) -> None:
    """Show the matrix, and what it says about overlap and gaps.

    Args:
        inputs: the study.
        focus: ids of the focus areas.
        plan: that they are of; None = the list in force.
    """
    _picture(inputs, focus)
    overlap, missing, alike = st.tabs(["Overlap", "Gaps", "Partners most alike"])
    with overlap:
        _overlap(inputs, focus, plan)
    with missing:
        _gaps(inputs, focus)
    with alike:
        _alike(inputs)


def _picture(inputs: Inputs, focus: tuple[str, ...]) -> None:
    place = st.container()
    whole = asking.at_once(inputs, MatrixQuestion(focus=focus, most=COLUMNS))
    _, rows = page_of(whole.rows, ROWS, "partners-matrix-page")
    page = tuple(row.candidate for row in rows)
    shown = (
        whole
        if len(page) == len(whole.rows)
        else asking.at_once(inputs, MatrixQuestion(focus=page, most=COLUMNS))
    )
    with place:
        picture(
            matrix_picture(
                area_rows(shown.rows),
                cell_rows(shown, service_words(inputs.study)),
                [column.label for column in shown.columns],
            ),
            describe=f"{count(len(shown.rows), 'focus area')} by "
            f"{count(len(shown.columns), 'partner')}; nobody on record for "
            f"{listing([row.label for row in shown.rows if row.strength is None])}.",
            name="partners-by-focus-area",
            hint="Larger: counts for more. Pale: works for what lies in it or around it. "
            "Light blue: effort that may repeat another partner's. Grey: nobody on record.",
        )
    if shown.hidden:
        st.caption(
            f"{count(len(shown.hidden), 'partner')} who reach fewer of these focus areas are not "
            "in the picture; narrow the focus areas to see them."
        )


def _overlap(inputs: Inputs, focus: tuple[str, ...], plan: Plan | None) -> None:
    dataset, name = inputs.study.dataset, service_words(inputs.study)
    names = names_of(dataset)
    shared = asking.at_once(inputs, SharedWorkQuestion(focus=focus))
    known = [item for item in shared if item.service is not None]
    st.write(
        f"{count(len(known), 'piece')} of work shared on a named service, "
        f"{len(shared) - len(known)} where services are not named and may differ. Overlap is not "
        "waste: two funders may well be wanted."
    )
    candidate_table(shared_table(shared, names, name), key="partners-shared", name="shared-work")
    if plan is None:
        st.caption("Choose the plan above to see what OGP's own support would repeat.")
        return
    planned = {line.id: line.services for line in plan.focus}
    led = frozenset((line.id, service) for line in plan.focus for service in line.leads)
    repeated = asking.at_once(inputs, PlannedOverlapQuestion(planned=planned))
    st.markdown(f"**What the plan would repeat: {count(len(repeated), 'service')}**")
    table = planned_table(repeated, led, names, name)
    candidate_table(table, key="partners-planned", name="planned-overlap")


def _gaps(inputs: Inputs, focus: tuple[str, ...]) -> None:
    dataset, name = inputs.study.dataset, service_words(inputs.study)
    names = names_of(dataset)
    found = asking.at_once(inputs, ServiceGapsQuestion(focus=focus))
    st.write(
        f"{count(len(found), 'focus area')} without a partner of its own or for some service. A "
        "gap in the records first of all: ask before you conclude that nobody is there."
    )
    candidate_table(gap_table(found, names, name), key="partners-gaps", name="gaps")
    if not found:
        return
    where = st.selectbox(
        "Whom to ask about",
        [gap.candidate for gap in found],
        format_func=lambda one: names[one],
        key="partners-ask-about",
        persist_state="session",
    )
    for one in asking.at_once(inputs, WhomToAskQuestion(candidate=where, most=ASKED)):
        why = "; ".join(reason_words(reason, names) for reason in one.reasons)
        st.markdown(f"- **{names[one.partner]}** {why}.")


def reason_words(reason: Reason, names: dict[str, str]) -> str:
    """Return in words what speaks for asking a partner."""
    theme, place = names.get(reason.theme or "", ""), names.get(reason.place or "", "")
    return {
        Near.HERE: "is there already, on other services",
        Near.THEME_AND_COUNTRY: f"works on {theme} and in {place}",
        Near.THEME_AND_REGION: f"works on {theme}, and in {place} of the same region",
        Near.THEME: f"works on {theme}",
        Near.COUNTRY: f"works in {place}",
        Near.REGION: f"works in {place}, of the same region",
    }[reason.near]


def _alike(inputs: Inputs) -> None:
    dataset = inputs.study.dataset
    pairs = asking.at_once(inputs, SimilarQuestion(least_common=COMMON))
    st.write("Partners whose work is for the same candidates, wherever they are.")
    table = similar_table(pairs, names_of(dataset))
    st.dataframe(table, hide_index=True, column_config={"Alike": SHARE})
    csv_button(table, "partners-alike")
