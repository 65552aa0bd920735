"""Charts as pictures that documents can hold."""

import io

import altair as alt

from reports.charts.marks import Picture

WIDTH = 900
"""Width of a picture, in pixels before scaling."""
SCALE = 2
"""Pixels of a picture per pixel of the chart."""


def png(chart: Picture) -> bytes:
    """Return a chart as a PNG picture on white."""
    sized = chart
    if isinstance(chart, alt.Chart | alt.LayerChart):
        sized = chart.properties(width=WIDTH)
    buffer = io.BytesIO()
    sized.properties(background="white").save(buffer, format="png", scale_factor=SCALE)
    return buffer.getvalue()
