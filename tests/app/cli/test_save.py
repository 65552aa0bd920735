"""Reports saved as files by every command that shows one.

Oracle: what other libraries read back; the same command's JSON.
"""

import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from tests.app.cli.conftest import Focus

COMMANDS = (
    ("plan",), ("rank",), ("check",), ("explain", "AAA"), ("alternatives", "-n", "1"),
    ("frontier", "--points", "2"), ("robust", "--draws", "2", "--workers", "1"),
    ("robust", "--ranking", "--draws", "50"), ("partners",),
    ("compare", "--in", "AAA"), ("backtest",), ("doubt", "--draws", "2"),
    ("audit", "--draws", "3"), ("choose",),
    ("brief", "--draws", "0", "--others", "1"),
    ("brief", "--region", "Africa", "--draws", "0"),
    ("reassess", "--in", "AAA"),
)  # fmt: skip


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_saves_what_it_shows(
    focus: Focus, words: tuple[str, ...], tmp_path: Path
) -> None:
    page, values = tmp_path / "told.docx", tmp_path / "told.json"
    ended = focus(*words, "--json", "--save", page, "--save", values)
    assert f"Saved: {page}, {values}." in ended.err
    assert json.loads(values.read_text("utf-8")) == ended.json
    assert Document(str(page)).paragraphs[0].style.name == "Title"  # type: ignore[union-attr]


def test_a_plan_in_every_kind_of_file(focus: Focus, tmp_path: Path) -> None:
    places = [tmp_path / f"plan.{one}" for one in ("xlsx", "html", "csv", "zip")]
    ended = focus("plan", *(word for place in places for word in ("--save", place)))
    assert ended.status == 0
    inside = [row["name"] for row in focus("plan", "--json").json["focus"]]
    book = openpyxl.load_workbook(places[0])
    assert len(inside) == book["Who is in"].max_row - 1
    assert book["Who is in"]["A2"].value == inside[0]
    assert "<!doctype html>" in places[1].read_text("utf-8")
    assert inside[0] in places[2].read_text("utf-8-sig")
    with zipfile.ZipFile(io.BytesIO(places[3].read_bytes())) as archive:
        assert {"plan.html", "plan.json", "tables/focus.csv"} <= set(archive.namelist())


def test_nothing_is_saved_where_it_must_not_be(focus: Focus, tmp_path: Path) -> None:
    there = tmp_path / "there.xlsx"
    there.write_bytes(b"mine")
    ended = focus(
        "rank",
        "--save",
        there,
        "--save",
        tmp_path / "plan.pdf",
        "--save",
        tmp_path / "no" / "a.csv",
    )
    assert ended.status == 2
    assert "must not exist yet" in ended.words
    assert "must end in .docx, .xlsx, .html, .csv, .json, .zip" in ended.words
    assert "must lie in a folder that exists" in ended.words
    assert there.read_bytes() == b"mine"
    assert focus("rank", "--save", there, "--overwrite").status == 0
    assert there.read_bytes() != b"mine"
