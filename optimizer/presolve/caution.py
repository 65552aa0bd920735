"""A caution: something that is allowed, but that its author may not have meant."""

from collections.abc import Iterable

from config.base import Frozen

NAMED = 5
"""Things that a caution names; the rest are counted."""


class Caution(Frozen):
    """One thing to look at, in words: what is so, what follows from it, and what to do."""

    check: str
    """Which check found it; stable, for programs."""
    file: str
    """File where it can be changed."""
    column: str = ""
    """Column of a table, or dotted path of a configuration entry; empty for the whole file."""
    what: str
    so_what: str
    do: str


def naming(names: Iterable[str], between: str = ", ") -> str:
    """Return names as ``a, b, c and 3 more``."""
    every = list(names)
    shown = every if len(every) <= NAMED + 1 else every[:NAMED]
    more = len(every) - len(shown)
    return between.join(shown) + (f" and {more} more" if more else "")


def number_of(count: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def percent(share: float, decimals: int = 0) -> str:
    """Return a share 0..1 in percent."""
    return f"{share * 100:.{decimals}f} %"
