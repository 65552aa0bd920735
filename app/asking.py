"""How questions about a plan are asked from a page: how hard to look, and under which key."""

from optimizer.why.asking import Effort

from app.answers import Answer
from app.study_source import Inputs
from app.workshop import question_key

EFFORT = Effort(gap=0.01, nodes=0)
"""Of each search: restricted models only, some seconds each, up to a number of branches, so that a
busy machine finds the same."""
DESK = "what else"
"""Where all these questions are asked: another one gives up the one before."""


def plan_key(inputs: Inputs, answer: Answer) -> str:
    """Return a key of a scenario and the plan found for it."""
    plan = answer.plan
    return f"{question_key(inputs, answer.scenario)} {plan.value} {plan.bound} {sorted(plan.ids)}"
