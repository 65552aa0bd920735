"""What changed against an earlier round, and which cause did what: planned when asked for."""

import os
from collections.abc import Mapping
from pathlib import Path

import streamlit as st

from app import CONFIG, DATA
from app.web import asking, state, study_source
from app.web.reassess import closed
from app.web.widgets.header import problems
from config.load import bundled_configuration_folder
from config.problems import InputError, Problems
from data.load import bundled_dataset_folder
from data.vintage import is_as_of
from optimizer.scenario import Scenario
from optimizer.study import BASELINE, Study
from questions.churn import churn_question
from questions.earlier import earlier_study
from questions.reassess import Reassessed, ReassessQuestion
from records.view import View
from reports import churn
from reports.reassess import CAUSES, report
from reports.words import count, listing

PLACE = "what changed"
NOISE = "changes from doubt alone, since an earlier round"


def render_rounds(study: Study) -> None:
    """Offer to compare with an earlier round; show what changed and why, and what became of it."""
    st.markdown("#### What changed since an earlier round, and why?")
    before = closed.choice()
    earlier = _by_files() if before is None else before.rated
    if earlier is not None:
        _changed(study, earlier, before)
    if before is not None:
        closed.render_closed(study, before)


def _by_files() -> Study | None:
    """Show fields for an earlier round's files; return it, None where they do not hold."""
    given = st.file_uploader(
        "Files of the earlier round: its tables, its configuration, or both",
        type=["csv", "json", "yaml"],
        accept_multiple_files=True,
        key="earlier-files",
        help="What is not given is taken as it is now. Nothing leaves this machine.",
    )
    as_of = st.text_input(
        "The earlier round as of",
        key="earlier-as-of",
        placeholder="as now",
        width=240,
        help="A year, a month or a day, as 2019-06: of the earlier round only what was known by "
        "then counts. Without files: of the same tables, so that one sees what has become known "
        "since, and what that did.",
    )
    return _earlier_round({one.name: one.getvalue() for one in given or ()}, as_of.strip())


def _changed(study: Study, earlier: Study, before: View | None) -> None:
    scenario = state.session().scenario
    levers = BASELINE if before is None else before.round.scenario
    question = ReassessQuestion.since(earlier, scenario, asking.effort(), before=levers)
    causes = question.rounds(study).causes
    if not causes and before is not None:
        st.write("Nothing differs between that round and what there is now.")
        return
    if not causes:
        st.write(
            "Nothing differs yet. Choose the files of an earlier round, or move levers on What-if "
            "or edit ratings on Evidence: then this part says which of them did what."
        )
        return
    wanted = st.toggle(
        f"Put every change down to its cause ({listing([CAUSES[one] for one in causes])})",
        key="changed-why",
        help=f"Makes {count(2 ** len(causes), 'plan')}: every mix of the two rounds, each within "
        "1 % of the best possible.",
    )
    if not wanted:
        return
    asking.shown(
        study,
        question,
        PLACE,
        "Planning what lies between the rounds",
        lambda found, job: report(
            found,
            asking.setting(study, scenario),
            earlier=asking.setting(earlier, levers),
            causes=causes,
            since=before,
            stopped=asking.stopped(job),
        ),
        "changed-why",
    )
    answer = asking.jobs().final(study, question)
    if answer is not None and answer.result.attribution is not None:
        _noise(earlier, levers, answer.result, answer.result.attribution.before.ids)


def _noise(earlier: Study, levers: Scenario, found: Reassessed, ids: frozenset[str]) -> None:
    if not st.toggle(churn.SWITCH, key="changed-noise", persist_state="session", help=churn.HELP):
        return
    study, drawn = churn_question(earlier, levers, ids, plan=asking.effort())
    setting = asking.setting(study, drawn.scenario)
    asking.shown(
        study,
        drawn,
        NOISE,
        "Planning the earlier round again",
        lambda sample, _: churn.of_rounds(sample, drawn, found, setting),
        "changed-noise-report",
    )


def _earlier_round(files: Mapping[str, bytes], as_of: str) -> Study | None:
    """Return the earlier round; None when files or day do not hold, which is told."""
    wrong = Problems()
    try:
        if as_of:
            is_as_of("The earlier round as of", as_of, wrong)
            wrong.raise_if_any()
        if files:
            return _earlier(files, as_of)
        return study_source.base_study(as_of) if as_of else state.recorded()
    except InputError as error:
        problems(error, "The earlier round cannot be used as it is. Mend this:")
        return None


@st.cache_resource(show_spinner="Reading the earlier round …", max_entries=4)
def _earlier(files: Mapping[str, bytes], as_of: str) -> Study:
    data, config = (os.environ.get(name) for name in (DATA, CONFIG))
    return earlier_study(
        files,
        Path(data) if data else bundled_dataset_folder(),
        Path(config) if config else bundled_configuration_folder(),
        as_of or None,
    )
