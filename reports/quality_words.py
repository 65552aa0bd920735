"""How good a plan is, in words: its worth, what is proven, what nearness gave up, and ties."""

import math

from optimizer.plan import Plan
from optimizer.stop import By
from reports.words import NEAR, points

EXACT = 1e-6
"""Relative gap up to which a plan is called the best possible one."""
IN_FORCE, BASELINE = "the list in force", "the plan of the baseline"
"""What plans are compared with."""
STOPPED = {"person": "stopped by you", "time": "stopped by the time you set"}


def quality(plan: Plan, stopped: By | None = None) -> str:
    """Return what a plan is worth and how far from the best possible it may be, in a sentence.

    Args:
        plan: the plan.
        stopped: who ended its search early, if anybody did.
    """
    if plan.value is None:
        return "There is no plan yet."
    return f"Worth {worth(plan)}, {proven(plan, stopped)}."


def worth(plan: Plan) -> str:
    """Return what a plan is worth: whole points where a better one may be worth a point more."""
    value = plan.value or 0.0
    return points(value, digits=int((plan.gap or 0.0) * abs(value) < NEAR))


def proven(plan: Plan, stopped: By | None = None) -> str:
    """Return how far from the best possible a plan may be, and who ended its search early."""
    gap = plan.gap or 0.0
    if gap <= EXACT:
        told = "proven the best possible"
    else:
        tenths = math.ceil(gap * 1000 - EXACT)
        told = f"proven within {tenths / 10:.1f} % of the best possible"
    return told if stopped is None else f"{told}; {STOPPED[stopped]}: best so far"


def ties(plan: Plan) -> str:
    """Return that others are equally good and which one this is; blank where that is not known."""
    if not plan.other_ties:
        return ""
    return (
        "Other plans are worth exactly as much and cost the same; this is the one with the lowest "
        "ids."
    )


def standing(plan: Plan, other: str = IN_FORCE) -> str:
    """Return all of this about a plan that is compared with another one."""
    return " ".join(text for text in (quality(plan), nearness(plan, other), ties(plan)) if text)


def nearness(plan: Plan, other: str = IN_FORCE) -> str:
    """Return what a plan gave up to be near another; blank where nothing.

    Args:
        plan: the plan.
        other: what it is compared with.
    """
    if plan.gave_up <= 0:
        return ""
    more = points(math.ceil(plan.gave_up * 10 - EXACT) / 10)
    return f"A plan worth up to {more} more was found; this one is nearer to {other}."
