"""Shortlists: what is on the table of a region's taskforce?"""

from functools import partial

import pandas as pd
import streamlit as st

from app.export.prints.shortlist import shortlist_page
from app.web import asking, state
from app.web.navigation import screen
from app.web.study_source import Inputs
from app.web.widgets import crossing
from app.web.widgets.choices import one_of
from app.web.widgets.header import header
from app.web.widgets.picture import picture
from app.web.widgets.table import candidate_table
from optimizer.plan import Plan
from optimizer.runners_up import waiting
from reports import levers
from reports.charts.shortlist import line_picture, region_map
from reports.quality_words import BASELINE, IN_FORCE, standing
from reports.tables.shortlist import (
    leaving_table,
    next_table,
    regions,
    shortlist_table,
    side_tables,
)
from reports.tables.standing import map_table
from reports.words import count, count_of, listing

# Seconds to wait for a plan before saying that it is being made.
PATIENCE = 3.0
# Key of the choice of region.
REGION = "shortlist-region"
# Candidates behind the line, of each kind.
NEXT = 3

NUMBERS = {
    "Score": st.column_config.NumberColumn(format="%.1f"),
    "Lowest": st.column_config.NumberColumn(format="%.0f"),
    "Highest": st.column_config.NumberColumn(format="%.0f"),
    "Coverage": st.column_config.NumberColumn(format="percent"),
    "Staff-weeks": st.column_config.NumberColumn(format="%.1f"),
    "USD": st.column_config.NumberColumn(format="localized"),
}


def show() -> None:
    """Draw the page."""
    inputs = state.inputs()
    top = st.container()
    known = regions(inputs.study.dataset)
    if not known:
        header(screen("shortlists").question, "No candidate of this dataset has a region.")
        return
    region = one_of("Region", {name: name for name in known}, REGION, titled=False)
    job = asking.current(inputs)
    drawn = asking.wait(job, PATIENCE)
    plan = None if job.shown is None else job.shown.plan
    with top:
        header(screen("shortlists").question, _answer(inputs, plan, region))
        asking.progress(inputs, job, drawn, stoppable=False)
    if plan is not None and plan.found:
        _shortlist(inputs, plan, region)
    else:
        st.info("What-if says why there is no plan, or when it will be there.")


def _answer(inputs: Inputs, plan: Plan | None, region: str) -> str:
    if plan is None:
        return f"{region}: the plan is being made."
    if not plan.found:
        return f"{region}: no plan meets all conditions of this scenario."
    by_id = inputs.study.dataset.by_id
    inside = listing(_counts(inputs, plan, region))
    entered = [name for name in plan.entered if by_id[name].region == region]
    left = [by_id[name].name for name in plan.left if by_id[name].region == region]
    new = f"; {count(len(entered), 'of them is', 'of them are')} new" if entered else ""
    out = f"; {listing(left)} would leave the list" if left else ""
    return f"{region}: {inside} are in the plan{new}{out}."


def _counts(inputs: Inputs, plan: Plan, region: str) -> list[str]:
    """Return how many of each kind that has a region are in the plan."""
    dataset = inputs.study.dataset
    return [
        count_of(
            len({line.id for line in plan.focus if (line.kind, line.region) == (name, region)}),
            kind,
        )
        for name, kind in inputs.study.configuration.criteria.kinds.items()
        if any(candidate.region == region for candidate in dataset.of_kind(name))
    ]


def _shortlist(inputs: Inputs, plan: Plan, region: str) -> None:
    study, scenario = inputs.study, state.session().scenario
    scorecard = asking.scorecard(inputs, scenario)
    behind = waiting(asking.problem(inputs, scenario), plan, region, NEXT)
    inside = shortlist_table(region, plan, scorecard, study.dataset, study.configuration)
    leaving = leaving_table(region, plan, scenario, scorecard, study.dataset, study.configuration)
    following = next_table(behind, scorecard, study.configuration)
    members = map_table(study.dataset, scorecard, plan)
    members = members[members["region"] == region]
    lists = [
        ("In the plan", inside.drop(columns=["Lowest", "Highest", "Coverage"])),
        ("Would leave the list", leaving),
        ("Next behind the line", following.drop(columns=["Lowest", "Highest"])),
    ]
    _take_away(inputs, plan, region, lists, members)
    left, right = st.columns(2, gap="large")
    with left:
        _map(members, region)
    with right:
        for kind, rows in side_tables(inside, following, leaving, scorecard).items():
            st.markdown(f"**{kind}**: who is inside, and who is next")
            picture(
                line_picture(rows),
                describe=f"Scores, {kind}: "
                + listing(
                    [f"{r.Candidate} {r.Score:.1f} ({r.Standing})" for r in rows.itertuples()]
                ),
                name=f"line-{region}-{kind}".replace(" ", "-"),
            )
        st.caption(
            "Orange: where the score could lie, given what is not known. Themes have no region; "
            "Overview lists them."
        )
    _lists(inside, leaving, following)
    crossing.draw(
        inputs,
        plan,
        [*following["id"], *leaving["id"], *inside["id"]],
        f"crossing:{region}",
        settled=asking.current(inputs).over,
    )


def _map(members: pd.DataFrame, region: str) -> None:
    counts = members["standing"].value_counts()
    picture(
        region_map(members),
        describe=f"Map of {region}: "
        + listing([f"{number} {name}" for name, number in counts.items()])
        + ".",
        name=f"map-{region}".replace(" ", "-"),
    )


def _lists(inside: pd.DataFrame, leaving: pd.DataFrame, following: pd.DataFrame) -> None:
    st.markdown("#### In the plan")
    candidate_table(inside, key="shortlist-in", name="shortlist", columns=NUMBERS)
    if len(leaving):
        st.markdown("#### Would leave the list in force")
        candidate_table(leaving, key="shortlist-leaving", name="leaving", columns=NUMBERS)
    st.markdown("#### Next behind the line")
    st.caption(
        "The distance is that of the scores, to the lowest of its kind inside. A plan also weighs "
        "costs, capacities and rules; below, plan again with a candidate to see what it would "
        "really take, and who would make room."
    )
    candidate_table(following, key="shortlist-next", name="next", columns=NUMBERS)


def _take_away(
    inputs: Inputs,
    plan: Plan,
    region: str,
    lists: list[tuple[str, pd.DataFrame]],
    members: pd.DataFrame,
) -> None:
    moved = levers.in_words(state.session().scenario, inputs.study)
    edits = len(state.session().ratings)
    notes = [
        standing(plan, BASELINE if state.session().moved else IN_FORCE),
        f"Levers moved: {'; '.join(moved)}." if moved else "No lever is moved.",
        "Team weeks, fund balances, weights and what services unlock are assumptions for planning.",
        f"Cycle: {inputs.study.configuration.criteria.title}.",
    ]
    if edits:
        notes.insert(2, f"With {count(edits, 'rating')} edited in a session.")
    st.download_button(
        "One page to print",
        data=partial(_page, region, _answer(inputs, plan, region), lists, members, notes),
        file_name=f"shortlist-{region}.html".replace(" ", "-").lower(),
        mime="text/html",
        key="shortlist-print",
        icon=":material/print:",
        on_click="ignore",
        help="A page that opens in any browser, without the network; print it from there.",
    )


def _page(
    region: str,
    answer: str,
    lists: list[tuple[str, pd.DataFrame]],
    members: pd.DataFrame,
    notes: list[str],
) -> bytes:
    return shortlist_page(region, answer, lists, region_map(members), notes).encode()


show()
