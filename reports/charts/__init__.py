"""Charts: pure functions from tables to Altair charts, with one meaning for each colour."""

from collections.abc import Sequence

import altair as alt

Picture = alt.Chart | alt.LayerChart | alt.FacetChart | alt.HConcatChart | alt.VConcatChart
"""Any chart that a page can show."""
SAME = "\u200b"
"""Invisible; keeps rows apart whose labels are the same."""


def distinct(labels: Sequence[str]) -> list[str]:
    """Return labels that differ from each other, to the eye as they were."""
    return [label + SAME * labels[:place].count(label) for place, label in enumerate(labels)]


def label_limit(most: int) -> alt.ExprRef:
    """Return how wide labels beside a chart may be: less where the screen is narrow.

    Args:
        most: in pixels, where there is room.
    """
    width = "containerSize()[0]"  # unknown where a chart is written to a file
    return alt.ExprRef(f"{width} > 0 ? min({most}, max(100, {width} * 0.45)) : {most}")


def legend_columns(most: int) -> alt.ExprRef:
    """Return how many columns a legend has: one where the screen is narrow.

    Args:
        most: where there is room.
    """
    return alt.ExprRef(f"{NARROW} ? 1 : {most}")


NARROW = "containerSize()[0] > 0 && containerSize()[0] < 560"
"""Vega expression: whether the screen is narrow, as that of a phone."""
