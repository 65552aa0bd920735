"""A workbook to be filled in: taken away, brought back, and taken over as far as one accepts it."""

from dataclasses import dataclass
from functools import partial

import streamlit as st

from app.export.archive import zipped
from app.export.dataset_workbook import workbook_of
from app.web import render, state, study_source
from app.web.evidence.new import changed
from app.web.review import acts, reading
from app.web.widgets.choices import one_of
from app.web.widgets.header import problems
from config.problems import InputError, Problems
from data.vintage import EVERYTHING, at
from data.workbook.changes import ALL, Change, accepted, changes, take
from data.workbook.read import Filled, read
from data.write import files_beside
from optimizer.scenario import Scenario
from optimizer.study import Study
from questions.question import inputs_of
from records import ratings
from records.ratings import Given, Thing
from records.rounds import Round
from records.store import Records
from records.workbook import ratings_among, said
from reports import workbook as told
from reports.dataset_change import NOTHING
from reports.escape import markdown

FIELDS = "workbook"
KEPT = 4
"""Workbooks that are kept as they were read."""


@dataclass(frozen=True)
class _Base:
    """What a workbook is written from, and held against when it comes back."""

    study: Study
    """With everything that is dated; of a round, with one's own ratings in it."""
    scenario: Scenario
    round: Round | None = None
    own: tuple[Given, ...] = ()

    def seen(self, whole: Study) -> Study:
        """Return a study of it as the session, or the round, sees it."""
        if self.round is not None:
            return Study(at(whole.dataset, None), whole.configuration)
        return study_source.study_with((), state.session().as_of, whole)


def render_workbook() -> None:
    """Offer the workbook; take it back, show what differs, and take over what is accepted."""
    st.markdown(
        "Fill in ratings with Excel, LibreOffice or Google Sheets: get the workbook, fill it in, "
        "bring it back. What it would change is shown first; nothing is taken over before you "
        "say so."
    )
    base = _base()
    left, right = st.columns([0.3, 0.7], vertical_alignment="top")
    with left:
        about = "A ratings sheet for each region, all tables, and a first sheet on what to do."
        title = "" if base.round is None else base.round.title
        written = partial(workbook_of, base.study, title)
        render.download("Get the workbook", written, "ratings.xlsx", f"{FIELDS}-get", help=about)
    given = right.file_uploader("The workbook, filled in", type=["xlsx"], key=f"{FIELDS}-file")
    for sentence in state.session().done.get(FIELDS, ()):
        st.success(markdown(sentence))
    acts.refused(FIELDS)
    if given is None:
        return
    try:
        filled, every = _read(base.study, given.name, given.getvalue())
    except InputError as error:
        problems(
            error,
            "Nothing of this workbook can be taken over as it is. Mend these cells, and bring it "
            "again:",
        )
        return
    _tell(base, filled, every)


def _base() -> _Base:
    """Return what the workbook is of: the session's dataset, or one's own ratings in a round."""
    mine = state.session()
    seen = reading.look()
    if seen is not None and seen.view is not None and seen.view.round.state == "rating":
        found = seen.view
        mine_there = f"My ratings: {found.round.title}"
        choices = {"session": "Dataset of this session", "round": mine_there}
        if one_of("What the workbook is of", choices, f"{FIELDS}-of") == "round":
            own = tuple(one for one in found.given if one.person == seen.person.id)
            study = ratings.rated_study(found.study, found.round, own)
            return _Base(study, found.round.scenario, found.round, own)
    whole = study_source.study_with(mine.ratings, EVERYTHING, mine.brought)
    return _Base(whole, mine.scenario)


@st.cache_resource(
    show_spinner="Reading the workbook …", max_entries=KEPT, hash_funcs={Study: inputs_of}
)
def _read(whole: Study, file: str, raw: bytes) -> tuple[Filled, tuple[Change, ...]]:
    filled = read(file, raw, whole.dataset, whole.configuration)
    return filled, changes(whole.dataset, filled)


def _tell(base: _Base, filled: Filled, every: tuple[Change, ...]) -> None:
    rated = ratings_among(every, base.study) if base.round is not None else every
    before = base.seen(base.study)
    after = base.seen(Study(filled.after, base.study.configuration))
    aside = tuple(one for one in every if one not in rated and not one.follows)
    report = changed(
        before,
        after,
        base.scenario,
        [one for each in every for one in each.differences],
        FIELDS,
        left_out=(*told.what_was_read(filled), *told.not_ratings(aside)),
        where=told.places(every),
    )
    render.lead(report.answer)
    if report.answer == NOTHING:
        render.say(report.text)
        return
    _offer(base, filled, tuple(one for one in every if one in rated))
    render.body(report, FIELDS)


def _offer(base: _Base, filled: Filled, every: tuple[Change, ...]) -> None:
    own = [one for one in every if not one.follows]
    sheets = list(dict.fromkeys(one.sheet for one in own))
    names = {ALL: "All of it"} | {one: f"Sheet {one}" for one in sheets}
    names |= {one.name: one.name for one in own}
    left, right = st.columns(2)
    wanted = left.multiselect(
        "Take over",
        list(names),
        default=[ALL],
        format_func=lambda one: markdown(names[one]),
        key=f"{FIELDS}-accept",
        placeholder="All of it, a sheet, or rows",
    )
    reason = right.text_input(
        "Reason, for rows that do not say it themselves", key=f"{FIELDS}-reason"
    )
    reason = (reason or "").strip()
    there = [one for one in wanted if one in names]
    chosen = accepted(FIELDS, there, every, Problems())
    unexplained = sum(not one.reason for one in chosen)
    if chosen and unexplained and not reason:
        st.caption(told.unexplained(unexplained))
    ready = bool(chosen) and (bool(reason) or not unexplained)
    with st.container(horizontal=True):
        if base.round is not None:
            st.button(
                f"Say it as my ratings ({len(chosen)})",
                type="primary",
                icon=":material/check:",
                key=f"{FIELDS}-take",
                disabled=not ready,
                on_click=_say,
                args=(base, filled, chosen, reason),
            )
            return
        made = _made(base, filled, chosen, reason) if ready else None
        st.button(
            f"Take over in this session ({len(chosen)})",
            type="primary",
            icon=":material/check:",
            key=f"{FIELDS}-take",
            disabled=made is None,
            on_click=_take,
            args=(filled.file, made, len(chosen), reason),
            help="Only you see it; edited ratings become part of it.",
        )
        if made is not None:
            render.download(
                "Download as a folder",
                partial(_folder, made, filled.file, chosen, reason),
                "dataset.zip",
                f"{FIELDS}-folder",
                help="The dataset with what is accepted, for focus plan --data.",
            )


def _made(base: _Base, filled: Filled, chosen: tuple[Change, ...], reason: str) -> Study | None:
    """Return the study with what is chosen; None where it does not hold, which is told."""
    names = " ".join(one.name for one in chosen)
    key = f"{inputs_of(base.study)} {filled.after.content_hash} {names} {reason}"
    try:
        return _taken(key, base.study, filled, chosen, reason)
    except InputError as error:
        problems(error, "These rows cannot be taken over without others:")
        return None


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _taken(
    key: str,  # noqa: ARG001
    _study: Study,
    _filled: Filled,
    _chosen: tuple[Change, ...],
    _reason: str,
) -> Study:
    made = take(_study.dataset, _study.configuration, _filled, _chosen, _reason)
    return Study(made, _study.configuration)


def _take(file: str, made: Study, rows: int, reason: str) -> None:
    acts.begin()
    state.take_workbook(state.Own(f"Workbook {file}", made))
    state.session().done[FIELDS] = (told.taken(rows, "this session", reason).answer,)


def _say(base: _Base, filled: Filled, chosen: tuple[Change, ...], reason: str) -> None:
    mine, of = state.session(), base.round
    mine.done.pop(FIELDS, None)
    if of is None:
        return
    seen: dict[Thing, int] = {one.thing: one.version for one in base.own}

    def do(records: Records, me: str) -> None:
        spoken = said(chosen, base.study.dataset, filled.after, me, reason)
        ratings.rate_together(records, me, of, base.study, spoken, seen)

    if acts.act(FIELDS, do):
        mine.done[FIELDS] = (told.taken(len(chosen), f"the round {of.title}", reason).answer,)


def _folder(made: Study, file: str, chosen: tuple[Change, ...], reason: str) -> bytes:
    change = {"from": file, "rows": [one.name for one in chosen], "reason": reason}
    contents = files_beside(made.dataset, None, change)
    return zipped({name: text.encode() for name, text in contents.items()})
