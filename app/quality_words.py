"""How good a plan is, in words: what it is worth, what is proven, what was given up to be near."""

import math

from app.words import points
from optimizer.plan import Plan
from optimizer.stop import By

EXACT = 1e-6
"""Relative gap up to which a plan is called the best possible one."""
IN_FORCE = "the list in force"
STOPPED = {"person": "stopped by you", "time": "stopped by the time you set"}


def quality(plan: Plan, stopped: By | None = None) -> str:
    """Return what a plan is worth and how far from the best possible it may be, in a sentence.

    Args:
        plan: the plan.
        stopped: who ended its search early, if anybody did.
    """
    if plan.value is None:
        return "There is no plan yet."
    gap = plan.gap or 0.0
    if gap <= EXACT:
        proven = "proven the best possible"
    else:
        tenths = math.ceil(gap * 1000 - EXACT)
        proven = f"proven within {tenths / 10:.1f} % of the best possible"
    early = "" if stopped is None else f"; {STOPPED[stopped]}: best so far"
    return f"Worth {points(plan.value)}, {proven}{early}."


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
