"""What should we find out next? The gaps whose closing is expected to gain most."""

from functools import partial

import streamlit as st

from app.web import asking, state, sureness
from app.web.study_source import Inputs
from app.web.widgets.choices import one_of
from app.web.widgets.list_sureness import MISSING_KEY
from app.web.widgets.picture import csv_button, picture
from app.web.widgets.rating_editor import RATING
from app.web.widgets.table import candidate_table
from config.configuration import Configuration
from optimizer.robust.uncertainty import UncertaintyModel
from optimizer.robust.value_of_information.results import GapWorth, ValueOfInformation
from optimizer.robust.value_of_information.switching import Gain
from questions.find_out import FindOutQuestion
from reports.beliefs import EXPLAINED, MISSING
from reports.charts.find_out import SELECTION, gain_bars
from reports.find_out_words import (
    alone_words,
    answer,
    gain_words,
    proof_words,
    turns_words,
)
from reports.tables.find_out import (
    candidate_table_of,
    gate_table,
    measure_table,
    picture_rows,
    value_gap_table,
)
from reports.words import count, count_of, listing, mid_sentence, percent, points
from scoring.draws import MissingDraw
from scoring.kind_scores import KindScores

PLACE = "what to find out next"
"""Where a session asks; another scenario or belief gives up the one before."""
PATIENCE = 3.0
"""Seconds to wait for the plan."""
SHOWN = 10
"""Bars of the picture."""
MOST = 300
"""Rows of a table."""
RATED = 3
"""Buttons that lead to the rating editor."""
WHAT = "find-out-what"
CHART = "find-out-chart"
QUESTIONS = {
    "measure": "One measure, for all who lack it",
    "candidate": "All about one candidate",
    "value": "A single value",
    "gate": "Gates",
}
"""What one may go and find out."""
SHARE = {"Changes the plan": st.column_config.NumberColumn(format="percent")}
PICKS = "Click a bar to open the card."


def draw(inputs: Inputs, shown: KindScores, part: str, edit: str) -> None:
    """Work out and show what to find out next about the candidates shown.

    Args:
        inputs: the study.
        shown: the scores of the candidates shown.
        part: key of the choice of the page's part.
        edit: the part in which ratings are edited.
    """
    job = asking.current(inputs)
    drawn = asking.wait(job, PATIENCE)
    plan = None if job.shown is None else job.shown.plan
    if not job.over or plan is None:
        st.caption("As soon as the plan stands, its gaps are held against it.")
        asking.progress(inputs, job, drawn)
        return
    if not plan.found:
        st.info("There is no plan under these levers, so no gap can change it. What-if says why.")
        return
    missing = MissingDraw(one_of("Missing evidence …", MISSING, MISSING_KEY))
    st.caption(EXPLAINED[missing])
    question = FindOutQuestion(
        scenario=state.session().scenario,
        plan=asking.effort(),
        missing=missing,
        sampled=sureness.finished(
            inputs, state.session().scenario, UncertaintyModel(missing=missing)
        ),
    )
    task = asking.ask(inputs, question, PLACE)
    found = asking.result(task, "Looking for plans that other evidence would ask for")
    if found is not None:
        _show(inputs, found, shown, part, edit)


def _show(
    inputs: Inputs, found: ValueOfInformation, shown: KindScores, part: str, edit: str
) -> None:
    configuration, names = inputs.study.configuration, _names(inputs)
    st.markdown(f"**{answer(found, configuration)}**")
    if not found.gaps:
        return
    first = found.gaps[0]
    if first.gain.found > 0:
        st.write(alone_words(found, configuration, names[first.candidate]))
    st.caption(" ".join(proof_words(found)))
    mine = frozenset(shown.ids)
    match one_of(f"{shown.spec.label}: go and find out …", QUESTIONS, WHAT):
        case "measure":
            _measures(inputs, found, shown)
        case "candidate":
            _candidates(inputs, found, mine)
        case "value":
            _values(inputs, found, mine, part, edit)
        case _:
            _gates(inputs, found, mine)


def _names(inputs: Inputs) -> dict[str, str]:
    return {one.id: one.name for one in inputs.study.dataset.candidates}


def _measures(inputs: Inputs, found: ValueOfInformation, shown: KindScores) -> None:
    configuration = inputs.study.configuration
    rows = [one for one in found.measures if one.kind == shown.kind]
    _bars(
        [
            (
                "",
                configuration.criteria.measures[one.measure].label,
                one.gain,
                _both(
                    f"{percent(one.chance)}: the plan changes",
                    count_of(one.missing or one.ranged, shown.spec),
                ),
            )
            for one in rows
        ],
        f"find-out-measures-{shown.kind}",
        "Each bar: the points that the plan would gain on average, if the measure were found out "
        "for all who lack it. Thin line: where the mean lies, 95 % sure.",
    )
    if rows:
        table = measure_table(rows, configuration)
        st.dataframe(
            table,
            hide_index=True,
            column_config=SHARE,
        )
        csv_button(table, f"find-out-measures-{shown.kind}")


def _candidates(inputs: Inputs, found: ValueOfInformation, mine: frozenset[str]) -> None:
    names = _names(inputs)
    rows = [one for one in found.candidates if one.candidate in mine]
    _bars(
        [
            (
                one.candidate,
                names[one.candidate],
                one.gain,
                _both(
                    f"{percent(one.chance.found)}: the plan changes",
                    count(one.gaps, "gap"),
                ),
            )
            for one in rows
        ],
        "find-out-candidates",
        f"Each bar: the points gained on average, if all about it were found out. {PICKS}",
    )
    if rows:
        candidate_table(
            candidate_table_of(rows, names),
            key="find-out-candidates",
            name="find-out-candidates",
            columns=SHARE,
            height=400,
        )


def _values(
    inputs: Inputs, found: ValueOfInformation, mine: frozenset[str], part: str, edit: str
) -> None:
    configuration, names = inputs.study.configuration, _names(inputs)
    rows = [one for one in found.gaps if one.candidate in mine]
    measures = configuration.criteria.measures
    _bars(
        [
            (
                one.candidate,
                f"{names[one.candidate]}: {mid_sentence(measures[one.measure].label)}",
                one.gain,
                _turns(one, configuration),
            )
            for one in rows
        ],
        "find-out-values",
        f"Each bar: the points gained on average, if this one value were found out. {PICKS}",
    )
    worth = [one for one in rows if one.gain.found > 0 and measures[one.measure].derived is None]
    with st.container(horizontal=True):
        for one in worth[:RATED]:
            st.button(
                f"Enter {mid_sentence(measures[one.measure].label)} of {names[one.candidate]}",
                icon=":material/edit:",
                key=f"find-out-rate:{one.candidate}:{one.measure}",
                on_click=partial(_to_editor, one, part, edit),
            )
    if rows:
        candidate_table(
            value_gap_table(rows[:MOST], names, configuration),
            key="find-out-values",
            name="find-out-values",
            columns=SHARE,
            height=400,
        )


def _to_editor(gap: GapWorth, part: str, edit: str) -> None:
    """Go to the fields of one rating."""
    st.session_state[f"{RATING}-candidate:{gap.kind}"] = gap.candidate
    st.session_state[f"{RATING}-measure:{gap.kind}"] = gap.measure
    st.session_state[part] = edit


def _gates(inputs: Inputs, found: ValueOfInformation, mine: frozenset[str]) -> None:
    rows = [one for one in found.gates if one.candidate in mine]
    if not rows:
        st.write("Every gate is known for the focus areas of the plan.")
        return
    names = _names(inputs)
    known = [(one.candidate, one.lost.found) for one in rows if one.lost is not None]
    text = f"{count(len(rows), 'gate')} of focus areas in the plan could still fail."
    if known:
        text += (
            f" Dearest would be {names[known[0][0]]}: without it the best plan known is "
            f"worth {points(known[0][1])} less."
        )
    st.markdown(f"**{text}** Nothing says how likely that is, so it counts in none of the gains.")
    candidate_table(
        gate_table(rows, names), key="find-out-gates", name="find-out-gates", height=400
    )


def _turns(gap: GapWorth, configuration: Configuration) -> str:
    """Return with what a candidate changes sides, and how likely the plan changes."""
    words = turns_words(gap, configuration)
    return words if gap.chance.found == 0 else f"{percent(gap.chance.found)}: {words}"


def _both(one: str, other: str) -> str:
    return f"{one}; {other}"


def _bars(rows: list[tuple[str, str, Gain, str]], name: str, hint: str) -> None:
    """Draw the first few that gain anything."""
    worth = [row for row in rows if row[2].found > 0][:SHOWN]
    if not worth:
        st.info(
            "Whatever is found here, no better plan is known. Look at another kind, or at another "
            "question."
        )
        return

    def chosen() -> None:
        picked = st.session_state[CHART].selection.get(SELECTION, [])
        if picked and picked[0]["id"]:
            state.open_card(str(picked[0]["id"]))

    picture(
        gain_bars(picture_rows(worth)),
        describe="Expected gain: "
        + listing([f"{label} {gain_words(gain.found)}" for _, label, gain, _ in worth])
        + ".",
        name=name,
        key=CHART,
        on_select=chosen,
        hint=hint,
    )
