"""Weights by easy questions: which of two candidates, all else being equal?"""

import streamlit as st

from app.web import asking, render, state
from config.problems import InputError
from optimizer.study import Study
from questions.trade_offs import Elicited, TradeOffQuestion, check
from reports import trade_offs
from reports.escape import markdown
from reports.setting import Setting
from scoring.trade_offs import Answer, Preference

PLACE = "easy questions"
ANSWERS = "trade-offs"
SIGNS = {
    Preference.FIRST: ":material/looks_one:",
    Preference.SECOND: ":material/looks_two:",
    Preference.SAME: ":material/equal:",
    Preference.SKIP: ":material/question_mark:",
}


def answers_key(kind: str) -> str:
    """Return where the answers about a kind are kept in a session."""
    return f"{ANSWERS}:{kind}"


def enter(study: Study, kind: str) -> dict[str, float] | None:
    """Ask the next question; return the weights that fit the answers, None before there are any."""
    answers = _answers(kind)
    try:
        check(answers, asking.scorecard(study, state.session().scenario).kinds[kind])
    except InputError:
        st.warning("The evidence has changed, and what was answered no longer holds.")
        _back(kind, answers)
        return None
    asked = asking.ask(study, _question(kind), PLACE)
    found = asking.result(asked, "Looking for the next question")
    if found is None:
        _back(kind, answers)
        return None
    setting = asking.setting(study, state.session().scenario)
    told = trade_offs.report(found, setting)
    if found.question is not None:
        render.section(told["question"], f"trade-offs:{kind}", titled=False)
        _choose(found, setting, kind, answers)
    _back(kind, answers)
    render.lead(told.answer)
    render.say(told.text)
    return found.weights if answers else None


def details(study: Study, kind: str) -> None:
    """Show what was said, and who could still be in or out, as soon as that is known."""
    question = _question(kind)
    if not asking.jobs().asked(study, question):
        return
    found = asking.ask(study, question, PLACE).shown
    if found is None:
        return
    told = trade_offs.report(found, asking.setting(study, state.session().scenario))
    for name in ("answers", "open"):
        render.section(told[name], f"trade-offs:{kind}")
    render.notes(told.notes)


def _answers(kind: str) -> tuple[Answer, ...]:
    kept: tuple[Answer, ...] = st.session_state.get(answers_key(kind), ())
    return kept


def _question(kind: str) -> TradeOffQuestion:
    return TradeOffQuestion(
        scenario=state.session().scenario, plan=asking.effort(), kind=kind, answers=_answers(kind)
    )


def _choose(found: Elicited, setting: Setting, kind: str, answers: tuple[Answer, ...]) -> None:
    def say(preference: Preference) -> None:
        assert found.question is not None  # noqa: S101 (it is asked)
        one = Answer(**found.question.model_dump(), preference=preference)
        st.session_state[answers_key(kind)] = (*answers, one)

    with st.container(horizontal=True):
        for preference, words in trade_offs.choices(found, setting).items():
            st.button(
                markdown(words[0].upper() + words[1:]),
                on_click=say,
                args=(preference,),
                icon=SIGNS[preference],
                key=f"trade-off:{kind}:{preference.value}",
            )


def _back(kind: str, answers: tuple[Answer, ...]) -> None:
    if not answers:
        return

    def keep(number: int) -> None:
        st.session_state[answers_key(kind)] = answers[:number]

    with st.container(horizontal=True):
        st.button(
            "Take back the last answer",
            on_click=keep,
            args=(len(answers) - 1,),
            icon=":material/undo:",
            type="tertiary",
            key=f"trade-off-back:{kind}",
        )
        st.button(
            "Begin anew",
            on_click=keep,
            args=(0,),
            icon=":material/restart_alt:",
            type="tertiary",
            key=f"trade-off-anew:{kind}",
        )
