"""Pictures of partners: focus areas, lanes, those around one, overlap, and losses."""

import textwrap

import altair as alt

WIDE = 620
"""Pixels of a picture from which there is room for words beside its marks."""
LINE_HEIGHT = 11
"""From line to line of a name, in pixels."""
LINE = 24
"""Characters of a line of a name."""


def lines_of(name: str, line: int = LINE) -> list[str]:
    """Return a name in two lines at most, about equally long; nothing of it is cut."""
    return textwrap.wrap(name, max(line, len(name) // 2 + 4)) or [name]


def names_axis(*, grid: bool = False) -> alt.Axis:
    """Return an axis that shows names of several lines whole."""
    return alt.Axis(
        labelExpr="split(datum.label, '\\n')",
        labelLimit=0,
        labelLineHeight=LINE_HEIGHT,
        labelOffset=alt.condition("indexof(datum.label, '\\n') > 0", alt.value(-6), alt.value(0)),
        labelOverlap=False,
        ticks=False,
        domain=False,
        grid=grid,
        gridOpacity=0.25,
    )


def raised(name: str, span: float) -> float:
    """Return how far the first of a name's lines stands above its middle.

    Args:
        name: its lines.
        span: one pixel, in units of the scale.
    """
    return name.count("\n") * LINE_HEIGHT / 2 * span
