"""A report as HTML: a fragment for notebooks, and one page that needs nothing but a browser.

The page fetches nothing, prints on A4 and Letter, and carries its pictures as drawings.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from reports.escape import html
from reports.report import NUMBERS, Column, Picture, Report, Row, Section, Table
from reports.words import cell

WIDTH = 680
"""Width of a picture, in pixels."""
STYLE = """
@page { margin: 10mm 12mm }
body { font: 9.5pt/1.3 "Source Sans 3", "Segoe UI", Arial, sans-serif; color: #1b1f24;
  max-width: 190mm; margin: 0 auto; padding: 0 4mm }
h1 { font-size: 17pt; margin: 0 0 2mm } h2 { font-size: 11.5pt; margin: 3mm 0 1mm }
h3 { font-size: 10pt; margin: 2mm 0 1mm }
p, ul { margin: 0 0 2mm } .lead { font-size: 11pt; font-weight: 600 }
.small { color: #4a515b; font-size: 8pt; margin: 0.5mm 0 }
table { border-collapse: collapse; width: 100%; font-size: 8pt; line-height: 1.2 }
tr, svg { page-break-inside: avoid } h2, h3 { page-break-after: avoid }
th, td { border-bottom: 0.4pt solid #b9c0c9; padding: 0.5mm 1.2mm; text-align: left;
  vertical-align: top; overflow-wrap: anywhere }
th { border-bottom-width: 1pt; overflow-wrap: normal } .text { min-width: 17mm }
.name { min-width: 28mm } tr.group { break-after: avoid }
.number { text-align: right; white-space: nowrap }
.sentence { min-width: 56mm } .box { text-align: center; font-size: 12pt; line-height: 1 }
.pen { border-bottom: 0.4pt solid #4a515b; height: 8mm } .signed td { padding-top: 9mm }
svg { max-width: 100%; max-height: 60mm; width: auto; height: auto; display: block;
  box-sizing: border-box; padding-left: 5mm;
  overflow: visible }
"""
BOX = '<td class="box">☐</td>'
"""A box to be ticked."""
LINES = 4
"""Lines for reasons."""
SIGNED = (
    "\n<h2>Objections and their reasons</h2>"
    + '<div class="pen"></div>' * LINES
    + '<table class="signed"><thead><tr><th>Name</th><th>Role</th><th>Date</th>'
    "<th>Signature</th></tr></thead><tbody>"
    + "<tr><td></td><td></td><td></td><td></td></tr>" * 2
    + "</tbody></table>"
)
"""Room for what a taskforce writes by hand."""
NO_PEN: Mapping[str, Sequence[str]] = MappingProxyType({})


def page(
    report: Report,
    pictures: bool = True,
    pen: Mapping[str, Sequence[str]] = NO_PEN,
    *,
    source: str = "",
) -> bytes:
    """Return a whole HTML document, UTF-8.

    Args:
        report: what to show.
        pictures: whether pictures are drawn; that takes about half a second for the first one.
        pen: table → heads of columns with a box in each row, for answers by hand; the document
            then ends with room for reasons and signatures.
        source: where it comes from, in a line.
    """
    name = html(report.title)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{name}</title><style>{STYLE}</style></head>\n<body>\n<h1>{name}</h1>\n"
        f"{fragment(report, pictures=pictures, pen=pen)}{SIGNED if pen else ''}"
        f"{_paragraph(source, 'small') if source else ''}\n</body></html>\n"
    ).encode()


def fragment(
    report: Report, *, pictures: bool = True, pen: Mapping[str, Sequence[str]] = NO_PEN
) -> str:
    """Return what stands in a document, or in the cell of a notebook."""
    parts = [_paragraph(report.answer, "lead"), *map(_paragraph, report.text)]
    for section in report.sections:
        parts += _section(section, pictures, pen)
    parts += [_paragraph(note.text, "small") for note in report.notes]
    return "\n".join(parts)


def _section(section: Section, pictures: bool, pen: Mapping[str, Sequence[str]]) -> Iterator[str]:
    if section.title and section:
        yield f"<h2>{html(section.title)}</h2>"
    yield from map(_paragraph, section.text)
    if section.items:
        yield f"<ul>{''.join(f'<li>{html(item)}</li>' for item in section.items)}</ul>"
    if pictures:
        yield from map(drawing, section.pictures)
    for one in section.tables:
        yield table(one, pen.get(one.id, ()))


def _paragraph(text: str, style: str = "") -> str:
    kind = f' class="{style}"' if style else ""
    return f"<p{kind}>{html(text)}</p>"


def table(shown: Table, pen: Sequence[str] = ()) -> str:
    """Return a table with its title, and columns for a pen; nothing where it has no rows."""
    if not shown.rows:
        return ""
    title = f"<h3>{html(shown.title)}</h3>" if shown.title else ""
    text = _paragraph(shown.text, "small") if shown.text else ""
    head = "".join(f"<th{_kind(one)}>{html(one.title)}</th>" for one in shown.columns)
    head += "".join(f"<th>{html(one)}</th>" for one in pen)
    body = "\n".join(_lines(shown, len(pen)))
    return f"{title}<table><thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table>{text}"


def _lines(shown: Table, boxes: int) -> Iterator[str]:
    group, wide = "", len(shown.columns) + boxes
    for row in shown.shown:
        if shown.by is not None and group != (group := cell(row.get(shown.by.id), shown.by)):
            yield f'<tr class="group"><th colspan="{wide}">{html(group)}</th></tr>'
        cells = "".join(map(_cell, shown.columns, _values(row, shown.columns)))
        yield f"<tr>{cells}{BOX * boxes}</tr>"


def _values(row: Row, columns: Sequence[Column]) -> list[object]:
    return [row.get(column.id) for column in columns]


def _cell(column: Column, value: object) -> str:
    return f"<td{_kind(column)}>{html(cell(value, column))}</td>"


def _kind(column: Column) -> str:
    if column.opens:
        return ' class="name"'
    return f' class="{"number" if column.unit in NUMBERS else column.unit}"'


def drawing(picture: Picture) -> str:
    """Return a picture as a drawing inside the document, with its text alternative."""
    import altair as alt

    chart = picture.chart
    if isinstance(chart, alt.Chart | alt.LayerChart):
        chart = chart.properties(width=WIDTH)
    text = io.StringIO()
    chart.save(text, format="svg")
    svg = text.getvalue()
    inside = svg[svg.index("<svg") :]
    return f'<div role="img" aria-label="{html(picture.describe)}">{inside}</div>'
