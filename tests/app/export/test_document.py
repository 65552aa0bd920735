"""Word documents, read back by python-docx; seen through LibreOffice where that is installed.

Oracle: the figures of :mod:`tests.app.export.examples`; that every report's sentences and cells
arrive is in ``tests/reports/test_faces.py``.
"""

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Doc
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from app.export.document import document
from app.export.workbook import workbook
from reports.report import Column, Report, Section, Table
from tests.app.export.examples import EVIL, SOURCE, example


@pytest.fixture(scope="module")
def doc() -> Doc:
    return Document(io.BytesIO(document(example(), SOURCE)))


def test_it_is_built_of_styles(doc: Doc) -> None:
    said = [(one.style.name, one.text) for one in doc.paragraphs if one.style and one.text]
    assert said[:2] == [("Title", "Who?"), ("Subtitle", "Two are in.")]
    heads = [text for style, text in said if style == "Heading 1"]
    assert heads == ["Who is in: and out?", "Why", "More", "Last", "What to know"]
    assert ("List Bullet", EVIL) in said
    assert said[-1] == ("Caption", SOURCE)


def test_contents_of_a_long_report_lead_to_every_heading(doc: Doc) -> None:
    assert not [*doc.element.body.iter(qn("w:instrText"))]
    long = replace(example(), text=("It is so.",) * 80)
    body = Document(io.BytesIO(document(long, SOURCE))).element.body
    (code,) = [one.text for one in body.iter(qn("w:instrText"))]
    assert code.startswith("TOC ")
    links = [one.get(qn("w:anchor")) for one in body.iter(qn("w:hyperlink"))]
    marks = [one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))]
    assert links == marks
    assert len(links) == 4


def test_pages_are_numbered(doc: Doc) -> None:
    codes = [
        one.get(qn("w:instr")) for one in doc.sections[0].footer._element.iter(qn("w:fldSimple"))
    ]
    assert codes == ["PAGE", "NUMPAGES"]


def test_a_table_has_its_cells_its_groups_and_heads_on_every_page(doc: Doc) -> None:
    (table,) = doc.tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["Candidate", "Share", "USD", "Points", "Score", "Basis", "Lost"]
    assert rows[1] == ["West"] * 7
    assert rows[2] == ["Ghana", "> 99 %", "250,000", "1.3", "41–78", "observed", "1"]
    assert rows[3] == [EVIL, "–", "0", "–", "–", "assumption", "–"]
    assert [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows] == [
        True, False, False, False, False, False,
    ]  # fmt: skip


def test_a_picture_is_pixels_and_drawing_with_a_text_alternative(doc: Doc) -> None:
    (shape,) = doc.inline_shapes
    assert shape._inline.docPr.get("descr") == "Kenya has three, Ghana two."
    with zipfile.ZipFile(io.BytesIO(document(example(), SOURCE))) as archive:
        media = {Path(n).suffix: archive.read(n) for n in archive.namelist() if "media" in n}
    assert media[".png"].startswith(b"\x89PNG")
    assert b"Source: made up." in media[".svg"]
    assert media[".svg"].startswith(b"<svg")


def test_a_wide_table_turns_the_page() -> None:
    columns = tuple(Column(f"c{at}", f"Column {at}") for at in range(12))
    table = Table("wide", columns, ({"c1": "x"},))
    wide = Report("r", "R", "A.", sections=(Section("s", tables=(table,)),))
    assert Document(io.BytesIO(document(wide))).sections[0].orientation == WD_ORIENT.LANDSCAPE


def test_the_same_report_is_the_same_file() -> None:
    assert document(example(), SOURCE) == document(example(), SOURCE)


@pytest.mark.long
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_both(tmp_path: Path) -> None:
    files = {
        "example.docx": document(example(), SOURCE),
        "example.xlsx": workbook(example(), SOURCE),
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
             "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / name)],
            check=True, timeout=300, capture_output=True,
        )  # fmt: skip
        made = tmp_path / f"{Path(name).stem}.pdf"
        assert made.read_bytes().startswith(b"%PDF"), name
        made.unlink()
