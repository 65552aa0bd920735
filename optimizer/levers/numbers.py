"""Numbers as people write them, and what the numbers of levers count.

A point for decimals and nothing between thousands; ``30%`` is 0.3, ``500k`` is 500,000 and ``1.2m``
is 1,200,000. What is written is read without loss: the nearest binary number, and back the shortest
text that has it.
"""

import math
import re
from dataclasses import dataclass

from config.base import MOST_AREAS, MOST_PERIODS, MOST_POINTS, MOST_USD, MOST_WEEKS
from config.problems import Problems

_NUMBER = re.compile(
    r"(?P<digits>[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+))(?:e(?P<power>[+-]?[0-9]{1,4}))?(?P<mark>[%km]?)"
)
_POWERS = {"": 0, "%": -2, "k": 3, "m": 6}
PERCENT = "%"


@dataclass(frozen=True)
class Unit:
    """What a number counts, and how large it may be."""

    name: str
    """As messages say it: "staff-weeks"."""
    most: float
    least: float = 0.0
    whole: bool = False
    """Whether it counts things that cannot be divided."""
    marks: str = "km"
    """Signs that may follow the digits."""
    instead: str = "Write the number itself, with a point for decimals."
    """What to do about a number that is none of this unit."""


WEEKS = Unit("a number of staff-weeks", MOST_WEEKS)
USD = Unit("an amount of USD", MOST_USD, instead="Write the amount itself: 1200000, 500k or 1.2m.")
POINTS = Unit("a number of points", MOST_POINTS)
SHARE = Unit("a share", 1.0, marks=PERCENT, instead="Write 0.3 or 30% for three tenths.")
AREAS = Unit(
    "a whole number of focus areas",
    MOST_AREAS,
    whole=True,
    marks="",
    instead="Write, say, 2; percentages and fractions belong to rules by share.",
)
CHANGES = Unit(
    "a whole number of changes", MOST_AREAS, whole=True, marks="", instead="Write, say, 4."
)
PERIODS = Unit(
    "a whole number of periods", MOST_PERIODS, 1, whole=True, marks="", instead="Write, say, 2."
)


def read_number(text: str) -> float | None:
    """Return the number that a text writes, ``%``, ``k`` and ``m`` understood; None if none."""
    match = _NUMBER.fullmatch(text.strip().lower())
    if match is None:
        return None
    power = int(match["power"] or 0) + _POWERS[match["mark"]]
    number = float(f"{match['digits']}e{power}")
    return number if math.isfinite(number) else None


def number_text(value: float) -> str:
    """Return the shortest text that :func:`read_number` reads as exactly this number."""
    return repr(float(value) + 0.0).removesuffix(".0")


def read_amount(
    text: str,
    unit: Unit,
    where: str,
    written: str,
    problems: Problems,
    *,
    start: float = 0.0,
    sign: int = 0,
) -> float | None:
    """Return what a text comes to in a unit; None when a problem was added.

    Args:
        text: the number, as typed.
        unit: what it counts.
        where: the option or parameter it was given for.
        written: that option's whole value, which a problem repeats.
        problems: receives a problem.
        start: what there is now, which ``sign`` adds to.
        sign: 1 adds, -1 takes away, 0 replaces.
    """
    number = read_number(text)
    mark = text.strip().lower()[-1:]
    if number is None:
        must, do = "must give a number", (
            "Write digits, with a point for decimals and nothing between thousands; "
            "30%, 500k and 1.2m are understood."
        )  # fmt: skip
    elif mark in _POWERS and mark not in unit.marks:
        what = "a percentage" if mark == PERCENT else "thousands or millions"
        must, do = f"must be {unit.name}, not {what}", unit.instead
    else:
        value = start + sign * number if sign else number
        if unit.whole and value % 1 != 0:
            must, do = f"must be {unit.name}, not a fraction", unit.instead
        elif unit.least <= value <= unit.most:
            return value
        else:
            limits = f"{number_text(unit.least)} and {unit.most:,.0f}"
            must = f"must come to {unit.name} between {limits}; it comes to {value:g}"
            do = "Correct the number."
    problems.add(where, must=must, do=do, value=written)
    return None
