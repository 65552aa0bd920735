"""Words for people: numbers with their units, plural forms, lists and short sentences.

No false precision: points with one decimal, weeks with at most one, USD whole, shares in percent.
"""

import re
from collections.abc import Callable, Sequence

from config.criteria import Kind

MISSING = "missing"
"""How an absent value is shown; never 0."""
_MARKS = re.compile(r"[\\`*_{}\[\]()<>#+.!|~$:-]")


def _signed(text: str, value: float) -> str:
    """Return text with a plus or a true minus sign, none for nothing."""
    return text.replace("-", "−") if value <= 0 else f"+{text}"


def points(value: float, *, signed: bool = False) -> str:
    """Return points, as ``12.3 points``."""
    text = f"{value:,.1f}"
    if text in ("0.0", "-0.0"):
        return "0 points"
    return f"{_signed(text, value) if signed else text.replace('-', '−')} points"


def weeks(value: float, *, signed: bool = False) -> str:
    """Return staff-weeks, as ``30.5 weeks``."""
    text = f"{value:,.1f}".removesuffix(".0")
    unit = "week" if text in ("1", "-1") else "weeks"
    return f"{_signed(text, value) if signed else text.replace('-', '−')} {unit}"


def usd(value: float, *, signed: bool = False) -> str:
    """Return money, as ``USD 300,000``."""
    sign = ("+" if value > 0 else "") if signed else ""
    return f"{'−' if value <= -0.5 else sign}USD {abs(value):,.0f}"


def amount(value: float, unit: str, *, signed: bool = False) -> str:
    """Return an amount of a resource in its unit (``USD`` or ``staff-weeks``)."""
    return usd(value, signed=signed) if unit == "USD" else weeks(value, signed=signed)


def percent(share: float, digits: int = 0) -> str:
    """Return a share 0..1 in percent, as ``75 %``; a small share never reads as nothing."""
    text = f"{share * 100:.{digits}f}"
    if float(text) == 0 and share > 0:
        return f"under {10.0**-digits:g} %"
    return f"{text} %"


def score(value: float | None) -> str:
    """Return a score 0..100 with one decimal."""
    return MISSING if value is None else f"{value:.1f}"


def interval(low: float, high: float) -> str:
    """Return the interval of a score, as ``41 to 78``."""
    return score(low) if high - low < 0.05 else f"{low:.0f} to {high:.0f}"


def number(value: float) -> str:
    """Return a measured number as briefly as its size allows."""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"


def count(how_many: int, one: str, many: str | None = None) -> str:
    """Return a number of things, as ``no country``, ``1 country``, ``3 countries``."""
    if how_many == 1:
        return f"1 {one}"
    return f"{how_many or 'no'} {many or one + 's'}"


def count_of(how_many: int, kind: Kind) -> str:
    """Return a number of candidates of a kind."""
    return count(how_many, kind.singular.lower(), kind.label.lower())


def listing(items: Sequence[str], most: int = 6, *, conjunction: str = "and") -> str:
    """Return items as a list in a sentence; beyond ``most`` the rest is only counted."""
    if not items:
        return "none"
    shown = list(items) if len(items) <= most else list(items[: most - 1])
    more = len(items) - len(shown)
    if more:
        shown.append(f"{more} more")
    if len(shown) == 1:
        return shown[0]
    return f"{', '.join(shown[:-1])} {conjunction} {shown[-1]}"


def mid_sentence(label: str) -> str:
    """Return a label as it reads inside a sentence: only its first letter small.

    A label that begins with an abbreviation stays as it is.
    """
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def sentence(text: str) -> str:
    """Return text with a capital first and a full stop last."""
    text = text.strip()
    if not text:
        return text
    return text[0].upper() + text[1:] + ("" if text[-1] in ".!?" else ".")


def literal(text: str) -> str:
    """Return text that Markdown shows as it is, whatever signs people's own words have."""
    return _MARKS.sub(r"\\\g<0>", text)


Writer = Callable[[float], str]
"""What puts a number into words."""
