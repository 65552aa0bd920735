"""Several people: their weights, where they disagree, each one's plan, and one for all."""

import hashlib
from collections.abc import Callable

import streamlit as st

from app.web import asking, render, state
from app.web.widgets.fields import retry
from config.criteria import Criteria, Kind
from config.problems import InputError
from data.people import PeopleWeights, editing, everyone, people_table, template, who_speaks
from data.people.editing import CRITERION, number_table, numbers, with_edits
from data.people.reading import LARGEST, parse_people
from optimizer.group_plans import GroupPlans, group_consensus
from optimizer.levers import WEIGHTS_OF_CRITERIA
from optimizer.study import Study
from questions.group import GAP, group_question
from reports import group
from reports.escape import markdown
from reports.report import Report
from scoring.group import GroupWeights, group_weights

UPLOAD, NEW, GONE, PROBLEMS = "people-upload", "people-new", "people-gone", "people-problems"
PLACE = "plans of several people"
WANTED = "people-plans"
EXAMPLE = ("First person", "Second person")
"""Columns of a template."""


def group_of(kind_id: str, kind: Kind) -> GroupWeights | None:
    """Return the weights of those in this session who say something of a kind; None if nobody."""
    told = who_speaks(state.session().people, kind_id)
    return group_weights(told, tuple(kind.criteria)) if told else None


def enter(kind_id: str, kind: Kind, criteria: Criteria) -> dict[str, float] | None:
    """Show fields to upload or enter people's weights; return the consensus, None without any."""
    people = state.session().people
    _upload(criteria, people)
    for text in st.session_state.get(PROBLEMS, ()):
        st.error(markdown(text))
    _add_and_remove(criteria, people)
    group = group_of(kind_id, kind)
    if group is None:
        st.info(
            f"Nobody says anything about {markdown(kind.label.lower())} yet."
            if people
            else "Upload a table, or add people one by one and change their numbers below."
        )
        return None
    return dict(group.mean)


def _try(change: Callable[[], PeopleWeights]) -> None:
    """Change the people of this session; what does not hold is kept to be told."""
    try:
        state.keep_people(change())
    except InputError as error:
        st.session_state[PROBLEMS] = tuple(str(problem) for problem in error.problems)
    else:
        st.session_state[PROBLEMS] = ()


def _upload(criteria: Criteria, people: PeopleWeights) -> None:
    def uploaded() -> None:
        file = st.session_state[UPLOAD]
        if file is not None:
            _try(lambda: parse_people(file.name, file.getvalue(), criteria))

    st.file_uploader(
        "Table of people's weights (CSV)",
        type=["csv", "txt", "tsv"],
        key=UPLOAD,
        on_change=uploaded,
        max_upload_size=max(1, LARGEST // 2**20),
        help="One row per criterion and one column per person; the template has the right rows. "
        "It stays in this session and is written nowhere.",
    )
    text, name = (
        (people_table(people, criteria), "people")
        if people
        else (template(EXAMPLE, criteria), "people-template")
    )
    label = "These people as a table" if people else "Template to fill in"
    content = text.encode("utf-8-sig")
    render.download(label, content, f"{name}.csv", "people-download", type="tertiary")


def _editor(kind_id: str, kind: Kind) -> None:
    people = state.session().people
    st.markdown("#### Their numbers")
    table = number_table(people, kind_id, kind)
    mark = hashlib.sha256(table.to_json().encode()).hexdigest()[:8]
    key = f"people:{kind_id}:{mark}"

    def edited() -> None:
        changed = with_edits(table, st.session_state[key]["edited_rows"])
        _try(lambda: editing.with_numbers(people, kind_id, numbers(changed)))

    st.data_editor(
        table,
        key=key,
        on_change=edited,
        hide_index=True,
        disabled=[CRITERION],
        column_config={
            CRITERION: st.column_config.TextColumn("Criterion", pinned=True, width="large"),
            **{
                name: st.column_config.NumberColumn(
                    head, min_value=0.0, format="%g", width="small", help=markdown(name)
                )
                for name, head in group.heads(everyone(people)).items()
            },
        },
    )
    st.caption(
        "Any numbers will do: what counts is their proportion within a column. An empty column: "
        f"says nothing of {markdown(kind.label.lower())}, and keeps the present weights in their "
        "own plan."
    )


def _add_and_remove(criteria: Criteria, people: PeopleWeights) -> None:
    def added() -> None:
        name = str(st.session_state[NEW])
        _try(lambda: editing.with_person(people, criteria, name))
        if not st.session_state[PROBLEMS]:
            st.session_state[NEW] = ""

    def removed() -> None:
        gone = st.session_state[GONE]
        if gone:
            _try(lambda: editing.without_person(people, str(gone)))

    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input("One more person or group", key=NEW, placeholder="Name")
        st.button("Add", on_click=added, icon=":material/person_add:", key="people-add")
    if people:
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.selectbox("One fewer", everyone(people), index=None, key=GONE, placeholder="Who")
            st.button("Remove", on_click=removed, icon=":material/person_remove:", key="people-rm")


def render_group(study: Study, kind_id: str, kind: Kind) -> None:
    """Show people's numbers, where they disagree about a kind, and what each of them would do."""
    if not state.session().people:
        return
    _editor(kind_id, kind)
    if group_of(kind_id, kind) is not None:
        told = _report(study, kind_id)
        render.say(told.text or (told.answer,))
        render.section(told["weights"], f"people:{kind_id}")
    st.markdown("#### Each one's own plan, and one for all")
    _use_all(study)
    mine = state.session()
    question = group_question(mine.scenario, mine.people)
    if st.session_state.get(WANTED) != question and not asking.jobs().asked(study, question):
        _offer()
        return
    found = asking.result(asking.ask(study, question, PLACE), "Planning for each of them")
    if found is None:
        return
    told = _report(study, kind_id, found)
    render.lead(told.answer)
    render.say(told.text[1:])
    for name in ("candidates", "compromise", "people"):
        render.section(told[name], f"people:{kind_id}")
    with st.expander(markdown(told["apart"].title)):
        render.listed(told["apart"].items)
    render.notes(note for note in told.notes if note.kind in render.OWN)


def _report(study: Study, kind_id: str, found: GroupPlans | None = None) -> Report:
    mine = state.session()
    consensus = group_consensus(asking.scorecard(study, mine.scenario), mine.people)
    setting = asking.setting(study, mine.scenario)
    return group.report(mine.people, consensus, setting, gap=GAP, found=found, kind=kind_id)


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


def _use_all(study: Study) -> None:
    mine = state.session()
    configuration = study.configuration

    def use() -> None:
        scenario = mine.scenario
        groups = group_consensus(asking.scorecard(study, mine.scenario), mine.people)
        for kind, found in groups.items():
            scenario = WEIGHTS_OF_CRITERIA.move(scenario, configuration, kind, found.mean)
        retry(lambda: state.move(scenario))

    st.button(
        "Use the consensus of every kind in the scenario",
        on_click=use,
        icon=":material/done_all:",
        key="people-use",
        help="Kinds of which nobody says anything keep their weights.",
    )
