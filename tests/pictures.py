"""Charts as pixels, for tests that look whether they can be drawn."""

from app.export.pictures import Framed
from reports.charts.marks import Picture as Chart
from reports.report import Picture


def png(chart: Chart) -> bytes:
    """Return a chart as a PNG picture."""
    return Framed(Picture("drawn", lambda: chart, "Drawn.")).png()
