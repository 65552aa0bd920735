"""One page to print: headings, sentences, tables and pictures as a single HTML document."""

import html
import io
from collections.abc import Sequence

import altair as alt
import pandas as pd

from reports.charts import Picture

STYLE = """
@page { size: A4; margin: 10mm 12mm }
body { font: 9.5pt/1.3 "Source Sans 3", "Segoe UI", Arial, sans-serif; color: #1b1f24;
  max-width: 190mm; margin: 0 auto; padding: 0 4mm }
h1 { font-size: 17pt; margin: 0 0 2mm } h2 { font-size: 11.5pt; margin: 3mm 0 1mm }
p { margin: 0 0 2mm } .lead { font-size: 11pt; font-weight: 600 } .small { color: #5a616b;
  font-size: 8pt; margin: 0.5mm 0 }
table { border-collapse: collapse; width: 100%; font-size: 8pt;
  line-height: 1.2; page-break-inside: auto }
tr { page-break-inside: avoid }
th, td { border-bottom: 0.4pt solid #b9c0c9; padding: 0.5mm 1.2mm; text-align: left;
  vertical-align: top }
th { border-bottom-width: 1pt } td.number, th.number { text-align: right; white-space: nowrap }
svg { max-width: 100%; max-height: 50mm; width: auto; height: auto; display: block }
"""


def document(title: str, parts: Sequence[str]) -> str:
    """Return a whole HTML document.

    Args:
        title: title of the document and its first heading, as text.
        parts: HTML of the body, as the other functions here return it.
    """
    name = html.escape(title)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>{name}</title><style>{STYLE}</style></head>\n<body>\n<h1>{name}</h1>\n"
        + "\n".join(parts)
        + "\n</body></html>\n"
    )


def heading(text: str) -> str:
    """Return a heading."""
    return f"<h2>{html.escape(text)}</h2>"


def paragraph(text: str, style: str = "") -> str:
    """Return a paragraph of text; ``lead`` and ``small`` are styles."""
    kind = f' class="{style}"' if style else ""
    return f"<p{kind}>{html.escape(text)}</p>"


def table(rows: pd.DataFrame, decimals: int = 1) -> str:
    """Return a table; numbers with thousands and at most so many decimals, nothing for absent."""
    numeric = [pd.api.types.is_numeric_dtype(rows[column]) for column in rows]
    head = "".join(
        f"<th{_kind(number)}>{html.escape(str(name))}</th>"
        for name, number in zip(rows.columns, numeric, strict=True)
    )
    body = "".join(
        "<tr>"
        + "".join(
            f"<td{_kind(number)}>{html.escape(_cell(cell, decimals))}</td>"
            for cell, number in zip(row, numeric, strict=True)
        )
        + "</tr>\n"
        for row in rows.itertuples(index=False, name=None)
    )
    return f"<table><thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table>"


def drawing(chart: Picture, describe: str, width: int = 680) -> str:
    """Return a chart as a drawing inside the document, with its text alternative."""
    sized = (
        chart.properties(width=width) if isinstance(chart, alt.Chart | alt.LayerChart) else chart
    )
    text = io.StringIO()
    sized.save(text, format="svg")
    svg = text.getvalue()
    return f'<div role="img" aria-label="{html.escape(describe)}">{svg[svg.index("<svg") :]}</div>'


def _kind(number: bool) -> str:
    return ' class="number"' if number else ""


def _cell(value: object, decimals: int) -> str:
    if value is None or value is pd.NA or (isinstance(value, float) and value != value):
        return ""
    if isinstance(value, float):
        text = f"{value:,.{decimals}f}"
        return text.rstrip("0").rstrip(".") if value == round(value) else text
    if isinstance(value, int):
        return f"{value:,}"
    return str(value)
