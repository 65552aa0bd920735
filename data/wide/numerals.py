"""Numbers as people of many countries write them: which marks a column uses, and what it says."""

import re
from collections.abc import Iterable

from config.base import Frozen

MISSING = frozenset(
    ("", "-", "–", "—", "n/a", "#n/a", "na", "n.a.", "nan", "null", "nil", ".", "..", "…", "?",
     "missing", "unknown", "not available", "tbd", "n.d.", "nd", "nr")
)  # fmt: skip
"""Words (small letters) by which tables say that there is no value."""
CURRENCIES = {
    "$": "USD", "usd": "USD", "us$": "USD", "€": "EUR", "eur": "EUR", "£": "GBP", "gbp": "GBP",
    "¥": "JPY", "jpy": "JPY", "chf": "CHF", "cad": "CAD", "aud": "AUD", "zar": "ZAR", "kr": "kr",
}  # fmt: skip
"""How a currency is written beside an amount (small letters) → its name."""
_SPACES = "\u00a0\u202f\u2009 "
_BEFORE = "|".join(re.escape(one) for one in sorted(CURRENCIES, key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?P<open>\()?(?P<sign>[-+−])?\s*(?P<before>{_BEFORE})?\s*(?P<inner>[-+−])?"
    rf"(?P<body>[0-9][0-9.,'’{_SPACES}]*|[.,][0-9]+)(?P<power>[eE][-+]?[0-9]{{1,3}})?"
    rf"\s*(?P<after>%|{_BEFORE})?(?P<close>\))?",
    re.IGNORECASE,
)
_GROUPED = re.compile(r"[0-9]{1,3}(?:(?P<mark>[.,'’ ])[0-9]{3})(?:(?P=mark)[0-9]{3})*")


LARGEST = 1e100
"""Largest number that a cell may write; beyond it a column is no longer taken for numbers."""


class Notation(Frozen):
    """How the numbers of one column are written."""

    decimal: str = "."
    """The mark before decimals."""
    guessed: bool = False
    """Whether the cells leave open what the mark means: 1,234 may be either."""
    unit: str = ""
    """``%``, a currency, or blank."""


def is_missing(text: str) -> bool:
    """Say whether a cell says that there is no value."""
    return not text or text.casefold() in MISSING


def notation(cells: Iterable[str], decimal: str = "") -> Notation | None:
    """Return how the numbers of a column are written; None where not all of its cells are numbers.

    Where 1,234 or 1.234 is all there is, three digits after a comma are taken for thousands, after
    a point for decimals, as in English; that is a guess, and marked as one.

    Args:
        cells: of the column; those that say that there is no value do not count.
        decimal: the mark before decimals, where somebody says it; blank = found out.
    """
    marks: set[str] = set()
    unclear: set[str] = set()
    units: set[str] = set()
    some = False
    for text in cells:
        if is_missing(text):
            continue
        found = _NUMBER.fullmatch(text)
        if found is None or (found["open"] is None) != (found["close"] is None):
            return None
        some = True
        unit = _unit(found)
        units.add(unit)
        known, mark = _mark(found["body"].strip(), money=unit not in ("", "%"))
        if mark:
            (marks if known else unclear).add(mark)
    if not some or len(marks) > 1 or len(units - {""}) > 1:
        return None
    told = decimal or next(iter(marks), "")
    guessed = not told and bool(unclear)
    made = Notation(decimal=told or ".", guessed=guessed, unit=next(iter(units - {""}), ""))
    return (
        made if all(is_missing(text) or value(text, made) is not None for text in cells) else None
    )


def _mark(body: str, *, money: bool) -> tuple[bool, str]:
    """Return whether it is known what marks decimals, and the mark; blank where none is needed.

    Money has no three decimals: there, three digits after a mark are thousands.
    """
    signs = [one for one in body if one in ".,"]
    if not signs:
        return True, ""
    last, others = signs[-1], set(signs[:-1])
    if others - {last}:
        return True, last
    other = "." if last == "," else ","
    if others:
        return True, other
    whole, _, rest = body.rpartition(last)
    thousands = len(rest) == 3 and 1 <= len(re.sub(r"\D", "", whole)) <= 3 and whole.strip() != "0"
    if thousands and money:
        return True, other
    return not thousands, last


def _unit(found: re.Match[str]) -> str:
    if found["after"] == "%":
        return "%"
    sign = found["before"] or found["after"]
    return CURRENCIES[sign.casefold()] if sign else ""


def value(text: str, how: Notation) -> float | None:
    """Return the number that a cell writes; None where it writes none in this notation."""
    found = _NUMBER.fullmatch(text)
    if found is None or (found["open"] is None) != (found["close"] is None):
        return None
    body = found["body"].strip()
    group = "." if how.decimal == "," else ","
    whole, mark, rest = body.partition(how.decimal)
    if mark and not rest.isdigit() and rest:
        return None
    if re.search(rf"[{re.escape(group)}'’{_SPACES}]", whole):
        plain = re.sub(rf"[{_SPACES}]", " ", whole)
        grouped = _GROUPED.fullmatch(plain)
        if grouped is None or grouped["mark"] == how.decimal:
            return None
        whole = re.sub(r"\D", "", plain)
    number = f"{whole or '0'}.{rest or '0'}{found['power'] or ''}"
    try:
        made = float(number)
    except ValueError:
        return None
    if not made <= LARGEST:
        return None
    minus = [one for one in (found["sign"], found["inner"]) if one in ("-", "−")]
    negative = (found["open"] is not None) != bool(minus)
    return -made if negative else made
