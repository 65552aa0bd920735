"""What one more unit of a team or fund would buy, planned again when asked."""

import streamlit as st
from optimizer.why.asking import Effort

from app import problem_source
from app.answers import Answer
from app.errand import Errand
from app.errands import result, send
from app.study_source import Inputs
from app.why_sentences import marginal_sentence, namer
from app.workshop import question_key
from optimizer.why.marginal import Marginal, marginals

SECONDS = 4.0
"""Most time of each search."""
SEARCHES = 3
"""With one unit more, with as much as wanted, and with as little of that as will do."""


def draw(inputs: Inputs, answer: Answer, *, settled: bool) -> None:
    """Offer teams and funds, and say what one more unit of the chosen one would buy.

    Args:
        inputs: the study.
        answer: plan and scenario.
        settled: whether the plan is there to stay; until then nothing is planned again.
    """
    labels = {use.resource: use.label for use in answer.plan.capacity}
    chosen = st.selectbox(
        "What would one more unit buy? A staff-week, or USD 10,000, of …",
        list(labels),
        index=None,
        format_func=lambda resource: labels[resource],
        key="one-more",
        placeholder="Choose a team or fund" if settled else "As soon as the plan stands …",
        disabled=not settled,
        help="Plans again with one unit more, and with as much as anybody could want.",
    )
    plan = answer.plan
    if chosen is None or not settled or not plan.found:
        return
    problem = problem_source.problem(inputs, answer.scenario)
    key = f"one more {question_key(inputs, answer.scenario)} {plan.value} {chosen}"
    effort = Effort(seconds=SECONDS)

    def work(task: Errand[tuple[Marginal, ...]]) -> tuple[Marginal, ...]:
        return tuple(marginals(problem, plan, (chosen,), effort=effort, stop=task.stop))

    errand = send(key, work, desk="one more")
    doing = f"Planning again with more of {labels[chosen]}"
    for one in result(errand, doing, SEARCHES * SECONDS) or ():
        st.write(marginal_sentence(one, namer(problem)))
