"""Charts as drawings (SVG), without the signs at which the program that draws them ends."""

import io
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reports.charts.marks import Picture as Chart

CONTROL = re.compile(r"(?<!\\)((?:\\\\)*)\\u00([01][0-9a-f])|[\x7f-\x9f]")
"""A control character as JSON writes it, whatever backslashes are before it; or as it stands."""


def svg(chart: "Chart", width: int) -> str:
    """Return a chart as an SVG drawing.

    Control characters of a label are drawn as :func:`reports.escape.visible` shows them: the
    program that draws would end the whole process at one.

    Args:
        width: in pixels, where the chart does not say by itself.
    """
    import altair as alt

    if isinstance(chart, alt.Chart | alt.LayerChart):
        chart = chart.properties(width=width)
    text = chart.to_json()
    shown = CONTROL.sub(_seen, text)
    drawn = chart if shown == text else alt.Chart.from_json(shown)
    buffer = io.StringIO()
    drawn.save(buffer, format="svg")
    found = buffer.getvalue()
    return found[found.index("<svg") :]


def _seen(found: re.Match[str]) -> str:
    return "\ufffd" if found[2] is None else f"{found[1]}\\u24{found[2]}"
