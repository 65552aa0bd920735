"""A report as HTML: a fragment for notebooks, and one page that needs nothing but a browser.

The page fetches nothing, prints on A4 and Letter, and carries its pictures as drawings.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from reports.drawing import svg
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
Links = Callable[[str], str]
"""Id of a candidate → address of its page."""
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
        pictures: whether pictures are drawn; that takes about half a second for the first one.
        pen: table → heads of columns with a box in each row, for answers by hand; the document
            then ends with room for reasons and signatures.
        source: where it comes from, in a line.
    """
    body = fragment(report, pictures=pictures, pen=pen)
    return document(report.title, f"{body}{SIGNED if pen else ''}", source=source)


def document(title: str, body: str, *, top: str = "", style: str = "", source: str = "") -> bytes:
    """Return a whole HTML document, UTF-8.

    Args:
        body: what stands in it, in HTML.
        top: what stands above its heading, in HTML.
        style: what is added to the style of every page.
        source: where it comes from, in a line, as typed.
    """
    name = html(title)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{name}</title><style>{STYLE}{style}</style></head>\n<body>{top}\n"
        f'<main id="main" tabindex="0">\n<h1>{name}</h1>\n{body}'
        f"{_paragraph(source, 'small') if source else ''}</main>\n</body></html>\n"
    ).encode()


def fragment(
    report: Report,
    *,
    pictures: bool = True,
    pen: Mapping[str, Sequence[str]] = NO_PEN,
    links: Links | None = None,
) -> str:
    """Return what stands in a document, or in the cell of a notebook.

    Args:
        pictures: whether pictures are drawn.
        pen: as :func:`page` takes it.
        links: where the page of what a cell leads to is; blank = nowhere.
    """
    parts = [_paragraph(report.answer, "lead"), *map(_paragraph, report.text)]
    for section in report.sections:
        parts += _section(section, pictures, pen, links)
    parts += [_paragraph(note.text, "small") for note in report.notes]
    return "\n".join(parts)


def _section(
    section: Section, pictures: bool, pen: Mapping[str, Sequence[str]], links: Links | None
) -> Iterator[str]:
    if section.title and section:
        yield f"<h2>{html(section.title)}</h2>"
    yield from map(_paragraph, section.text)
    if section.items:
        yield f"<ul>{''.join(f'<li>{html(item)}</li>' for item in section.items)}</ul>"
    if pictures:
        yield from map(drawing, section.pictures)
    for one in section.tables:
        yield table(one, pen.get(one.id, ()), links)


def _paragraph(text: str, style: str = "") -> str:
    kind = f' class="{style}"' if style else ""
    return f"<p{kind}>{html(text)}</p>"


def table(shown: Table, pen: Sequence[str] = (), links: Links | None = None) -> str:
    """Return a table with its title; nothing where it has no rows.

    Args:
        shown: the table.
        pen: heads of columns with boxes; they take the room of what is shown only where there is
            much, all but where a score could lie.
        links: as :func:`fragment` takes it.
    """
    if not shown.rows:
        return ""
    if pen:
        kept = (column for column in shown.columns if column.narrow or column.unit == "span")
        shown = replace(shown, columns=tuple(kept))
    title = f"<h3>{html(shown.title)}</h3>" if shown.title else ""
    text = _paragraph(shown.text, "small") if shown.text else ""
    head = "".join(f'<th scope="col"{_kind(one)}>{html(one.title)}</th>' for one in shown.columns)
    head += "".join(f"<th>{html(one)}</th>" for one in pen)
    body = "\n".join(_lines(shown, len(pen), links))
    return f"{title}<table><thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table>{text}"


def _lines(shown: Table, boxes: int, links: Links | None) -> Iterator[str]:
    group, wide = "", len(shown.columns) + boxes
    for row in shown.shown:
        if shown.by is not None and group != (group := cell(row.get(shown.by.id), shown.by)):
            yield f'<tr class="group"><th colspan="{wide}">{html(group)}</th></tr>'
        cells = "".join(_cell(column, row, links) for column in shown.columns)
        yield f"<tr>{cells}{BOX * boxes}</tr>"


def _cell(column: Column, row: Row, links: Links | None) -> str:
    text = html(cell(row.get(column.id), column))
    where = links(str(row.get(column.opens, ""))) if links is not None and column.opens else ""
    if column.unit == "link" and str(row.get(column.id)).startswith(("https://", "http://")):
        where = str(row[column.id])
    text = f'<a href="{html(where)}" rel="noreferrer">{text}</a>' if where else text
    return f"<td{_kind(column)}>{text}</td>"


def _kind(column: Column) -> str:
    if column.opens:
        return ' class="name"'
    return f' class="{"number" if column.unit in NUMBERS else column.unit}"'


def drawing(picture: Picture) -> str:
    """Return a picture as a drawing inside the document, with its text alternative."""
    inside = svg(picture.chart, WIDTH)
    return f'<div role="img" aria-label="{html(picture.describe)}">{inside}</div>'
