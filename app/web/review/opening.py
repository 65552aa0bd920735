"""Open a round on what this session looks at: its tables, its configuration, its levers."""

import datetime as dt
import re

import streamlit as st

from app.web import asking, render, state, study_source
from app.web.review import acts, typed
from app.web.review.reading import Seen, can
from optimizer.study import Study
from questions.answer import Answer
from questions.overlay import with_list_in_force
from questions.plan import Planned, PlanQuestion
from records import rounds
from records.decisions import WHOLE
from records.permissions import Act
from records.rounds import Opening
from records.store import Records
from reports import overview, refusals
from reports.escape import markdown
from reports.setting import Setting

PLACE, ASKED = "open", "the plan of a round to open"
LONGEST_NAME = 60
"""Letters of a round's name in addresses."""


def render_opening(seen: Seen) -> None:
    """Show the fields with which a round is opened, and the list that would be recommended."""
    verdict = can(seen, Act.OPEN)
    if not verdict:
        st.info(markdown(refusals.refused(verdict)))
        return
    typed.shown_with(PLACE, 0)
    study = _study(seen)
    mine = state.session()
    title = typed.text("What is it called?", PLACE, "title", placeholder="Annual round 2020")
    left, right = st.columns(2)
    with left:
        rating = st.date_input("Ratings until", None, key="open-rating")
    with right:
        review = st.date_input("Review until", None, key="open-review")
    if mine.moved:
        st.caption(":material/tune: It is opened with the levers that are moved on What-if.")
    if mine.ratings:
        st.caption(":material/edit: It is opened with the ratings edited in this session.")
    if seen.view is not None:
        st.caption(":material/history: The list that the last round adopted is the list in force.")
    job = asking.ask(study, PlanQuestion(scenario=mine.scenario), ASKED)
    asking.result(job, "Planning what is recommended to the round")
    answer = job.answer
    if answer is not None and answer.result.plan.found:
        setting = Setting(study, mine.scenario, answer.result.plan, asking.jobs())
        render.lead(overview.report(answer.result.plan, setting).answer)
    acts.refused(PLACE)
    opening = Opening(
        id=_name(title),
        title=title.strip(),
        rating_until=_day(rating),
        review_until=_day(review),
        previous=None if seen.view is None else seen.view.round.id,
        requirements=study_source.requirements(),
    )
    st.button(
        "Open the round",
        type="primary",
        icon=":material/flag:",
        disabled=answer is None or not answer.final or not opening.id,
        on_click=_open,
        args=(opening, study, answer),
    )


def _study(seen: Seen) -> Study:
    """Return what a round is opened on: after another one, with the list that it adopted."""
    whole = None if seen.view is None else seen.view.signatures.get(WHOLE)
    if whole is None:
        return state.study()
    found = state.study()
    return _following(f"{found.dataset_hash} {found.configuration_hash}", whole.ids, found)


@st.cache_resource(show_spinner=False, max_entries=study_source.MOST_STUDIES)
def _following(key: str, ids: tuple[str, ...], _study: Study) -> Study:  # noqa: ARG001
    return with_list_in_force(_study, ids)


def _open(opening: Opening, study: Study, answer: Answer[Planned]) -> None:
    def do(records: Records, me: str) -> None:
        with records.reading() as connection:
            there = rounds.current(connection)
        if there is None or (there.id, there.title) != (opening.id, opening.title):
            rounds.open_round(records, me, opening, study, answer)

    acts.act(PLACE, do)


def _name(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:LONGEST_NAME].strip("-")


def _day(day: "dt.date | None") -> str:
    return "" if day is None else day.isoformat()
