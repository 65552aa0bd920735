"""What changed against an earlier round, and which cause did what: planned when asked for."""

import os
from collections.abc import Mapping
from pathlib import Path

import streamlit as st

from app.web import asking, state, study_source
from app.web.earlier import earlier_study
from app.web.study_source import Inputs
from app.web.widgets.header import problems
from app.web.widgets.picture import picture
from app.web.widgets.table import candidate_table
from config.load import bundled_configuration_folder
from config.problems import InputError
from data.load import bundled_dataset_folder
from optimizer.attribution import Attribution
from optimizer.rounds import Rounds
from optimizer.study import Study
from questions.reassess import ReassessQuestion
from reports import causes
from reports.charts.causes import cause_bars, move_matrix
from reports.tables.causes import cause_table, move_rows, move_table
from reports.words import count, listing

PLACE = "what changed"
"""One question of this kind at a time in a session."""


def draw(inputs: Inputs) -> None:
    """Offer to compare with an earlier round; show what changed and why."""
    st.markdown("#### What changed since an earlier round, and why?")
    given = st.file_uploader(
        "Files of the earlier round: its tables, its configuration, or both",
        type=["csv", "json", "yaml"],
        accept_multiple_files=True,
        key="earlier-files",
        help="What is not given is taken as it is now. Nothing leaves this machine.",
    )
    files = {one.name: one.getvalue() for one in given or ()}
    earlier = _earlier_round(files)
    if earlier is None:
        return
    question = ReassessQuestion.since(earlier, state.session().scenario, asking.effort())
    rounds = question.rounds(inputs.study)
    if not rounds.causes:
        st.write(
            "Nothing differs yet. Choose the files of an earlier round, or move levers on What-if "
            "or edit ratings on Evidence: then this part says which of them did what."
        )
        return
    changed = listing([causes.CAUSES[cause] for cause in rounds.causes])
    plans = count(2 ** len(rounds.causes), "plan")
    wanted = st.toggle(
        f"Put every change down to its cause ({changed})",
        key="changed-why",
        help=f"Makes {plans}: every mix of the two rounds, each within 1 % of the best possible.",
    )
    if not wanted:
        return
    found = asking.result(
        asking.ask(inputs, question, PLACE), "Planning what lies between the rounds"
    )
    if found is None:
        return
    if found.attribution is None:
        st.warning(f"The change cannot be put down to causes: {found.trouble}")
    else:
        _shown(found.attribution, rounds)


def _earlier_round(files: Mapping[str, bytes]) -> Study | None:
    """Return the earlier round; None when the files do not hold, which is told."""
    try:
        return _earlier(files) if files else study_source.base_inputs().study
    except InputError as error:
        problems(
            tuple(str(problem) for problem in error.problems),
            "The earlier round cannot be used as it is. Mend this, and choose the files again:",
        )
        return None


@st.cache_resource(show_spinner="Reading the earlier round …", max_entries=4)
def _earlier(files: Mapping[str, bytes]) -> Study:
    data, config = (os.environ.get(name) for name in (study_source.DATA, study_source.CONFIG))
    return earlier_study(
        files,
        Path(data) if data else bundled_dataset_folder(),
        Path(config) if config else bundled_configuration_folder(),
    )


def _shown(found: Attribution, rounds: Rounds) -> None:
    after, before = rounds.after.study, rounds.before.study
    known = {**before.dataset.by_id, **after.dataset.by_id}
    st.markdown(f"**{causes.answer(found)}**")
    bars = cause_table(found)
    picture(
        cause_bars(bars),
        describe="What each cause added to the plan's worth: "
        + listing([f"{row.Cause} {row.Points:+.1f} points" for row in bars.itertuples()])
        + ".",
        name="what-changed",
    )
    st.caption(
        "Bars: by the plans found. Orange lines: between what is proven. The bars add up to the "
        "whole change."
    )
    if not found.moves:
        return
    rows = move_rows(found, lambda one: known[one].name)
    moves = list(dict.fromkeys(rows["Move"]))
    picture(
        move_matrix(rows),
        describe="Who enters or leaves, and why: "
        + listing([f"{known[m.id].name} {causes.why(m)}" for m in found.moves])
        + ".",
        name="who-moved-why",
    )
    st.caption(
        f"{count(len(moves), 'move')}: each row adds up to 100 %. A cause that would have done the "
        "opposite stands as “against”."
    )
    scores = causes.score_changes(
        rounds.before.study.scorecard(rounds.before.scenario),
        after.scorecard(rounds.after.scenario),
        tuple(move.id for move in found.moves),
    )
    candidate_table(
        move_table(
            found,
            lambda one: known[one].name,
            scores,
            rounds.after.configuration.criteria,
            lambda one: known[one].kind,
        ),
        key="changed-why-table",
        name="what-changed",
    )
