"""Everything that a report can be taken away as.

Oracle: what is read back with the standard library; the figures of the example.
"""

import csv
import io
import json
import xml.etree.ElementTree as ET
import zipfile

import pytest

from app.export.archive import unzipped, zipped
from app.export.takeaway import KINDS, Takeaway
from reports.report import Report
from tests.app.export.examples import EVIL, SOURCE, example

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(Takeaway(example(), SOURCE).zip())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_archive_has_page_values_tables_and_pictures(files: dict[str, bytes]) -> None:
    assert [*files] == [
        "example.html", "example.json", "tables/listed.csv", "pictures/bars.svg",
        "pictures/bars.png",
    ]  # fmt: skip
    assert json.loads(files["example.json"])["listed"][0]["usd"] == 250_000
    assert SOURCE in files["example.html"].decode()
    assert files["pictures/bars.png"].startswith(b"\x89PNG")


def test_a_picture_carries_its_title_its_source_and_what_it_shows(files: dict[str, bytes]) -> None:
    root = ET.fromstring(files["pictures/bars.svg"])  # noqa: S314 (made here)
    words = [one.text for one in root.findall(f"{SVG}text")]
    assert words == ["Who is in: and out?", SOURCE]
    assert root.findtext(f"{SVG}desc") == "Kenya has three, Ghana two."


def test_a_file_of_one_table_has_the_first_with_rows() -> None:
    rows = [*csv.reader(io.StringIO(Takeaway(example()).csv().decode("utf-8-sig")))]
    assert [row[0] for row in rows] == ["Candidate", "Ghana", f"'{EVIL}", "Kenya"]
    assert [row[3] for row in rows[1:]] == ["250000", "0", "12"]
    assert Takeaway(Report("r", "R", "None.")).csv() == b"\xef\xbb\xbf"


@pytest.mark.parametrize("ending", KINDS)
def test_every_kind_is_the_same_twice(ending: str) -> None:
    make = KINDS[ending].make
    assert make(Takeaway(example(), SOURCE)) == make(Takeaway(example(), SOURCE))


def test_what_is_zipped_is_unpacked() -> None:
    assert unzipped(zipped({"b/c": b"1", "a": b""})) == {"b/c": b"1", "a": b""}
