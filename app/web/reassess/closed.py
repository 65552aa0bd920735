"""Rounds that are closed: one is chosen, and what became of it is shown and can be added to."""

from collections.abc import Sequence

import streamlit as st

from app.web import asking, render, who
from app.web.people import going
from app.web.review import table_upload
from app.web.widgets.choices import picked
from app.web.widgets.header import problems
from config.problems import InputError
from optimizer.study import Study
from records import against_plan, hindsight, outcomes, rounds
from records.outcomes import Outcome
from records.permissions import ANYTHING, Act, may
from records.store import Records
from records.tables import OUTCOMES
from records.view import View
from reports import outcomes as became
from reports import regret as told
from reports import tables
from reports.setting import Setting

WHICH = "since-round"
NONE = ""
"""The choice of files in place of a round."""
REGRET = "regret"


def choice() -> View | None:
    """Show the closed rounds, the latest first; return the chosen one, as it was kept.

    None where there are none that somebody may see, or files are chosen in their place.
    """
    records = going.readable(who.person())
    if records is None:
        return None
    with records.reading() as connection:
        every = [one for one in reversed(rounds.every_round(connection)) if one.closed]
        if not every:
            return None
        names = {**{one.id: one.title for one in every}, NONE: "Files, or the same tables"}
        chosen = picked("The earlier round", names, WHICH, persist_state="session")
        found = next((one for one in every if one.id == chosen), None)
        return None if found is None else going.look(connection, found)


def render_closed(study: Study, before: View) -> None:
    """Show what the departures of a closed round cost, and what became of its list.

    ``study`` has what is known today.
    """
    st.markdown("#### What did departures from its plan cost?")
    _regret(study, before)
    st.markdown("#### Did its list lead to results?")
    _outcomes(before)


def _regret(study: Study, before: View) -> None:
    try:
        seen = hindsight.study_in_hindsight(before, study)
    except InputError as error:
        problems(error, "It cannot be seen with the tables of today:")
        return
    question, scenario = hindsight.regret(before), before.round.scenario
    setting = asking.setting(seen, scenario)
    if question is None:
        render.say([told.report(None, before, setting).answer])
        return
    if not st.toggle(
        "See them with today's evidence",
        key=f"regret:{before.round.id}",
        help="Plans again as the round did, with and without each departure; everything but the "
        "evidence is as it was then.",
    ):
        render.listed(told.then(before, setting))
        return
    asking.shown(
        seen,
        question.but(plan=asking.effort()),
        REGRET,
        "Planning with the evidence of today",
        lambda found, job: told.report(found, before, setting, stopped=asking.stopped(job)),
        REGRET,
        titled=False,
    )


def _outcomes(before: View) -> None:
    records = who.records()
    if records is None:
        return
    with records.reading() as connection:
        found = against_plan.against_plan(connection, before)
    report = became.report(found, Setting(before.rated, before.round.scenario, queue=asking.jobs()))
    render.part(report, "outcomes", quoted=True)
    if may(who.person(), Act.OUTCOME, ANYTHING, before.round.state):
        _take(before, found.listed)


def _take(before: View, listed: tuple[str, ...]) -> None:
    def keep(records: Records, me: str, rows: Sequence[Outcome]) -> str:
        return became.recorded(
            outcomes.record_all(records, me, before.round, before.study, rows), rows
        )

    table_upload.take(
        "Add what became of it",
        "Table of outcomes (CSV)",
        f"{before.round.id}/outcomes",
        tables.columns(OUTCOMES),
        lambda name, content: outcomes.read(name, content, before.study, listed),
        keep,
        lambda _: "Keep them",
        lambda number: f"{number} rows can be kept as they are.",
    )
