"""The shortlist of a region, on one page to print."""

from collections.abc import Sequence

import pandas as pd

from app.export.prints.page import document, drawing, heading, paragraph, table
from reports.charts import Picture


def shortlist_page(
    region: str,
    answer: str,
    lists: Sequence[tuple[str, pd.DataFrame]],
    chart: Picture | None,
    notes: Sequence[str],
) -> str:
    """Return the page as an HTML document.

    Args:
        region: the region.
        answer: the answer in a sentence.
        lists: heading and table of each list; those without rows are left out.
        chart: the map; None = no map.
        notes: what to know when reading it, each in its sentence.
    """
    parts = [paragraph(answer, "lead")]
    if chart is not None:
        parts.append(drawing(chart, f"Map of the members of {region}"))
    for title, rows in lists:
        if len(rows):
            parts += [heading(title), table(rows.drop(columns="id", errors="ignore"))]
    parts += [paragraph(note, "small") for note in notes]
    return document(f"Shortlist: {region}", parts)
