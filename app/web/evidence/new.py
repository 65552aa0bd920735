"""New evidence: one table laid over the dataset, with what it changes before it is taken over."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

from app.web import asking, render, state, study_source
from app.web.widgets.header import problems
from config.problems import InputError
from data.difference import RowDifference, difference
from data.laid_over import lay_evidence
from data.vintage import EVERYTHING
from data.wide.read import read_bytes
from data.write import files
from optimizer.plan import Plan
from optimizer.scenario import Scenario
from optimizer.study import Study
from questions.plan import PlanQuestion
from questions.question import inputs_of
from questions.rated import RatedPlanQuestion
from reports import dataset_change
from reports.dataset_change import NOTHING
from reports.report import Report

FIELDS = "new-evidence"


def render_new(study: Study) -> None:
    """Take a table of evidence; show what differs, and take it over when asked to."""
    st.markdown(
        "A table with the columns of evidence.csv (candidate, measure, value, basis, source, and "
        "if you like low, high, as\\_of, note), as CSV or Excel. Its rows take the place of those "
        "on the same candidate and measure. What it would change is shown first; nobody else sees "
        "it."
    )
    given = st.file_uploader(
        "New evidence", type=["csv", "tsv", "txt", "xlsx"], key=f"{FIELDS}-file"
    )
    if given is None:
        return
    mine = state.session()
    whole = study_source.base_study(EVERYTHING, mine.brought)
    try:
        laid = _laid(whole, given.name, given.getvalue())
        own = state.Own(f"Evidence of {given.name}", laid)
        after = study_source.study_with(mine.ratings, mine.as_of, laid)
    except InputError as error:
        problems(error, "This table cannot be used as it is. Mend this, and choose it again:")
        return
    _tell(study, after, own)


@st.cache_resource(
    show_spinner="Laying it over the dataset …", max_entries=4, hash_funcs={Study: inputs_of}
)
def _laid(whole: Study, file: str, raw: bytes) -> Study:
    dataset = lay_evidence(whole.dataset, whole.configuration, read_bytes(file, raw))
    return Study(dataset, whole.configuration)


def _tell(before: Study, after: Study, own: state.Own) -> None:
    found = difference(before.dataset, after.dataset)
    told = changed(before, after, state.session().scenario, found, FIELDS)
    render.lead(told.answer)
    if told.answer == NOTHING:
        return
    with st.container(horizontal=True):
        st.button(
            "Take it over in this session",
            type="primary",
            icon=":material/check:",
            key=f"{FIELDS}-take",
            on_click=state.take_evidence,
            args=(own,),
        )
        for name in ("evidence.csv", "sources.csv"):
            about = "The whole table, for the folder of the dataset."
            render.download(name, partial(_file, own, name), name, f"{FIELDS}:{name}", help=about)
    render.body(told, FIELDS)


def _file(own: state.Own, name: str) -> bytes:
    return files(own.study.dataset)[name].encode()


def changed(
    before: Study,
    after: Study,
    scenario: Scenario,
    differences: Sequence[RowDifference],
    place: str,
    **told: Any,  # noqa: ANN401 (as the report takes it)
) -> Report:
    """Return what differs between two studies; offer to say what that does to the plan, too."""
    wanted = bool(differences) and st.toggle(
        "Also say what it does to the plan", key=f"{place}-plan", help="Takes two plans."
    )
    return dataset_change.report(
        differences,
        asking.setting(before, scenario),
        asking.setting(after, scenario),
        plans=_two_plans(before, after, scenario, place) if wanted else None,
        **told,
    )


def _two_plans(
    before: Study, after: Study, scenario: Scenario, place: str
) -> tuple[Plan, Plan] | None:
    """Return the plans of two studies, the second as near to the first as can be.

    None while one is looked for, which is told, and where there is none to begin with.
    """
    effort = asking.effort()
    without = PlanQuestion(scenario=scenario, effort=effort)
    old = asking.result(asking.ask(before, without, f"{place}: before"), "Planning as it is")
    if old is None or not old.plan.found:
        return None
    near = RatedPlanQuestion.since(before, scenario, effort)
    new = asking.result(asking.ask(after, near, place), "Planning with what is new")
    return None if new is None else (old.plan, new.plan)
