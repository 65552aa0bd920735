"""Words for people: numbers with their units, what is proven, plural forms, lists, sentences.

No false precision: points with one decimal, and none where more than one is left open; weeks
with at most one, USD whole, shares in percent. What is proven is rounded outwards.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import ceil, floor, isfinite
from typing import TYPE_CHECKING, Any

from config.criteria import Against, Kind, MeasureUse
from optimizer.bounded_value import BoundedValue

if TYPE_CHECKING:
    from reports.report import Column

MISSING = "missing"
"""How an absent value is shown; never 0."""
SPELLED = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen", "twenty",
)  # fmt: skip
"""Small numbers as they are read aloud."""
ABSENT = "–"
"""The same in a cell of a table."""
NOTHING = 0.05
"""Points that read as nothing, with one decimal."""
NEAR, FAR = 1.0, 10.0
"""Points left open from which a figure, and from which what it lies between, has no decimals."""
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
"""Months as they are written here, whatever the machine's language."""
LISTED = 6
"""Things that a sentence lists before it only counts."""
IRREGULAR = {"are": "is", "were": "was", "have": "has", "go": "goes"}
"""Verbs of one thing that are not made with an s."""


def _signed(text: str, value: float) -> str:
    """Return text with a plus or a true minus sign, none for nothing."""
    return text.replace("-", "−") if value <= 0 else f"+{text}"


def points(value: float, *, signed: bool = False, digits: int = 1) -> str:
    """Return points, as ``12.3 points``."""
    text = f"{value:,.{digits}f}"
    if not text.strip("-0."):
        return "0 points"
    unit = "point" if text in ("1", "-1") else "points"
    return f"{_signed(text, value) if signed else text.replace('-', '−')} {unit}"


def weeks(value: float, *, signed: bool = False, digits: int = 1, unit: str = "week") -> str:
    """Return staff-weeks, as ``30.5 weeks``."""
    text = f"{value:,.{digits}f}"
    text = text.rstrip("0").rstrip(".") if digits else text
    text = "0" if text == "-0" else text
    ending = "" if text in ("1", "-1") else "s"
    return f"{_signed(text, value) if signed else text.replace('-', '−')} {unit}{ending}"


def usd(value: float, *, signed: bool = False) -> str:
    """Return money, as ``USD 300,000``."""
    sign = ("+" if value > 0 else "") if signed else ""
    return f"{'−' if value <= -0.5 else sign}USD {abs(value):,.0f}"


def amount(value: float, unit: str, *, digits: int = 1) -> str:
    """Return an amount of a resource in its unit, as ``USD 2,500`` or ``2.5 staff-weeks``."""
    if unit.startswith("USD"):
        return usd(value)
    return weeks(value, digits=digits, unit="staff-week")


def proven(found: BoundedValue) -> str:
    """Return what is proven of points: exactly that, at least, at most, or between."""
    return "proven" if found.exact else f"proven: {between(found)}"


def priced(found: BoundedValue) -> str:
    """Return points with what is proven of them; their ends alone where the figure is no news."""
    if found.estimate is not None:
        nothing = abs(found.found) < NOTHING
        figure = "nothing" if nothing else points(found.found, digits=decimals(found))
        return f"{figure} ({proven(found)})"
    if not isfinite(found.high) or not isfinite(found.low):
        return "points that are not known yet"
    return f"{between(found)} (proven)"


def between(found: BoundedValue) -> str:
    """Return what points are proven to lie between, rounded outwards."""
    digits, low, high = outwards(found)
    if not isfinite(low):
        return f"at most {points(high, digits=digits)}" if isfinite(high) else "nothing yet"
    if not isfinite(high):
        return f"at least {points(low, digits=digits)}"
    if abs(found.low) < NOTHING:
        return f"at most {points(high, digits=digits)}"
    if abs(found.high) < NOTHING:
        return f"at least {points(low, digits=digits)}"
    return f"between {_decimals(low, digits)} and {points(high, digits=digits)}"


def decimals(found: BoundedValue) -> int:
    """Return how many decimals points can bear: none where the proof leaves more than one open."""
    return int(found.high - found.low < NEAR)


def outwards(found: BoundedValue) -> tuple[int, float, float]:
    """Return decimals, and both ends as they are shown: never narrower than what is proven."""
    digits, slack = int(found.high - found.low < FAR), 1e-6
    scale = 10**digits
    low = floor(found.low * scale + slack) / scale if isfinite(found.low) else found.low
    high = ceil(found.high * scale - slack) / scale if isfinite(found.high) else found.high
    return digits, low, high


def percent(share: float, digits: int = 0) -> str:
    """Return a share 0..1 in percent, as ``75 %``; a small share never reads as nothing."""
    text = f"{share * 100:.{digits}f}"
    if float(text) == 0 and share > 0:
        return f"under {10.0**-digits:g} %"
    return f"{text} %"


def certain_share(share: float, digits: int = 0) -> str:
    """Return a share in percent that reads as all or none only where it is all or none."""
    step = 0.005 / 10**digits
    if 1 - step <= share < 1:
        return "> 99 %" if digits == 0 else f"> {100 - 10.0**-digits:.{digits}f} %"
    if 0 < share < step:
        return f"< {10.0**-digits:g} %"
    return f"{share * 100:.{digits}f} %"


def peers_words(use: MeasureUse) -> str:
    """Return against whom a measure is held, as a clause; blank where it stands for itself."""
    if use.peers is None:
        return ""
    same = use.peers.replace("_", " ")
    if use.against is Against.PERCENTILE:
        return f" as a percentile of those with the same {same}"
    return f" above the median of those with the same {same}"


def passing(chance: float | None) -> str:
    """Return how likely a gate passes, as a clause that follows others; blank where not known."""
    return "" if chance is None else f"; it passes with a chance of about {certain_share(chance)}"


def score(value: float | None) -> str:
    """Return a score 0..100 with one decimal."""
    return MISSING if value is None else f"{value:.1f}"


def interval(low: float, high: float) -> str:
    """Return the interval of a score, as ``41 to 78``."""
    return score(low) if high - low < 0.05 else f"{low:.0f} to {high:.0f}"


def number(value: float) -> str:
    """Return a measured number as briefly as its size allows."""
    return (f"{value:,.0f}" if abs(value) >= 1000 else f"{value + 0.0:.4g}").replace("-", "−")


def figure(value: float | str | None) -> str:
    """Return the value of a measure: a number, or a level by its name."""
    if value is None:
        return "not known"
    return value if isinstance(value, str) else number(value)


def count(how_many: int, one: str, many: str | None = None) -> str:
    """Return a number of things, as ``no country``, ``1 country``, ``3 countries``."""
    if how_many == 1:
        return f"1 {one}"
    number = f"{how_many:,}" if how_many else "no"
    return f"{number} {many or one + 's'}"


def verb(how_many: int, many: str) -> str:
    """Return a verb that agrees with a number of things, as ``enters`` of ``enter`` for one."""
    if how_many != 1:
        return many
    first, *rest = many.split(" ", 1)
    return " ".join((IRREGULAR.get(first, f"{first}s"), *rest))


def doing(who: Iterable[str], many: str, most: int = LISTED) -> str:
    """Return who does something, as ``Ghana and Kenya enter``."""
    names = list(who)
    return f"{listing(names, most)} {verb(len(names), many)}"


def moves(*sides: tuple[Iterable[str], str], most: int = LISTED) -> list[str]:
    """Return who does what, as ``Ghana enters``; nothing of a side with nobody."""
    named = [(list(who), many) for who, many in sides]
    return [doing(who, many, most) for who, many in named if who]


def so_many(how_many: int, many: str) -> str:
    """Return how many of something do something, as ``none stay`` or ``1 stays``."""
    return f"{how_many or 'none'} {verb(how_many, many)}"


def spelled(how_many: int) -> str:
    """Return a number as it is read aloud; beyond twenty in figures."""
    return SPELLED[how_many] if how_many < len(SPELLED) else f"{how_many:,}"


def count_of(how_many: int, kind: Kind) -> str:
    """Return a number of candidates of a kind."""
    return count(how_many, kind.singular.lower(), kind.label.lower())


def listing(items: Iterable[str], most: int = LISTED, *, conjunction: str = "and") -> str:
    """Return items as a list in a sentence; beyond ``most`` the rest is only counted.

    Semicolons part three or more of which one has a comma itself, as "Elgeyo-Marakwet, Kenya" has.
    """
    every = list(items)
    if not every:
        return "none"
    shown = every if len(every) <= most else every[: most - 1]
    more = len(every) - len(shown)
    if more:
        shown.append(f"{more} more")
    if len(shown) == 1:
        return shown[0]
    if len(shown) > 2 and any(", " in one for one in shown):
        return f"{'; '.join(shown[:-1])}; {conjunction} {shown[-1]}"
    return f"{', '.join(shown[:-1])} {conjunction} {shown[-1]}"


def mid_sentence(label: str) -> str:
    """Return a label as it reads inside a sentence: only its first letter small.

    A label that begins with an abbreviation, or with a name of several words, stays as it is.
    """
    _, _, second = label.partition(" ")
    abbreviated = label[:2].isupper() and label[:2].isalpha()
    return label if abbreviated or second[:1].isupper() else label[:1].lower() + label[1:]


def sentence(text: str) -> str:
    """Return text with a capital first and a full stop last."""
    text = text.strip()
    if not text:
        return text
    return text[0].upper() + text[1:] + ("" if text[-1] in ".!?" else ".")


def day(text: str, *, year: bool = True) -> str:
    """Return a day, or the day of a moment, as it is read aloud: ``12 March 2020``.

    Args:
        text: ISO 8601; blank = not known.
        year: whether the year is told.
    """
    if not text:
        return "a day that is not set"
    found = dt.date.fromisoformat(text[:10])
    told = f"{found.day} {MONTHS[found.month - 1]}"
    return f"{told} {found.year}" if year else told


def moment(text: str) -> str:
    """Return a moment in UTC as people read it: ``12 March 2020, 14:03 UTC``."""
    return f"{day(text)}, {text[11:16]} UTC" if len(text) > 10 else day(text)


Writer = Callable[[float], str]
"""What puts a number into words."""


def cell(value: object, column: "Column") -> str:
    """Return a cell of a table in words; an absent value is a dash, never nothing or 0."""
    if value is None:
        return ABSENT
    if isinstance(value, BoundedValue):
        return bounded(value)
    if isinstance(value, tuple | list) and "span" not in column.unit:
        return "; ".join(map(str, value)) or ABSENT
    if isinstance(value, str):
        return value
    return _FIGURES.get(column.unit, _as_text)(value, column.digits)


def bounded(value: BoundedValue) -> str:
    """Return points as found; what they lie between where the figure is no news."""
    if value.estimate is not None:
        return _decimals(value.estimate, decimals(value))
    digits, low, high = outwards(value)
    if not isfinite(low) or not isfinite(high):
        return "not known"
    return f"{_decimals(low, digits)} to {_decimals(high, digits)}"


def span(ends: Sequence[float], digits: int = 0) -> str:
    """Return where something lies, as ``41–78``; one number where both ends read the same."""
    low, high = (_decimals(end, digits) for end in ends)
    return low if low == high else f"{low}–{high}"


def _decimals(value: float, digits: int) -> str:
    text = f"{value:,.{digits}f}"
    return text.replace("-", "−") if text.strip("-0.,") else text.lstrip("-")


def _as_text(value: Any, _: int | None) -> str:  # noqa: ANN401 (any cell)
    return str(value)


_FIGURES: Mapping[str, Callable[[Any, int | None], str]] = {
    "points": lambda value, digits: _decimals(value, 1 if digits is None else digits),
    "score": lambda value, digits: _decimals(value, digits or 0),
    "weeks": lambda value, digits: _decimals(value, 1 if digits is None else digits),
    "share": lambda value, digits: certain_share(value, digits or 0),
    "usd": lambda value, digits: _decimals(value, digits or 0),
    "count": lambda value, _: f"{value:,}",
    "place": lambda value, _: f"{value:,}",
    "number": lambda value, digits: number(value) if digits is None else _decimals(value, digits),
    "yes": lambda value, _: "yes" if value else "",
    "span": lambda ends, digits: span(ends, digits or 0),
    "share_span": lambda ends, digits: f"{span(tuple(100 * e for e in ends), digits or 0)} %",
}
