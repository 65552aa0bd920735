"""Numbers in words for reasons: points, scores, staff-weeks and money, and what is proven."""

from collections.abc import Callable, Iterable
from math import isinf

from optimizer.bounded_value import BoundedValue

NOTHING = 0.05
"""Points that read as nothing, with one decimal."""
SHOWN = 6
"""Names that a sentence lists before it only counts."""


def points(value: float) -> str:
    """Return points with one decimal, as ``8.9 points``."""
    text = f"{value:,.1f}".replace("-", "−")
    return (
        "nothing" if abs(value) < NOTHING else f"{text} point" + "s" * (text not in ("1.0", "−1.0"))
    )


def proven(found: BoundedValue) -> str:
    """Return what is proven: exactly that, at least, at most, or between."""
    if found.exact:
        return "proven"
    low, high = found.low, found.high
    if abs(low) < NOTHING:
        return f"proven: at most {points(high)}"
    return f"proven: between {low:,.1f} and {high:,.1f} points".replace("-", "−")


def priced(found: BoundedValue) -> str:
    """Return points with what is proven of them; their bounds alone where the figure is no news."""
    if found.estimate is not None:
        return f"{points(found.found)} ({proven(found)})"
    if isinf(found.high) or isinf(found.low):
        return "points that are not known yet"
    if abs(found.low) < NOTHING:
        return f"at most {points(found.high)} (proven)"
    return f"between {found.low:,.1f} and {found.high:,.1f} points (proven)".replace("-", "−")


def amount(value: float, unit: str) -> str:
    """Return staff-weeks or money in its unit."""
    if unit.startswith("USD"):
        return f"USD {value:,.0f}"
    text = f"{value:,.1f}".removesuffix(".0")
    return f"{text} staff-week" + "s" * (text != "1")


def names(ids: Iterable[str], name: Callable[[str], str]) -> str:
    """Return names as a list in a sentence; beyond a few the rest is only counted."""
    every = [name(one) for one in ids]
    shown = every if len(every) <= SHOWN else every[: SHOWN - 1]
    if len(shown) < len(every):
        shown = [*shown, f"{len(every) - len(shown)} more"]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def figure(value: float | str | None) -> str:
    """Return a measured number or level as briefly as its size allows."""
    if value is None:
        return "not known"
    if isinstance(value, str):
        return value
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"
