"""How questions about a plan are asked from a page: how hard to look, and under which key."""

from app.answers import Answer
from app.study_source import Inputs
from app.workshop import question_key
from optimizer.why.asking import Effort

EFFORT = Effort(gap=0.01, nodes=10)
"""Of each search; it ends after a number of branches, so that a busy machine finds the same."""
WIDE = Effort(gap=0.02, nodes=10)
"""Of searches between two kinds, of which each is a harder one."""


def plan_key(inputs: Inputs, answer: Answer) -> str:
    """Return a key of a scenario and the plan found for it."""
    plan = answer.plan
    return f"{question_key(inputs, answer.scenario)} {plan.value} {plan.bound} {sorted(plan.ids)}"
