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
