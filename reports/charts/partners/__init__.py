"""Pictures of partners: focus areas, lanes, those around one, overlap, and losses."""

import textwrap
from collections.abc import Iterable
from typing import Any

import altair as alt

from reports.escape import visible

WIDE = 620
"""Pixels of a picture from which there is room for words beside its marks."""
LINE_HEIGHT = 11
"""From line to line of a name, in pixels."""
LINE, LONGEST_LINE = 24, 44
"""Characters of a line of a short name, and of a long one."""


def lines_of(name: str, line: int = LINE) -> str:
    """Return a name in two lines about equally long, one where it is short; no sign is obeyed.

    Only what is too long for two lines of a picture is cut, and says so.
    """
    name = visible(name)
    width = min(LONGEST_LINE, max(line, len(name) // 2 + 4))
    return "\n".join(textwrap.wrap(name, width, max_lines=2, placeholder="…") or [name])


def names_of(names: Iterable[str]) -> list[str]:
    """Return names in lines, no two alike, so that each has a place of its own."""
    found: list[str] = []
    for name in map(lines_of, names):
        alike = sum(one.partition("\u2009")[0] == name for one in found)
        found.append(f"{name}\u2009({alike + 1})" if alike else name)
    return found


def whole_names() -> dict[str, Any]:
    """Return the properties of an axis that shows names of several lines whole."""
    lower = alt.condition("indexof(datum.label, '\\n') > 0", alt.value(-6), alt.value(0))
    return {
        "labelExpr": "split(datum.label, '\\n')", "labelLimit": 0,
        "labelLineHeight": LINE_HEIGHT, "labelOffset": lower,
    }  # fmt: skip


def name_words(**more: Any) -> dict[str, Any]:  # noqa: ANN401 (properties of a mark)
    """Return how names of several lines look that stand inside a picture."""
    size = alt.ExprRef(f"width < {WIDE} ? 8 : 11")
    lines = {"baseline": "middle", "lineBreak": "\n", "lineHeight": LINE_HEIGHT}
    return {**lines, "fontSize": size, **more}


def hidden_axis(field: str, low: float, high: float, kind: type[alt.X | alt.Y]) -> Any:  # noqa: ANN401
    """Return an axis that is not drawn, along which things stand from low to high."""
    return kind(
        f"{field}:Q", axis=None, scale=alt.Scale(domain=[low, high], nice=False, zero=False)
    )


def raised(name: str, span: float) -> float:
    """Return how far the first of a name's lines stands above its middle.

    Args:
        span: one pixel, in units of the scale.
    """
    return name.count("\n") * LINE_HEIGHT / 2 * span
