"""Who stands where, side by side: a name, where it stands and why, each leading to its card."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from app.web import asking, render, state
from app.web.widgets import sureness
from optimizer.cutoff import CutOff
from optimizer.robust.sampling import Sample
from optimizer.robust.uncertainty import UncertaintyModel
from optimizer.scenario import Scenario
from optimizer.study import Study
from questions.cutoff import CutOffQuestion
from questions.jobs import Job
from questions.robust import STEPS
from reports.escape import markdown
from reports.report import Report, Row
from reports.standing import DRAFT, ENOUGH
from reports.words import span

ABREAST = 4
"""Columns side by side."""
PLACE = "marks"
LINE = "line"
LOOK = 2.0
"""Seconds between looks at draws that are being worked out."""


def sample(study: Study, scenario: Scenario, *, settled: bool) -> Sample | None:
    """Return the best lists of draws, as far as they are there; begun once the plan is settled."""
    if not settled:
        return None
    held = UncertaintyModel()
    if sureness.finished(study, scenario, held) is None:
        job = asking.ask(study, sureness.question(scenario, held, STEPS[0]), PLACE)
        enough = _enough(job)
        once(job, lambda: _enough(job) != enough)
    return sureness.known(study, scenario, held)


def line(study: Study, scenario: Scenario, *, settled: bool) -> CutOff | None:
    """Return who stands at the line of the plan, once that is known; asked once it is settled."""
    if not settled:
        return None
    job = asking.ask(study, CutOffQuestion(scenario=scenario, plan=asking.effort()), LINE)
    once(job)
    return job.shown


def once(job: Job[Any], more: Callable[[], bool] = bool) -> None:
    """Render the page again once there is more to say, and once a job is over."""
    if job.over:
        return

    @st.fragment(run_every=LOOK)
    def waiting() -> None:
        job.look()
        if job.over or more():
            st.rerun()

    waiting()


def _enough(job: Job[Sample]) -> bool:
    return job.shown is not None and job.shown.draws >= ENOUGH


def abreast(groups: Sequence[tuple[str, Sequence[Row]]], key: str, *, whole: bool = False) -> None:
    """Show groups of rows side by side, each under its name; a click opens a candidate's card.

    With ``whole`` the whole reason is told, with the score, rather than the short one.
    """
    for first in range(0, len(groups), ABREAST):
        line = groups[first : first + ABREAST]
        columns = st.columns(len(line), gap="small")
        for column, (title, rows) in zip(columns, line, strict=True):
            with column, st.container(gap=None):
                if title:
                    st.markdown(f"**{markdown(title)}**")
                for row in rows:
                    _candidate(row, key, whole=whole)


def _candidate(row: Row, key: str, *, whole: bool) -> None:
    sign = "" if row["sure"] is None else f"{row['sure'].split()[0]} "
    where, said = f"{row['standing_words']}:", row["reason"]
    if whole:
        where = f"{row['standing_words']}."
        said = f"{row['why']} Score {row['score']:.0f}, could be {span(row['range'])}."
        said = " ".join(filter(None, (said, row.get("beside"))))
    st.button(
        f"{sign}**{markdown(row['label'])}** {where} :small[{markdown(said)}]",
        key=f"open-{row['standing']}-{key}-{row['id']}",
        type="tertiary",
        on_click=state.open_card,
        args=(row["id"],),
        help=None if whole else markdown(row["why"]),
        width="stretch",
    )


def rests_on(report: Report, told: str = "") -> None:
    """Show what a list rests on: above all whether it is a draft.

    Args:
        report: of the list.
        told: the note that stands elsewhere on the page.
    """
    with st.container(gap=None):
        if report.facts["draft"]:
            said = report.text[0].removeprefix(f"{DRAFT}: ")
            st.markdown(f":orange-badge[**{DRAFT.upper()}**] {markdown(said)}")
        render.notes(note for note in report.notes if note.text != told)
