"""How much a plan is worth: what is proven of it, ties, and points told in terms of the list."""

from math import ceil, log
from statistics import fmean

from optimizer.bounded_value import BoundedValue
from optimizer.plan import Plan
from optimizer.stop import By
from reports.setting import Setting
from reports.words import NEAR, NOTHING, between, decimals, mid_sentence, points

EXACT = 1e-6
"""Relative gap up to which a plan is called the best possible one."""
IN_FORCE, BASELINE = "the list in force", "the plan of the baseline"
"""What plans are compared with."""
STOPPED = {"person": "stopped by you", "time": "stopped by the time you set"}
PARTS = {
    0.05: "a twentieth", 0.1: "a tenth", 1 / 6: "a sixth", 0.25: "a quarter", 1 / 3: "a third",
    0.5: "half", 2 / 3: "two thirds", 0.75: "three quarters",
}  # fmt: skip
"""Shares as one says them."""
ONE = 0.87
"""Share from which it is about one, and no longer a part of it."""


def quality(plan: Plan) -> str:
    """Return what a plan is worth and how far from the best possible it may be, in a sentence."""
    if plan.value is None:
        return "There is no plan yet."
    return f"Worth {worth(plan)}, {proven(plan)}."


def worth(plan: Plan) -> str:
    """Return what a plan is worth: whole points where a better one may be worth a point more."""
    value = plan.value or 0.0
    return points(value, digits=int((plan.gap or 0.0) * abs(value) < NEAR))


def proven(plan: Plan, stopped: By | None = None) -> str:
    """Return how far from the best possible a plan may be, and who ended its search early."""
    told = "proven the best possible"
    if (plan.gap or 0.0) > EXACT:
        told = f"proven {within(plan.gap or 0.0)} of the best possible"
    return told if stopped is None else f"{told}; {STOPPED[stopped]}: best so far"


def within(gap: float) -> str:
    """Return a gap as ``within 0.7 %``, rounded up: never narrower than what is proven."""
    return f"within {ceil(gap * 1000 - EXACT) / 10:.1f} %"


def ties(plan: Plan) -> str:
    """Return that others are equally good and which one this is; blank where that is not known."""
    others = "Other plans are worth exactly as much and cost the same"
    return f"{others}; this is the one with the lowest ids." if plan.other_ties else ""


def nearness(plan: Plan, other: str = IN_FORCE) -> str:
    """Return what a plan gave up to be near another, by its name; blank where nothing."""
    if plan.gave_up <= 0:
        return ""
    more = points(ceil(plan.gave_up * 10 - EXACT) / 10)
    return f"A plan worth up to {more} more was found; this one is nearer to {other}."


def standing(plan: Plan, other: str = IN_FORCE) -> str:
    """Return all of this about a plan that is compared with another one."""
    return " ".join(filter(None, (quality(plan), nearness(plan, other), ties(plan))))


def tangible(value: float, setting: Setting) -> str:
    """Return points as a share of an average focus area of the first kind with all its services.

    That area's points are the mean, over those in the setting's plan, of what each adds divided by
    the share of its potential that its services unlock.

    Args:
        value: points; the sign says nothing here.
        setting: with the plan that the points are compared with.

    Returns:
        Such as ``about a third of an average focus country with all its services``; blank where
        there is no plan, or where the points read as nothing.
    """
    found = _whole(setting)
    if found is None or abs(value) < NOTHING:
        return ""
    whole, one, many = found
    share = abs(value) / whole
    if share < min(PARTS) * 0.7:
        return f"under a twentieth of an average focus {one} with all its services"
    if share < ONE:
        part = PARTS[min(PARTS, key=lambda known: abs(log(share / known)))]
        return f"about {part} of an average focus {one} with all its services"
    halves = round(2 * share)
    if halves <= 2:
        return f"about as much as an average focus {one} with all its services"
    number = f"{halves / 2:g}" if share < 10 else f"{share:,.0f}"
    return f"about {number} average focus {many} with all their services"


def _whole(setting: Setting) -> tuple[float, str, str] | None:
    """Return what an average one is worth, and what one and many of them are called."""
    lines = () if setting.plan is None else setting.plan.focus
    for name, kind in setting.kinds.items():
        whole = [
            line.points / line.unlocked for line in lines if line.kind == name and line.unlocked
        ]
        if whole and fmean(whole) > 0:
            return fmean(whole), mid_sentence(kind.singular), mid_sentence(kind.label)
    return None


def aside(value: float, setting: Setting) -> str:
    """Return :func:`tangible` in brackets, with a space before; blank where it is."""
    told = tangible(value, setting)
    return f" ({told})" if told else ""


def more_or_less(gain: BoundedValue, setting: Setting, than: str) -> str:
    """Return what is gained or lost, as in ``is worth 5.6 points less than before (about …)``.

    Args:
        setting: with a plan for comparison.
    """
    if gain.estimate is None:
        return (
            f"what that is worth is not settled: {between(gain)}"
            if gain.high - gain.low < float("inf")
            else "what that is worth is not known yet"
        )
    if abs(gain.found) < NOTHING:
        return f"the plan is worth as much as {than}"
    more = "more" if gain.found > 0 else "less"
    told = f"{points(abs(gain.found), digits=decimals(gain))} {more} than {than}"
    sure = "" if gain.certain else ", which is not proven"
    return f"the plan is worth {told}{aside(gain.found, setting)}{sure}"
