"""What overruling the plan on one candidate would cost: on its card, planned again when asked."""

import streamlit as st
from optimizer.why.asking import Effort

from app import problem_source
from app.condition_words import ConditionWords
from app.errand import Errand
from app.errands import result, send
from app.study_source import Inputs
from app.why_sentences import explanation_sentences
from app.workshop import question_key
from optimizer.plan import Plan
from optimizer.scenario import Scenario
from optimizer.why.explanation import Explanation, explain

SECONDS = 4.0
"""Most time of each of a few searches."""


def draw(inputs: Inputs, scenario: Scenario, plan: Plan, candidate: str) -> None:
    """Offer the price of overruling; show it, the line and what could cross it, once solved."""
    if not plan.found:
        return
    wanted = st.toggle(
        "What would overruling cost?",
        key=f"overruling:{candidate}",
        help="Looks for the best plan with it on the other side, and for the score at which it "
        "changes sides; that takes some seconds.",
    )
    if not wanted:
        return
    study = inputs.study
    key = f"explain {question_key(inputs, scenario)} {plan.value} {sorted(plan.ids)} {candidate}"
    effort = Effort(seconds=SECONDS)

    def work(task: Errand[Explanation]) -> Explanation:
        return explain(
            study, scenario, plan, candidate, effort=effort, stop=task.stop, early=task.show
        )

    errand = send(key, work, desk="overruling")
    found = result(errand, "Planning again with it on the other side")
    if found is not None:
        problem = problem_source.problem(inputs, scenario)
        _shown(ConditionWords(problem, scenario, typed=False), found)


def _shown(told: ConditionWords, found: Explanation) -> None:
    first, *others = explanation_sentences(found, told)
    st.markdown(f"**{_plain(first)}**")
    st.markdown("\n".join(f"- {_plain(sentence)}" for sentence in others))


def _plain(text: str) -> str:
    """Return text in which no character means anything to Markdown."""
    return "".join(f"\\{sign}" if sign in "*_`[]$#<>|~:" else sign for sign in text)
