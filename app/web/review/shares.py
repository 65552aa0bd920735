"""How sure the list of a round is: kept with it as soon as its draws are done, or by a button."""

from dataclasses import replace

import streamlit as st

from app.web import asking, render
from app.web.review import acts
from app.web.review.reading import Seen, can
from config.problems import InputError
from questions.answer import Answer
from questions.shares import Shares, SharesQuestion
from records import answers
from records.permissions import Act
from records.store import Records
from records.view import View
from reports import round as told
from reports.setting import Setting

OF_ITSELF = ("draft", "decided")
"""States in which it is kept without anybody's asking: a round was opened, or is decided."""


def with_shares(seen: Seen, found: View) -> View:
    """Return a round with how sure its list is, kept where that is known by now and not kept."""
    if found.shares is not None or found.round.state not in OF_ITSELF:
        return found
    answer = _known(found)
    if answer is None or not can(seen, Act.KEEP_ANSWER):
        return found
    try:
        answers.keep_alone(seen.records, seen.person.id, found.round.id, found.rated, answer)
    except InputError:
        return found
    return replace(found, shares=answer.result)


def render_shares(seen: Seen, found: View, setting: Setting) -> None:
    """Show how sure each area is, as it is kept; or that it is not, and what keeps it."""
    report = told.shares_report(found, setting)
    st.markdown(f"#### {report.title}")
    render.lead(report.answer)
    if found.shares is not None:
        with st.expander("Area by area"):
            render.section(report["shares"], "kept-shares", titled=False)
        return
    if not can(seen, Act.KEEP_ANSWER):
        return
    place = f"{found.round.id}/shares"
    answer = _known(found)
    acts.refused(place)
    st.button(
        "Keep it with the round",
        icon=":material/save:",
        key=f"keep:{place}",
        disabled=answer is None,
        help="Once its draws are done; they are worked out in the background.",
        on_click=_keep,
        args=(place, found, answer),
    )


def _known(found: View) -> Answer[Shares] | None:
    """Return how sure each area is where its draws are done; nothing is begun."""
    question = SharesQuestion(scenario=found.round.scenario)
    if asking.jobs().final(found.rated, question.sampled) is None:
        return None
    answer = asking.jobs().answer(found.rated, question)
    return answer if answer.final else None


def _keep(place: str, found: View, answer: Answer[Shares]) -> None:
    def do(records: Records, me: str) -> None:
        answers.keep_alone(records, me, found.round.id, found.rated, answer)

    acts.act(place, do)
