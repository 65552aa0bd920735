"""Points made tangible: told in terms of the list, beside their figure."""

from math import log
from statistics import fmean

from optimizer.bounded_value import BoundedValue
from reports.setting import Setting
from reports.words import between, decimals, mid_sentence, points

LEAST = 0.05
"""Points that read as nothing, with one decimal."""
PARTS = {
    0.05: "a twentieth", 0.1: "a tenth", 1 / 6: "a sixth", 0.25: "a quarter", 1 / 3: "a third",
    0.5: "half", 2 / 3: "two thirds", 0.75: "three quarters",
}  # fmt: skip
"""Shares as one says them."""
ONE = 0.87
"""Share from which it is about one, and no longer a part of it."""


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
    if found is None or abs(value) < LEAST:
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
    for name, kind in setting.configuration.criteria.kinds.items():
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
        gain: from one plan to another.
        setting: with a plan for comparison.
        than: what the first plan is called.
    """
    if gain.estimate is None:
        return (
            f"what that is worth is not settled: {between(gain)}"
            if gain.high - gain.low < float("inf")
            else "what that is worth is not known yet"
        )
    if abs(gain.found) < LEAST:
        return f"the plan is worth as much as {than}"
    more = "more" if gain.found > 0 else "less"
    told = f"{points(abs(gain.found), digits=decimals(gain))} {more} than {than}"
    told += aside(gain.found, setting)
    return f"the plan is worth {told}" + ("" if gain.certain else ", which is not proven")
