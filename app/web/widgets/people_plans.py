"""Each one's own plan, what all of them share, and what a plan for all costs whom."""

import streamlit as st

from app.web import asking, state
from app.web.asking import result
from app.web.study_source import Inputs
from app.web.widgets.fields import retry
from app.web.widgets.picture import csv_button, picture
from app.web.widgets.table import candidate_table
from data.people import everyone
from optimizer.group_plans import GroupPlans, group_consensus
from optimizer.levers import WEIGHTS_OF_CRITERIA
from questions.group import group_question
from reports.charts.people import SELECTION, losses, own_plans_matrix
from reports.escape import markdown
from reports.group_words import Names, person_sentences, plan_sentences
from reports.tables.people import (
    cost_table,
    in_some_plan,
    loss_marks,
    plan_cells,
    plan_columns,
    plans_table,
)
from reports.words import listing, percent

NAMED = 12
"""Names that a list shows before it only counts."""
HEIGHT = 430
"""Height of the table, in pixels."""
PLACE = "plans of several people"
"""Where a session asks; other people or another scenario give up those before."""
WANTED = "people-plans"
"""Key of the question that this session has asked."""


def draw(inputs: Inputs, kind_id: str) -> None:
    """Show the plans of the people of this session, for the candidates of one kind."""
    mine = state.session()
    st.markdown("#### Each one's own plan, and one for all")
    _use_all(inputs)
    question = group_question(mine.scenario, mine.people)
    wanted = st.session_state.get(WANTED) == question
    if not wanted and not asking.jobs().asked(inputs.study, question):
        _offer()
        return
    found = result(asking.ask(inputs, question, PLACE), "Planning for each of them")
    if found is not None:
        _plans(inputs, kind_id, found)


def _offer() -> None:
    mine = state.session()
    people = len(everyone(mine.people))

    def ask() -> None:
        st.session_state[WANTED] = group_question(mine.scenario, mine.people)

    st.button(
        "Work out everybody's plan",
        on_click=ask,
        type="primary",
        icon=":material/groups:",
        key="people-ask",
    )
    st.caption(
        f"{people + 2} searches, some seconds each: the best plan under each one's weights, under "
        "the consensus, and the plan whose largest loss for anybody is least."
    )


def _use_all(inputs: Inputs) -> None:
    """Offer to take the consensus of every kind into the scenario."""
    mine = state.session()
    configuration = inputs.study.configuration

    def use() -> None:
        scenario = mine.scenario
        groups = group_consensus(asking.scorecard(inputs, mine.scenario), mine.people)
        for kind, group in groups.items():
            scenario = WEIGHTS_OF_CRITERIA.move(scenario, configuration, kind, group.mean)
        retry(lambda: state.move(scenario))

    st.button(
        "Use the consensus of every kind in the scenario",
        on_click=use,
        icon=":material/done_all:",
        key="people-use",
        help="Kinds of which nobody says anything keep their weights.",
    )


def _plans(inputs: Inputs, kind_id: str, found: GroupPlans) -> None:
    first, *others = plan_sentences(found)
    st.markdown(f"**{markdown(first)}**  \n{markdown(' '.join(others))}")
    if not found.people:
        return
    _matrix(inputs, kind_id, found)
    st.markdown("#### What a plan for all costs each of them")
    names = [one.person for one in found.people]
    picture(
        losses(loss_marks(found), names),
        describe="Points lost: "
        + listing(
            [f"{one.person} {one.consensus_costs.low:.1f}" for one in found.people], len(names)
        )
        + " under the plan of the consensus weights.",
        name="people-losses",
        hint="In points of each one's own weights. The compromise keeps the longest bar short.",
    )
    _costs(found)
    _apart(inputs, found)


def _matrix(inputs: Inputs, kind_id: str, found: GroupPlans) -> None:
    by_id = inputs.study.dataset.by_id
    names = {one.id: one.name for one in inputs.study.dataset.of_kind(kind_id)}
    ids = in_some_plan(found, sorted(names, key=lambda one: (by_id[one].name, one)))
    if not ids:
        return
    total = len(found.people)
    shared = [one for one in ids if found.support.get(one, 0) == total]
    people = everyone(state.session().people)
    shown = _apart_by_region(inputs, ids)
    chart = f"people-matrix:{kind_id}"

    def chosen() -> None:
        picked = st.session_state[chart].selection.get(SELECTION, [])
        if picked and picked[0].get("id"):
            state.open_card(str(picked[0]["id"]))

    picture(
        own_plans_matrix(
            plan_cells(found, ids, shown, people),
            [shown[one] for one in ids],
            plan_columns(found, people),
            len(shared),
        ),
        describe=f"In all own plans: {listing([names[one] for one in shared], len(ids))}.",
        name=f"people-plans-{kind_id}",
        key=chart,
        on_select=chosen,
        hint="Above the dashed line: in everybody's plan. Dark: proven to be in every best plan of "
        "theirs. Blank under a person: proven to be in none. Click a square to open the card.",
    )
    candidate_table(
        plans_table(found, ids, names, people),
        key=f"people-table:{kind_id}",
        name=f"people-plans-{kind_id}",
        height=min(HEIGHT, 60 + 36 * len(ids)),
    )


def _apart_by_region(inputs: Inputs, ids: list[str]) -> dict[str, str]:
    """Return candidates' names, with the country where several share one."""
    by_id = inputs.study.dataset.by_id
    every = [by_id[one].name for one in ids]
    return {
        one: f"{by_id[one].name} ({by_id[one].country or one})"
        if every.count(by_id[one].name) > 1
        else by_id[one].name
        for one in ids
    }


def _costs(found: GroupPlans) -> None:
    table = cost_table(found)
    number = st.column_config.NumberColumn(format="%.1f")
    figures = [name for name in table.columns if name not in ("Person", "Proven within")]
    st.dataframe(
        table, hide_index=True, column_config=dict.fromkeys(figures, number), placeholder="–"
    )
    csv_button(table, "people-costs")
    widest = max(one.plan.gap or 0.0 for one in found.people)
    st.caption(
        f"Every plan is proven within {percent(widest, 1)} of its person's best. A loss is at "
        "least what was found, and proven to be no more than the column “at most”."
    )


def _apart(inputs: Inputs, found: GroupPlans) -> None:
    """Say what sets each own plan apart."""
    kinds = tuple(inputs.study.configuration.criteria.kinds)
    names = Names(asking.problem(inputs, state.session().scenario), kinds)
    total = len(found.people)
    told = {one.person: list(person_sentences(one, total, names, NAMED)) for one in found.people}
    with st.expander("What sets each own plan apart"):
        for person, sentences in told.items():
            st.text(f"{person}: {' '.join(sentences) or 'nothing that others do not have.'}")
