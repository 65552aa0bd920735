"""Edit or add a rating in the session, with a reason, and see what it does."""

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from app.web import asking, render, state, study_source
from app.web.widgets.choices import picked
from app.web.widgets.fields import retry
from config.criteria import Measure
from config.problems import InputError
from config.rated import levels_of, rateable
from data.dataset import Basis
from data.vintage import EVERYTHING
from data.write import files
from optimizer.study import Study
from questions.overlay import Rating
from questions.rank_sureness import first_places
from reports import evidence
from reports.escape import markdown
from scoring.evidence_table import evidence_table
from scoring.kind_scores import KindScores
from scoring.scorecard import NO_DERIVED

BASES: dict[Basis, str] = {
    "judgement": "a rating by staff",
    "observed": "a published figure",
    "assumption": "an assumption",
}
"""What a rating can rest on, in words."""
RATING = "rating"


def render_editor(study: Study, kind: str, shown: KindScores) -> None:
    """Show the fields, what is edited, and what that does to the candidates shown."""
    fields, edits = st.columns([0.45, 0.55], gap="large")
    with fields:
        _fields(study, kind, shown)
    with edits:
        _edits(study)
    if state.session().ratings:
        _effect(study, kind, shown)


def _fields(study: Study, kind: str, shown: KindScores) -> None:
    configuration, dataset = study.configuration, study.dataset
    spec = configuration.criteria.kinds[kind]
    measures = configuration.criteria.measures
    names = dict(zip(shown.ids, shown.names, strict=True))
    everyone = {name: names[name] for name in sorted(names, key=lambda one: names[one].casefold())}
    candidate = picked(
        "Candidate", everyone, f"{RATING}-candidate:{kind}", index=None, placeholder="Type a name …"
    )
    about = {name: measures[name].label for name in rateable(spec, configuration)}
    measure = picked(
        "Measure", about, f"{RATING}-measure:{kind}", index=None, placeholder="What is it about?"
    )
    if candidate is None or measure is None:
        st.caption("Choose whom and what the rating is about. Nothing leaves this session.")
        return
    table = evidence_table(dataset, measures, NO_DERIVED)
    st.caption(markdown(measures[measure].about))
    render.say([evidence.on_record(table.counting(measure, candidate), dataset)])
    _form(candidate, measure, measures[measure], levels_of(spec, measure))


def _form(candidate: str, name: str, measure: Measure, levels: tuple[str, ...]) -> None:
    begins = f"{RATING}:{candidate}:{name}"
    with st.form(begins, enter_to_submit=False):
        low = high = None
        if levels:
            value = st.selectbox(
                "New value", levels, index=None, key=f"{begins}:value", placeholder="Choose a level"
            )
        else:
            scale = "" if measure.scale is None else " from {:g} to {:g}".format(*measure.scale)
            unit = f", {markdown(measure.unit)}" if measure.unit else ""
            value = st.text_input(f"New value{unit}{scale}", key=f"{begins}:value")
            left, right = st.columns(2)
            low = left.text_input("At least (may be left open)", key=f"{begins}:low")
            high = right.text_input("At most (may be left open)", key=f"{begins}:high")
        basis = picked("It rests on", BASES, f"{begins}:basis") or "judgement"
        day = st.date_input("It speaks of", "today", key=f"{begins}:day")
        reason = st.text_area(
            "Reason: who says so, and why (needed)", key=f"{begins}:reason", height=80
        )
        wrong = st.container()
        sent = st.form_submit_button("Keep in this session", type="primary", icon=":material/edit:")
    if sent:
        retry(lambda: state.rate(_rating(candidate, name, value, low, high, basis, day, reason)))
        if not state.session().notices:
            st.rerun()
    for text in state.session().notices:
        wrong.error(markdown(text))


def _rating(
    candidate: str,
    measure: str,
    value: str | None,
    low: str | None,
    high: str | None,
    basis: Basis,
    day: "dt.date | None",
    reason: str | None,
) -> Rating:
    """Return the rating that the fields describe.

    Raises:
        InputError: the value or the reason is left open, or an end of the range is no number.
    """
    if not (value or "").strip():
        raise InputError.one(RATING, must="a value is needed", do="Give one.", column="value")
    if not (reason or "").strip():
        must = "a reason is needed: who says so, and why"
        raise InputError.one(RATING, must, "Write a sentence.", column="reason")
    ends = {"low": low, "high": high}
    for column, text in ends.items():
        if text and text.strip() and number(text) is None:
            must = "each end of the range must be a number, or be left open"
            raise InputError.one(RATING, must, "Correct it.", column=column, value=text)
    given = str(value).strip()
    found = number(given)
    return Rating(
        candidate=candidate,
        measure=measure,
        value=given if found is None else found,
        low=number(low or ""),
        high=number(high or ""),
        basis=basis,
        reason=str(reason).strip(),
        as_of=(day or dt.datetime.now(dt.UTC).date()).isoformat(),
    )


def number(text: str) -> float | None:
    """Return the finite number that a text writes; None where it writes none."""
    try:
        found = float(text.strip().replace("−", "-"))
    except ValueError:
        return None
    return found if math.isfinite(found) else None


def _edits(study: Study) -> None:
    ratings = state.session().ratings
    if not ratings:
        st.info(
            "No rating is edited in this session. An edit shows at once what it does to scores, "
            "places and plans; the dataset itself stays as it is until you put the downloaded "
            "tables in its folder."
        )
        return
    recorded = state.recorded()
    measures = study.configuration.criteria.measures
    table = evidence_table(recorded.dataset, measures, NO_DERIVED)
    setting = asking.setting(recorded, state.session().scenario)
    told = evidence.edits(ratings, table, setting)
    render.lead(told.text[0])
    render.show_table(told.tables[0], "rating")
    for row in told.tables[0].rows:
        st.button(
            f"Take back: {markdown(row['name'])}, {markdown(row['label'])}",
            key=f"withdraw:{row['candidate']}:{row['measure']}",
            icon=":material/undo:",
            on_click=state.withdraw,
            args=(row["candidate"], row["measure"]),
        )
    st.caption("Download both tables into the dataset's folder to keep the edits:")
    with st.container(horizontal=True):
        for name in ("evidence.csv", "sources.csv"):
            render.download(name, partial(_file, ratings, name), name, f"download:{name}")


def _file(ratings: Sequence[Rating], name: str) -> bytes:
    """Return a table of the edited dataset, as its folder has it, with what is later than a day."""
    whole = study_source.study_with(ratings, EVERYTHING, state.session().brought)
    return files(whole.dataset)[name].encode()


def _effect(study: Study, kind: str, shown: KindScores) -> None:
    scenario = state.session().scenario
    ranked = [row.id for row in shown.rows if row.rank is not None]
    told = evidence.effect(
        asking.scorecard(state.recorded(), scenario).kinds[kind],
        asking.scorecard(study, scenario).kinds[kind],
        state.session().ratings,
        among=frozenset(shown.ids),
        places=first_places(study.dataset, ranked),
    )
    st.markdown(f"#### {markdown(told.title)}")
    for sentence in told.text:
        render.lead(sentence)
    render.section(replace(told, text=()), "rating", titled=False)
