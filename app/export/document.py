"""A report as a Word document: styles, headings, a table of contents, pictures, numbered pages.

Built on the styles of Word's own template, so that a house style can be laid over it. Pictures are
pixels with the drawing beside them, where a program takes it, and have a text alternative.
"""

import io
from collections.abc import Iterator, Sequence
from typing import Any

from docx import Document
from docx.document import Document as Doc
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Emu, Pt, RGBColor
from docx.text.paragraph import Paragraph

from app.export.archive import unzipped, zipped
from app.export.pictures import Framed
from reports.escape import visible
from reports.report import NUMBERS, Column, Picture, Report, Section, Table
from reports.words import cell

FONT = "Calibri"
SHORT, LONG = Cm(21), Cm(29.7)
"""Sides of A4."""
MARGIN = Cm(1.7)
MOST = 8
"""Columns of a table that an upright page has room for."""
WIDTH = Cm(17)
"""Of a picture."""
ABOVE = Pt(9)
"""Room above a heading."""
SMALL = Pt(8)
"""Letters of tables."""
LETTER, SIDES, FULL, MUCH = Cm(0.19), 3, 40, 120
"""Width of a letter of a table, letters that the sides of a cell take, letters of a word that are
kept together at most, and those above which a cell asks for no more room."""
CONTENTS, TWO_PAGES, OF_A_PICTURE = 4, 80, 20
"""Titled sections, and lines, from which there is a table of contents; lines of a picture."""
TALLEST = Cm(15)
SVG = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
"""What Office calls the extension that holds a drawing beside its pixels."""
INK, GREY = RGBColor(0x1B, 0x1F, 0x24), RGBColor(0x4A, 0x51, 0x5B)


def document(report: Report, source: str = "") -> bytes:
    """Return a report as a .docx file.

    ``source`` says where it comes from, in a line.
    """
    doc = Document()
    lying = any(len(table.columns) > MOST for table in report.tables if table.rows)
    _styled(doc, lying=lying)
    room = (LONG if lying else SHORT) - 2 * MARGIN
    doc.core_properties.title = visible(report.title)
    doc.core_properties.author = "Focus"
    doc.add_paragraph(visible(report.title), "Title")
    doc.add_paragraph(visible(report.answer), "Subtitle")
    titled = [one for one in report.sections if one and one.title]
    if len(titled) >= CONTENTS and _long(report):
        _contents(doc, titled)
    _say(doc, report.text)
    for section in report.sections:
        if section:
            _head(doc, section, titled)
            for picture in section.pictures:
                _picture(doc, picture, Framed(picture, section.title or report.title, source))
            for table in section.tables:
                if table.rows:
                    _table(doc, table, room)
    if report.notes:
        doc.add_heading("What to know", 1)
        _say(doc, [note.text for note in report.notes], "List Bullet")
    if source:
        doc.add_paragraph(visible(source), "Caption")
    buffer = io.BytesIO()
    doc.save(buffer)
    return zipped(unzipped(buffer.getvalue()))


def _styled(doc: Doc, *, lying: bool) -> None:
    """Set page, letters and the line at the foot of every page."""
    for name, size in (
        ("Normal", 10), ("Title", 20), ("Subtitle", 12), ("Heading 1", 14), ("Heading 2", 11),
        ("Caption", 8.5), ("List Bullet", 10),
    ):  # fmt: skip
        style = doc.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for face in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{face}"), None)
        style.font.color.rgb = GREY if name == "Caption" else INK
        style.font.italic = False
        style.font.bold = name not in ("Normal", "Caption", "List Bullet")
        for spaced in style.element.rPr.findall(qn("w:spacing")):
            style.element.rPr.remove(spaced)
        style.paragraph_format.space_after = Pt(4)
        if name.startswith("Heading"):
            style.paragraph_format.space_before = ABOVE
    page = doc.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE if lying else WD_ORIENT.PORTRAIT
    page.page_width, page.page_height = (LONG, SHORT) if lying else (SHORT, LONG)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = MARGIN
    foot = page.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _field(foot, "PAGE", "1")
    foot.add_run(" / ")
    _field(foot, "NUMPAGES", "1")
    setting = doc.styles.element.find(f".//{qn('w:lang')}")
    if setting is not None:
        setting.set(qn("w:val"), "en-GB")


def _field(paragraph: Paragraph, code: str, shown: str) -> None:
    """Add what the program works out when it opens the document."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = shown
    run.append(text)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001 (python-docx has no fields)


def _long(report: Report) -> bool:
    rows = sum(len(table.rows) for table in report.tables)
    drawn = OF_A_PICTURE * len(list(report.pictures))
    return rows + drawn + len(report.sentences) > TWO_PAGES


def _contents(doc: Doc, titled: Sequence[Section]) -> None:
    """Write a table of contents: filled in, and worked out anew when somebody asks for it."""
    first = doc.add_paragraph("", "Normal")
    last = first
    for at, one in enumerate(titled):
        last = first if at == 0 else doc.add_paragraph("", "Normal")
        if at == 0:
            for kind in ("begin", r'TOC \o "1-1" \h \z \u', "separate"):
                last.add_run()._r.append(_mark(kind))  # noqa: SLF001
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), f"section{at}")
        run = last.add_run(visible(one.title))
        link.append(run._r)  # noqa: SLF001
        last._p.append(link)  # noqa: SLF001
        last.paragraph_format.space_after = Pt(0)
    last.add_run()._r.append(_mark("end"))  # noqa: SLF001
    last.paragraph_format.space_after = Pt(10)


def _mark(kind: str) -> Any:  # noqa: ANN401 (an element of XML)
    """Return a sign of a field that spans paragraphs, or what it is to show."""
    if kind in ("begin", "separate", "end"):
        found = OxmlElement("w:fldChar")
        found.set(qn("w:fldCharType"), kind)
        return found
    found = OxmlElement("w:instrText")
    found.set(qn("xml:space"), "preserve")
    found.text = kind
    return found


def _head(doc: Doc, section: Section, titled: Sequence[Section]) -> None:
    if section.title:
        heading = doc.add_heading(visible(section.title), 1)
        _bookmark(heading, next(at for at, one in enumerate(titled) if one is section))
    _say(doc, section.text)
    _say(doc, section.items, "List Bullet")


def _bookmark(heading: Paragraph, at: int) -> None:
    for kind in ("bookmarkStart", "bookmarkEnd"):
        mark = OxmlElement(f"w:{kind}")
        mark.set(qn("w:id"), str(at))
        if kind == "bookmarkStart":
            mark.set(qn("w:name"), f"section{at}")
        heading._p.append(mark)  # noqa: SLF001


def _say(doc: Doc, sentences: Sequence[str], style: str = "Normal") -> None:
    for sentence in sentences:
        doc.add_paragraph(visible(sentence), style)


def _picture(doc: Doc, picture: Picture, framed: Framed) -> None:
    """Add a picture with its text alternative, and how to read it below."""
    place = doc.add_paragraph()
    place.paragraph_format.keep_with_next = bool(picture.text)
    shape = place.add_run().add_picture(io.BytesIO(framed.png()), width=WIDTH)
    if shape.height > TALLEST:
        shape.width, shape.height = int(shape.width * TALLEST / shape.height), TALLEST  # type: ignore[assignment]
    about = shape._inline.docPr  # noqa: SLF001
    about.set("descr", visible(picture.describe))
    about.set("title", visible(framed.title))
    _drawing(doc, shape, framed.svg())
    if picture.text:
        doc.add_paragraph(visible(picture.text), "Caption")


def _drawing(doc: Doc, shape: Any, svg: bytes) -> None:  # noqa: ANN401 (a shape of python-docx)
    """Lay a drawing beside the pixels of a shape."""
    package = doc.part.package
    name = PackURI(f"/word/media/drawing{len(list(package.iter_parts()))}.svg")
    part = Part(name, "image/svg+xml", svg, package)
    link = doc.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
    blip = shape._inline.find(f".//{qn('a:blip')}")  # noqa: SLF001
    blip.append(
        parse_xml(
            f'<a:extLst {nsdecls("a", "r")}><a:ext uri="{SVG}"><asvg:svgBlip '
            'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" '
            f'r:embed="{link}"/></a:ext></a:extLst>'
        )
    )


def _table(doc: Doc, table: Table, room: int) -> None:
    """Add a table; its heads are told again on every page."""
    if table.title:
        doc.add_heading(visible(table.title), 2)
    lines = tuple(_lines(table))
    columns = table.columns
    grid = doc.add_table(rows=1 + len(lines), cols=len(columns), style="Table Grid")
    grid.autofit = False
    heads = (False, [one.title for one in columns])
    widths = _widths(columns, [cells for head, cells in lines if not head], room)
    for column_, width in zip(grid.columns, widths, strict=True):
        column_.width = Emu(width)
    for row, (head, texts) in zip(grid.rows, (heads, *lines), strict=True):
        cells = row.cells
        if head:
            cells = (cells[0].merge(cells[-1]),)
        whole = row._tr.get_or_add_trPr()  # noqa: SLF001 (python-docx has no such setting)
        whole.append(OxmlElement("w:cantSplit"))
        if texts is heads[1]:
            whole.append(OxmlElement("w:tblHeader"))
        for cell_, text, column, width in zip(cells, texts, columns, widths, strict=False):
            cell_.width = Emu(room if head else width)
            line = cell_.paragraphs[0]
            line.paragraph_format.space_after = Pt(0)
            run = line.add_run(visible(text))
            run.font.size, run.font.bold = SMALL, head or texts is heads[1]
            if _right(column) and not head:
                line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            if texts is heads[1]:
                cell_._tc.get_or_add_tcPr().append(  # noqa: SLF001
                    parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="E8ECF1"/>')
                )
    below = doc.add_paragraph(visible(table.text), "Caption")
    if not table.text:
        below.paragraph_format.space_after = Pt(0)
        below.paragraph_format.line_spacing = Pt(4)


def _lines(table: Table) -> Iterator[tuple[bool, list[str]]]:
    """Yield the rows in words: whether it heads those below it, and its cells."""
    group = ""
    for row in table.shown:
        if table.by is not None and group != (group := cell(row.get(table.by.id), table.by)):
            yield True, [group]
        yield False, [cell(row.get(one.id), one) for one in table.columns]


def _widths(columns: Sequence[Column], lines: Sequence[Sequence[str]], room: int) -> list[int]:
    """Return how wide each column is, in the unit of ``room``.

    Every column has room for its longest word, and for its figures whole; what is left goes to
    those whose words break into lines, as far as they need it.
    """
    least, wanted = [], []
    for at, column in enumerate(columns):
        cells = [line[at] for line in lines]
        words = [word for text in ([] if _right(column) else cells) for word in text.split()]
        heads = [f"{word} " for word in column.title.split()]  # bold letters are wider
        whole = cells if _right(column) else ()
        least.append(min(FULL, max(map(len, (*heads, *words, *whole)), default=1)) + SIDES)
        wanted.append(min(MUCH, max(map(len, (column.title, *cells)))) + SIDES)
    more = [max(0, want - low) for want, low in zip(wanted, least, strict=True)]
    letter = room / max(sum(least) + sum(more), 1)
    if sum(least) * LETTER < room:
        share = (room - sum(least) * LETTER) / max(sum(more), 1)
        shared = [LETTER * low + share * add for low, add in zip(least, more, strict=True)]
        return [int(one * room / sum(shared)) for one in shared]
    return [int(letter * (low + add)) for low, add in zip(least, more, strict=True)]


def _right(column: Column) -> bool:
    return column.unit in NUMBERS
