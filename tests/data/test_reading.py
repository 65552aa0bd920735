"""Files that are no proper CSV tables.

Oracle: the list of bad inputs the tool promises to name; each with the line counted by hand.
"""

import os
from pathlib import Path

import pytest

from config.configuration import Configuration
from config.problems import InputProblem, Problems
from data.dataset import Dataset
from data.load import load_dataset
from data.reading import LARGEST_FILE, read_csv
from data.tables import LINKS, TABLES
from tests.folders import Folder, one


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(b"", b"\xef\xbb\xbf", id="byte-order mark"),
        pytest.param(b"\n", b"\r\n", id="Windows line ends"),
        pytest.param(b"\n", b"\r", id="old Macintosh line ends"),
        pytest.param(b"\n", b"\n\n", id="blank lines"),
    ],
)
def test_what_means_nothing_is_accepted(
    folder: Folder,
    small_configuration: Configuration,
    small_dataset: Dataset,
    before: bytes,
    after: bytes,
) -> None:
    for table in TABLES:
        folder.map_bytes(
            table.file,
            lambda raw: raw.replace(before, after) if before else after + raw,
        )
    read = load_dataset(folder.root / "dataset", small_configuration)
    assert read == small_dataset


def test_rows_of_empty_cells_are_accepted(
    folder: Folder,
    small_configuration: Configuration,
    small_dataset: Dataset,
) -> None:
    folder.append("links.csv", ",,", ",,")
    assert load_dataset(folder.root / "dataset", small_configuration) == small_dataset


@pytest.mark.parametrize(
    ("mark", "word"),
    [(b";", "a semicolon"), (b"\t", "a tab"), (b"|", "a bar")],
)
def test_another_separator_is_named(folder: Folder, mark: bytes, word: str) -> None:
    folder.map_bytes("links.csv", lambda raw: raw.replace(b",", mark))
    assert one(folder.dataset_problems()) == InputProblem(
        file="links.csv",
        row=1,
        value=mark.decode().join(("candidate", "target", "relation")),
        must="columns must be separated by commas",
        do=f"Save the table again with the comma as separator, not {word}; "
        "write decimals with a point.",
    )


def test_a_first_line_may_name_the_comma_and_nothing_else(
    folder: Folder, small_configuration: Configuration, small_dataset: Dataset
) -> None:
    folder.map_bytes("links.csv", lambda raw: b"sep=,\n" + raw)
    assert load_dataset(folder.root / "dataset", small_configuration) == small_dataset
    folder.map_bytes("links.csv", lambda raw: raw.replace(b"sep=,", b"sep=;"))
    problem = one(folder.dataset_problems())
    assert (problem.row, problem.value) == (1, "sep=;")
    assert problem.do.endswith("without the line that names it.")


@pytest.mark.parametrize("contents", [b"", b"\xef\xbb\xbf", b"\n \n\n"])
def test_an_empty_file(folder: Folder, contents: bytes) -> None:
    folder.map_bytes("links.csv", lambda _: contents)
    assert one(folder.dataset_problems()) == InputProblem(
        file="links.csv",
        must="the file must not be empty",
        do="Write at least the line of headers: candidate,target,relation",
    )


def test_a_file_of_100_mb_is_refused_before_it_is_read(folder: Folder) -> None:
    os.truncate(folder.path("evidence.csv"), 100 * 10**6)
    assert one(folder.dataset_problems()) == InputProblem(
        file="evidence.csv",
        value="95 MiB",
        must=f"the file must not be larger than {LARGEST_FILE // 2**20} MiB",
        do="Check that this is the right file; leave out rows that the cycle does not use.",
    )


def test_a_line_without_end(folder: Folder) -> None:
    folder.append("links.csv", "x" * 1_000_001)
    problem = one(folder.dataset_problems())
    assert (problem.row, problem.must) == (
        6,
        "a line must not be longer than 1,000,000 characters",
    )


def test_bytes_that_are_not_utf8_are_named_line_by_line(folder: Folder) -> None:
    folder.map_bytes(
        "candidates.csv",
        lambda raw: raw.replace(b"Betaland,A", b"B\xe9taland,A").replace(b"Gamma", b"\xffamma"),
    )
    first, second = folder.dataset_problems()
    assert first == InputProblem(
        file="candidates.csv",
        row=3,
        value="byte 0xE9",
        must="every character must be UTF-8 text",
        do="Save it again as CSV with the encoding UTF-8.",
    )
    assert (second.row, second.value) == (4, "byte 0xFF")


def test_utf16_is_named(folder: Folder) -> None:
    folder.map_bytes("links.csv", lambda raw: raw.decode().encode("utf-16"))
    problem = one(folder.dataset_problems())
    assert (problem.row, problem.must) == (1, "the file must be UTF-8 text, not UTF-16")


@pytest.mark.parametrize("control", ["\0", "\x1b", "\x7f"])
def test_control_characters(folder: Folder, control: str) -> None:
    folder.replace("partners.csv", "Bank of", f"Bank{control} of")
    assert one(folder.dataset_problems()) == InputProblem(
        file="partners.csv",
        row=3,
        value=control,
        must="a table must hold no control characters",
        do="Delete the character, or save the table again as plain CSV.",
    )


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("commitment:BB002,country:BBB", 2),
        ("commitment:BB002,country:BBB,in_country,", 4),
        ("commitment:BB002", 1),
    ],
)
def test_a_row_that_does_not_fit_the_header(folder: Folder, row: str, cells: int) -> None:
    line = folder.append("links.csv", row)
    assert one(folder.dataset_problems()) == InputProblem(
        file="links.csv",
        row=line,
        value=f"{cells} cells",
        must="a row must have as many cells as the header has columns (3)",
        do="Add the missing commas, or put a cell that holds a comma in quotation marks.",
    )


def test_what_refers_to_a_spoilt_row_is_not_reported_as_well(folder: Folder) -> None:
    folder.replace("candidates.csv", ',"Port Beta, Betaland",', ",Port Beta, Betaland,")
    problem = one(folder.dataset_problems())
    assert (problem.file, problem.row, problem.value) == ("candidates.csv", 5, "10 cells")


@pytest.mark.parametrize("cell", ['"Open contracts', '"Open" contracts'])
def test_quotation_marks_that_break_the_table(folder: Folder, cell: str) -> None:
    folder.replace("candidates.csv", "Open contracts", cell)
    first = folder.dataset_problems()[0]
    assert (first.file, first.row) == ("candidates.csv", 7)
    assert first.must == "quotation marks must open and close a cell, and be doubled inside it"


def test_lines_are_counted_past_cells_of_several_lines(folder: Folder) -> None:
    folder.replace("evidence.csv", '"range of the index, 68 %"', '"range\nof the\nindex"')
    folder.replace("evidence.csv", "theme:ownership,growth,50", "theme:ownership,growth,many")
    problem = one(folder.dataset_problems())
    assert problem.row == 19
    assert folder.path("evidence.csv").read_text().split("\n")[18].startswith("theme:ownership,gro")


def test_a_folder_in_place_of_a_table(folder: Folder) -> None:
    folder.path("links.csv").unlink()
    folder.path("links.csv").mkdir()
    problem = one(folder.dataset_problems())
    assert (problem.file, problem.must) == ("links.csv", "the table must be a file")


def test_an_unreadable_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "links.csv"
    path.write_text("candidate,target,relation\n")

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    problems = Problems()
    assert read_csv(path, LINKS, problems) is None
    assert one(problems.found()) == InputProblem(
        file="links.csv",
        must="the file must be readable",
        do="Check its permissions (Permission denied).",
    )


@pytest.mark.parametrize(
    ("begins", "kind"),
    [
        (b"PK\x03\x04\x14\x00\x06", "an Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Excel workbook"),
        (b"\n <!DOCTYPE html><html>", "a web page"),
        (b"<HTML><body>", "a web page"),
        (b"%PDF-1.7", "a PDF document"),
    ],
)
def test_another_kind_of_file_is_told_once(folder: Folder, begins: bytes, kind: str) -> None:
    folder.map_bytes("evidence.csv", lambda raw: begins + b"\x80\x00" + raw)
    problem = one(folder.dataset_problems())
    assert (problem.file, problem.row) == ("evidence.csv", None)
    assert problem.must == f"the file must be a CSV table, not {kind}"
    assert problem.do.endswith(".")


def test_a_workbook_beside_a_missing_table_is_named(folder: Folder) -> None:
    folder.path("evidence.csv").rename(folder.path("evidence.csv").with_suffix(".xlsx"))
    problem = one(folder.dataset_problems())
    assert problem.must == "the table must be there"
    assert problem.do == "Save evidence.xlsx again as CSV UTF-8."


def test_a_cell_may_be_long(folder: Folder, small_configuration: Configuration) -> None:
    """Texts of commitments of 27,816 characters are real."""
    note = "long " * 40_000
    folder.replace("evidence.csv", "as the country", note)
    found = load_dataset(folder.root / "dataset", small_configuration)
    assert note in {row.note for row in found.evidence}
